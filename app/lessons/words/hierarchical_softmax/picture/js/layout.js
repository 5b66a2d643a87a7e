// Where everything stands, in pixels. Wide: the river with its leaves at the left, the real tree at the right. Narrow: the way runs
// down, its leaves are a list beneath it, and then comes the real tree.

const HEIGHT = 356, PRESENT_HEIGHT = 500, NARROW = 640, GAP = 31, RIGHT = 196;
const CAPTION = 18, FOOT = 24, SLIDE_MS = 300;
const THICK = 58, STUB = 26, LEAST_ROW = 11.5, MOST_ROW = 24, WIDEST_PITCH = 104, LEAST_PITCH = 15; // of the river
const BAR = 96, NUMBER = 58, LABEL = 118, NAMES = 64; // columns at its right
const UPRIGHT = { thick: 44, turn: 34, head: 26, pill: 24, left: 52, row: 22 }; // of the way that runs down

function frameOf(view) {
  const isPresent = Boolean(view.present), whole = view.figure.clientWidth - 2 * paddingOf(view), isNarrow = whole < NARROW, k = isPresent ? (isNarrow ? 1.1 : 1.25) : 1;
  if (isNarrow) return { k, isNarrow, left: whole, right: whole, high: 0 };
  const right = Math.round(RIGHT * k), high = (isPresent ? PRESENT_HEIGHT : HEIGHT) - (view.lent ?? 0);
  return { k, isNarrow, left: whole - right - GAP, right, high };
}

// How the river stands in its frame: rows for n leaves, columns for the turns.
function riverFrame(view, tree) {
  const { frame: f, theme } = view, k = f.k, n = tree.leaves.length, thick = THICK * k, room = f.high - (CAPTION + FOOT) * k;
  const row = clamp((room - thick) / n, LEAST_ROW * k, MOST_ROW * k), rows = row * n + thick, high = Math.max(room, rows), size = row >= 13 * k ? 12.5 : 11;
  const end = f.left - (BAR + NUMBER) * k, left = STUB * k;
  const wide = (leaf) => Math.min(LABEL * k, leaf.name === undefined ? NAMES * k : measured(leaf.name, size * k * (leaf.word === view.walked ? 1.15 : 1), theme.font, leaf.word === view.walked)) + 12 * k;
  const pitch = clamp(Math.min(...tree.leaves.map((leaf) => (end - left - wide(leaf)) / leaf.depth)), LEAST_PITCH * k, WIDEST_PITCH * k);
  return { row, thick, high, size, end, left, pitch, top: (high - rows) / 2, number: f.left - (BAR + 8) * k, bar: f.left - BAR * k, foot: high + 15 * k };
}

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;
const frameKey = ({ frame: f }) => [f.left, f.high, f.k].join("|");

// A colour of the theme thinned with the page's; `share` 1 is the colour itself. As RGB.
function thinned(view, meaning, share) {
  const { theme } = view, key = `${meaning} ${share}`;
  theme.thin ??= new Map();
  if (!theme.thin.has(key)) theme.thin.set(key, mix(theme.page, meaning === "ink" ? theme.ink : parseColour(theme.mark(meaning), probeContext), share));
  return theme.thin.get(key);
}

const tint = (view, meaning, share) => css(thinned(view, meaning, share));

// Water that is walked, that is left, and that is pointed at.
const waterOf = (view, isOn) => (isOn ? tint(view, "update", view.theme.dark ? 0.62 : 0.72) : css(mix(thinned(view, "ink", 0.2), thinned(view, "update", 0.35), 0.4)));
