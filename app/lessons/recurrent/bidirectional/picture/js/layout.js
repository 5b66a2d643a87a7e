// Where everything stands, in pixels. Wide: both histories above and below the words, a column a word. Narrow: a row a word.

const HEIGHT = 408, PRESENT_HEIGHT = 500, PANEL = 262, NARROW = 640, ROW = 36, LEAST = 52; // pixels of a word at least; a longer sentence scrolls
const FIXED = { numbers: 15, words: 25, tags: 27, ready: 36 };

function frameOf(view) {
  const k = view.data.present ? 1.3 : 1, { T } = view.model, whole = view.figure.clientWidth - 2 * paddingOf(view), isNarrow = whole < NARROW;
  if (isNarrow) return { k: view.data.present ? 1.15 : 1, isNarrow, T, row: ROW * (view.data.present ? 1.15 : 1), gutter: 0, room: whole, width: whole, height: (22 + T * ROW) * (view.data.present ? 1.15 : 1), panel: 0 };
  const panel = PANEL * k, gutter = 66 * k, room = whole - panel - gutter, pitch = clamp(room / T, LEAST * k, 104 * k), column = Math.min(42 * k, pitch * 0.5);
  const height = (view.data.present ? PRESENT_HEIGHT : HEIGHT) - (view.lent ?? 0), fixed = (2 * FIXED.numbers + FIXED.words + 2 * FIXED.tags + FIXED.ready) * k, history = (height - fixed) / 2;
  const left = FIXED.numbers * k, words = left + history, right = words + FIXED.words * k, numbers = right + history, tags = numbers + FIXED.numbers * k;
  return { k, isNarrow, T, panel, gutter, room, pitch, column, width: Math.max(room, T * pitch), height, history, left, words, right, numbers, tags, forward: tags + FIXED.tags * k, ready: tags + 2 * FIXED.tags * k };
}

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;
const middleOf = (f, t) => (t + 0.5) * f.pitch;
