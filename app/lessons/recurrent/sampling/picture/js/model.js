// What a network has written: the logits before each of its symbols, ranked once.

const GRAIN = 1024, NEVER = -32768; // as payload.py packs the logits
const EOS = "<EOS>", UNK = "<UNK>", THIN = 8;

class Draws {
  // `before`: other draws of the same text, whose rankings hold up to where they part.
  constructor(data, before = null) {
    const { tokens, us, symbols, level, limit, made } = data, parted = before ? tokens.findIndex((token, n) => token !== before.tokens[n]) : -1;
    Object.assign(this, { data, made, tokens, us, symbols, level, limit, T: tokens.length });
    this.rankings = before ? before.rankings.slice(0, (parted < 0 ? tokens.length : parted) + 1) : [];
    this.logits = data.arrays.logits.values;
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
    this.places = new Map(symbols.map((symbol, i) => [symbol, i]));
  }

  ranking(n) {
    const V = this.symbols.length;
    return (this.rankings[n] ??= ranked(Float64Array.from(this.logits.subarray(n * V, (n + 1) * V), (z) => (z === NEVER ? -Infinity : z / GRAIN))));
  }

  symbol(n) {
    return this.symbols[this.tokens[n]];
  }

  // A thin bar of step n: its largest pieces, and from where to where that of a symbol reaches. No settings: as the model says it.
  thin(n, index, settings) {
    const ranking = this.ranking(n), place = ranking.order.indexOf(index);
    const plain = { temperature: 1, top_k: 0, top_p: 1, min_p: 0, temperature_last: false }, { rows, edges } = warped(ranking, settings ?? plain);
    return { pieces: [...rows[2].subarray(0, THIN)], at: [edges[2][place], edges[2][place + 1]] };
  }
}
