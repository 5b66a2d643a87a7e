// What is shown: P true pairs of a centre, K darts for each, and what they hit at each of X exponents.

const FLAT = 0, BANDS = 5;

class Lot {
  constructor(data) {
    Object.assign(this, data);
    const { arrays } = data, all = (name) => Array.from(arrays[name].values);
    for (const name of ["places", "targets", "target", "ranks", "counts", "logit", "softmax", "across", "up", "edges", "weight"]) this[name] = all(name);
    this.exponents = all("exponents").map((value) => Math.round(value * 1e6) / 1e6);
    [this.P, this.K] = arrays.thrown.shape;
    this.X = this.exponents.length;
    this.B = this.edges.length - 1;
    this.curveRanks = all("curve_ranks");
    this.beside = all("beside").map(Boolean);
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
    this.one = this.place(1);
  }

  // The exponent that is nearest, as its place.
  place(exponent) {
    return this.exponents.reduce((best, value, x) => (Math.abs(value - exponent) < Math.abs(this.exponents[best] - exponent) ? x : best), 0);
  }

  thrown(p, j) {
    return this.arrays.thrown.values[p * this.K + j];
  }

  // The word that dart j of pair p hits.
  hit(x, p, j) {
    return this.arrays.hit.values[(x * this.P + p) * this.K + j];
  }

  // The words of a pair: the true one, and those of the first k darts.
  words(x, p, k) {
    return this.P ? [this.target[p], ...Array.from({ length: k }, (_, j) => this.hit(x, p, j))] : [];
  }

  // One small question: is it a true pair?
  question(word, y) {
    const logit = this.logit[word], sigma = 1 / (1 + Math.exp(-logit));
    return { word, y, logit, sigma, loss: Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(y ? -logit : logit, 0), push: y - sigma };
  }

  questions(x, p, k) {
    return this.words(x, p, k).map((word, j) => this.question(word, j ? 0 : 1));
  }

  // All words that the darts of a pair can hit at any exponent: the plane has room for them.
  everywhere(p, k) {
    return [...new Set(this.exponents.flatMap((_, x) => this.words(x, p, k)))];
  }

  chance(x, word) {
    return this.counts[word] ** this.exponents[x] / this.weight[x];
  }

  share(x, band) {
    return this.arrays.share.values[x * this.B + band];
  }

  // Where the bands of a bar end, from 0 to 1.
  cuts(x) {
    let sum = 0;
    return [0, ...Array.from({ length: this.B }, (_, band) => (sum += this.share(x, band)))].map((at) => Math.min(1, at / (sum || 1)));
  }

  band(word) {
    return Math.max(0, this.edges.findIndex((edge, i) => i && this.ranks[word] < edge) - 1);
  }

  // The curve of an exponent: [rank from 1, P].
  curveOf(x) {
    const { values } = this.arrays.curve, R = this.curveRanks.length;
    return this.curveRanks.map((rank, i) => [rank + 1, values[x * R + i]]);
  }

  name(word) {
    return visible(this.names[word]);
  }

  token(t) {
    return visible(this.tokens[t]);
  }
}
