// The left side: two windows onto the world of frames, the rows' names, and above them the cursor with what is said at it.

function buildStage(view) {
  const { labels } = view, world = () => ({ box: s("svg", { overflow: "hidden" }), world: s("g") });
  view.upper = world();
  view.lower = world();
  view.rowNames = world();
  view.axis = world();
  for (const one of [view.upper, view.lower, view.rowNames, view.axis]) one.box.append(one.world);
  view.names = s("g");
  view.stripMarks = s("g");
  view.moving = s("g");
  view.through = s("g");
  view.lower.world.append(s("g"), view.through);
  view.svg = s("svg", { class: "marks", "aria-hidden": "true" }, view.names, view.stripMarks, view.upper.box, view.lower.box, view.rowNames.box, view.axis.box, view.moving);
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": `${labels.picture}. ${labels.keys}` }, view.svg);
  return h("div", { class: "left-side" }, view.stage);
}

// What stands still while the cursor moves is drawn once for each label, width and theme.
function drawStage(view) {
  const { frame: f, model, theme, spelling } = view, key = [model.stamp, theme.key, JSON.stringify(f), spelling.text].join("|");
  if (view.stageKey !== key) {
    view.stageKey = key;
    view.colours = letterColours(spelling.labels, model.peaks);
    view.rows = measureTrellis(view);
    drawStanding(view);
  }
  view.upper.world.setAttribute("transform", `translate(${round1(-view.from * f.upper.w)} 0)`);
  const left = round1(-view.lowerFrom * f.lower.w), up = round1(-trellisUp(view) - f.trellis.top);
  view.lower.world.setAttribute("transform", `translate(${left} ${up})`);
  view.rowNames.world.setAttribute("transform", `translate(0 ${up})`);
  view.axis.world.setAttribute("transform", `translate(${left} ${-f.trellis.bottom})`);
  view.axis.world.replaceChildren(...axisMarks(view));
  drawThrough(view);
  view.stripMarks.replaceChildren(...stripMarks(view));
  view.moving.replaceChildren(...fallMarks(view), ...cursorMarks(view), ...saidMarks(view), ...arrowMarks(view));
}

function drawStanding(view) {
  const { frame: f } = view, place = (node, x, y, width, height) => Object.entries({ x, y, width, height }).forEach(([name, value]) => node.setAttribute(name, Math.max(0, value)));
  view.svg.setAttribute("width", f.wide);
  view.svg.setAttribute("height", f.high);
  place(view.upper.box, f.names, 0, f.plot, f.letters.bottom + 2);
  place(view.lower.box, f.names, f.trellis.top, f.plot, f.trellis.high);
  place(view.rowNames.box, 0, f.trellis.top, f.names, f.trellis.high);
  place(view.axis.box, f.names - 10, f.trellis.bottom, f.plot + 20, 18 * f.k);
  view.letters = letterPlaces(view);
  view.upper.world.replaceChildren(...upperMarks(view));
  view.lower.world.firstChild.replaceChildren(...lowerMarks(view));
  view.rowNames.world.replaceChildren(...rowNames(view));
  view.names.replaceChildren(...nameMarks(view));
}

// Names to the left of what they name; on a narrow page above it.
function nameMarks(view) {
  const { frame: f, labels, theme } = view, { k } = f, size = 10.8, bands = { spectrum: "spectrogram", probs: "probabilities", boxes: "best_path", letters: "merge", trellis: "trellis" };
  if (f.isNarrow) {
    const above = (band) => textMark(view, labels[bands[band]], 0, f[band].top - 4 * k, { size });
    return [above("spectrum"), above("probs"), above("boxes"), textMark(view, `${labels.trellis}; ${labels.shade}`, 0, f.trellis.top - 37 * k, { size, most: f.wide }), textMark(view, labels.merge, f.wide, f.boxes.top - 4 * k, { size, anchor: "end" })];
  }
  const out = ["1", "0"].map((text, i) => textMark(view, text, f.names - 5 * k, i ? f.probs.bottom : f.probs.top + 8 * k, { size: 10, anchor: "end" }));
  for (const [band, name] of Object.entries(bands)) {
    const { top, high } = f[band], lines = wrapped(labels[name], f.names - (band === "spectrum" ? 2 : 16) * k, round1(size * k), theme.font);
    const y = band === "trellis" ? top + 10 * k : top + high / 2 - (lines.length - 1) * 6.5 * k + 4 * k;
    lines.forEach((line, i) => out.push(textMark(view, line, 0, y + i * 13 * k, { size })));
  }
  return out;
}

// Seconds beneath the trellis, those of the window, some 80 pixels from one to the next.
function axisMarks(view) {
  const { frame: { trellis, lower: { w, W }, k }, model, theme, lowerFrom } = view, x = (seconds) => 10 + ((seconds - model.first) / model.step + 0.5) * w;
  const least = (70 * k * model.step) / w, every = [0.05, 0.1, 0.2, 0.5, 1, 2, 5].find((seconds) => seconds >= least) ?? 10, out = [], y = trellis.bottom;
  for (let i = 0; i * every <= model.seconds + 1e-6; i++) {
    const at = clamp(x(i * every), 10, 10 + model.T * w), frame = (at - 10) / w - lowerFrom;
    if (frame < -0.01 || frame > W + 0.01) continue;
    const text = `${format(i * every, every < 0.1 ? 2 : every < 1 ? 1 : 0)}${i ? "" : " s"}`;
    out.push(lineMark([[at, y], [at, y + 4]], { stroke: theme.quiet }), textMark(view, text, at, y + 14 * k, { size: 10, anchor: i ? (at > model.T * w ? "end" : "middle") : "start", mono: true }));
  }
  return out;
}

// Of a long sound all of it: its letters where they are said, and the window that is shown.
function stripMarks(view) {
  const { frame: { strip, names, plot, upper: { W } }, model, theme, spelling: { path }, at } = view;
  if (!strip) return [];
  const x = (t) => names + (t / model.T) * plot, out = [boxMark(names, strip.top, plot, strip.high, { rx: 2, fill: theme.quiet, "fill-opacity": 0.1 })];
  for (const { symbol, runs: [[first, end]] } of lettersOf(path)) out.push(boxMark(x(first), strip.top + 1.5, Math.max(1.5, x(end) - x(first)), strip.high - 3, { fill: markOf(view, symbol), "fill-opacity": 0.85 }));
  out.push(boxMark(x(view.from), strip.top - 2, x(W) - names, strip.high + 4, { rx: 3, fill: theme.inkText, "fill-opacity": 0.08, stroke: theme.inkText, "stroke-width": 1.4, "data-window": round1(view.from) }));
  return [...out, lineMark([[x(at + 0.5), strip.top - 2], [x(at + 0.5), strip.bottom + 2]], { stroke: theme.inkText, "stroke-width": 1.5 })];
}

// One line through all of it; on a narrow page, where the trellis has frames of its own width, two.
function cursorMarks(view) {
  const { frame: f, at, theme } = view, knob = f.spectrum.top - 5, x = upperX(view, at), low = lowerX(view, at);
  const line = (x0, top, bottom) => lineMark([[x0, top], [x0, bottom]], { stroke: theme.inkText, "stroke-width": 1.5 });
  const lines = f.isNarrow ? [line(x, knob, f.letters.top), line(low, f.trellis.top - 2, f.trellis.bottom)] : [line(x, knob, f.trellis.bottom)];
  return [...lines, s("circle", { cx: round1(x), cy: knob, r: 4, fill: theme.inkText, "data-cursor": view.rest.step })];
}
