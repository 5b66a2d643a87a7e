// The three plots: a canvas for what stands still, and above it the cursor, the threshold, the events and the words.

function buildStage(view) {
  const { labels } = view;
  view.canvas = h("canvas", { "aria-hidden": "true" });
  view.above = s("path", { class: "above", "clip-path": "url(#above-threshold)" });
  view.clip = s("rect", {});
  view.curve = s("path", { class: "curve", "data-term": "y" });
  view.past = s("rect", { class: "past", "data-term": "a" });
  view.heardBand = s("rect", { class: "heard", "data-term": "x" });
  view.line = s("line", { class: "line-of-threshold", "data-term": "theta" });
  view.hover = s("line", { class: "hover" });
  view.cursor = s("g", { class: "cursor" }, s("line", {}), s("circle", { r: 4 }));
  view.eventLayer = s("g", { class: "events" });
  view.veils = Array.from({ length: 5 }, () => s("rect", { class: "veil" }));
  view.chunkEnds = s("path", { class: "chunk-ends" });
  view.kept = s("rect", { class: "kept" });
  view.overlay = s("svg", { class: "overlay", "aria-hidden": "true" },
    s("defs", {}, s("clipPath", { id: "above-threshold" }, view.clip)),
    view.above, view.past, view.heardBand, view.curve, ...view.veils, view.chunkEnds, view.kept, view.line, view.hover, view.eventLayer, view.cursor);
  view.wordLayer = h("div", { class: "words", "aria-hidden": "true" });
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.plots = h("div", { class: "plots", role: "application", tabindex: "0", "aria-label": `${labels.picture}. ${labels.keys}` },
    view.canvas, view.overlay, view.wordLayer, view.tip);
  view.grip = h("div", { class: "grip", role: "slider", tabindex: "0", "aria-orientation": "vertical", "aria-valuemin": "0",
    "aria-valuemax": "1", "aria-label": labels.threshold, "data-term": "theta" });
  view.thresholdText = h("div", { class: "threshold-text", "aria-hidden": "true" });
  return h("div", { class: "stage" }, view.plots, view.thresholdText, view.grip);
}

function resizeStage(view) {
  const outer = Math.floor(view.stage.clientWidth);
  if (!outer) return;
  view.frame = layout(view, outer);
  const f = view.frame;
  view.root.classList.toggle("narrow", f.isNarrow);
  for (const [name, value] of [["width", outer], ["height", f.total]]) {
    view.plots.style[name] = `${value}px`;
    view.canvas.style[name] = `${value}px`;
    view.canvas[name] = Math.round(value * f.dpr);
    view.overlay.setAttribute(name, value);
  }
  view.standingKey = "";
}

function drawStage(view) {
  const { model, frame: f, rest, theme } = view;
  const standing = `${model.stamp}|${theme.key}|${f.outer}|${f.dpr}|${f.k}|${rest.start}`;
  if (view.standingKey !== standing) {
    view.standingKey = standing;
    drawStanding(view);
    view.eventKey = "";
  }
  const events = `${standing}|${rest.threshold}|${model.firedBy(rest.seconds).length}`;
  if (view.eventKey !== events) {
    view.eventKey = events;
    drawThreshold(view);
    drawEvents(view);
  }
  drawVeils(view);
  drawCursor(view);
  drawHover(view);
}

