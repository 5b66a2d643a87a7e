// The formula beneath the picture, as MathML: every term can be focused, carries its name, and marks its column.

function buildFormula(view) {
  view.formulaTitle = h("h2", { class: "caption" });
  view.lines = h("div", { class: "lines" });
  view.shape = h("div", { class: "shape" });
  view.numbers = h("div", { class: "numbers" });
  view.allLines = h("button", { type: "button", class: "quiet-button", "aria-expanded": "false" }, view.labels.all_lines);
  view.allLines.addEventListener("click", () => {
    view.showAll = !view.showAll;
    view.allLines.setAttribute("aria-expanded", String(view.showAll));
    setText(view.allLines, view.showAll ? view.labels.fewer_lines : view.labels.all_lines);
    invalidate(view);
  });
  const head = h("div", { class: "head" }, view.formulaTitle, view.allLines);
  return h("section", { class: "formula" }, head, view.lines, h("div", { class: "sizes" }, view.shape, view.numbers));
}

function fillFormula(view) {
  const { model, labels } = view;
  setText(view.formulaTitle, model.H === 1 ? labels.its_unit : fill(labels.all_units, { units: model.H }));
  view.times = [];
  view.lineNodes = model.equation.lines.map((line) => ({ line, node: lineNode(view, line) }));
  view.lines.replaceChildren(...view.lineNodes.map(({ node }) => node));
  view.allLines.hidden = model.equation.lines.every((line) => line.main);
}

// Which line and term the formula dwells on: what is marked, else the first gate.
function drawFormula(view) {
  const t = view.rest.step + 1, { model, labels } = view;
  for (const { node, time } of view.times) setText(node, String(t + time));
  const marked = view.marked, lines = model.equation.lines;
  const own = lines.find((line) => line.term === marked) ?? lines.find((line) => line.term === sameGate(model, marked));
  if (own && !own.main) view.dwelling = own.term;
  const dwelling = lines.find((line) => line.term === view.dwelling) ?? lines.find((line) => !line.main);
  for (const { line, node } of view.lineNodes) node.hidden = !(view.showAll || line.main || line === dwelling);
  setText(view.shape, (own ?? dwelling ?? lines[0]).shape);
  drawMarked(view);
  const term = model.terms.get(marked ?? (own ?? dwelling ?? lines[0]).term);
  const shown = term && termNumbers(view, term);
  view.numbers.replaceChildren(...(shown ? [h("span", { class: "numbers-name" }, termNodes(term, t)), ` ${shown}`] : []));
  setText(view.allLines, view.showAll ? labels.fewer_lines : labels.all_lines);
}

function sameGate(model, id) {
  const pin = model.terms.get(id)?.pin;
  return pin && model.equation.terms.find((term) => term.series === pin)?.id;
}

// "(59) = [0.98 0.02 0.55 … 0.10]": all numbers of a small vector, the first few of a long one.
function termNumbers(view, term) {
  const { model } = view, i = view.rest.step - model.start;
  if (term.weight) {
    const weight = model.weights[term.weight];
    if (!weight) return "";
    const size = weight.columns > 1 || term.weight.startsWith("W") ? `(${weight.rows}, ${weight.columns})` : `(${weight.rows})`;
    return `${size} = ${list(weight.values, model.digits)}`;
  }
  if (term.id === "x" && !model.xs) {
    return `(${model.E}) · ${fill(view.labels.one_hot, { token: visible(model.tokens[i]) })}`;
  }
  return `(${term.id === "x" ? model.E : model.H}) = ${list(model.vector(term.id === "x" ? "x" : term.series, i), model.digits)}`;
}

function list(values, digits) {
  const few = values.length <= 6, shown = Array.from(few ? values : values.slice(0, 4), (v) => padded(v, digits));
  return `[${shown.join(" ")}${few ? "" : ` … ${padded(values[values.length - 1], digits)}`}]`;
}
