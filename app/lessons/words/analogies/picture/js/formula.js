// The formula of the score, and the same with the numbers of the answer pointed at or pinned.

function buildFormula(view) {
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("h2", { class: "caption" });
  view.numbers = h("div", { class: "numbers" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula), view.lines),
    h("section", {}, view.numbersTitle, view.numbers));
}

function fillFormula(view) {
  view.times = [];
  view.model = { terms: new Map(view.data.formula.map((term) => [term.id, term])) };
  view.lines.replaceChildren(...view.data.lines.map((line) => lineNode(view, line)));
}

function drawFormula(view) {
  drawMarked(view);
  const answer = shownAnswer(view);
  setText(view.numbersTitle, answer ? fill(view.labels.numbers, { word: visible(answer.word) }) : "");
  view.numbers.replaceChildren(...numberNodes(view, answer ? numberLines(view.data, answer) : []));
}

function numberLines(data, answer) {
  const n = (value, digits = 3) => format(value, digits), E = `(${data.size},)`, { dot, norm, cosines } = answer;
  const signed = data.terms.map((term, i) => ({ ...term, cos: cosines[i] }));
  const cosLine = signed.map((term, i) => [`${term.sign > 0 ? (i ? " + " : "") : ` ${MINUS} `}`, [term.sign > 0 ? "plus" : "minus", n(term.cos)]]).flat();
  const names = signed.map((term, i) => `${term.sign > 0 ? (i ? " + " : "") : ` ${MINUS} `}e(${visible(term.word)})`).join("");
  if (data.method === "mul") {
    const side = (sign, id) => signed.filter((term) => term.sign === sign).flatMap((term, i) => [i ? " · " : "", [id, n((1 + term.cos) / 2)]]);
    const below = side(-1, "mm");
    return [[["score", n(answer.score)], " = ", ...side(1, "pp"), " / (", ...(below.length ? below : ["1"]), " + 0.000001)"],
      [`cos(u, e): ${signed.map((term) => `${visible(term.word)} ${n(term.cos)}`).join(", ")}`]];
  }
  if (data.method === "euclid") {
    return [[["score", n(-answer.score)], " = √(", ["uu", n(norm * norm)], ` ${MINUS} 2 · `, ["dot", n(dot)], " + ", ["xx", n(data.norm ** 2)], ")"],
      [`u ${E}, x ${E} = ${names}`]];
  }
  return [[["score", n(answer.score)], " = ", ["dot", n(dot)], " / (", ["u", n(norm)], " · ", ["x", n(data.norm)], ")"],
    [["dot", n(dot)], " = cos: ", ...cosLine], [`u ${E}, x ${E} = ${names}`]];
}
