// How far back a loss reaches: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

export default (given) => shown(given, { mount, update });

function mount(view, bytes) {
  const { labels, rest } = headOf(bytes);
  Object.assign(view, { labels, rest, pointed: null, received: 0, body: s("svg", { "aria-hidden": "true" }) });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.picture }, view.body);
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.figure = h("div", { class: "figure" }, buildToolbar(view), view.stage, notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "gradients" }, view.figure, buildFormula(view));
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

// Another text is shown where the page says; other weights turn the curves, and all stays where it is.
function take(view, bytes) {
  const data = readWire(bytes), before = view.model, was = view.rest, isOther = view.data?.subject !== data.subject;
  Object.assign(view, { bytes, data, labels: data.labels, labelKey: data.labels.picture, model: new Reaches(data), received: view.received + 1, tableKey: null });
  view.root.classList.toggle("present", Boolean(data.present));
  const isOrder = adopt(view, data);
  if (isOther || isOrder) stopSteps(view);
  if (isOther) { view.past = null; view.tip.hidden = true; }
  view.rest = { ...view.rest, pin: clamp(view.rest.pin, 1, view.model.count - 1) };
  view.rest.look = clamp(view.rest.look, 0, view.rest.pin - 1);
  if (isOther || isOrder) { view.pointed = null; view.wished = view.rest.look; }
  if (before && !isOther) startFade(view, before, was.pin);
  if (before) announce(view);
}

// The letters that are coloured, the one that is looked at, the chart's lower line.
function spotsOf(view) {
  view.frame ??= frameOf(view);
  const { frame: f, rest, stage, notes } = view, left = stage.getBoundingClientRect().left - notes.getBoundingClientRect().left, x = (k) => left + chartX(f, clamp(k, 0, view.model.count - 1));
  const third = f.inside / 3;
  return [{ left: left + f.gutter, right: left + f.gutter + third * 0.8 }, { left: left + f.gutter + third, right: left + f.gutter + third * 1.9 }, { left: Math.min(x(rest.pin) - 30, left + f.room - 200), right: x(rest.pin) + 12 }];
}

function redraw(view, now) {
  if (!view.theme || !view.model || !view.figure.clientWidth) return;
  view.wide = view.figure.clientWidth;
  endMotion(view, now);
  view.frame = frameOf(view);
  sized(view.body, view.frame.room, view.frame.height, [...chartMarks(view, now), ...insetMarks(view), ...stripMarks(view, now)]);
  for (const draw of [drawToolbar, drawFormula, drawTable]) draw(view);
  placeNotes(view);
  if (view.past) invalidate(view);
}
