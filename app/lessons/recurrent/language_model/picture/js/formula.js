// Beneath the picture: the chain rule, its logarithm and perplexity, and the same in the numbers of the open word.

function buildFormula(view) {
  view.chainTitle = h("h2", { class: "caption" }, view.labels.chain);
  view.lines = h("div", { class: "lines" });
  view.wordTitle = h("h2", { class: "caption" });
  view.numbers = h("div", { class: "numbers" });
  return h("div", { class: "beneath" }, h("section", {}, view.chainTitle, view.lines), h("section", {}, view.wordTitle, view.numbers));
}

function fillFormula(view) {
  setText(view.chainTitle, view.labels.chain);
  view.lines.replaceChildren(...view.data.lines.map((words) => h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word)))));
}

function formulaWord(view, word) {
  const term = view.model.terms.get(word);
  if (!term) return m("math", { class: /^[=−/]$/.test(word) ? "apart open" : null }, m("mrow", {}, ...formulaParts(word)));
  const name = view.labels[`term_${term.id}`], node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": name },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, ...formulaParts(term.letters)), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

function drawFormula(view) {
  const { rest, labels, model } = view, t = shownPlace(view);
  drawMarked(view, (term) => (term === "bits" ? "total" : term));
  const key = [t, rest.step, rest.size, view.data.subject, view.data.models, view.data.unk_free, view.marked, view.theme.key, view.labelKey].join("|");
  if (view.numbersKey === key) return;
  view.numbersKey = key;
  const read = t < 0 ? labels.nothing_yet : model.isSame || t <= model.parted ? fill(t === 1 ? labels.read_same_one : t ? labels.read_same : labels.read_none, { count: t }) : labels.read_other;
  view.wordTitle.replaceChildren(t < 0 ? labels.no_word : fill(labels.word_title, { step: t + 1 }), h("span", { class: "read" }, read));
  view.numbers.replaceChildren(...(t < 0 ? [] : numberLines(view, t)));
}

function numberLines(view, t) {
  const { model } = view, costs = model.costs(model.place(view.rest.size)), has = SIDES.filter((which) => t < model.sides[which].T), isOne = model.isSame || t < model.parted;
  return [...(isOne ? has.slice(0, 1) : has).map((which) => oneWordLine(view, which, t, costs[which][t], isOne)), ...sumLines(view, costs)];
}

const shortened = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);

// The last words read, as many as a line has room for.
function contextOf(view, words) {
  const out = [];
  for (const word of [...words].reverse()) {
    const text = shortened(tokenText(view, word), 16);
    if (out.length && [...out, text].join(" ").length > 21) break;
    out.unshift(text);
  }
  return out;
}

function oneWordLine(view, which, t, { log, spelling, unknown }, isOne) {
  const { model, labels, data } = view, { words } = model.sides[which], before = contextOf(view, words.slice(0, t));
  const colour = isOne ? "" : `color:${sideText(view, which)}`, context = t ? [" | ", before.length < t ? "… " : "", h("bdi", { dir: "auto" }, before.join(" "))] : [];
  const isSpelled = unknown && !data.unk_free, sum = isSpelled ? ` ${MINUS} ${bitsText(-spelling)} (${labels.spelled})` : "", result = bitsText(log + (isSpelled ? spelling : 0));
  const word = h("bdi", { class: "value", style: colour, title: tokenText(view, words[t]) }, shortened(tokenText(view, unknown ? UNK : words[t]), 20));
  return h("div", {}, "log₂ P(", word, ...context, ") = ", ...(isSpelled ? [bitsText(log), sum] : [`log₂ ${chanceText(log)}`]), " = ",
    h("span", { class: view.marked === "log_token" ? "value marked" : "value", style: colour }, result));
}

function sumLines(view, costs) {
  const { model, rest, data } = view, line = (which) => {
    const side = model.sides[which], steps = Math.min(rest.step, side.T), total = side.total(costs[which], steps), from = Math.max(0, steps - 7);
    const parts = costs[which].slice(from, steps).map(({ log, spelling, unknown }, i) => {
      const text = unknown && !data.unk_free ? `${MINUS}(${bitsText(-log)} + ${bitsText(-spelling)})` : bitsText(log);
      return from + i === shownPlace(view) ? h("b", {}, text, " ") : `${text} `;
    });
    const style = model.isSame ? "" : `color:${sideText(view, which)}`;
    return h("div", {}, h("span", { class: "value", style }, `${sideName(view, which)} `), from ? `${bitsText(side.total(costs[which], from))} … ` : "", ...parts, "= ", h("span", { class: view.marked === "total" ? "value marked" : "value", style }, bitsText(total)));
  };
  const power = (which) => {
    const side = model.sides[which], steps = Math.min(rest.step, side.T), total = side.total(costs[which], steps);
    return `${sideName(view, which)} 2^(${bitsText(-total)}/${steps}) = ${perplexityText(total, steps)}`;
  };
  const shown = model.isSame ? ["a"] : SIDES;
  return [line("a"), h("div", { class: view.marked === "perplexity" ? "marked" : null }, `${view.labels.perplexity} `, shown.map(power).join("   "))];
}
