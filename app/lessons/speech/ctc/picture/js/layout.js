// Where everything stands, in CSS pixels; frames count from the left edge of the window that is shown.

const NARROW = 640, SIDE = 218, GAP = 34, NAMES = 66;
const WINDOW = { least: 60, most: 80, pixels: 8.2, narrow: 6, trellis: 30 }; // frames that are shown, and how wide one is

function frameOf(view) {
  const outer = view.figure.clientWidth - 2 * paddingOf(view), large = view.present ? 1.25 : 1, isNarrow = outer < NARROW * large, k = view.present && isNarrow ? 1.1 : large;
  const side = isNarrow ? outer : Math.round(SIDE * k), wide = isNarrow ? outer : outer - side - GAP, names = Math.round((isNarrow ? 18 : NAMES) * k);
  const plot = Math.max(60, wide - names - 2), { T } = view.model, most = Math.max(1, Math.floor(plot / (WINDOW.narrow * k)));
  const shown = isNarrow ? most : T <= WINDOW.most ? T : clamp(Math.round(plot / (WINDOW.pixels * k)), WINDOW.least, WINDOW.most);
  const upper = scaleOf(plot, Math.min(T, shown)), lower = isNarrow ? scaleOf(plot, Math.min(T, WINDOW.trellis)) : upper;
  return { k, outer, wide, side, isNarrow, names, plot, right: names + plot, upper, lower, ...bandsOf(view, k, isNarrow, T > upper.W) };
}

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;
const scaleOf = (plot, W) => ({ W, w: plot / W });

// Tops and heights of the rows; the notes of a first visit are lent their height by the plots.
function bandsOf(view, k, isNarrow, isLong) {
  const lent = isNarrow ? 0 : (view.lent ?? 0) / k, caption = isNarrow ? 15 * k : 0, out = {};
  let y = 9 * k;
  const row = (name, height, gap, above = caption) => {
    out[name] = { top: Math.round(y + above), high: Math.round(height * k) };
    out[name].bottom = out[name].top + out[name].high;
    y = out[name].bottom + gap * k;
  };
  if (isLong) row("strip", 10, 8, 0);
  row("spectrum", (isNarrow ? 60 : 46) - lent * 0.25, 7);
  row("probs", 66 - lent * 0.25, 8);
  row("boxes", 17, 0);
  row("ribbons", 36 - lent * 0.1, 0, 0);
  row("letters", 23, isNarrow ? 22 : 11, 0);
  row("trellis", (isNarrow ? 170 : isLong ? 136 : 152) - lent * 0.4, 0, isNarrow ? 34 * k : 0);
  out.high = Math.ceil(out.trellis.bottom + 18 * k);
  return out;
}

// The window follows the cursor, which keeps `margin` frames from its edges where there are more.
function followCursor(view, margin) {
  const { T } = view.model, { upper: { W }, lower } = view.frame, room = Math.min(margin, (W - 1) / 2), last = T - W;
  view.from = clamp(clamp(view.from ?? 0, view.at - (W - 1) + room, view.at - room), 0, last);
  view.lowerFrom = lower === view.frame.upper ? view.from : clamp(view.at - (lower.W - 1) / 2, 0, T - lower.W);
}

const upperX = (view, t) => view.frame.names + (t + 0.5 - view.from) * view.frame.upper.w;
const lowerX = (view, t) => view.frame.names + (t + 0.5 - view.lowerFrom) * view.frame.lower.w;
const frameAt = (view, x, scale, from) => clamp(Math.floor((x - view.frame.names) / scale.w + from), 0, view.model.T - 1);

// Centres as near as they can be to where they would stand, none nearer to the next than `least`.
function spread(wanted, least, low, high) {
  const blocks = [];
  wanted.forEach((x, i) => {
    let block = { sum: x - i * least, count: 1 };
    while (blocks.length && blocks.at(-1).sum / blocks.at(-1).count > block.sum / block.count) {
      const before = blocks.pop();
      block = { sum: before.sum + block.sum, count: before.count + block.count };
    }
    blocks.push(block);
  });
  const most = high - (wanted.length - 1) * least;
  return blocks.flatMap(({ sum, count }) => Array(count).fill(clamp(sum / count, low, Math.max(low, most)))).map((x, i) => x + i * least);
}
