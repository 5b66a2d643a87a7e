// The picture as a file: SVG from the list of marks, PNG from a canvas. Both are made here, in the browser.

function wholePicture(view) {
  const { frame: f, place: p } = view;
  const panel = panelMarks(view), height = Math.max(f.total, panel.height);
  const marks = [historyMarks(view, p), openMarks(view, p), letterMarks(view, p), headingMarks(view, p), rowNameMarks(view), panel.marks,
    legendMarks(view, height + 20)].flat();
  return { marks, width: f.outer, height: height + 24 };
}

// What stands as HTML above the canvas, as marks.
function headingMarks(view, p) {
  const { model, theme, frame: f, labels, rest } = view, out = [], unit = shownUnit(view), t = rest.step + 1;
  const text = (value, x, y, size, extra) => out.push({
    kind: "text", text: value, x, y, size, family: theme.font, fill: theme.inkText, anchor: "middle", ...extra });
  if (!view.soFar.hidden) text(view.soFar.textContent, p.history.x + p.history.width / 2, 12, 11, { fill: theme.quiet });
  for (const column of p.columns) {
    const x = column.x + column.width / 2, colour = column.colour ? theme.mark(column.colour) : theme.quiet;
    if (f.wide) text(labels[column.label] ?? column.label, x, f.top - 34, 10, { fill: theme.quiet });
    text(termText(column.before && column.base ? { ...column, time: null } : column, t), x, f.top - 16, 14);
    out.push({ kind: "cell", x: column.x - 1.5, y: f.top - 8, width: column.width + 3, height: 3, fill: colour });
    const middle = f.opened === null ? f.top + f.height / 2 : rowMiddle(f, f.opened), number = format(model.at(column.series, p.i, unit ?? 0), model.digits);
    const operator = column.operator.replace("│", "").trim(), isOpen = f.opened !== null;
    if (operator) text(operator, column.mid, middle, 16, { fill: isOpen ? theme.inkText : theme.quiet, bold: isOpen, middle: true });
    if (unit !== null && f.wide && !f.small && f.opened === null) text(number, x, f.bottom + 15, 11, { family: theme.mono, fill: theme.text(column.colour) });
  }
  text(fill(labels.reads, { token: visible(model.tokens[p.i]) }), (p.open + p.end) / 2, f.bottom + (f.opened === null && unit !== null ? 30 : 16), 13);
  if (unit !== null) {
    const row = view.rowOf[unit], height = Math.max(7, rowTop(f, row + 1) - rowTop(f, row) + 2), left = f.wide ? f.left : p.open - 4;
    const end = row === f.opened ? p.open - 6 : p.end + 4, y = rowMiddle(f, row) - height / 2;
    if (end > left) out.push({ kind: "frame", x: left, y, width: end - left, height, stroke: theme.inkText, weight: 1.5 });
  }
  return out;
}

function rowNameMarks(view) {
  const { theme } = view, out = [];
  for (const [place, name] of Object.entries(rowNames(view))) {
    const lines = name ? (place === "hero" ? name.parts : name.parts[0].split(" ")) : [];
    lines.forEach((text, k) => {
      const isUnit = place === "hero" && k > 0;
      out.push({ kind: "text", text, x: 40, y: name.y + 4 + (k - (lines.length - 1) / 2) * 12, size: isUnit ? 13 : 10, bold: isUnit,
        family: theme.font, fill: isUnit ? theme.inkText : theme.quiet, anchor: "end" });
    });
  }
  return out;
}

function markNode(mark) {
  const opacity = mark.opacity ?? null, round = (v) => Math.round(v * 100) / 100;
  if (mark.kind === "line") {
    return s("path", { d: `M${mark.x} ${mark.y}V${mark.to}`, stroke: mark.stroke, "stroke-dasharray": "2 3" });
  }
  const at = { x: round(mark.x), y: round(mark.y), opacity };
  if (mark.kind === "text") {
    return s("text", { ...at, "font-size": mark.size, "font-family": mark.family, "font-weight": mark.bold ? 600 : null,
      fill: mark.fill, "text-anchor": mark.anchor, "dominant-baseline": mark.middle ? "central" : null }, mark.text);
  }
  const box = { ...at, width: round(mark.width), height: round(mark.height) };
  if (mark.kind === "cell") return s("rect", { ...box, fill: mark.fill });
  return s("rect", { ...box, rx: 3, fill: "none", stroke: mark.stroke, "stroke-width": mark.weight,
    "stroke-dasharray": mark.dash ? "4 3" : null });
}

function savePicture(view, ending) {
  const { theme, model, rest } = view, name = `${model.equation.name}-step-${rest.step + 1}`;
  if (view.mode === "accordion") saveMarks(theme, wholePicture(view), name, ending, markNode, paint);
  else saveDrawing(drawing(theme, [0, 0, CIRCUIT_WIDTH, CIRCUIT_HEIGHT], view.circuitSvg.cloneNode(true).childNodes), name, ending);
}
