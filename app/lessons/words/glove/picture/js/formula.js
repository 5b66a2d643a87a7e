// Beneath the picture: what is made small, what is kept, and the same in numbers for the pinned cell.

function buildFormula(view) {
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("span", {});
  view.numbersAside = h("span", { class: "read" });
  view.numbers = h("div", { class: "numbers" });
  view.numbersPart = h("section", { class: "numbers-part" }, h("h2", { class: "caption" }, view.numbersTitle,
    view.numbersAside), view.numbers);
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula, view.termSaid),
    view.lines), view.numbersPart);
}

function drawFormula(view) {
  const { scene } = view;
  if (view.formulaKey !== view.labelKey) {
    view.formulaKey = view.labelKey;
    view.lines.replaceChildren(...scene.lines.map((words) => h("div", { class: "line" },
      ...words.map((word) => formulaWord(view, word)))));
  }
  drawMarked(view);
  setText(view.termSaid, view.marked ? view.labels[`said_${view.marked}`] ?? "" : "");
  drawNumbers(view);
}

// "θ_i^T": an index and what stands raised; other signs as they are.
function letterNodes(text) {
  return text.split(" ").map((part) => {
    if (part === "log") return m("mrow", {}, m("mi", {}, part), m("mspace", { width: "0.18em" }));
    const [, base, sub, sup] = part.match(/^(\S+?)(?:_(\S+?))?(?:\^(\S+))?$/u), mi = (letters) => m("mi", {}, letters);
    const core = base.endsWith("′") ? m("mrow", {}, mi(base[0]), m("mo", { lspace: "0", rspace: "0" }, "′"))
      : /\p{L}/u.test(base) ? mi(base) : m("mo", { stretchy: "false", lspace: "0.04em", rspace: "0.04em" }, base);
    return sub && sup ? m("msubsup", {}, core, mi(sub), m("mi", { mathvariant: "normal" }, sup)) : sub ? m("msub", {}, core,
      mi(sub)) : core;
  });
}

// A sign, or a term by its name; "e:e_w" is the term e with other letters.
function formulaWord(view, word) {
  const [id, letters] = word.split(":"), term = view.scene.terms.get(id);
  if (!term) return m("math", { class: /^[=+−]$/.test(word) ? "apart open" : "near" }, m("mrow", {}, ...formulaParts(word)));
  const name = view.labels[`term_${term.id}`], node = h("span", { class: "term", tabindex: "0", role: "button",
    "data-term": term.id, "aria-label": name },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, m("mpadded", { height: "0.95em", depth: "0.45em" },
      ...letterNodes(letters ?? term.letters))), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

// A number in the colour of its term.
function termNumber(view, term, text) {
  const colour = view.theme.text(view.scene.terms.get(term).colour);
  return h("span", { class: view.marked === term ? "value marked" : "value", "data-term": term, style: `color: ${colour}` },
    text);
}

function drawNumbers(view) {
  const { scene, labels, theme, rest } = view, pin = pinned(view), moment = Math.round(view.moment * 100) / 100;
  const key = [view.received, view.labelKey, theme.key, rest.row, rest.column, rest.x_max, rest.window, rest.harmonic,
    rest.symmetric, moment, view.marked, stopNow(view)].join("|");
  if (view.numbersKey === key) return;
  view.numbersKey = key;
  setText(view.numbersTitle, pin ? fill(labels.numbers_of, { row: isolated(scene.word(pin.i)),
    column: isolated(scene.word(pin.j)) }) : labels.numbers);
  const isOther = pin?.s != null && countText(scene.x[pin.s]) !== countText(scene.counts(stopNow(view), rest)[pin.at]);
  setText(view.numbersAside, isOther ? fill(labels.trained_on, { x: countText(scene.x[pin.s]) }) : "");
  view.numbers.replaceChildren(...[...cellLines(view, pin, moment), costLine(view, moment),
    nearLine(view, moment)].map((words) => h("div", {}, ...words)));
}

// The pinned cell's part of the sum: f · ( … )², and by how much it misses log X.
function cellLines(view, pin, moment) {
  const { scene, rest, labels } = view, digits = 3;
  if (!pin) return [[labels.pin_hint], [" "]];
  if (pin.s === null) return [[fill(labels.not_in_sum, { pair: pairText(view, pin.i, pin.j) })], [labels.zero_why]];
  const { dot, b, bPrime, residual } = scene.parts(pin.s, moment), log = scene.logs[pin.s], f = scene.weight(scene.x[pin.s],
    rest.x_max);
  const signed = (value) => ` ${value < 0 ? MINUS : "+"} `, size = (value) => format(Math.abs(value), digits);
  return [[termNumber(view, "f", f.toFixed(digits)), " · (", termNumber(view, "theta", format(dot, digits)), signed(b),
    termNumber(view, "b", size(b)), signed(bPrime), termNumber(view, "b_prime", size(bPrime)), signed(-log),
    termNumber(view, "log_x", size(log)), ")² = ", termNumber(view, "J", format(f * residual ** 2, digits))],
    [termNumber(view, "log_x", format(log, digits)),
      ` = log ${countText(scene.x[pin.s])}   ${labels.residual} ${format(residual, digits)}   `,
      termNumber(view, "theta", "θ"), ", ", termNumber(view, "e", "e"), ` (${scene.trained.dimension},)`]];
}

function costLine(view, moment) {
  const { scene, labels } = view, cost = scene.at("cost", 1, 0, moment), first = scene.firstCost,
    cells = grouped(scene.trained.nonzeros);
  if (!Number.isFinite(cost)) return [fill(labels.cells, { cells })];
  const [before, after] = fill(labels[Number.isFinite(first) && moment > 0 || scene.live ? "cost" : "cost_first"],
    { epoch: momentText(view), first: grouped(first), cells }).split("{cost}");
  return [before, termNumber(view, "J", grouped(cost)), after];
}

function nearLine(view, moment) {
  const { scene, labels } = view, all = scene.nearest(moment).slice(0, 2);
  if (!all.length) return [" "];
  const said = all.map(({ word, near }, i) => fill(labels[i ? "nearest_also" : "nearest"], { word: isolated(visible(word)),
    near: near.slice(0, i ? 2 : 3).map((one) => isolated(visible(one))).join(", ") })).join("; ");
  return [h("span", { class: view.marked === "vector" ? "near-line marked" : "near-line", "data-term": "vector", title: said },
    said)];
}
