// Beneath the picture: the score of a translation, whose fault it is, and the same in the numbers of the open row.

function buildFormula(view) {
  const { labels } = view;
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.verdicts = h("dl", { class: "verdicts" });
  view.numbersTitle = h("h2", { class: "caption" });
  view.numbers = h("div", { class: "numbers" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, h("span", {}, labels.formula), view.termSaid), view.lines, view.verdicts), h("section", { class: "numbers-part" }, view.numbersTitle, view.numbers));
}

function drawFormula(view) {
  const { cases, rest, labels, marked } = view, isRanked = rest.width > 1, key = [view.labelKey, isRanked, cases.wrongly].join("|");
  if (view.formulaKey !== key) {
    const held = view.shadow.activeElement?.dataset?.term;
    view.formulaKey = key;
    view.lines.replaceChildren(h("div", { class: "line" }, ...cases.lines[isRanked ? "ranked" : "unranked"].map((word) => formulaWord(view, word)), isRanked ? "" : h("span", { class: "aside" }, labels.not_ranked)));
    view.verdicts.replaceChildren(...cases.verdicts.flatMap(([kind, rule]) => [h("dt", { "data-verdict": kind, style: `color: var(--t-${COLOUR_OF[kind]})` }, labels[`verdict_${kind}`]), h("dd", {}, rule ? h("span", { class: "rule-text" }, rule) : labels.else_, h("span", { class: "aside" }, labels[`rule_${kind}${cases.wrongly ? "_wrong" : isRanked ? "" : "_unranked"}`] ?? labels[`rule_${kind}`] ?? ""))]));
    if (held) view.lines.querySelector(`[data-term="${held}"]`)?.focus({ preventScroll: true });
  }
  for (const node of view.lines.querySelectorAll(".term")) node.classList.toggle("marked", node.dataset.term === marked);
  for (const node of view.verdicts.querySelectorAll("dt")) node.classList.toggle("on", node.dataset.verdict === openOf(view).kind);
  setText(view.termSaid, marked ? labels[`said_${marked}`] : "");
  drawNumbers(view);
}

function formulaWord(view, word) {
  const term = view.cases.terms.get(word);
  if (!term) return m("math", { class: "apart open" }, m("mrow", {}, m("mo", {}, word)));
  const name = view.labels[`term_${term.id}`], [base, power] = term.letters.split("^"), letters = power ? [m("msup", {}, m("mi", {}, base), m("mi", {}, power))] : formulaParts(term.letters).flatMap((node) => (node.textContent === "log" ? [node, m("mspace", { width: "0.17em" })] : [node]));
  const node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": name },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, m("mpadded", { height: "0.95em", depth: "0.35em" }, ...letters)), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

// "y* −9.69 / 10^0.7 = −1.93 > ŷ …, → search" of the open row, and, for comparison, of the next that has another verdict.
function drawNumbers(view) {
  const { labels, theme, rest, found, cases } = view, one = openOf(view), key = [view.received, view.labelKey, theme.key, rest.row, rest.width, rest.alpha, rest.good, view.marked].join("|");
  if (view.numbersKey === key) return;
  view.numbersKey = key;
  const after = [...cases.rows.slice(cases.rows.indexOf(rest.row)), ...cases.rows].map((row) => found.get(row)), other = after.find(({ kind, right, human }) => kind !== one.kind && right in COLOUR_OF && human.text.length < 50);
  view.numbersTitle.replaceChildren(fill(labels.numbers_of, { human: isolated(one.human.text) }));
  const lines = [...numberLines(view, one), ...(other ? [[h("span", { class: "aside" }, fill(labels.compared, { human: isolated(other.human.text) }))], ...numberLines(view, other)] : [])];
  view.numbers.replaceChildren(...lines.map((words) => h("div", {}, ...words)));
}

function numberLines(view, { human, machine, scores, kind, right }) {
  const { labels, theme, rest } = view, inked = (meaning, text) => h("span", { class: "value", style: `color: ${theme.text(meaning)}` }, text), isRanked = rest.width > 1, sign = scores[0] > scores[1] ? ">" : scores[0] < scores[1] ? "<" : "=";
  const side = (one, value, meaning, name) => [inked(meaning, name), " ", ...(isRanked ? [numberOf(view, "sum", format(one.total)), " / ", numberOf(view, "power", `${one.T}^${Number(rest.alpha.toFixed(2))}`), " = "] : []), numberOf(view, "score", format(value))];
  const totals = { width: rest.width, ours: format(human.total), theirs: format(machine.total) }, why = kind === right ? fill(labels[`so_${kind}`], totals) : fill(labels.so_wrong, { right: labels[`verdict_${right}`] });
  return [[...side(human, scores[0], "human", "y*"), `  ${sign}  `, ...side(machine, scores[1], "machine", "ŷ")],
    ["   → ", kind in COLOUR_OF ? inked(COLOUR_OF[kind], labels[`verdict_${kind}`]) : h("b", {}, labels[`verdict_${kind}`]), h("span", { class: "aside" }, `  ${why}`)]];
}

const numberOf = (view, id, text) => h("span", { class: `value ${view.marked === id ? "marked" : ""}`, "data-term": id, style: id === "score" ? null : `color: ${view.theme.text(view.cases.terms.get(id).colour)}` }, text);
