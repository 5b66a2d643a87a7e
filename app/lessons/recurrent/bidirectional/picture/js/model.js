// A sentence read both ways as the browser has it: T words, K labels, R units of either side that are drawn.

class BothWays {
  constructor(data) {
    const { arrays } = data;
    Object.assign(this, { words: data.words, tags: data.word_labels, H: data.H, units: data.units, ready: data.ready, known: data.known, other: data.other, arrays });
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
    this.T = this.words.length;
    this.K = this.tags.length;
    this.R = data.units[0].length;
    this.isSameSentence = this.other.words.length === this.T && this.other.same === this.T;
  }

  // Whether the other sentence begins with the same words up to word t, and goes on in another way.
  hasTwin(t) {
    return t < this.other.same && !this.isSameSentence;
  }

  at(name, t, k) {
    const { values, shape } = this.arrays[name];
    return values[t * shape[1] + k];
  }

  bias(k) {
    return this.arrays.bias.values[k];
  }

  logit(t, k, zero = "none") {
    return (zero === "left" ? 0 : this.at("from_left", t, k)) + (zero === "right" ? 0 : this.at("from_right", t, k)) + this.bias(k);
  }

  chances(t, zero = "none") {
    return softmax(this.tags.map((_, k) => this.logit(t, k, zero)));
  }

  logitSoFar(t, k, zero, step) {
    return ["left", "right"].reduce((sum, side) => sum + (side !== zero && this.hasPassed(side, t, step) ? this.at(`from_${side}`, t, k) : 0), this.bias(k));
  }

  // As if the sentence ended with word t.
  endedChances(t) {
    return softmax(this.tags.map((_, k) => this.at("from_left", t, k) + this.at("from_alone", t, k) + this.bias(k)));
  }

  forward(t) {
    return this.tags.map((_, k) => this.at("forward", t, k));
  }

  otherChances(t) {
    return this.tags.map((_, k) => this.at("other_chances", t, k));
  }

  isReady(t, step) {
    return step >= this.ready[t];
  }

  // Which sides have come by word t.
  hasPassed(side, t, step) {
    return side === "left" ? step > t : step >= this.T - t;
  }

  // The two tags whose sums are shown: the likeliest, and the one that the left alone gives, or else the second.
  // Before both sides are there, by what is there.
  compared(t, zero, step) {
    if (!this.isReady(t, step)) return ranked(this.tags.map((_, k) => this.logitSoFar(t, k, zero, step))).slice(0, 2);
    const p = this.chances(t), now = best(this.chances(t, zero)), order = ranked(p), alone = best(this.forward(t));
    const first = order[0], second = [now, alone, order[1]].find((k) => k !== first);
    return [first, second];
  }
}

function softmax(z) {
  const top = Math.max(...z), e = z.map((one) => Math.exp(one - top)), sum = e.reduce((total, one) => total + one, 0);
  return e.map((one) => one / sum);
}

const best = (p) => p.reduce((top, one, k) => (one > p[top] ? k : top), 0);
const ranked = (p) => p.map((_, k) => k).sort((a, b) => p[b] - p[a]);
