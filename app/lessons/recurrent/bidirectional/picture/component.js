// One sentence from both sides: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

const MOVE_MS = 320;

export default (given) => shown(given, { mount, update });

function mount(view, bytes) {
  const { labels, rest } = headOf(bytes);
  Object.assign(view, { labels, rest, at: rest.step, pointed: null, received: 0, body: s("svg", { "aria-hidden": "true" }), gutter: s("svg", { class: "gutter", "aria-hidden": "true" }), panel: s("svg", { class: "panel", "aria-hidden": "true" }) });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.picture }, view.body);
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.bands = h("div", { class: "bands" }, view.gutter, view.stage, view.panel);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), view.bands, notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "both-ways" }, view.figure, buildFormula(view));
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

// Another sentence is shown where the page says; the same one stays as it stands.
function take(view, bytes) {
  const data = readWire(bytes), isFirst = !view.data, isOther = view.data?.subject !== data.subject;
  Object.assign(view, { bytes, data, labels: data.labels, labelKey: data.labels.picture, model: new BothWays(data), received: view.received + 1, tableKey: null });
  view.root.classList.toggle("present", Boolean(data.present));
  const isOrder = adopt(view, data);
  if (isOther || isOrder) { halt(view); view.pointed = null; view.tip.hidden = true; view.isFollowed = false; mark(view, "picture", null); }
  view.rest = { ...view.rest, step: clamp(view.rest.step, 0, view.model.T), word: clamp(view.rest.word, 0, view.model.T - 1) };
  if (!view.glide) view.at = view.rest.step;
  if (!isFirst && (isOther || isOrder)) announce(view);
}

// The histories, the tags that wait, what either side says.
function spotsOf(view) {
  view.frame ??= frameOf(view);
  const { frame: f, stage, panel, notes } = view, origin = notes.getBoundingClientRect().left, left = stage.getBoundingClientRect().left - origin, box = panel.getBoundingClientRect(), x = (t) => left + middleOf(f, Math.min(t, f.T - 1)) - stage.scrollLeft;
  if (f.isNarrow) return [{ left: 0, right: 80 }, { left: 90, right: 200 }, { left: 210, right: 300 }];
  const last = Math.max(2, Math.min(f.T - 1, Math.floor(f.room / f.pitch) - 1));
  return [{ left: x(0) - f.column / 2, right: x(1) + f.column / 2 }, { left: x(Math.floor(last / 2) + 1) - f.column, right: x(last) + f.column }, { left: box.left - origin + 10, right: box.right - origin }];
}

function go(view, step) {
  view.rest = { ...view.rest, step: clamp(step, 0, view.model.T) };
  if (!view.glide) view.at = view.rest.step;
  settle(view);
  announce(view);
  invalidate(view);
}

function glide(view, step) {
  if (step > view.model.T) return;
  startGlide(view, step);
  go(view, step);
}

// The word that is looked at can be seen.
function follow(view) {
  if (view.isFollowed || view.frame.isNarrow) return;
  view.isFollowed = true;
  const { stage, frame: f } = view;
  if (f.width > stage.clientWidth) stage.scrollLeft = middleOf(f, view.rest.word) - stage.clientWidth / 2;
}

function redraw(view, now) {
  if (!view.theme || !view.model || !view.figure.clientWidth) return;
  view.wide = view.figure.clientWidth;
  runGlide(view, now, MOVE_MS);
  const f = (view.frame = frameOf(view));
  view.stage.style.width = f.isNarrow ? "100%" : `${f.room}px`;
  sized(view.gutter, f.gutter, f.isNarrow ? 0 : f.height, f.isNarrow ? [] : gutterMarks(view));
  sized(view.body, f.width, f.height, f.isNarrow ? phoneMarks(view, view.at) : [lookMark(view), ...historyMarks(view, view.at), ...rowMarks(view)]);
  const side = panelMarks(view);
  sized(view.panel, side.width, side.height, side.marks);
  for (const draw of [drawToolbar, drawFormula, drawTable]) draw(view);
  follow(view);
  placeNotes(view);
  if (view.glide) invalidate(view);
}
