// One row, five shapes: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

const MOVE_MS = 240, MORPH_MS = 250;

export default (given) => shown(given, { mount, update });

function mount(view, bytes) {
  const { labels, rest } = headOf(bytes);
  Object.assign(view, { labels, rest, at: rest.step, pointed: null, without: null, answer: null, received: 0, body: s("svg", { "aria-hidden": "true" }), axis: s("svg", { class: "axis", "aria-hidden": "true" }), panel: s("svg", { class: "panel", "aria-hidden": "true" }) });
  view.title = h("p", { class: "shape-title" });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.picture }, view.body);
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.bands = h("div", { class: "bands" }, h("div", { class: "rail" }, view.stage, view.axis), view.panel);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), view.title, view.bands, notesRow(view), buildThumbs(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "shapes" }, view.figure, buildFormula(view));
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

// Other inputs are shown where the page says; the same ones stay as they stand.
function take(view, bytes) {
  const data = readWire(bytes), isFirst = !view.data, isOther = view.data?.subject !== data.subject, before = view.run, frame = view.frame, was = view.rest;
  Object.assign(view, { bytes, data, labels: data.labels, labelKey: data.labels.picture, model: new Runs(data), received: view.received + 1, tableKey: null });
  view.root.classList.toggle("present", Boolean(data.present));
  const isOrder = adopt(view, data);
  if (isOther || isOrder) { halt(view); clearAnswer(view); }
  view.run = view.model.runs[view.rest.shape];
  view.rest = { ...view.rest, step: clamp(view.rest.step, 0, view.run.T - 1) };
  if (!view.glide) view.at = view.rest.step;
  view.isFollowed = !(isOther || isOrder);
  if (!isFirst && before.shape !== view.rest.shape) startMorph(view, before, frame, was.step);
  if (!isFirst && (isOther || isOrder)) announceStep(view);
}

function clearAnswer(view) {
  Object.assign(view, { answer: null, pointed: null, without: null });
  view.tip.hidden = true;
  mark(view, "picture", null);
}

// The row, the outputs, the other shapes.
function spotsOf(view) {
  view.frame ??= mainFrame(view);
  const { frame: f, run, notes, stage, thumbs } = view, origin = notes.getBoundingClientRect().left, left = stage.getBoundingClientRect().left - origin - stage.scrollLeft;
  const at = (t) => left + middleOf(f, run, clamp(t, 0, run.T - 1)), middle = Math.max(1, Math.floor(run.T / 2) - 1), third = Math.max(middle, run.T - 2);
  const box = thumbs.getBoundingClientRect();
  if (!run.hasMemory) return [{ left: at(0) - f.box / 2, right: at(0) + f.box / 2 }, { left: left + f.gutter + 1.3 * f.pitch, right: left + f.gutter + 3.2 * f.pitch }, { left: left + f.gutter + 5 * f.pitch, right: box.right - origin }];
  return [{ left: at(0) - f.box / 2, right: at(middle) + f.box / 2 }, { left: at(middle + 1) - f.box / 2, right: at(third) + f.box / 2 }, { left: Math.max(at(third) + f.box, box.left - origin + box.width * 0.66), right: box.right - origin }];
}

function go(view, step) {
  view.rest = { ...view.rest, step: clamp(step, 0, view.run.T - 1) };
  clearAnswer(view);
  if (!view.glide) view.at = view.rest.step;
  view.isFollowed = false;
  settle(view);
  announceStep(view);
  invalidate(view);
}

function glide(view, step) {
  if (step >= view.run.T) return;
  startGlide(view, step);
  go(view, step);
}

// Another shape: opened at its end, where its answer is.
function openShape(view, shape) {
  if (shape === view.rest.shape || !view.model.runs[shape]) return;
  const { run, frame, rest } = view;
  halt(view);
  view.rest = { shape, step: view.model.runs[shape].T - 1 };
  view.run = view.model.runs[shape];
  startMorph(view, run, frame, rest.step);
  go(view, view.rest.step);
  view.stage.focus({ preventScroll: true });
}

function startMorph(view, run, frame, step) {
  view.morph = still() || !frame ? null : { run, frame, step, began: performance.now() };
}

// The open box stands in the middle of what can be seen.
function follow(view) {
  if (view.isFollowed) return;
  view.isFollowed = true;
  const { stage, frame: f } = view;
  if (f.width <= stage.clientWidth) return;
  stage.scrollLeft = middleOf(f, view.run, view.rest.step) - stage.clientWidth / 2;
}

function redraw(view, now) {
  if (!view.theme || !view.run || !view.figure.clientWidth) return;
  view.wide = view.figure.clientWidth;
  runGlide(view, now, MOVE_MS);
  view.frame = mainFrame(view);
  drawTitle(view);
  drawRow(view, now);
  const side = panelMarks(view);
  sized(view.panel, side.width, side.height, side.marks);
  drawThumbs(view, now);
  for (const draw of [drawToolbar, drawFormula, drawTable]) draw(view);
  follow(view);
  placeAxis(view);
  placeNotes(view);
  if (view.glide || view.morph) invalidate(view);
}

// The shape, what is asked of it, and what its dotted line is.
function drawTitle(view) {
  const { labels, run, title, received } = view, key = `${received}|${run.shape}`, name = `${labels[`title_${run.shape}`]}: `, question = labels[`question_${run.shape}`];
  if (view.titleKey === key) return;
  const line = run.shape === "many_one" && run.T > 1 ? `○ ${labels.not_here}` : "";
  Object.assign(view, { titleKey: key, titleText: `${name}${question}${line && `    ${line}`}` });
  title.replaceChildren(h("b", {}, name), question, h("span", { class: "line-said" }, line));
}

function drawRow(view, now) {
  const { frame: f, morph } = view, share = morph ? clamp((now - morph.began) / MORPH_MS, 0, 1) : 1, eased = share * (2 - share);
  view.stage.style.width = `${f.room}px`;
  sized(view.axis, f.room, f.axis[1] + 8 * f.k, axisMarks(view, view.run));
  const on = { ...view, frame: morph ? betweenFrames(morph.frame, f, eased) : f }, marks = rowMarks(on, view.run, view.at);
  if (share === 1) view.morph = null;
  if (!morph) { sized(view.body, f.width, f.height, marks); return; }
  const old = rowMarks({ ...on, frame: { ...on.frame, from: morph.frame.from, to: morph.frame.to, axis: morph.frame.axis, kind: morph.frame.kind } }, morph.run, morph.step);
  sized(view.body, f.width, f.height, [s("g", { opacity: round2(1 - eased) }, ...old), s("g", { opacity: round2(eased) }, ...marks)]);
}

const round2 = (value) => Math.round(value * 100) / 100;
