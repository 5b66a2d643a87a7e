// The upper half, in the world of frames: probabilities, the boxes of the best path, and the ribbons that make letters of them.

const NAMED = 0.12; // a peak from which its letter is written in it

function upperMarks(view) {
  return [...spectrumMarks(view), ...probabilityMarks(view), ...boxMarks(view), ...ringMarks(view), ...letterMarks(view)];
}

// The blank as a grey area, each letter's peaks in its colour.
function probabilityMarks(view) {
  const { model, theme, frame: { probs: box, upper: { w }, k } } = view, y = (p) => box.bottom - p * box.high, x = (t) => (t + 0.5) * w;
  const area = (symbol, first, last) => Array.from({ length: last - first + 1 }, (_, i) => [x(first + i), y(model.p(first + i, symbol))]);
  const closed = (points) => `${points.map(([a, b], i) => `${i ? "L" : "M"}${round1(a)} ${round1(b)}`).join("")}Z`;
  const blank = [[0, box.bottom], [0, y(model.p(0, BLANK))], ...area(BLANK, 0, model.T - 1), [model.T * w, y(model.p(model.T - 1, BLANK))], [model.T * w, box.bottom]];
  const out = [s("path", { d: closed(blank), fill: theme.quiet, "fill-opacity": 0.17, stroke: theme.quiet, "stroke-opacity": 0.45, "data-blank": "" })], names = [];
  for (const { symbol, first, last, top, p } of model.peaks) {
    const [from, to] = [Math.max(0, first - 1), Math.min(model.T - 1, last + 1)], points = [[x(from), box.bottom], ...area(symbol, from, to), [x(to), box.bottom]];
    out.push(s("path", { d: closed(points), fill: markOf(view, symbol), "fill-opacity": 0.26, stroke: markOf(view, symbol), "stroke-width": 1.4, "stroke-linejoin": "round", "data-peak": symbol }));
    const at = p > 0.5 ? box.bottom - p * box.high * 0.5 + 5 * k : y(p) - 3 * k;
    if (p >= NAMED) names.push(textMark(view, shownAs(model, symbol), x(top), at, { size: Math.min(14.5, 9 + w * 0.6), bold: true, anchor: "middle", halo: true, fill: textColourOf(view, symbol) }));
  }
  return [...out, ...names];
}

// One box a frame: what the best path for this label says there; a ring where the greedy path says something else.
function boxMarks(view) {
  const { model, theme, spelling: { path }, frame: { boxes: box, upper: { w }, k } } = view, gap = Math.min(1.5, w * 0.15), small = w < 7.5 * k;
  return path.flatMap((symbol, t) => {
    const isBlank = symbol === BLANK, colour = isBlank ? theme.quiet : markOf(view, symbol), middle = (t + 0.5) * w, y = box.top + box.high / 2;
    const out = [boxMark(t * w + gap / 2, box.top, w - gap, box.high, { rx: 2, fill: colour, "fill-opacity": isBlank ? 0.13 : 1, "data-box": t, "data-symbol": symbol })];
    if (isBlank) out.push(lineMark([[middle - Math.min(3, w * 0.25), y], [middle + Math.min(3, w * 0.25), y]], { stroke: theme.quiet, "stroke-width": 1.2 }));
    else if (!small) out.push(textMark(view, shownAs(model, symbol), middle, y + 3.8 * k, { size: Math.min(10.5, (w * 1.05) / k), bold: true, anchor: "middle", fill: theme.pageText }));
    return out;
  });
}

function ringMarks({ model, theme, spelling: { path }, frame: { boxes: box, upper: { w } } }) {
  return runsOf(path.map((symbol, t) => symbol !== model.greedy[t])).filter(([differs]) => differs).map(([, first, end]) =>
    boxMark(first * w - 1, box.top - 2.5, (end - first) * w + 2, box.high + 5, { rx: 3.5, fill: "none", stroke: theme.mark("loss"), "stroke-width": 1.8, "data-differs": `${first}:${end}` }));
}

const TOGETHER = 6; // letters in a row that must find room near their frames

// How near letters come to one another where they are said quickest.
function tightest(xs) {
  return Math.max(9, Math.min(...xs.slice(TOGETHER).map((x, i) => (x - xs[i]) / TOGETHER)));
}

// Letters stand beneath the frames that say them, as far apart as they must.
function letterPlaces(view) {
  const { model, spelling: { path }, data, frame: { upper: { w }, k } } = view, letters = lettersOf(path, data.wrongly), all = model.T * w;
  const wanted = letters.map(({ runs }) => ((runs[0][0] + runs.at(-1)[1]) / 2) * w), least = Math.min(26 * k, tightest(wanted), all / Math.max(1, letters.length)), half = least * 0.44;
  const xs = spread(wanted, least, half + 1, all - half - 1);
  return letters.map((letter, i) => ({ ...letter, x: xs[i], half }));
}

function letterMarks(view) {
  const { model, theme, frame: { boxes, letters: box, upper: { w }, k } } = view, ribbons = [], tops = [];
  for (const { symbol, runs, isWrong, x, half } of view.letters) {
    const own = isWrong ? theme.mark("loss") : markOf(view, symbol), text = isWrong ? theme.text("loss") : textColourOf(view, symbol);
    for (const [first, end] of runs) ribbons.push(ribbonMark([first * w + 0.5, end * w - 0.5], boxes.bottom + 1, [x - half * 0.6, x + half * 0.6], box.top, { fill: own, "fill-opacity": 0.42 }));
    tops.push(boxMark(x - half, box.top, 2 * half, box.high, { rx: 4, fill: theme.pageText, stroke: own, "stroke-width": isWrong ? 2.2 : 1.5, "stroke-dasharray": isWrong ? "4 2" : null, "data-letter": symbol }),
      textMark(view, shownAs(model, symbol), x, box.top + box.high * 0.72, { size: Math.min(15, half * 1.5 / k), bold: true, anchor: "middle", fill: text }));
  }
  return [...ribbons, ...tops];
}

function ribbonMark([a, b], top, [c, d], bottom, attributes) {
  const m = (top + bottom) / 2, [x1, x2, x3, x4] = [a, b, d, c].map(round1);
  return s("path", { d: `M${x1} ${top}C${x1} ${m} ${x4} ${m} ${x4} ${bottom}H${x3}C${x3} ${m} ${x2} ${m} ${x2} ${top}Z`, ...attributes });
}
