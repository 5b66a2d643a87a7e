// One set of weights and what it gives along the text. Steps are counted within the window here.

const MATRICES = ["W_aa", "W_ax", "b_a", "W_ya", "b_y"];

class Net {
  constructor(data) {
    const { arrays, tokens, ids, start, total, units, inputs, columns, rows } = data;
    Object.assign(this, { tokens, ids, start, total, columns, rows, next: data.next, T: tokens.length, H: units, E: inputs });
    this.matrices = new Map(MATRICES.map((name) => {
      const { values, shape } = arrays[name];
      return [name, { name, values, rows: shape[0], columns: shape[1] }];
    }));
    this.a = arrays.a.values;
    this.a0 = arrays.a0.values;
    this.xs = arrays.xs?.values ?? null;
  }

  weight({ name, row, column }) {
    const { values, columns } = this.matrices.get(name);
    return values[row * columns + column];
  }

  state(t, j) {
    return t < 0 ? this.a0[j] : this.a[t * this.H + j];
  }

  input(t, k) {
    return this.xs ? this.xs[t * this.E + k] : this.ids[t] === k ? 1 : 0;
  }

  // What a column of a matrix is multiplied by at a step.
  factor(name, t, column) {
    if (name === "W_aa") return this.state(t - 1, column);
    if (name === "W_ya") return this.state(t, column);
    return name === "W_ax" ? this.input(t, column) : 1;
  }

  product(cell, t) {
    return Math.fround(this.weight(cell) * this.factor(cell.name, t, cell.column));
  }

  // The steps at which a weight's product is farthest from 0; of equal ones the earlier.
  mattered(cell, top = 3) {
    const found = Array.from({ length: this.T }, (_, t) => ({ t, product: this.product(cell, t) })).filter(({ product }) => product !== 0);
    return found.sort((one, other) => Math.abs(other.product) - Math.abs(one.product) || one.t - other.t).slice(0, top);
  }

  // The sum that gives z of a unit: from the state before, from the input, and the bias.
  parts(t, row) {
    const sum = (name) => {
      let total = 0;
      for (let column = 0; column < this.matrices.get(name).columns; column++) total += this.weight({ name, row, column }) * this.factor(name, t, column);
      return total;
    };
    const [state, input, bias] = [sum("W_aa"), sum("W_ax"), this.weight({ name: "b_a", row, column: 0 })];
    return { state, input, bias, z: state + input + bias, a: this.state(t, row) };
  }

  // The largest products of that sum.
  products(t, row, top) {
    const all = ["W_aa", "W_ax"].flatMap((name) => Array.from({ length: this.matrices.get(name).columns }, (_, column) => ({ name, row, column })));
    return all.map((cell) => ({ cell, product: this.product(cell, t) })).filter(({ product }) => product !== 0)
      .sort((one, other) => Math.abs(other.product) - Math.abs(one.product)).slice(0, top);
  }

  largestUnit(t) {
    let best = 0;
    for (let i = 1; i < this.H; i++) if (Math.abs(this.state(t, i)) > Math.abs(this.state(t, best))) best = i;
    return best;
  }

  // Where a matrix's colours reach their ends: nearly all of its numbers lie within. Of a cell by hand all have one scale.
  limits() {
    const sizes = (names) => names.flatMap((name) => Array.from(this.matrices.get(name).values, Math.abs)).sort((a, b) => a - b);
    const limit = (all, share) => ({ value: all[Math.floor(share * (all.length - 1))] || 1, isCut: share < 1 });
    const whole = limit(sizes(MATRICES), 1);
    return new Map(MATRICES.map((name) => [name, this.H <= 3 ? whole : limit(sizes([name]), 0.98)]));
  }
}

const cellText = ({ name, row, column }) => `${name}.${row}.${column}`;

function readCell(text) {
  const found = /^(\w+)\.(\d+)\.(\d+)$/.exec(text);
  return found ? { name: found[1], row: Number(found[2]), column: Number(found[3]) } : null;
}
