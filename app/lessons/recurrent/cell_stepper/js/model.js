// A reading and its equation: every series by name, derived ones included, and how each value came to be.

class Model {
  constructor(data) {
    this.equation = data.equation;
    this.tokens = data.tokens;
    this.T = data.tokens.length;
    this.H = data.units;
    this.E = data.inputs;
    this.start = data.start;
    this.total = data.total;
    this.ids = data.ids;
    this.unknown = new Set(data.unknown);
    this.longest = Math.max(...data.tokens.map((token) => [...visible(token)].length));
    this.losses = data.losses;
    this.sums = this.summed(data.before);
    this.symbols = data.symbols;
    this.top = data.top;
    this.topP = unpack(data.top_p);
    this.initial = {};
    for (const [name, packed] of Object.entries(data.initial)) this.initial[name] = unpack(packed).values;
    this.weights = {};
    for (const [name, packed] of Object.entries(data.weights)) this.weights[name] = unpack(packed);
    this.xs = data.xs ? unpack(data.xs) : null;
    this.terms = new Map(this.equation.terms.map((term) => [term.id, term]));
    this.unfolds = new Map(this.equation.unfolds.map((unfold) => [unfold.term, unfold]));
    this.derived = new Map(this.equation.derived.map((derived) => [derived.name, derived]));
    this.columns = this.equation.columns.map((column) => ({ ...column, ...this.terms.get(column.term) }));
    this.digits = this.H <= 3 ? 3 : 2;
    this.series = new Map();
    for (const [name, packed] of Object.entries(data.series)) this.series.set(name, unpack(packed).values);
    this.limits = new Map();
    this.clipped = new Map();
    this.orders = new Map();
  }

  summed(before) {
    let sum = before;
    return this.losses.map((loss) => (sum += loss ?? 0));
  }

  // All values of a series, (T·H), null where its weights were not sent.
  values(name) {
    if (!this.series.has(name)) this.series.set(name, this.derive(this.derived.get(name)));
    return this.series.get(name);
  }

  derive(rule) {
    if (!rule) return null;
    const { T, H } = this, out = new Float32Array(T * H);
    if (rule.op === "weight") {
      const weight = this.weights[rule.of[0]];
      if (!weight) return null;
      for (let k = 0; k < T * H; k++) out[k] = weight.values[k % H];
      return out;
    }
    if (rule.op === "product") return this.matrixProduct(rule, out);
    const [first, second] = rule.of;
    for (let i = 0; i < T; i++) {
      for (let u = 0; u < H; u++) {
        const p = this.at(first, i, u), q = second === undefined ? 0 : this.at(second, i, u);
        out[i * H + u] = rule.op === "one_minus" ? 1 - p : rule.op === "tanh" ? Math.tanh(p)
          : rule.op === "times" ? p * q : p + q;
      }
    }
    return out;
  }

  matrixProduct(rule, out) {
    const weight = this.weights[rule.of[0]];
    if (!weight) return null;
    const [from, to] = this.part(weight, rule.of[1]), { T, H } = this;
    for (let i = 0; i < T; i++) {
      const vector = rule.of[2] === "x" && !this.xs ? null : this.vector(rule.of[2], i);
      for (let u = 0; u < H; u++) {
        const row = u * weight.columns;
        let sum = vector ? 0 : this.ids[i] < 0 ? 0 : weight.values[row + from + this.ids[i]];
        if (vector) for (let j = from; j < to; j++) sum += weight.values[row + j] * vector[j - from];
        out[i * H + u] = sum;
      }
    }
    return out;
  }

  part(weight, name) {
    return name === "all" ? [0, weight.columns] : name === "state" ? [0, this.H] : [this.H, weight.columns];
  }

  // The value of "name" or "name@-1" at step i of the window for one unit.
  at(name, i, unit) {
    const [plain, shift] = name.split("@");
    const k = i + Number(shift ?? 0);
    if (k < 0) return this.initial[plain]?.[unit] ?? 0;
    return this.values(plain)?.[k * this.H + unit] ?? NaN;
  }

  // A whole vector at step i, the input included.
  vector(name, i) {
    if (name === "x") {
      if (this.xs) return this.xs.values.subarray(i * this.E, (i + 1) * this.E);
      const hot = new Float32Array(this.E);
      if (this.ids[i] >= 0) hot[this.ids[i]] = 1;
      return hot;
    }
    return Float32Array.from({ length: this.H }, (_, u) => this.at(name, i, u));
  }

