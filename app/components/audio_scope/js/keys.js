// Keys: on the picture and its slider they move the cursor, on the grip the threshold; buttons keep their own.

function onKey(view, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const action = (event.target === view.grip && gripKey(view, event.key)) || pictureKey(view, event);
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

function gripKey(view, key) {
  const { threshold } = view.rest, by = { ArrowUp: 0.01, ArrowRight: 0.01, ArrowDown: -0.01, ArrowLeft: -0.01, PageUp: 0.1, PageDown: -0.1 }[key];
  const target = key === "Home" ? 0 : key === "End" ? 1 : by && Math.round((threshold + by) * 1000) / 1000;
  return target === undefined ? null : () => setThreshold(view, target);
}

function pictureKey(view, event) {
  const { target, key } = event, isSlider = target === view.scrubber;
  if (target.closest(".table-box") || (key === " " && target.closest("button, .tools"))) return null;
  return {
    ArrowLeft: () => step(view, -1), ArrowRight: () => step(view, 1),
    ArrowUp: () => (isSlider ? step(view, 1) : toEvent(view, -1)), ArrowDown: () => (isSlider ? step(view, -1) : toEvent(view, 1)),
    Home: () => go(view, 0), End: () => go(view, view.model.total), " ": () => play(view, !view.player.isPlaying),
  }[key] ?? null;
}

function toEvent(view, by) {
  const { model, rest } = view, times = model.fired.map((t) => model.timeOf(t));
  const found = by > 0 ? times.find((time) => time > rest.seconds + 1e-3) : times.findLast((time) => time < rest.seconds - 1e-3);
  if (found !== undefined) go(view, found);
}
