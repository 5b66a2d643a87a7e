// A true pair against words drawn: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

let last = [];

export default (given) => shown({ ...given, data: readOnce(given.data) }, { mount, update });

// The same bytes are the same data: a new theme brings them once more.
function readOnce(bytes) {
  if (last[0] !== bytes) last = [bytes, readWire(bytes)];
  return last[1];
}

function mount(view, data) {
  Object.assign(view, { labels: data.labels, rest: { ...data.rest }, at: 0, x: 0, received: 0, pointed: null, focused: null, pinned: null });
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.flyer = h("div", { class: "flyer", hidden: true, "aria-hidden": "true" });
  view.leftSide = h("div", { class: "left" }, buildRows(view), buildPlane(view));
  view.rightSide = h("div", { class: "right" }, buildCurve(view), buildBars(view));
  view.bands = h("div", { class: "bands-row" }, view.leftSide, view.rightSide, view.flyer);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), buildControls(view), view.bands, notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "negative-sampling" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  listen(view);
  watch(view, view.figure, () => { if (view.wide !== view.figure.clientWidth) invalidate(view); });
}

function listen(view) {
  view.rowList.addEventListener("keydown", (event) => {
    const isButton = event.target.closest?.("button") && (event.key === " " || event.key === "Enter");
    if (!isButton) press(view, event, { ArrowUp: () => walkRows(view, -1), ArrowDown: () => walkRows(view, 1), "+": () => setK(view, view.rest.k + 1), "-": () => setK(view, view.rest.k - 1), Escape: () => { view.pinned = null; announce(view); invalidate(view); } });
  });
  listenToLooks(view);
  listenToTerms(view, view.lines);
  listenToTerms(view, view.numbers);
  listenToTerms(view, view.rowsFoot);
}

function update(view, data) {
  if (view.data !== data) {
    view.data = data;
    take(view, new Lot(data));
  }
  dress(view, view.lot.colours);
  invalidate(view);
}

// Another sentence or centre is shown where the page says; other darts for the same pairs are thrown one by one.
function take(view, lot) {
  const before = view.lot, isOther = before?.subject !== lot.subject, thrown = lot.arrays.thrown.values.join();
  Object.assign(view, { lot, present: lot.present, labels: lot.labels, labelKey: lot.labels.rows_title + lot.labels.picture, received: view.received + 1 });
  view.root.classList.toggle("present", Boolean(lot.present));
  const isOrder = adopt(view, lot), isThrown = before && !isOther && view.thrownKey !== thrown;
  view.thrownKey = thrown;
  if (isOther) Object.assign(view, { pointed: null, focused: null, pinned: null });
  view.rest = { ...view.rest, pair: clamp(view.rest.pair, 0, Math.max(0, lot.P - 1)), k: clamp(view.rest.k, 1, Math.max(1, lot.K)) };
  if (isOrder || isOther || !before) {
    stopSteps(view);
    Object.assign(view, { glide: null, at: stepNow(view), x: lot.place(view.rest.exponent) });
  }
  if (isThrown && view.isThrowing) throwAll(view);
  else if (before && (isOther || isOrder || isThrown)) announce(view);
}

// The true row, the darts on the middle bar, the plane.
function spotsOf(view) {
  const { rowsPart, bars, plane, notes, frame: f, barsAt } = view, origin = notes.getBoundingClientRect().left;
  if (!f || f.isNarrow || !barsAt) return [rowsPart, bars, plane];
  const row = rowsPart.getBoundingClientRect(), left = bars.getBoundingClientRect().left - origin, middle = row.left - origin + row.width * 0.48;
  return [{ left: row.left - origin, right: middle - 12 }, { left: left + barsAt.left, right: left + barsAt.right }, { left: middle, right: row.right - origin }];
}

// On a phone the curve is folded.
function fold(view, isNarrow) {
  if (view.isFolded === isNarrow) return;
  view.isFolded = isNarrow;
  view.root.classList.toggle("narrow", isNarrow);
  view.curveFold.open = !isNarrow;
}

function redraw(view, now) {
  if (!view.theme || !view.lot || !view.figure.clientWidth) return;
  runGlide(view, now, GLIDE_MS);
  view.wide = view.figure.clientWidth;
  view.frame = frameOf(view);
  fold(view, view.frame.isNarrow);
  view.leftSide.style.width = view.frame.isNarrow ? "" : `${view.frame.left}px`;
  for (const draw of [drawControls, drawToolbar, drawRows, drawPlane, drawCurve, drawBars, drawFlight, drawFormula, drawTable, placeNotes]) draw(view);
  if (view.glide) invalidate(view);
}
