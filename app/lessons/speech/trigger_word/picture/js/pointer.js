// Pointer and touch: the plots take the cursor, the threshold's grip and line are dragged up and down.

const FREE = 6; // pixels above and below the line within which a mouse takes hold of it

function listen(view) {
  const { plots, grip } = view;
  plots.addEventListener("pointerdown", (event) => onPress(view, event));
  plots.addEventListener("pointermove", (event) => onMove(view, event));
  plots.addEventListener("pointerleave", () => { if (!view.press) point(view, null); });
  grip.addEventListener("pointerdown", (event) => holdThreshold(view, event, grip));
  grip.addEventListener("pointermove", (event) => dragThreshold(view, event));
  for (const node of [plots, grip]) {
    for (const type of ["pointerup", "pointercancel"]) node.addEventListener(type, (event) => onRelease(view, event));
  }
  listenToTerms(view, view.root);
  view.figure.addEventListener("keydown", (event) => onKey(view, event));
}

function where(view, event) {
  const box = view.plots.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function isOnLine(view, event, x, y) {
  const { frame: f, rest } = view;
  return event.pointerType === "mouse" && x >= f.left && Math.abs(y - yOf(f, rest.threshold)) <= FREE;
}

function eventAt(view, x, y) {
  const { lane, k } = view.frame, isIn = y >= lane.top - 2 && y <= lane.top + lane.height;
  return isIn ? view.eventPlaces.find((one) => Math.abs(one.x - x) < 12 * k) : undefined;
}

function onPress(view, event) {
  if (event.button !== 0 || !event.isPrimary) return;
  const [x, y] = where(view, event), fired = eventAt(view, x, y);
  if (isOnLine(view, event, x, y)) { holdThreshold(view, event, view.plots); return; }
  if (fired) { go(view, view.model.knownAt(fired.time)); return; }
  if (x < view.frame.left - 4 || !plotAt(view.frame, y)) return;
  view.press = { kind: "cursor" };
  view.plots.setPointerCapture(event.pointerId);
  go(view, view.model.snap(secondsAt(view, x)));
}

function onMove(view, event) {
  const [x, y] = where(view, event);
  if (view.press?.kind === "threshold") { dragThreshold(view, event); return; }
  if (view.press?.kind === "cursor") go(view, view.model.snap(secondsAt(view, x)));
  const onLine = isOnLine(view, event, x, y);
  view.plots.style.cursor = onLine ? "ns-resize" : eventAt(view, x, y) ? "pointer" : "";
  if (event.pointerType === "touch" && !view.press) return;
  const plot = x >= view.frame.left && x <= view.frame.right ? plotAt(view.frame, y) : null;
  point(view, plot && !onLine ? { plot, x, y, seconds: secondsAt(view, x) } : null);
}

function point(view, at) {
  view.pointed = at;
  mark(view, "picture", { probability: "y", spectrogram: "x" }[at?.plot] ?? null);
  invalidate(view);
}

function onRelease(view, event) {
  if (view.press && event.pointerType === "touch") view.pointed = null;
  view.press = null;
  invalidate(view);
}

// Held where it was taken, so that it does not jump to the pointer.
function holdThreshold(view, event, node) {
  if (event.button !== 0) return;
  event.preventDefault();
  const y = where(view, event)[1];
  view.press = { kind: "threshold", off: y - yOf(view.frame, view.rest.threshold) };
  node.setPointerCapture(event.pointerId);
  view.grip.focus({ preventScroll: true });
}

function dragThreshold(view, event) {
  if (view.press?.kind !== "threshold") return;
  const { bottom, height } = view.frame.probability, y = where(view, event)[1] - view.press.off;
  setThreshold(view, Math.round(((bottom - y) / height) * 100) / 100);
}
