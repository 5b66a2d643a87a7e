// By looking up: the finger goes to the column, and its numbers are copied; nothing else of E is read.

const PALE = 0.86;

function buildLookup(view) {
  view.lookupTitle = h("h2", { class: "caption" }, view.labels.lookup_title);
  view.lookupCanvas = h("canvas", { "aria-hidden": "true" });
  view.lookup = s("svg", { class: "over", "aria-hidden": "true" });
  view.lookupStage = h("div", { class: "stage lookup-stage" }, view.lookupCanvas, view.lookup);
  return h("section", { class: "part lookup-part" }, view.lookupTitle, view.lookupStage);
}

function drawLookup(view, now) {
  const { shown, frame: f, rest, theme, labels } = view, k = f.k, columns = columnsOf(view), lit = columns[view.lit], row = shown.rows[shown.place(rest.word)], y0 = FIXED.finger * k, high = f.low, foot = y0 + high + 14 * k, blue = theme.mark("embedding"), out = [];
  view.lookupBox = [y0, high];
  const [product, lookup] = ["product", "lookup"].map((side) => shown.clock(side, rest.size)), times = product && lookup ? product / lookup : NaN, wide = f.isNarrow ? f.left : COUNTERS * k;
  const aside = times >= 1 ? fill(labels.times_less, { times: times >= 10 ? grouped(times) : times.toFixed(1) }) : "";
  const counter = counterMarks(view, f.counters, f.isNarrow ? foot + 24 * k : y0 + 10 * k, wide, { count: "0", said: [labels.multiplications, fill(labels.copied, { count: shown.dimensions })], time: lookup, share: 1, colour: "update", aside, asideColour: theme.text("update") });
  const total = f.isNarrow ? counter[1] + 6 * k : y0 + high + FIXED.foot * k, fade = (i) => (i === view.lit ? 0 : PALE), part = flown(view, "lookup", now);
  paintMatrix(view, view.lookupCanvas, [f.left, total], y0, high, fade);
  view.lookupRects = () => matrixRects(view, y0, high, fade);
  out.push(...matrixMarks(view, y0, high, true), ...footMarks(view, foot, labels.none_read));
  const at = lit.x + lit.wide / 2, middle = y0 + high / 2, from = at + lit.wide / 2 + 3, to = f.e - 8 * k;
  out.push(lineMark([[from, middle], [from + (to - from) * part, middle]], { stroke: blue, "stroke-width": 1.6, "stroke-dasharray": "2.5 2.5" }));
  if (part === 1) out.push(s("path", { d: `M${round1(to)} ${round1(middle - 3.5)}l6 3.5l-6 3.5Z`, fill: blue }));
  out.push(strip(view, lit.cells, lit.x, y0, lit.wide, high, { colour: blue, term: "column", thick: view.marked === "column" ? 4 : FRAME }));
  out.push(strip(view, lit.cells, f.e, y0, f.eWide, high, { colour: blue, term: "e_w", isEmpty: part < 1, thick: ["e_w", "e"].includes(view.marked) ? 4 : FRAME }), nameMark(view, "e", f.e + f.eWide / 2, foot, theme.text("embedding")));
  if (part < 1) out.push(strip(view, lit.cells, lit.x + (f.e - lit.x) * part, y0, lit.wide + (f.eWide - lit.wide) * part, high, { colour: blue }));
  if (view.pinned?.kind === "column") out.push(...pinnedMarks(view, y0, high));
  out.push(...pointerMarks(view, at, y0, row), ...counter[0]);
  view.lookupStage.style.height = `${total}px`;
  sized(view.lookup, f.left, total, out);
}

// A finger over the column, and beside it the word and its place.
function pointerMarks(view, at, y0, row) {
  const { frame: f, theme, rest } = view, k = f.k, brown = theme.mark("input"), where = ` → ${grouped(row)}`, most = 120 * k, word = cutText(visible(rest.word), most, 12 * k, theme.font, true), said = word + where;
  const wide = measured(said, 12 * k, theme.font, true) + 26 * k, right = f.isNarrow ? f.left : f.e + f.eWide, isRight = at + 34 * k + wide <= right, x = isRight ? clamp(f.matrix + 238 * k, at + 34 * k, right - wide) : Math.max(0, at - 34 * k - wide), edge = isRight ? x : x + wide, y = 11 * k;
  return [lineMark([[at + (isRight ? 11 : -11) * k, y + 1], [edge, y]], { stroke: brown, "stroke-width": 1.5 }), boxMark(x, y - 10 * k, wide, 20 * k, { rx: 10 * k, fill: theme.pageText, stroke: brown, "stroke-width": view.marked === "o_w" ? 3 : 1.5 }),
    textMark(view, said, x + wide / 2, y + 4 * k, { size: 12, bold: true, anchor: "middle", fill: theme.text("input"), title: rest.word }), s("path", { d: HAND, transform: `translate(${round1(at - 5 * k)} ${round1(y0 - 27 * k)}) scale(${round1(k * 10) / 10})`, fill: theme.pageText, stroke: brown, "stroke-width": 1.4, "stroke-linejoin": "round" })];
}

// A hand that points downwards, 18 wide; the tip of its finger is at (5, 24).
const HAND = "M3.200 9.500V22Q3.200 24 5 24T6.800 22V13.500Q8.500 14.800 10 13.500Q11.800 14.400 13.200 12.900Q15 13.400 16 11.500Q17 9.500 16.600 6.500Q16 2.500 12.500 1H7Q4.500 1 3.300 3.200L1.200 7.200Q.5 9 1.800 9.900Q2.600 10.300 3.200 9.500ZM6.800 13.500V10M10 13.500V10.300M13.200 12.900V10";
