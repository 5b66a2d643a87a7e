// Beneath the picture: how the loss reaches back, and the letter that is looked at in numbers.

function buildFormula(view) {
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("span", {});
  view.numbers = h("div", { class: "numbers" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula, view.termSaid), view.lines), h("section", {}, h("h2", { class: "caption" }, view.numbersTitle, h("span", { class: "read" }, view.labels.numbers)), view.numbers));
}

const marksOf = (view, term) => view.model.terms.get(term)?.marks ?? term;

function drawFormula(view) {
  const { data, model } = view, key = `${view.labelKey} ${model.by}`;
  if (view.formulaKey !== key) {
    view.formulaKey = key;
    view.lines.replaceChildren(...data.lines.map((words) => h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word)))));
  }
  for (const node of view.lines.querySelectorAll(".term")) node.title = termSaid(view, node.dataset.term);
  setText(view.termSaid, view.marked ? markSaid(view, view.marked) : "");
  drawMarked(view, (term) => marksOf(view, term));
  drawNumbers(view, model);
}

function formulaWord(view, word) {
  const term = view.model.terms.get(word);
  if (!term) return m("math", { class: /^[=+·]$/.test(word) ? "apart open" : "near" }, m("mrow", {}, ...formulaParts(word)));
  const name = view.labels[`term_${term.id}`], node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": `${name}, ${term.letters}` },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, ...term.letters.split(/(diag\(1 − \(a⟨[jk]⟩\)²\))/).filter(Boolean).flatMap(factorParts)), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

// "Γ_f⟨j⟩", with index and time, and "diag(1 − (a⟨j⟩)²)", whose brackets stand close; else the words between spaces.
function factorParts(part) {
  const [, index] = part.match(/^Γ_(.)⟨j⟩$/) ?? [];
  if (index) return [m("msubsup", {}, m("mi", {}, "Γ"), m("mi", {}, index), m("mrow", {}, m("mo", { stretchy: "false" }, "⟨"), m("mi", {}, "j"), m("mo", { stretchy: "false" }, "⟩")))];
  if (!part.startsWith("diag")) return formulaParts(part.trim());
  const sign = (text) => m("mo", { stretchy: "false", lspace: "0.1em", rspace: "0.1em" }, text);
  return [m("mi", {}, "diag"), sign("("), m("mn", {}, "1"), m("mo", {}, "−"), m("msup", {}, m("mrow", {}, sign("("), ...formulaParts(part.match(/a⟨.⟩/)[0]), sign(")")), m("mn", {}, "2")), sign(")"), m("mspace", { width: "0.15em" })];
}

const termSaid = (view, term) => markSaid(view, marksOf(view, term));

// What a term is here, in numbers.
function markSaid(view, marks) {
  const { model, rest, labels, data: { cliff } } = view, k = lookedAt(view), { rnn, gru, lstm } = model.cells, each = (of) => model.order.map((cell) => `${cell.toUpperCase()} ${of(cell)}`).join(", ");
  return {
    reach: () => each((cell) => scientific(model.value(cell, rest.pin, k))),
    here: () => each((cell) => scientific(model.value(cell, rest.pin, rest.pin - 1))),
    factor: () => fill(labels.said_factor, { units: rnn.units, radius: rnn.radius.toFixed(2), factor: model.perLetter("rnn", rest.pin, k).toFixed(3) }),
    by_x: () => fill(labels.said_by_x, { units: rnn.units }),
    road: () => fill(labels.said_road, { units: lstm.units, factor: model.perLetter("lstm", rest.pin, k).toFixed(3) }),
    gate: () => fill(labels.said_gate, { units: lstm.units, mean: lstm.kept[k].toFixed(2) }),
    update: () => fill(labels.said_update, { units: gru.units, mean: gru.kept[k].toFixed(2) }),
    round: () => labels.said_round,
    norm: () => fill(labels.said_norm, { norm: cliff.norm.toFixed(1) }),
    limit: () => fill(labels.said_limit, { limit: cliff.limit }),
    clipped: () => fill(labels.said_clipped, { limit: cliff.limit }),
    cliff: () => fill(labels.said_cliff, { w: cliff.w, norm: cliff.norm.toFixed(1), limit: cliff.limit }),
  }[marks]?.() ?? "";
}

const lookedAt = ({ pointed, rest }) => Math.min(pointed ?? rest.look, rest.pin - 1);

function drawNumbers(view, model) {
  const { rest, labels, theme } = view, k = lookedAt(view), back = rest.pin - 1 - k, word = wordAt(model.tokens, k);
  view.numbersTitle.replaceChildren(fill(word ? labels.numbers_of : labels.numbers_of_none, { token: isolated(spoken(model.tokens[k], labels)), word: isolated(word), back }));
  const rows = model.order.map((cell) => {
    const value = scientific(model.value(cell, rest.pin, k)), first = scientific(model.value(cell, rest.pin, rest.pin - 1)), factor = model.perLetter(cell, rest.pin, k).toFixed(3);
    const said = h("span", { class: "value", style: `color:${theme.text(cell)}` }, `${cell.toUpperCase().padEnd(4, " ")} ${value.padStart(9, " ")}`);
    return h("div", {}, said, ` = ${first}`, ...(back ? [` · ${factor}`, h("sup", {}, String(back))] : []), h("span", { class: "rank" }, fill(labels.rank, { rank: model.rank(cell, rest.pin, k), all: rest.pin })));
  });
  const lost = model.order.filter((cell) => model.lostFrom(cell, rest.pin) >= 0).map((cell) => fill(labels.lost, { cell: cell.toUpperCase(), back: model.lostFrom(cell, rest.pin) }));
  const sure = model.order.map((cell) => `${cell.toUpperCase()} ${chanceText(model.cells[cell].chances[rest.pin - 1])}`).join(", ");
  view.numbers.replaceChildren(...rows, h("div", { class: "lost" }, lost.length ? lost.join("; ") : labels.lost_none), h("div", { class: "lost" }, fill(labels.sure, { token: isolated(visible(model.tokens[rest.pin])), sure })));
}

const chanceText = (p) => (p >= 0.005 || p === 0 ? p.toFixed(2) : scientific(Math.log10(p)));

const LONGEST_WORD = 18; // letters

// The word that a letter stands in; "" for none.
function wordAt(tokens, k) {
  const isLetter = (j) => /^[\p{L}\p{N}'’]$/u.test(tokens[j] ?? "");
  if (!isLetter(k)) return "";
  let from = k, to = k;
  while (isLetter(from - 1)) from--;
  while (isLetter(to + 1)) to++;
  return to - from < LONGEST_WORD ? tokens.slice(from, to + 1).join("") : `${tokens.slice(from, from + LONGEST_WORD).join("")}…`;
}
