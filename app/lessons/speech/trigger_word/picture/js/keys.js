// Keys: on the picture and its slider they move the cursor, on the grip the threshold; buttons keep their own.

function onKey(view, event) {
  const { target, key } = event, onGrip = target === view.grip && gripKey(view, key), isSlider = target === view.scrubber;
  if (onGrip) taken(event, onGrip);
  else if (!target.closest(".table-box") && !(key === " " && target.closest("button, .tools"))) {
    press(view, event, { ArrowUp: () => (isSlider ? step(view, 1) : toEvent(view, -1)), ArrowDown: () => (isSlider ? step(view, -1) : toEvent(view, 1)) });
  }
}

function gripKey(view, key) {
  const { threshold } = view.rest, by = { ArrowUp: 0.01, ArrowRight: 0.01, ArrowDown: -0.01, ArrowLeft: -0.01, PageUp: 0.1, PageDown: -0.1 }[key];
  const target = key === "Home" ? 0 : key === "End" ? 1 : by && Math.round((threshold + by) * 1000) / 1000;
  return target === undefined ? null : () => setThreshold(view, target);
}

function toEvent(view, by) {
  const { model, rest } = view, times = model.fired.map((t) => model.knownAt(model.timeOf(t)));
  const found = by > 0 ? times.find((time) => time > rest.seconds + 1e-3) : times.findLast((time) => time < rest.seconds - 1e-3);
  if (found !== undefined) go(view, found);
}
