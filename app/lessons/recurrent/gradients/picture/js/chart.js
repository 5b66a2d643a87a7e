// The norms against how far back they are, on a log axis, and the lines below which float32 rounds them away.

function chartMarks(view, now) {
  const { frame: f, model, theme, labels } = view, out = [], bottom = f.chartTop + f.chartHeight, left = f.gutter, right = f.room - f.right;
  const step = [1, 2, 4, 10, 20, 40, 100].find((each) => (f.high - f.low) / each <= 7) ?? 100;
  for (let power = Math.floor(f.high / step) * step; power >= f.low; power -= step) {
    const y = chartY(f, power);
    out.push(lineMark([[left, y], [right, y]], { stroke: theme.line, "stroke-width": 1 }), textMark(view, power === 0 ? "1" : `10${raised(power)}`, left - 5 * f.k, y + 4 * f.k, { size: 10.5, anchor: "end", mono: true }));
  }
  if (!f.isNarrow) out.push(textMark(view, labels[`axis_${model.by}`], 11 * f.k, f.chartTop + f.chartHeight / 2, { size: 10, anchor: "middle", turned: true, most: f.chartHeight + 20 }));
  out.push(...tickMarks(view, bottom), ...roundedMarks(view));
  for (const cell of model.order) out.push(...curveMarks(view, cell, now));
  out.push(...nameMarks(view, now), ...lookMarks(view, now));
  for (let k = 0; k < model.count; k++) out.push(boxMark(chartX(f, k) - f.chartPitch / 2, f.chartTop - 8, f.chartPitch, f.chartHeight + 8, { fill: "transparent", "data-hit": `cell ${k}` }));
  return out;
}

// Letters back from the newest, every five, ten or twenty.
function tickMarks(view, bottom) {
  const { frame: f, rest, theme, labels } = view, out = [], newest = rest.pin - 1;
  const each = [1, 2, 5, 10, 20, 50].find((n) => n * f.chartPitch > 34 * f.k) ?? 50;
  for (let back = 0; back <= newest; back += each) {
    const x = chartX(f, newest - back);
    out.push(lineMark([[x, bottom], [x, bottom + 4 * f.k]], { stroke: theme.quiet }), textMark(view, String(back), x, bottom + 15 * f.k, { size: 10.5, anchor: "middle", mono: true }));
  }
  return [...out, textMark(view, labels.axis_back, (f.gutter + chartX(f, newest)) / 2, bottom + 28 * f.k, { size: 10.5, anchor: "middle" })];
}

// Of each cell log₁₀ of what float32 rounds away beside its newest letter, where it is on the chart.
const roundedLevels = ({ frame: f, model, rest }) => model.order.map((cell) => ({ cell, log: model.value(cell, rest.pin, rest.pin - 1) + Math.log10(model.rounded) })).filter(({ log }) => log >= f.low);

// Of each cell the line below which float32 rounds a curve away beside its newest letter; what is below all three is shaded.
function roundedMarks(view) {
  const { frame: f, model, rest, theme, labels } = view, bottom = f.chartTop + f.chartHeight, end = chartX(f, rest.pin - 1) + f.chartPitch / 2;
  const levels = roundedLevels(view);
  if (!levels.length) return [];
  const lowest = chartY(f, Math.min(...levels.map(({ log }) => log))), ends = Math.min(end, hasInset(f) ? insetLeft(f) : end) - 8, out = [];
  if (levels.length === model.order.length) out.push(boxMark(f.gutter, lowest, end - f.gutter, bottom - lowest, { fill: theme.pale }));
  for (const { cell, log } of levels) out.push(lineMark([[f.gutter, chartY(f, log)], [end, chartY(f, log)]], { stroke: theme.mark(cell), "stroke-dasharray": "4 3", "stroke-width": 1 }));
  const said = f.isNarrow ? labels.rounded_short : labels.rounded, line = lowest + 13 * f.k, begins = ends - measured(said, 10.5 * f.k, theme.font);
  const isCrossed = model.order.some((cell) => Array.from(model.row(cell, rest.pin)).some((log, k) => chartX(f, k) > begins - 8 && chartX(f, k) < ends + 8 && Math.abs(chartY(f, log) - line + 4) < 11 * f.k));
  if (bottom - lowest > 16 * f.k && begins > f.gutter + 4 && !isCrossed) out.push(textMark(view, said, ends, line, { size: 10.5, anchor: "end" }));
  return out;
}

