// Whose fault is it: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

let latest = [];

export default (given) => shown({ ...given, data: readOnce(given.data) }, { mount, update });

// The same bytes are the same data: a new theme brings them once more.
function readOnce(bytes) {
  if (latest[0] !== bytes) latest = [bytes, readWire(bytes)];
  return latest[1];
}

function mount(view, data) {
  Object.assign(ICONS, { up: "M3 11l5-6 5 6z", down: "M3 5l5 6 5-6z" });
  Object.assign(view, { labels: data.labels, widths: data.widths, rest: { ...data.rest }, at: 0, received: 0, pointed: null, flashes: new Map() });
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.figure = h("div", { class: "figure" }, buildToolbar(view), buildControls(view), buildTally(view), buildRows(view), notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "error-analysis" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  listen(view);
  watch(view, view.figure, () => { if (view.wide !== view.figure.clientWidth) invalidate(view); });
}

function listen(view) {
  view.list.addEventListener("keydown", (event) => {
    const isButton = event.target.closest?.("button") && (event.key === " " || event.key === "Enter");
    if (!isButton) press(view, event, { ArrowUp: () => walkRows(view, -1), ArrowDown: () => walkRows(view, 1), PageUp: () => pageBy(view, -1), PageDown: () => pageBy(view, 1), Escape: () => letGo(view) });
  });
  listenToLooks(view);
  listenToTerms(view, view.lines);
  listenToTerms(view, view.numbers);
}

function update(view, data) {
  if (view.data !== data) {
    view.data = data;
    take(view, new Cases(data));
  }
  dress(view, view.cases.colours);
  invalidate(view);
}

// What the page has set is shown at once; what the visitor has done since stays.
function take(view, cases) {
  const isOther = view.cases?.subject !== cases.subject, isFirst = !view.cases;
  Object.assign(view, { cases, present: cases.present, labels: cases.labels, labelKey: cases.labels.rows + cases.labels.all, received: view.received + 1 });
  view.root.classList.toggle("present", Boolean(cases.present));
  const isOrder = adopt(view, cases);
  if (isOrder || isOther) {
    stopSteps(view);
    Object.assign(view, { glide: null, morph: null, drawer: null, pointed: null });
    view.isPlaced = false;
  }
  examine(view);
  if (isOrder || isOther) view.at = stepNow(view);
  if (!isFirst && (isOther || isOrder)) announce(view);
}

// The tally, where y* fell out of the beam, whose fault that is.
function spotsOf(view) {
  const { rowsSvg, rest } = view, find = (name) => rowsSvg.querySelector(`[data-row="${rest.row}"] ${name}`), stairs = find("[data-drawer] path") ?? view.list;
  return [view.tally, find("[data-ring]") ?? stairs, find("[data-chip]") ?? view.list];
}

function redraw(view, now) {
  if (!view.theme || !view.cases || !view.figure.clientWidth) return;
  const isMoving = runClocks(view, now), drawers = new Map();
  view.wide = view.figure.clientWidth;
  view.frame = frameOf(view);
  view.drawers = (row) => { if (!drawers.has(row)) drawers.set(row, drawerOf(view, row)); return drawers.get(row); };
  view.root.classList.toggle("narrow", view.frame.isNarrow);
  for (const draw of [drawControls, drawToolbar, drawTally]) draw(view);
  drawRows(view, now);
  if (!view.isPlaced) { view.isPlaced = true; view.scrollAfter = targetOf(view, view.listed.indexOf(view.rest.row) > 0); invalidate(view); }
  for (const draw of [drawFormula, drawTable, placeNotes]) draw(view);
  if (isMoving) invalidate(view);
}
