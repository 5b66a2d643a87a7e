// Where everything stands, in pixels. Wide: the storeys, the last on top, what is read off them, both charts. Narrow: one storey.

const HEIGHT = 406, PRESENT_HEIGHT = 500, NARROW = 640;
const GUTTER = 62, PANEL = 148, CHARTS = 228, OPEN = 26, FOOT = 40, HEAD = 17, GAP = 13;
const PHONE_ROW = 13;

function frameOf(view) {
  const k = view.data.present ? 1.25 : 1, { model } = view, { T, L, W, R } = model, whole = view.figure.clientWidth - 2 * paddingOf(view), isNarrow = whole < NARROW;
  const isWords = W === 2, open = isWords ? 0 : OPEN * k, gutter = (isNarrow ? 34 : GUTTER) * k, panel = isNarrow ? 0 : PANEL * k, charts = isNarrow ? 0 : CHARTS * k;
  const room = whole - gutter - panel - charts, [least, most] = isWords ? [54 * k, 92 * k] : [8 * k, 17 * k], pitch = clamp((room - open - 4) / Math.max(1, T - (isWords ? 0 : 1)), least, most);
  const shown = isNarrow ? 1 : L, foot = FOOT * k, height = isNarrow ? (HEAD + 4) * k + R * W * PHONE_ROW * k + foot + (isWords ? 20 * k : 0) : (view.data.present ? PRESENT_HEIGHT : HEIGHT) - (view.lent ?? 0);
  const storey = (height - foot) / shown, tags = isWords ? 18 * k : 0, history = storey - (HEAD + GAP) * k - tags + (isNarrow ? 9 * k : 0);
  return { k, isNarrow, isWords, T, L, open, gutter, panel, charts, room, pitch, height, storey, history, tags, foot, row: history / (R * W), width: Math.max(room, isWords ? T * pitch : (T - 1) * pitch + open + 4) };
}

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;

// The layers that are drawn, as indices from 0.
const layersShown = (view) => (view.frame.isNarrow ? [storeyOf(view)] : Array.from({ length: view.model.L }, (_, n) => n));
const storeyOf = (view) => clamp(view.storey ?? view.model.L - 1, 0, view.model.L - 1);

// Where a storey's rows begin: the last layer stands on top.
const topOf = (view, n) => (view.frame.isNarrow ? 0 : (view.model.L - 1 - n) * view.frame.storey) + HEAD * view.frame.k;

// Where a symbol's column begins and how wide it is: that of the letter read last stands open.
function columnOf(view, t) {
  const { frame: f, rest } = view, last = rest.step - 1;
  if (f.isWords) return { x: t * f.pitch + f.pitch * 0.14, wide: f.pitch * 0.72 };
  return { x: t * f.pitch + (t > last ? f.open - f.pitch + 3 : t === last ? 1 : 0), wide: t === last ? f.open : f.pitch };
}

const rowTop = (view, { n, w, r }) => topOf(view, n) + (w * view.model.R + r) * view.frame.row;
