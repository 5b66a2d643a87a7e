// Two sentences word by word: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

const MOVE_MS = 200;

export default (given) => shown(given, { mount, update });

function mount(view, { labels, rest }) {
  Object.assign(view, { labels, rest, at: rest.step, pointed: null, chosen: null });
  Object.assign(view, { gutter: s("svg", { class: "gutter", "aria-hidden": "true" }), body: s("svg", { "aria-hidden": "true" }), panel: s("svg", { class: "panel", "aria-hidden": "true" }) });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.picture }, view.body);
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  const bands = h("div", { class: "bands" }, view.gutter, view.stage, view.panel);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), bands, notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "race" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; resize(view); };
  listen(view);
  watch(view, bands, () => { if (view.data && view.wide !== bands.clientWidth) resize(view); });
}

// Other sentences are shown where their page says; the same ones stay as they stand.
function update(view, data) {
  const isOther = view.data?.subject !== data.subject, first = !view.data, isNew = view.data !== data;
  Object.assign(view, { data, labels: data.labels, labelKey: JSON.stringify(data.labels.word_title) });
  if (isNew) {
    view.model = new Sentences(data);
    view.root.classList.toggle("present", Boolean(data.present));
    const before = view.rest.size;
    if (adopt(view, data) && !isOther && view.rest.size !== before) turnSize(view, before);
    if (isOther) { halt(view); Object.assign(view, { pointed: null, chosen: null, turn: null }); view.tip.hidden = true; }
    if (!view.glide) view.at = view.rest.step;
    view.tableKey = view.numbersKey = view.needs = null;
    fillFormula(view);
  }
  dress(view, data.colours);
  resize(view);
  if (isOther) follow(view);
  if (isOther && !first) announceStep(view);
}

function resize(view) {
  if (!view.data || !view.stage.parentNode.clientWidth) return;
  view.wide = view.stage.parentNode.clientWidth;
  redraw(view, performance.now());
}

// The words that both sentences have, the first in which they part, and what either comes to.
function spotsOf(view) {
  const { frame: f, model, stage, panel, notes } = view, origin = notes.getBoundingClientRect().left;
  const offset = stage.getBoundingClientRect().left - origin - stage.scrollLeft, end = (t) => offset + f.lefts[t] + f.widths[t] - 8;
  const t = clamp(model.parted, 0, model.T - 1), total = panel.getBoundingClientRect();
  const shared = { left: offset + f.lefts[0], right: t ? end(t - 1) : offset + f.lefts[0] + 30 };
  const there = { left: t ? offset + f.lefts[t] : shared.right + 8, right: end(t) };
  return [shared, there, f.panel ? { left: total.left - origin, right: total.right - origin } : { left: there.right + 8, right: there.right + 60 }];
}

function go(view, step) {
  view.rest = { ...view.rest, step: clamp(step, 0, view.model.T) };
  Object.assign(view, { pointed: null, chosen: null });
  view.tip.hidden = true;
  mark(view, "picture", null);
  if (!view.glide) view.at = view.rest.step;
  follow(view);
  settle(view);
  announceStep(view);
  invalidate(view);
}

function glide(view, step) {
  if (step > view.model.T) return;
  startGlide(view, step);
  go(view, step);
}

function setSize(view, size) {
  const before = view.rest.size;
  if (size === before) return;
  view.rest = { ...view.rest, size };
  turnSize(view, before);
  settle(view);
  announceSize(view);
  invalidate(view);
}

// From one size to another the numbers run.
function turnSize(view, from) {
  view.chosen = null;
  view.turn = still() ? null : { from: view.model.place(from), began: performance.now() };
}

// Scroll so that the open column can be seen with its likeliest words, and room for the next.
function follow(view) {
  const { stage, frame: f, rest } = view;
  if (!f) return;
  const t = clamp(rest.step - 1, 0, view.model.T - 1), right = Math.max(f.lefts[t] + f.widths[t], ghostsEnd(f, t)) + 20 * f.k, left = t ? f.lefts[t - 1] + f.widths[t - 1] / 2 : 0;
  if (right > stage.scrollLeft + stage.clientWidth) stage.scrollLeft = right - stage.clientWidth;
  if (left < stage.scrollLeft) stage.scrollLeft = left;
}

function redraw(view, now) {
  if (!view.data || !view.theme) return;
  const place = view.model.place(view.rest.size);
  runGlide(view, now, MOVE_MS);
  const along = view.turn ? clamp((now - view.turn.began) / MOVE_MS, 0, 1) : 1, turned = along * (2 - along);
  view.costs = view.turn ? view.model.costs(place, view.turn.from, turned) : view.model.costs(place);
  if (turned === 1) view.turn = null;
  view.frame = layout(view);
  drawBands(view);
  drawToolbar(view);
  drawFormula(view);
  drawTable(view);
  if (view.glide || view.turn) invalidate(view);
}

function drawBands(view) {
  const { frame: f, gutter, body, panel } = view, side = f.isNarrow ? narrowPanel(view) : widePanel(view);
  sized(gutter, f.gutter, f.height, gutterMarks(view));
  sized(body, f.width, f.height, bodyMarks(view, view.at));
  sized(panel, f.isNarrow ? f.gutter + f.room : f.panel, side.height, side.marks);
  view.stage.style.width = `${f.room}px`;
}

function gutterMarks(view) {
  const { frame: f } = view;
  return [...(f.bars ? barAxis(view) : []), ...stairsAxis(view), ...Object.keys(f.strips).flatMap((which) => letterAxis(view, which))];
}

function bodyMarks(view, at) {
  const { frame: f, model, theme, rest } = view, out = [], open = rest.step - 1;
  if (open >= 0) out.push(boxMark(f.lefts[open] + 1, 1, f.widths[open] - 2, f.height - 2, { rx: 5, fill: theme.accentText, "fill-opacity": 0.07, stroke: theme.accentText, "stroke-opacity": 0.3 }));
  const wider = open >= 0 && f.bars ? ghostsEnd(f, open) + 4 * f.k - f.lefts[open] - f.widths[open] : 0; // beneath its likeliest words
  if (wider > 0) out.push(boxMark(f.lefts[open] + f.widths[open] - 1, 1, wider, f.bars.bottom - 1, { rx: 4, fill: theme.accentText, "fill-opacity": 0.07 }));
  for (let t = 0; t < model.T; t++) out.push(boxMark(f.lefts[t], 0, f.widths[t], f.height, { fill: "transparent", "data-hit": `column - ${t}` }));
  if (f.bars) out.push(...barGrid(view));
  out.push(...stairGrid(view));
  for (let t = 0; t < model.T; t++) out.push(...columnWord(view, t, t < Math.ceil(at)));
  out.push(...arcs(view), ...stairs(view, at));
  if (f.bars) for (let t = 0; t < Math.ceil(at); t++) out.push(...columnBars(view, t, clamp(at - t, 0, 1)));
  for (const which of Object.keys(f.strips)) out.push(...strip(view, which, at));
  return out;
}

// All of it side by side, however far it is scrolled.
function savePicture(view, ending) {
  const { frame: f, theme, gutter, body, panel } = view, copy = (svg, x, y = 0) => s("g", { transform: `translate(${x} ${y})` }, ...svg.cloneNode(true).childNodes);
  const below = f.isNarrow ? f.height : 0, width = f.gutter + f.width + f.panel, height = f.height + (f.isNarrow ? Number(panel.getAttribute("height")) : 0);
  const nodes = [copy(gutter, 0), copy(body, f.gutter), copy(panel, f.isNarrow ? 0 : f.gutter + f.width, below)];
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN], nodes), "language-model", ending);
}
