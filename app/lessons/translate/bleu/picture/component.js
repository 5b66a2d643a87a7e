// BLEU of one candidate: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

export default (given) => shown(given, { mount, update });

function mount(view, data) {
  Object.assign(view, { data, labels: data.labels, rest: { ...data.rest }, row: 0, at: 0, counts: 0, pointed: null, tween: null, widen: null });
  view.terms = new Map(data.terms.map((term) => [term.id, term]));
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  const parts = h("div", { class: "parts" }, buildStage(view), buildSide(view));
  view.figure = h("div", { class: "figure" }, buildToolbar(view), buildEditor(view), parts, notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "bleu" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  listen(view);
  watch(view, view.figure, () => { if (view.wide !== view.figure.clientWidth) invalidate(view); });
}

function listen(view) {
  const keys = { ArrowUp: () => setOrder(view, view.rest.n - 1), ArrowDown: () => setOrder(view, view.rest.n + 1), Escape: () => letGo(view) };
  view.stage.addEventListener("keydown", (event) => press(view, event, keys));
  listenToLooks(view);
  for (const part of [view.lines, view.numbers, view.sideSvg]) listenToTerms(view, part);
}

// What the page has set is shown at once; what the visitor has done since stays.
function update(view, data) {
  if (view.data !== data || !view.model) take(view, data);
  dress(view, data.colours);
  invalidate(view);
}

function take(view, data) {
  const isFirst = !view.model;
  Object.assign(view, { data, labels: data.labels, present: data.present, labelKey: data.labels.precisions + data.labels.formula });
  view.root.classList.toggle("present", Boolean(data.present));
  const isOrder = adopt(view, data);
  if (isOrder) {
    stopSteps(view);
    Object.assign(view, { widen: null, pointed: null });
    fillField(view);
  }
  const { glide } = view;
  recount(view, !isFirst && !still());
  if (!isOrder && glide) Object.assign(view, { glide, at: clamp(view.at, glide.from, glide.to) });
  if (isOrder && !isFirst) announce(view);
}

// The first n-gram that is paid, the precisions, the score.
function spotsOf(view) {
  const bracket = view.svg.querySelector('[data-state="paid"]') ?? view.stage, { sides } = view;
  if (!sides || view.frame.isNarrow) return [bracket, view.sideSvg, view.sideSvg];
  const { left, right } = view.sideSvg.getBoundingClientRect(), from = view.notes.getBoundingClientRect().left;
  return [bracket, { left: left - from, right: left - from + sides.bar + sides.barWide * 0.5 }, { left: right - from - 110, right: right - from }];
}

function redraw(view, now) {
  if (!view.theme || !view.model || !view.figure.clientWidth) return;
  const isMoving = runClocks(view, now);
  view.wide = view.figure.clientWidth;
  view.frame = frameOf(view);
  view.root.classList.toggle("narrow", view.frame.isNarrow);
  view.root.dataset.counted = view.model.by;
  for (const draw of [drawEditor, drawToolbar, drawStage, drawSide, drawFormula, drawTable, placeNotes]) draw(view);
  if (isMoving) invalidate(view);
}
