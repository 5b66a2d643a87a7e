// Beneath the picture: how both columns make one tag, and the word that is looked at in numbers.

function buildFormula(view) {
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("span", {});
  view.sizes = h("span", { class: "read" });
  view.numbers = h("div", { class: "numbers" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula, view.termSaid), view.lines), h("section", {}, h("h2", { class: "caption" }, view.numbersTitle, view.sizes), view.numbers));
}

const marksOf = (view, term) => view.model.terms.get(term)?.marks ?? term;

function drawFormula(view) {
  if (view.formulaKey !== view.labelKey) {
    view.formulaKey = view.labelKey;
    view.lines.replaceChildren(...view.data.lines.map((words) => h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word)))));
  }
  for (const node of view.lines.querySelectorAll(".term")) node.title = markSaid(view, marksOf(view, node.dataset.term));
  setText(view.termSaid, view.marked ? markSaid(view, view.marked) : "");
  drawMarked(view, (term) => marksOf(view, term));
  drawNumbers(view);
}

function formulaWord(view, word) {
  const term = view.model.terms.get(word);
  if (!term) return m("math", { class: /^[=+,|]$/.test(word) ? "apart open" : "near" }, m("mrow", {}, ...formulaParts(word)));
  const name = view.labels[`term_${term.id}`], node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": `${name}, ${term.letters}` },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, ...formulaParts(term.letters)), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

// What a term is at the word that is looked at, in numbers.
function markSaid(view, marks) {
  const { model, rest, labels } = view, t = lookedAt(view), [k] = model.compared(t, rest.zero, rest.step), tag = model.tags[k], time = `⟨${t + 1}⟩`;
  const vector = (side, arrow) => (rest.zero === side ? labels.at_zero : model.hasPassed(side, t, rest.step) ? fill(labels.said_vector, { name: `a${arrow}${time}`, units: model.H, first: model.units[side === "left" ? 0 : 1].slice(0, 3).join(", "), values: [0, 1, 2].map((r) => format(model.at(side, t, r))).join(", ") }) : labels.said_not_yet);
  return {
    tag: () => (model.isReady(t, rest.step) ? fill(labels.said_tag, { tag: tagText(model, model.chances(t, rest.zero)), labels: model.K }) : waitText(view, t)),
    left: () => vector("left", "→"), right: () => vector("right", "←"),
    logit: () => (model.isReady(t, rest.step) ? `${tag}: ${format(model.logit(t, k, rest.zero))}` : waitText(view, t)),
    from_left: () => sharedSaid(view, "left", t, k), from_right: () => sharedSaid(view, "right", t, k),
    bias: () => `${tag}: ${format(model.bias(k))}`,
  }[marks]?.() ?? "";
}

function sharedSaid({ model, rest, labels }, side, t, k) {
  if (rest.zero === side) return labels.at_zero;
  return model.hasPassed(side, t, rest.step) ? `${model.tags[k]}: ${format(model.at(`from_${side}`, t, k))}` : labels.said_not_yet;
}

function drawNumbers(view) {
  const { model, rest, labels, theme } = view, t = lookedAt(view), isReady = model.isReady(t, rest.step), p = model.chances(t, rest.zero), sum = model.tags.reduce((total, _, k) => total + Math.exp(model.logit(t, k, rest.zero)), 0);
  setText(view.numbersTitle, fill(labels.numbers_of, { number: t + 1, word: isolated(visible(model.words[t])) }));
  setText(view.sizes, `(${model.K}) = (${model.K}, ${2 * model.H}) · [(${model.H}), (${model.H})] + (${model.K})`);
  const part = (side, k) => (rest.zero === side ? "0" : model.hasPassed(side, t, rest.step) ? format(model.at(`from_${side}`, t, k)) : "?");
  const added = (text) => (text.startsWith(MINUS) ? [` ${MINUS} `, text.slice(1)] : [" + ", text]), inked = (side, text) => h("span", { class: "value", style: `color:${theme.text(`from_${side}`)}` }, text);
  const rows = model.compared(t, rest.zero, rest.step).map((k) => h("div", {}, `${model.tags[k].padEnd(6, " ")} `, inked("left", part("left", k)), added(part("right", k))[0], inked("right", added(part("right", k))[1]), ...added(format(model.bias(k))),
    ...(isReady ? [" = ", h("b", {}, format(model.logit(t, k, rest.zero))), `   e^z: ${largeText(Math.exp(model.logit(t, k, rest.zero)))} / ${largeText(sum)} = `, h("b", {}, p[k].toFixed(3))] : [])));
  view.numbers.replaceChildren(...rows, h("div", { class: "without" }, isReady ? withoutText(view, t) : waitText(view, t)),
    ...(view.frame.isNarrow && model.hasPassed("left", t, rest.step) ? [h("div", { class: "without" }, fill(labels.tip_forward, { tag: tagText(model, model.forward(t)) }))] : []));
}

// What the tag would be without either side.
function withoutText({ model, labels }, t) {
  return fill(labels.without, { whole: tagText(model, model.chances(t)), right: tagText(model, model.chances(t, "right")), left: tagText(model, model.chances(t, "left")) });
}

// Powers of e: as many digits as tell them apart.
const largeText = (value) => (value < 10 ? value.toFixed(3) : value < 1e5 ? value.toFixed(1) : value.toExponential(3));
