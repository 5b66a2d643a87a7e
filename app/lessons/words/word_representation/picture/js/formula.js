// Beneath the picture: the two ways to a word's numbers, a cell of the table, and both with the numbers of the open word.

const SAME = { e: "e_w" }; // terms that mark the same

function buildFormula(view) {
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("span", {});
  view.numbers = h("div", { class: "numbers" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula, view.termSaid), view.lines), h("section", {}, h("h2", { class: "caption" }, view.numbersTitle), view.numbers));
}

// The axis that is looked at, and the word on it.
function cellShown(view) {
  return view.lookedCell ?? (view.pinned?.kind === "cell" ? view.pinned : null);
}

function drawFormula(view) {
  const { shown, rest, labels } = view, cell = cellShown(view), axis = shown.axes[cell?.axis ?? Math.min(2, shown.A - 1)], u = shown.place(rest.word), short = (word) => cutText(visible(word ?? ""), 74, 12, view.theme.font);
  const words = { word: short(rest.word), column: String(shown.rows[u]), first: short(axis.first[0]), second: short(axis.first[1]) }, key = [view.received, view.labelKey, ...Object.values(words)].join("|");
  if (view.formulaKey !== key) {
    view.formulaKey = key;
    const held = view.lines.contains(view.shadow.activeElement) ? view.shadow.activeElement.dataset.term : null;
    view.lines.replaceChildren(...shown.lines.map((line) => h("div", { class: "line" }, ...line.map((word) => formulaWord(view, word, words)))));
    if (held) view.lines.querySelector(`[data-term="${held}"]`)?.focus({ preventScroll: true });
  }
  for (const node of view.lines.querySelectorAll(".term")) node.classList.toggle("marked", node.dataset.term === view.marked || (SAME[view.marked] ?? view.marked) === (SAME[node.dataset.term] ?? node.dataset.term) || (cell !== null && ["feature", "e", "d"].includes(node.dataset.term)));
  setText(view.termSaid, view.marked ? labels[`said_${SAME[view.marked] ?? view.marked}`] ?? "" : "");
  drawNumbers(view, cell);
}

const symbol = (text) => m("mi", {}, text);
const plain = (text) => m("mi", { mathvariant: "normal" }, text);

// "e_{word}": a letter, and beneath it what stands in `words`.
function letterNodes(letters, words) {
  const [, base, sub] = letters.match(/^([^_]+)(?:_(.+))?$/u);
  if (!sub) return base.length > 1 ? plain(base) : symbol(base);
  return m("msub", {}, symbol(base), plain(sub.replace(/\{(\w+)\}/g, (_, name) => words[name])));
}

function formulaWord(view, word, words) {
  const term = view.shown.terms.get(word);
  if (["first", "second"].includes(word)) return m("math", { class: "near" }, letterNodes(`e_{${word}}`, words));
  if (!term) return m("math", { class: /^[=∝,·−/]$/.test(word) ? "apart open" : "near" }, /^\p{L}{2,}$/u.test(word) ? plain(word) : m("mo", { stretchy: "false", largeop: "false", lspace: "0.06em", rspace: "0.06em" }, word));
  const name = view.labels[`term_${term.label}`], node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": name },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, m("mpadded", { height: "0.85em", depth: "0.45em" }, letterNodes(term.letters, words))), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

const inked = (view, meaning, text) => h("span", { class: "value", style: `color: ${view.theme.text(meaning)}` }, text);

function drawNumbers(view, cell) {
  const { shown, rest, labels } = view, u = shown.place(rest.word), E = shown.dimensions, V = grouped(rest.size), near = shown.rulerWords(u).sort((a, b) => shown.distance(u, a) - shown.distance(u, b))[0], bold = (text) => h("b", {}, text), word = (text) => isolated(cutText(visible(text), 130, 12, view.theme.mono));
  setText(view.numbersTitle, fill(labels.numbers_of, { word: isolated(visible(rest.word)) }));
  const first = Array.from({ length: Math.min(3, shown.D) }, (_, i) => format(shown.number(shown.vector(u), i))), [before, after] = fill(labels.nearest_all, { words: "\t" }).split("\t"), nearest = shown.nearest[u].slice(0, 4).map((one) => word(one));
  const rows = [
    [inked(view, "embedding", `(${E},)`), ` = (${E}, ${V}) · `, inked(view, "input", `(${V},)`), `   ${E} · ${V} = ${grouped(E * rest.size)}`],
    [inked(view, "embedding", "e"), " = [", bold(first.join(", ")), shown.dimensions > 3 ? ", … ] " : "] ", labels.both_ways],
    near === undefined ? null : [`d(${word(rest.word)}, ${word(shown.words[near])}) = `, inked(view, "embedding", format(shown.distance(u, near))), `   ${labels.one_hot}: √(1² + 1²) = `, inked(view, "input", "1.41")],
    cell ? [featureLine(view, cell.axis, cell.place, labels.feature_numbers)] : nearest.length ? [before, bold(nearest[0]), nearest.length > 1 ? `, ${nearest.slice(1).join(", ")}` : "", after] : null,
  ];
  view.numbers.replaceChildren(...rows.filter(Boolean).map((row) => h("div", {}, ...row)));
}