function place(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

function drawStanding(view) {
  const { frame: f, model } = view, context = view.canvas.getContext("2d");
  context.setTransform(f.dpr, 0, 0, f.dpr, 0, 0);
  context.clearRect(0, 0, f.outer, f.total);
  for (const mark of standingMarks(view)) paintMark(context, mark);
  const curve = curvePoints(view, model.smoothed), { bottom } = f.probability;
  place(view.curve, { d: pathData(curve, false) });
  place(view.chunkEnds, { d: chunkLines(view) });
  place(view.above, { d: curve.length ? pathData([curve[0], bottom, ...curve, curve.at(-2), bottom], true) : "" });
  view.wordNodes = wordPlaces(view).map(({ word, x, row }) => {
    const node = h("bdi", { style: `left: ${x}px; top: ${f.words.top + row * f.words.row}px` }, word[0]);
    return { node, word };
  });
  view.wordLayer.replaceChildren(...view.wordNodes.map(({ node }) => node));
  view.wordLayer.style.fontSize = `${f.size}px`;
}

function drawThreshold(view) {
  const { frame: f, rest, labels, model } = view, y = yOf(f, rest.threshold), { top } = f.probability;
  const value = thresholdText(rest.threshold);
  place(view.line, { x1: f.left, x2: f.right, y1: y, y2: y });
  place(view.clip, { x: f.left, y: top, width: f.width, height: Math.max(0, y - top) });
  view.grip.style.transform = `translate(${f.right}px, ${y}px)`;
  place(view.grip, { "aria-valuenow": String(rest.threshold),
    "aria-valuetext": fill(labels.threshold_spoken, { value, count: eventCount(view) }) });
  setText(view.thresholdText, `${fill(labels.threshold_at, { value })}, ${labels.drag}`);
  view.thresholdText.style.fontSize = `${f.size}px`;
  view.thresholdText.style.transform = `translate(${f.right - 8}px, ${labelY(f, y)}px) translate(-100%, -0.95em)`;
  view.thresholdText.hidden = !model.T;
}

function eventCount(view) {
  const { labels, model, rest } = view, count = model.firedBy(rest.seconds).length;
  return count ? fill(count === 1 ? labels.events_one : labels.events_many, { count }) : labels.events_none;
}

function drawEvents(view) {
  const { frame: f } = view, middle = f.lane.top + f.lane.height / 2;
  view.eventPlaces = eventPlaces(view);
  view.eventLayer.replaceChildren(...view.eventPlaces.map(({ x, time, step, isNamed }) => s("g", { class: "event", "data-step": step },
    s("circle", { cx: x, cy: middle, r: 8 * f.k }), s("path", { d: pathData(checkPoints(x, middle, f.k)) }),
    isNamed ? s("text", { x: x + 11 * f.k, y: middle + f.size / 3, "font-size": f.size }, `${format(time, 2)} s`) : null)));
  view.rung = undefined;
}

function drawCursor(view) {
  const { frame: f, rest, model } = view, x = xOf(view, rest.seconds), t = model.stepAt(model.knownBy(rest.seconds));
  const [line, knob] = view.cursor.children;
  place(line, { y1: f.wave.top, y2: f.probability.bottom + 4 });
  place(knob, { cy: f.wave.top });
  place(view.cursor, { transform: `translate(${round2(x)} 0)` });
  const { top, height } = f.spectrogram, until = t < 0 ? 0 : model.timeOf(t), since = t > 0 ? until - model.step : 0;
  const [from, to] = [since, until].map((seconds) => clamp(xOf(view, seconds), f.left, f.right));
  place(view.heardBand, { x: round2(from - 1), y: top - 1, width: round2(Math.max(3, to - from + 2)), height: height + 2 });
  place(view.past, { x: f.left, y: top, width: round2(to - f.left), height });
  for (const node of [view.heardBand, view.past, view.curve, view.line]) {
    node.classList.toggle("marked", node.dataset.term === view.marked && (t >= 0 || node === view.line));
  }
  for (const { node, word } of view.wordNodes) node.classList.toggle("now", rest.seconds >= word[1] && rest.seconds <= word[2]);
}

// What is under the pointer: its time and the numbers there.
function drawHover(view) {
  const { pointed: at, frame: f } = view;
  view.tip.hidden = !at?.plot;
  view.hover.style.display = at?.plot && !view.press ? "" : "none";
  if (!at?.plot) return;
  const x = xOf(view, at.seconds);
  place(view.hover, { x1: x, x2: x, y1: f.wave.top, y2: f.probability.bottom });
  setText(view.tip, tipText(view, at));
  const width = view.tip.offsetWidth, y = at.y > f.spectrogram.top + 60 ? at.y - 34 : at.y + 18;
  view.tip.style.transform = `translate(${Math.round(clamp(at.x + 12, 0, f.outer - width))}px, ${Math.round(y)}px)`;
}

function tipText(view, { seconds, plot, y }) {
  const { model, labels, frame: f } = view, t = model.stepAt(seconds), parts = [`${format(seconds, 2)} s`];
  if (plot === "wave") {
    const [low, high] = model.between(seconds - 0.005, seconds + 0.005), peak = Math.max(-low, high);
    parts.push(fill(labels.level, { db: peak > 0 ? format(20 * Math.log10(peak), 0) : `${MINUS}∞` }));
  }
  if (plot === "spectrogram" && model.bands) {
    const share = (f.spectrogram.bottom - y) / f.spectrogram.height;
    const band = clamp(Math.floor(share * model.bands), 0, model.bands - 1), level = model.levelAt(seconds, band);
    parts.push(hertz(model.frequencies[band], labels), fill(labels.level, { db: format(level, 0) }));
  }
  if (t >= 0) parts.push(`ŷ ${format(model.p[t], 2)}`);
  if (t >= 0 && model.isSmoothed) parts.push(`${labels.mean} ${format(model.smoothed[t], 2)}`);
  return parts.join(" · ");
}
