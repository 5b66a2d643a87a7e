// Where everything stands, in pixels: the bands one beneath the other, a column for each word.

const NARROWEST = 84, WITH_GHOSTS = 118, WIDEST_COLUMN = 172;
const HEIGHT = 340, PRESENT_HEIGHT = 560;
const GUTTER = 62, PANEL = 166;
const BARS_END = 40; // of a column, where its bars end and its likeliest words begin

function layout(view) {
  const { model, data, stage } = view, k = data.present ? 1.3 : 1, isNarrow = view.figure.clientWidth < 640;
  const gutter = Math.round((isNarrow ? 40 : GUTTER) * k), panel = isNarrow ? 0 : Math.round(PANEL * k);
  const room = Math.max(120, stage.parentNode.clientWidth - gutter - panel);
  const { lefts, widths, width } = columns(view, room, k);
  const height = (data.present ? PRESENT_HEIGHT : HEIGHT) - (view.lent ?? 0);
  return { k, isNarrow, gutter, panel, room, lefts, widths, width, height, ...bands(data.models, height, k), ...depths(view) };
}

// As wide as the letters and words need, at least so that the bars can be told apart; what room is left over is shared.
function columns(view, room, k) {
  const { model, theme, data } = view;
  view.needs ??= Array.from({ length: model.T }, (_, t) => { // kept as long as the sentences stand
    const letters = data.models === "words" ? 0 : Math.max(...SIDES.map((which) => model.sides[which].groups[t]?.length ?? 0));
    const words = columnWords(view, t).map(({ word }) => measured(tokenText(view, word), 12.5 * k, theme.font, true));
    return Math.max(clamp((8.5 * letters + 12) * k, NARROWEST * k, 210 * k), Math.min(sum(words) + 26 * k, 150 * k));
  });
  const { needs } = view;
  const tail = (wide) => (wide < WITH_GHOSTS * k ? 72 : 6) * k, need = sum(needs);
  const even = (room - 6 * k) / model.T, isEven = needs.every((one) => one <= even) && even >= WITH_GHOSTS * k;
  const spare = Math.max(0, room - need - tail(isEven ? even : needs.at(-1))) / model.T;
  const widths = needs.map((one) => Math.min(WIDEST_COLUMN * k, isEven ? even : one + spare) || one).map((one, t) => Math.max(one, needs[t]));
  const lefts = widths.map((_, t) => sum(widths.slice(0, t)));
  const end = lefts.at(-1) + widths.at(-1);
  return { lefts, widths, width: Math.max(room, Math.ceil(end + tail(widths.at(-1)))) };
}

// Tops and bottoms: bars, the words' row, stairs, letters.
function bands(models, height, k) {
  const row = 47 * k, strip = 82 * k;
  if (models === "letters") {
    const one = clamp((height - row) * 0.31, 78 * k, 120 * k);
    return { bars: null, strips: { a: { top: 2, bottom: one }, b: { top: one + 3, bottom: 2 * one } }, row: 2 * one + 4 * k,
      stairs: { top: 2 * one + row + 8 * k, bottom: height - 8 * k } };
  }
  const both = models === "both", left = height - row - (both ? strip : 0), bars = clamp(left * 0.45, 88 * k, 150 * k);
  return { bars: { top: 14 * k, bottom: bars }, row: bars, stairs: { top: bars + row + 4 * k, bottom: height - (both ? strip + 8 * k : 8 * k) },
    strips: both ? { a: { top: height - strip + 2, bottom: height } } : {} };
}

// How deep the axes go: a power of ten for the bars, bits for the stairs, bits for the letters.
function depths(view) {
  const { model, costs } = view, lowest = Math.min(...SIDES.flatMap((which) => costs[which].map((one) => one.log + one.spelling)));
  const needed = -lowest * Math.log10(2) + 0.1, deep = [6, 9, 12, 18, 24, 30].find((one) => one >= needed) ?? 30;
  const left = (which, t) => (view.data.unk_free ? costs[which][t].spelling : 0);
  const most = Math.max(1, ...SIDES.flatMap((which) => costs[which].map((_, t) => -model.sides[which].total(costs[which], t + 1) - left(which, t))));
  const letter = Math.min(24, Math.max(4, ...SIDES.flatMap((which) => model.sides[which].letters.map((one) => -one.log))));
  return { deep, most, letter };
}

// Up to where the likeliest words of a column may reach.
function ghostsEnd(f, t) {
  return f.widths[t] >= WITH_GHOSTS * f.k ? f.lefts[t] + f.widths[t] - 5 * f.k : f.lefts[t] + (BARS_END + 72) * f.k;
}

const middleOf = (f, t) => f.lefts[t] + f.widths[t] / 2;
