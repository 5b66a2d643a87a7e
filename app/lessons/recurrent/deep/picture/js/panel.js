// At the right: what is read off each layer at the symbol that is looked at, and beside it both charts.

const LISTED = 4;

function sideMarks(view) {
  const { frame: f } = view;
  if (f.isNarrow) return phoneSide(view);
  return { width: f.panel + f.charts, height: f.height, marks: [...panelMarks(view), ...chartMarks(view)] };
}

function panelMarks(view) {
  const { frame: f, model, labels, rest } = view, left = 12 * f.k, wide = f.panel - 24 * f.k, out = [], t = lookedAt(view);
  out.push(textMark(view, askedTitle(view), left, 10 * f.k, { size: 10.5, bold: true, most: wide + 12 * f.k }));
  for (let n = 0; n < model.L; n++) out.push(...layerMarks(view, n, t, left, topOf(view, n) + 4 * f.k, wide));
  if (["next", "tag"].includes(rest.asked)) out.push(textMark(view, model.L === 1 ? labels.own : labels.own_top, left, f.height - 18 * f.k, { size: 9, most: wide + 10 * f.k }));
  return out;
}

// The likeliest answers of a layer, and what the right one costs there.
function layerMarks(view, n, t, left, top, wide) {
  const { frame: f, model, theme, rest, labels } = view, name = rest.asked, out = [], step = Math.min(14 * f.k, (f.history - 8 * f.k) / (LISTED + 1)), size = Math.min(11, (step / f.k) * 0.82);
  if (!model.isReady(n, t, rest.step)) return wrapped(waitText(view, n, t), wide, 10 * f.k, theme.font).map((line, i) => textMark(view, line, left, top + (12 + 13 * i) * f.k, { size: 10 }));
  const truth = model.truth[name][t], head = name === "tag" ? 44 * f.k : name === "number" ? 48 * f.k : 18 * f.k;
  model.top(name, n, t).forEach(({ k, p }, i) => {
    const y = top + step * (i + 0.8), isRight = k === truth, bar = (wide - head - 34 * f.k) * p;
    out.push(textMark(view, classText(view, name, k), left, y, { size, mono: true, bold: isRight, fill: isRight ? theme.inkText : theme.quiet, most: head - 4 }),
      boxMark(left + head, y - size * f.k * 0.8, Math.max(1, bar), size * f.k * 0.86, { rx: 1, fill: theme.mark("probability"), opacity: isRight || truth < 0 ? 1 : 0.4, "data-hit": `probe ${n} ${k}` }),
      textMark(view, p.toFixed(2), left + wide, y, { size: size - 0.6, mono: true, anchor: "end", bold: isRight, fill: isRight ? theme.inkText : theme.quiet }));
    if (view.pointedClass === k) out.push(boxMark(left - 3, y - step * 0.75, wide + 6, step, { rx: 3, fill: "none", stroke: theme.accentText, "pointer-events": "none" }));
  });
  const right = model.right(name, n, t), y = top + step * (LISTED + 0.8);
  out.push(textMark(view, right === null ? (name === "tag" ? "" : labels.no_truth) : fill(labels.costs, { bits: bitsText(right) }), left, y, { size: Math.min(10, size), mono: right !== null, most: wide + 8 * f.k }));
  return out;
}

// Two charts: what a letter costs on text held out, and what a step of training takes, against the number of layers.
function chartMarks(view) {
  const { frame: f, model, labels } = view, left = f.panel + 14 * f.k, wide = f.charts - 16 * f.k, high = (f.height - 8 * f.k) / 2;
  const { bits, ms, here } = model.charts, means = Object.fromEntries(Object.entries(bits).map(([cell, row]) => [cell, row.map(([mean]) => mean)]));
  return [...oneChart(view, { name: "bits", title: model.W === 2 ? labels.chart_bits_both : labels.chart_bits, rows: means, ranges: bits, left, top: 0, wide, high, digits: 2, isFromZero: false }),
    ...oneChart(view, { name: "ms", title: model.W === 2 ? labels.chart_ms_both : labels.chart_ms, rows: ms, hollow: here, left, top: high + 4 * f.k, wide, high, digits: 0, isFromZero: true })];
}

