// The step's formula, and the same with the numbers of the word pointed at or pinned.

function buildFormula(view) {
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("h2", { class: "caption" });
  view.numbers = h("div", { class: "numbers" });
  view.variance = h("section", { class: "variance" });
  return h("div", { class: "beneath" },
    h("section", {}, h("h2", { class: "caption" }, view.labels.formula), view.lines),
    h("section", {}, view.numbersTitle, view.numbers), view.variance);
}

function fillFormula(view) {
  view.times = [];
  view.model = { terms: new Map(view.data.terms.map((term) => [term.id, term])) };
  view.lineNodes = view.data.lines.map((line) => ({ line, node: lineNode(view, line) }));
  view.lines.replaceChildren(...view.lineNodes.map(({ node }) => node));
}

function drawFormula(view) {
  for (const { line, node } of view.lineNodes) node.hidden = line.stage !== view.rest.stage;
  view.variance.hidden = view.rest.stage !== 0;
  drawMarked(view);
  const row = shownRow(view), { labels } = view;
  setText(view.numbersTitle, row ? fill(labels.numbers, { word: row.names.map(visible).join(" – ") }) : labels.point);
  view.numbers.replaceChildren(...numberNodes(view, row ? numberLines(view, row) : []));
}

function numberLines(view, row) {
  const { rest, data } = view, E = `(${data.size},)`, two = (v) => format(v, 3);
  if (rest.stage === 0) return row.names.map((name, k) => [`${visible(name)}: `, ["along", "e·g"], ` = ${fill(view.labels.products, { count: data.size })} = `, ["along", two(row.at[k][0])]]);
  if (row.kind === "word") {
    const x = row.at[0][0], whole = data.form === "raw";
    const first = [["e", `e ${E}`], " − ", ["along", two(x)], " · ", ["g", `g ${E}`]];
    const long = whole ? [] : [[`‖e − (e·g) g‖ = √(1 − ${two(x * x)}) = ${two(Math.sqrt(Math.max(0, 1 - x * x)))}`]];
    return [first, ...long, [["new", "e′"], "·", ["g", "g"], " = ", ["new", two(row.at[0][rest.stage])]]];
  }
  if (rest.stage === 1) return [[`${row.names.map(visible).join(", ")}: ${row.at.map((at) => two(at[1])).join(", ")}`]];
  if (!row.made) return [[view.labels.cannot]];
  const { mean, nu, under } = row.made, root = data.form === "raw" ? `√|${two(under)}|` : `√${two(under)}`;
  return [[["mean", "μ"], "·", ["g", "g"], ` = ${two(mean)}   `, ["nu", `‖ν‖ = ${two(nu)}`]],
    [["root", `1 − ‖ν‖² = ${two(under)}   ${root} = ${two(Math.sqrt(Math.abs(under)))}`]],
    ...row.names.map((name, k) => [`${visible(name)}: `, ["new", "e′"], "·", ["g", "g"], " = ", ["new", two(row.at[k][2])], `   ‖e′‖ = ${two(row.lengths[k][2])}`])];
}
