// Beneath the picture: the product of the turns, why the leaves add up to 1, and the same in numbers.

function buildFormula(view) {
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.numbersTitle = h("span", {});
  view.numbers = h("div", { class: "numbers" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula, view.termSaid), view.lines), h("section", { class: "numbers-part" }, h("h2", { class: "caption" }, view.numbersTitle), view.numbers));
}

function drawFormula(view) {
  if (view.formulaKey !== view.labelKey) {
    view.formulaKey = view.labelKey;
    view.lines.replaceChildren(...view.lot.lines.map((words) => h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word)))));
  }
  const also = termsLooked(view);
  for (const node of view.lines.querySelectorAll(".term")) node.classList.toggle("marked", node.dataset.term === view.marked || also.includes(node.dataset.term));
  setText(view.termSaid, view.marked ? view.labels[`said_${view.marked}`] ?? "" : "");
  drawNumbers(view);
}

// "θ_n^T": an index and what stands raised; other signs as they are.
function letterNodes(text) {
  return text.split(" ").map((part) => {
    const [, base, sub, sup] = part.match(/^(\S+?)(?:_(\S+?))?(?:\^(\S+))?$/u), over = sup && m("mi", { mathvariant: "normal" }, sup);
    const core = /\p{L}/u.test(base) ? m("mi", {}, base) : m("mo", { stretchy: "false", lspace: "0.06em", rspace: "0.06em" }, base);
    return sub && over ? m("msubsup", {}, core, m("mi", {}, sub), over) : sub ? m("msub", {}, core, m("mi", {}, sub)) : core;
  });
}

function formulaWord(view, word) {
  const { lot, labels } = view, term = lot.terms.get(word);
  if (word === "so") return h("span", { class: "so" }, labels.so);
  if (!term) return m("math", { class: word === "=" ? "apart open" : "near" }, m("mrow", {}, ...formulaParts(word)));
  const name = labels[`term_${term.id}`], node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": name },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, m("mpadded", { height: "0.95em", depth: "0.45em" }, ...letterNodes(term.letters))), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

function drawNumbers(view) {
  const { lot, rest, labels, theme, tree } = view, { leaf, path, at } = turnsShown(view), taken = turnsDone(at), isWord = leaf.name !== undefined, words = path.slice(1, taken + 1);
  setText(view.numbersTitle, fill(labels.walk_of, { centre: isolated(visible(lot.centre)), word: isWord ? isolated(leaf.name) : fill(labels.words, { count: grouped(leaf.count) }), turns: turnsText(view, leaf.depth) }));
  const on = turnLooked(view) ?? words.at(-1)?.parent ?? tree.root, key = [view.received, view.labelKey, theme.key, rest.scale, rest.tree, leaf.key, taken, on.key, view.marked, turnLooked(view)?.key].join("|");
  if (view.numbersKey === key) return;
  view.numbersKey = key;
  const value = (text, isMarked, attributes) => h("span", { class: `value ${isMarked ? "marked" : ""}`, style: `color: ${theme.text("update")}`, ...attributes }, text);
  const factors = words.flatMap(({ parent, digit }, i) => [i ? " · " : "", value(shareOf(parent, digit).toFixed(3), turnLooked(view) === parent, { "data-hit": `turn:${parent.key}`, "data-factor": i + 1 })]);
  const product = taken ? [...factors, "\u00a0=\u00a0", value(precise(path[taken].p), view.marked === "p", { "data-term": "p", "data-product": true }), taken < path.length - 1 ? ` ${labels.so_far}` : ""] : [labels.nothing_yet];
  const x = format(on.logit), way = path.find((node) => node.parent === on), digit = way?.digit ?? 0, sigma = shareOf(on, digit).toFixed(3), count = rest.scale === "real" ? lot.vocabulary : lot.words.length;
  const turn = [`${fill(labels.turn_number, { turn: on.depth + 1 })}: θ·e = ${x}   `, digit ? `1 ${MINUS} σ(${x}) = ` : `σ(${x}) = `, value(sigma, false), `   θ (${grouped(count - 1)}, ${lot.dimension})`];
  const total = (rest.scale === "real" ? lot.real[formOf(view)].total : tree.sum).toFixed(6), [before, after] = fill(labels.sum, { count: grouped(count) }).split("{sum}");
  view.numbers.replaceChildren(h("div", {}, ...product), h("div", {}, ...turn), h("div", {}, before, h("b", { "data-sum": true }, total), after ?? ""));
}
