// The sound in chunks: what has come by the cursor, the state between two chunks, and the choice of both.

const HALF_FRAME = 0.016; // seconds from a column's middle to the end of its sound
const STRIP = 6, LEAST_ARROW = 16, LEAST_APART = 12; // pixels: half of a state's width at most; what an arrow and a line need

function buildChunkTools(view) {
  const { labels } = view;
  view.chunkButtons = h("span", { class: "choices" });
  view.forgets = h("input", { type: "checkbox", role: "switch" });
  view.forgets.addEventListener("change", () => hearIn(view, view.rest.chunk, view.forgets.checked));
  view.forgetLabel = h("label", {}, view.forgets, labels.forget);
  view.chunkTools = h("span", { class: "chunks", role: "group", "aria-label": labels.comes }, `${labels.comes} `, view.chunkButtons, view.forgetLabel);
  return view.chunkTools;
}

function drawChunkTools(view) {
  const { model, labels, rest } = view, { chunks } = model, key = chunks.join();
  view.chunkTools.hidden = !chunks.length;
  if (view.chunkKey !== key) {
    view.chunkKey = key;
    view.chunkButtons.replaceChildren(...chunks.map((size) => {
      const word = size ? fill(labels.chunk_size, { seconds: size }) : labels.whole;
      return button({ class: "quiet-button", "data-chunk": size }, word, () => hearIn(view, size, view.rest.forget));
    }));
  }
  for (const node of view.chunkButtons.children) node.setAttribute("aria-pressed", String(Number(node.dataset.chunk) === rest.chunk));
  view.forgetLabel.hidden = !rest.chunk;
  view.forgets.checked = rest.forget;
}

// Chunks of another size, or another fate of the state: the page asks the detector, and sends what it said.
function hearIn(view, chunk, forget) {
  if (view.player.isPlaying) play(view, false);
  const { rest, model } = view;
  Object.assign(rest, { chunk, forget: Boolean(chunk) && forget });
  if (chunk) rest.seconds = wholeChunks(rest.seconds, chunk, model.total, Math.ceil);
  tell(view, 0);
  invalidate(view);
}

function wholeChunks(seconds, chunk, total, round) {
  return clamp(round3(round(seconds / chunk + (round === Math.floor ? 1e-6 : -1e-6)) * chunk), 0, total);
}

function isOtherStream({ model, rest }) {
  if (!model.chunks.length) return false;
  return rest.chunk !== (model.stream?.chunk ?? 0) || (rest.chunk > 0 && rest.forget !== model.stream.forget);
}

// Between two chunks stands the state at the end of one; its right half is what the next begins with. Boxes are zeros.
function stateMarks(view) {
  const { model, frame: f, theme } = view;
  if (!model.stream) return [];
  const { top, height, bottom } = f.state, middle = top + height / 2, stroke = theme.mark("activation"), half = stripHalf(view);
  const box = (x) => ({ kind: "path", points: [x, top, x + half, top, x + half, bottom, x, bottom], stroke: theme.quiet, weight: 1, closed: true });
  const area = { x: f.left, y: top, width: f.width, height };
  const out = [{ kind: "image", canvas: stateSheet(view, half), ...area, box: area }, box(f.left)];
  let from = f.left + half;
  model.ends.forEach((end, k) => {
    const x = xOf(view, end), isLast = k === model.ends.length - 1, room = x - half - from;
    if (room >= LEAST_ARROW) {
      const to = x - half - 3;
      out.push({ kind: "path", points: [from + 3, middle, to, middle], stroke, weight: 1.2 },
        { kind: "path", points: [to, middle, to - 5, middle - 3.5, to - 5, middle + 3.5], fill: stroke, closed: true });
    }
    if (!isLast && model.stream.forget) out.push(box(x));
    from = x + half;
  });
  return out;
}

function stripHalf(view) {
  const { model, frame: f } = view;
  return Math.max(1.5, Math.min(STRIP * f.k, ((model.stream.chunk / model.span) * f.width) / 3));
}

