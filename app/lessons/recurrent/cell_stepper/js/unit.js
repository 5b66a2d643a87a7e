// One unit's own arithmetic: its numbers in the terms' colours, and since when it has held what it holds.

function buildUnit(view) {
  view.unitTitle = h("h2", { class: "caption" });
  view.sums = h("div", { class: "sums" });
  view.held = h("div", { class: "held" });
  return h("section", { class: "unit" }, view.unitTitle, view.sums, view.held);
}

const SPOKEN = { "∗": "·", "=": "=", "+": "+" };

function drawUnit(view) {
  const { model, labels } = view, i = view.rest.step - model.start, unit = shownUnit(view) ?? null;
  if (unit === null) {
    setText(view.unitTitle, fill(labels.one_unit, { unit: "" }).trim());
    view.sums.replaceChildren();
    setText(view.held, labels.no_unit);
    return;
  }
  setText(view.unitTitle, fill(unit === view.rest.unit ? labels.one_unit_pinned : labels.one_unit, { unit: unit }));
  const lines = [];
  model.columns.forEach((column, k) => {
    const next = model.columns[k + 1];
    if (!k || column.operator.includes("│")) lines.push(h("div", {}));
    else lines.at(-1).append(h("span", { class: "op" }, ` ${SPOKEN[column.operator] ?? column.operator} `));
    const alone = lines.at(-1).childElementCount === 0 && (!next || next.operator.includes("│"));
    if (alone) lines.at(-1).append(h("span", { class: "op" }, termNodes(column, view.rest.step + 1), " = "));
    lines.at(-1).append(...ownNumber(view, column, i, unit));
  });
  view.sums.replaceChildren(...lines);
  view.held.replaceChildren(heldText(view, i, unit));
}

// A column's number for the unit; a squashed one as what is squashed, so that it can be worked out: tanh 1.84.
function ownNumber(view, column, i, unit) {
  const { model } = view, rule = model.derived.get(column.series), squashed = rule?.op === "tanh";
  const value = model.at(squashed ? rule.of[0] : column.series, i, unit);
  const number = h("span", { class: "number" + (view.marked === column.term ? " marked" : ""), "data-term": column.term,
    style: `color: var(--t-${column.colour || "none"}, inherit)` }, numberText(value, squashed ? "" : column.scale, model.digits));
  return squashed ? [h("span", { class: "op" }, "tanh "), number] : [number];
}

function heldText(view, i, unit) {
  const { model, labels } = view, since = model.heldSince(i, unit);
  if (since < 0) return labels.never;
  if (since === i) return labels.fresh;
  const text = fill(i - since === 1 ? labels.held_one : labels.held, { step: since + model.start + 1, steps: i - since });
  return withToken(text, model.tokens[since]);
}
