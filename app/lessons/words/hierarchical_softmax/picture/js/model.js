// What is shown: the tree of a few words and that of the whole vocabulary, each in Huffman's form and balanced, for one centre.

const FORMS = ["huffman", "balanced"], SCALES = ["small", "real"];

const sigmoid = (x) => 1 / (1 + Math.exp(-x));

class Woods {
  constructor(data) {
    Object.assign(this, data);
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
    this.places = new Map(data.words.map((word, i) => [word, i]));
    this.pairs = data.beside.reduce((sum, count) => sum + count, 0);
    this.kept = new Map();
  }

  // Made once for each key.
  once(key, make) {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key);
  }

  values(scale, form, name) {
    return this.arrays[`${scale}_${form}_${name}`].values;
  }

  // All of the small tree: every leaf is a word.
  whole(form) {
    return this.once(`whole ${form}`, () => wholeTree(this.values("small", form, "children"), this.values("small", form, "logit"), this.words));
  }

  // The way to a word; what is left at each turn is one leaf.
  bundled(scale, form, word) {
    return this.once(`${scale} ${form} ${word}`, () => bundledTree(this, word, scale === "real" ? this.realSteps(form, word) : stepsOf(this.whole(form), word)));
  }

  realSteps(form, word) {
    const { codes, paths, likeliest } = this.real[form], logits = this.values("real", form, "logit"), sizes = this.values("real", form, "sizes");
    return paths[word].map((turn, i) => ({ turn, logit: logits[turn], digit: Number(codes[word][i]), sides: [0, 1].map((digit) => ({ count: sizes[2 * turn + digit], likeliest: likeliest[turn][digit] })) }));
  }

  // θ of a turn, and e of the centre as it was trained with that tree.
  vectors(scale, form, turn) {
    const theta = this.values(scale, form, "theta"), e = scale === "real" ? this.values("real", form, "e") : this.arrays.e.values;
    return { theta: theta.subarray(turn * e.length, (turn + 1) * e.length), e };
  }

  get dimension() {
    return this.arrays.e.values.length;
  }

  depth(scale, form, word) {
    return scale === "real" ? this.real[form].codes[word].length : pathTo(this.whole(form).words.get(word)).length - 1;
  }

  name(word) {
    return visible(this.words[word]);
  }
}
