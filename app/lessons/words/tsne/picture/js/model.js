// What is shown: points with their groups and true neighbours, and the frames of the film they move through.

const FULL = 32767, GLIDE_MS = 250;

class Film {
  constructor(data, before) {
    Object.assign(this, data);
    const { frames, scales, shown, curve } = data.arrays, still = data.names ? data : before;
    this.missing = !still || (!data.names && before.subject !== data.subject);
    this.count = frames.shape[1];
    this.dims = frames.shape[2];
    this.frames = frames.values;
    this.length = frames.shape[0];
    this.scales = scales.values;
    this.shown = Array.from(shown.values);
    this.curve = curve.values;
    this.points = curve.shape[0];
    this.extents = Array.from({ length: this.length }, (_, f) => this.extent(f));
    if (this.missing) return;
    this.names = still.names;
    this.group_names = still.group_names;
    this.groups = data.names ? data.arrays.groups.values : before.groups;
    this.near = data.names ? data.arrays.near.values : before.near;
    this.logp = data.names ? data.arrays.logp.values : before.logp;
    this.k = data.names ? data.arrays.near.shape[1] : before.k;
    this.found = new Map();
  }

  // How far a frame reaches to the side and upwards, as shares of its farthest coordinate.
  extent(frame) {
    const { count, dims, frames } = this, far = [0, 0];
    if (dims === 3) return [1, 1];
    for (let i = 0, at = frame * count * dims; i < count; i++, at += dims) {
      far[0] = Math.max(far[0], Math.abs(frames[at]));
      far[1] = Math.max(far[1], Math.abs(frames[at + 1]));
    }
    return far.map((value) => Math.max(value, 1) / FULL);
  }

  reach(at) {
    const first = clamp(Math.floor(at), 0, this.length - 1), next = Math.min(first + 1, this.length - 1), share = clamp(at - first, 0, 1);
    return this.extents[first].map((value, d) => value + (this.extents[next][d] - value) * share);
  }

  // Positions between two frames into `out` (x, y, z of each point, within [-1, 1]).
  place(at, out) {
    const first = clamp(Math.floor(at), 0, this.length - 1), next = Math.min(first + 1, this.length - 1), share = clamp(at - first, 0, 1);
    const { count, dims, frames } = this, a = first * count * dims, b = next * count * dims;
    for (let i = 0; i < count; i++) {
      for (let d = 0; d < dims; d++) {
        const from = frames[a + i * dims + d], to = frames[b + i * dims + d];
        out[3 * i + d] = (from + (to - from) * share) / FULL;
      }
      if (dims < 3) out[3 * i + 2] = 0;
    }
  }

  // Squared distance of two points on the map, in its own unit, at a frame.
  squared(frame, i, j) {
    const { dims, frames } = this, at = frame * this.count * dims, unit = this.scales[frame] / FULL;
    let sum = 0;
    for (let d = 0; d < dims; d++) sum += (frames[at + i * dims + d] - frames[at + j * dims + d]) ** 2;
    return sum * unit * unit;
  }

  // The k nearest of a point on the map, as a set; remembered until the frame changes.
  mapped(frame, i) {
    if (this.foundFrame !== frame) { this.foundFrame = frame; this.found.clear(); }
    if (!this.found.has(i)) {
      const best = [];
      for (let j = 0; j < this.count; j++) {
        if (j === i) continue;
        const away = this.squared(frame, i, j);
        if (best.length === this.k && away >= best[best.length - 1][0]) continue;
        let place = best.length;
        while (place > 0 && best[place - 1][0] > away) place -= 1;
        best.splice(place, 0, [away, j]);
        if (best.length > this.k) best.pop();
      }
      this.found.set(i, new Set(best.map(([, j]) => j)));
    }
    return this.found.get(i);
  }

  neighbours(i) {
    return Array.from(this.near.subarray(i * this.k, (i + 1) * this.k));
  }

  // p_ij of a true neighbour, by its place in the list; NaN where the method has none.
  p(i, place) {
    return this.logp.length ? Math.exp(this.logp[i * this.k + place] / 1000) : NaN;
  }

  // The sum over all pairs of 1 / (1 + ‖y_i − y_j‖²): of all of them, or from as many rows as take no more than a moment.
  weights(frame) {
    if (this.weighed !== frame) {
      const rows = Math.min(this.count, Math.max(50, Math.floor(4e6 / this.count)));
      let sum = 0;
      for (let r = 0; r < rows; r++) {
        const i = Math.floor((r * this.count) / rows);
        for (let j = 0; j < this.count; j++) if (j !== i) sum += 1 / (1 + this.squared(frame, i, j));
      }
      this.weighed = frame;
      this.sum = (sum * this.count) / rows;
      this.isExact = rows === this.count;
    }
    return this.sum;
  }

  q(frame, i, j) {
    return 1 / (1 + this.squared(frame, i, j)) / this.weights(frame);
  }
}

// Where the picture stands between frames: a place in the film, and a glide from where the points were before.
class Motion {
  constructor() {
    this.shown = new Float32Array(0);
    this.goal = new Float32Array(0);
    this.from = null;
    this.reach = this.reachFrom = [1, 1];
  }

  fit(count) {
    if (this.shown.length === 3 * count) return;
    this.shown = new Float32Array(3 * count);
    this.goal = new Float32Array(3 * count);
    this.from = null;
  }

  // From here on the points come from where they are now.
  glide(now, duration) {
    this.from = duration > 0 ? this.shown.slice() : null;
    this.reachFrom = this.reach;
    this.began = now;
    this.duration = duration;
  }

  // Bring `shown` up to date; true while it still moves.
  advance(film, at, now) {
    film.place(at, this.from ? this.goal : this.shown);
    const wanted = film.reach(at);
    if (!this.from) { this.reach = wanted; return false; }
    const share = clamp((now - this.began) / this.duration, 0, 1), { from, goal, shown } = this;
    for (let i = 0; i < shown.length; i++) shown[i] = from[i] + (goal[i] - from[i]) * share;
    this.reach = wanted.map((value, d) => this.reachFrom[d] + (value - this.reachFrom[d]) * share);
    if (share >= 1) this.from = null;
    return share < 1;
  }
}
