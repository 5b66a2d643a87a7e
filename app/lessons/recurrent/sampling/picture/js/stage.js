// The middle: the text so far with the box of the symbol that is being drawn, the three bars, the needle. While a symbol is
// drawn, `phase` runs from 0 to 5: the bar before folds away; the first bar grows; it is squeezed; it is cut; the needle falls.

const BEAT = { word: 200, character: 70 }, BEATS = 5;

function stageMarks(view, phase) {
  const { frame: f, warp, theme } = view, beat = (i) => clamp(phase - i, 0, 1), out = [s("defs", {}, hatchPattern("hatch-others", css(mix(theme.page, theme.ink, 0.22)), theme.pageText),
    hatchPattern("hatch-cut", shadeOf(view, "cut", 0.45), theme.pageText))];
  const text = textRow(view, phase), shapes = [0, 1, 2].map((row) => barShape(view, row, row ? beat(row + 1) : 1));
  if (phase < 1) return [...out, ...text.marks, ...foldMarks(view, phase)];
  const grown = beat(1), isKeptOnly = warp.cutRow === 0;
  if (grown < 1) return [...out, ...text.marks, growing(barMarks(view, shapes[0], { isCutShown: false }), text.box, f, grown)];
  if (phase > 2) out.push(...ribbonMarks(view, shapes[0], shapes[1], { isKeptOnly }));
  if (phase > 3) out.push(...ribbonMarks(view, shapes[1], shapes[2], { isKeptOnly: true }));
  if (f.wrong !== null && phase >= BEATS) out.splice(1, Infinity, ...mistakeMarks(view), ...(phase > 3 ? ribbonMarks(view, shapes[1], shapes[2], { isKeptOnly: true }) : []));
  out.push(...barMarks(view, shapes[0], { isCutShown: warp.cutRow === 0 && phase > 2 }));
  if (phase > 2) out.push(...barMarks(view, shapes[1], { isKeptOnly, isCutShown: phase > 3 }));
  if (phase > 3) out.push(...barMarks(view, shapes[2], { isKeptOnly: true }), ...axisMarks(view));
  const falls = beat(warp.cutRow === 0 ? 2 : 3);
  if (falls > 0 && falls < 1) out.push(fallingMarks(view, shapes[warp.cutRow], falls));
  if (falls > 0) out.push(...cutMarks(view, shapes[warp.cutRow]));
  out.push(...titleMarks(view, 0, f.tops[0], isKeptOnly && warp.cut.by ? null : othersText(view)));
  if (phase > 2) out.push(...titleMarks(view, 1, shapes[1].top));
  if (phase > 3) out.push(...titleMarks(view, 2, shapes[2].top));
  if (phase > 4) out.push(...needleMarks(view, beat(4)));
  return [...out, ...text.marks, ...flyingMarks(view, text.box, beat(4))];
}

function othersText(view) {
  const { singles, others } = view.grouped;
  return others ? unitLabel(view, singles === 1 ? "likeliest_one" : "likeliest", { count: singles, others: many(others) }) : unitLabel(view, "likeliest_all", { count: singles });
}

// The text's end, and the box behind it. Gives the box as [x, y, width, height].
function textRow(view, phase) {
  const { frame: f, theme, model, rest, shown, labels } = view, { k } = f, isWord = model.level === "word", size = isWord ? 17 : 16;
  const before = joinedText(model, [...model.data.start, ...symbolsBefore(view, rest.step)]), token = isWord || shown.token === EOS ? tokenText(view, shown.token) : visible(shown.token);
  const wide = Math.max((isWord ? 44 : 28) * k, measured(token, size * k, theme.font, true) + (isWord ? 30 : 16) * k);
  const place = f.isNarrow ? "" : unitLabel(view, "place", { time: timeOf(view) }), room = f.span - wide - 14 * k - measured(place, 10.5 * k, theme.font) - 12 * k;
  const text = cutText(before || labels.empty, room, size * k, theme.font, false, true), x = f.left + (text ? measured(text, size * k, theme.font) + (isWord ? 7 : 3) * k : 0);
  const box = [x, 3 * k, wide, 25 * k], isMarked = view.marked === "word", out = [textMark(view, text, f.left, 21 * k, { size, fill: before ? theme.inkText : theme.quiet })];
  out.push(boxMark(...box, { rx: 5, fill: theme.pageText, stroke: isMarked ? theme.text("drawn") : theme.inkText, "stroke-width": isMarked ? 3 : 1.5, "data-hit": "word" }));
  if (view.isLit) out.push(textMark(view, token, x + wide / 2, 21 * k, { size, fill: theme.inkText, bold: true, anchor: "middle" }));
  if (place) out.push(textMark(view, place, x + wide + 10 * k, 20 * k, { size: 10.5 }));
  return { marks: out, box };
}

// The symbols before step n as they stand now.
function symbolsBefore(view, n) {
  return Array.from({ length: n }, (_, i) => view.rest.kept[i] ?? view.model.symbol(i));
}

// The place of the symbol in the whole text, counted from 1.
const timeOf = (view) => view.model.data.start.length + view.rest.step + 1;

// The last bar of the step before on its way into the margin.
function foldMarks(view, share) {
  const { frame: f } = view, { folding } = view;
  if (!folding) return [];
  return [s("g", { transform: `translate(0 ${round1(f.bottom - f.bar)}) scale(${Math.max(0.01, 1 - share)} ${1 - 0.8 * share})`, opacity: round1(1 - 0.8 * share) }, ...folding.map((node) => node.cloneNode(true)))];
}

function growing(marks, [x, y, wide, high], f, share) {
  const mixed = (from, to) => from + (to - from) * share, sx = mixed(wide / f.span, 1), sy = mixed(high / f.bar, 1);
  return s("g", { transform: `translate(${round1(mixed(x, f.left))} ${round1(mixed(y, f.tops[0]))}) scale(${sx} ${sy}) translate(${-f.left} ${-round1(f.tops[0])})` }, ...marks);
}

function fallingMarks(view, shape, share) {
  const cut = view.pieces.filter((piece) => piece.isCut && shape.edge(piece.to) - shape.edge(piece.from) > 0.3);
  return s("g", { opacity: round1(1 - share), transform: `translate(0 ${round1(26 * view.frame.k * share)})` },
    ...cut.map((piece) => boxMark(shape.edge(piece.from), shape.top, shape.edge(piece.to) - shape.edge(piece.from), shape.height, { fill: "url(#hatch-cut)" })));
}

// The symbol on its way from its piece up into the box.
function flyingMarks(view, [x, y, wide, high], share) {
  const { frame: f, theme, shown, warp } = view;
  if (share <= 0.5 || share >= 1) return [];
  const along = (share - 0.5) * 2, edges = warp.edges[2], from = f.left + (f.span * (edges[shown.place] + edges[shown.place + 1])) / 2;
  const at = (a, b) => a + (b - a) * along;
  return [textMark(view, tokenText(view, shown.token), at(from, x + wide / 2), at(f.bottom - f.bar / 2, y + high * 0.72), { size: at(12, 17), fill: theme.inkText, bold: true, anchor: "middle", halo: true })];
}
