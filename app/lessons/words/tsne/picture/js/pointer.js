// Pointer: drag to pan (or to turn in three dimensions), wheel with Ctrl or two fingers to zoom, click to pin, lasso to choose.

function listen(view) {
  const { stage } = view, pressed = new Map();
  const local = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const [x, y] = local(event);
    pressed.set(event.pointerId, [x, y]);
    view.press = { x, y, moved: false, lasso: (view.isLasso || event.shiftKey) && pressed.size === 1 };
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener("pointermove", (event) => {
    const [x, y] = local(event), before = pressed.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") hover(view, pointAt(view, x, y));
      return;
    }
    if (pressed.size === 2) pinch(view, pressed, event.pointerId, [x, y]);
    else drag(view, before, [x, y]);
    pressed.set(event.pointerId, [x, y]);
  });
  const end = (event) => {
    const [x, y] = local(event), { press } = view;
    if (!pressed.delete(event.pointerId) || !press || pressed.size) return;
    view.press = null;
    if (press.lasso && press.moved) finishLasso(view);
    else if (!press.moved && event.type === "pointerup") pin(view, pointAt(view, x, y, event.pointerType === "touch" ? 24 : 14));
    rested(view);
  };
  stage.addEventListener("pointerup", end);
  stage.addEventListener("pointercancel", end);
  stage.addEventListener("pointerleave", () => { if (!view.press) hover(view, -1); });
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement?.shadowRoot?.activeElement !== stage && view.shadow.activeElement !== stage) return;
    event.preventDefault();
    const [x, y] = local(event);
    view.camera.zoomAt(Math.exp(-event.deltaY * 0.0018), x, y);
    rested(view);
    invalidate(view);
  }, { passive: false });
  stage.addEventListener("keydown", (event) => onKey(view, event));
}

function drag(view, [fromX, fromY], [x, y]) {
  const { press, camera } = view;
  press.moved ||= Math.hypot(x - press.x, y - press.y) > 5;
  if (!press.moved) return;
  if (press.lasso) {
    (view.lasso ??= [[press.x, press.y]]).push([x, y]);
  } else if (view.film.dims === 3) camera.turn((x - fromX) * 0.008, (y - fromY) * 0.008);
  else {
    camera.x += x - fromX;
    camera.y += y - fromY;
  }
  view.hovered = -1;
  invalidate(view);
}

function pinch(view, pressed, id, [x, y]) {
  const [otherX, otherY] = [...pressed].find(([key]) => key !== id)[1], [fromX, fromY] = pressed.get(id);
  const before = Math.hypot(fromX - otherX, fromY - otherY), now = Math.hypot(x - otherX, y - otherY);
  view.press.moved = true;
  if (before > 10) view.camera.zoomAt(now / before, (x + otherX) / 2, (y + otherY) / 2);
  invalidate(view);
}

function finishLasso(view) {
  const { lasso, places, film } = view;
  view.lasso = null;
  view.chosen = new Set();
  for (let i = 0; i < film.count; i++) if (isInside(lasso, places[3 * i], places[3 * i + 1])) view.chosen.add(i);
  chosenChanged(view);
}

// Crossing number: a ray to the right meets the outline an odd number of times.
function isInside(outline, x, y) {
  let inside = false;
  for (let a = 0, b = outline.length - 1; a < outline.length; b = a++) {
    const [xa, ya] = outline[a], [xb, yb] = outline[b];
    if (ya > y !== yb > y && x < ((xb - xa) * (y - ya)) / (yb - ya) + xa) inside = !inside;
  }
  return inside;
}

function hover(view, i) {
  if (view.hovered === i) return;
  view.hovered = i;
  view.stage.classList.toggle("pointing", i >= 0);
  view.focus = -1;
  invalidate(view);
}

function pin(view, i) {
  view.rest.pinned = view.rest.pinned === i ? -1 : i;
  view.hovered = -1;
  view.focus = -1;
  announce(view);
  tell(view);
  invalidate(view);
}

// Keys: left and right through the film, up and down through the neighbours of the pinned word, Enter goes to one.
function onKey(view, event) {
  const { film, rest, camera } = view, zoom = (by) => camera.zoomAt(by, camera.width / 2, camera.height / 2);
  const turns = { ArrowLeft: () => camera.turn(-0.1, 0), ArrowRight: () => camera.turn(0.1, 0), ArrowUp: () => camera.turn(0, -0.1), ArrowDown: () => camera.turn(0, 0.1) };
  press(view, event, {
    ArrowUp: () => walk(view, -1), ArrowDown: () => walk(view, 1), "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => camera.reset(),
    Enter: () => pin(view, view.focus >= 0 ? view.focus : rest.pinned < 0 ? 0 : rest.pinned), Escape: () => letGo(view),
    ...(film.dims === 3 && event.shiftKey ? turns : {}),
  });
  rested(view);
  invalidate(view);
}

function walk(view, by) {
  const { film, rest } = view;
  if (rest.pinned < 0) { pin(view, 0); return; }
  const near = film.neighbours(rest.pinned), now = near.indexOf(view.focus);
  view.focus = near[now < 0 ? (by > 0 ? 0 : near.length - 1) : (now + by + near.length) % near.length];
  announce(view);
}

function letGo(view) {
  if (view.chosen.size) { view.chosen = new Set(); chosenChanged(view); return; }
  view.only.clear();
  if (view.rest.pinned >= 0) pin(view, view.rest.pinned);
}
