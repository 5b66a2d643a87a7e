// Beneath the picture: the three formulas of a draw. Pointing at a term marks its part of the picture and of the numbers.

function buildFormula(view) {
  view.formulaTitle = h("h2", { class: "caption" });
  view.lines = h("div", { class: "lines" });
  view.wordTitle = h("h2", { class: "caption" });
  view.numbers = h("div", { class: "numbers" });
  view.beneath = h("div", { class: "beneath" }, h("section", {}, view.formulaTitle, view.lines), h("section", {}, view.wordTitle, view.numbers));
  return view.beneath;
}

// Drawn anew only where a word of it has changed, so that the focus stays.
function drawFormula(view) {
  const { rest, data, labels } = view, limits = limitsOf(view);
  const key = [rest.temperature_last, timeOf(view), JSON.stringify(limits), view.labelKey].join("|");
  if (view.formulaKey !== key) {
    view.formulaKey = key;
    const focused = view.lines.querySelector(":focus")?.dataset.term;
    view.lines.replaceChildren(...data.lines[rest.temperature_last ? "last" : "first"].map((words) => h("div", { class: "line" }, ...words.flatMap((word) => formulaWord(view, word, limits)))));
    if (focused) view.lines.querySelector(`[data-term="${focused}"]`)?.focus();
  }
  drawMarked(view, (term) => marksOf(view, term));
  drawNumbers(view);
  setText(view.formulaTitle, unitLabel(view, "formula"));
}

const marksOf = (view, term) => view.model.terms.get(term)?.marks ?? term;

// What S is: the cuts that are on, each as the words before its number, the number, its name.
function limitsOf({ rest, labels, model }) {
  const sum = rest.temperature_last ? "Σ p ≥" : "Σ q ≥", one = rest.temperature_last ? "p" : "q", kind = model.level === "word" ? "word" : "letter";
  const all = [
    rest.top_k && [labels[`set_top_k_${kind}`], String(rest.top_k), labels.top_k],
    rest.top_p < 1 && [fill(labels[`set_top_p_${kind}`], { sum }), rest.top_p.toFixed(2), labels.top_p],
    rest.min_p && [fill(labels.set_min_p, { one }), rest.min_p.toFixed(2), labels.min_p],
  ].filter(Boolean);
  return all.length > 1 ? all.map(([, number, name]) => ["", number, name]) : all;
}

function formulaWord(view, word, limits) {
  const { labels } = view;
  if (word === "S") return setWords(view, limits);
  if (word === "first_with") return [h("span", { class: "plain-words" }, labels.first_with, " ", mathOf("i"), " ", labels.with, "\u00a0")];
  const term = view.model.terms.get(word);
  if (!term) return [m("math", { class: /^[=/>]$/.test(word) ? "apart open" : "apart near" }, m("mrow", {}, ...formulaParts(word)))];
  const letters = word === "word" ? `y⟨${timeOf(view)}⟩` : term.letters;
  return [termNode(view, term, formulaParts(letters), labels[`term_${term.id}_${view.model.level}`] ?? labels[`term_${term.id}`])];
}

function termNode(view, term, parts, name) {
  const node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": name },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, ...parts), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

// ", S the fewest words with Σ q ≥ 0.90"
function setWords(view, limits) {
  const { labels } = view, term = view.model.terms.get("limit"), out = [h("span", { class: "plain-words" }, ", ", mathOf("S"), " ")];
  if (!limits.length) return [...out, h("span", { class: "plain-words" }, unitLabel(view, "set_all"))];
  if (limits.length > 1) out.push(h("span", { class: "plain-words" }, labels.set_several, " "));
  limits.forEach(([before, number, name], i) => {
    if (before) out.push(h("span", { class: "plain-words" }, before, " "));
    out.push(termNode(view, term, [m("mn", {}, number)], name));
    if (i + 1 < limits.length) out.push(h("span", { class: "plain-words" }, ", "));
  });
  return out;
}

const mathOf = (letter) => m("math", {}, m("mi", {}, letter));

