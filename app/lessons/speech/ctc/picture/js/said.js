// What is said in the picture at the cursor: where greedy parts from the path, and where the label's probability is.

function saidMarks(view) {
  const { trellis } = view.spelling;
  if (!trellis.best.length) return unspelledMarks(view);
  return [...underBox(view), ...legendMarks(view), ...shareWords(view), ...rowsMarks(view)];
}

// The label needs more frames than there are, or the network gives one of its letters no probability at all.
function unspelledMarks(view) {
  const { frame: f, theme } = view, { k } = f;
  return wrapped(unspelledSaid(view), f.plot - 20 * k, 13 * k, theme.font)
    .map((line, i) => textMark(view, line, f.names + f.plot / 2, f.trellis.top + f.trellis.high / 2 + i * 18 * k, { size: 13, anchor: "middle", bold: true, fill: theme.text("loss") }));
}

function unspelledSaid({ labels, model, spelling: { needed } }) {
  return needed > model.T ? fill(labels.too_short, { needed, frames: model.T }) : labels.impossible;
}

// Beneath the box at the cursor: what becomes of it, and what greedy says where that is something else.
function underBox(view) {
  const { model, rest: { step }, spelling: { path }, data: { wrongly }, frame: { boxes, k, right }, theme, labels } = view, own = path[step], greedy = model.greedy[step];
  const becomes = own !== BLANK ? (own === path[step - 1] ? "merged" : "") : wrongly === "space" ? "read_space" : "falls_out", isWrong = becomes === "read_space";
  const lines = [becomes && [fill(labels[becomes], { symbol: shownAs(model, own) }), isWrong ? theme.text("loss") : theme.quiet], greedy !== own && [fill(labels.greedy_says, { symbol: shownAs(model, greedy) }), theme.text("loss")]].filter(Boolean);
  const wide = Math.max(...lines.map(([text]) => measured(text, round1(10.8 * k), theme.font, true)), 0), x = upperX(view, step), isLeft = x + wide + 10 > right;
  return lines.map(([text, fill], i) => textMark(view, text, x + (isLeft ? -7 : 7), boxes.bottom + (14 + 14 * i) * k, { size: 10.8, bold: true, halo: true, anchor: isLeft ? "end" : "start", fill }));
}

// Where the trellis leaves room: left of a cursor in the right half, beneath; right of one in the left half, above. There the
// text begins where the best path has gone by.
function roomAt(view) {
  const { frame: f, at, spelling: { trellis: { best } } } = view, isRight = lowerX(view, at) > f.names + f.plot * 0.5, by = isRight ? -1 : 1, up = trellisUp(view);
  const isBeside = (row) => (isRight ? rowY(view, row) - up > f.trellis.bottom - 31 * f.k : rowY(view, row) - up < f.trellis.top + 31 * f.k);
  let t = Math.round(at);
  while (best[t + by] !== undefined && isBeside(best[t + by])) t += by;
  const x = lowerX(view, t === Math.round(at) ? at : t + by / 2);
  return { x: x + (isRight ? -9 : 9), anchor: isRight ? "end" : "start", isRight, most: isRight ? x - 9 - f.names : f.right - x - 9 };
}

function legendMarks(view) {
  const { frame: { trellis, k, isNarrow }, labels, theme, place } = view, { x, anchor, isRight, most } = roomAt(view);
  if (isNarrow || !isRight || place || view.rows.isDense || view.rows.high > trellis.high / 6) return [];
  const lines = [[labels.shade, theme.quiet], [labels.line, theme.inkText]];
  return lines.map(([line, fill], i) => textMark(view, line, x, trellis.top + (13 + 14 * i) * k, { size: 10.8, fill, anchor, halo: true, most }));
}

// Which rows are in sight: left of the lowest; on a narrow page right above the first.
function rowsMarks(view) {
  const { frame: { trellis, names, wide, k, isNarrow }, theme } = view, said = rowsSaid(view), size = 10.8;
  if (!said) return [];
  if (isNarrow) return [textMark(view, said, wide, trellis.top - 7 * k, { size, anchor: "end" })];
  return wrapped(said, names - 16 * k, round1(size * k), theme.font).reverse().map((line, i) => textMark(view, line, 0, trellis.bottom - (2 + 13 * i) * k, { size }));
}

// The row that holds most of the label's probability at the cursor, and what is before and past it.
function sharesAt(view, t) {
  const { S, shares } = view.spelling.trellis, own = Array.from(shares.subarray(t * S, (t + 1) * S)), row = own.indexOf(Math.max(...own));
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  return { row, share: own[row], before: sum(own.slice(0, row)), past: sum(own.slice(row + 1)) };
}

const percent = (share) => (share > 0 && share < 0.005 ? "<1" : share >= 0.995 && share < 0.99995 ? ">99" : String(Math.round(100 * share)));

// "c", or "– after i", "– before t".
function rowSaid({ model, labels, spelling: { trellis: { rows } } }, row) {
  if (rows[row] !== BLANK) return shownAs(model, rows[row]);
  if (rows.length === 1) return "–";
  return fill(row ? labels.after : labels.before, { symbol: shownAs(model, rows[row ? row - 1 : 1]) });
}

function shareWords(view) {
  const { labels, frame: { trellis, k, isNarrow, wide }, theme, rest: { step } } = view, { row, share, before, past } = sharesAt(view, step);
  const { x, anchor, isRight, most } = isNarrow ? { x: 0, anchor: "start", most: wide } : roomAt(view);
  if (view.place && !isNarrow) return [];
  const lines = [fill(labels.here, { share: percent(share), row: rowSaid(view, row) }), fill(labels.beside, { before: percent(before), past: percent(past) })];
  const y = isNarrow ? trellis.top - 21 * k : isRight ? trellis.bottom - 19 * k : trellis.top + 13 * k;
  return lines.map((line, i) => textMark(view, line, x, y + i * 14 * k, { size: 10.8, fill: i ? theme.quiet : theme.inkText, bold: !i, anchor, halo: true, most }));
}
