// The bars and the ribbons between them.

function pieceColour(view, piece) {
  const { theme } = view;
  if (piece.isDrawn && view.isLit) return theme.text("drawn");
  if (!piece.isSingle || piece.isCut) return piece.isCut ? "url(#hatch-cut)" : "url(#hatch-others)";
  return shadeOf(view, "drawn", Math.max(0.13, 0.3 - 0.022 * piece.from));
}

// A bar with its pieces; `isKeptOnly`: without those that are cut.
function barMarks(view, shape, { isKeptOnly = false, isCutShown = true, isLabelled = true } = {}) {
  const { theme, frame: f } = view, out = [];
  let right = f.left;
  for (const piece of lastLit(view)) {
    if (piece.isCut && isKeptOnly) continue;
    const isCut = piece.isCut && isCutShown, own = shape.edge(piece.to) - shape.edge(piece.from), isThin = piece.isDrawn && view.isLit && own < THINNEST;
    if (own < 0.05 && !isThin) continue;
    const wide = isThin ? THINNEST : own, x = shape.edge(piece.from) - (wide - own) / 2;
    right = Math.max(right, x + wide);
    out.push(boxMark(x, shape.top, wide, shape.height, { fill: pieceColour(view, { ...piece, isCut }), stroke: wide > 2 ? theme.pageText : null, "stroke-width": 1, "data-hit": `piece ${shape.row} ${piece.from}` }));
    if (isLabelled) out.push(...pieceLabel(view, shape, { ...piece, isCut }, x, wide));
  }
  out.push(boxMark(f.left, shape.top, right - f.left, shape.height, { fill: "none", stroke: theme.quiet, "stroke-width": 1, "stroke-opacity": 0.7, "pointer-events": "none" }));
  return [...out, ...barMarked(view, shape)];
}

const THINNEST = 2.5; // pixels of what is drawn, however rare it is

// The pieces, the drawn one last: it may be thinner than a line, and lies above the others then.
const lastLit = (view) => [...view.pieces.filter((piece) => !piece.isDrawn), ...view.pieces.filter((piece) => piece.isDrawn)];

function pieceLabel(view, shape, piece, x, wide) {
  const { frame: f, theme, warp, labels } = view, { k } = f, middle = x + wide / 2, centre = shape.top + shape.height / 2;
  if (piece.isCut && !(piece.isDrawn && view.isLit)) return [];
  if (!piece.isSingle && view.isLit && view.shown.place >= view.grouped.singles) return []; // the drawn one's own label needs the room
  if (!piece.isSingle) return wide > 15 * k && shape.height > 38 * k ? [textMark(view, labels.others, middle + 3.5 * k, centre, { size: 9.5, anchor: "middle", turned: true, halo: true })] : [];
  const colour = piece.isDrawn && view.isLit ? theme.pageText : theme.inkText, bold = piece.isDrawn && view.isLit, text = tokenText(view, piece.token);
  const number = chance(warp.rows[shape.row][piece.from]), need = Math.max(measured(text, 12 * k, theme.font, bold), measured(number, 10.5 * k, theme.mono)) + 5, aside = besideNeedle(view, shape, piece, x, wide, need);
  if (need <= wide && shape.height > 28 * k) return [textMark(view, text, aside.at, centre - 2.5 * k, { size: 12 * aside.scale, fill: colour, anchor: "middle", bold }),
    textMark(view, number, aside.at, centre + 11 * k, { size: 10.5 * aside.scale, fill: colour, anchor: "middle", mono: true })];
  if (measured(text, 11.5 * k, theme.font, bold) + 4 <= wide) return [textMark(view, text, middle, centre + 4 * k, { size: 11.5, fill: colour, anchor: "middle", bold })];
  if (piece.isDrawn && view.isLit && wide < 11 * k) return thinLabel(view, shape, text, number, x, wide);
  if (wide < (f.isNarrow ? 24 : 11) * k || measured(text, 10 * k, theme.font, bold) > shape.height - 2) return [];
  return [textMark(view, text, middle + 3.5 * k, centre, { size: 10, fill: colour, anchor: "middle", bold, turned: true })];
}

// Where a label of this width has its middle, and how much smaller it is: in the part of the piece that the needle leaves.
function besideNeedle(view, { row }, piece, x, wide, need) {
  const { frame: f, shown } = view, at = f.left + f.span * shown.u, middle = x + wide / 2;
  if (row !== 2 || !piece.isDrawn || Math.abs(at - middle) > need / 2) return { at: middle, scale: 1 };
  const [left, right] = [at - x, x + wide - at].map((room) => room - 2 * f.k), room = Math.max(left, right), scale = Math.min(1, room / need);
  if (scale < 0.75) return { at: middle, scale: 1 };
  return { at: left > right ? x + left / 2 : x + wide - right / 2, scale };
}

// Beside what is too thin for its label.
function thinLabel(view, shape, text, number, x, wide) {
  const { frame: f, theme } = view, { k } = f, said = `${text} ${number}`, own = measured(said, 11 * k, theme.font, true), isRight = x + own + 12 * k < f.right;
  const from = isRight ? x + wide + 5 * k : x - 5 * k - own, middle = shape.top + shape.height / 2;
  return [boxMark(from - 2, middle - 8 * k, own + 4, 16 * k, { fill: theme.pageText, "fill-opacity": 0.88, rx: 3, "pointer-events": "none" }),
    textMark(view, said, from, middle + 4 * k, { size: 11, fill: theme.inkText, bold: true })];
}

