// What is shown: counts of n words at M moments of a text, a sentence of T words on top, and a fit of S cells at F moments.

const UNKNOWN = -1; // a word over which the window passes; below it, one that has no row

class Scene {
  constructor(data, before = null) {
    const { arrays } = data, all = (name) => Array.from(arrays[name].values), isSame = before?.subject === data.subject;
    Object.assign(this, data);
    this.isMissing = !arrays.right && !isSame;
    if (this.isMissing) return;
    this.right = arrays.right ?? before.right;
    [this.M, this.D, this.n] = this.right.shape;
    for (const name of ["place", "part", "x", "rows", "columns", "epochs", "cost"]) this[name] = all(name);
    [this.F, this.S] = arrays.dot.shape;
    this.known = this.place.flatMap((place, t) => (place === UNKNOWN ? [] : [t]));
    this.stops = [...Array(this.M).keys(), ...this.known.map((t) => this.M + t)];
    this.last = this.stops.length - 1;
    this.logs = this.x.map(Math.log);
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
    this.cells = new Map(this.rows.map((row, s) => [`${this.names[row]}\n${this.names[this.columns[s]]}`, s]));
    this.firstCost = isSame && before.live && before.firstCost ? before.firstCost : this.cost[0];
    this.spread = this.spreadOf(isSame && before.live ? before.spread : [0, 0]);
    this.kept = new Map(); // X of the text, for settings that were asked for
  }

  // The last stop that is not past a step of the rest.
  stopOf(step) {
    return step < 0 ? this.last : Math.max(0, this.stops.findLastIndex((stop) => stop <= step));
  }

  // The word of the sentence that is the centre at a stop, or null.
  centre(stop) {
    return this.stops[stop] < this.M ? null : this.stops[stop] - this.M;
  }

  // The known words around the word t within its sentence: { u, d }, d below 0 at the left.
  around(t, window) {
    const own = this.known.filter((u) => this.part[u] === this.part[t]), k = own.indexOf(t);
    return k < 0 ? [] : own.flatMap((u, i) => (i !== k && Math.abs(i - k) <= window ? [{ u, d: i - k }] : []));
  }

  // What the word t writes as centre: each neighbour at its left into X[t, u], and into the mirror cell.
  written(t, { window, harmonic, symmetric }) {
    const i = this.place[t];
    return this.around(t, window).filter(({ u, d }) => d < 0 && i >= 0 && this.place[u] >= 0).flatMap(({ u, d }) => {
      const j = this.place[u], cell = { u, i, j, w: weightAt(d, harmonic) };
      return symmetric ? [cell, { ...cell, i: j, j: i, isMirror: true }] : [cell];
    });
  }

  // X of the text at a moment: Σ_d w_d (right_ij + right_ji), or without symmetry what stands at the left of i alone.
  text(moment, { window, harmonic, symmetric }) {
    const key = [moment, window, harmonic, symmetric].join(), { n, D } = this, { values } = this.right;
    if (this.kept.has(key)) return this.kept.get(key);
    const out = new Float64Array(n * n);
    for (let d = 1; d <= Math.min(window, D); d++) {
      const from = (moment * D + d - 1) * n * n, w = weightAt(d, harmonic);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) out[i * n + j] += w * (values[from + j * n + i] + (symmetric ? values[from + i * n + j]
          : 0));
      }
    }
    if (this.kept.size > 200) this.kept.clear();
    this.kept.set(key, out);
    return out;
  }

  // X with all that the sentence has written before the stop, and at it if `isLanded`.
  counts(stop, rest, isLanded = true) {
    const t = this.centre(stop);
    if (t === null) return this.text(this.stops[stop], rest);
    const out = this.text(this.M - 1, rest).slice();
    for (const u of this.known.filter((one) => (isLanded ? one <= t : one < t))) {
      for (const { i, j, w } of this.written(u, rest)) out[i * this.n + j] += w;
    }
    return out;
  }

  // The cell of the fit for two words of the matrix, or null.
  cell(i, j) {
    return this.cells.get(`${this.words[i]}\n${this.words[j]}`) ?? null;
  }

  // An array of F moments between two of them.
  at(name, size, i, moment) {
    const { values } = this.arrays[name], first = clamp(Math.floor(moment), 0, this.F - 1);
    const next = Math.min(first + 1, this.F - 1), a = values[first * size + i];
    return next === first ? a : a + (values[next * size + i] - a) * (moment - first);
  }

  // The three addends of a cell, their sum, and by how much it misses log X.
  parts(s, moment) {
    const U = this.names.length, dot = this.at("dot", this.S, s, moment);
    const b = this.at("b", U, this.rows[s], moment), bPrime = this.at("b_prime", U, this.columns[s], moment),
      sum = dot + b + bPrime;
    return { dot, b, bPrime, sum, residual: sum - this.logs[s] };
  }

  // The lowest and the highest that the vectors say of a cell, at all moments; `before`: of those that are no longer here.
  spreadOf([low, high]) {
    for (let f = 0; f < this.F; f++) {
      for (let s = 0; s < this.S; s++) {
        const { sum } = this.parts(s, f);
        [low, high] = [Math.min(low, sum), Math.max(high, sum)];
      }
    }
    return [low, high];
  }

  // f with its knee at `xMax`.
  weight(x, xMax) {
    return x < xMax ? (Math.max(0, x) / xMax) ** this.trained.power : 1;
  }

  // The four nearest of each word that was asked for, at a moment.
  nearest(moment) {
    const { values, shape } = this.arrays.answers, f = Math.min(Math.round(moment), shape[0] - 1);
    const answers = (q) => Array.from(values.subarray((f * shape[1] + q) * shape[2], (f * shape[1] + q + 1) * shape[2]));
    return this.asked.map((word, q) => ({ word, near: answers(q).map((place) => this.answer_names[place]) }));
  }

  // The rows of a table of ratios.
  ratiosOf(name) {
    const { values, shape: [, count] } = this.arrays[name], table = this.ratios[name];
    const column = (row, k) => values[row * count + k];
    return { ...table, rows: table.probes.map((probe, k) => ({ probe, kind: table.kinds[k], x: [column(0, k), column(1, k)],
      p: [column(2, k), column(3, k)], ratio: column(4, k) })) };
  }

  // Whether the vectors were trained on counts that were made in another way.
  isTrainedOtherwise({ window, harmonic, symmetric }) {
    const { trained } = this;
    return trained.window !== window || trained.harmonic !== harmonic || trained.symmetric !== symmetric;
  }

  token(t) {
    return visible(this.tokens[t]);
  }

  word(i) {
    return visible(this.words[i]);
  }
}

const weightAt = (d, harmonic) => (harmonic ? 1 / Math.abs(d) : 1);
