// Where everything stands in the middle, in pixels: the text, and beneath it the bars with room for ribbons between them.

const HEIGHT = 328, PRESENT_HEIGHT = 540, PAST = 148, DONE = 286, NARROW = 640;
const TEXT_ROW = 34, TITLE = 16, FOOT = 40;

function layout(view) {
  const { data, isNarrow } = view, k = data.present ? 1.3 : 1, isWrong = data.bug === "divide" || data.bug === "softmax";
  const height = (data.present ? PRESENT_HEIGHT : HEIGHT) - (view.lent ?? 0), width = Math.max(160, view.stage.clientWidth);
  const left = 1, right = width - 1, free = height - (TEXT_ROW + TITLE + FOOT) * k;
  const bar = clamp(free * (isWrong ? 0.15 : 0.185), 24 * k, 60 * k), wrongBar = isWrong ? bar * 0.72 : 0;
  const first = (TEXT_ROW + TITLE) * k, gap = (free - 3 * bar - wrongBar) / (isWrong ? 3 : 2);
  const wrong = isWrong ? first + bar + gap : null, second = isWrong ? wrong + wrongBar + gap : first + bar + gap;
  const tops = [first, second, second + bar + gap];
  return { k, isNarrow, height, width, left, right, span: right - left, bar, gap, tops, wrong, wrongBar, bottom: tops[2] + bar };
}

// A bar between the one before it, at 0, and its own place, at 1.
function barShape(view, row, share = 1) {
  const { frame: f, warp } = view, from = warp.edges[Math.max(0, row - 1)], to = warp.edges[row];
  const edge = (i) => f.left + f.span * (from[i] + (to[i] - from[i]) * share);
  return { row, edge, top: f.tops[Math.max(0, row - 1)] * (1 - share) + f.tops[row] * share, height: f.bar };
}

const MOST_PIECES = 16, LEAST_PIECE = 2.2; // single pieces; pixels

// The pieces of all bars, from likely to rare: one by one while they can be seen, then the others, cut where they are cut.
function piecesOf(view) {
  const { frame: f, warp, shown, model, rest } = view, { cut } = warp, rows = f.wrong === null ? warp.rows : [...warp.rows, mistaken(view)], ranking = model.ranking(rest.step), { possible } = ranking;
  let singles = 0;
  while (singles < Math.min(MOST_PIECES, possible) && Math.max(...rows.map((row) => row[singles])) * f.span >= LEAST_PIECE) singles++;
  singles = Math.max(1, singles);
  const bounds = new Set(Array.from({ length: singles + 1 }, (_, i) => i)), further = [shown.place, shown.place + 1, cut.count, possible].filter((one) => one > singles && one <= possible);
  if (shown.place >= singles) bounds.add(shown.place);
  for (const one of further) bounds.add(one);
  const edges = [...bounds].sort((a, b) => a - b), out = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const from = edges[i], to = edges[i + 1], isDrawn = from === shown.place && to === from + 1, isSingle = from < singles || isDrawn;
    out.push({ from, to, isDrawn, isSingle, isCut: from >= cut.count, token: isSingle ? model.symbols[ranking.order[from]] : null });
  }
  return { pieces: out, singles, others: possible - singles };
}
