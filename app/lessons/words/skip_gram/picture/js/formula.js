// Beneath the picture: what one pair is worth and what it costs, and the pair that is looked at in numbers.

function buildFormula(view) {
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("span", {});
  view.numbers = h("div", { class: "numbers" });
  view.numbersPart = h("section", {}, h("h2", { class: "caption" }, view.numbersTitle), view.numbers);
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula, view.termSaid), view.lines), view.numbersPart);
}

function drawFormula(view) {
  const { scene } = view, key = [view.labelKey, scene.method, scene.output].join("|");
  if (view.formulaKey !== key) {
    view.formulaKey = key;
    view.lines.replaceChildren(...scene.lines.map((words) => h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word)))));
  }
  const isPair = pairLooked(view) !== 0;
  for (const node of view.lines.querySelectorAll(".term")) node.classList.toggle("marked", node.dataset.term === view.marked || (isPair && ["p", "theta", "e", "y_hat"].includes(node.dataset.term)));
  setText(view.termSaid, view.marked ? view.labels[`said_${view.marked}`] ?? "" : "");
  drawNumbers(view);
}

// "θ_t^T": an index and what stands raised; other signs as they are.
function letterNodes(text) {
  return text.split(" ").map((part) => {
    const [, base, sub, sup] = part.match(/^(\S+?)(?:_(\S+?))?(?:\^(\S+))?$/u), mi = (letters) => m("mi", {}, letters), upright = (letters) => m("mi", { mathvariant: "normal" }, letters);
    if (!/\p{L}/u.test(base)) return m("mo", { stretchy: "false", lspace: base === "|" ? "0.22em" : "0.04em", rspace: base === "|" ? "0.22em" : "0.04em" }, base);
    return sub && sup ? m("msubsup", {}, mi(base), mi(sub), upright(sup)) : sub ? m("msub", {}, mi(base), mi(sub)) : mi(base);
  });
}

function formulaWord(view, word) {
  const term = view.scene.terms.get(word);
  if (!term) return m("math", { class: /^[=+/−]$/.test(word) ? "apart open" : "near" }, m("mrow", {}, ...formulaParts(word)));
  const name = view.labels[`term_${term.label}`], node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": name },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, m("mpadded", { height: "0.95em", depth: "0.45em" }, ...letterNodes(term.letters))), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

const inked = (view, meaning, text) => h("span", { class: "value", style: `color:${view.theme.text(meaning)}` }, text);

function drawNumbers(view) {
  const { scene, rest, labels } = view, isCbow = scene.method === "cbow", d = pairShown(view), isShown = scene.K > 0 && (isCbow ? isMeanKnown(view) : d !== 0), E = scene.dimension;
  view.numbersPart.hidden = !isShown;
  if (!isShown) return;
  const word = (k) => isolated(visible(scene.token(k))), pair = isCbow ? scene.mean(view.at, rest.centre) : scene.pair(view.at, rest.centre, d);
  setText(view.numbersTitle, isCbow ? fill(labels.numbers_cbow, { word: word(rest.centre) }) : fill(labels.numbers_of, { centre: word(rest.centre), context: word(rest.centre + d) }));
  const z = format(pair.logit), sum = format(pair.logZ), minus = pair.logZ < 0 ? ` + ${format(-pair.logZ)}` : ` ${MINUS} ${sum}`, dots = fill(labels.products, { size: `(${E},)·(${E},)`, count: grouped(scene.vocabulary) });
  const product = [inked(view, "output_vector", "θᵀ"), inked(view, "embedding", isCbow ? "ē" : "e"), " = ", h("b", {}, z)], chanceOf = [inked(view, "probability", chance(pair.p)), ` = exp(${z}${minus})`];
  const rows = scene.output === "softmax"
    ? [[...product, "   log Σ exp = ", h("b", {}, sum), `   ${dots}`], [...chanceOf, "   ", inked(view, "loss", format(pair.loss)), ` = ${MINUS}log ${chance(pair.p)}`], withBold(fill(labels.cost_softmax, { size: "\t", sigmoids: "\n" }), grouped(scene.vocabulary), String(scene.negative + 1))]
    : [[...product, "   σ = ", h("b", {}, pair.sigma.toFixed(3)), "   ", inked(view, "loss", format(pair.loss)), ` = ${format(pair.own)} + ${scene.negative} · ${format(pair.noise)}`], [...chanceOf, h("span", { class: "aside" }, `   ${labels.full_softmax}`)], withBold(fill(labels.cost_negative, { size: "\t", sigmoids: "\n" }), grouped(scene.vocabulary), String(scene.negative + 1))];
  view.numbers.replaceChildren(...rows.map((row, i) => h("div", { class: i === 2 ? "cost" : null }, ...row)));
}

// Text with two numbers in it that stand out: they stand where a tab and a line's end are.
function withBold(text, size, sigmoids) {
  return text.split(/([\t\n])/).map((part) => (part === "\t" ? h("b", {}, size) : part === "\n" ? h("b", {}, sigmoids) : part));
}
