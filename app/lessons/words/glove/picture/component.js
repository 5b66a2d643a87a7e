// Counts and the vectors fitted to them: see __init__.py for the data. The parts in the kit's js and in js/ come before this
// file in the same module.

let last = [];

export default (given) => shown({ ...given, data: readOnce(given.data) }, { mount, update });

// The same bytes are the same data: a new theme brings them once more.
function readOnce(bytes) {
  if (last[0] !== bytes) last = [bytes, readWire(bytes)];
  return last[1];
}

function mount(view, data) {
  Object.assign(view, { labels: data.labels, rest: { ...data.rest }, at: 0, moment: 0, received: 0, arrived: 0, pointed: null,
    ratioRow: null, drawn: new Map() });
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  view.panels = h("div", { class: "panels" }, buildMatrix(view), buildArrow(), buildWeight(view), buildArrow(), buildFit(view));
  view.bands = h("div", { class: "bands" }, buildSentence(view), view.panels, buildRatios(view), buildFlight(view));
  view.figure = h("div", { class: "figure" }, buildToolbar(view), buildControls(view), view.bands, notesRow(view),
    buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "glove" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  listen(view);
  watch(view, view.figure, () => { if (view.wide !== view.figure.clientWidth) invalidate(view); });
}

// From count to weight to fit.
const buildArrow = () => h("span", { class: "arrow", "aria-hidden": "true" });

function update(view, data) {
  if (view.data !== data) {
    const scene = new Scene(data, view.scene);
    if (scene.isMissing) { view.send("have", 0); return; }
    view.data = data;
    take(view, scene);
  }
  if (!view.scene) return;
  dress(view, view.scene.colours);
  invalidate(view);
}

// Another text or sentence is shown where the page says; a newer moment of a training moves the points of the fit alone.
function take(view, scene) {
  const { scene: before } = view, now = performance.now(), isOther = before?.subject !== scene.subject, isSame = !isOther &&
    before.S === scene.S;
  const isFilmOther = isOther || before.F !== scene.F || before.live !== scene.live ||
    before.epochs.at(-1) !== scene.epochs.at(-1);
  Object.assign(view, { scene, present: scene.present, labels: scene.labels, labelKey: scene.labels.picture,
    received: view.received + 1 });
  view.root.classList.toggle("present", Boolean(scene.present));
  const isOrder = adopt(view, scene), from = view.fitted, gap = clamp(now - view.arrived, 120, 900);
  if (isOther) Object.assign(view, { pointed: null, ratioRow: null, focusedCell: 0, followed: null });
  if (isOrder || isOther) Object.assign(view, { playing: null, glide: null, at: scene.stopOf(view.rest.step) });
  if (isOrder || isFilmOther) {
    if (scene.live) view.rest = { ...view.rest, moment: -1 }; // once it is done it stands at its end
    const moment = view.rest.moment < 0 ? scene.F - 1 : Math.min(view.rest.moment, scene.F - 1);
    view.newer = isSame && from && !still() ? { from: from.slice(), began: now, ms: scene.live ? gap : MOVE_MS } : null;
    Object.assign(view, { film: null, moment });
  }
  if (!isSame) view.fitted = new Float32Array(scene.S);
  view.arrived = now;
  if (before && (isOther || isOrder)) announce(view);
  if (scene.live && scene.arrays.right && view.told !== scene.subject) {
    view.told = scene.subject;
    view.send("have", scene.subject);
  }
}

// The sentence, the knee of f, the diagonal.
function spotsOf(view) {
  const { sentencePart, weightPart, fitPart, notes, frame: f } = view, origin = notes.getBoundingClientRect().left,
    box = (part) => part.getBoundingClientRect();
  if (!f || f.isNarrow || !view.weightAt) return [sentencePart, weightPart, fitPart];
  const [sentence, weight, fit] = [sentencePart, weightPart, fitPart].map(box),
    knee = weight.left - origin + view.weightAt.x(view.rest.x_max);
  return [{ left: sentence.left - origin, right: sentence.left - origin + f.matrix }, { left: knee - 84, right: knee + 84 },
    { left: fit.left - origin, right: fit.right - origin }];
}

// A panel is drawn anew only where something that it shows has changed.
function drawPanels(view, now) {
  const { rest, at, moment, marked, pointed, ratioRow } = view, pin = [rest.row, rest.column],
    how = [rest.window, rest.harmonic, rest.symmetric], all = [view.received, view.labelKey, view.theme.key, view.frame,
    marked];
  const panels = [[drawSentence, [at, pin, how]], [drawMatrix, [at, pin, how, pointed]],
    [drawWeight, [at, pin, how, pointed, rest.x_max, rest.ratios, ratioRow, view.kneeAt]],
    [drawFit, [moment, pin, how, pointed, rest.x_max, view.newer && now]], [drawRatios, [rest.ratios, ratioRow]]];
  for (const [draw, shows] of panels) {
    const key = JSON.stringify([all, shows]);
    if (view.drawn.get(draw) === key) continue;
    view.drawn.set(draw, key);
    draw(view, now);
  }
}

function redraw(view, now) {
  if (!view.theme || !view.scene || !view.figure.clientWidth) return;
  runGlide(view, now, GLIDE_MS);
  if (view.playing) tick(view, now);
  if (view.film) tickFilm(view, now);
  view.wide = view.figure.clientWidth;
  view.frame = frameOf(view);
  view.root.classList.toggle("narrow", view.frame.isNarrow);
  for (const draw of [drawControls, drawToolbar]) draw(view);
  drawPanels(view, now);
  for (const draw of [drawFlight, drawFormula, drawTable, placeNotes]) draw(view);
  if (view.glide || view.playing || view.film || view.newer) invalidate(view);
}
