// Beneath the picture: what a pair costs, how likely a word is drawn, and the same in numbers.

const TERMS_SHOWN = 7; // of the sum of losses; of more, the middle is left out

function buildFormula(view) {
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("span", {});
  view.numbers = h("div", { class: "numbers" });
  view.numbersPart = h("section", { class: "numbers-part" }, h("h2", { class: "caption" }, view.numbersTitle), view.numbers);
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula, view.termSaid), view.lines), view.numbersPart);
}

function drawFormula(view) {
  const { lot, x } = view, key = [view.labelKey, x].join("|");
  if (view.formulaKey !== key) {
    const held = view.shadow.activeElement?.dataset?.term;
    view.formulaKey = key;
    view.lines.replaceChildren(...lot.lines.map((words) => h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word)))));
    if (held && view.lines.contains(view.shadow.activeElement) === false) view.lines.querySelector(`[data-term="${held}"]`)?.focus({ preventScroll: true });
  }
  const also = termsLooked(view);
  for (const node of view.lines.querySelectorAll(".term")) node.classList.toggle("marked", node.dataset.term === view.marked || also.includes(node.dataset.term));
  setText(view.termSaid, view.marked ? view.labels[`said_${view.marked}`] ?? "" : "");
  drawNumbers(view);
}

// "θ_t^T": an index and what stands raised, x being the exponent that is shown; other signs as they are.
function letterNodes(view, text) {
  const power = powerText(view.lot.exponents[view.x]), isOne = power === "1";
  return text.split(" ").map((part) => {
    const [, base, sub, sup] = part.match(/^(\S+?)(?:_(\S+?))?(?:\^(\S+))?$/u), mi = (letters) => m("mi", {}, letters), upright = (letters) => m("mi", { mathvariant: "normal" }, letters), over = sup === "x" ? (isOne ? null : m("mn", {}, power)) : sup ? upright(sup) : null;
    const core = /\p{L}/u.test(base) ? mi(base) : m("mo", { stretchy: "false", lspace: "0.04em", rspace: "0.04em" }, base);
    return sub && over ? m("msubsup", {}, core, mi(sub), over) : sub ? m("msub", {}, core, mi(sub)) : over ? m("msup", {}, core, over) : core;
  });
}

function formulaWord(view, word) {
  const term = view.lot.terms.get(word);
  if (!term) return m("math", { class: /^[=+/−]$/.test(word) ? "apart open" : "near" }, m("mrow", {}, ...formulaParts(word)));
  const name = view.labels[`term_${term.label}`], node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": name },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, m("mpadded", { height: "0.95em", depth: "0.45em" }, ...letterNodes(view, term.letters))), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

function drawNumbers(view) {
  const { lot, rest, labels, theme, x } = view, count = rowsSeen(view), all = lot.questions(x, rest.pair, rest.k).slice(0, count);
  view.numbersPart.hidden = !lot.P;
  if (!lot.P) return;
  setText(view.numbersTitle, fill(labels.numbers_of, { centre: isolated(lot.token(lot.centre)), word: isolated(lot.token(lot.targets[rest.pair])), k: rest.k }));
  const key = [view.received, view.labelKey, theme.key, x, rest.pair, rest.k, count, rowLooked(view), view.marked].join("|");
  if (view.numbersKey === key) return;
  view.numbersKey = key;
  const row = (j) => h("span", { class: `value part-of ${isLit(view, j) ? "marked" : ""}`, "data-hit": `row:${j}`, "data-loss": j, style: `color: ${theme.text(j ? "loss" : "update")}` }, format(all[j].loss));
  const shown = count > TERMS_SHOWN ? [...Array(TERMS_SHOWN - 2).keys(), null, count - 1] : [...all.keys()], sum = all.reduce((total, one) => total + one.loss, 0);
  const first = count ? [h("span", { class: "value", style: `color: ${theme.text("loss")}`, "data-term": "loss" }, format(sum)), " = ", ...shown.flatMap((j, i) => [i ? " + " : "", j === null ? "…" : row(j)])] : [labels.nothing_yet];
  const at = rowLooked(view) ?? (count > 1 ? 1 : 0), one = all[at], lines = [first];
  lines.push(one ? [fill(labels.push_on, { word: isolated(lot.name(one.word)) }), `(${one.y} ${MINUS} ${sigmaText(one.sigma)}) · `, inked(view, "embedding", "e"), ` = ${signedText(one.push)} · `, inked(view, "embedding", "e"), `   (${lot.dimension},)`] : [" "]);
  lines.push(withBold(fill(labels.cost, { sigmoids: "\t", count: rest.k + 1, dimension: lot.dimension, vocabulary: grouped(lot.vocabulary) }), String(rest.k + 1)), [lastLine(view, all, at)]);
  view.numbers.replaceChildren(...lines.map((words, i) => h("div", { class: i === 3 ? "aside" : null }, ...words)));
}

const inked = (view, meaning, text) => h("span", { class: "value", style: `color: ${view.theme.text(meaning)}` }, text);
const withBold = (text, number) => text.split(/(\t)/).map((part) => (part === "\t" ? h("b", {}, number) : part));

// A wrong answer that is none, if one was drawn; else what all σ add up to.
function lastLine(view, all, at) {
  const { lot, labels } = view, notes = all.map((one, j) => (j ? wrongNote(view, one.word) : "")), note = notes[at] || notes.find(Boolean);
  return note || fill(labels.sigmas, { sum: grouped(lot.sigmas), vocabulary: grouped(lot.vocabulary) });
}
