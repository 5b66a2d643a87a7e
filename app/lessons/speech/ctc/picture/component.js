// CTC: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

let stamps = 0;

export default (given) => shown(given, { mount, update, close: (view) => view.sound.close() });

function mount(view, data) {
  const { labels, terms } = headOf(data);
  Object.assign(view, { labels, terms: new Map(terms.map((term) => [term.id, term])), sound: new Player(), at: 0, margin: MARGIN_KEYS, place: null, preview: null, refused: "", fall: null });
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  const parts = h("div", { class: "parts" }, buildStage(view), buildSide(view));
  view.figure = h("div", { class: "figure" }, buildToolbar(view), parts, notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "ctc" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  view.stage.addEventListener("keydown", (event) => press(view, event, { ArrowUp: () => moveRow(view, -1), ArrowDown: () => moveRow(view, 1), Escape: () => letGo(view) }));
  listenToStage(view);
  for (const part of [view.lines, view.numbers, view.sideSvg]) listenToTerms(view, part);
  watch(view, view.figure, () => { if (view.wide !== view.figure.clientWidth) invalidate(view); });
}

// What the page has set is shown at once; what the visitor has done since stays.
function update(view, data) {
  if (view.bytes !== data) take(view, data);
  dress(view, view.model.colours);
  invalidate(view);
}

function take(view, bytes) {
  const header = readWire(bytes), isOther = view.subject !== header.subject, isFirst = !view.model;
  Object.assign(view, { bytes, data: header, model: new Heard(header), labels: header.labels, present: header.present });
  view.model.stamp = ++stamps;
  view.wordsKey = header.labels.formula + header.labels.frame;
  view.root.classList.toggle("present", Boolean(header.present));
  if (isOther) {
    Object.assign(view, { adopted: null, from: 0, place: null, preview: null });
    view.sound.stop();
    view.sound.load(view.model.sound, view.model.rate);
  }
  if (!adopt(view, header)) return;
  if (view.sound.isPlaying) view.sound.stop();
  Object.assign(view, { at: view.rest.step, margin: MARGIN_KEYS, place: null, preview: null, refused: "" });
  if (!isFirst) announce(view);
}

// The peaks, the ribbons, the trellis: what the notes of a first visit speak of.
function spotsOf(view) {
  const { frame: f } = view;
  if (!f || f.isNarrow) return [view.stage, view.stage, view.sidePlot];
  const x = clamp(upperX(view, view.at), f.names + 60, f.right - 60);
  return [{ left: f.names, right: f.names + f.plot * 0.3 }, { left: x - 60, right: x + 60 }, view.sidePlot];
}

function redraw(view, now) {
  if (!view.theme || !view.model || !view.figure.clientWidth) return;
  if (view.sound.isPlaying) tick(view);
  runFall(view, now);
  view.wide = view.figure.clientWidth;
  view.spelling = view.model.spelling(view.preview ?? view.rest.label);
  fitFrame(view);
  followCursor(view, view.margin);
  view.root.dataset.label = view.spelling.text;
  for (const draw of [drawStage, drawField, drawToolbar, drawSide, drawFormula, drawTable, placeNotes]) draw(view);
}

// A narrow page has narrower edges, so that it is measured once more.
function fitFrame(view) {
  const was = view.frame?.isNarrow;
  view.frame = frameOf(view);
  if (view.frame.isNarrow === was) return;
  view.root.classList.toggle("narrow", view.frame.isNarrow);
  view.frame = frameOf(view);
}

function announce(view) {
  say(view, () => {
    const { rest: { step }, spelling, labels, place } = view;
    if (view.sound.isPlaying) return view.live.textContent;
    if (place) return placeLines(view, place).map((line) => line.textContent ?? line).join(". ");
    if (!spelling.trellis.best.length) return unspelledSaid(view);
    const { row, share } = sharesAt(view, step);
    return `${frameSaid(view, step)}. ${fill(labels.here, { share: percent(share), row: rowSaid(view, row) })}`;
  });
}
