// What was seen and what was written about it, as it came: steps by sentence (branch) and number.

const SIDE = 7, PLACES = SIDE * SIDE, FINE = 32767;

class Captions {
  constructor(data) {
    Object.assign(this, data);
    this.all = Object.fromEntries(Object.entries(data.arrays).map(([name, { values }]) => [name, values]));
    this.bins = data.arrays.z.shape[1];
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
    this.links = new Map();
    let first = 0;
    for (const one of this.sentences) {
      one.first = first;
      one.T = one.likeliest.length;
      first += one.T;
    }
  }

  at(branch, step) { return this.sentences[branch].first + step; }

  steps(branch) { return this.sentences[branch].T; }

  alpha(branch, step) { const i = this.at(branch, step) * PLACES; return this.all.alpha.subarray(i, i + PLACES); }

  energies(branch, step) { const i = this.at(branch, step) * PLACES; return this.all.energies.subarray(i, i + PLACES); }

  pinned(branch, step) { return this.all.pinned[this.at(branch, step)]; }

  logP(branch, step) { return this.all.log_probabilities[this.at(branch, step)]; }

  beta(branch, step) { return this.all.beta[this.at(branch, step)]; }

  // z in stripes, −1 to 1 for the most there is.
  z(branch, step) { const i = this.at(branch, step) * this.bins; return Float32Array.from(this.all.z.subarray(i, i + this.bins), (value) => value / FINE); }

  // Σ log P of the words up to a step, that one among them.
  sum(branch, step) {
    let total = 0;
    for (let t = 0; t <= step; t++) total += this.logP(branch, t);
    return total;
  }

  // A word as it is shown.
  shown(word) { return word === this.end ? `⟨${this.labels.end}⟩` : word; }

  word(branch, step) { return this.shown(this.sentences[branch].words[step] ?? ""); }

  // The likeliest words of a step [word, P, whether it was taken], the taken one among them, best first.
  next(branch, step, most) {
    const { words, likeliest } = this.sentences[branch], taken = words[step], rows = likeliest[step].slice(0, most).map(([word, p]) => [word, p, word === taken]);
    if (taken !== undefined && !rows.some(([, , isTaken]) => isTaken)) rows.splice(most - 1, 1, [taken, Math.exp(this.logP(branch, step)), true]);
    return rows;
  }

  // A picture's file as an address that stands for itself, so that a saved drawing has it too.
  link(name) {
    if (!this.links.has(name)) {
      const values = this.all[name];
      let text = "";
      for (let i = 0; i < values.length; i += 8192) text += String.fromCharCode(...values.subarray(i, i + 8192));
      this.links.set(name, `data:image/jpeg;base64,${btoa(text)}`);
    }
    return this.links.get(name);
  }

  map(side, k) { const area = side * side; return this.all[`maps_${side}`].subarray(k * area, (k + 1) * area); }
}

// A probability as it is shown.
const chance = (p) => (p > 0 && p < 0.005 ? "<0.01" : format(p, 2));

// Places by their light, brightest first.
const byLight = (alpha) => [...alpha.keys()].sort((i, k) => alpha[k] - alpha[i]);

const rowOf = (place) => Math.floor(place / SIDE);
const columnOf = (place) => place % SIDE;

// Of two sentences, how many words they begin with alike.
function sharedStart(one, other) {
  let n = 0;
  while (n < one.length && one[n] === other[n]) n++;
  return n;
}
