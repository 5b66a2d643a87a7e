// Where everything stands, in pixels: the letters with three strips beneath them, in lines where they are narrow; then the chart, on
// the same axis where there is one line.

const STRIP = 21, STRIP_GAP = 5, LOW_STRIP = 9, CHART = 214, PRESENT_CHART = 270;
const LEAST_PITCH = 7.6; // of a letter that can be read; a longer text stands in lines

function frameOf(view) {
  const k = view.data.present ? 1.25 : 1, room = Math.floor(view.figure.clientWidth - 2 * PADDING(view)), isNarrow = room < 620, { count } = view.model;
  const gutter = (isNarrow ? 40 : 62) * k, right = (isNarrow ? 6 : 12) * k, inside = room - gutter - right;
  const most = Math.max(12, Math.floor(inside / (LEAST_PITCH * k))), lines = Math.ceil(count / most), per = lines > 1 ? most : count;
  const isLow = isNarrow || lines > 1, strip = (isLow ? LOW_STRIP : STRIP) * k, gap = (isLow ? 2 : STRIP_GAP) * k, letters = 24 * k, lineHeight = letters + 3 * (strip + gap) + (isNarrow ? 8 * k : isLow ? 14 * k : 0);
  const top = isNarrow ? 4 : 12 * k, chartTop = top + lines * lineHeight + (isNarrow ? 26 : 14) * k, chartHeight = Math.max(110, (view.data.present ? PRESENT_CHART : CHART) - (view.lent ?? 0));
  return { k, room, isNarrow, isLow, gutter, right, inside, per, lines, pitch: inside / per, strip, gap, letters, lineHeight, top, chartTop, chartHeight, chartPitch: inside / count, height: chartTop + chartHeight + 32 * k, ...rangeOf(view) };
}

const PADDING = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;

// Decades of the chart: what the pinned letter's loss gives, from and to an even one; at least six.
function rangeOf({ model, rest }) {
  const all = model.order.flatMap((cell) => [...model.row(cell, rest.pin)]), high = 2 * Math.ceil((Math.max(...all) + 0.3) / 2), low = 4 * Math.floor((Math.min(...all) - 0.3) / 4);
  return { high, low: Math.min(low, high - 6) };
}

// The middle of letter j, and the line it stands in.
const letterX = (f, j) => f.gutter + ((j % f.per) + 0.5) * f.pitch;
const lineTop = (f, j) => f.top + Math.floor(j / f.per) * f.lineHeight;
const stripTop = (f, j, row) => lineTop(f, j) + f.letters + row * (f.strip + f.gap);
const chartX = (f, k) => f.gutter + (k + 0.5) * f.chartPitch;
const chartY = (f, log) => f.chartTop + (f.chartHeight * (f.high - clamp(log, f.low, f.high))) / (f.high - f.low);
