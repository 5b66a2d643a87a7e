// Beneath the picture: the score and a precision as formulas, and the same in numbers.

const PLAIN = ["ink", "accent"]; // colours that are the theme's own
const WEIGHTS = ["", "1", "½", "⅓", "¼"];

function buildFormula(view) {
  const { labels } = view;
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.numbers = h("div", { class: "numbers" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, h("span", {}, labels.formula), view.termSaid), view.lines),
    h("section", {}, h("h2", { class: "caption" }, labels.numbers), view.numbers));
}

function drawFormula(view) {
  const { data, labels, marked, model: { found } } = view, used = found?.used ?? ORDERS, key = [view.labelKey, JSON.stringify(data.lines), used].join("|");
  if (view.formulaKey !== key) {
    const held = view.shadow.activeElement?.dataset?.term;
    view.formulaKey = key;
    view.lines.replaceChildren(...data.lines.map((words, i) => formulaLine(view, words, used, data.wrong === i)));
    if (held) view.lines.querySelector(`[data-term="${held}"]`)?.focus({ preventScroll: true });
  }
  for (const node of view.lines.querySelectorAll(".term")) node.classList.toggle("marked", node.dataset.term === marked);
  setText(view.termSaid, marked ? labels[`said_${marked}`] ?? "" : "");
  drawNumbers(view);
}

function formulaLine(view, words, used, isWrong) {
  const aside = isWrong ? h("span", { class: "aside" }, view.labels[`wrong_${view.data.wrongly}`]) : "";
  return h("div", { class: isWrong ? "line wrong" : "line" }, ...words.map((word) => formulaWord(view, word, used)), aside);
}

function formulaWord(view, word, used) {
  const term = view.terms.get(word);
  if (!term) return m("math", { class: /^[=·,/]$/.test(word) ? "apart open" : null }, m("mrow", {}, ...plainParts(word, used)));
  const name = view.labels[`term_${word}`], parts = term.letters.includes("_") ? formulaParts(term.letters) : [m("mtext", {}, term.letters)];
  const body = m("mrow", { class: "body" }, m("mpadded", { height: "0.8em", depth: "0.3em" }, ...parts));
  const node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": word, "aria-label": name }, m("math", {}, m("munder", {}, body, m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", PLAIN.includes(term.colour) ? `var(--${term.colour})` : `var(--c-${term.colour})`);
  return node;
}

function plainParts(word, used) {
  const [base, power] = word.split("^");
  if (word === "weight") return [m("mn", {}, WEIGHTS[used] ?? "¼")];
  if (word === "Σ") return [m("mo", { largeop: "false", stretchy: "false" }, word)];
  if (power) return [m("msup", {}, m("mi", {}, base), m("mtext", {}, power))];
  return formulaParts(word);
}

function numberOf({ terms, marked, theme }, term, text, colour = terms.get(term)?.colour) {
  const own = { ink: theme.inkText, accent: theme.accentText }[colour] ?? theme.text(colour);
  return h("span", { class: `value ${marked === term ? "marked" : ""}`, "data-term": term, style: `color: ${own}` }, text);
}

function drawNumbers(view) {
  const { theme, model: { found }, rest, data } = view, key = [view.counts, view.labelKey, theme.key, rest.n, view.marked].join("|");
  if (view.numbersKey === key) return;
  view.numbersKey = key;
  view.numbers.replaceChildren(...(found ? numberLines(view, found, data) : []).map((words) => h("div", {}, ...words)));
}

// p_n; the mean of the logarithms; the penalty; the score.
function numberLines(view, found, data) {
  const { labels, rest: { n } } = view, order = orderAt(found, n), [means, after] = meanLines(view, found, data);
  const precision = n > found.used ? [` ${labels.out}`] : [" = ", ...shareWords(view, order, data), ...putWords(view, order, data)];
  const factors = [numberOf(view, "penalty", shortPenalty(found.penalty)), " · ", numberOf(view, "precision", shortMean(found.mean, 3), "mean")];
  const product = ["BLEU = ", ...factors, " → ", h("b", { "data-term": "score" }, format(found.score))];
  return [[numberOf(view, "precision", `p${SMALL[n]}`), ...precision], means, penaltyLine(view, found, data), [...after, ...product]];
}

// "(8 + 1 + 1) / 17 = 0.588", what each reference pays in its colour; with smoothing what has been put in.
function shareWords(view, { n, paid, total, precision }, { config, wrongly }) {
  const put = putIn(view.model.found, config, n), term = wrongly === "sum" ? "sum" : "most", end = [" = ", h("b", {}, format(precision, 3))];
  if (put) return [numberOf(view, "count", `${fraction(put[0])} / ${fraction(put[1])}`), ...end];
  const pays = paid.flatMap((count, j) => (count ? [" + ", numberOf(view, term, String(count), meaningOf(view.model, j))] : [])).slice(1);
  return [...(pays.length > 1 ? ["(", ...pays, ")"] : pays.length ? pays : ["0"]), " / ", numberOf(view, "total", String(total)), ...end];
}

function putWords({ labels, model: { found } }, { n, count, total }, { config }) {
  const value = config.value ?? USUAL[config.smooth];
  return putIn(found, config, n) ? [h("span", { class: "aside" }, `   ${fill(labels[`put_${config.smooth.replace("-", "_")}`], { count, total, value })}`)] : [];
}

// The logarithms and their mean; with a precision of 0 there is none, with the mistake no logarithm at all. Then what it is raised to.
function meanLines(view, found, { wrongly }) {
  const used = found.orders.slice(0, found.used), isWrong = wrongly === "mean", zero = used.find((order) => order.precision === 0);
  const signed = (value, i) => `${i ? (value < 0 ? " − " : " + ") : value < 0 ? MINUS : ""}${format(Math.abs(value), 3)}`;
  if (!found.c) return [[view.labels.no_word], []];
  const number = (text) => numberOf(view, "precision", text, "mean");
  if (!isWrong && zero) return [[`log p${SMALL[zero.n]} = log 0 = −∞: `, view.labels.zero_mean, " ", number("0")], []];
  const values = used.map((order) => (isWrong ? order.precision : Math.log(order.precision))), mean = sumOf(values) / values.length;
  return [[isWrong ? "" : "log: ", `(${values.map(signed).join("")}) / ${used.length} = `, number(format(mean, 3))], [`exp(${format(mean, 3)}) = `, number(format(found.mean, 3)), "   "]];
}

function penaltyLine(view, found, { wrongly, config }) {
  const { c, r } = found, [a, b] = wrongly === "upside" ? [c, r] : [r, c], how = c < r && b ? `exp(1 − ${a}/${b}) = ` : "";
  return [`r = ${r}, ${view.labels[config.brevity === "closest" ? "nearest" : "shortest"]}   BP = ${how}`, numberOf(view, "penalty", shortPenalty(found.penalty))];
}
