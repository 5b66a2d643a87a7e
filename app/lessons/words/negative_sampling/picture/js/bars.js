// Three bars from 0 to 1, cut by rank: the text's own f, f with its exponent, and all words alike. Darts fall on the middle one.

const BAR = { head: 11, f: 14, gap: 47, middle: 25, ticks: 9, below: 18, uniform: 14, foot: 18 }; // heights, from top to bottom
const SHADES = [1, 0.72, 0.5, 0.3, 0.14];

function buildBars(view) {
  view.bars = s("svg", { class: "bars", role: "img" });
  return h("section", { class: "part bars-part" }, view.bars);
}

// Tops of the three bars, and their ends.
function barPlaces(view) {
  const { frame: f } = view, sum = Object.values(BAR).reduce((a, b) => a + b, 0), spare = Math.max(-20, f.bars / f.k - sum), k = f.k, gap = BAR.gap + spare * 0.6, below = BAR.below + spare * 0.4;
  const top = BAR.head, middle = top + BAR.f + gap, uniform = middle + BAR.middle + BAR.ticks + below;
  return { left: AXIS * k, right: f.right - EDGE * k, tops: [top * k, middle * k, uniform * k], highs: [BAR.f * k, BAR.middle * k, BAR.uniform * k], ticks: (middle + BAR.middle + 2) * k, foot: (uniform + BAR.uniform + 13) * k };
}

function drawBars(view) {
  const { lot, frame: f, theme, labels, x } = view, k = f.k, at = (view.barsAt = barPlaces(view)), wide = at.right - at.left, exponent = lot.exponents[x], out = [];
  const bars = [{ x: lot.one, meaning: "ink", name: labels.f_w, colour: theme.inkText, term: "f" }, { x, meaning: "probability", name: "f", power: exponent, colour: theme.text("probability"), term: "P" }, { x: FLAT, meaning: "reset", name: labels.uniform, colour: theme.text("reset") }];
  const cuts = bars.map((bar) => lot.cuts(bar.x).map((share) => at.left + wide * share));
  out.push(...linkMarks(view, cuts, at));
  bars.forEach((bar, i) => out.push(...barBands(view, bar, i, cuts[i], at)));
  out.push(...bandHeads(view, cuts[0]));
  bars.forEach((bar, i) => {
    const options = { size: i === 1 ? 12.5 : 11.5, bold: true, anchor: "end", fill: bar.colour }, y = at.tops[i] + at.highs[i] / 2 + 4 * k;
    out.push(bar.power ? powerMark(view, bar.name, bar.power, at.left - 7 * k, y, options) : textMark(view, bar.power === 0 ? "f⁰" : bar.name, at.left - 7 * k, y, { ...options, most: (AXIS - 6) * k }));
    if (view.marked === bar.term) out.push(boxMark(at.left - 2, at.tops[i] - 2, wide + 4, at.highs[i] + 4, { fill: "none", stroke: bar.colour, "stroke-width": 2, rx: 3 }));
  });
  out.push(...dartMarks(view, at, cuts[1]), ...footMarks(view, at));
  sized(view.bars, f.right, f.bars, out);
  view.bars.setAttribute("aria-label", fill(labels.bars_said, { exponent: exponentText(exponent), bands: Array.from({ length: lot.B }, (_, b) => fill(labels.band_said, { from: grouped(lot.edges[b] + 1), to: grouped(lot.edges[b + 1]), f: percent(lot.share(lot.one, b)), now: percent(lot.share(x, b)), uniform: percent(lot.share(FLAT, b)) })).join("; "), count: Math.max(0, rowsSeen(view) - 1) }));
}

function barBands(view, bar, i, cuts, at) {
  const { lot, frame: f, theme } = view, k = f.k, lit = bandLooked(view), out = [];
  for (let b = 0; b < lot.B; b++) {
    const left = cuts[b], wide = cuts[b + 1] - left, shade = bar.meaning === "ink" ? SHADES[b] * 0.82 : SHADES[b], rgb = thinned(view, bar.meaning, shade ?? 0.1), text = percent(lot.share(bar.x, b)), size = i === 1 ? 11.5 : 10.5;
    out.push(boxMark(left, at.tops[i], Math.max(0.6, wide - 1), at.highs[i], { rx: Math.min(2, wide / 3), fill: css(rgb), "data-hit": `band:${i}:${b}`, class: "hot", stroke: lit === b ? theme.inkText : null, "stroke-width": 1.6, opacity: lit !== null && lit !== b ? 0.45 : null }));
    if (measured(text, size * k, theme.mono) < wide - 5) out.push(textMark(view, text, left + wide / 2, at.tops[i] + at.highs[i] / 2 + 3.9 * k, { size, mono: true, anchor: "middle", fill: onColour(view, rgb) }));
  }
  return out;
}

// Over the first bar: up to which rank a band goes.
function bandHeads(view, cuts) {
  const { lot, frame: f, theme, labels } = view, out = [];
  let free = -Infinity;
  for (let b = 0; b < lot.B; b++) {
    const text = b ? `–${grouped(lot.edges[b + 1])}` : fill(labels.ranks, { from: 1, to: grouped(lot.edges[1]) }), wide = measured(text, 10 * f.k, theme.font), middle = clamp((cuts[b] + cuts[b + 1]) / 2, wide / 2, f.right - wide / 2);
    if (middle - wide / 2 < free) continue;
    free = middle + wide / 2 + 5;
    out.push(textMark(view, text, middle, 8 * f.k, { size: 10, anchor: "middle" }));
  }
  return out;
}

// From a band's end in one bar to its end in the next.
function linkMarks(view, cuts, at) {
  const { lot, theme } = view, out = [], lit = bandLooked(view), link = (from, to, i, isOn) => {
    const top = at.tops[i] + at.highs[i], bottom = at.tops[i + 1], bend = (bottom - top) / 2;
    out.push(s("path", { d: `M${round1(from)} ${round1(top)}C${round1(from)} ${round1(top + bend)} ${round1(to)} ${round1(bottom - bend)} ${round1(to)} ${round1(bottom)}`, fill: "none", stroke: isOn ? theme.quiet : theme.line, "stroke-width": isOn ? 1.6 : 1 }));
  };
  for (let b = 1; b < lot.B; b++) for (const i of [0, 1]) link(cuts[i][b], cuts[i + 1][b], i, lit === b || lit === b - 1);
  return out;
}

// Two words in all three: the one that is looked at, or the most frequent that was drawn, and the true one.
function footMarks(view, at) {
  const { lot, frame: f, rest, theme, x } = view, k = f.k, words = lot.words(x, rest.pair, rest.k), row = rowLooked(view), drawn = words.slice(1, Math.max(1, rowsSeen(view)));
  if (!words.length) return [];
  const first = row ? words[row] : drawn.reduce((best, word) => (lot.ranks[word] < lot.ranks[best] ? word : best), drawn[0] ?? words[0]), shown = [...new Set([first, words[0]])];
  const texts = shown.map((word) => `${lot.name(word)}: ${[lot.one, x, FLAT].map((one) => percent(lot.chance(one, word))).join(" → ")}`), out = [];
  const total = texts.reduce((sum, text) => sum + measured(text, 10.5 * k, theme.font) + 12 * k, -12 * k);
  let left = clamp(f.right - total - 2, 0, at.left);
  for (const text of texts) {
    const room = f.right - left;
    out.push(textMark(view, text, left, at.foot, { size: 10.5, fill: theme.inkText, most: room }));
    left += measured(text, 10.5 * k, theme.font) + 12 * k;
    if (left > f.right - 60 * k) break;
  }
  return out;
}
