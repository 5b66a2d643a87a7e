// The search as the browser has it: the candidates of each step, paths, and the ranking of what is finished.

class Model {
  constructor(data) {
    this.data = data;
    this.T = data.steps.length;
    const { parent, token, log_p, total, product, ended } = data.arrays;
    const words = data.words.map((word, i) => (i === data.end ? data.labels.end : word));
    let at = 0;
    this.steps = data.steps.map(([count, kept, room, of]) => {
      const rows = [];
      for (let i = at; i < at + count; i++) {
        rows.push({ parent: parent.values[i], word: words[token.values[i]], token: token.values[i], logP: log_p.values[i], total: total.values[i],
          product: product.values[i], ended: ended.values[i] === 1, kept: i - at < kept });
      }
      at += count;
      const last = kept ? rows[kept - 1].total : 0;
      for (const row of rows) row.below = row.kept ? 0 : last - row.total;
      return { rows, kept, room, of };
    });
    this.finished = data.finished.map(([step, row, length, total, isEnded, text], place) => ({ place, step, row, length, total, isEnded: isEnded === 1, text }));
    this.pruned = Math.min(clamp(data.width - 1, 2, 12), Math.max(0, ...this.steps.map((step) => step.rows.length - step.kept)));
    this.greedy = data.greedy?.rows ?? [];
    this.most = Math.max(1, ...this.steps.map((step) => step.kept));
  }

  // The candidates that a step draws: all that were kept, the best of the pruned.
  shown(t) {
    const { rows, kept } = this.steps[t];
    return Math.min(rows.length, kept + this.pruned);
  }

  // [step, row] of each candidate on the way to this one, from the first step on.
  path(t, row) {
    const out = [];
    for (; t >= 0 && row >= 0; t--) {
      out.unshift([t, row]);
      row = this.steps[t].rows[row].parent;
    }
    return out;
  }

  // The hypothesis as text, with the end written out.
  text(t, row) {
    const { data } = this;
    return this.path(t, row).map(([i, r]) => {
      const { token, word } = this.steps[i].rows[r];
      if (token === data.end) return ` ${word}`;
      return data.starts[token] ? ` ${word}` : word.replace(/^·/, "");
    }).join("").trim();
  }

  // log P / T^α, or the mistake.
  score({ total, length }, alpha) {
    return this.data.punishing ? total * length ** alpha : total / length ** alpha;
  }

  // The finished, best first for this α.
  ranked(alpha) {
    const scored = this.finished.map((one) => ({ ...one, score: this.score(one, alpha) }));
    return scored.sort((a, b) => b.score - a.score || a.place - b.place);
  }

  // For which α from 0 to 1 this one is first: [low, high], or null. Any two change places once at the most.
  first(one) {
    let low = 0, high = 1;
    for (const other of this.finished) {
      if (other === one || (other.total === one.total && other.length === one.length)) continue;
      if (other.length === one.length || !one.total || !other.total) {
        if (other.total > one.total) return null;
        continue;
      }
      const sign = this.data.punishing ? -1 : 1, turn = (sign * Math.log(one.total / other.total)) / Math.log(one.length / other.length);
      if ((one.length > other.length) !== Boolean(this.data.punishing)) low = Math.max(low, turn);
      else high = Math.min(high, turn);
    }
    return low <= high ? [low, high] : null;
  }
}
