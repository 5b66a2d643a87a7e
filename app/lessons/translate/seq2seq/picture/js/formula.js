// Beneath the picture: how c is read and what is written from it, and the same in numbers.

const SHOWN = 5; // of the sum of logarithms; of more, the middle is left out

function buildFormula(view) {
  view.formulaTitle = h("h2", { class: "caption" });
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("h2", { class: "caption" });
  view.numbers = h("div", { class: "numbers" });
  return h("div", { class: "beneath" }, h("section", {}, view.formulaTitle, view.lines),
    h("section", {}, view.numbersTitle, view.numbers));
}

function drawFormula(view) {
  const { one, labels } = view, key = [view.labelKey, JSON.stringify(one.lines)].join("|");
  if (view.formulaKey !== key) {
    view.formulaKey = key;
    setText(view.formulaTitle, labels.formula);
    view.lines.replaceChildren(...one.lines.map((words) =>
      h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word)))));
  }
  for (const node of view.lines.querySelectorAll(".term")) node.classList.toggle("marked",
    one.terms.get(node.dataset.term).marks === view.marked);
  drawNumbers(view);
}

// "a→⟨t⟩": the arrow stands over the letter.
function letterNodes(letters) {
  const [, base, arrow, time] = letters.match(/^(.)([→←])⟨(.+)⟩$/u) ?? [],
    paren = (text) => m("mo", { stretchy: "false" }, text);
  if (!arrow) return formulaParts(letters);
  return [m("msup", {}, m("mover", { accent: "true" }, m("mi", {}, base), m("mo", { stretchy: "false" }, arrow)),
    m("mrow", {}, paren("⟨"), ...formulaParts(time), paren("⟩")))];
}

function formulaWord(view, word) {
  const term = view.one.terms.get(word);
  if (!term) return m("math", { class: /^(=|,|\),)$/.test(word) ? "open" : "near" },
    m("mrow", {}, ...formulaParts(word)));
  const name = view.labels[`term_${term.label}`];
  const node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": name },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" },
      m("mpadded", { height: /[→←]/.test(term.letters) ? "1.4em" : "0.95em", depth: "0.3em" },
      ...letterNodes(term.letters))), m("mtext", { class: "name" }, term.named ? name : ""))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

function drawNumbers(view) {
  const { one, labels, theme } = view, step = stepNow(view), key = [one.stamp, theme.key, step, view.rest.map,
    view.marked].join("|");
  if (view.numbersKey === key) return;
  view.numbersKey = key;
  const t = step - one.R, lines = [t > 0 ? sumLine(view, t) : stateLine(view, step), bytesLine(view),
    ...cosLines(view)];
  const isReading = step <= one.R, word = isReading ? one.sourceNames[step - 1] : one.targetNames[t - 1];
  const soFar = isReading ? one.read(step) : one.written(t);
  view.numbersTitle.replaceChildren(fill(labels.numbers_word, { number: isReading ? step : t, word: quoted(word) }),
    h("span", { class: "so-far" }, fill(isReading ? labels.read_so_far : labels.so_far, { text: isolated(soFar) })));
  view.numbers.replaceChildren(...lines.map((words) => h("div", {}, ...words)));
}

const inked = (view, kind, colour, text) => h("span", { class: view.marked === kind ? "value marked" : "value",
  style: `color: ${view.theme.text(colour)}`, "data-part": kind }, text);

// log P of each word so far, and their sum.
function sumLine(view, t) {
  const all = view.one.log_p.slice(0, t), sum = all.reduce((total, value) => total + value, 0);
  const signed = (value) => `${value > 0 ? "+" : MINUS} ${format(Math.abs(value))}`;
  const terms = all.map((value, i) => (i ? signed(value) : format(value)));
  const shown = t > SHOWN ? [...terms.slice(0, 2), "…", ...terms.slice(-2)] : terms;
  return [t > 1 ? `log P = ${shown.join(" ")} = ` : "log P = ", inked(view, "P", "update", format(sum))];
}

// The first numbers of the state that has just been written.
function stateLine(view, step) {
  const { one } = view, rows = one.H / one.halves.length, count = one.both_ways ? 1 : 4;
  return one.halves.flatMap(([from], half) => {
    const i = half ? one.R - step : step - 1, first = Array.from({ length: count },
      (_, row) => format(one.a(i, from + row)));
    return [inked(view, "a", "activation", stateName(one, i, half)), ` (${rows},) = ${first.join(", ")}, …  `];
  });
}

function bytesLine(view) {
  const { one, labels } = view, values = { bytes: one.bytes.toLocaleString("en"), words: one.count,
    other: one.count === 22 ? 4 : 22 };
  const [bytes, alike] = fill(one.count === 1 ? labels.bytes_one : labels.bytes, values).split("|");
  return [inked(view, "c", "memory", "c"), ` (${one.C},) = `, h("b", {}, bytes),
    h("span", { class: "aside" }, alike ?? "")];
}

// The nearest sentence of the map on screen, and the farthest.
function cosLines(view) {
  return (compared(view) ?? []).map(({ text, near }, i) =>
    [fill(view.labels.cos, { text: quoted(beginning(text, 32)) }), i ? format(near) : h("b", {}, format(near))]);
}
