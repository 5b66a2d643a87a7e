// Where everything stands, in pixels. Wide: a row is two lines, text at the left, bars and numbers at the right. Narrow: a row is a
// card, its bars beneath its sentences.

const NARROW = 640, ROW = 34, CARD = 72, ROWS_SEEN = 3, AXIS_HIGH = 18, DRAWER = { source: 18, stairs: 96, pieces: 33, end: 4 };
const LINE = 15, SAID = 11.5; // of the sentences beside the stairs

function frameOf(view) {
  const isPresent = Boolean(view.present), wide = view.figure.clientWidth - 2 * paddingOf(view), isNarrow = wide < NARROW, k = isPresent ? (isNarrow ? 1.1 : 1.25) : 1;
  const f = { k, isNarrow, isPresent, wide, row: (isNarrow ? CARD : ROW) * k, text: (isNarrow ? 24 : 46) * k };
  if (isNarrow) return { ...f, bar: 24 * k, end: wide - 150 * k, score: wide - 96 * k, chip: wide - 82 * k, textEnd: wide - 4 * k };
  const number = 52 * k, chip = wide - 96 * k, T = chip - 24 * k, total = T - 34 * k, end = total - 2 * number - 12 * k, bar = Math.round(wide * (isPresent ? 0.47 : 0.455));
  return { ...f, bar, end, score: total - number - 4 * k, total, T, chip, textEnd: bar - 14 * k, said: wide * 0.735, stairsEnd: wide * 0.675 };
}

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;

// What the drawer of a row takes: its parts from top to bottom, in pixels.
function drawerOf(view, row) {
  const { frame: f, theme } = view, k = f.k, { human, machine } = view.found.get(row), n = Math.max(human.T, machine.T), left = f.text + (f.isNarrow ? 12 : 0) * k, right = f.isNarrow ? f.wide - 44 * k : f.stairsEnd;
  const column = Math.min((right - left) / (n + 0.5), 70 * k), isSlanted = column < (f.isNarrow ? 40 : 34) * k, pieces = (isSlanted ? 62 : DRAWER.pieces) * k, least = (f.isNarrow ? 140 : DRAWER.stairs) * k;
  const names = [...human.symbols, ...machine.symbols].map((symbol) => measured(pieceText(view, symbol), round1(11.5 * k), theme.font, true)), size = isSlanted ? 10 : Math.max(...names) > column - 4 * k ? 10.3 : 11.5;
  const texts = textLines(view, row, (f.isNarrow ? f.wide - 8 * k : f.stairsEnd) - f.text), source = (texts.length * LINE + 3) * k, lines = saidLines(view, row, f.isNarrow ? f.wide - 24 * k : f.wide - f.said - 8 * k), said = (lines.length * LINE + 34) * k;
  const drawn = source + least + pieces, high = Math.round(f.isNarrow ? drawn + said + 8 * k : Math.max(drawn + DRAWER.end * k, said));
  return { left, column, n, isSlanted, size, texts, source, stairs: f.isNarrow ? least : high - DRAWER.end * k - source - pieces, pieces, lines, saidTop: f.isNarrow ? drawn + 10 * k : 2 * k, saidLeft: f.isNarrow ? 12 * k : f.said, high };
}

// A row with as much of its drawer as is open.
function highOf(view, row) {
  const share = openShare(view, row);
  return view.frame.row + (share ? share * view.drawers(row).high : 0);
}

// Tops of the listed rows, in the list's own pixels, and its height.
function placesOf(view) {
  const tops = new Map();
  let top = 0;
  for (const row of view.listed) {
    tops.set(row, top);
    top += highOf(view, row);
  }
  return { tops, high: top };
}

function listHigh(view) {
  const { frame: f } = view, open = f.row + view.drawers(view.rest.row).high, least = f.row + (DRAWER.source + DRAWER.stairs + DRAWER.pieces + DRAWER.end) * f.k;
  if (f.isNarrow) return Math.min(open + 1.6 * f.row, placesOf(view).high);
  return Math.min((f.isPresent ? 1.2 : 1) * (least + ROWS_SEEN * f.row), Math.max(placesOf(view).high, open)) - (view.lent ?? 0);
}

// Where the list is to be scrolled to, so that the open row is seen whole, with a neighbour on either side if there is room.
function targetOf(view, isFirst = false) {
  const { frame: f, list } = view;
  if (!f) return 0;
  const at = view.listed.indexOf(view.rest.row), top = at * f.row, open = f.row + view.drawers(view.rest.row).high, room = list.clientHeight - open;
  const [above, below] = [Math.min(f.row, Math.max(0, room)), Math.min(f.row, Math.max(0, room - f.row))], now = view.scroll?.to ?? list.scrollTop;
  if (isFirst) return Math.max(0, top - above);
  return Math.max(0, Math.min(Math.max(now, top + open + below - list.clientHeight), top - above));
}

// A colour of the theme thinned with the page's; `share` 1 is the colour itself. As RGB.
function thinned(view, meaning, share) {
  const { theme } = view, key = `${meaning} ${share}`;
  theme.thin ??= new Map();
  if (!theme.thin.has(key)) theme.thin.set(key, mix(theme.page, meaning === "ink" ? theme.ink : parseColour(theme.mark(meaning), probeContext), share));
  return theme.thin.get(key);
}

const tint = (view, meaning, share) => css(thinned(view, meaning, share));

function brightness(rgb) {
  const [r, g, b] = rgb.map((channel) => { const c = channel / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// Ink or page, whichever is read better on that colour.
function onColour(view, rgb) {
  const { page, ink } = view.theme, against = (other) => { const [a, b] = [brightness(rgb), brightness(other)]; return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); };
  return css(against(page) > against(ink) ? page : ink);
}

// A letter of the notation, slanted as in a formula.
function letterMark(view, text, x, y, options) {
  const node = textMark(view, text, x, y, options);
  node.setAttribute("font-style", "italic");
  node.setAttribute("font-family", "STIX Two Math, Cambria Math, Latin Modern Math, Times New Roman, serif");
  return node;
}
