// Where everything stands, in pixels. Wide: table and plane at the left, curve and bars at the right. Narrow: one beneath the other.

const HEIGHT = 360, PRESENT_HEIGHT = 500, NARROW = 640, GAP = 26;
const HIGH = { caption: 18, heads: 15, rows: 127, foot: 21, rule: 9, bars: 168 }; // of the parts, before they are enlarged
const ROW = 25.5, LEAST_ROW = 21, ROWS_SEEN = 6;

function frameOf(view) {
  const { lot, rest } = view, isPresent = Boolean(lot.present), whole = view.figure.clientWidth - 2 * paddingOf(view), isNarrow = whole < NARROW, k = isPresent ? (isNarrow ? 1.1 : 1.25) : 1;
  const count = rest.k + 1, row = clamp((HIGH.rows / count) * k, LEAST_ROW * k, ROW * k), rows = Math.round(Math.min(count, ROWS_SEEN) * row), table = (HIGH.caption + HIGH.heads + HIGH.foot) * k + rows;
  if (isNarrow) return { k, isNarrow, left: whole, right: whole, row, rows, plane: Math.round(whole * 0.62), curve: 190 * k, bars: HIGH.bars * k };
  const height = (isPresent ? PRESENT_HEIGHT : HEIGHT) - (view.lent ?? 0), left = Math.round(whole * 0.58), bars = Math.round(Math.min(HIGH.bars * k, height * 0.46));
  return { k, isNarrow, left, right: whole - left - GAP, row, rows, plane: Math.round(height - table - HIGH.rule - HIGH.caption * k), curve: Math.round(height - HIGH.caption * k - bars), bars };
}

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;

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

// Places for names beside their points, so that none lies over another: [{ x, y, wide, high, keeps, side }] -> left and middle of
// each, or null where there is no room. `taken`: boxes [left, top, right, bottom] that are to stay free; `keeps`: it is shown
// anyhow; `side`: −1 above its point, 1 beneath it.
function placeNames(names, taken, [width, height], gap = 7) {
  const boxes = [...taken];
  const over = (a, b) => Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
  return names.map(({ x, y, wide, high, keeps, side = 0 }) => {
    const tries = [[-wide / 2, -gap - high / 2], [-wide / 2, gap + high / 2], [gap, 0], [-gap - wide, 0], [gap * 0.7, -gap - high * 0.3], [-gap * 0.7 - wide, -gap - high * 0.3], [gap * 0.7, gap + high * 0.3], [-gap * 0.7 - wide, gap + high * 0.3],
      [-wide / 2, -gap - high * 1.5], [-wide / 2, gap + high * 1.5], [gap * 2.5, -gap - high], [-gap * 2.5 - wide, -gap - high], [gap * 2.5, gap + high], [-gap * 2.5 - wide, gap + high]].filter(([, dy]) => !side || dy * side > 0);
    let best = null, least = Infinity;
    tries.forEach(([dx, dy], rank) => {
      const box = [x + dx, y + dy - high / 2, x + dx + wide, y + dy + high / 2], outside = Math.max(0, -box[0], box[2] - width) + Math.max(0, -box[1], box[3] - height);
      const cost = boxes.reduce((sum, other) => sum + over(box, other), 0) + outside * 60 + rank * 1.5;
      if (cost < least) [best, least] = [box, cost];
    });
    if (least > Math.max(24, wide * high * 0.12) && !keeps) return null;
    boxes.push(best);
    return [best[0], (best[1] + best[3]) / 2];
  });
}

// An arrow from one point to another, with a head that is never longer than itself.
function arrowMarks([x, y], [toX, toY], colour, { wide = 2, head = 6, dashed = false, opacity = null } = {}) {
  const long = Math.hypot(toX - x, toY - y);
  if (long < 0.8) return [];
  const size = Math.min(head, long * 0.8), [ux, uy] = [(toX - x) / long, (toY - y) / long], [bx, by] = [toX - ux * size, toY - uy * size], half = size * 0.48;
  return [lineMark([[x, y], [bx, by]], { stroke: colour, "stroke-width": wide, "stroke-dasharray": dashed ? "2 3" : null, opacity }),
    s("path", { d: `M${round1(toX)} ${round1(toY)}L${round1(bx - uy * half)} ${round1(by + ux * half)}L${round1(bx + uy * half)} ${round1(by - ux * half)}Z`, fill: colour, opacity })];
}
