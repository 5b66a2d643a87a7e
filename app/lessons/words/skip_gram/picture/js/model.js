// What is shown: F moments of a training, N words on a map, a sentence of which K words are known, R of them to each side.

const FULL = 32767, NO_GROUP = 255, PAST = 12; // moments of a running training that are remembered, for the tails

class Scene {
  constructor(data, before = null) {
    const { arrays } = data, isSame = before?.subject === data.subject;
    Object.assign(this, data);
    this.isMissing = !data.names && !isSame;
    if (this.isMissing) return;
    this.names = data.names ?? before.names;
    this.group_names = data.group_names ?? before.group_names;
    this.groups = arrays.groups?.values ?? before.groups;
    [this.F, this.N] = arrays.xy.shape;
    this.K = arrays.log_z.shape[1];
    this.R = (arrays.logit.shape[2] - 1) / 2;
    this.moments = Array.from(arrays.epochs.values);
    this.curve = Array.from({ length: arrays.curve.shape[0] }, (_, i) => [arrays.curve.values[2 * i], arrays.curve.values[2 * i + 1]]);
    this.known = Array.from(arrays.place.values).flatMap((k, t) => (k < 0 ? [] : [t]));
    this.placeOf = new Map(this.names.map((name, i) => [name, i]));
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
    this.grouped = Array.from({ length: this.N }, (_, i) => i).filter((i) => this.groups[i] !== NO_GROUP);
    this.frames = Array.from({ length: this.F }, (_, f) => this.frame(f));
    const isFollowing = data.live && isSame && before.live && before.moments.at(-1) <= this.moments[0];
    this.past = isFollowing ? [...before.past, ...before.frames].slice(-PAST) : [];
    if (isFollowing && before.moments.at(-1) === this.moments[0]) this.past = before.past;
    this.box = this.bounds();
    this.widest = Math.max(isFollowing ? before.widest : 0, this.likeliest());
  }

  // Places of all words at a moment, in the map's own unit: x and y by turns.
  frame(f) {
    const { values } = this.arrays.xy, size = 2 * this.N, out = new Float32Array(size), unit = this.scale / FULL;
    for (let i = 0; i < size; i++) out[i] = values[f * size + i] * unit;
    return out;
  }

  // What all moments cover: left, bottom, right, top.
  bounds() {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const frame of [...this.past, ...this.frames]) {
      for (let i = 0; i < frame.length; i += 2) {
        box[0] = Math.min(box[0], frame[i]); box[2] = Math.max(box[2], frame[i]);
        box[1] = Math.min(box[1], frame[i + 1]); box[3] = Math.max(box[3], frame[i + 1]);
      }
    }
    return box;
  }

  // The two moments that `at` lies between, and how far it is from the first.
  around(at) {
    const first = clamp(Math.floor(at), 0, this.F - 1);
    return [first, Math.min(first + 1, this.F - 1), clamp(at - first, 0, 1)];
  }

  place(at, out) {
    const [first, next, share] = this.around(at), a = this.frames[first], b = this.frames[next];
    for (let i = 0; i < out.length; i++) out[i] = a[i] + (b[i] - a[i]) * share;
  }

  // Where a word was at the last `count` moments before `at`, the latest at the end.
  track(i, at, count) {
    const all = [...this.past, ...this.frames.slice(0, Math.floor(at) + 1)];
    return all.slice(-count).map((frame) => [frame[2 * i], frame[2 * i + 1]]);
  }

  // Where, of its whole way, a word went farthest from one moment to the next.
  movedMost(i) {
    let best = 0, most = 0;
    for (let f = 1; f < this.F; f++) {
      const away = Math.hypot(this.frames[f][2 * i] - this.frames[f - 1][2 * i], this.frames[f][2 * i + 1] - this.frames[f - 1][2 * i + 1]);
      if (away > most) [best, most] = [f, away];
    }
    return best;
  }

  near(f, i) {
    const { values, shape } = this.arrays.near;
    return Array.from(values.subarray((f * this.N + i) * shape[2], (f * this.N + i + 1) * shape[2]));
  }

  value(name, at, i) {
    const { values } = this.arrays[name], size = values.length / this.F, [first, next, share] = this.around(at), a = values[first * size + i];
    return share ? a + (values[next * size + i] - a) * share : a;
  }

  epoch(at) {
    const [first, next, share] = this.around(at);
    return this.moments[first] + (this.moments[next] - this.moments[first]) * share;
  }

  // The distances at which the word k has a neighbour in a window; the next sentence is none.
  distances(k, window) {
    const out = [], reach = Math.min(window, this.R), { values, shape } = this.arrays.logit;
    for (let d = -reach; d <= reach; d++) if (d && k + d >= 0 && k + d < this.K && !Number.isNaN(values[k * shape[2] + d + this.R])) out.push(d);
    return out;
  }

  token(k) {
    return this.tokens[this.known[k]];
  }

  // The centre k and its neighbour at distance d: θᵀe, log Σ exp, p, σ and what the pair costs.
  pair(at, k, d) {
    return this.costs(this.value("logit", at, k * (2 * this.R + 1) + d + this.R), this.value("log_z", at, k), this.value("noise", at, k));
  }

  // The mean of a window and the word k in its middle.
  mean(at, k) {
    return this.costs(this.value("mean_logit", at, k), this.value("mean_log_z", at, k), this.value("mean_noise", at, k));
  }

  costs(logit, logZ, noise) {
    const own = this.output === "negative" ? softplus(-logit) : logZ - logit;
    return { logit, logZ, noise, own, p: Math.exp(logit - logZ), sigma: 1 / (1 + Math.exp(-logit)), loss: this.output === "negative" ? own + this.negative * noise : own };
  }

  // What a pair costs, on average over the window.
  lossHere(at, k, window) {
    if (this.method === "cbow") return this.mean(at, k).loss;
    const all = this.distances(k, window).map((d) => this.pair(at, k, d).loss);
    return all.length ? all.reduce((sum, loss) => sum + loss, 0) / all.length : NaN;
  }

  // The largest p of the sentence: arcs are measured against it, so that they can be compared.
  likeliest() {
    let most = 0.04;
    for (let f = 0; f < this.F; f++) {
      for (let k = 0; k < this.K; k++) {
        if (this.method === "cbow") most = Math.max(most, this.mean(f, k).p || 0);
        else for (const d of this.distances(k, this.R)) most = Math.max(most, this.pair(f, k, d).p || 0);
      }
    }
    return most;
  }

  // The mean loss of a pair at an epoch.
  lossAt(epoch) {
    const { curve } = this, next = curve.findIndex(([x]) => x >= epoch);
    if (!curve.length) return NaN;
    if (next <= 0) return next < 0 ? curve.at(-1)[1] : curve[0][1];
    const [[a, low], [b, high]] = [curve[next - 1], curve[next]];
    return low + ((high - low) * (epoch - a)) / (b - a || 1);
  }

  // The four nearest of a word whose neighbours are known, or null.
  answers(f, word) {
    const n = this.nearest.indexOf(word), { values, shape } = this.arrays.answers;
    if (n < 0) return null;
    const from = (f * shape[1] + n) * shape[2];
    return Array.from({ length: shape[2] }, (_, i) => ({ word: this.answer_names[values[from + i]], cosine: this.arrays.cosines.values[from + i] }));
  }
}

const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