// What a term of the formula speaks of, in a bar.
function barMarked(view, shape) {
  const { theme, marked, shown, warp, frame: f } = view, piece = view.pointedPlace ?? shown.place;
  const around = (from, to) => [boxMark(shape.edge(from) - 1, shape.top - 2, Math.max(3, shape.edge(to) - shape.edge(from)) + 2, shape.height + 4, { fill: "none", stroke: theme.inkText, "stroke-width": 2, rx: 2, "pointer-events": "none" })];
  const name = rowNames(view.rest)[shape.row];
  if (MARKED_PIECE[marked] === name) return around(piece, piece + 1);
  if (MARKED_LEFT[marked]?.(view.rest) === name) return around(0, marked === "all_over_t" && !view.rest.temperature_last ? warp.rows[0].length : warp.cut.count);
  if (marked === "edge" && shape.row === 2) return [lineMark([[shape.edge(piece + 1), shape.top - 9 * f.k], [shape.edge(piece + 1), f.bottom + 4 * f.k]], { stroke: theme.mark("cut"), "stroke-width": 2.5 })];
  return [];
}

// What the second and the third bar are, in the order of the arithmetic.
const rowNames = (rest) => (rest.temperature_last ? ["says", "cut", "squeezed"] : ["says", "squeezed", "cut"]);
const MARKED_PIECE = { squeezed: "squeezed", over_t: "squeezed", left: "squeezed", cut: "cut", plain: "says" };
const MARKED_LEFT = { all_over_t: () => "squeezed", sum_left: () => "squeezed", all_scores: () => "says", limit: (rest) => (rest.temperature_last ? "says" : "squeezed") };

// From each piece of a bar to the same piece of the next one.
function ribbonMarks(view, above, below, { isKeptOnly = false } = {}) {
  const { theme } = view, from = above.top + above.height, to = below.top, bend = (to - from) * 0.55, out = [];
  if (to - from < 1) return out;
  for (const piece of lastLit(view)) {
    if (piece.isCut && isKeptOnly) continue;
    const isLit = piece.isDrawn && view.isLit, [[a, b], [d, c]] = [above, below].map((shape) => reach(shape, piece, isLit ? THINNEST - 1 : 0));
    if (b - a < 0.3 && c - d < 0.3) continue;
    const isPointed = view.pointedPlace === piece.from;
    const colour = isLit ? shadeOf(view, "drawn", 0.62) : !piece.isSingle ? css(mix(theme.page, theme.ink, 0.07)) : shadeOf(view, "drawn", isPointed ? 0.42 : 0.14);
    const curve = (x0, y0, x1, y1) => `C${x0} ${round1(y0 + (y1 > y0 ? bend : -bend))} ${x1} ${round1(y1 - (y1 > y0 ? bend : -bend))} ${x1} ${round1(y1)}`;
    out.push(s("path", { d: `M${a} ${round1(from)}L${b} ${round1(from)}${curve(b, from, c, to)}L${d} ${round1(to)}${curve(d, to, a, from)}Z`, fill: colour, stroke: theme.pageText, "stroke-width": 0.8, "data-hit": `piece ${above.row} ${piece.from}` }));
  }
  return out;
}

// From where to where a piece lies, at least so wide.
function reach(shape, piece, least) {
  const from = shape.edge(piece.from), to = shape.edge(piece.to), more = Math.max(0, least - (to - from)) / 2;
  return [round1(from - more), round1(to + more)];
}

// Where it is cut, and how much.
function cutMarks(view, shape) {
  const { frame: f, theme, warp, rest, labels, model } = view, { cut } = warp, { k } = f;
  if (!cut.by) return [];
  const orange = theme.text("cut"), x = f.left + f.span * cut.at, isLate = x > f.right - 60 * k, base = shape.top + shape.height, possible = model.ranking(rest.step).possible;
  const said = { top_p: rest.top_p.toFixed(2), top_k: `k = ${rest.top_k}`, min_p: fill(labels.tick_min_p, { share: rest.min_p.toFixed(2) }) }[cut.by];
  const out = [lineMark([[x, shape.top - 15 * k], [x, shape.top]], { stroke: theme.mark("cut"), "stroke-width": 2 }), lineMark([[x, base], [x, base + 5 * k]], { stroke: theme.mark("cut"), "stroke-width": 2 })];
  out.push(textMark(view, said, isLate ? x - 4 * k : x + 4 * k, shape.top - 6 * k, { size: 10, fill: orange, mono: true, anchor: isLate ? "end" : "start", halo: true }));
  if (possible > cut.count) {
    const text = unitLabel(view, possible - cut.count === 1 ? "cut_one" : "cut_many", { count: many(possible - cut.count), chance: chance(Math.max(0, 1 - cut.left)) });
    out.push(textMark(view, text, f.right, base + 14 * k, { size: 10.5, fill: orange, anchor: "end", halo: true }));
  }
  return out;
}

function titleMarks(view, row, top, note = null) {
  const { frame: f, theme } = view, { k } = f, title = titlesOf(view)[row], y = top - 6 * k;
  const out = [textMark(view, title, f.left, y, { size: 12, fill: theme.inkText, bold: true, halo: true })], room = f.span - measured(title, 12 * k, theme.font, true) - 12 * k;
  if (note) out.push(textMark(view, note, f.right, y, { size: 10.5, anchor: "end", most: room, halo: true }));
  return out;
}

function axisMarks(view) {
  const { frame: f, theme } = view, { k } = f;
  return [0, 0.25, 0.5, 0.75, 1].flatMap((at) => {
    const x = f.left + f.span * at, anchor = at === 0 ? "start" : at === 1 ? "end" : "middle";
    return [lineMark([[x, f.bottom], [x, f.bottom + 4 * k]], { stroke: theme.quiet, "stroke-width": 1 }), textMark(view, String(at), x, f.bottom + 14 * k, { size: 10, anchor, mono: true })];
  });
}
