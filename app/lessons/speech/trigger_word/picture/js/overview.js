// The whole of a long clip, above its plots: outline, probability and events, and the window that one moves over it.

const OVERVIEW_HEIGHT = 44;

function buildOverview(view) {
  view.overviewCanvas = h("canvas", { "aria-hidden": "true" });
  view.frameGrip = h("div", { class: "window", role: "slider", tabindex: "0", "aria-label": view.labels.window, "aria-valuemin": "0" });
  view.overviewCursor = h("div", { class: "overview-cursor" });
  view.overview = h("div", { class: "overview", hidden: true }, view.overviewCanvas, view.overviewCursor, view.frameGrip);
  let hold = null;
  const at = (event) => {
    const box = view.overview.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * view.model.total;
  };
  view.overview.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const seconds = at(event), { start } = view.rest, { span } = view.model;
    hold = seconds >= start && seconds <= start + span ? seconds - start : span / 2;
    view.overview.setPointerCapture(event.pointerId);
    view.frameGrip.focus({ preventScroll: true });
    moveWindow(view, seconds - hold);
  });
  view.overview.addEventListener("pointermove", (event) => { if (hold !== null) moveWindow(view, at(event) - hold); });
  for (const type of ["pointerup", "pointercancel"]) view.overview.addEventListener(type, () => { hold = null; });
  view.frameGrip.addEventListener("keydown", (event) => {
    const { start } = view.rest, { span, total } = view.model;
    const target = { ArrowLeft: start - 1, ArrowDown: start - 1, ArrowRight: start + 1, ArrowUp: start + 1, PageUp: start + span / 2,
      PageDown: start - span / 2, Home: 0, End: total }[event.key];
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    moveWindow(view, target);
  });
  return view.overview;
}

function drawOverview(view) {
  const { model, rest, labels } = view, { isWhole, total, span } = model;
  view.overview.hidden = isWhole;
  if (isWhole) return;
  const width = view.overview.clientWidth;
  const key = `${model.stamp}|${view.theme.key}|${width}|${rest.threshold}`;
  if (width && view.overviewKey !== key) {
    view.overviewKey = key;
    paintOverview(view, width);
  }
  const left = (rest.start / total) * width, wide = (span / total) * width;
  view.frameGrip.style.transform = `translateX(${left}px)`;
  view.frameGrip.style.width = `${wide}px`;
  view.overviewCursor.style.transform = `translateX(${(rest.seconds / total) * width}px)`;
  place(view.frameGrip, { "aria-valuemax": round2(total - span), "aria-valuenow": round2(rest.start),
    "aria-valuetext": fill(labels.window_at, { start: format(rest.start, 1), end: format(rest.start + span, 1) }) });
}

function paintOverview(view, width) {
  const { model, theme, overviewCanvas: canvas } = view, ratio = view.frame.dpr, context = canvas.getContext("2d");
  canvas.width = Math.round(width * ratio);
  canvas.height = OVERVIEW_HEIGHT * ratio;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const parts = model.overview.length / 2, loud = waveScale(model), middle = 16, upper = [], lower = [];
  for (let i = 0; i < parts; i++) {
    const x = (i / parts) * width, [low, high] = [model.overview[2 * i], model.overview[2 * i + 1]].map((v) => v / 127 / loud);
    upper.push(x, middle - Math.max(0.4, high * 14));
    lower.push(middle - Math.min(-0.4, low * 14), x);
  }
  paintMark(context, { kind: "path", points: [...upper, ...lower.reverse()], fill: theme.quiet, closed: true });
  const x = (t) => (model.timeOf(t) / model.total) * width, base = OVERVIEW_HEIGHT - 1;
  // The highest probability under each pixel: a short peak must not vanish.
  const peaks = new Float64Array(Math.ceil(width) + 1);
  for (let t = 0; t < model.T; t++) peaks[Math.floor(x(t))] = Math.max(peaks[Math.floor(x(t))], model.smoothed[t]);
  const curve = [...peaks].flatMap((p, i) => [i, base - p * 11]);
  paintMark(context, { kind: "path", points: curve, stroke: theme.mark("probability"), weight: 1.2 });
  for (const step of model.fired) {
    const mark = theme.mark("probability");
    paintMark(context, { kind: "path", points: [x(step), 0, x(step) - 4, 0, x(step), 7, x(step) + 4, 0], fill: mark, closed: true });
  }
}