function oneChart(view, { name, title, rows, ranges = null, hollow = null, left, top, wide, high, digits, isFromZero }) {
  const { frame: f, model, theme, labels } = view, { k } = f, [x0, x1] = [left + 30 * k, left + wide - 36 * k], [y0, y1] = [top + high - 30 * k, top + 24 * k], out = [];
  const all = [...Object.values(rows).flat(), ...(ranges ? Object.values(ranges).flat(2) : []), ...(hollow ? Object.values(hollow).flat() : [])];
  const low = isFromZero ? 0 : Math.min(...all), high2 = Math.max(...all), reach = high2 - low || 1, bottom = isFromZero ? 0 : low - 0.06 * reach, ceiling = high2 + 0.06 * reach;
  const depths = rows[Object.keys(rows)[0]].length, xOf = (depth) => x0 + ((depth - 1) * (x1 - x0)) / (depths - 1), yOf = (value) => y0 - ((value - bottom) * (y0 - y1)) / (ceiling - bottom);
  out.push(textMark(view, title, left, top + 11 * k, { size: 10.5, bold: true, most: wide }));
  if (model.W === 1) out.push(boxMark(xOf(model.L) - 12 * k, y1 - 4 * k, 24 * k, y0 - y1 + 8 * k, { rx: 3, fill: theme.pale, "pointer-events": "none" }));
  for (const tick of ticksOf(bottom, ceiling)) out.push(lineMark([[x0 - 4 * k, yOf(tick)], [x1 + 4 * k, yOf(tick)]], { stroke: theme.line, "stroke-width": 0.8 }), textMark(view, tick.toFixed(digits), x0 - 8 * k, yOf(tick) + 3 * k, { size: 9, mono: true, anchor: "end" }));
  for (let depth = 1; depth <= depths; depth++) out.push(textMark(view, String(depth), xOf(depth), y0 + 13 * k, { size: 10, mono: true, anchor: "middle", bold: model.W === 1 && depth === model.L, fill: theme.inkText }), boxMark(xOf(depth) - 14 * k, y1 - 6 * k, 28 * k, y0 - y1 + 22 * k, { fill: "transparent", "data-hit": `depth ${depth}` }));
  out.push(textMark(view, labels.chart_layers, (x0 + x1) / 2, y0 + 25 * k, { size: 9, anchor: "middle" }));
  const ends = spread(Object.entries(rows).map(([cell, row]) => ({ cell, y: yOf(row.at(-1)) })), 11 * k);
  for (const [cell, row] of Object.entries(rows)) {
    const colour = theme.mark(cell);
    out.push(lineMark(row.map((value, i) => [xOf(i + 1), yOf(value)]), { stroke: colour, "stroke-width": cell === model.cell ? 2.4 : 1.4, "pointer-events": "none" }));
    row.forEach((value, i) => {
      const [, a, b] = ranges?.[cell][i] ?? [], isHere = model.W === 1 && cell === model.cell && i + 1 === model.L;
      if (a !== undefined) out.push(lineMark([[xOf(i + 1), yOf(a)], [xOf(i + 1), yOf(b)]], { stroke: colour, "stroke-width": 1.2, "pointer-events": "none" }));
      out.push(s("circle", { cx: round1(xOf(i + 1)), cy: round1(yOf(value)), r: round1((isHere ? 4.2 : 2.8) * k), fill: colour, "data-hit": `point ${name} ${cell} ${i + 1}` }));
      if (hollow) out.push(s("circle", { cx: round1(xOf(i + 1)), cy: round1(yOf(hollow[cell][i])), r: round1(4.4 * k), fill: "none", stroke: colour, "stroke-width": 1.4, "pointer-events": "none" }));
    });
    out.push(textMark(view, cell.toUpperCase(), x1 + 9 * k, ends[cell] + 3.5 * k, { size: 10, bold: true, fill: theme.text(cell) }));
  }
  return out;
}

// Two or three round numbers between.
function ticksOf(low, high) {
  const size = (high - low) / 2.5, power = 10 ** Math.floor(Math.log10(size)), step = [1, 2, 5, 10].find((one) => one * power >= size) * power, out = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + 1e-9; tick += step) out.push(Math.round(tick * 1e6) / 1e6);
  return out;
}

// Labels at the lines' ends, moved apart.
function spread(ends, least) {
  const sorted = [...ends].sort((a, b) => a.y - b.y);
  for (let i = 1; i < sorted.length; i++) sorted[i].y = Math.max(sorted[i].y, sorted[i - 1].y + least);
  return Object.fromEntries(sorted.map(({ cell, y }) => [cell, y]));
}
