// What the data mean: pieces, weights as they are now (one may be in a hand), contexts.

const LEAST = 0.02; // a weight below this has no ribbon

class Attention {
  constructor(header) {
    Object.assign(this, header);
    const { alpha, energies, annotations, p } = header.arrays;
    [this.steps, this.positions] = alpha.shape;
    this.size = annotations.shape[1];
    this.alphas = alpha.values;
    this.energies = energies.values;
    this.annotations = annotations.values;
    this.p = p.values;
    this.terms = new Map(header.terms.map((term) => [term.id, term]));
    this.sourceNames = this.source.map((piece) => pieceText(piece, this.labels));
    this.targetNames = this.target.map((piece) => pieceText(piece, this.labels));
  }

  // α of a step (T'), with the weight in hand if there is one at this step.
  alpha(step, held) {
    const row = this.alphas.subarray(step * this.positions, (step + 1) * this.positions);
    return held?.step === step ? moved(row, held.position, held.weight) : row;
  }

  energy(step, position) {
    return this.energies[step * this.positions + position];
  }

  annotation(position, k) {
    return this.annotations[position * this.size + k];
  }

  // c<t> = Σ α a, all components.
  context(alpha) {
    const c = new Float64Array(this.size);
    for (let i = 0; i < alpha.length; i++) {
      if (alpha[i]) for (let k = 0; k < this.size; k++) c[k] += alpha[i] * this.annotations[i * this.size + k];
    }
    return c;
  }
}

// One weight as given, the others scaled to what is left: core.translate.dragging.moved.
function moved(alpha, position, weight) {
  let total = 0;
  for (let i = 0; i < alpha.length; i++) if (i !== position) total += alpha[i];
  const left = 1 - weight, many = alpha.length - 1;
  return Float64Array.from(alpha, (value, i) => (i === position ? (many ? weight : 1) : total > 0 ? (value * left) / total : left / many));
}

// Positions by weight, largest first.
function ranked(alpha) {
  return [...alpha.keys()].sort((i, j) => alpha[j] - alpha[i]);
}

// A piece without the mark of the space before it; a blank as a dot.
function pieceText(piece, labels) {
  if (piece === "<EOS>") return `⟨${labels.end_of_sentence}⟩`;
  return visible(piece.length > 1 ? piece.replace(/^\u2581/, "") : piece.replace("\u2581", " "));
}

// Whether a piece goes on with the word of the piece before it.
function goesOn(pieces, i) {
  return i > 0 && pieces.some((piece) => piece.startsWith("\u2581")) && !pieces[i].startsWith("\u2581") && pieces[i] !== "<EOS>" && /^[\p{L}\p{M}\p{N}]/u.test(pieces[i])
    && /[\p{L}\p{M}\p{N}]$/u.test(pieces[i - 1]);
}
