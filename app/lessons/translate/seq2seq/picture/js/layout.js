// Where everything stands, in pixels. Wide: read, the vector, written from left to right; narrow: from top to bottom.

const NARROW = 640, TILT = 50, INSET = 40; // INSET: room for the first or last word that stands at a slant
const HIGH = { stage: 264, head: 14, bars: 46, bar: 27, words: 18, under: 16, caption: 15, pipe: 10, lower: 130 };
const UPRIGHT = { column: 70, funnel: 22, c: 22, said: 38, neck: 34, chart: 140 };

// Words in a row from `from` to `to`: flat where they fit, else at a slant. `side`: where the vector is.
function rowOf(view, names, from, to, side) {
  const { theme } = view, k = view.one.present ? 1.25 : 1, room = to - from, count = names.length;
  for (const size of [13, 12, 11, 10.5].map((pixels) => pixels * k)) {
    const widths = names.map((name) => Math.min(measured(name, size, theme.font), size * 9) + size * 0.5);
    const total = widths.reduce((sum, wide) => sum + wide, 0);
    if (total > room) continue;
    const gap = Math.min((room - total) / count, 26 * k);
    let x = side === "right" ? to - total - gap * count : from;
    const at = widths.map((wide) => { const middle = x + (wide + gap) / 2; x += wide + gap; return middle; });
    return { at, size, widths: widths.map((wide) => wide + gap), isTilted: false, depth: HIGH.words * k, most: size * 9,
      every: 1 };
  }
  const inner = room - INSET * k, space = inner / count, size = clamp(space * 1.05, 9 * k, 11 * k), most = size * 6.5;
  const longest = Math.min(Math.max(...names.map((name) => measured(name, size, theme.font))), most);
  const start = side === "right" ? to - inner : from, depth = longest * Math.sin((TILT * Math.PI) / 180) + size * 0.7;
  return { at: names.map((_, i) => start + (i + 0.5) * space), size, widths: names.map(() => space), isTilted: true,
    depth, most,
    every: Math.max(1, Math.ceil((size * 1.05) / space)) };
}

// Columns over their words: top and foot of the columns, tops of bars or arcs, words and caption.
function bandOf(view, row, { from, to, top, foot, depth = row.depth, pipe = 0 }) {
  const k = view.one.present ? 1.25 : 1, under = HIGH.under * k, below = depth + under + HIGH.caption * k + pipe;
  const bottom = foot === null ? top + UPRIGHT.column * k : foot - below;
  const words = bottom + pipe + (row.isTilted ? under : 0), marks = bottom + pipe + (row.isTilted ? 0 : row.depth);
  const gap = row.at.length > 1 ? Math.min(...row.at.slice(1).map((x, i) => x - row.at[i])) : 30;
  return { row, from, to, top, bottom, high: bottom - top, words, marks, foot: bottom + below,
    wide: clamp(gap * 0.5, 1.6, 15 * k), gap };
}

function frameOf(view) {
  const { one } = view, k = one.present ? 1.25 : 1, width = Math.max(260, Math.floor(view.stage.clientWidth));
  const isNarrow = width < NARROW, pipe = one.both_ways ? HIGH.pipe * k : 0, place = { k, width, isNarrow, pipe };
  return isNarrow ? uprightOf(view, place) : lyingOf(view, place);
}

function lyingOf(view, place) {
  const { one } = view, { k, width, pipe } = place, height = Math.round(HIGH.stage * k - (view.lent ?? 0));
  const top = (HIGH.head + HIGH.bars) * k, wide = 34 * k, middle = width * 0.494, edge = one.both_ways ? 22 * k : 6 * k;
  const left = [edge, width * 0.4], right = [width * 0.598, width - 6 * k];
  const rows = [rowOf(view, one.sourceNames, ...left, "right"), rowOf(view, one.targetNames, ...right, "left")];
  const common = { top, foot: height, depth: Math.max(...rows.map(({ depth }) => depth)), pipe };
  const read = bandOf(view, rows[0], { from: left[0], to: left[1], ...common });
  const write = bandOf(view, rows[1], { from: right[0], to: right[1], ...common });
  const c = { x: middle - wide / 2, y: 15 * k, wide, high: height - 46 * k };
  const planeWide = Math.round(width * 0.61), lower = HIGH.lower * k;
  return { ...place, height, read, write, c, said: height - 17 * k, heads: [10 * k, 10 * k],
    plane: { wide: planeWide, high: lower }, chart: { wide: width - planeWide - 20 * k, high: lower } };
}

// English above, the vector lying across, French beneath.
function uprightOf(view, place) {
  const { one } = view, { k, width, pipe } = place, neck = UPRIGHT.neck * k, funnel = UPRIGHT.funnel * k;
  const top = (HIGH.head + 4) * k, left = one.both_ways ? neck : 2;
  const read = bandOf(view, rowOf(view, one.sourceNames, left, width - neck, "right"),
    { from: left, to: width - neck, top, foot: null });
  const c = { x: 2, y: read.foot + funnel, wide: width - 4, high: UPRIGHT.c * k }, said = c.y + c.high + 22 * k;
  const start = c.y + c.high + UPRIGHT.said * k + funnel, head = start + 8 * k;
  const row = rowOf(view, one.targetNames, neck, width - 10 * k, "left");
  const write = bandOf(view, row, { from: neck, to: width - 2, top: start + (HIGH.bars + 10) * k, foot: null });
  return { ...place, pipe: 0, height: Math.ceil(write.foot + 2), read, write, c, said, start, funnel,
    heads: [10 * k, head],
    plane: { wide: width, high: UPRIGHT.chart * k * 1.15 }, chart: { wide: width, high: UPRIGHT.chart * k } };
}

// The place of the columns of a half of a state: top and height.
function halfPlace({ one }, band, half) {
  if (!one.both_ways) return [band.top, band.high];
  const high = (band.high - 3) / 2;
  return [band.top + half * (high + 3), high];
}

// Where along c a share from 0 to 1 of it stands: x, y of the middle of that row, and how thick a row is.
function placeInC({ frame: { c, isNarrow } }, share) {
  return isNarrow ? [c.x + c.wide * share, c.y + c.high / 2] : [c.x + c.wide / 2, c.y + c.high * share];
}

// A colour of the theme thinned with the page's; `share` 1 is the colour itself.
function tint(view, meaning, share) {
  const { theme } = view, key = `${meaning} ${share}`;
  theme.thin ??= new Map();
  if (!theme.thin.has(key)) theme.thin.set(key, css(mix(theme.page, parseColour(theme.mark(meaning), probeContext),
    share)));
  return theme.thin.get(key);
}
