// Pointer and keys: the window's words and handles, the curve, the map.

function listen(view) {
  const { stage, lossSvg, mapWords } = view;
  stage.addEventListener("keydown", (event) => {
    const isButton = event.target.closest?.("button") && (event.key === " " || event.key === "Enter");
    if (!isButton) press(view, event, { ArrowLeft: () => moveTo(view, view.rest.centre - 1), ArrowRight: () => moveTo(view, view.rest.centre + 1), ArrowUp: () => walkPairs(view, -1), ArrowDown: () => walkPairs(view, 1),
      "+": () => setWindow(view, view.rest.window + 1), "-": () => setWindow(view, view.rest.window - 1), Escape: () => change(view, { pair: 0 }) });
  });
  view.wordBox.addEventListener("pointerover", (event) => overWord(view, event));
  view.wordBox.addEventListener("pointerout", () => { lookAtPair(view, "pointedPair", 0); showTip(view, [], null); });
  view.handles.forEach((node, i) => listenToHandle(view, node, i ? 1 : -1));
  lossSvg.addEventListener("click", (event) => pressCurve(view, event));
  mapWords.addEventListener("keydown", (event) => taken(event, { ArrowRight: () => walkWords(view, 1), ArrowDown: () => walkWords(view, 1), ArrowLeft: () => walkWords(view, -1), ArrowUp: () => walkWords(view, -1) }[event.key]));
  listenToMap(view);
  listenToTerms(view, view.lines);
}

// Over a context word its pair is looked at.
function overWord(view, event) {
  const known = event.target.closest?.("[data-known]")?.dataset.known, { scene, rest, labels } = view;
  if (known === undefined || event.pointerType === "touch") return;
  const d = Number(known) - rest.centre, isPair = scene.method === "skip" && scene.distances(rest.centre, rest.window).includes(d);
  lookAtPair(view, "pointedPair", isPair ? d : 0);
  showTip(view, isPair ? [pairSaid(view, d)] : d ? [fill(labels.make_centre, { word: visible(scene.token(Number(known))) })] : [], event);
}

// A handle is dragged from word to word, or moved by keys.
function listenToHandle(view, node, side) {
  node.addEventListener("pointerdown", (event) => { if (event.button === 0) { node.setPointerCapture(event.pointerId); event.preventDefault(); node.focus({ preventScroll: true }); } });
  node.addEventListener("pointermove", (event) => {
    if (!node.hasPointerCapture(event.pointerId)) return;
    const { scene, rest } = view, { columns } = columnsOf(view), x = event.clientX - view.sentence.getBoundingClientRect().left;
    const size = scene.known.filter((t, k) => (side > 0 ? k > rest.centre && columns[t].middle < x : k < rest.centre && columns[t].middle > x)).length;
    setWindow(view, Math.max(1, size));
  });
  const more = () => setWindow(view, view.rest.window + 1), less = () => setWindow(view, view.rest.window - 1);
  node.addEventListener("keydown", (event) => taken(event, { ArrowRight: side > 0 ? more : less, ArrowLeft: side > 0 ? less : more, ArrowUp: more, ArrowDown: less, Home: () => setWindow(view, 1), End: () => setWindow(view, 10) }[event.key]));
}

function listenToMap(view) {
  const { mapBox } = view, at = (event) => { const box = view.canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  mapBox.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || !view.places) return;
    const i = wordAt(view, ...at(event), 12);
    mapBox.classList.toggle("pointing", i >= 0);
    lookAtWord(view, "hovered", i < 0 ? null : i);
    showTip(view, i < 0 ? [] : wordLines(view, i), event);
    placeMapTip(view);
  });
  mapBox.addEventListener("pointerleave", () => { lookAtWord(view, "hovered", null); showTip(view, [], null); });
  mapBox.addEventListener("click", (event) => {
    if (event.target !== view.canvas || !view.places) return;
    const i = wordAt(view, ...at(event), 20);
    if (i < 0) return;
    ask(view, view.scene.names[i]);
  });
}

// Over the legend, where it hides no word.
function placeMapTip(view) {
  const { tip, legend, figure } = view, box = figure.getBoundingClientRect(), at = legend.getBoundingClientRect();
  if (!tip.hidden) tip.style.transform = `translate(${Math.round(at.left - box.left - 4)}px, ${Math.round(at.bottom - box.top - tip.offsetHeight)}px)`;
}

function walkWords(view, by) {
  const all = [...view.mapWords.children], now = all.indexOf(view.shadow.activeElement), next = all[(now + by + all.length) % all.length];
  for (const node of all) node.tabIndex = node === next ? 0 : -1;
  next?.focus({ preventScroll: true });
}
