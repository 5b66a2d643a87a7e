// What the picture is made of, as marks: first what stands still while one plays and moves the threshold, then the rest.

function standingMarks(view) {
  const { frame: f, theme } = view, { wave, probability: p } = f, middle = wave.top + wave.height / 2;
  return [
    { kind: "path", points: [f.left, middle, f.right, middle], stroke: theme.line, weight: 1 },
    waveMark(view),
    ...spectrogramMarks(view),
    ...stateMarks(view),
    { kind: "rect", x: f.left, y: p.top, width: f.width, height: p.height, fill: theme.pale },
    { kind: "path", points: [f.left, p.bottom, f.right, p.bottom], stroke: theme.line, weight: 1 },
    ...curveMarks(view),
    ...axisMarks(view),
    ...captionMarks(view),
  ];
}

// Lowest and highest sample under each pixel, as one outline.
function waveMark(view) {
  const { frame: f, model, theme } = view, { top, height } = f.wave, middle = top + height / 2;
  const upper = [], lower = [], least = 0.5, loud = waveScale(model);
  for (let x = f.left; x < f.right; x++) {
    const [low, high] = model.between(secondsAt(view, x), secondsAt(view, x + 1));
    upper.push(x, middle - Math.max(least, (high / loud) * (height / 2)));
    lower.push(middle - Math.min(-least, (low / loud) * (height / 2)), x);
  }
  return { kind: "path", points: [...upper, ...lower.reverse()], fill: theme.quiet, closed: true };
}

// The loudest sample fills the height, but what is nearly silent is not blown up to look loud.
function waveScale(model) {
  model.loudest ??= model.overview.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
  return Math.max(0.1, model.loudest);
}

function spectrogramMarks(view) {
  const { frame: f, model, theme } = view, { top, height } = f.spectrogram, { at, wide } = model.levels;
  const box = { x: f.left, y: top, width: f.width, height };
  const back = { kind: "rect", ...box, fill: theme.table("gate", "input").css[0] };
  if (!model.columns) return [back];
  const x = xOf(view, at - wide / 2), width = ((model.columns * wide) / model.span) * f.width;
  return [back, { kind: "image", canvas: sheet(view), x, y: top, width, height, box }];
}

// One pixel for each cell, low frequencies at the bottom; made once for each window and theme.
function sheet(view) {
  const { model, theme } = view, { columns, bands, cells } = model, key = `${model.stamp}|${theme.key}`;
  if (view.sheetKey === key) return view.sheet;
  const canvas = document.createElement("canvas"), { rgb } = theme.table("gate", "input");
  canvas.width = columns;
  canvas.height = bands;
  const context = canvas.getContext("2d"), image = context.createImageData(columns, bands);
  const shades = Array.from({ length: 256 }, (_, value) => rgb[shadeOf(model, model.levels.low * (1 - value / 255))]);
  for (let column = 0; column < columns; column++) {
    for (let band = 0; band < bands; band++) {
      const [r, g, b] = shades[cells[column * bands + band]];
      image.data.set([r, g, b, 255], 4 * ((bands - 1 - band) * columns + column));
    }
  }
  context.putImageData(image, 0, 0);
  view.sheetKey = key;
  view.sheet = canvas;
  return canvas;
}

// The place of a level in the scale's 256 colours.
function shadeOf(model, db) {
  return shade(1 - db / model.levels.floor, "gate");
}

// Points of a curve over the steps that are in view, one beyond each edge.
function curvePoints(view, values) {
  const { frame: f, model, rest } = view, points = [];
  const from = Math.max(0, model.stepAt(rest.start)), to = Math.min(model.T - 1, model.stepAt(rest.start + model.span) + 1);
  for (let t = from; t <= to; t++) {
    const x = xOf(view, model.timeOf(t));
    points.push(clamp(x, f.left, f.right), yOf(f, values[t]));
  }
  return points;
}

function curveMarks(view) {
  const { model, theme, frame: f } = view, stroke = theme.mark("probability"), bold = 2 * f.k;
  const main = { kind: "path", points: curvePoints(view, model.smoothed), stroke, weight: bold };
  const thin = model.isSmoothed ? [{ kind: "path", points: curvePoints(view, model.p), stroke, weight: 0.9, opacity: 0.6 }] : [];
  const whole = model.stream?.forget ? [{ kind: "path", points: curvePoints(view, model.whole), stroke: theme.quiet, weight: 1.2, dash: [4, 3] }] : [];
  return [...whole, ...thin, main];
}

function axisMarks(view) {
  const { frame: f, theme, rest, model } = view, out = [], every = tickSeconds(view), y = f.axis.top;
  const digits = every < 1 ? 1 : 0;
  for (let k = Math.ceil(rest.start / every - 1e-6); k * every <= rest.start + model.span + 1e-6; k++) {
    const x = xOf(view, k * every);
    out.push({ kind: "path", points: [x, y, x, y + 4], stroke: theme.quiet, weight: 1 });
    const anchor = x < f.left + 8 ? "start" : x > f.right - 12 ? "end" : "middle";
    out.push(text(view, `${format(k * every, digits)}${k === 0 || anchor === "end" ? " s" : ""}`, x, y + f.size + 4, anchor));
  }
  return out;
}

function text(view, value, x, y, anchor, extra) {
  return { kind: "text", text: value, x, y, size: view.frame.size, family: view.theme.font, fill: view.theme.quiet, anchor, ...extra };
}

