// At the right, instead of or beneath what comes next: three cells' forecasts, or the same words between other marks.

function fillPanel(view, panel) {
  view.panelData = panel && { ...panel, unpacked: panel.kind === "marks"
    ? { states: unpack(panel.states), chance: unpack(panel.chance) } : panel.cells.map(({ p }) => unpack(p).values) };
  view.panelRows = panel ? (panel.kind === "marks" ? marksRows(view, panel) : forecastRows(view, panel)) : [];
  view.nextPanel.hidden = panel?.kind === "forecasts";
  view.otherPanel.hidden = !panel;
  if (panel) view.otherPanel.replaceChildren(h("div", { class: "next-title" }, panelTitle(view, panel)), ...panelHeads(view, panel),
    h("ul", { class: `cases ${panel.kind}` }, ...view.panelRows.map(({ row }) => row)));
}

function panelTitle(view, panel) {
  view.panelTitle = h("b", {});
  setText(view.panelTitle, panel.kind === "marks" ? view.labels.other_mark : view.labels.three_cells);
  return view.panelTitle;
}

function panelHeads(view, panel) {
  if (panel.kind !== "marks") return [];
  view.markUnit = h("span", {});
  return [h("div", { class: "case-heads" }, h("span", {}), view.markUnit, h("span", {}, view.labels.may_close))];
}

function barLine() {
  const token = h("bdi", { class: "token", dir: "auto" }), bar = h("span", { class: "bar" }), p = h("span", { class: "p" });
  return { node: h("div", { class: "line-of" }, token, h("span", { class: "track" }, bar), p), token, bar, p };
}

function forecastRows(view, panel) {
  return panel.cells.map((cell, k) => {
    const lines = [barLine(), barLine()], name = h("b", { style: `color: var(--t-${cell.colour})` }, cell.name), right = h("div", { class: "right" }, cell.right);
    const head = h("div", { class: "case-head" }, name, k === panel.shown ? h("span", {}, view.labels.this_picture) : "");
    return { row: h("li", { class: k === panel.shown ? "shown" : null }, head, ...lines.map(({ node }) => node), right), lines, right };
  });
}

function marksRows(view, panel) {
  return [...panel.labels, view.labels.no_mark].map((label, k) => {
    const value = h("span", { class: "cell-of" }), bar = h("span", { class: "bar" }), p = h("span", { class: "p" });
    const row = h("li", { class: k === panel.shown ? "shown" : null }, h("span", { class: "label" }, label), value, h("span", { class: "track" }, bar), p);
    return { row, value, bar, p };
  });
}

function shortP(p) {
  return (p < 0.0095 ? format(p, 3) : format(p, 2)).replace(/^0/, "");
}

function drawPanel(view) {
  const { panelData: panel, model, rest } = view;
  if (!panel) return;
  const i = rest.step - model.start;
  if (panel.kind === "marks") drawMarksPanel(view, i);
  else drawForecasts(view, i);
}

function drawForecasts(view, i) {
  const { panelData: panel, labels } = view, isVerb = panel.cells[0].is_verb[i];
  setText(view.panelTitle, isVerb ? labels.is_or_are : labels.three_cells);
  view.panelRows.forEach(({ lines, right }, k) => {
    const cell = panel.cells[k], values = panel.unpacked[k];
    right.hidden = !isVerb || !cell.right;
    const most = values[2 * i] >= values[2 * i + 1] ? 0 : 1;
    lines.forEach(({ node, token, bar, p }, n) => {
      const symbol = cell.symbols[cell.ids[i][n]];
      token.replaceChildren(...(isVerb ? [h("b", {}, symbol), symbol === "i" ? "s" : "re"] : [visible(symbol)]));
      bar.style.transform = `scaleX(${clamp(values[2 * i + n], 0.004, 1)})`;
      setText(p, shortP(values[2 * i + n]));
      node.classList.toggle("most", n === most);
    });
  });
}

function drawMarksPanel(view, i) {
  const { panelData: panel, labels, theme, model } = view, { states, chance } = panel.unpacked, unit = shownUnit(view);
  const scale = model.scaleOf(model.equation.memory), table = theme.table(scale).css, limit = model.limit(scale);
  setText(view.markUnit, unit === null || unit === undefined ? "" : `${labels.unit} ${unit}`);
  const most = Math.max(0.1, ...view.panelRows.map((_, k) => chance.values[k * chance.columns + i])); // bars beside one another
  view.panelRows.forEach(({ value, bar, p }, k) => {
    value.hidden = unit === null || unit === undefined;
    if (!value.hidden) {
      const v = states.values[k * states.columns + i * model.H + unit], fill = table[shade(v, scale, limit)], [r, g, b] = parseHex(fill);
      value.style.background = fill;
      value.style.color = 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#14171a" : "#ffffff";
      setText(value, (v > 0 ? "+" : "") + format(v, 2));
    }
    const share = chance.values[k * chance.columns + i];
    bar.style.transform = `scaleX(${clamp(share / most, 0.01, 1)})`;
    setText(p, shortP(share));
  });
}
