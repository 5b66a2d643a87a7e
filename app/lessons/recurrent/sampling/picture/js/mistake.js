// Two mistakes as a bar of its own: dividing the probabilities by the temperature, and taking softmax of them.

// Chances from likely to rare, as the mistake makes them.
function mistaken(view) {
  const { warp, rest, data, model } = view, says = warp.rows[0], temperature = Math.max(rest.temperature, 0.05);
  if (data.bug === "divide") return says.map((p) => p / temperature);
  const { possible } = model.ranking(rest.step);
  return softmaxOf(says.map((p, i) => (i < possible ? p : -Infinity)), possible, temperature);
}

function mistakeMarks(view) {
  const { frame: f, theme, data, labels, warp } = view, { k } = f, chances = mistaken(view), edges = edgesOf(chances), end = edges.at(-1);
  const place = (share) => f.left + f.span * Math.min(1, share), shape = { row: 0, edge: (i) => place(edges[i]), top: f.wrong, height: f.wrongBar };
  const above = { row: 0, edge: (i) => f.left + f.span * warp.edges[0][i], top: f.tops[0], height: f.bar }, orange = theme.text("cut"), stops = place(end);
  const out = [...ribbonMarks(view, above, shape), ...barMarks(view, shape, { isCutShown: false, isLabelled: false })];
  for (const piece of view.pieces) {
    const x = shape.edge(piece.from), wide = shape.edge(piece.to) - x;
    if (piece.isSingle) out.push(...mistakeLabel(view, piece, x, wide, chances[piece.from]));
  }
  out.push(boxMark(f.left, f.wrong, stops - f.left, f.wrongBar, { fill: "none", stroke: theme.mark("cut"), "stroke-width": 1.6, "pointer-events": "none" }));
  const isOne = Math.abs(end - 1) < 0.0005, isShort = f.right - stops > 80 * k, said = data.bug === "softmax" ? labels.bug_softmax : labels.bug_divide, y = f.wrong - 6 * k;
  if (end > 1.0005) out.push(s("path", { d: `M${f.right - 8 * k} ${round1(f.wrong + f.wrongBar / 2 - 6 * k)}l${8 * k} ${6 * k}l${-8 * k} ${6 * k}z`, fill: theme.mark("cut"), stroke: theme.pageText }));
  out.push(textMark(view, said, f.left, y, { size: 11.5, fill: orange, bold: true, halo: true, most: f.span - 80 * k }));
  if (!isOne) out.push(textMark(view, fill(labels.bug_ends, { end: end.toFixed(2) }), isShort ? stops + 6 * k : f.right, isShort ? f.wrong + f.wrongBar / 2 + 4 * k : y, { size: 10.5, fill: orange, anchor: isShort ? "start" : "end", halo: true }));
  if (f.gap > 40 * k) out.push(textMark(view, data.bug === "softmax" ? labels.bug_softmax_means : labels.bug_divide_means, f.left, f.wrong + f.wrongBar + 12 * k, { size: 10, halo: true, most: f.span }));
  return out;
}

function mistakeLabel(view, piece, x, wide, value) {
  const { frame: f, theme } = view, { k } = f, text = tokenText(view, piece.token), number = chance(value), isLit = piece.isDrawn && view.isLit;
  const style = { size: 11, fill: isLit ? theme.pageText : theme.inkText, anchor: "middle", bold: isLit }, middle = x + wide / 2, y = f.wrong + f.wrongBar / 2 + 4 * k;
  const both = `${text} ${number}`;
  if (measured(both, 11 * k, theme.font, isLit) + 6 <= wide) return [textMark(view, both, middle, y, style)];
  return measured(text, 11 * k, theme.font, isLit) + 4 <= wide ? [textMark(view, text, middle, y, style)] : [];
}
