// On a phone: the way runs down, one turn beneath the other; what is left goes off to the right. Beneath it all leaves, with bars.

function drawUpright(view) {
  const { walk, frame: f } = view, k = f.k, u = Object.fromEntries(Object.entries(UPRIGHT).map(([name, pixels]) => [name, pixels * k]));
  const path = pathTo(walk.words.get(view.walked)), bottom = u.head + (path.length - 1) * u.turn, middleOf = (turn) => u.head + (turn + 0.5) * u.turn;
  u.end = u.left + u.thick + 44 * k;
  const marks = [...sourceMarks(view, u), ...path.slice(1).flatMap((node, turn) => uprightTurn(view, u, node, turn, middleOf(turn)))];
  marks.push(...leafName(view, path.at(-1), u.left, bottom + 16 * k, f.left - u.left, 13), ...listMarks(view, bottom + 44 * k, u.row));
  sized(view.riverSvg, f.left, view.rows.at(-1).bottom + FOOT * k, marks);
  placeLeaves(view);
  placePills(view, new Map(path.slice(0, -1).map((node, turn) => [node.key, { x: u.pill, y: middleOf(turn) }])));
}

function sourceMarks(view, u) {
  const { lot, frame: f, theme } = view, k = f.k, y = u.head - 10 * k;
  return [boxMark(u.left, u.head - 16 * k, u.thick, 16 * k, { fill: waterOf(view, true), "data-root": true }), textMark(view, "1", u.left - 8 * k, y, { size: 12, mono: true, bold: true, anchor: "end", fill: theme.text("update") }),
    textMark(view, visible(lot.centre), u.left + u.thick + 8 * k, y, { size: 12.5, bold: true, fill: theme.text("embedding"), most: f.left - u.left - u.thick - 8 * k, term: "e" })];
}

// A turn of the way to `node`: the trunk, which keeps to the left, what leaves it, and σ.
function uprightTurn(view, u, node, turn, middle) {
  const { frame: f, theme, marked } = view, k = f.k, { parent } = node, side = parent.ways[1 - node.digit], share = clamp(view.at - turn, 0, 1), top = middle - u.turn / 2, pale = waterOf(view, false);
  const wide = Math.max(LEAST_WIDE, u.thick * node.p), off = Math.max(LEAST_WIDE, u.thick * side.p), x = round1(u.left + u.thick * node.p + off / 2), isLeft = ["one_minus", "sigma_minus"].includes(marked);
  const out = [s("path", { d: `M${x} ${round1(top)}C${x} ${round1(middle)} ${x} ${round1(middle)} ${round1(u.end)} ${round1(middle)}`, fill: "none", stroke: isLeft ? theme.mark("activation") : pale, "stroke-width": round1(off), "data-branch": side.key }), boxMark(u.left, top, wide, u.turn, { fill: pale })];
  if (share > 0) out.push(boxMark(u.left, top, wide, u.turn * share, { fill: waterOf(view, true), "data-way": turn + 1 }));
  out.push(...leafName(view, side, u.end + 6 * k, middle, f.left - u.end - 54 * k, 12), textMark(view, chance(side.p), f.left, middle + 4.2 * k, { size: 11.5, mono: true, anchor: "end" }));
  if (share > 0.4) out.push(pillMark(view, { x: u.pill, y: middle, text: pillText(shareOf(parent, node.digit)), grown: 1, isOn: looked(view)?.turn === parent.key, isMarked: marked === "theta", hit: `turn:${parent.key}` }));
  return out;
}

// All leaves, the most frequent word first; in the real tree in the order in which they are left.
function listMarks(view, top, row) {
  const { tree, walk, frame: f } = view, k = f.k, bar = f.left - Math.min(120 * k, f.left * 0.36), number = bar - 8 * k;
  const most = Math.max(...tree.leaves.map((leaf) => leaf.p)), order = [...tree.leaves].sort(tree === walk ? (a, b) => a.depth - b.depth : (a, b) => a.word - b.word);
  view.rows = order.map((node, i) => ({ node, left: 0, top: top + i * row, bottom: top + (i + 1) * row, y: top + (i + 0.5) * row }));
  const shape = { number, bar, wide: f.left - bar, most, size: 12.5, high: 10 * k };
  return [...view.rows.flatMap(({ node, y }) => [...leafName(view, node, 0, y, number - 52 * k, 12.5), ...leafNumber(view, node, { ...shape, y })]), ...sumMarks(view, { number, bar, foot: top + order.length * row })];
}
