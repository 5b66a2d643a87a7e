// Where everything stands, in pixels. Wide: the sentence, under it matrix, f and fit, at the foot the ratios. Narrow: one
// beneath the other, f and fit side by side.

const NARROW = 800, LENT = 50;
const HIGH = { arcs: 23, words: 24, weights: 14, heads: 37, foot: 18, cells: 152, head: 15, ratio: 13.5 };
const SHARE = { matrix: 0.333, weight: 0.285, fit: 0.302 }; // of the width

function frameOf(view) {
  const { scene } = view, isPresent = Boolean(scene.present), whole = view.figure.clientWidth - 2 * paddingOf(view);
  const isNarrow = whole < NARROW * (isPresent ? 1.25 : 1), k = isPresent ? (isNarrow ? 1.1 : 1.25) : 1,
    less = isNarrow ? 0 : (view.lent ?? 0) / LENT;
  const row = (isNarrow ? 24 : HIGH.cells / scene.n) * k - (less * 27) / scene.n, heads = (HIGH.heads - less) * k;
  const matrix = isNarrow ? whole : Math.round(whole * SHARE.matrix), high = Math.round(heads + row * scene.n + HIGH.foot * k);
  const probes = scene.ratios[view.rest.ratios].probes.length, plots = isNarrow ? Math.round(whole / 2 - 6) : 0;
  return { k, isNarrow, whole, row, heads, matrix, high: isNarrow ? high : Math.max(high, 150),
    arcs: (HIGH.arcs - less * 10) * k,
    weight: plots || Math.round(whole * SHARE.weight), fit: plots || Math.round(whole * SHARE.fit), plot: isNarrow ? 196 : high,
    ratio: (isNarrow ? 18 : clamp(84 / probes, 10.5, HIGH.ratio) - less * 2) * k };
}

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;

// Where the cells of the matrix begin, and how large one is.
function cellsOf(view) {
  const { scene, frame: f, theme } = view, longest = Math.max(...scene.words.map((_, i) => measured(scene.word(i), 11.5 * f.k,
    theme.font, true)));
  const left = clamp(longest + 8, 26, f.isNarrow ? 64 : 76 * f.k), slant = 24 * f.k;
  return { left, wide: Math.min((f.matrix - left - slant) / scene.n, 34 * f.k), high: f.row, most: left - 6 };
}

// A colour of the theme thinned with the page's; `share` 1 is the colour itself. As RGB.
function thinned(view, meaning, share) {
  const { theme } = view, key = `${meaning} ${share.toFixed(2)}`;
  theme.thin ??= new Map();
  if (!theme.thin.has(key)) theme.thin.set(key, mix(theme.page, meaning === "ink" ? theme.ink
    : parseColour(theme.mark(meaning), probeContext), share));
  return theme.thin.get(key);
}

const tint = (view, meaning, share) => css(thinned(view, meaning, share));

function brightness(rgb) {
  const [r, g, b] = rgb.map((channel) => { const c = channel / 255; return c <= 0.04045 ? c / 12.92
    : ((c + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// Ink or page, whichever is read better on that colour.
function onColour(view, rgb) {
  const { page, ink } = view.theme, own = brightness(rgb) + 0.05;
  const against = (other) => { const light = brightness(other) + 0.05; return Math.max(own, light) / Math.min(own, light); };
  return css(against(page) > against(ink) ? page : ink);
}

// Ticks at 1, 2 or 5 times a power of ten, so that there are no more than `most`.
function ticksOf(low, high, most) {
  const wanted = Math.max((high - low) / most, 1e-9), power = 10 ** Math.floor(Math.log10(wanted));
  const step = power * [1, 2, 5, 10].find((times) => times * power >= wanted * 0.999), first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(high / step + 1e-9) - first + 1) }, (_, i) => (first + i) * step);
}
