// A network writes: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

export default (given) => shown(given, { mount, update });

function mount(view, bytes) {
  const { labels, rest } = headOf(bytes);
  Object.assign(view, { labels, rest, at: rest.step, memory: [], pointed: null, pointedPlace: null, received: 0 });
  view.body = s("svg", { "aria-hidden": "true" });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.picture }, view.body, buildNeedle(view));
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.pastBox = buildPast(view);
  view.desk = h("div", { class: "desk" }, view.pastBox, view.stage, buildFinished(view));
  view.figure = h("div", { class: "figure" }, buildToolbar(view), buildControls(view), view.desk, notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "draws" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  listen(view);
  watch(view, view.figure, () => { if (view.data && view.wide !== view.figure.clientWidth) invalidate(view); });
}

// Another text, or other draws of the same one: what a visitor has done meanwhile holds.
function update(view, bytes) {
  if (view.bytes !== bytes) take(view, bytes);
  dress(view, view.data.colours);
  invalidate(view);
}

function take(view, bytes) {
  const data = readWire(bytes), isOther = view.data?.subject !== data.subject, isFirst = !view.data, model = new Draws(data, isOther ? null : view.model);
  Object.assign(view, { bytes, data, labels: data.labels, labelKey: data.labels.picture, tableKey: null });
  view.root.classList.toggle("present", Boolean(data.present));
  const isOrder = adopt(view, data);
  if (isOther) view.memory = [];
  if (isOther || isOrder || isMadeFor(model, view.rest) || canShow(model, view.rest)) Object.assign(view, { model, received: view.received + 1 });
  view.rest = { ...view.rest, step: clamp(view.rest.step, 0, Math.max(0, view.model.T - 1)) };
  if (isOther || isOrder) stop(view);
  if (!view.glide) view.at = view.rest.step;
  if (data.bug === "limit" && view.rest.temperature > 1) change(view, { temperature: 1 });
  goOn(view);
  if (!isFirst) announceDraw(view);
}

// The bars, on the wider side of the needle; the needle; the samples.
function spotsOf({ stage, needle, done, notes }) {
  const origin = notes.getBoundingClientRect().left, [bars, hand] = [stage, needle].map((node) => node.getBoundingClientRect());
  const [left, right] = hand.left - bars.left > 190 ? [bars.left, hand.left - 12] : [hand.right + 12, bars.right];
  return [{ left: left - origin, right: right - origin }, needle, done];
}

function redraw(view, now) {
  if (!view.theme || !view.model.T || !view.figure.clientWidth) return;
  view.wide = view.figure.clientWidth;
  runGlide(view, now, BEAT[view.model.level] * BEATS);
  runSwing(view, now);
  const phase = view.glide ? clamp((view.at - view.rest.step + 1) * BEATS, 0, BEATS) : BEATS;
  openStep(view, phase);
  view.body.setAttribute("width", view.frame.width);
  view.body.setAttribute("height", view.frame.height);
  view.body.replaceChildren(...stageMarks(view, phase));
  for (const draw of [placeNeedle, drawFinished, drawToolbar, drawControls, drawPast, drawFormula, drawTable]) draw(view);
  if (view.glide || view.swing) invalidate(view);
}

// What the open step is: its bars, what is drawn from them, and where they stand.
function openStep(view, phase) {
  const { rest, model } = view, settings = settingsOf(rest), key = [view.received, rest.step, JSON.stringify(settings)].join("|");
  view.isNarrow = view.figure.clientWidth < NARROW;
  placeFinished(view);
  view.frame = layout(view); // all sizes are read before anything is drawn
  view.pastWide = view.pastScroll.clientWidth;
  view.desk.style.setProperty("--high", `${view.frame.height}px`);
  if (view.warpKey !== key) Object.assign(view, { warpKey: key, warp: warped(model.ranking(rest.step), settings) });
  view.shown = drawNow(view);
  view.isLit = phase >= BEATS - 0.4;
  view.grouped = piecesOf(view);
  view.pieces = view.grouped.pieces;
}
