// One candidate as its arithmetic: its parent's log P and the new word's, in letters and in numbers.

function buildFormula(view) {
  view.oneTitle = h("h2", { class: "caption" });
  view.lines = h("div", { class: "lines" });
  view.numbers = h("div", { class: "numbers" });
  return h("section", {}, view.oneTitle, view.lines, view.numbers);
}

function fillFormula(view) {
  view.times = [];
  view.model.terms = new Map(view.data.formula.map((term) => [term.id, term]));
  view.lines.replaceChildren(...view.data.lines.map((line) => lineNode(view, line)));
}

function drawFormula(view) {
  const { model, labels } = view, shown = shownCandidate(view);
  drawMarked(view);
  const one = shown && model.steps[shown.t].rows[shown.row];
  setText(view.oneTitle, one ? fill(labels.one, { word: visible(one.word), step: shown.t + 1 }) : labels.none);
  view.numbers.replaceChildren(...numberNodes(view, one ? numberLines(view, shown, one) : []));
}

function numberLines(view, shown, one) {
  const { model, labels, data } = view, { of, room } = model.steps[shown.t], n = (value) => format(value, 2);
  const parent = shown.t ? model.steps[shown.t - 1].rows[one.parent] : { total: 0, product: 1 };
  const beam = Math.round(of / data.vocabulary), sum = data.products
    ? [["total", scientific(one.product)], " = ", ["before", scientific(parent.product)], " · ", ["token", scientific(Math.exp(one.logP))]]
    : [["total", n(one.total)], " = ", ["before", n(parent.total)], " + (", ["token", n(one.logP)], `)   P = ${scientific(Math.exp(one.total))}`];
  const lines = [sum, [["all", of.toLocaleString("en")], " = ", ["width", String(beam)], " · ", ["words", data.vocabulary.toLocaleString("en")]],
    [h("bdi", { dir: "auto" }, fill(labels.says, { text: model.text(shown.t, shown.row) }))], [fateText(view, shown, one, room)]];
  if (data.products && one.product === 0) lines.push([labels.wrong]);
  return lines;
}

function fateText(view, shown, one, room) {
  const { labels } = view;
  if (one.ended) return labels.is_ended;
  if (one.kept) return fill(labels.is_kept, { place: shown.row + 1, room });
  const times = Math.exp(one.below);
  return fill(labels.is_pruned, { below: format(one.below, 2), times: times < 100 ? format(times, 1) : times < 1e6 ? Math.round(times).toLocaleString("en") : "10⁶" });
}
