// A sentence read into one vector and written from it: see __init__.py for the data. The parts in ../js and js/ come
// before this file in the same module.

let stamps = 0, last = [];

export default (given) => shown({ ...given, data: readOnce(given.data) }, { mount, update });

// The same bytes are the same data: a new theme brings them once more.
function readOnce(bytes) {
  if (last[0] !== bytes) last = [bytes, readWire(bytes)];
  return last[1];
}

function mount(view, data) {
  Object.assign(view, { labels: data.labels, rest: { ...data.rest }, at: 1, pointed: null, dot: null });
  view.back = s("g", {});
  view.strips = s("g", { class: "strips" });
  view.front = s("g", {});
  view.svg = s("svg", { "aria-hidden": "true" }, view.back, view.strips, view.front);
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": data.labels.picture },
    view.svg);
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.lower = h("div", { class: "lower" }, buildPlane(view), buildChart(view));
  view.figure = h("div", { class: "figure" }, buildToolbar(view), view.stage, notesRow(view), view.lower,
    buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "seq2seq" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  listenToStage(view);
  listenToTerms(view, view.lines, (term) => view.one.terms.get(term).marks);
  watch(view, view.figure, () => { if (view.wide !== view.figure.clientWidth) invalidate(view); });
}

function update(view, data) {
  if (view.data !== data) {
    view.data = data;
    take(view, new OneVector(data));
  }
  dress(view, view.one.colours);
  invalidate(view);
}

// Another sentence is shown where the page says; the same in the other order lets its words walk.
function take(view, one) {
  const before = view.one, isOther = before?.subject !== one.subject;
  one.stamp = isOther || before.labels.picture !== one.labels.picture ? ++stamps : before.stamp;
  startSwap(view, before, one);
  Object.assign(view, { one, labels: one.labels, labelKey: one.labels.picture + one.labels.formula });
  view.root.classList.toggle("present", Boolean(one.present));
  const isOrder = adopt(view, one);
  if (!(view.rest.map in one.maps)) view.rest.map = one.rest.map;
  if (!isOrder && !isOther) return;
  stopSteps(view);
  Object.assign(view, { pointed: null, dot: null, glide: null, at: stepNow(view) });
  mark(view, "picture", null);
  if (before) say(view, () => restText(view));
}

// The last column read, c, the first word written.
function spotsOf(view) {
  const { frame: f } = view;
  if (!f || f.isNarrow) return [view.stage, view.stage, view.stage];
  const around = (band, i) => ({ left: band.row.at[i] - Math.max(14, band.wide),
    right: band.row.at[i] + Math.max(14, band.wide) });
  return [around(f.read, -1 + view.one.R), { left: f.c.x - 6, right: f.c.x + f.c.wide + 6 }, around(f.write, 0)];
}

function redraw(view, now) {
  if (!view.theme || !view.one || !view.stage.clientWidth) return;
  runMotion(view, now);
  view.wide = view.figure.clientWidth;
  view.frame = frameOf(view);
  view.root.classList.toggle("narrow", view.frame.isNarrow);
  view.svg.setAttribute("width", view.frame.width);
  view.svg.setAttribute("height", view.frame.height);
  view.back.replaceChildren(...drawFunnels(view));
  drawStrips(view);
  view.front.replaceChildren(...drawReading(view), ...drawVector(view), ...drawWriting(view));
  for (const draw of [drawPlane, drawChart, drawToolbar, drawFormula, drawTable, placeNotes]) draw(view);
  if (view.glide || view.swap) invalidate(view);
}
