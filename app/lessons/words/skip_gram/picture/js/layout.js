// Where everything stands, in pixels. Wide: sentence, pairs and loss at the left, the map at the right. Narrow: one beneath the other.

const HEIGHT = 392, PRESENT_HEIGHT = 500, NARROW = 640, SPARK = 48, GAP = 26, PERCENT = 34;
const FIXED = { caption: 18, words: 30, foot: 18, near: 58, rule: 9 };

function frameOf(view) {
  const isPresent = view.scene.present, k = isPresent ? 1.25 : 1, whole = view.figure.clientWidth - 2 * paddingOf(view), isNarrow = whole < NARROW, x = FIXED.caption * k;
  if (isNarrow) return { k, isNarrow, left: whole, arcs: 58 * k, pairs: whole, pairsHigh: 0, loss: whole, lossHigh: SPARK * k, near: whole, map: whole, mapHigh: Math.min(whole, 460), height: 0 };
  const height = (isPresent ? PRESENT_HEIGHT : HEIGHT) - (view.lent ?? 0), left = Math.round(whole * 0.572), arcs = Math.round((height - 140 * k) * 0.255);
  const strip = x + arcs + (FIXED.words + FIXED.foot) * k, middle = height - strip - FIXED.near * k - 2 * FIXED.rule, pairs = Math.round(left * 0.545);
  return { k, isNarrow, left, arcs, pairs, pairsHigh: middle - x, loss: left - pairs - GAP, lossHigh: middle - x, near: left, map: whole - left - GAP, mapHigh: height - x, height };
}

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;

// Where the words of the sentence stand, far enough apart for what stands beneath them; a sentence that is too long scrolls.
function columnsOf(view) {
  const { scene, frame: f, theme } = view, key = [scene.tokens.join("\t"), scene.known, f.left, f.k, theme.font].join("|");
  if (view.columnsKey === key) return view.columns;
  const isKnown = new Set(scene.known), wide = scene.tokens.map((token) => measured(visible(token), 16 * f.k, theme.font)), edge = 9 * f.k + Math.max(0, ((PERCENT - 18) * f.k - (wide[0] ?? 0)) / 2);
  const step = (t, gap) => Math.max((wide[t] + wide[t + 1]) / 2 + gap, isKnown.has(t) && isKnown.has(t + 1) ? PERCENT * f.k : 0), steps = (gap) => wide.slice(1).map((_, t) => step(t, gap));
  const length = (gap) => steps(gap).reduce((sum, one) => sum + one, 2 * edge + ((wide[0] ?? 0) + (wide.at(-1) ?? 0)) / 2);
  let gap = 22 * f.k;
  while (gap > 9 * f.k && length(gap) > f.left) gap -= 0.5;
  const all = steps(gap), total = length(gap);
  let middle = edge + (wide[0] ?? 0) / 2 + Math.max(0, (f.left - total) / 2);
  const columns = wide.map((one, t) => { if (t) middle += all[t - 1]; return { from: middle - one / 2, to: middle + one / 2, middle, wide: one }; });
  view.columnsKey = key;
  view.columns = { columns, gap, width: Math.max(f.left, total) };
  return view.columns;
}

// The rounded box: from its first word to its last.
function boxOf(view, k) {
  const { scene, rest } = view, { columns, gap } = columnsOf(view), pad = Math.min(10 * view.frame.k, gap * 0.6), all = [0, ...scene.distances(k, rest.window)], at = (d) => columns[scene.known[k + d]];
  return [at(Math.min(...all)).from - pad, at(Math.max(...all)).to + pad];
}