// One row of pixels for each unit, drawn where its chunk ends; between them nothing.
function stateSheet(view, half) {
  const { model, frame: f, theme } = view, { values, shape: [, units] } = model.arrays.states, { rgb } = theme.table("signed");
  const canvas = document.createElement("canvas"), scale = f.dpr, width = Math.round(f.width * scale);
  Object.assign(canvas, { width, height: units });
  const context = canvas.getContext("2d"), image = context.createImageData(width, units);
  model.ends.forEach((end, k) => {
    const x = xOf(view, end) - f.left, right = model.stream.forget || k === model.ends.length - 1 ? x : x + half;
    for (let unit = 0; unit < units; unit++) {
      const [r, g, b] = rgb[shade(values[k * units + unit], "signed", 127)];
      for (let column = Math.round((x - half) * scale); column < Math.min(width, Math.round(right * scale)); column++) {
        image.data.set([r, g, b, 255], 4 * (unit * width + column));
      }
    }
  });
  context.putImageData(image, 0, 0);
  return canvas;
}

// What has not come yet is covered: of the waveform by the cursor, of all that is computed by whole chunks.
function veils(view) {
  const { model, frame: f, rest, theme } = view;
  if (!model.stream) return [];
  const known = model.knownBy(rest.seconds), t = model.stepAt(known), { at, wide } = model.levels;
  const column = at + (Math.floor((known - HALF_FRAME - at) / wide + 1e-6) + 0.5) * wide;
  const cover = (plot, x, fill) => {
    const from = clamp(x, f.left, f.right);
    return { kind: "rect", x: from, y: plot.top - 1, width: f.right - from + 1, height: plot.height + 2, fill };
  };
  if (known >= model.total - CLOSE) return [];
  return [
    cover(f.wave, xOf(view, rest.seconds), theme.pageText),
    cover(f.spectrogram, xOf(view, column), theme.pageText),
    cover(f.state, known ? xOf(view, known) + stripHalf(view) + 1 : f.left + stripHalf(view) + 1, theme.pageText),
    cover(f.probability, t < 0 ? f.left : xOf(view, model.timeOf(t)), theme.pale),
    { kind: "rect", x: f.left, y: f.probability.bottom - 0.5, width: f.width, height: 1, fill: theme.line },
  ];
}

// A line at the end of each chunk, where they are not too many.
function chunkLines(view) {
  const { model, frame: f } = view;
  if (!model.stream || (model.stream.chunk / model.span) * f.width < LEAST_APART) return "";
  return model.ends.slice(0, -1).map((end) => {
    const x = round2(xOf(view, end));
    return `M${x} ${f.wave.top}V${f.spectrogram.bottom}M${x} ${f.probability.top}V${f.probability.bottom}`;
  }).join("");
}

function drawVeils(view) {
  const { model, frame: f, rest } = view, covers = veils(view), known = model.knownBy(rest.seconds);
  view.veils.forEach((node, i) => {
    const cover = covers[i];
    node.style.display = cover ? "" : "none";
    if (cover) place(node, { x: round2(cover.x), y: cover.y, width: round2(cover.width), height: cover.height, fill: cover.fill });
  });
  const isShown = Boolean(model.stream) && known > 0;
  view.kept.style.display = isShown ? "" : "none";
  if (!isShown) return;
  const half = stripHalf(view), x = xOf(view, known), isEnd = known >= model.total - CLOSE;
  place(view.kept, { x: round2(x - half - 1), y: f.state.top - 1, width: round2((isEnd || model.stream.forget ? half : 2 * half) + 2), height: f.state.height + 2 });
}

function chunkText(view) {
  const { model, labels, rest } = view;
  if (!model.stream) return "";
  const { forget, apart } = model.stream, known = model.knownBy(rest.seconds) + CLOSE;
  const count = model.ends.filter((end) => end <= known).length, difference = apart < 0.001 ? apart.toExponential(0) : format(apart, 2);
  return fill(forget ? labels.said_forgotten : labels.said_carried, { count, all: model.ends.length, difference });
}

function chunkTable(view) {
  const { model, labels } = view;
  if (!model.stream) return [];
  const rows = model.ends.map((end, k) => {
    const t = model.stepAt(end);
    return tableRow(String(k + 1), [format(end, 3), String(t + 1), t < 0 ? "" : format(model.p[t], 3)]);
  });
  return [tableOf([labels.chunk, labels.arrives, labels.steps_by_then, labels.p], rows, labels.table_chunks)];
}
