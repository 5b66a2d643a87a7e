// Pointer and keys: the sentence, the cells, the knee, the points of the fit.

function listen(view) {
  const { stage, grid, fitSvg, lines, numbers, bands } = view;
  stage.addEventListener("keydown", (event) => {
    const isButton = event.target.closest?.("button") && (event.key === " " || event.key === "Enter");
    if (!isButton) press(view, event, { "+": () => setWindow(view, 1), "-": () => setWindow(view, -1),
      Escape: () => letGo(view) });
  });
  grid.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") overCell(view, cellOf(event), event); });
  grid.addEventListener("pointerleave", () => overCell(view, null, null));
  grid.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) overCell(view, cellOf(event),
    middleOf(event.target)); });
  grid.addEventListener("focusout", () => overCell(view, null, null));
  grid.addEventListener("click", (event) => { const cell = cellOf(event); if (cell) pinCell(view, ...cell); });
  grid.addEventListener("keydown", (event) => walkCells(view, event));
  fitSvg.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") overPoint(view, event); });
  fitSvg.addEventListener("pointerleave", () => lookAt(view, null, [], null));
  fitSvg.addEventListener("click", (event) => pressPoint(view, event));
  listenToKnee(view);
  for (const part of [lines, numbers, bands]) listenToTerms(view, part);
}

const middleOf = (node) => { const box = node.getBoundingClientRect(); return { clientX: box.left + box.width / 2,
  clientY: box.bottom - 4 }; };
const setWindow = (view, by) => change(view, { window: clamp(view.rest.window + by, 1, view.scene.D) });

function letGo(view) {
  view.ratioRow = null;
  change(view, { row: "", column: "" });
}

function cellOf(event) {
  const found = event.target.closest?.("[data-cell]")?.dataset.cell;
  return found ? found.split(" ").map(Number) : null;
}

function lookAt(view, what, lines, event) {
  showTip(view, lines, event);
  if (JSON.stringify(view.pointed ?? null) === JSON.stringify(what)) return;
  view.pointed = what;
  invalidate(view);
}

function overCell(view, cell, event) {
  if (!cell) { lookAt(view, null, [], null); return; }
  const { scene, rest, labels } = view, [i, j] = cell, x = countsNow(view)[i * scene.n + j], c = scene.cell(i, j),
    lines = [`${pairText(view, i, j)}: X = ${countText(x)}, f = ${weightText(scene.weight(x, rest.x_max))}`];
  lookAt(view, { cell }, [...lines, c === null ? labels.never : fittedText(view, c)], event);
}

// "θᵀe + b + b′ = 2.07 + 0.40 + 0.33 = 2.80, log X = 3.06"
function fittedText(view, c) {
  const { scene } = view, { dot, b, bPrime, sum } = scene.parts(c, view.moment),
    part = (value) => ` ${value < 0 ? MINUS : "+"} ${format(Math.abs(value))}`;
  return `θᵀe + b + b′ = ${format(dot)}${part(b)}${part(bPrime)} = ${format(sum)}, log X = ${format(scene.logs[c])}`;
}

// Over a point of the fit: its pair, and its cell if it is among those of the matrix.
function overPoint(view, event) {
  const box = view.fitSvg.getBoundingClientRect(), c = pointAt(view, event.clientX - box.left, event.clientY - box.top),
    { scene, labels } = view;
  view.fitSvg.style.cursor = c !== null && cellOfPoint(view, c) ? "pointer" : "";
  if (c === null) { lookAt(view, null, [], null); return; }
  const { residual } = scene.parts(c, view.moment);
  lookAt(view, { s: c, cell: cellOfPoint(view, c) }, [`${namesOf(view, c)}: X = ${countText(scene.x[c])}`, fittedText(view, c),
    `${labels.residual} ${format(residual)}`], event);
}

function cellOfPoint({ scene }, c) {
  const cell = [scene.rows[c], scene.columns[c]].map((place) => scene.words.indexOf(scene.names[place]));
  return cell.includes(-1) ? null : cell;
}

function pressPoint(view, event) {
  const box = view.fitSvg.getBoundingClientRect(), c = pointAt(view, event.clientX - box.left, event.clientY - box.top, 16),
    cell = c === null ? null : cellOfPoint(view, c);
  if (cell) pinCell(view, ...cell);
}

// Arrows go from cell to cell; Enter or the space bar pins one.
function walkCells(view, event) {
  const { scene: { n } } = view, now = cellOf(event);
  if (!now) return;
  const go = (di, dj) => () => {
    const next = clamp(now[0] + di, 0, n - 1) * n + clamp(now[1] + dj, 0, n - 1);
    view.focusedCell = next;
    view.cellNodes[next].focus({ preventScroll: true });
  };
  taken(event, { ArrowUp: go(-1, 0), ArrowDown: go(1, 0), ArrowLeft: go(0, -1), ArrowRight: go(0, 1), Home: go(0, -n),
    End: go(0, n), Enter: () => pinCell(view, ...now), " ": () => pinCell(view, ...now),
    Escape: () => letGo(view) }[event.key]);
}

// The knee is dragged along the axis, or moved by keys.
function listenToKnee(view) {
  const node = view.kneeHandle, times = (share) => () => setKnee(view, share > 1 ? Math.max(view.rest.x_max * share,
    view.rest.x_max + 0.1) : view.rest.x_max * share);
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    node.setPointerCapture(event.pointerId);
    event.preventDefault();
    node.focus({ preventScroll: true });
    view.kneeAt = true;
  });
  node.addEventListener("pointermove", (event) => {
    if (!node.hasPointerCapture(event.pointerId)) return;
    const x = view.weightAt.of(event.clientX - view.weightSvg.getBoundingClientRect().left);
    setKnee(view, clamp(x, 1, view.axis * 0.98));
  });
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) node.addEventListener(type,
    () => { if (view.kneeAt) { view.kneeAt = false; change(view, {}); } });
  node.addEventListener("keydown", (event) => taken(event, { ArrowRight: times(1.1), ArrowUp: times(1.1),
    ArrowLeft: times(1 / 1.1), ArrowDown: times(1 / 1.1), PageUp: times(2), PageDown: times(0.5), Home: () => setKnee(view, 1),
    End: () => setKnee(view, 1000) }[event.key]));
}