// A letter by itself is a line of no length, which round ends make a dot.
function curveMarks(view, cell, now) {
  const { frame: f, rest, past, theme, marked } = view, points = [];
  for (let k = Math.max(rest.pin, past?.kind === "wave" ? past.pin : 0) - 1; k >= 0; k--) {
    const value = shownValue(view, cell, k, now);
    if (value !== null) points.push([chartX(f, k), chartY(f, value)]);
  }
  const isMarked = ["factor", "by_x"].includes(marked) ? cell === "rnn" : ["road", "gate", "round"].includes(marked) ? cell === "lstm" : marked === "update" && cell === "gru";
  return [lineMark(points.length === 1 ? [points[0], points[0]] : points, { stroke: theme.mark(cell), "stroke-width": isMarked ? 3.6 : 2.1, "stroke-linejoin": "round", "stroke-linecap": "round", "data-curve": cell, "pointer-events": "none" })];
}

// Each curve's name: at its old end where that is free, else all in a row above.
function nameMarks(view, now) {
  const { frame: f, model, rest, theme, labels } = view, k = Math.min(Math.round(9 / f.chartPitch), rest.pin - 1), bottom = f.chartTop + f.chartHeight;
  const name = (cell, x, y) => textMark(view, fill(labels.by, { cell: cell.toUpperCase(), state: stateOf(model.by, cell) }), x, y, { size: 11, bold: true, fill: theme.text(cell), halo: true });
  const names = model.order.map((cell) => ({ cell, y: chartY(f, shownValue(view, cell, k, now) ?? f.low) - 7 * f.k })).sort((a, b) => a.y - b.y);
  names.at(-1).y += 22 * f.k; // the lowest stands beneath its curve
  const taken = [...names.map(({ y }) => y), ...roundedLevels(view).map(({ log }) => chartY(f, log) + 3 * f.k)];
  const isFree = !f.isNarrow && names.every(({ y }) => y > f.chartTop + 8 * f.k && y < bottom - 18 * f.k && taken.filter((other) => Math.abs(other - y) < 13 * f.k).length === 1);
  return isFree ? names.map(({ cell, y }) => name(cell, chartX(f, k) + 4, y)) : model.order.map((cell, i) => name(cell, f.gutter + (i * Math.min(f.inside, 480 * f.k)) / 3, f.chartTop - (f.isNarrow ? 10 : 1) * f.k));
}

const stateOf = (by, cell) => (by === "letter" ? "x⟨k⟩" : (by === "state" && cell !== "rnn") || cell === "gru" ? "c⟨k⟩" : "a⟨k⟩");

// A line down from the letter that is looked at, and its three points.
function lookMarks(view, now) {
  const { frame: f, model, rest, theme, labels } = view, k = view.pointed ?? rest.look;
  if (k >= rest.pin) return [];
  const x = chartX(f, k), from = f.lines > 1 ? f.chartTop : stripTop(f, k, 2) + f.strip, out = [lineMark([[x, from], [x, f.chartTop + f.chartHeight]], { stroke: theme.inkText, "stroke-dasharray": "1.5 3", "pointer-events": "none" })];
  for (const cell of model.order) {
    const value = shownValue(view, cell, k, now);
    if (value !== null) out.push(s("circle", { cx: round1(x), cy: round1(chartY(f, value)), r: 4 * f.k, fill: theme.pageText, stroke: theme.mark(cell), "stroke-width": 2, "pointer-events": "none" }));
  }
  const said = fill(labels.looked, { token: isolated(visible(model.tokens[k])), back: rest.pin - 1 - k }), isRight = x > f.room - 110 * f.k;
  return [...out, textMark(view, said, x + (isRight ? -8 : 8), f.chartTop + f.chartHeight - 5 * f.k, { size: 11, anchor: isRight ? "end" : "start", fill: theme.inkText, halo: true })];
}
