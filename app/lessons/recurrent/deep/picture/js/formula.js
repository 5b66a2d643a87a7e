// Beneath the picture: a layer reads the layer below, and the symbol that is looked at in numbers.

function buildFormula(view) {
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("span", {});
  view.sizes = h("span", { class: "read" });
  view.numbers = h("div", { class: "numbers" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula, view.termSaid), view.lines), h("section", {}, h("h2", { class: "caption" }, view.numbersTitle, view.sizes), view.numbers));
}

const COLOURS = { now: "activation", before: "from_left", below: "memory", top: "activation", top_back: "from_right", said: "probability" };

function drawFormula(view) {
  const { model, rest } = view, n = Math.max(lookedLayer(view), 0), t = lookedAt(view), key = [view.labelKey, model.W, n, t, model.L].join("|");
  if (view.formulaKey !== key) {
    const held = view.root.getRootNode().activeElement?.dataset?.term;
    view.formulaKey = key;
    view.lines.replaceChildren(...view.data.lines.map((words) => h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word, n, t)))));
    if (held) view.lines.querySelector(`[data-term="${held}"]`)?.focus();
  }
  setText(view.termSaid, view.marked ? markSaid(view, view.marked, n, t) : "");
  drawMarked(view);
  drawNumbers(view);
}

const raisedNode = (base, layer, time, arrow = "") => m("msup", {}, m("mi", {}, base + arrow), m("mrow", {}, m("mtext", {}, `[${layer}]${time === null ? "" : `⟨${time}⟩`}`)));

// Letters of a term: what they are depends on the layer and the step.
function termLetters({ model }, id, n, t) {
  const arrow = model.W === 2 ? "→" : "";
  if (id === "below" && n === 0) return m("msup", {}, m("mi", {}, "x"), m("mtext", {}, `⟨${t + 1}⟩`));
  return {
    now: () => raisedNode("a", n + 1, t + 1, arrow), before: () => raisedNode("a", n + 1, t, arrow), below: () => raisedNode("a", n, t + 1),
    top: () => raisedNode("a", model.L, t + 1, arrow), top_back: () => raisedNode("a", model.L, t + 1, "←"), said: () => m("msup", {}, m("mi", {}, "ŷ"), m("mtext", {}, `⟨${t + 1}⟩`)),
  }[id]();
}

function formulaWord(view, word, n, t) {
  const { labels, model } = view;
  if (word in COLOURS) {
    const name = word === "below" && n === 0 ? (model.W === 2 ? labels.term_word : labels.term_x) : word === "said" && model.W === 2 ? labels.term_tag : word === "top" && model.W === 2 ? labels.term_top_both : labels[`term_${word}`];
    const node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": word, "aria-label": name }, m("math", {}, m("munder", {}, m("mrow", { class: "body" }, termLetters(view, word, n, t)), m("mtext", { class: "name" }, name))));
    node.style.setProperty("--term", `var(--c-${COLOURS[word]})`);
    return node;
  }
  const parts = word === "W" ? [m("msubsup", {}, m("mi", {}, "W"), m("mi", {}, "a"), m("mtext", {}, `[${n + 1}]`))] : word === "b" ? [m("msubsup", {}, m("mi", {}, "b"), m("mi", {}, "a"), m("mtext", {}, `[${n + 1}]`))] : formulaParts(word);
  return m("math", { class: /^[=+,]$/.test(word) ? "apart open" : "near" }, m("mrow", {}, ...parts));
}

// What a term is here, in numbers.
function markSaid(view, term, n, t) {
  const { model, labels, rest } = view, asked = model.W === 2 ? "tag" : "next", last = model.L - 1;
  const vector = (layer, w, valueOf) => fill(labels.said_vector, { units: model.H, values: [0, 1, 2].map((r) => format(valueOf(layer, w, r))).join(", "), first: model.units[layer][w].slice(0, 3).join(", ") });
  const shown = (layer, w, time) => (model.hasPassed(layer, w, time, rest.step) ? vector(layer, w, (a, b, r) => model.at(a, b, time, r)) : labels.not_yet);
  if (term === "said") {
    const [best] = model.top(asked, last, t);
    return model.isReady(last, t, rest.step) ? fill(labels.said_out, { what: classText(view, asked, best.k), p: best.p.toFixed(3) }) : labels.not_yet;
  }
  if (term === "below" && n === 0) return model.W === 2 ? labels.said_word : fill(labels.said_x, { letter: isolated(visible(model.tokens[t])) });
  if (term === "before" && t === 0) return model.W === 2 ? labels.said_zeros : fill(labels.said_start, { values: vector(n, 0, (a, b, r) => model.before(a, b, r)) });
  if (term === "below") return Array.from({ length: model.W }, (_, w) => `${model.W === 2 ? (w ? "a←: " : "a→: ") : ""}${shown(n - 1, w, t)}`).join("; ");
  return { now: () => shown(n, 0, t), before: () => shown(n, 0, t - 1), top: () => shown(last, 0, t), top_back: () => shown(last, 1, t) }[term]();
}

function drawNumbers(view) {
  const { model, rest, labels } = view, t = lookedAt(view), name = rest.asked, truth = model.truth[name][t];
  const what = truth < 0 ? "" : fill(labels[`right_${name}`] ?? "", { what: isolated(classText(view, name, truth)) });
  setText(view.numbersTitle, fill(model.W === 2 ? labels.numbers_word : labels.numbers_of, { number: t + 1, token: isolated(visible(model.tokens[t])), what }));
  setText(view.sizes, fill(labels.sizes, { units: model.W === 2 ? `2 · ${model.H}` : model.H }));
  const rows = Array.from({ length: model.L }, (_, i) => model.L - 1 - i).map((n) => {
    const start = `${fill(labels.layer, { layer: n + 1 })}  `;
    if (!model.isReady(n, t, rest.step)) return h("div", {}, start, h("span", { class: "quiet" }, waitText(view, n, t)));
    const right = model.right(name, n, t), [best] = model.top(name, n, t), said = classText(view, name, best.k);
    const moved = h("span", { class: "quiet" }, `   ${fill(labels.moved, { value: model.moved(n, t).toFixed(2) })}`);
    if (right === null) return h("div", {}, start, "P(", h("bdi", {}, said), `) = `, h("b", {}, best.p.toFixed(3)), moved);
    return h("div", {}, start, "p = ", h("b", {}, right.toFixed(3)), `   −log₂ = ${fill(labels.bits, { bits: bitsText(right) })}`, h("span", { class: "quiet" }, `   ${fill(labels.says, { what: said })}`), moved);
  });
  view.numbers.replaceChildren(...rows);
}
