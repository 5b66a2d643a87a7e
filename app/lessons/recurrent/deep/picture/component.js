// Layers as storeys over one text: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

export default (given) => shown(given, { mount, update });

function mount(view, bytes) {
  const { labels, rest } = headOf(bytes);
  Object.assign(view, { labels, rest, at: rest.step, pointed: null, pointedRow: null, pointedClass: null, storey: null, received: 0, body: s("svg", { "aria-hidden": "true" }), gutter: s("svg", { class: "gutter", "aria-hidden": "true" }), panel: s("svg", { "aria-hidden": "true" }) });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.picture }, view.body);
  view.side = h("div", { class: "side" }, view.panel);
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.bands = h("div", { class: "bands" }, view.gutter, view.stage, view.side);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), buildLift(view), view.bands, notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "storeys" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  listen(view);
  watch(view, view.figure, () => { if (view.data && view.wide !== view.figure.clientWidth) invalidate(view); });
}

function update(view, bytes) {
  if (view.bytes !== bytes) take(view, bytes);
  dress(view, view.data.colours);
  invalidate(view);
}

// Another text, or another network, is shown where the page says; the same one stays as it stands.
function take(view, bytes) {
  const data = readWire(bytes), isFirst = !view.data, isOther = view.data?.subject !== data.subject;
  Object.assign(view, { bytes, data, labels: data.labels, labelKey: data.labels.picture, model: new Storeys(data), received: view.received + 1, tableKey: null });
  view.root.classList.toggle("present", Boolean(data.present));
  const isOrder = adopt(view, data);
  if (isOther || isOrder) { halt(view); Object.assign(view, { climb: null, pointed: null, pointedRow: null, pointedClass: null, isFollowed: false }); view.tip.hidden = true; mark(view, "picture", null); }
  view.rest = { ...view.rest, step: clamp(view.rest.step, 1, view.model.steps), asked: view.model.asked.includes(view.rest.asked) ? view.rest.asked : view.model.asked[0] };
  view.at = view.rest.step;
  if (!isFirst && (isOther || isOrder)) announce(view);
}

// The storeys, what a probe reads off each, the charts.
function spotsOf(view) {
  view.frame ??= frameOf(view);
  const { frame: f, stage, side, notes } = view, origin = notes.getBoundingClientRect().left, left = stage.getBoundingClientRect().left - origin, right = side.getBoundingClientRect().left - origin;
  if (f.isNarrow) return [{ left: 0, right: 90 }, { left: 100, right: 200 }, { left: 210, right: 300 }];
  return [{ left: left + 4, right: left + f.room * 0.6 }, { left: right + 8, right: right + f.panel - 8 }, { left: right + f.panel + 10, right: right + f.panel + f.charts - 6 }];
}

function go(view, step) {
  view.rest = { ...view.rest, step: clamp(step, 1, view.model.steps) };
  Object.assign(view, { at: view.rest.step, climb: null, isFollowed: false });
  settle(view);
  announce(view);
  invalidate(view);
}

// The next symbol opens in the lowest layer first, and each above it a little later.
function climb(view) {
  if (view.rest.step >= view.model.steps) return;
  go(view, view.rest.step + 1);
  if (!still()) view.climb = performance.now();
}

// The letter that was read last can be seen.
function follow(view) {
  if (view.isFollowed) return;
  view.isFollowed = true;
  const { stage, frame: f } = view;
  if (f.width > stage.clientWidth + 2) stage.scrollLeft = columnOf(view, lookedAt(view)).x - stage.clientWidth * 0.6;
}

function redraw(view, now) {
  if (!view.theme || !view.model || !view.figure.clientWidth) return;
  view.wide = view.figure.clientWidth;
  const f = (view.frame = frameOf(view));
  if (view.climb && now - view.climb > CLIMB_MS * view.model.L + OPEN_MS) view.climb = null;
  view.stage.style.width = `${f.room}px`;
  drawLift(view);
  sized(view.gutter, f.gutter, f.height, gutterMarks(view));
  sized(view.body, f.width, f.height, storeyMarks(view, now));
  const side = sideMarks(view);
  sized(view.panel, side.width, side.height, side.marks);
  for (const draw of [drawToolbar, drawFormula, drawTable]) draw(view);
  follow(view);
  placeNotes(view);
  if (view.climb) invalidate(view);
}
