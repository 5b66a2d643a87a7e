// Beneath the picture: p, its loss and the step of α as formulas, and the same in numbers at the cursor.

function buildFormula(view) {
  view.lines = h("div", { class: "lines" });
  view.numbers = h("div", { class: "numbers" });
  view.numbersTitle = h("h2", { class: "caption" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula), view.lines), h("section", {}, view.numbersTitle, view.numbers));
}

function drawFormula(view) {
  const { model, labels, marked, wordsKey } = view;
  if (view.formulaKey !== wordsKey) {
    view.formulaKey = wordsKey;
    view.lines.replaceChildren(...model.lines.map((words) => h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word)))));
  }
  for (const node of view.lines.querySelectorAll(".term")) node.classList.toggle("marked", node.dataset.term === marked);
  const { t } = openPlace(view), says = view.spelling.path[t], parts = says !== undefined && says !== model.greedy[t];
  setText(view.numbersTitle, fill(parts ? labels.frame_parts : labels.frame, { frame: t + 1 }));
  view.numbers.replaceChildren(...numberLines(view).map((words) => h("div", {}, ...words)));
}

function formulaWord(view, word) {
  const term = view.terms.get(word);
  if (!term) return m("math", { class: /^[=+,]$/.test(word) ? "apart open" : null }, m("mrow", {}, ...plainParts(word)));
  const name = view.labels[`term_${word}`], body = m("mrow", { class: "body" }, m("mpadded", { height: "0.9em", depth: "0.35em" }, ...term.letters.split(" ").flatMap(letterParts)));
  const node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": word, "aria-label": name }, m("math", {}, m("munder", {}, body, m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", ["ink", "accent"].includes(term.colour) ? `var(--${term.colour})` : `var(--c-${term.colour})`);
  return node;
}

const plainParts = (word) => (word === "−log" ? [m("mo", { rspace: "0" }, MINUS), m("mi", {}, "log"), m("mspace", { width: "0.2em" })] : formulaParts(word));

// "(π_t)" and "(l′_s)" in brackets, "p(l|x)" as it is read.
function letterParts(part) {
  const [, name, inner] = part.match(/^(\p{L}*)\((.+)\)$/u) ?? [];
  if (!inner) return formulaParts(part);
  const sign = (text) => m("mo", { stretchy: "false" }, text), within = inner.split("|").flatMap((one, i) => [...(i ? [sign("|")] : []), ...formulaParts(one)]);
  return [...(name ? [m("mi", {}, name)] : []), sign("("), ...within, sign(")")];
}

// The place that the numbers are of: the one looked into, else the likeliest row at the cursor.
function openPlace(view) {
  const { place, rest: { step }, spelling: { trellis } } = view;
  return place ?? { t: step, row: trellis.best.length ? sharesAt(view, step).row : 0 };
}

function numberOf({ theme, terms, marked }, term, text) {
  const { colour } = terms.get(term), own = { ink: theme.inkText, accent: theme.accentText }[colour] ?? theme.text(colour);
  return h("span", { class: marked === term ? "value marked" : "value", "data-term": term, style: `color: ${own}` }, text);
}

// The frame's symbols; α·β/p; the step of α; what all paths and the best one say of this label and of greedy's.
function numberLines(view) {
  const { spelling: { trellis }, labels } = view, { t, row } = openPlace(view), first = [frameWords(view, t)];
  if (!trellis.best.length) return [...first, [h("span", { class: "wrong" }, unspelledSaid(view))]];
  const i = t * trellis.S + row, { alpha, beta, shares, logP, y } = trellis, arrivals = arrivalsAt(trellis, t, row), number = (...given) => numberOf(view, ...given);
  const factors = [number("alpha", shortP(alpha[i])), " · ", h("span", { class: "value from-right" }, shortP(beta[i]))], where = fill(labels.at_row, { row: rowSaid(view, row) });
  const share = ["α · β / p = ", ...factors, " / ", number("label", shortP(logP)), " = ", h("b", {}, shareText(shares[i])), ` ${where}`];
  const into = MOVES_IN.filter((name) => arrivals[name] > -Infinity).flatMap((name, k) => [k ? " + " : "", number(name, shortP(arrivals[name]))]);
  const sum = [number("alpha", shortP(alpha[i])), " = ", ...(t ? ["(", ...(into.length ? into : ["0"]), ") · "] : []), number("emits", shortP(y[i]))];
  return [...first, share, [`α⟨${t + 1}⟩ = `, ...sum], comparedWords(view)];
}

// "p(–) = 0.53  p(c) = 0.42  greedy takes –, this label c"
function frameWords(view, t) {
  const { model, labels, spelling: { path } } = view, own = path[t], parts = own !== undefined && own !== model.greedy[t];
  const shown = parts ? [model.greedy[t], own] : model.ranked(t, 3).filter((symbol) => model.p(t, symbol) >= 0.005);
  const words = shown.flatMap((symbol) => [`p(${shownAs(model, symbol)}) = `, h("b", { style: `color: ${textColourOf(view, symbol)}` }, shortP(model.logProbs[t * model.V + symbol])), "   "]);
  return parts ? [...words, fill(labels.parts, { greedy: shownAs(model, model.greedy[t]), own: shownAs(model, own) })] : words;
}

// "0.299 > 0.120 of greedy's, though best paths 0.0064 < 0.0080" where greedy spells something else.
function comparedWords(view) {
  const { model, spelling: { text, trellis }, labels } = view, greedy = model.greedily("none"), sign = (a, b) => (a > b ? ">" : a < b ? "<" : "=");
  if (greedy.text === text) return [numberOf(view, "loss", `L = −log ${shortP(trellis.logP)} = ${format(-trellis.logP, 4)}`)];
  const isOdd = trellis.logP > greedy.logP && trellis.bestLogP < greedy.bestLogP, best = { own: shortP(trellis.bestLogP), sign: sign(trellis.bestLogP, greedy.bestLogP), greedy: shortP(greedy.bestLogP) };
  return [numberOf(view, "label", shortP(trellis.logP)), ` ${sign(trellis.logP, greedy.logP)} ${shortP(greedy.logP)} `, fill(isOdd ? labels.though : labels.and, best)];
}
