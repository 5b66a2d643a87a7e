// The matrix E, painted on a canvas or, for a file, as rectangles; and the marks around it that both parts have.

const FRAME = 2;

// `cell(x, y, width, height, colour)` draws; columns fade by `fade(i)`, 0 for as it is.
function eachCell(view, y0, high, fade, cell) {
  const { shown, theme } = view, table = theme.table("signed").rgb, edge = (i) => y0 + Math.round((high * i) / shown.D), memo = new Map();
  columnsOf(view).forEach((one, c) => {
    if (!one.cells) return;
    const faded = fade(c), x = Math.round(one.x), wide = Math.round(one.x + one.wide) - x;
    for (let i = 0; i < shown.D; i++) {
      const place = shade(shown.number(one.cells, i), "signed", shown.limit), key = place + faded * 1000;
      if (!memo.has(key)) memo.set(key, css(mix(table[place], theme.page, faded)));
      cell(x, edge(i), wide, edge(i + 1) - edge(i), memo.get(key));
    }
  });
}

function fitCanvas(canvas, width, height) {
  const ratio = Math.min(2, devicePixelRatio || 1), [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    Object.assign(canvas, { width: wide, height: high });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

function paintMatrix(view, canvas, [width, height], y0, high, fade) {
  const context = fitCanvas(canvas, width, height);
  eachCell(view, y0, high, fade, (x, y, wide, tall, colour) => { context.fillStyle = colour; context.fillRect(x, y, wide, tall); });
}

function matrixRects(view, y0, high, fade) {
  const out = [];
  eachCell(view, y0, high, fade, (x, y, width, height, fillColour) => out.push(s("rect", { x, y, width, height, fill: fillColour })));
  return out;
}

// A column of numbers with a frame, as e is.
function strip(view, cells, x, y0, wide, high, { colour, isStrong = true, isEmpty = false, term = null, hit = null, thick = FRAME } = {}) {
  const { shown, theme } = view, table = theme.table("signed").css, out = [];
  for (let i = 0; i < shown.D; i++) {
    const from = y0 + (high * i) / shown.D;
    out.push(s("rect", { x: round1(x), y: round1(from), width: round1(wide), height: round1(high / shown.D + 0.3), fill: isEmpty ? table[128] : table[shade(shown.number(cells, i), "signed", shown.limit)] }));
  }
  out.push(boxMark(x - 1, y0 - 2, wide + 2, high + 4, { rx: 3, fill: "none", stroke: colour, "stroke-width": isStrong ? thick : 1.2, "stroke-dasharray": isStrong ? null : "3 3", "pointer-events": "all", "data-term": term, "data-hit": hit }));
  return s("g", {}, ...out);
}

// At the left "E, 50 rows"; under the matrix where it begins; in the breaks how many columns are left out.
function matrixMarks(view, y0, high, isQuiet) {
  const { shown, frame: f, theme, labels } = view, middle = y0 + high / 2, x = f.matrix - 22 * f.k, out = [], ends = f.matrix;
  out.push(s("text", { x: round1(x), y: round1(middle - 12 * f.k), "font-size": round1(15 * f.k), "font-family": "'Latin Modern Math', 'STIX Two Math', Georgia, serif", "font-style": "italic", "font-weight": 650, "text-anchor": "middle", fill: theme.inkText, "data-term": "E" }, "E"),
    ...rowsText(view).map((line, i) => textMark(view, line, x, middle + (6 + 13.5 * i) * f.k, { size: 10.5, mono: /^\d+$/.test(line), anchor: "middle", most: 46 * f.k })));
  columnsOf(view).forEach((one) => {
    if (one.cells) return;
    const at = one.x + one.wide / 2, count = grouped(one.to - one.from + 1);
    if (isQuiet) out.push(textMark(view, "⋯", at, middle + 3 * f.k, { size: 11, anchor: "middle" }));
    else if (measured(count, 9 * f.k, theme.mono) < high - 6) out.push(textMark(view, count, at + 3 * f.k, middle, { size: 9, mono: true, anchor: "middle", turned: true }));
  });
  if (view.marked === "E") out.push(boxMark(ends - 2, y0 - 2, view.matrixEnd - ends + 4, high + 4, { rx: 3, fill: "none", stroke: theme.mark("activation"), "stroke-width": 2 }));
  return out;
}

// "50", "rows"; or where there are more than are shown, which.
function rowsText({ shown, frame: f, theme, labels }) {
  if (shown.D === shown.dimensions) return [String(shown.dimensions), labels.rows];
  return wrapped(fill(labels.rows_first, { shown: shown.D, all: shown.dimensions }), 36 * f.k, 10.5 * f.k, theme.font);
}

// Under the matrix: its first word, the open one, and what stands at its end; none over another.
function footMarks(view, y, end) {
  const { shown, frame: f, rest, theme } = view, lit = columnsOf(view)[view.lit], word = visible(rest.word), size = 12 * f.k, most = 110 * f.k, out = [];
  const wide = Math.min(most, measured(word, size, theme.font, true)), middle = clamp(lit.x + lit.wide / 2, wide / 2, f.matrix + f.wide + 30 * f.k - wide / 2), first = `0 ${visible(shown.head_words[0] ?? "")}`;
  out.push(textMark(view, word, middle, y, { size: 12, bold: true, anchor: "middle", fill: theme.text("embedding"), most }));
  if (lit.from > 0 && f.matrix + measured(first, 10.5 * f.k, theme.font) + 6 < middle - wide / 2) out.push(textMark(view, first, f.matrix, y, { size: 10.5 }));
  const endWide = measured(end, 10.5 * f.k, theme.font), right = Math.min(Math.max(view.matrixEnd, f.matrix + 150 * f.k), f.o - 14 * f.k);
  if (middle + wide / 2 + 8 < right - endWide) out.push(textMark(view, end, right, y, { size: 10.5, anchor: "end" }));
  else if (middle + wide / 2 + 8 + endWide < f.o - 8) out.push(textMark(view, end, middle + wide / 2 + 8, y, { size: 10.5 }));
  return out;
}

const nameMark = (view, letter, x, y, colour) => s("text", { x: round1(x), y: round1(y), "font-size": round1(14 * view.frame.k), "font-family": "'Latin Modern Math', 'STIX Two Math', Georgia, serif", "font-style": "italic", "font-weight": 650, "text-anchor": "middle", fill: colour, "pointer-events": "none" }, letter);

// The column under a point of a stage, −1 for none.
function columnAt(view, stage, event, y0, high) {
  const box = stage.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
  if (y < y0 - 4 || y > y0 + high + 16) return -1;
  return columnsOf(view).findIndex((one) => x >= one.x && x < one.x + one.wide);
}
