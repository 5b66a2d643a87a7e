// One unit's own arithmetic: its numbers in the terms' colours, and since when it has held what it holds.

function buildUnit(view) {
  view.unitTitle = h("h2", { class: "caption" });
  view.sums = h("div", { class: "sums", role: "img" });
  view.held = h("div", { class: "held" });
  return h("section", { class: "unit" }, view.unitTitle, view.sums, view.held);
}

const SIGNS = { "∗": "·", "=": "=", "+": "+" }, WORDS = { "∗": "said_times", "=": "said_is", "+": "said_plus" };

function drawUnit(view) {
  const { model, labels } = view, i = view.rest.step - model.start, unit = shownUnit(view) ?? null;
  view.sums.hidden = unit === null;
  if (unit === null) {
    setText(view.unitTitle, fill(labels.one_unit, { unit: "" }).trim());
    setText(view.held, labels.no_unit);
    return;
  }
  setText(view.unitTitle, fill(unit === view.rest.unit ? labels.one_unit_pinned : labels.one_unit, { unit: unit }));
  view.sums.setAttribute("aria-label", sumSaid(view, i, unit));
  view.sums.replaceChildren(...sumLines(view, i, unit));
  view.held.replaceChildren(heldText(view, i, unit));
}

// The columns' sums, each as the columns that are read together: {column, sign, isAlone}.
function sumsOf(model) {
  const sums = [];
  model.columns.forEach((column, k) => {
    if (!k || column.operator.includes("│")) sums.push([]);
    sums.at(-1).push({ column, sign: column.operator.trim() });
  });
  return sums;
}

function sumLines(view, i, unit) {
  return sumsOf(view.model).map((sum) => h("div", {}, ...sum.flatMap(({ column, sign }, k) => {
    const before = k ? [` ${SIGNS[sign]} `] : sum.length === 1 ? [termNodes(column, view.rest.step + 1), " = "] : [];
    return [...(before.length ? [h("span", { class: "op" }, ...before)] : []), ...ownNumber(view, column, i, unit)];
  })));
}

// The same for those who hear it: "Unit 39: 0.998 times −6.53 plus 0.81 times 0.95 is −5.75".
function sumSaid(view, i, unit) {
  const { model, labels } = view;
  const said = sumsOf(model).map((sum) => sum.map(({ column, sign }, k) => {
    const { number, isSquashed } = ownValue(view, column, i, unit);
    const value = isSquashed ? fill(labels.said_tanh, { value: number }) : number;
    if (sum.length === 1) return fill(labels.said_alone, { name: labels[column.label] ?? column.label, value });
    return k ? `${labels[WORDS[sign]]} ${value}` : value;
  }).join(" "));
  return fill(labels.sum_said, { unit, sum: said.join("; ") });
}

// A column's number for the unit; a squashed one as what is squashed, so that it can be worked out: tanh 1.84.
function ownValue(view, column, i, unit) {
  const { model } = view, rule = model.derived.get(column.series), isSquashed = rule?.op === "tanh";
  const value = model.at(isSquashed ? rule.of[0] : column.series, i, unit);
  return { number: numberText(value, isSquashed ? "" : column.scale, model.digits), isSquashed };
}

function ownNumber(view, column, i, unit) {
  const { number, isSquashed } = ownValue(view, column, i, unit);
  const node = h("span", { class: "number" + (view.marked === column.term ? " marked" : ""), "data-term": column.term,
    style: `color: var(--t-${column.colour || "none"}, inherit)` }, number);
  return isSquashed ? [h("span", { class: "op" }, "tanh "), node] : [node];
}

function heldText(view, i, unit) {
  const { model, labels } = view, since = model.heldSince(i, unit);
  if (since < 0) return labels.never;
  if (since === i) return labels.fresh;
  const text = fill(i - since === 1 ? labels.held_one : labels.held, { step: since + model.start + 1, steps: i - since });
  return withToken(text, model.tokens[since]);
}
