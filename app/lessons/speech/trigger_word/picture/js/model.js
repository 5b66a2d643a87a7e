// A hearing as it came: times, steps, levels, and what follows from the threshold.

const MILLI = 1000;

class Heard {
  constructor(data) {
    Object.assign(this, data);
    const { sound, spectrogram, probabilities, overview } = data.arrays;
    this.sound = sound.values;
    this.p = probabilities.values;
    this.T = this.p.length;
    this.cells = spectrogram.values;
    [this.columns, this.bands] = spectrogram.shape;
    this.overview = overview.values;
    this.total = Math.floor(data.seconds * MILLI) / MILLI;
    this.end = this.start + this.sound.length / this.rate;
    this.span = Math.min(this.end - this.start, this.total);
    this.isWhole = this.total - this.span < 0.001;
    this.smoothed = smooth(this.p, this.events.smoothing);
    this.isSmoothed = this.events.smoothing > 1;
    this.whole = smooth(data.arrays.whole?.values ?? [], this.events.smoothing);
    this.ends = this.stream ? this.chunkEnds() : [];
  }

  chunkEnds() {
    const { chunk } = this.stream, count = this.arrays.states.shape[0];
    return Array.from({ length: count }, (_, k) => Math.min(this.total, round3((k + 1) * chunk)));
  }

  // So much of the sound can have been heard at a time: what comes in chunks is known by whole chunks.
  knownBy(seconds) {
    if (!this.stream || seconds >= this.total - CLOSE) return seconds;
    return wholeChunks(seconds, this.stream.chunk, this.total, Math.floor);
  }

  // When a moment of the sound is known.
  knownAt(seconds) {
    return this.stream ? wholeChunks(seconds, this.stream.chunk, this.total, Math.ceil) : seconds;
  }

  // The events that are known at a time, as steps.
  firedBy(seconds) {
    const known = this.knownBy(seconds);
    return this.stream ? this.fired.filter((step) => this.timeOf(step) <= known + CLOSE) : this.fired;
  }

  // Everything that hangs on the threshold.
  follow(threshold) {
    if (this.threshold === threshold) return;
    this.threshold = threshold;
    const found = fired(this.smoothed, { ...this.events, threshold }, this.step);
    this.fired = found.steps;
    this.runs = found.runs;
  }

  timeOf(t) {
    return this.first + t * this.step;
  }

  // The last step that has heard no more than so many seconds; -1 before the first.
  stepAt(seconds) {
    return clamp(Math.floor((seconds - this.first) / this.step + 1e-6), -1, this.T - 1);
  }

  // A time on the grid of steps, or one of the clip's ends.
  snap(seconds) {
    if (this.stream) return wholeChunks(seconds, this.stream.chunk, this.total, Math.round);
    const t = Math.round((seconds - this.first) / this.step);
    if (t < 0 || !this.T) return seconds < this.first / 2 || !this.T ? clamp(seconds, 0, this.total) : this.first;
    if (t >= this.T) return seconds > this.timeOf(this.T - 1) + this.step / 2 ? this.total : this.timeOf(this.T - 1);
    return this.timeOf(t);
  }

  // One step on or back, or one chunk; before the first step there is only the beginning, after the last only the end.
  beside(seconds, by) {
    if (this.stream) {
      const { chunk } = this.stream, here = wholeChunks(seconds, chunk, this.total, by > 0 ? Math.floor : Math.ceil);
      const from = by < 0 && here >= this.total ? this.ends.length * chunk : here;
      return clamp(round3(from + by * chunk), 0, this.total);
    }
    const t = this.stepAt(seconds), isOn = t >= 0 && seconds - this.timeOf(t) < 1e-3;
    const next = by > 0 ? t + 1 : isOn ? t - 1 : t;
    if (next < 0) return 0;
    return next >= this.T ? this.total : this.timeOf(next);
  }

  logit(t) {
    const p = this.p[t];
    return Math.log(p) - Math.log1p(-p);
  }

  eventBefore(t) {
    let found = -1;
    for (const step of this.fired) if (step <= t) found = step;
    return found;
  }

  // dB of the spectrogram at a time and band; NaN where nothing was sent.
  levelAt(seconds, band) {
    const { at, wide, low } = this.levels, column = Math.round((seconds - at) / wide);
    if (column < 0 || column >= this.columns) return NaN;
    return low * (1 - this.cells[column * this.bands + band] / 255);
  }

  // Lowest and highest sample between two times, 1 for full scale: from the sound where it is here, else from the outline.
  between(from, to) {
    const isHere = from >= this.start && to <= this.end + 1 / this.rate;
    const values = isHere ? this.sound : this.overview, full = isHere ? 32767 : 127;
    const parts = this.overview.length / 2;
    const place = (s) => (isHere ? (s - this.start) * this.rate : (s / this.seconds) * parts);
    const count = isHere ? values.length : parts, i = clamp(Math.floor(place(from)), 0, Math.max(0, count - 1));
    const j = clamp(Math.ceil(place(to)), i + 1, count);
    let low = Infinity, high = -Infinity;
    for (let k = i; k < j; k++) {
      const bottom = isHere ? values[k] : values[2 * k], top = isHere ? values[k] : values[2 * k + 1];
      if (bottom < low) low = bottom;
      if (top > high) high = top;
    }
    return high < low ? [0, 0] : [low / full, high / full];
  }
}

// 7600 -> "7.6 kHz"
function hertz(f, labels) {
  return f >= 1000 ? fill(labels.kilohertz, { f: format(f / 1000, 1) }) : fill(labels.hertz, { f: Math.round(f) });
}

// A threshold as it is written: two digits, or three where it has them.
function thresholdText(value) {
  return format(value, Math.abs(value * 100 - Math.round(value * 100)) < 1e-6 ? 2 : 3);
}
