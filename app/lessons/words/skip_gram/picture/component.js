// Words while they are learnt: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

let last = [];

export default (given) => shown({ ...given, data: readOnce(given.data) }, { mount, update });

// The same bytes are the same data: a new theme brings them once more.
function readOnce(bytes) {
  if (last[0] !== bytes) last = [bytes, readWire(bytes)];
  return last[1];
}

function mount(view, data) {
  Object.assign(view, { labels: data.labels, motion: new Motion(), rest: { ...data.rest }, at: 0, received: 0, arrived: 0, pointedPair: 0, focusPair: 0, labelled: [] });
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.tables = h("div", { class: "tables" });
  const strip = buildStrip(view), pairs = buildPairs(view), loss = buildLoss(view), near = buildNear(view), map = buildMap(view);
  view.leftSide = h("div", { class: "left" }, strip, h("div", { class: "middle" }, pairs, loss), near);
  view.bands = h("div", { class: "bands" }, view.leftSide, map);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), view.bands, notesRow(view), buildTable(view, view.tables), view.tip, view.live);
  view.root = h("div", { class: "skip-gram" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; invalidate(view); };
  listen(view);
  watch(view, view.figure, () => { if (view.scene && view.wide !== view.figure.clientWidth) { view.isFollowed = false; invalidate(view); } });
}

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

// Another sentence or other words are shown where the page says; the same stay as they stand, and glide to where they are now.
function take(view, scene) {
  const { scene: before } = view, now = performance.now(), isOther = before?.subject !== scene.subject, isFilmOther = isOther || before.F !== scene.F || before.live !== scene.live || before.curve.at(-1)?.join() !== scene.curve.at(-1)?.join();
  Object.assign(view, { scene, present: scene.present, labels: scene.labels, labelKey: scene.labels.picture, received: view.received + 1 });
  view.root.classList.toggle("present", Boolean(scene.present));
  view.motion.fit(scene);
  const isOrder = adopt(view, scene);
  if (isOther) Object.assign(view, { hovered: null, focusWord: null, pointedPair: 0, focusPair: 0, slide: null, isFollowed: false, labelled: [], slots: null });
  if (scene.live) view.rest = { ...view.rest, moment: -1 }; // once it is done it stands at its end
  if (view.rest.centre >= scene.K) view.rest = { ...view.rest, centre: Math.max(0, scene.K - 1), pair: 0 };
  if (isOrder || isFilmOther) {
    view.playing = null;
    view.at = view.rest.moment < 0 || scene.live ? scene.F - 1 : Math.min(view.rest.moment, scene.F - 1);
  }
  if (before && scene.replay > before.replay && !scene.live) { view.at = 0; play(view, true); }
  if (isOrder) Object.assign(view, { pointedPair: 0, isFollowed: false });
  const gap = clamp(now - view.arrived, 120, 900);
  view.arrived = now;
  if (before && !isOther && (isFilmOther || isOrder) && !still()) view.motion.glide(now, scene.live ? gap : GLIDE_MS);
  if (before && (isOther || isOrder)) announce(view);
  if (scene.live && scene.names && view.told !== scene.subject) {
    view.told = scene.subject;
    view.send("have", scene.subject);
  }
}

// The window, the loss, the map.
function spotsOf(view) {
  const { lossSvg, stage, canvas, notes, scene, rest, frame: f } = view, origin = notes.getBoundingClientRect().left, loss = lossSvg.getBoundingClientRect();
  if (!f || f.isNarrow || !scene.K) return [stage, lossSvg, canvas];
  const left = stage.getBoundingClientRect().left - origin - stage.scrollLeft, [from, to] = boxOf(view, rest.centre), end = loss.left - origin - 14;
  return [{ left: Math.min(left + from, end - 80), right: Math.min(left + to, end) }, { left: loss.left - origin, right: loss.right - origin - 12 }, canvas];
}

// On a phone pairs and neighbours are folded.
function fold(view, isNarrow) {
  if (view.isFolded === isNarrow) return;
  view.isFolded = isNarrow;
  view.root.classList.toggle("narrow", isNarrow);
  for (const node of [view.pairsFold, view.nearFold]) node.open = !isNarrow;
}

function redraw(view, now) {
  if (!view.theme || !view.scene || !view.figure.clientWidth) return;
  if (view.playing) tick(view, now);
  view.wide = view.figure.clientWidth;
  view.frame = frameOf(view);
  fold(view, view.frame.isNarrow);
  view.leftSide.style.width = view.frame.isNarrow ? "" : `${view.frame.left}px`;
  view.moving = view.motion.advance(view.scene, view.at, now) || Boolean(view.playing);
  drawStrip(view, now);
  for (const draw of [drawPairs, drawLoss, drawNear]) draw(view);
  drawMap(view, now);
  for (const draw of [drawToolbar, drawFormula, drawTable, placeNotes]) draw(view);
  if (view.moving || view.slide) invalidate(view);
}
