// At the right, instead of or beneath what comes next: three cells' forecasts, or the same words between other marks. The
// case that the picture shows is read aloud first, wherever it stands.

function fillPanel(view, panel) {
  view.panelData = panel && { ...panel, unpacked: panel.kind === "marks"
    ? { states: unpack(panel.states), chance: unpack(panel.chance) } : panel.cells.map(({ p }) => unpack(p).values) };
  view.panelRows = panel ? (panel.kind === "marks" ? marksRows(view, panel) : forecastRows(view, panel)) : [];
  view.nextPanel.hidden = panel?.kind === "forecasts";
  view.otherPanel.hidden = !panel;
  if (!panel) return;
  const first = view.panelRows[panel.shown].row, rows = view.panelRows.map(({ row }) => row);
  rows.forEach((row, k) => { row.style.order = k; });
  first.setAttribute("aria-current", "true");
  view.otherPanel.replaceChildren(h("div", { class: "next-title" }, panelTitle(view, panel)), ...panelHeads(view, panel),
    h("ul", { class: `cases ${panel.kind}`, "aria-labelledby": "panel-title" }, first, ...rows.filter((row) => row !== first)));
}

function panelTitle(view, panel) {
  view.panelTitle = h("b", { id: "panel-title" });
  setText(view.panelTitle, panel.kind === "marks" ? view.labels.other_mark : view.labels.three_cells);
  return view.panelTitle;
}

function panelHeads(view, panel) {
  if (panel.kind !== "marks") return [];
  view.markUnit = h("span", {});
  return [h("div", { class: "case-heads", "aria-hidden": "true" }, h("span", {}), view.markUnit, h("span", {}, view.labels.may_close))];
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
  const { labels } = view, cases = [...panel.labels, labels.no_mark];
  return cases.map((label, k) => {
    const isShown = k === panel.shown, isNone = k === panel.labels.length, value = h("span", { class: "cell-of" });
    const bar = h("span", { class: "bar" }), p = h("span", { class: "p" }), said = h("span", { class: "hidden-text" });
    const name = h("span", { class: `label${isNone ? " none" : ""}` }, label, isShown ? h("span", { class: "hidden-text" }, `, ${labels.this_picture}: `) : "");
    const row = h("li", { class: isShown ? "shown" : null }, name, said, value, h("span", { class: "track" }, bar),
      h("span", { class: "hidden-text" }, ` ${labels.may_close} `), p);
    return { row, value, bar, p, said };
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

const VERB_ENDS = { i: "s", a: "re" };

function seenAndSaid(symbol, labels) {
  const seen = visible(symbol), said = spoken(symbol, labels);
  return seen === said ? [seen] : [h("span", { "aria-hidden": "true" }, seen), h("span", { class: "hidden-text" }, said)];
}

function drawForecasts(view, i) {
  const { panelData: panel, labels } = view, isVerb = panel.cells[0].is_verb[i];
  setText(view.panelTitle, isVerb ? labels.is_or_are : labels.three_cells);
  view.panelRows.forEach(({ lines, right }, k) => {
    const cell = panel.cells[k], values = panel.unpacked[k];
    right.style.visibility = isVerb ? "" : "hidden"; // keeps its place, so that nothing jumps while stepping
    const most = values[2 * i] >= values[2 * i + 1] ? 0 : 1;
    lines.forEach(({ node, token, bar, p }, n) => {
      const symbol = cell.symbols[cell.ids[i][n]];
      token.replaceChildren(...(isVerb ? [h("b", {}, symbol), VERB_ENDS[symbol] ?? ""] : seenAndSaid(symbol, labels)));
      bar.style.transform = `scaleX(${clamp(values[2 * i + n], 0.004, 1)})`;
      setText(p, shortP(values[2 * i + n]));
      node.classList.toggle("most", n === most);
    });
  });
}

function drawMarksPanel(view, i) {
  const unit = shownUnit(view) ?? null, name = unit === null ? "" : `${view.labels.unit} ${unit}`;
  setText(view.markUnit, name);
  view.panelRows.forEach((row, k) => {
    const { colour, value, share, p } = caseNow(view, i, k, unit);
    row.value.hidden = value === null;
    setText(row.said, name && ` ${name} `);
    if (value !== null) {
      row.value.style.background = colour;
      row.value.style.color = inkOn(colour);
      setText(row.value, value);
    }
    row.bar.style.transform = `scaleX(${clamp(share, 0.01, 1)})`;
    setText(row.p, shortP(p));
  });
}

// What one of the cases holds at a step: the unit's value (null without one) and its colour, the probability that its mark is
// closed, and the bar's share, so that bars are seen beside one another.
function caseNow(view, i, k, unit) {
  const { panelData: panel, theme, model } = view, { states, chance } = panel.unpacked, p = (row) => chance.values[row * chance.columns + i];
  const most = Math.max(0.1, ...view.panelRows.map((_, row) => p(row))), scale = model.scaleOf(model.equation.memory);
  const value = unit === null ? null : states.values[k * states.columns + i * model.H + unit];
  return { p: p(k), share: p(k) / most, value: value === null ? null : (value > 0 ? "+" : "") + format(value, 2),
    colour: value === null ? null : theme.table(scale).css[shade(value, scale, model.limit(scale))] };
}
