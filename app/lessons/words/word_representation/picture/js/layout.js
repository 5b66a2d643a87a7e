// Where everything stands, in pixels. Wide: the product over the look-up at the left, table over rulers at the right. Narrow: one
// beneath the other.

const HEIGHT = 384, CHIPS = 27, NARROW = 820, COUNTERS = 116, APART = 40;
const FIXED = { head: 22, arrow: 18, foot: 17, rule: 13, caption: 20, finger: 28, heads: 18, legend: 24 };

function frameOf(view) {
  const { shown } = view, k = shown.present ? 1.25 : 1, whole = view.figure.clientWidth - 2 * paddingOf(view), isNarrow = whole < NARROW, chips = shown.asked > 1 ? CHIPS * k : 0;
  const left = isNarrow ? whole : Math.round(whole * 0.603), right = isNarrow ? whole : whole - left - APART, height = HEIGHT * k - (view.lent ?? 0) + chips;
  const room = isNarrow ? 250 * k : height - chips - (FIXED.head + 2 * FIXED.foot + FIXED.arrow + FIXED.rule + FIXED.caption + FIXED.finger) * k;
  const high = Math.round(room * 0.6), low = Math.round(room - high), x = placesOf(isNarrow, left, k);
  const fixed = (2 * FIXED.caption + FIXED.heads + FIXED.legend + FIXED.rule) * k, row = clamp((height - fixed - 122 * k) / Math.max(1, shown.A), 20 * k, 26 * k);
  const ruler = isNarrow ? 168 * k : Math.max(100 * k, height - fixed - row * shown.A);
  return { k, isNarrow, left, right, height, high, low, row, ruler, ...x };
}

// From left to right: the matrix, o, =, e, the counters.
function placesOf(isNarrow, left, k) {
  if (isNarrow) {
    const e = left - 24 * k, o = e - 58 * k, matrix = 32 * k;
    return { matrix, wide: o - 30 * k - matrix, dot: o - 16 * k, o, oWide: 15 * k, equals: e - 17 * k, e, eWide: 20 * k, counters: 0 };
  }
  const counters = left - COUNTERS * k, e = counters - 46 * k, o = e - 61 * k, matrix = 42 * k;
  return { matrix, wide: o - 32 * k - matrix, dot: o - 22 * k, o, oWide: 17 * k, equals: e - 16 * k, e, eWide: 22 * k, counters };
}

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;

// How many columns from where, and how wide they are; at the end the more, the larger V is: the matrix gets wider.
function capsOf({ shown, frame: f }, sizeAt) {
  const [heads, widest, ends] = [shown.cells.head.shape[0], shown.cells.around.shape[1], shown.cells.tails.shape[1]], room = f.wide - 2 * (f.isNarrow ? 14 : 16) * f.k, most = (f.isNarrow ? 7 : 6) * f.k, count = Math.min(heads + widest + ends, Math.floor(room / most));
  const share = shown.sizes.length > 1 ? sizeAt / (shown.sizes.length - 1) : 1, last = Math.min(ends, Math.round(count * 0.3)), radius = Math.min((widest - 1) / 2, Math.floor((count * 0.4 - 1) / 2));
  return { head: Math.min(heads, count - last - 2 * radius - 1), radius, tail: Math.max(2, Math.round(last * (0.4 + 0.6 * share))), cell: Math.min(18 * f.k, room / count) };
}

// The columns that are shown with their places: {x, wide}, x from the left of the stage.
function columnsOf(view) {
  const { shown, frame: f, rest } = view, sizeAt = shown.sizePlace(rest.size), u = shown.place(rest.word), key = [view.received, u, sizeAt, f.left, f.k].join("|");
  if (view.columnsKey === key) return view.columns;
  const caps = capsOf(view, sizeAt);
  let x = f.matrix;
  view.columnsKey = key;
  view.columns = shown.displayed(u, sizeAt, caps).map((one) => {
    const wide = one.cells ? caps.cell : (6 + 2.1 * Math.log10(one.to - one.from + 1)) * f.k, placed = { ...one, x, wide };
    x += wide;
    return placed;
  });
  view.lit = view.columns.findIndex((one) => one.cells && one.from === shown.rows[u]);
  view.matrixEnd = x;
  return view.columns;
}
