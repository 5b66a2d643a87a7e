// A place of the trellis that is looked into: all paths through it, from the left and to the right, and what comes in.

// Of the paths through it, how many pass each other place: blue before it, magenta behind it; all others fade.
function drawThrough(view) {
  const { place, spelling, theme, rows } = view, key = place ? [view.stageKey, place.t, place.row].join("|") : "";
  if (view.throughKey === key) return;
  view.throughKey = key;
  view.lower.world.firstChild.setAttribute("opacity", place ? 0.18 : 1);
  if (!place) { view.through.replaceChildren(); return; }
  const { trellis } = spelling, { w } = view.frame.lower, { t, row } = place;
  if (!(trellis.shares[t * trellis.S + row] > 0)) { view.through.replaceChildren(placeMark(view, w, rows.high)); return; }
  const marks = shareMarks(view, throughPlace(trellis, t, row), (frame) => theme.mark(frame <= t ? "from_left" : "from_right"));
  view.through.replaceChildren(...marks, placeMark(view, w, rows.high));
}

function placeMark(view, w, high) {
  const { place: { t, row }, theme } = view;
  return boxMark(t * w, rowY(view, row) - high / 2, w, high, { rx: 2, fill: "none", stroke: theme.inkText, "stroke-width": 1.8, "data-place": `${t}:${row}` });
}

// Three arrows in: stay, step, and over a blank.
function arrowMarks(view) {
  const { place, spelling: { trellis }, theme, frame: { trellis: box, lower: { w }, names } } = view;
  if (!place?.t) return [];
  const arrivals = Object.values(arrivalsAt(trellis, place.t, place.row)), up = trellisUp(view), to = [lowerX(view, place.t) - w * 0.3, rowY(view, place.row) - up];
  return arrivals.flatMap((value, back) => {
    const from = [lowerX(view, place.t - 1), rowY(view, place.row - back) - up];
    if (value === -Infinity || from[1] < box.top || from[0] < names) return [];
    return [lineMark([from, to], { stroke: theme.mark("from_left"), "stroke-width": 2.2, "data-arrow": MOVES_IN[back] }), s("circle", { cx: round1(from[0]), cy: round1(from[1]), r: 2.6, fill: theme.mark("from_left") })];
  });
}

const MOVES_IN = ["stay", "step", "skip"];

// Its numbers: α with what it is the sum of, β, and the share.
function placeLines(view, { t, row }) {
  const { labels, model, spelling: { trellis }, theme } = view, { S, alpha, beta, shares, y } = trellis, i = t * S + row, arrivals = arrivalsAt(trellis, t, row);
  const coloured = (text, meaning) => h("b", { style: `color: ${theme.text(meaning)}` }, text), line = (...parts) => { const node = h("span", {}); node.append(...parts); return node; };
  const sum = MOVES_IN.filter((name) => arrivals[name] > -Infinity).map((name) => `${labels[name]} ${shortP(arrivals[name])}`).join(" + ");
  const skip = row % 2 && row > 1 && !trellis.skips[row] ? [labels.no_skip] : [], times = ` · y ${shortP(y[i])}`;
  return [line(fill(labels.place, { frame: t + 1, row: rowSaid(view, row) })), line(coloured(`α ${shortP(alpha[i])}`, "from_left"), sum ? ` = (${sum})${times}` : t ? "" : ` = y ${shortP(y[i])}`), ...skip,
    line(coloured(`β ${shortP(beta[i])}`, "from_right"), ` ${labels.without_y}`), line("α · β / p = ", h("b", {}, shareText(shares[i])))];
}

const shareText = (share) => (share >= 0.00095 || share === 0 ? format(share, 3) : shortP(Math.log(share)));
