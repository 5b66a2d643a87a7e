// The other trouble, small: a section through the cliff, and two descents upon it.

const INSET = [232, 132], OF_CLIFF = ["clipped", "limit", "norm"];

const hasInset = (f) => !f.isNarrow && f.room >= 860 && f.chartHeight >= 150;
const insetLeft = (f) => f.room - f.right - INSET[0] * f.k, insetTop = (f) => f.chartTop + f.chartHeight - (INSET[1] + 6) * f.k;

// Whether a curve goes through its place; then that is left to the curve.
function isInsetCovered({ frame: f, model, rest }) {
  const under = (k) => chartX(f, k) > insetLeft(f) - 6 && model.order.some((cell) => chartY(f, model.value(cell, rest.pin, k)) > insetTop(f) - 4);
  return Array.from({ length: rest.pin }, (_, k) => k).some(under);
}

function insetMarks(view) {
  const { frame: f, theme, labels, data: { cliff }, marked } = view, { k } = f, [wide, high] = INSET.map((pixels) => pixels * k);
  if (!hasInset(f) || isInsetCovered(view)) return [];
  const left = insetLeft(f), top = insetTop(f), box = [left, top, wide, high];
  const [low, far] = [cliff.curve[0][0], cliff.curve.at(-1)[0]], x = (b) => left + 10 * k + ((clamp(b, low, far) - low) / (far - low)) * (wide - 20 * k), y = (loss) => top + high - 26 * k - (loss / 0.42) * (high - 58 * k);
  const points = (path) => path.map(([b, loss]) => [x(b), y(loss)]), free = points(cliff.free), clipped = points(cliff.clipped), at = free[cliff.steepest], landed = free[cliff.steepest + 1];
  const bow = `M${round1(at[0])} ${round1(at[1])}Q${round1((at[0] + landed[0]) / 2)} ${round1(top + 20 * k)} ${round1(landed[0])} ${round1(landed[1])}`;
  return [
    boxMark(...box, { rx: 7, fill: theme.pageText, stroke: OF_CLIFF.includes(marked) ? theme.accentText : theme.line, "stroke-width": OF_CLIFF.includes(marked) ? 2.4 : 1, "data-hit": "cliff" }),
    textMark(view, labels.cliff, left + 10 * k, top + 16 * k, { size: 11, bold: true, fill: theme.inkText, most: wide - 20 * k }),
    lineMark(points(cliff.curve), { stroke: theme.inkText, "stroke-width": 1.6, "pointer-events": "none" }),
    s("path", { d: bow, fill: "none", stroke: theme.mark("forget"), "stroke-width": 1.6, "stroke-dasharray": "4 3", "pointer-events": "none" }),
    ...free.slice(0, cliff.steepest + 1).filter((_, i) => i % 3 === 0).map(([cx, cy]) => s("circle", { cx: round1(cx), cy: round1(cy), r: 2 * k, fill: theme.inkText, "pointer-events": "none" })),
    s("circle", { cx: round1(landed[0]), cy: round1(landed[1]), r: 4 * k, fill: theme.mark("forget"), "pointer-events": "none" }),
    s("circle", { cx: round1(clipped.at(-1)[0]), cy: round1(clipped.at(-1)[1]), r: 4 * k, fill: theme.mark("gru"), "pointer-events": "none" }),
    textMark(view, labels.flung, landed[0] + 4, landed[1] + 17 * k, { size: 10, anchor: "end", fill: theme.text("forget") }),
    textMark(view, labels.stays, clipped.at(-1)[0] - 6, clipped.at(-1)[1] + 17 * k, { size: 10, fill: theme.text("gru") }),
    textMark(view, fill(labels.steep, { w: cliff.w, norm: cliff.norm.toFixed(0), limit: cliff.limit }), left + wide - 10 * k, top + 32 * k, { size: 10, anchor: "end" }),
  ];
}
