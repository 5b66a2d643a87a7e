// A tree in place of a softmax: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

let last = [];

export default (given) => shown({ ...given, data: readOnce(given.data) }, { mount, update });

// The same bytes are the same data: a new theme brings them once more.
function readOnce(bytes) {
  if (last[0] !== bytes) last = [bytes, readWire(bytes)];
  return last[1];
}

function mount(view, data) {
  Object.assign(view, { labels: data.labels, rest: { ...data.rest }, at: 0, received: 0, pointed: null, focused: null, pinned: null, pillsAt: new Map() });
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.leftSide = h("div", { class: "left" }, buildRiver(view));
  view.rightSide = h("div", { class: "right" }, buildDepths(view));
  view.bands = h("div", { class: "bands-row" }, view.leftSide, view.rightSide);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), buildControls(view), view.bands, notesRow(view), buildTable(view, view.tables), buildCard(view), view.tip, view.live);
  view.root = h("div", { class: "hierarchical-softmax" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  listen(view);
  watch(view, view.figure, () => { if (view.wide !== view.figure.clientWidth) invalidate(view); });
}

function listen(view) {
  view.river.addEventListener("keydown", (event) => {
    const isButton = event.target.closest?.("button") && (event.key === " " || event.key === "Enter");
    if (!isButton) press(view, event, { ArrowUp: () => walkBy(view, -1), ArrowDown: () => walkBy(view, 1), Escape: () => letGo(view) });
  });
  listenToLooks(view);
  listenToTerms(view, view.lines);
  listenToTerms(view, view.numbers);
  listenToTerms(view, view.river);
}

function letGo(view) {
  Object.assign(view, { pinned: null, pointed: null, focused: null });
  announce(view);
  invalidate(view);
}

function update(view, data) {
  if (view.data !== data) {
    view.data = data;
    take(view, new Woods(data));
  }
  dress(view, view.lot.colours);
  invalidate(view);
}

// Other words are shown where the page says; another centre of the same words leaves the tree, and who walks there, in place.
function take(view, lot) {
  const before = view.lot, isOther = before?.subject !== lot.subject, isMoved = before && before.centre !== lot.centre;
  Object.assign(view, { lot, present: lot.present, labels: lot.labels, labelKey: lot.labels.formula + lot.labels.picture, received: view.received + 1 });
  view.root.classList.toggle("present", Boolean(lot.present));
  const isOrder = adopt(view, lot);
  view.walked = lot.places.get(view.rest.word) ?? 0;
  if (isOther) Object.assign(view, { pointed: null, focused: null, pinned: null, places: null });
  if (isOrder || isOther || !before) {
    stopSteps(view);
    Object.assign(view, { glide: null, at: stepNow(view) });
  }
  if (before && (isOther || isOrder || isMoved)) announce(view);
}

// The river at the root, a pill on the way, the bar of the leaf.
function spotsOf(view) {
  const { river, notes, frame: f, riverAt: r } = view, walked = view.leafButtons?.[view.rows?.findIndex(({ node }) => isWalked(view, node))];
  if (!r || f.isNarrow) return [river, view.pillButtons[0] ?? river, walked ?? river];
  const origin = river.getBoundingClientRect().left - notes.getBoundingClientRect().left, pill = view.pillButtons[Math.floor(view.pillButtons.length / 2)] ?? { left: origin + r.left + r.pitch, right: origin + r.left + 2 * r.pitch };
  return [{ left: origin, right: origin + r.left + 10 }, pill, { left: origin + r.number - 40, right: origin + f.left }];
}

function redraw(view, now) {
  if (!view.theme || !view.lot || !view.figure.clientWidth) return;
  runGlide(view, now, GLIDE_MS);
  view.wide = view.figure.clientWidth;
  view.frame = frameOf(view);
  view.root.classList.toggle("narrow", view.frame.isNarrow);
  view.leftSide.style.width = view.frame.isNarrow ? "" : `${view.frame.left}px`;
  plant(view);
  drawRiver(view, now);
  for (const draw of [drawControls, drawToolbar, drawDepths, drawCard, drawFormula, drawTable, placeNotes]) draw(view);
  if (view.glide || view.slide) invalidate(view);
}
