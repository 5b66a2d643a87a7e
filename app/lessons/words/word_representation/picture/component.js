// One-hot and embedding: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

let last = [];

export default (given) => shown({ ...given, data: readOnce(given.data) }, { mount, update });

// The same bytes are the same data: a new theme brings them once more.
function readOnce(bytes) {
  if (last[0] !== bytes) last = [bytes, readWire(bytes)];
  return last[1];
}

function mount(view, data) {
  Object.assign(view, { labels: data.labels, rest: { ...data.rest }, at: 0, part: 0, received: 0, note: "", pinned: null, flights: {} });
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.leftSide = h("div", { class: "left" }, buildProduct(view), buildLookup(view));
  view.rightSide = h("div", { class: "right" }, buildFeatures(view), buildRuler(view));
  view.bands = h("div", { class: "bands" }, view.leftSide, view.rightSide);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), view.bands, notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "word-representation" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  listen(view);
  watch(view, view.figure, () => { if (view.shown && view.wide !== view.figure.clientWidth) invalidate(view); });
}

function update(view, data) {
  if (view.data !== data) {
    view.data = data;
    take(view, new Shown(data));
  }
  dress(view, view.shown.colours);
  invalidate(view);
}

// A page's order is taken over; otherwise the word, V and the step stay as they are in the browser.
function take(view, shown) {
  const before = view.shown, wasEnd = before && view.at >= lastStep(view), word = view.rest.word;
  Object.assign(view, { shown, present: shown.present, labels: shown.labels, labelKey: shown.labels.picture, received: view.received + 1, pinned: null, lookedCell: null, lookedDot: null });
  view.root.classList.toggle("present", Boolean(shown.present));
  view.frame ??= frameOf(view);
  const isOrder = adopt(view, shown);
  if (!shown.places.has(view.rest.word)) view.rest = { ...shown.rest };
  if (!shown.sizes.includes(view.rest.size)) view.rest = { ...view.rest, size: shown.rest.size };
  if (isOrder || !before) Object.assign(view, { playing: null, part: 0, note: "", at: view.rest.step < 0 ? Infinity : view.rest.step });
  else if (wasEnd) view.at = Infinity;
  view.at = Math.min(view.at, lastStep(view));
  if (isOrder || !before) view.isFlown = isReached(view);
  if (before && word !== view.rest.word) for (const part of ["product", "lookup", "one"]) fly(view, part);
  if (before && isOrder) announce(view);
}

// The lit column of the product, the finger of the look-up, the rulers.
function spotsOf(view) {
  const { frame: f, notes } = view;
  if (!f || f.isNarrow) return [view.stage, view.lookupStage, view.rulerBox];
  const left = view.stage.getBoundingClientRect().left - notes.getBoundingClientRect().left, lit = columnsOf(view)[view.lit], end = left + f.e + f.eWide, to = clamp(left + lit.x + lit.wide, left + f.matrix + 0.45 * (f.e - f.matrix), end - 180);
  return [{ left: left + f.matrix, right: to }, { left: to + 8, right: end }, view.rulerBox];
}

function redraw(view, now) {
  if (!view.theme || !view.shown || !view.figure.clientWidth) return;
  view.wide = view.figure.clientWidth;
  view.frame = frameOf(view);
  const { frame: f } = view;
  view.root.classList.toggle("narrow", f.isNarrow);
  view.leftSide.style.width = view.rightSide.style.width = "";
  if (!f.isNarrow) { view.leftSide.style.width = `${f.left}px`; view.rightSide.style.width = `${f.right}px`; }
  if (view.playing) tick(view, now);
  view.isFlying = false;
  noteReached(view);
  drawAsked(view);
  drawSize(view);
  for (const draw of [drawProduct, drawLookup]) draw(view, now);
  for (const draw of [drawFeatures, drawRuler, drawToolbar, drawFormula, drawTable, placeNotes]) draw(view);
  if (view.playing || view.isFlying) invalidate(view);
}
