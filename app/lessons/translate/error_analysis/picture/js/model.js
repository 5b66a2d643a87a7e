// The cases as they came, and whose fault each is: the arithmetic of core.translate.faults.judge and judge_wrongly.

const OWN = -1, PLACES = 100, BLAMED = ["model", "search", "length"];
const COLOUR_OF = { model: "model", search: "search", length: "length_rule" };

// Out of the arrays of payload.py, or of a visitor's case: `of(name)` gives the values, one case after the other.
function readCases({ sources, symbols, texts }, of, widths) {
  let text = 0, piece = 0, search = 0, won = 0;
  const readText = () => {
    const T = of("T")[text], own = Array.from({ length: T }, (_, t) => symbols[of("token")[piece + t]]);
    let sum = 0;
    const sums = own.map((_, t) => (sum += of("log_p")[piece + t]));
    const one = { T, symbols: own, sums, total: of("sum")[text], text: texts[text] || spelled(own), isGood: of("good")[text] === 1 };
    text += 1;
    piece += T;
    return one;
  };
  const readSearch = (outputs, width) => {
    const winners = Array.from({ length: of("winners")[search] }, () => outputs[of("winner")[won++]]);
    const [fell, rank, total, last] = ["fell", "rank", "total", "last"].map((name) => of(name)[search]);
    search += 1;
    return { width, winners, fell, rank, total, last };
  };
  return sources.map((source, n) => {
    const [human, ...outputs] = Array.from({ length: of("count")[n] }, readText);
    outputs.forEach((one) => { one.place = outputs.findIndex((other) => other.text === one.text); });
    return { source, human, searched: widths.map((width) => readSearch(outputs, width)) };
  });
}

const spelled = (symbols) => symbols.filter((one) => one !== "<EOS>").join("").replaceAll("▁", " ").trim();
const score = (one, exponent) => one.total / one.T ** exponent;

class Cases {
  constructor(data) {
    Object.assign(this, data);
    const { words, ...arrays } = data.arrays, own = data.own && readCases(data.own, (name) => data.own[name], data.widths)[0];
    this.terms = new Map(data.terms.map((term) => [term.id, term]));
    this.all = readCases(JSON.parse(new TextDecoder().decode(words.values)), (name) => arrays[name].values, data.widths);
    if (own && data.own_row !== null) this.all[data.own_row] = own;
    this.extra = own && data.own_row === null ? own : null;
    this.rows = [...(this.extra ? [OWN] : []), ...this.all.keys()];
  }

  case(row) {
    return row === OWN ? this.extra : this.all[row];
  }

  isOwn(row) {
    return row === OWN || (this.own !== null && row === this.own_row);
  }

  search(row, width) {
    return this.case(row).searched.find((one) => one.width === width);
  }

  // What the machine writes at a width and α: at width 1 nothing is ranked.
  machine(row, { width, alpha }) {
    const exponent = width > 1 ? alpha : 0;
    return this.search(row, width).winners.reduce((best, one) => (score(one, exponent) > score(best, exponent) ? one : best));
  }

  isGood(row, one, good) {
    return one.isGood !== good.includes(PLACES * row + one.place);
  }

  // kind: the verdict, or why there is none; right: the same by the score, whatever judges.
  judge(row, rest) {
    const { human } = this.case(row), machine = this.machine(row, rest), exponent = rest.width > 1 ? rest.alpha : 0;
    const [ours, theirs] = [human, machine].map((one) => score(one, exponent)), isLikelier = human.total > machine.total;
    const none = machine.text === human.text ? "equal" : this.isGood(row, machine, rest.good) ? "marked" : null;
    const right = none ?? (ours > theirs ? "search" : isLikelier ? "length" : "model");
    return { row, human, machine, scores: [ours, theirs], right, kind: this.wrongly ? none ?? (isLikelier ? "search" : "model") : right };
  }

  // Every row's verdict, and how many there are of each kind.
  examine(rest) {
    const found = new Map(this.rows.map((row) => [row, this.judge(row, rest)])), counts = { model: 0, search: 0, length: 0, equal: 0, marked: 0 };
    for (const { kind } of found.values()) counts[kind] += 1;
    return { found, counts, blamed: BLAMED.reduce((sum, kind) => sum + counts[kind], 0) };
  }
}

// The lower end of the scale of scores: nine tenths of all lie above it, in steps that can be read.
function lowOf(found) {
  const scores = [...found.values()].flatMap((one) => one.scores).sort((a, b) => a - b), low = -scores[Math.floor(scores.length / 10)] || 1;
  const step = niceStep(low / 5);
  return -step * Math.ceil(low / step - 0.01);
}

function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= least * 0.999);
}
