// What was heard, as it came: frames and times, the beam, and a label with all that follows from it.

class Heard {
  constructor(data) {
    Object.assign(this, data);
    const { log_probs: probs, sound, spectrogram, kept, found } = data.arrays;
    [this.logProbs, this.sound, this.cells] = [probs.values, sound.values, spectrogram.values];
    [this.T, this.V] = probs.shape;
    [this.columns, this.bands] = spectrogram.shape;
    this.beams = { kept: kept.values, found: found.values, rows: kept.shape[1] };
    this.greedy = greedyPath(this.logProbs, this.T, this.V);
    this.peaks = peaksOf(this);
    this.spelt = new Map();
  }

  p(t, symbol) {
    return Math.exp(this.logProbs[t * this.V + symbol]);
  }

  timeOf(t) {
    return this.first + t * this.step;
  }

  // Where a time stands among the frames: t for the middle of frame t.
  frameOf(seconds) {
    return clamp((seconds - this.first) / this.step, 0, this.T - 1);
  }

  symbolsOf(text) {
    return [...text].map((letter) => this.letters.indexOf(letter) + 1);
  }

  textOf(symbols) {
    return symbols.map((symbol) => (symbol ? this.letters[symbol - 1] : "")).join("");
  }

  // A label with its trellis, its letters' colours, and what the greedy path spells beside it.
  spelling(text) {
    const key = text || this.text;
    if (!this.spelt.has(key)) {
      if (this.spelt.size > 12) this.spelt.clear();
      this.spelt.set(key, this.spell(key));
    }
    return this.spelt.get(key);
  }

  spell(text) {
    const labels = this.symbolsOf(text), trellis = trellisOf(this.logProbs, this.T, this.V, labels);
    const path = trellis.best.map((row) => trellis.rows[row]);
    return { text, labels, trellis, path, needed: neededFor(labels), paths: pathsOf(this.T, labels) };
  }

  // What the greedy path spells, read rightly or with a mistake; log p of the path, and of all paths of its label.
  greedily(wrongly) {
    const labels = spelledBy(this.greedy, wrongly), right = this.textOf(spelledBy(this.greedy));
    return { labels, text: this.textOf(labels), bestLogP: pathLogP(this.logProbs, this.V, this.greedy), logP: this.spelling(right).trellis.logP };
  }

  // The first rows of the beam after a frame: [text, log p found].
  beamAt(t) {
    const { kept, found, rows } = this.beams, out = [];
    for (let i = t * rows; i < (t + 1) * rows; i++) if (kept[i] >= 0) out.push([this.textOf(this.nodeSymbols(kept[i])), found[i]]);
    return out;
  }

  nodeSymbols(node) {
    const out = [];
    for (let at = node; at > 0; at = this.tree[at][0]) out.unshift(this.tree[at][1]);
    return out;
  }

  // The symbols of a frame, the most probable first.
  ranked(t, most) {
    return Array.from({ length: this.V }, (_, k) => k).sort((a, b) => this.p(t, b) - this.p(t, a)).slice(0, most);
  }
}

const SEEN = 0.02; // a letter's probability from which it is drawn

// Each letter's stretches of frames in which it can be seen: symbol, first and last frame, and where it is highest.
function peaksOf(model) {
  const out = [];
  for (let symbol = 1; symbol < model.V; symbol++) {
    let open = null;
    for (let t = 0; t <= model.T; t++) {
      const p = t < model.T ? model.p(t, symbol) : 0;
      if (p < SEEN) { open = null; continue; }
      if (!open) out.push((open = { symbol, first: t, last: t, top: t, p }));
      open.last = t;
      if (p > open.p) Object.assign(open, { top: t, p });
    }
  }
  return out;
}

// "hello" -> what was typed in letters that the network knows, and whether others were left out.
function cleaned(text, { letters, longest }) {
  const lower = text.toLowerCase().replaceAll("’", "'"), known = [...lower].filter((letter) => letters.includes(letter)).join("");
  return { text: known.slice(0, longest), isCut: known.length > longest, isOther: known !== lower };
}

// A probability from its logarithm: 0.299, 0.0064, 3.1e-7.
function shortP(logP) {
  const p = Math.exp(logP), digits = logP / Math.LN10;
  if (logP === -Infinity) return "0";
  if (p >= 0.00095) return p.toFixed(p >= 0.0995 ? 3 : 4);
  const power = Math.floor(digits), lead = (10 ** (digits - power)).toFixed(1);
  return lead === "10.0" ? `1.0e${power + 1}` : `${lead}e${power}`;
}

const DIGITS = 24; // of a number that is written out

// 17,231,414,395,464,984; longer ones as 3.4·10⁶⁴.
function shortCount(count) {
  const text = String(count);
  if (text.length <= DIGITS) return text.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${text[0]}.${text[1]}·10${raised(text.length - 1)}`;
}
