// The tree of a beam search: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

const STEP_MS = 250, PLAY_MS = 700;

export default (given) => shown({ ...given, data: readWire(given.data) }, { mount, update });

function mount(view, { labels, rest }) {
  Object.assign(view, { labels, rest, zoom: 3, at: rest.step, pointed: null });
  view.canvas = h("canvas", { "aria-hidden": "true" });
  view.spacer = h("div", { class: "spacer" }, view.canvas);
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.picture }, view.spacer);
  view.tables = h("div", { class: "tables" });
  view.root = h("div", { class: "beam" }, h("div", { class: "figure" }, buildToolbar(view), view.stage, notesRow(view), buildTable(view, view.tables), view.live),
    h("div", { class: "beneath" }, buildFormula(view), buildRanking(view)));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; resize(view); };
  listen(view);
  watch(view, view.stage, () => resize(view));
}

// Another search is shown where its page says; the same one stays as it stands.
function update(view, data) {
  const isOther = view.data?.subject !== data.subject, first = !view.data;
  view.data = data;
  view.labels = data.labels;
  view.labelKey = JSON.stringify([data.labels.kept, data.labels.finished]);
  view.model = new Model(data);
  view.root.classList.toggle("present", Boolean(data.present));
  adopt(view, data);
  if (isOther) {
    halt(view);
    view.pointed = null;
    view.zoom = data.width > 5 ? 2 : 3;
  }
  if (!view.glide) view.at = view.rest.step;
  view.spans = view.rankKey = view.tableKey = null;
  dress(view, data.colours);
  fillFormula(view);
  resize(view);
  if (isOther) follow(view, view.rest.step);
  if (isOther && !first) announceStep(view);
}

function resize(view) {
  if (!view.data || !view.stage.clientWidth) return;
  const f = view.frame = layout(view), most = (view.data.present ? 620 : 420) - (view.lent ?? 0), dpr = window.devicePixelRatio || 1;
  view.stage.style.height = `${Math.min(most, f.height + 6)}px`;
  view.spacer.style.width = `${f.width}px`;
  view.spacer.style.height = `${f.height}px`;
  const width = view.stage.clientWidth, height = view.stage.clientHeight;
  Object.assign(view.canvas, { width: Math.round(width * dpr), height: Math.round(height * dpr) });
  view.canvas.style.width = `${width}px`;
  view.canvas.style.height = `${height}px`;
  redraw(view, performance.now());
}

// The steps before the open one, the open one, and the place of the next.
function spotsOf(view) {
  const { frame: f, stage, rest } = view, left = (t) => f.left + t * f.column - stage.scrollLeft, open = Math.max(0, rest.step - 1);
  const next = clamp(left(open + 1), 0, stage.clientWidth - f.wide);
  return [{ left: 0, right: left(open) - f.column + f.wide }, { left: left(open), right: left(open) + f.wide }, { left: next, right: next + f.wide }];
}

function go(view, step) {
  step = clamp(step, 0, view.model.T);
  const { rest } = view, held = rest.column < step;
  view.rest = { ...rest, step, column: held ? rest.column : -1, row: held ? rest.row : -1 };
  if (view.pointed && view.pointed.t >= step) view.pointed = null;
  if (!view.glide) view.at = step;
  follow(view, step);
  settle(view);
  announceStep(view);
  invalidate(view);
}

function glide(view, step) {
  if (step > view.model.T) return;
  startGlide(view, step);
  go(view, step);
}

function pin(view, found) {
  view.rest = { ...view.rest, column: found?.t ?? -1, row: found?.row ?? -1 };
  if (found) announceOne(view, found);
  settle(view);
  invalidate(view);
}

// Scroll so that the open step can be seen, and room for the next.
function follow(view, step) {
  const { stage, frame: f, model } = view;
  if (!f) return;
  const right = f.left + Math.min(model.T, step + 0.6) * f.column, left = f.left + (step - 1) * f.column - 0.4 * f.column;
  if (right > stage.scrollLeft + stage.clientWidth) stage.scrollLeft = right - stage.clientWidth;
  if (left < stage.scrollLeft) stage.scrollLeft = Math.max(0, step < 2 ? 0 : left);
}

// Scroll so that one candidate can be seen.
function reveal(view, t, row) {
  const { stage } = view, box = boxOf(view, t, row);
  if (box.y - CAPTIONS < stage.scrollTop) stage.scrollTop = box.y - CAPTIONS - 4;
  if (box.y + box.height > stage.scrollTop + stage.clientHeight) stage.scrollTop = box.y + box.height + 4 - stage.clientHeight;
  if (box.x < stage.scrollLeft || box.x + box.width > stage.scrollLeft + stage.clientWidth) stage.scrollLeft = box.x - stage.clientWidth / 2;
}

function redraw(view, now) {
  if (!view.frame) return;
  runGlide(view, now, STEP_MS);
  drawTree(view);
  drawToolbar(view);
  drawFormula(view);
  drawRanking(view);
  drawTable(view);
  if (view.glide) invalidate(view);
}

// The part of the tree that the stage shows; the columns' names stay at its top, the rows' at its left.
function drawTree(view) {
  const { stage, frame: f, canvas, theme } = view, dpr = window.devicePixelRatio || 1, context = canvas.getContext("2d");
  const from = Math.max(0, Math.floor((stage.scrollLeft - f.left) / f.column) - 1);
  const to = Math.ceil((stage.scrollLeft + stage.clientWidth - f.left) / f.column) + 1;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.translate(-stage.scrollLeft, -stage.scrollTop);
  const low = stage.scrollTop - 60, high = stage.scrollTop + stage.clientHeight + 60;
  const isIn = ({ kind, y, height, from: a, to: b }) => (kind === "link" ? Math.max(a[1], b[1]) > low && Math.min(a[1], b[1]) < high
    : kind === "line" || (y + (height ?? 0) > low && y < high));
  for (const one of treeMarks(view, view.at, from, to)) if (isIn(one)) paintMark(context, one);
  for (const one of rowNames(view, stage.scrollLeft + 2)) paintMark(context, one);
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.fillStyle = theme.pageText;
  context.fillRect(0, 0, stage.clientWidth, CAPTIONS);
  context.translate(-stage.scrollLeft, 0);
  for (const one of captionMarks(view, view.at, from, to)) paintMark(context, one);
}
