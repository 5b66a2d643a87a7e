// Pointer and touch: the cursor is dragged, the strip moves the window, the trellis is looked into.

function listenToStage(view) {
  const { stage } = view;
  stage.addEventListener("pointerdown", (event) => onDown(view, event));
  stage.addEventListener("pointermove", (event) => onMove(view, event));
  stage.addEventListener("pointerleave", (event) => { if (!view.press && event.pointerType !== "touch") letGo(view); });
  for (const type of ["pointerup", "pointercancel"]) stage.addEventListener(type, () => { view.press = null; });
}

function letGo(view) {
  point(view, null);
  showTip(view, [], null);
}

// Which part is under the pointer, and which frame of it.
function partAt(view, event) {
  const { frame: f } = view, box = view.svg.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
  if (x < f.names - 4 || x > f.right + 4) return null;
  if (f.strip && y <= f.strip.bottom + 4) return { part: "strip", t: clamp(Math.floor(((x - f.names) / f.plot) * view.model.T), 0, view.model.T - 1) };
  if (y >= f.trellis.top && y <= f.trellis.bottom) {
    const row = Math.floor((y - f.trellis.top + trellisUp(view)) / view.rows.high);
    return { part: "trellis", t: frameAt(view, x, f.lower, view.lowerFrom), row: row < view.spelling.trellis.S ? row : null };
  }
  return y <= f.letters.bottom ? { part: "upper", t: frameAt(view, x, f.upper, view.from) } : null;
}

function onDown(view, event) {
  if (event.button !== 0 || !event.isPrimary) return;
  const found = partAt(view, event);
  if (found?.part !== "trellis") letGo(view);
  if (!found) return;
  view.press = found.part;
  view.stage.setPointerCapture(event.pointerId);
  drag(view, found, event);
}

function onMove(view, event) {
  const found = partAt(view, event);
  if (view.press && found?.part === view.press) drag(view, found, event);
  else if (!view.press && event.pointerType !== "touch") look(view, found, event);
  view.stage.style.cursor = found ? (found.part === "trellis" ? "crosshair" : "ew-resize") : "";
}

function drag(view, found, event) {
  if (found.t !== view.rest.step) goTo(view, found.t, found.part === "strip" ? Infinity : MARGIN_POINTER);
  if (found.part === "trellis") look(view, found, event);
}

function look(view, found, event) {
  const { best } = view.spelling.trellis, isPlace = found?.part === "trellis" && found.row !== null && best.length > 0;
  if (view.sound.isPlaying) { letGo(view); return; }
  point(view, isPlace ? { t: found.t, row: found.row } : null);
  showTip(view, isPlace ? placeLines(view, view.place) : found?.part === "upper" ? [frameSaid(view, found.t)] : [], event);
}

// "frame 49, 0.48 s: – 0.53, c 0.42"
function frameSaid({ model, labels }, t) {
  const top = model.ranked(t, 3).filter((symbol, i) => !i || model.p(t, symbol) >= 0.005).map((symbol) => `${shownAs(model, symbol)} ${format(model.p(t, symbol), 2)}`).join(", ");
  return fill(labels.frame_said, { frame: t + 1, time: format(model.timeOf(t), 2), top });
}
