// Two sentences as the browser has them: what either model gave every word, at every size of the vocabulary. All in bits.

const SIDES = ["a", "b"];
const EOS = "<EOS>", UNK = "<UNK>";

class Sentences {
  constructor(data) {
    this.data = data;
    this.byLetters = data.models === "letters";
    this.sides = { a: new Sentence(data.a, data), b: new Sentence(data.b, data) };
    this.T = Math.max(this.sides.a.T, this.sides.b.T);
    this.parted = data.parted;
    this.isSame = this.sides.a.T === this.sides.b.T && data.parted >= this.T;
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
  }

  // The place of a size among the sizes.
  place(size) {
    return Math.max(0, this.data.sizes.indexOf(size));
  }

  // Of each sentence what its words cost now: {log, spelling} by place; between two sizes while the slider's move is drawn.
  costs(to, from = to, share = 1) {
    return Object.fromEntries(SIDES.map((which) => [which, this.sides[which].costs(to, from, share)]));
  }
}

class Sentence {
  constructor(given, data) {
    this.given = given;
    this.words = [...given.words, EOS];
    this.T = this.words.length;
    this.isFree = data.unk_free;
    this.byLetters = data.models === "letters";
    this.letters = given.letters.symbols.map((symbol, i) => ({ symbol, word: given.groups[i], log: given.letters.log_p[i] + given.letters.spelling[i],
      unknown: given.letters.unknown[i] === 1, rank: given.letters.rank[i], tops: given.letters.tops[i] }));
    this.groups = this.words.map((_, t) => this.letters.filter((letter) => letter.word === t));
    this.spelled = this.groups.map((group) => group.reduce((sum, letter) => sum + letter.log, 0));
    this.letters.forEach((letter, i) => { letter.at = i; });
  }

  step(t, place) {
    const { log_p, spelling, unknown, rank, tops } = this.given.by_size[place];
    return { log: log_p[t], spelling: spelling[t], unknown: unknown[t] === 1, rank: rank[t], tops: tops[t] };
  }

  costs(to, from, share) {
    if (this.byLetters) return this.spelled.map((log) => ({ log, spelling: 0, unknown: false }));
    return this.words.map((_, t) => {
      const now = this.step(t, to), was = from === to ? now : this.step(t, from), between = (name) => was[name] + (now[name] - was[name]) * share;
      return { log: between("log"), spelling: between("spelling"), unknown: now.unknown };
    });
  }

  // Σ log₂ P of the first so many words; the mistake leaves the spelling out.
  total(costs, steps) {
    return costs.slice(0, steps).reduce((sum, one) => sum + one.log + (this.isFree ? 0 : one.spelling), 0);
  }

  // So many letters, spaces and marks the first so many words have, the end counted as one.
  symbols(steps) {
    return this.letters.filter((letter) => letter.word < steps).length;
  }

  // The same by the letter model.
  letterTotal(steps) {
    return this.spelled.slice(0, steps).reduce((sum, log) => sum + log, 0);
  }
}