  // How far the colours of a scale reach: 1 for gates and squashed values, else as far as three in four of the values do.
  limit(scale) {
    if (scale === "gate" || scale === "unit") return 1;
    if (!this.limits.has(scale)) {
      const names = new Set(this.columns.filter((c) => c.scale === scale).map((c) => c.series.split("@")[0]));
      const sizes = Float32Array.from([...names].flatMap((name) => Array.from(this.values(name) ?? [], Math.abs))).sort();
      const reach = sizes[Math.floor(sizes.length * 0.75)] ?? 1;
      this.limits.set(scale, reach <= 1.0001 ? 1 : Math.ceil(reach));
      this.clipped.set(scale, sizes.at(-1) > this.limits.get(scale));
    }
    return this.limits.get(scale);
  }

  scaleOf(series) {
    return this.equation.terms.find((term) => term.series === series)?.scale ?? "unit";
  }

  termOf(series) {
    return this.equation.terms.find((term) => term.series === series && term.time !== -1)
      ?? this.equation.terms.find((term) => term.series.split("@")[0] === series);
  }

  // Since when a unit has held what it holds: the last step at which its sign or its size changed; -1: before the text.
  heldSince(i, unit) {
    const memory = this.equation.memory, now = this.at(memory, i, unit);
    for (let k = i; k >= 0; k--) {
      const later = this.at(memory, k, unit), before = this.at(`${memory}@-1`, k, unit);
      const size = Math.max(Math.abs(later), Math.abs(before), 0.1);
      if (later * before <= 0 || Math.abs(later - before) > 0.3 * size || Math.abs(before - now) > 0.6 * size) return k;
    }
    return -1;
  }

  // The longest stretch that a unit holds, in steps, over the window.
  longestHold(unit) {
    let longest = 0, run = 0;
    for (let i = 0; i < this.T; i++) {
      const memory = this.equation.memory;
      const later = this.at(memory, i, unit), before = this.at(`${memory}@-1`, i, unit);
      const size = Math.max(Math.abs(later), Math.abs(before), 0.1);
      run = later * before <= 0 || Math.abs(later - before) > 0.3 * size ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  // Rows in drawing order: which unit stands in which row.
  rows(order) {
    if (!this.orders.has(order)) {
      const units = Array.from({ length: this.H }, (_, u) => u);
      const [term, step] = order.split("@");
      const i = clamp(Number(step ?? 0) - this.start, 0, this.T - 1);
      const key = order === "hold" ? units.map((u) => this.longestHold(u))
        : this.terms.has(term) ? units.map((u) => this.at(this.terms.get(term).series, i, u)) : null;
      if (key) units.sort((p, q) => key[q] - key[p] || p - q);
      this.orders.set(order, units);
    }
    return this.orders.get(order);
  }

  // How a term came to be for one unit: products, largest first, biases, their sum z, and squash(z); null if unknown.
  unfold(termId, i, unit) {
    const rule = this.unfolds.get(termId);
    if (!rule || rule.products.some((product) => !this.weights[product.weight])) return null;
    const products = rule.products.flatMap((product) => this.products(product, i, unit));
    const biases = rule.biases.map(([name, factor]) => ({
      name, factor: factor ? this.at(factor, i, unit) : 1, weight: this.weights[name]?.values[unit] ?? 0 }));
    let sum = 0;
    for (const p of products) sum += p.product;
    for (const b of biases) sum += b.weight * b.factor;
    products.sort((p, q) => Math.abs(q.product) - Math.abs(p.product));
    const squash = { "σ": (z) => 1 / (1 + Math.exp(-z)), tanh: Math.tanh }[rule.squash];
    return { rule, products, biases, sum, squashed: squash ? squash(sum) : sum };
  }

  products({ weight: name, part, series, factor }, i, unit) {
    const weight = this.weights[name], times = factor ? this.at(factor, i, unit) : 1;
    const one = (w, value, index, column) => ({ name, series, index, column, weight: w, value, times,
      product: w * value * times });
    if (part === "own") return [one(weight.values[unit], this.at(series, i, unit), unit, null)];
    const [from, to] = this.part(weight, part), row = unit * weight.columns;
    if (series === "x" && !this.xs) {
      const id = this.ids[i];
      return id < 0 ? [] : [one(weight.values[row + from + id], 1, id, from + id)];
    }
    const vector = this.vector(series, i), out = [];
    for (let j = from; j < to; j++) out.push(one(weight.values[row + j], vector[j - from], j - from, j));
    return out;
  }
}
