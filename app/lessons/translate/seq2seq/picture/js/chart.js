// BLEU against the length of the source: the order that is read now drawn strong, the other dashed.

function buildChart(view) {
  view.chart = s("svg", { class: "chart", role: "img" });
  view.chart.addEventListener("pointermove", (event) => {
    const bin = event.target.closest?.("[data-bin]")?.dataset.bin ?? null;
    showTip(view, bin ? binLines(view, ...bin.split(" ")) : [], event);
  });
  view.chart.addEventListener("pointerleave", () => showTip(view, [], null));
  return h("section", { class: "chart-part" }, view.chart);
}

// The middle of a bin; the last has no upper end.
const binMiddle = ({ from, to }) => (to === null ? from + 1.5 : (from + to) / 2);

function chartScale(view) {
  const { one, frame: { chart, k } } = view, bins = Object.values(one.lengths).flat(), names = Object.keys(one.lengths);
  const far = Math.max(...bins.map(binMiddle), 20) + 1,
    top = Math.max(20, 10 * Math.ceil(Math.max(...bins.map(({ bleu, half_width: half }) => bleu + half)) / 10));
  const left = 22 * k, right = chart.wide - (names.length > 1 ? 98 : 44) * k, head = 24 * k, base = chart.high - 20 * k;
  return { left, right, head, base, top, far, x: (words) => left + ((right - left) * words) / far,
    y: (bleu) => base - ((base - head) * bleu) / top };
}

function drawChart(view) {
  const { one, frame: { chart }, theme, labels } = view, names = Object.keys(one.lengths),
    key = [one.stamp, theme.key, chart.wide, chart.high].join("|");
  view.chart.style.display = names.length ? "" : "none";
  if (!names.length || view.chartKey === key) return;
  view.chartKey = key;
  const at = chartScale(view), order = [...names].sort((a, b) => Number(a === one.order) - Number(b === one.order));
  sized(view.chart, chart.wide, chart.high, [...axisMarks(view, at), ...hereMarks(view, at),
    ...order.flatMap((name) => lineMarks(view, at, name)), ...endNames(view, at, names)]);
  const lines = names.map((name) => fill(labels.chart_line,
    { name: labels[`order_${name}`], bins: one.lengths[name].map(({ span, bleu }) =>
    `${span}: ${Math.round(bleu)}`).join(", ") }));
  view.chart.setAttribute("aria-label", [labels.chart, ...lines,
    fill(labels.here_said, { count: one.count })].join(". "));
}

function axisMarks(view, at) {
  const { frame: { k, chart }, theme, labels } = view,
    out = [textMark(view, labels.chart, 0, 11 * k, { size: 11.5, bold: true, most: chart.wide })];
  for (let bleu = 0; bleu <= at.top; bleu += 20) {
    const y = at.y(bleu);
    out.push(lineMark([[at.left, y], [at.right, y]], { stroke: theme.line }),
      textMark(view, String(bleu), at.left - 5 * k, y + 3.5 * k, { size: 10, anchor: "end" }));
  }
  for (let words = 5; words <= at.far; words += 5) out.push(textMark(view, String(words), at.x(words), at.base + 13 * k,
    { size: 10, anchor: "middle" }));
  return [...out, textMark(view, labels.words, at.right + 8 * k, at.base + 13 * k, { size: 10 })];
}

// A dotted line at the length of this sentence.
function hereMarks(view, at) {
  const { one, frame: { k }, theme, labels } = view, words = Math.min(one.count, at.far), x = at.x(words),
    isLeft = words > at.far * 0.6;
  return [lineMark([[x, at.head - 8 * k], [x, at.base]], { stroke: theme.inkText, "stroke-width": 1.4,
    "stroke-dasharray": "2 3", "data-here": one.count }),
    textMark(view, labels.here, x + (isLeft ? -4 : 4) * k, at.head - 1 * k,
      { size: 10, anchor: isLeft ? "end" : "start", halo: true })];
}

// A line with its intervals; two of them stand a little apart.
function lineMarks(view, at, name) {
  const { one, frame: { k }, theme } = view, bins = one.lengths[name], isNow = name === one.order,
    colour = isNow ? theme.inkText : theme.mark("candidate");
  const shift = Object.keys(one.lengths).length > 1 ? (isNow ? -1.2 : 1.2) : 0,
    xOf = (bin) => at.x(binMiddle(bin)) + shift;
  const points = bins.map((bin) => [xOf(bin), at.y(bin.bleu)]),
    ends = ({ bleu, half_width: half }) => [Math.max(0, bleu - half), Math.min(at.top, bleu + half)];
  const intervals = bins.map((bin) => lineMark(ends(bin).map((bleu) => [xOf(bin), at.y(bleu)]),
    { stroke: colour, "stroke-width": 1, opacity: 0.5 }));
  const line = lineMark(points, { stroke: colour, "stroke-width": isNow ? 2.2 : 1.7,
    "stroke-dasharray": isNow ? null : "5 3", "stroke-linejoin": "round", "data-line": name });
  const dots = points.flatMap(([x, y], i) => [s("circle",
    { cx: round1(x), cy: round1(y), r: round1((isNow ? 3 : 2.6) * k), fill: colour }),
    s("circle", { cx: round1(x), cy: round1(y), r: 9, fill: "transparent", "data-bin": `${name} ${i}` })]);
  return [...intervals, line, ...dots];
}

// Names at the ends of two lines, apart from one another.
function endNames(view, at, names) {
  const { frame: { k }, labels, one, theme } = view, least = 13 * k;
  if (names.length < 2) return [];
  const ends = names.map((name) => ({ name, bin: one.lengths[name].at(-1) })).sort((a, b) => b.bin.bleu - a.bin.bleu),
    ys = ends.map(({ bin }) => at.y(bin.bleu));
  const middle = (ys[0] + ys[1]) / 2, isClose = ys[1] - ys[0] < least;
  return ends.map(({ name, bin }, i) => textMark(view, labels[`order_${name}`], at.x(binMiddle(bin)) + 8 * k,
    (isClose ? middle + (i - 0.5) * least : ys[i]) + 3.5 * k,
    { size: 10.5, bold: true, fill: name === one.order ? theme.inkText : theme.text("candidate") }));
}

// Every order at that length, the one pointed at first: their points may lie over one another.
function binLines({ one, labels }, name, i) {
  const names = [name, ...Object.keys(one.lengths).filter((other) => other !== name)];
  return names.map((order) => {
    const { span, bleu, half_width: half, sentences } = one.lengths[order][i];
    return fill(labels.chart_line, { name: labels[`order_${order}`], bins: fill(labels.bin,
      { span, bleu: bleu.toFixed(1), half: half.toFixed(1), sentences: sentences.toLocaleString("en") }) });
  });
}
