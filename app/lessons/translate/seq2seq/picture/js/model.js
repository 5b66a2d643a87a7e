// What is shown: R pieces read into c, T pieces written from it. States and probabilities come in hundredths.

const ENCODER_MOST = 40, DECODER_MOST = 90; // hundredths of a state that are drawn in full colour

class OneVector {
  constructor(data) {
    Object.assign(this, data);
    const { encoder, states, zeroed, c } = data.arrays;
    [this.R, this.H] = encoder.shape;
    [this.T, this.S] = states.shape;
    Object.assign(this, { C: c.shape[0], encoder: encoder.values, states: states.values, zeroed: zeroed.values,
      c: c.values, knowsEach: zeroed.values.length > 0 });
    this.last = this.R + this.T;
    this.p = this.log_p.map(Math.exp);
    this.sourceNames = this.source.map((piece) => pieceText(piece, this.labels));
    this.targetNames = this.target.map((piece) => pieceText(piece, this.labels));
    this.wordOf = this.source.map((_, i) => this.places.findIndex((word) => word.includes(i)));
    this.terms = new Map(this.terms.map((term) => [term.id, term]));
    // Rows of a state that one reading writes: all of them, or those from the left and those from the right.
    this.halves = this.both_ways ? [[0, this.H / 2], [this.H / 2, this.H]] : [[0, this.H]];
  }

  // The step in which a half of the state under piece i is written.
  stepOf(i, half) {
    return half ? this.R - i : i + 1;
  }

  a(i, row) {
    return this.encoder[i * this.H + row] / 100;
  }

  s(t, row) {
    return this.states[t * this.S + row] / 100;
  }

  // P of the piece that is written at t, if that number of c is 0; known once it was asked for (`knowsEach`).
  without(t, unit) {
    return this.zeroed[unit * this.T + t] / 100;
  }

  // The text that was written in t steps.
  written(t) {
    return spelled(this.target.slice(0, t));
  }

  // What was read in t steps, in the order in which it stands: from one end, or from both.
  read(t) {
    const pieces = this.source.slice(0, t);
    if (!this.both_ways) return spelled(this.order === "reversed" ? pieces.reverse() : pieces);
    return 2 * t >= this.R ? spelled(this.source) : `${spelled(pieces)} … ${spelled(this.source.slice(-t))}`;
  }
}

const END = "<EOS>", SPACE = "\u2581";

function spelled(pieces) {
  return pieces.filter((piece) => piece !== END).join("").replaceAll(SPACE, " ").trim();
}

// A piece without the mark of the space before it.
function pieceText(piece, labels) {
  if (piece === END) return `⟨${labels.end}⟩`;
  return visible(piece.length > 1 ? piece.replace(/^\u2581/, "") : piece.replace(SPACE, " "));
}

// Whether a piece goes on with the word of the piece before it.
function goesOn(pieces, i) {
  const letter = /[\p{L}\p{M}\p{N}]/u;
  return i > 0 && pieces[i] !== END && letter.test(pieces[i][0]) && letter.test(pieces[i - 1].at(-1));
}
