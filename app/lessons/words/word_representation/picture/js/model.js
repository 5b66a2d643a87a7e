// What the server sends, as the picture reads it: the columns that are shown of E, what has been multiplied, what the clocks say.

const FULL = 32767, NO_CELL = -32768;

class Shown {
  constructor(data) {
    const { arrays, ...header } = data;
    Object.assign(this, header);
    this.cells = Object.fromEntries(["vectors", "head", "around", "tails"].map((name) => [name, arrays[name]]));
    for (const name of ["features", "along", "mean", "deviation", "distances"]) this[name] = arrays[name].values;
    this.U = this.words.length;
    this.A = this.axes.length;
    this.D = this.cells.vectors.shape[1];
    this.terms = new Map(this.terms.map((term) => [term.id, term]));
    this.places = new Map(this.words.map((word, u) => [word, u]));
    const { values } = this.cells.vectors; // a cell one and a half times as large as they are on average has all the colour
    this.limit = 1.5 * (this.scale / FULL) * Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length)) || 1;
    this.kept = new Map();
  }

  place(word) {
    return this.places.get(word) ?? 0;
  }

  sizePlace(size) {
    const at = this.sizes.indexOf(size);
    return at < 0 ? this.sizes.length - 1 : at;
  }

  // Number i of a column; a column is where it begins in one of the arrays.
  number({ name, base }, i) {
    const value = this.cells[name].values[base + i];
    return value === NO_CELL ? 0 : (value / FULL) * this.scale;
  }

  vector(u) {
    return { name: "vectors", base: u * this.D };
  }

  feature(a, u) {
    return this.features[a * this.U + u];
  }

  distance(u, v) {
    return this.distances[u * this.U + v];
  }

  // All columns that are known of E, and the breaks between: {from, to, word, cells}, a break without cells.
  columns(u, sizeAt) {
    const key = `${u} ${sizeAt}`;
    if (!this.kept.has(key)) {
      if (this.kept.size > 64) this.kept.clear();
      this.kept.set(key, this.joined(this.found(u, sizeAt), this.sizes[sizeAt]));
    }
    return this.kept.get(key);
  }

  found(u, sizeAt) {
    const V = this.sizes[sizeAt], { head, around, tails } = this.cells, found = new Map(), width = around.shape[1], first = this.rows[u] - (width - 1) / 2, K = tails.shape[1];
    const put = (index, word, name, base) => { if (index >= 0 && index < V && this.cells[name].values[base] !== NO_CELL) found.set(index, { from: index, to: index, word, cells: { name, base } }); };
    for (let k = 0; k < K; k++) put(V - K + k, this.tail_words[sizeAt][k], "tails", (sizeAt * K + k) * this.D);
    for (let k = 0; k < width; k++) put(first + k, this.around_words[u][k], "around", (u * width + k) * this.D);
    for (let k = 0; k < head.shape[0]; k++) put(k, this.head_words[k], "head", k * this.D);
    found.set(this.rows[u], { from: this.rows[u], to: this.rows[u], word: this.words[u], cells: this.vector(u) }); // even in a list that is longer than any V
    return found;
  }

  joined(found, V) {
    const out = [];
    let next = 0;
    for (const index of [...found.keys()].sort((a, b) => a - b)) {
      if (index > next) out.push({ from: next, to: index - 1, word: "", cells: null });
      out.push(found.get(index));
      next = index + 1;
    }
    if (next < V) out.push({ from: next, to: V - 1, word: "", cells: null });
    return out;
  }

  // Of all columns those that there is room for: some from the beginning, some around the word, some at the end. `end`: how many
  // of all have been multiplied when this one has.
  displayed(u, sizeAt, { head, radius, tail }) {
    const all = this.columns(u, sizeAt), row = this.rows[u], V = this.sizes[sizeAt], out = [];
    const isShown = ({ from, cells }) => cells && (from < head || Math.abs(from - row) <= radius || from >= V - tail);
    all.forEach((one, i) => {
      const last = out.at(-1);
      if (isShown(one)) out.push({ ...one, end: i + 1 });
      else if (last && !last.cells) Object.assign(last, { to: one.to, end: i + 1 });
      else out.push({ from: one.from, to: one.to, word: "", cells: null, end: i + 1 });
    });
    return out;
  }

  // Microseconds of the product and of the look-up where E has V columns; null for not measured.
  clock(side, V) {
    const at = this.clocks ? this.clocks.sizes.indexOf(V) : -1;
    return at < 0 ? null : this.clocks[side][at];
  }

  // Microseconds that fill a line of the bars.
  get line() {
    const all = (this.clocks?.product ?? []).filter(Number.isFinite);
    return all.length ? Math.max(...all) / LINES : 1;
  }

  // Words of the table, the open one among them or last.
  tableWords(u) {
    return this.table.includes(u) ? this.table : [...this.table, u];
  }

  // Words of the ruler: those that are not open, no more than there is room for.
  rulerWords(u) {
    return [...new Set([...this.ruler, ...this.table])].filter((v) => v !== u && Number.isFinite(this.distance(u, v))).slice(0, MOST_DOTS);
  }
}

const LINES = 10, MOST_DOTS = 10;
