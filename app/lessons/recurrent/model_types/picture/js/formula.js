// Beneath the picture: the formula of the open shape, and the five shapes as what goes in and what comes out.

function buildFormula(view) {
  view.formulaTitle = h("span", {});
  view.termSaid = h("span", { class: "read" });
  view.lines = h("div", { class: "lines" });
  view.sizes = h("div", { class: "sizes" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.formulaTitle, view.termSaid), view.lines), h("section", {}, h("h2", { class: "caption" }, view.labels.five, h("span", { class: "read" }, view.labels.five_said)), view.sizes));
}

const marksOf = (view, term) => view.model.terms.get(term)?.marks ?? term;

function drawFormula(view) {
  const { rest, data, labels, model } = view, key = [view.received, rest.shape, view.labelKey].join("|");
  if (view.formulaKey !== key) {
    view.formulaKey = key;
    setText(view.formulaTitle, labels[`title_${rest.shape}`]);
    view.lines.replaceChildren(...data.lines[rest.shape].map((words) => h("div", { class: "line" }, ...words.map((word) => formulaWord(view, word)))));
    view.sizes.replaceChildren(sizesTable(view));
  }
  for (const node of view.lines.querySelectorAll(".term")) node.title = termSaid(view, marksOf(view, node.dataset.term));
  const said = view.marked ? termSaid(view, view.marked) : `T_x = ${view.run.T_x}, T_y = ${view.run.T_y}`;
  if (view.termSaid.dataset.said !== said) { view.termSaid.dataset.said = said; view.termSaid.replaceChildren(view.marked ? said : nameNodes(said)); }
  drawMarked(view, (term) => (term === "last" && view.marked === "state" && rest.step === view.run.T - 1 ? "state" : marksOf(view, term)));
}

function formulaWord(view, word) {
  const term = view.model.terms.get(word);
  if (!term) return m("math", { class: /^[=+∼·,]$/.test(word) ? "apart open" : "near" }, m("mrow", {}, ...formulaParts(word)));
  const name = view.labels[`term_${term.id}`] ?? view.labels[`term_${term.marks}`], node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": `${name}, ${term.letters}` },
    m("math", {}, m("munder", {}, m("mrow", { class: "body" }, ...formulaParts(term.letters)), m("mtext", { class: "name" }, name))));
  node.style.setProperty("--term", `var(--c-${term.colour})`);
  return node;
}

// What a term is at the open box, in numbers.
function termSaid(view, marks) {
  const { run, rest, labels } = view, t = rest.step, box = run.boxes[t], isRead = run.isRead(t), written = t + 1 - (run.isPair ? run.T_x : 0);
  const vector = (name, at) => fill(labels.term_vector, { name, units: run.units[Math.max(at, 0)], values: [0, 1, 2].map((unit) => format(run.value(at, unit))).join(", ") });
  const symbol = (name, token, units) => fill(labels.term_symbol, { name, token: isolated(symbolText(labels, token)), units });
  const state = (time) => (run.hasMemory ? `a⟨${time}⟩` : "a");
  const said = {
    state: () => isRead && vector(state(t + 1), t),
    last: () => vector(`a⟨${run.T}⟩`, run.T - 1),
    before: () => (isRead ? vector(`a⟨${t}⟩`, t - 1) : written > 1 && vector(`s⟨${written - 1}⟩`, t - 1)),
    input: () => box.reads && symbol(run.hasMemory ? `x⟨${t + 1}⟩` : "x", box.reads, run.x_size),
    fed: () => box.is_fed && symbol(`y⟨${written - 1}⟩`, run.boxes[t - 1].writes, run.isPair ? run.y_size : run.x_size),
    output: () => outputText(view, t),
    written: () => !isRead && vector(`s⟨${written}⟩`, t),
    all: () => vector("c", run.T_x - 1),
  }[marks]?.();
  return said || labels.term_not_here;
}

function sizesTable(view) {
  const { model, labels, rest } = view, table = h("table", {}, h("thead", {}, h("tr", {}, ...[labels.shape, "x", "ŷ", labels.here].map((head) => h("th", { scope: "col" }, head)))));
  const rows = model.order.map((shape) => {
    const run = model.runs[shape], isOpen = shape === rest.shape, out = run.y_size === 1 ? "(1,)" : `(${run.T_y}, ${run.y_size})`;
    return h("tr", { class: isOpen ? "open" : null }, h("th", { scope: "row" }, labels[`title_${shape}`]), h("td", {}, `(${run.T_x}, ${run.x_size})`), h("td", {}, out), h("td", {}, hereText(view, run)));
  });
  table.append(h("tbody", {}, ...rows));
  return table;
}

function hereText(view, run) {
  if (run.logit !== null) return `σ(${format(run.logit)}) = ${chanceOf(run.positive(run.T - 1))}`;
  const written = run.boxes.map((box) => box.writes).filter((symbol) => symbol && symbol !== EOS);
  if (run.shape === "many_many") return [...new Set(written.filter((symbol) => symbol !== "O").map((symbol) => tagOf(symbol)[0]))].join(", ") || view.labels.no_names;
  return (run.shape === "one_many" ? run.boxes[0].reads : "") + written.join("");
}
