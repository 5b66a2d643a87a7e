// The sums in numbers beneath the picture, what a weight is, and the table.

function termNode(view, name, t, extra = "") {
  const step = view.net.start + t + 1, [base, sub, colour] = NAMES[name];
  const after = { W_aa: `a⟨${step - 1}⟩`, W_ax: `x⟨${step}⟩`, b_a: "" }[name] ?? "";
  const node = h("span", { class: "name" }, base, h("sub", {}, sub), after ? `\u2009${after}` : "", extra);
  node.style.color = view.theme.text(colour);
  return node;
}

function drawWords(view, t, unit) {
  const { net, labels } = view, parts = net.parts(t, unit), step = net.start + t + 1;
  const number = (value, digits = 2) => h("b", {}, format(value, digits));
  const isPinned = view.rest.unit === unit || shownCell(view);
  view.who.replaceChildren(withToken(fill(labels[isPinned ? "unit_at" : "largest_at"], { unit, step }), net.tokens[t]));
  view.sum.replaceChildren(termNode(view, "W_aa", t), " ", number(parts.state), h("i", {}, " + "), termNode(view, "W_ax", t), " ", number(parts.input),
    h("i", {}, " + "), termNode(view, "b_a", t), " ", number(parts.bias), h("i", {}, " = "), number(parts.z), h("i", {}, `,  tanh ${format(parts.z)} = a⟨${step}⟩ = `), number(parts.a, 3));
  const largest = net.products(t, unit, 3).flatMap(({ cell, product }, k) => [k ? "  ·  " : "", productNode(view, cell, t, product)]);
  const [next, p] = view.data.next[t];
  view.more.replaceChildren(`${labels.largest} `, ...largest);
  const [before, after] = fill(labels.expects, { step, p: format(p) }).split("{token}");
  view.expects.replaceChildren(nameNodes(before), tokenNode(next), after);
}

function productNode(view, cell, t, product) {
  const { net } = view, factor = net.factor(cell.name, t, cell.column);
  return h("span", { class: "product" }, cellName(view, cell), ` ${format(net.weight(cell))} × ${format(factor)} = `, h("b", {}, format(product)));
}

// W_aa[3, 12]; where a row or a column stands for a symbol, the symbol.
function cellName(view, { name, row, column }) {
  const { net } = view, [base, sub] = NAMES[name];
  const place = (at, symbols) => (symbols?.length ? `“${visible(symbols[at])}”` : String(at));
  const first = place(row, name.endsWith("y") || name === "W_ya" ? net.rows : null), second = place(column, name === "W_ax" ? net.columns : null);
  return h("span", { class: "name" }, base, h("sub", {}, sub), name.startsWith("b") ? `[${first}]` : `[${first}, ${second}]`);
}

// Which way a weight leads, in words: from where to where.
function ways(view, { name, row, column }) {
  const { net, labels } = view, kind = name === "W_ax" && !net.columns.length ? "W_ax_number" : name;
  const token = name === "W_ax" ? net.columns[column] : net.rows[row];
  return fill(labels[`way_${kind}`], { row, column, token: token === undefined ? "" : spoken(token, labels) });
}

// What is said of a weight that mattered at no step more than at others.
function nowhere({ net, labels }, cell) {
  if (net.weight(cell) === 0) return labels.zero;
  return cell.name.startsWith("b") ? labels.always : labels.never;
}

function aboutText(view, cell) {
  const found = cell.name.startsWith("b") ? [] : view.net.mattered(cell), { labels, net } = view;
  const steps = found.map(({ t, product }) => fill(labels.mattered_step, { step: net.start + t + 1, token: spoken(net.tokens[t], labels), product: format(product) }));
  const where = steps.length ? `${labels.mattered} ${steps.join("; ")}` : nowhere(view, cell);
  return `${cellName(view, cell).textContent} = ${format(net.weight(cell), 3)}: ${ways(view, cell)}. ${where}.`;
}

function drawAbout(view) {
  const { labels, net } = view, cell = shownCell(view);
  if (!cell) { view.about.replaceChildren(h("div", {}, labels.hint), h("div", {}, "\u00a0")); return; }
  const head = h("div", {}, cellName(view, cell), " = ", h("b", {}, format(net.weight(cell), 3)), `: ${ways(view, cell)}`);
  const found = cell.name.startsWith("b") ? [] : net.mattered(cell);
  const steps = found.flatMap(({ t, product }, k) => [h("span", { class: "rank" }, String(k + 1)), h("span", { class: "at" }, withToken(fill(labels.at_step, { step: net.start + t + 1 }), net.tokens[t]),
    ` ${format(net.weight(cell))} × ${format(net.factor(cell.name, t, cell.column))} = `, h("b", {}, format(product)))]);
  const where = found.length ? [`${labels.mattered} `, ...steps] : [nowhere(view, cell)];
  view.about.replaceChildren(head, h("div", {}, ...where));
}

function drawTable(view, unit) {
  const { net, labels } = view;
  if (!isTableDue(view, `${unit}|${view.stamp}`)) return;
  const heads = [labels.step, labels.symbol, "W_aa a⟨t−1⟩", "W_ax x⟨t⟩", "b_a", "z⟨t⟩", "a⟨t⟩"];
  const rows = net.tokens.map((token, t) => {
    const parts = net.parts(t, unit);
    return tableRow(String(net.start + t + 1), [tokenNode(token), ...["state", "input", "bias", "z"].map((name) => padded(parts[name], 3)), padded(parts.a, 3)]);
  });
  view.tableBox.replaceChildren(tableOf(heads, rows, fill(labels.caption, { unit })));
}

function drawLegend(view) {
  const { theme, limits } = view, ramp = h("span", { class: "ramp" });
  ramp.style.background = theme.gradient("signed");
  const ends = [...limits].filter(([name]) => !name.startsWith("b")).map(([name, { value }]) => [NAMES[name], value]);
  const reach = [...ends, [NAMES.a, 1]].map(([[base, sub], value]) => h("span", { class: "reach" }, base, h("sub", {}, sub), ` ±${format(value, value < 1 ? 2 : 1)}`));
  view.legend.replaceChildren(h("span", { class: "scale" }, "−", ramp, "+"), ...reach);
}
