// What is pointed at, `view.pointed`: { kind: a (a column read), x (its word), c, s (a column written), y (its word) or
// P; i: which; unit: of a state or of c }.

// Pointed at by the formula, while nothing is in the picture.
const isTerm = (view, kind) => view.marked === kind && !view.pointed;
// The number of c that is pointed at, or else the pinned one.
const unitLooked = (view) => (view.pointed?.kind === "c" ? view.pointed.unit : view.rest.unit);

// What lies under the pointer, out of places alone: the parts are drawn anew while it rests on them.
function partAt(view, event) {
  const { frame: f, one } = view, box = view.svg.getBoundingClientRect(), x = event.clientX - box.left,
    y = event.clientY - box.top;
  const { read, write, c } = f, i = y >= read.top - 2 && y <= read.foot ? nearest(read, x) : null;
  if (x >= c.x - 4 && x <= c.x + c.wide + 4 && y >= c.y - 2 && y <= c.y + c.high + 2) {
    return flowShare(view) === 1 ? { kind: "c", unit: unitAt(view, x, y) } : null;
  }
  if (i !== null && wordShare(view, i) > 0) {
    const unit = rowAt(view, read, y);
    if (y > read.bottom + 1) return { kind: "x", i };
    return columnShare(view, one.stepOf(i, halfOf(one, unit))) === 1 ? { kind: "a", i, unit } : null;
  }
  const t = y >= write.top - HIGH.bars * f.k && y <= write.foot ? nearest(write, x) : null;
  if (t === null || t >= writtenNow(view)) return null;
  if (y < write.top - 2) return { kind: "P", i: t };
  if (y > write.bottom + 1) return { kind: "y", i: t };
  return { kind: "s", i: t, unit: clamp(Math.floor(((y - write.top) / write.high) * one.S), 0, one.S - 1) };
}

// Whether a row was read from the left (0) or from the right (1).
const halfOf = (one, row) => Math.min(one.halves.length - 1, Math.floor(row / (one.H / one.halves.length)));

// The column under x: its word may be broader than it is.
function nearest(band, x) {
  let best = null, least = Infinity;
  band.row.at.forEach((at, i) => { const away = Math.abs(at - x); if (away < least) [best, least] = [i, away]; });
  return least <= Math.max(band.row.widths[best] / 2, 8) ? best : null;
}

function unitAt({ frame: { c, isNarrow }, one }, x, y) {
  const share = isNarrow ? (x - c.x) / c.wide : (y - c.y) / c.high;
  return clamp(Math.floor(share * one.C), 0, one.C - 1);
}

function rowAt(view, band, y) {
  const { one } = view, rows = one.H / one.halves.length;
  for (const half of one.halves.keys()) {
    const [top, high] = halfPlace(view, band, half);
    if (y <= top + high) return half * rows + clamp(Math.floor(((y - top) / high) * rows), 0, rows - 1);
  }
  return one.H - 1;
}

function point(view, part, event) {
  showTip(view, part ? partLines(view, part) : [], event);
  mark(view, "picture", part?.kind ?? null);
  if (JSON.stringify(view.pointed) === JSON.stringify(part)) return;
  view.pointed = part;
  invalidate(view);
}

function listenToStage(view) {
  const { stage } = view;
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || !view.frame) return;
    const part = partAt(view, event);
    stage.style.cursor = part ? "pointer" : "";
    point(view, part, event);
  });
  stage.addEventListener("pointerleave", () => point(view, null, null));
  let down = null; // what a press begins on: the place of a click is in whole pixels, and numbers of c are thinner than one
  stage.addEventListener("pointerdown", (event) => { down = partAt(view, event); });
  stage.addEventListener("click", (event) => { stage.focus({ preventScroll: true });
    pressPart(view, down, event); });
  stage.addEventListener("keydown", (event) => press(view, event,
    { ArrowDown: () => walkUnits(view, 1), ArrowUp: () => walkUnits(view, -1), Escape: () => letGo(view) }));
}

// A number of c is pinned; anything else is the step at which it was read or written.
function pressPart(view, part, event) {
  const { one } = view;
  if (!part) { point(view, null, null); return; }
  if (part.kind === "c") pinUnit(view, part.unit);
  else if (part.kind === "a" || part.kind === "x") jump(view,
    one.stepOf(part.i, part.kind === "a" ? halfOf(one, part.unit) : 0));
  else jump(view, one.R + part.i + 1);
  point(view, part, event);
}

function letGo(view) {
  point(view, null, null);
  if (view.rest.unit !== null) change(view, { unit: null });
}
