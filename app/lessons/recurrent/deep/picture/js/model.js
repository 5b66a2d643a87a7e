// A text read by layers as the browser has it: T symbols, L layers, W directions, R units of each that are drawn.

class Storeys {
  constructor(data) {
    const { arrays } = data;
    Object.assign(this, { tokens: data.tokens, L: data.L, W: data.W, H: data.H, units: data.units, starts: data.before, asked: data.asked, classes: data.classes, truth: data.truth, holds: data.holds, reactions: data.reactions, cell: data.cell, charts: data.charts, arrays });
    this.T = this.tokens.length;
    this.R = data.units[0][0].length;
  }

  // a of a drawn unit: layer n and direction w counted from 0.
  at(n, w, t, r) {
    return this.arrays.states.values[((n * this.W + w) * this.T + t) * this.R + r];
  }

  moved(n, t) {
    return this.arrays.moved.values[n * this.T + t];
  }

  // The likeliest classes of a property as a layer's probe reads them, and their chances.
  top(name, n, t) {
    const { values, shape } = this.arrays[`top_${name}`], p = this.arrays[`p_${name}`].values, from = (n * this.T + t) * shape[1];
    return Array.from({ length: shape[1] }, (_, i) => ({ k: values[from + i], p: p[from + i] }));
  }

  // P of the right class; null where nothing is right.
  right(name, n, t) {
    const p = this.arrays[`right_${name}`].values[n * this.T + t];
    return p < 0 ? null : p;
  }

  className(name, k) {
    return this.classes[name][k];
  }

  // How many steps there are. Read both ways, a layer starts once the layer below has read all.
  get steps() {
    return this.W === 2 ? this.L * this.T : this.T;
  }

  // How many symbols a layer has read by a step.
  stepOf(n, step) {
    return this.W === 2 ? Math.max(0, Math.min(this.T, step - n * this.T)) : step;
  }

  // The layer that is reading at a step.
  layerAt(step) {
    return this.W === 2 ? Math.min(this.L, Math.ceil(step / this.T)) - 1 : this.L - 1;
  }

  hasPassed(n, w, t, step) {
    return w === 0 ? this.stepOf(n, step) > t : this.stepOf(n, step) >= this.T - t;
  }

  isReady(n, t, step) {
    return Array.from({ length: this.W }, (_, w) => w).every((w) => this.hasPassed(n, w, t, step));
  }

  // At which step both sides of a layer have passed a symbol.
  readyAt(n, t) {
    return n * this.T + Math.max(t + 1, this.T - t);
  }

  // The symbol that a direction of a layer has read last; none before it starts.
  front(n, w, step) {
    const read = this.stepOf(n, step);
    return read === 0 ? null : w === 0 ? read - 1 : this.T - read;
  }

  // What a drawn unit starts from.
  before(n, w, r) {
    return this.starts[n][w][r];
  }

  // A drawn row by layer (from 1) and unit, those of a← counted after those of a→; null for none.
  place(layer, unit) {
    if (!layer) return null;
    const w = unit >= this.H ? 1 : 0, r = this.units[layer - 1][w]?.indexOf(unit - w * this.H) ?? -1;
    return r < 0 ? null : { n: layer - 1, w, r };
  }

  unitOf({ n, w, r }) {
    return this.units[n][w][r] + w * this.H;
  }

  reaction({ n, w, r }) {
    const [follows, value] = this.reactions[n]?.[w]?.[r] ?? ["", 0];
    return { follows, r: value };
  }

  // The three rows of the layer below with the largest weights into a row.
  below({ n, w, r }, most = 3) {
    if (n === 0) return [];
    const { values, shape } = this.arrays.links, from = ((n * this.W + w) * this.R + r) * shape[1];
    const all = Array.from({ length: shape[1] }, (_, j) => ({ n: n - 1, w: Math.floor(j / this.R), r: j % this.R, weight: values[from + j] }));
    return all.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, most);
  }

  // The symbol at which a unit took the sign that it has at t.
  since({ n, w, r }, t) {
    const step = w === 0 ? -1 : 1, sign = this.at(n, w, t, r) > 0;
    let from = t;
    while (from + step >= 0 && from + step < this.T && this.at(n, w, from + step, r) > 0 === sign) from += step;
    return from;
  }

  // The row of a layer whose unit follows something best.
  clearest(n) {
    const rows = (this.reactions[n] ?? []).flatMap((row, w) => row.map(([follows, value], r) => ({ n, w, r, follows, size: Math.abs(value) }))).filter((row) => row.follows);
    return rows.sort((a, b) => b.size - a.size)[0] ?? null;
  }
}
