// The five runs as the browser has them.

const EOS = "<EOS>", UNK = "<UNK>", PAD = "<PAD>";
const NOTHING = -128, LEVELS = 127;
const ROWS = 24; // units of a state that are drawn at the most

class Runs {
  constructor(data) {
    this.order = data.order;
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
    this.runs = Object.fromEntries(data.order.map((shape) => [shape, new ShapeRun(shape, data.runs[shape], data.arrays[shape])]));
  }
}

class ShapeRun {
  constructor(shape, given, { values, shape: [, width] }) {
    Object.assign(this, given, { shape, values, width });
    this.T = given.boxes.length;
    this.hasMemory = shape !== "one_one";
    this.isPair = shape === "n_m";
    this.first = this.pick(0, 1);
    this.reading = this.pick(1, this.isPair ? this.T_x : this.T);
    this.writing = this.isPair ? this.pick(1 + this.T_x, this.T - this.T_x) : this.reading;
  }

  // Of the rows from `from` on, the units that change most from one to the other, in their order; of a pair of states as many of
  // either.
  pick(from, count) {
    const units = this.unitsAt(from), half = this.both_ways && from === 1 ? units / 2 : units, parts = half < units ? 2 : 1;
    return Array.from({ length: parts }, (_, part) => {
      const all = Array.from({ length: half }, (_, i) => part * half + i);
      const spread = (unit) => {
        let sum = 0, squares = 0;
        for (let row = from; row < from + count; row++) {
          const value = this.values[row * this.width + unit];
          sum += value;
          squares += value * value;
        }
        return count > 1 ? squares - (sum * sum) / count : squares;
      };
      const most = new Map(all.map((unit) => [unit, spread(unit)]));
      return all.sort((a, b) => most.get(b) - most.get(a) || a - b).slice(0, ROWS / parts).sort((a, b) => a - b);
    }).flat();
  }

  unitsAt(row) {
    let units = 0;
    while (units < this.width && this.values[row * this.width + units] !== NOTHING) units++;
    return units;
  }

  isRead(t) {
    return !this.isPair || t < this.T_x;
  }

  // What of the state of box t is drawn.
  drawn(t) {
    return this.isRead(t) ? this.reading : this.writing;
  }

  value(t, unit) {
    return this.values[(t + 1) * this.width + unit] / LEVELS;
  }

  // P(positive) that comes out of box t, or would.
  positive(t) {
    return this.boxes[t].chances.find(([symbol]) => symbol === "positive")?.[1] ?? null;
  }

  // The two steps at which what ŷ would have said falls and rises most.
  turns() {
    const steps = Array.from({ length: this.T - 1 }, (_, i) => ({ t: i + 1, by: this.positive(i + 1) - this.positive(i) }));
    const down = steps.reduce((low, one) => (one.by < (low?.by ?? -0.1) ? one : low), null), up = steps.reduce((high, one) => (one.by > (high?.by ?? 0.1) ? one : high), null);
    return [down, up].filter(Boolean).sort((a, b) => a.t - b.t);
  }
}
