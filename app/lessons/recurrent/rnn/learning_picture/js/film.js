// A training, frame by frame, and a text read with the weights of each.

const SHOWN = ["W_aa", "W_ax", "W_ya"];

class Film {
  constructor(data) {
    const { arrays, steps, tokens, symbols, written, scales, even, film } = data;
    Object.assign(this, { steps, tokens, symbols, written, even, id: film, F: steps.length, T: tokens.length, H: arrays.a.shape[2] });
    this.a = arrays.a.values;
    this.p = arrays.p_next.values;
    this.loss = arrays.loss.values;
    this.losses = arrays.losses.values;
    this.matrices = new Map(SHOWN.map((name) => {
      const { values, shape: [, rows, columns] } = arrays[name], scale = scales[name];
      const last = Array.from(values.slice((this.F - 1) * rows * columns), (value) => Math.abs(value) * scale).sort((a, b) => a - b);
      return [name, { name, values, rows, columns, scale, limit: last[Math.floor(0.98 * (last.length - 1))] || 1 }];
    }));
  }

  state(frame, t, unit) {
    return this.a[(frame * this.T + t) * this.H + unit] / 127;
  }

  weight(frame, name, row, column) {
    const { values, rows, columns, scale } = this.matrices.get(name);
    return values[(frame * rows + row) * columns + column] * scale;
  }

  // The probability of the symbol at place t, before it was read; none for the first.
  chance(frame, t) {
    return t ? this.p[frame * (this.T - 1) + t - 1] : null;
  }
}
