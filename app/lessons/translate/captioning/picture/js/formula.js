// Beneath the picture: the step as a formula, its terms linked with the picture, and the same in numbers.

const SAME_TERM = { alpha2: "alpha", a2: "a", z2: "z", z3: "z", h2: "h", h3: "h1" };
const termName = (term) => SAME_TERM[term] ?? term;

function buildFormula(view) {
  const { labels } = view;
  view.lines = h("div", { class: "lines" });
  view.numbers = h("div", { class: "numbers" });
  view.numbersTitle = h("h2", { class: "caption" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, labels.formula), view.lines), h("section", {}, view.numbersTitle, view.numbers));
}

function fillFormula(view) {
  view.times = [];
  view.lines.replaceChildren(...view.model.lines.map((words) => h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word)))));
}

function formulaWord(view, word) {
  const term = view.model.terms.get(word);
  if (!term) return m("math", { class: /^[=+,]$/.test(word) ? "apart open" : null }, m("mrow", {}, ...plainWord(word)));
  const name = view.labels[term.label], body = m("mrow", { class: "body" }, m("mpadded", { height: "0.9em", depth: "0.3em" }, letterMath(view, term.letters)));
  const node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": word, "aria-label": name }, m("math", {}, m("munder", {}, body, m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", term.colour === "ink" ? "var(--ink)" : `var(--c-${term.colour})`);
  return node;
}

// "softmax_i(", "tanh(", "u_⊤", "W_s".
function plainWord(word) {
  const [, name, index] = word.match(/^([a-zA-Z]{2,})(?:_(\w))?\($/) ?? [];
  if (name) return [index ? m("msub", {}, m("mi", {}, name), m("mi", {}, index)) : m("mi", {}, name), m("mo", { stretchy: "false", lspace: "0", rspace: "0" }, "(")];
  if (word === "u_⊤") return [m("msup", {}, m("mi", {}, "u"), m("mo", {}, "⊤")), m("mspace", { width: "0.15em" })];
  return formulaParts(word);
}

// "α⟨t,i⟩": the time is filled in at each step.
function letterMath(view, letters) {
  const [, base, time] = letters.match(/^(.+)⟨(.+)⟩$/u) ?? [];
  if (!base) return m("mi", {}, letters);
  const node = m("mn", {}, time), sign = (text) => m("mo", { stretchy: "false" }, text);
  view.times.push({ node, time });
  return m("msup", {}, m("mi", {}, base), m("mrow", {}, sign("⟨"), node, sign("⟩")));
}

function drawFormula(view) {
  const { model, labels, rest: { step, branch } } = view;
  for (const { node, time } of view.times) setText(node, time.replace("t−1", String(step)).replace(/^t\b/, String(step + 1)));
  for (const node of view.lines.querySelectorAll(".term")) node.classList.toggle("marked", termName(node.dataset.term) === termName(view.marked));
  setText(view.numbersTitle, fill(labels.numbers, { word: model.word(branch, step) }));
  view.numbers.replaceChildren(...numberNodes(view, numberLines(view)));
}

function numberLines(view) {
  const { model } = view;
  return [...(model.way === "attend" ? [alphaLine(view), seenLine(view)] : [evenLine(view)]), sumLine(view), shapeLine(view)];
}

// α of the marked place, or of the brightest: exp(e − log Σ exp e), or held.
function alphaLine(view) {
  const { model, labels, rest: { step, branch } } = view, alpha = model.alpha(branch, step), energies = model.energies(branch, step), place = shownPlace(view) ?? byLight(alpha)[0];
  const where = `   ${fill(labels.place, { row: rowOf(place) + 1, column: columnOf(place) + 1 })}   `;
  const most = Math.max(...energies), log = most + Math.log(energies.reduce((sum, e) => sum + Math.exp(e - most), 0));
  const value = ["alpha", format(alpha[place], 3)], shape = h("span", { class: "quiet" }, `α (${PLACES},)`);
  if (model.pinned(branch, step) >= 0) return [value, ` ${labels.by_hand}`, where, shape];
  return [value, ` = exp(${format(energies[place], 2)} − ${log < 0 ? `(${format(log, 2)})` : format(log, 2)})`, where, shape];
}

function seenLine(view) {
  const { model, rest: { step, branch } } = view, alpha = model.alpha(branch, step), top = byLight(alpha).slice(0, 2).filter((place, i) => i === 0 || alpha[place] >= 0.005);
  return [["z", "z"], " = ", ["beta", format(model.beta(branch, step), 2)], " · (",
    ...top.flatMap((place, i) => [i ? " + " : "", ["alpha", format(alpha[place], 2)], ` a⟨${nameOf(place)}⟩`]), " + …)   ", h("span", { class: "quiet" }, `(${model.z_size},)`)];
}

function evenLine({ model, labels }) {
  return [["z", model.way === "start" ? "v" : "z"], ` = 1/${PLACES} Σ a⟨i⟩   `, labels[`once_${model.way}`], "   ", `(${model.z_size},)`];
}

// The logs of the words so far, the last of them and their sum.
function sumLine(view) {
  const { model, rest: { step, branch } } = view, logs = Array.from({ length: step + 1 }, (_, t) => format(model.logP(branch, t), 2)), shown = logs.length > 7 ? ["…", ...logs.slice(-6)] : logs;
  return ["Σ log P = ", ...shown.flatMap((text, i) => [i ? " " : "", i === shown.length - 1 ? ["next", text] : text]), " = ", h("b", {}, format(model.sum(branch, step), 2))];
}

function shapeLine({ model: { shapes } }) {
  return [h("span", { class: "quiet" }, ...shapes.flatMap(([name, shape], i) => [i ? "   " : "", nameNodes(name), ` (${shape.join(", ")})`]))];
}
