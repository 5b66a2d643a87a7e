// What reaches back, as the browser has it: of each cell, for each loss t, log₁₀ of the norms at steps 0 to t.

class Reaches {
  constructor(data) {
    Object.assign(this, data);
    this.count = data.tokens.length;
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
  }

  // Where the pin is letter `pin`, the loss is that of step pin − 1.
  row(cell, pin) {
    const t = pin - 1;
    return this.arrays[cell].values.subarray((t * (t + 1)) / 2, ((t + 1) * (t + 2)) / 2);
  }

  value(cell, pin, k) {
    return k < pin ? this.row(cell, pin)[k] : null;
  }

  // The mean factor a letter from the newest to letter k.
  perLetter(cell, pin, k) {
    const row = this.row(cell, pin), distance = pin - 1 - k;
    return distance ? 10 ** ((row[k] - row[pin - 1]) / distance) : 1;
  }

  // How many letters get more than letter k.
  rank(cell, pin, k) {
    const row = this.row(cell, pin);
    return row.reduce((more, value) => more + (value > row[k]), 1);
  }

  lostFrom(cell, pin) {
    return this.cells[cell].lost[pin - 1];
  }

  // A colour: 1 for as much as the newest letter gets, 0 for what float32 rounds away beside it.
  share(cell, pin, value) {
    return clamp(1 - this.above(cell, pin, value) / Math.log10(this.rounded), 0, 1);
  }

  // Powers of ten above what the newest letter gets.
  above(cell, pin, value) {
    return value - this.row(cell, pin)[pin - 1];
  }
}

// A number from its log₁₀, two digits of it: 0.14, 1.5·10⁻¹⁰.
function scientific(log) {
  let power = Math.floor(log), head = (10 ** (log - power)).toFixed(1);
  if (head === "10.0") { head = "1.0"; power += 1; }
  if (power >= -3 && power < 3) return (Number(head) * 10 ** power).toFixed(Math.max(0, 1 - power));
  return `${head}·10${raised(power)}`;
}