function captionMarks(view) {
  const { frame: f, labels, model } = view, out = [], [low, high] = [model.frequencies[0], model.frequencies.at(-1)];
  const range = low ? `${hertz(low, labels)} – ${hertz(high, labels)}` : "";
  const fate = model.stream?.forget ? labels.forgotten : labels.carried;
  if (f.isNarrow) {
    out.push(text(view, labels.waveform, f.left, f.wave.top - 5, "start"));
    out.push(text(view, `${labels.spectrogram}, ${range}`, f.left, f.spectrogram.top - 5, "start"));
    if (f.state) out.push(text(view, `${labels.state}, ${fate}`, f.left, f.state.top - 5, "start"));
    out.push(text(view, `${labels.probability}, 0 – 1`, f.left, f.lane.top - 3, "start"));
    return out;
  }
  const middle = (box) => box.top + box.height / 2 + f.size / 3;
  for (const name of ["waveform", "spectrogram", "probability"]) {
    out.push(text(view, labels[name], 0, middle(f[name] ?? f.wave), "start"));
  }
  if (f.state) {
    const y = f.state.top + f.state.height / 2;
    out.push(text(view, labels.state, 0, y - 2, "start"), text(view, fate, 0, y + f.size + 1, "start", { size: f.size - 1.5 }));
  }
  const edge = (value, y) => out.push(text(view, value, f.left - 6, y, "end", { size: f.size - 1.5 }));
  if (low) edge(hertz(high, labels), f.spectrogram.top + f.size - 1);
  if (low) edge(hertz(low, labels), f.spectrogram.bottom - 2);
  edge("1", f.probability.top + f.size - 3);
  edge("0", f.probability.bottom - 1);
  return out;
}

// What moves, for the file: on the screen these are elements above the canvas.
function movingMarks(view) {
  const { frame: f, theme, rest, labels, model } = view, y = yOf(f, rest.threshold), x = xOf(view, rest.seconds);
  const mark = theme.mark("threshold"), out = [
    ...veils(view),
    { kind: "path", points: [f.left, y, f.right, y], stroke: mark, weight: 1.5, dash: [5, 3] },
    text(view, fill(labels.threshold_at, { value: thresholdText(rest.threshold) }), f.right - 8, labelY(f, y), "end", { fill: theme.text("threshold") }),
    { kind: "rect", x: f.right, y: y - 9, width: 13, height: 18, fill: mark },
    { kind: "path", points: [x, f.wave.top, x, f.probability.bottom], stroke: theme.inkText, weight: 1.5 },
    { kind: "circle", x, y: f.wave.top, r: 4, fill: theme.inkText },
  ];
  for (const { x: at, time, isNamed } of eventPlaces(view)) {
    const middle = f.lane.top + f.lane.height / 2;
    out.push({ kind: "circle", x: at, y: middle, r: 8 * f.k, fill: theme.mark("probability") },
      { kind: "path", points: checkPoints(at, middle, f.k), stroke: theme.pageText, weight: 1.8 * f.k });
    if (isNamed) out.push(text(view, `${format(time, 2)} s`, at + 11 * f.k, middle + f.size / 3, "start", { fill: theme.inkText }));
  }
  for (const { word, x: at, row } of wordPlaces(view)) {
    const isNow = rest.seconds >= word[1] && rest.seconds <= word[2];
    out.push(text(view, word[0], at, f.words.top + row * f.words.row + f.size + 1, "middle", { fill: theme.inkText, bold: isNow }));
  }
  return model.T ? out : out.filter((one) => one.kind !== "circle" || one.r < 5);
}

// The threshold's words stand above its line, beneath it where there is no room.
function labelY(f, y) {
  return y - f.probability.top < f.size + 6 ? y + f.size + 3 : y - 5;
}

function checkPoints(x, y, k) {
  return [x - 3.6 * k, y + 0.2 * k, x - 1 * k, y + 2.9 * k, x + 3.8 * k, y - 2.8 * k];
}

// Events in view, and which of them have room for their time beside them.
function eventPlaces(view) {
  const { model, frame: f, rest } = view, room = 11 * f.k + f.size * 3.6;
  const shown = model.firedBy(rest.seconds).map((step) => ({ step, time: model.timeOf(step), x: xOf(view, model.timeOf(step)) }))
    .filter(({ time }) => time >= rest.start && time <= rest.start + model.span);
  return shown.map((one, i) => ({ ...one,
    isNamed: one.x + room <= (i + 1 < shown.length ? shown[i + 1].x - 9 * f.k : f.outer) }));
}

// Words beneath their time, in two rows on a narrow page; one that has no room there is in the table only.
function wordPlaces(view) {
  const { model, frame: f, rest } = view, rows = f.isNarrow ? [-1e9, -1e9] : [-1e9], out = [];
  probeContext.font = `600 ${f.size}px ${view.theme.font}`;
  for (const word of model.words) {
    const [name, start, end] = word;
    if (end < rest.start || start > rest.start + model.span) continue;
    const width = probeContext.measureText(name).width, x = clamp(xOf(view, (start + end) / 2), f.left + width / 2, f.right - width / 2);
    const row = rows.findIndex((edge) => x - width / 2 >= edge + 6);
    if (row < 0) continue;
    rows[row] = x + width / 2;
    out.push({ word, x, row });
  }
  return out;
}
