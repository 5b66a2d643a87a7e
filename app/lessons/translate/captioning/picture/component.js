// A picture and its sentence: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

let stamps = 0;

export default (given) => shown(given, { mount, update });

function mount(view, data) {
  const { labels } = headOf(data);
  Object.assign(view, { labels, pointed: null, layer: null, cnnOpen: false, refused: "", isFollowing: true });
  view.tables = h("div", { class: "tables" });
  view.figure = h("div", { class: "figure" }, buildToolbar(view), buildStage(view), notesRow(view), buildTable(view, view.tables), view.live);
  view.root = h("div", { class: "captioning" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  for (const part of [view.lines, view.numbers]) listenToTerms(view, part);
  watch(view, view.figure, () => { if (view.wide !== view.figure.clientWidth) invalidate(view); });
}

// What the page has set is shown at once; what the visitor has done since stays.
function update(view, data) {
  view.waiting = false;
  if (view.bytes !== data) take(view, data);
  dress(view, view.model.colours);
  invalidate(view);
}

function take(view, bytes) {
  const header = readWire(bytes), isOther = view.subject !== header.subject, isNew = view.spoken !== header.spoken, isFirst = !view.model;
  Object.assign(view, { bytes, model: new Captions(header), labels: header.labels, present: header.present, spoken: header.spoken });
  view.model.stamp = ++stamps;
  view.wordsKey = header.labels.formula + header.labels.picture;
  view.root.classList.toggle("present", Boolean(header.present));
  if (isOther || isNew) {
    if (view.playing) stopSteps(view);
    view.veils?.clear();
    closeTyping(view);
    if (isOther) Object.assign(view, { adopted: null, pointed: null, shownLight: null, shownZ: null });
    else if (!isFirst) startMove(view);
  }
  const isOrder = adopt(view, header);
  fitRest(view);
  fillFormula(view);
  view.isFollowing = true;
  if (!isFirst && (isOrder || isNew)) announce(view);
}

// A sentence that is no longer there, or shorter than it was.
function fitRest(view) {
  const { model, rest } = view, branch = clamp(rest.branch, 0, model.sentences.length - 1);
  view.rest = { ...rest, branch, step: clamp(rest.step, 0, model.steps(branch) - 1) };
}

// The brightest place, the bars of the next word, the strip: what the notes of a first visit speak of.
function spotsOf(view) {
  const { frame: f, model, nextSpot } = view;
  if (!f || f.isNarrow) return [view.photo, view.sidePlot, view.film];
  const place = placeBox(f, byLight(model.alpha(view.rest.branch, view.rest.step))[0]), x = f.left + f.gap + place.x, side = f.left + f.look + 2 * f.gap + nextSpot.x;
  return [{ left: x - 8, right: x + place.width + 8 }, { left: side, right: side + nextSpot.wide }, { left: 0, right: f.left - 6 }];
}

function redraw(view, now) {
  if (!view.theme || !view.model || !view.figure.clientWidth) return;
  runMove(view, now);
  view.wide = view.figure.clientWidth;
  fitFrame(view);
  placeColumns(view);
  for (const draw of [drawToolbar, drawPhoto, drawEncoder, drawSide, drawWire, drawFilm, drawFormula, drawTable, placeNotes]) draw(view);
}

// A narrow page has narrower edges, so that it is measured once more.
function fitFrame(view) {
  const was = view.frame?.isNarrow;
  view.frame = frameOf(view);
  if (view.frame.isNarrow === was) return;
  view.root.classList.toggle("narrow", view.frame.isNarrow);
  view.isFollowing = true;
  view.frame = frameOf(view);
}
