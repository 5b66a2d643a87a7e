// The network that sees, computed once: the squashed picture, maps that grow smaller, the grid with its light, and z.

function buildEncoder(view) {
  const { labels } = view;
  view.cnnImage = s("image", { preserveAspectRatio: "none" });
  view.cnnStacks = s("g");
  view.cnnMarks = s("g");
  view.cnnSvg = s("svg", { class: "cnn-marks", "aria-hidden": "true" }, view.cnnImage, view.cnnStacks, view.cnnMarks);
  view.cnnSaid = h("div", { class: "hidden-text" });
  view.mapCanvas = h("canvas", { "aria-hidden": "true" });
  view.mapsTitle = h("div", { class: "maps-title" });
  view.maps = h("div", { class: "maps", hidden: true }, view.mapCanvas, view.mapsTitle);
  view.layers = h("div", { class: "layers" });
  view.cnnToggle = button({ class: "cnn-toggle", "aria-expanded": "false" }, labels.cnn, () => { view.cnnOpen = !view.cnnOpen; invalidate(view); });
  view.cnnBody = h("div", { class: "cnn-body" }, view.cnnSvg, view.layers, view.maps, view.cnnSaid);
  return h("div", { class: "cnn" }, h("h2", { class: "caption" }, view.cnnToggle, h("span", { class: "cnn-title" }, labels.cnn)), view.cnnBody);
}

// A button over each stack of maps: pointed at, focused or pressed, it shows nine of them.
function fillLayers(view) {
  const { model: { layers }, labels } = view;
  view.layers.replaceChildren(...layers.map((side) => {
    const node = button({ class: "layer", "data-layer": side, "aria-label": fill(labels.layer, { side }) }, "", () => showLayer(view, view.layer === side && view.isLayerKept ? null : side, true));
    node.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") showLayer(view, side); });
    node.addEventListener("pointerleave", () => { if (!view.isLayerKept) showLayer(view, null); });
    node.addEventListener("focus", () => showLayer(view, side));
    node.addEventListener("blur", () => showLayer(view, null));
    node.addEventListener("keydown", (event) => { if (event.key === "Escape" && view.layer) taken(event, () => showLayer(view, null)); });
    return node;
  }));
}

function showLayer(view, side, isKept = false) {
  Object.assign(view, { layer: side, isLayerKept: side !== null && isKept });
  invalidate(view);
}

// Tops of the parts, from the height that there is.
function encoderFrame({ frame: { k, high, lent, isNarrow, left } }) {
  const all = isNarrow ? 262 * k : high, square = Math.round((lent ? 40 : 54) * k), zHigh = Math.round(14 * k), z = all - zHigh;
  const stacks = square + (lent ? 8 : 14) * k, tall = Math.round((lent ? 32 : 42) * k), grid = stacks + tall + 17 * k + (lent ? 4 : 20) * k;
  const side = Math.floor(Math.min(z - grid - 8 * k, 96 * k)), texts = side + 10 * k;
  return { all, square, stacks, tall, grid, side, texts, z, zHigh, right: Math.min(left, 300 * k) };
}

function drawEncoder(view) {
  const { model, frame: { isNarrow, left }, labels, rest: { step, branch }, theme } = view, e = encoderFrame(view), alpha = model.alpha(branch, step);
  view.cnnBody.hidden = isNarrow && !view.cnnOpen;
  view.cnnToggle.setAttribute("aria-expanded", String(!view.cnnBody.hidden));
  view.cnnSvg.setAttribute("width", left);
  view.cnnSvg.setAttribute("height", e.all);
  Object.entries({ x: 0, y: 0, width: e.square, height: e.square, href: model.link("square") }).forEach(([name, value]) => view.cnnImage.setAttribute(name, value));
  const key = [model.stamp, theme.key, JSON.stringify(e)].join("|");
  if (view.stacksKey !== key) {
    view.stacksKey = key;
    if (view.layersKey !== model.layers.join()) fillLayers(view); // a button that is there keeps the focus
    view.layersKey = model.layers.join();
    view.cnnStacks.replaceChildren(...stackMarks(view, e));
  }
  view.cnnMarks.replaceChildren(...sizeMarks(view, e), ...gridOfLight(view, e, alpha), ...largestMarks(view, e, alpha), ...zMarks(view, e));
  drawMaps(view, e);
  setText(view.cnnSaid, fill(labels.cnn_said, { layers: model.layers.join(", "), grid: gridText(view) }));
}

const gridText = ({ model: { grid } }) => grid.map((n) => n.toLocaleString("en")).join(" × ");

function sizeMarks(view, e) {
  const { labels, frame: { k, lent } } = view, x = e.square + 10 * k;
  return [textMark(view, "224 × 224", x, e.square * 0.42, { size: 11.5, mono: true, fill: view.theme.inkText }), textMark(view, labels.colours, x, e.square * 0.42 + 16 * k, { size: 11 }),
    ...(lent ? [] : [textMark(view, labels.coarser, 0, e.grid - 8 * k, { size: 11 })])];
}

// The layers' first maps, each with others behind it: the smaller, the more.
function stackMarks(view, e) {
  const { model, theme, frame: { k } } = view, pitch = e.right / model.layers.length, out = [];
  model.layers.forEach((side, i) => {
    const size = Math.round(e.tall * [0.86, 0.66, 0.46, 0.3][Math.min(i, 3)]), depth = Math.min(3 + 2 * i, 8), x = Math.round(i * pitch), foot = e.stacks + e.tall, by = 2.4 * k;
    for (let n = depth; n > 0; n--) out.push(boxMark(x + n * by, foot - size - n * by * 0.8, size, size, { fill: theme.pale, stroke: theme.quiet, "stroke-opacity": 0.5, "stroke-width": 0.8 }));
    out.push(s("image", { href: mapLink(theme, model.map(side, 0), side), x, y: foot - size, width: size, height: size, preserveAspectRatio: "none", style: "image-rendering: pixelated" }),
      boxMark(x, foot - size, size, size, { fill: "none", stroke: theme.quiet, "stroke-width": 0.8 }), textMark(view, String(side), x + size / 2, foot + 13 * k, { size: 10.5, anchor: "middle", mono: true }));
    const node = view.layers.children[i], wide = size + depth * by;
    node.style.cssText = `left: ${x - 3}px; top: ${round1(foot - size - depth * by * 0.8 - 3)}px; width: ${round1(wide + 6)}px; height: ${round1(size + depth * by * 0.8 + 20 * k)}px`;
  });
  return out;
}

// The grid of places with the light of this word; point at the picture and it is marked here too.
function gridOfLight(view, e, alpha) {
  const { model, theme } = view, light = view.shownLight ?? lightOf(alpha, model.scaled), size = e.side / SIDE, table = theme.table("gate", "update").css, shown = shownPlace(view), [brightest] = byLight(alpha);
  const cells = [...light.keys()].map((place) => boxMark(columnOf(place) * size + 0.5, e.grid + rowOf(place) * size + 0.5, size - 1, size - 1,
    { rx: 1.5, fill: table[shade(light[place], "gate")], "data-cell": place, "data-light": round1(100 * light[place]) }));
  const ring = (place, dash) => boxMark(columnOf(place) * size, e.grid + rowOf(place) * size, size, size, { rx: 2.5, fill: "none", stroke: theme.inkText, "stroke-width": 1.6, "stroke-dasharray": dash });
  return [...cells, ...(model.way === "attend" ? [ring(brightest, null)] : []), ...(shown === null || shown === brightest ? [] : [ring(shown, "2 2")])];
}

// "0.13 · a⟨5,6⟩" with a bar for each of the three brightest; how much all others have together.
function largestMarks(view, e, alpha) {
  const { model, labels, theme, frame: { k } } = view, x = e.texts, out = [textMark(view, gridText(view), x, e.grid + 10 * k, { size: 11.5, mono: true, fill: theme.inkText })];
  const row = (e.side - 14 * k) / 4, bar = x + 80 * k, wide = Math.max(8, e.right - bar);
  if (model.way !== "attend") return [...out, ...wrapped(labels.all_alike, e.right - x, round1(11 * k), theme.font).map((line, i) => textMark(view, line, x, e.grid + (28 + 14 * i) * k, { size: 11 }))];
  const top = byLight(alpha).slice(0, 3).filter((place, i) => i === 0 || alpha[place] >= 0.005);
  top.forEach((place, i) => {
    const y = e.grid + 14 * k + row * (i + 0.72);
    out.push(textMark(view, format(alpha[place], 2), x, y, { size: 11, mono: true, bold: true, fill: theme.text("update") }),
      textMark(view, `· a⟨${nameOf(place)}⟩`, x + 30 * k, y, { size: 11, fill: theme.inkText }),
      boxMark(bar, y - 8 * k, wide, 8 * k, { rx: 1.5, fill: theme.quiet, "fill-opacity": 0.12 }),
      boxMark(bar, y - 8 * k, wide * Math.min(1, alpha[place] / FULL), 8 * k, { rx: 1.5, fill: theme.mark("update"), "data-share": place }));
  });
  const rest = 1 - top.reduce((sum, place) => sum + alpha[place], 0);
  return [...out, textMark(view, fill(labels.places_more, { count: PLACES - top.length, share: format(Math.max(0, rest), 2) }), x, e.grid + 14 * k + row * 3.72, { size: 11 })];
}

const nameOf = (place) => `${rowOf(place) + 1},${columnOf(place) + 1}`;

// What is seen, z: its numbers in stripes.
function zMarks(view, e) {
  const { model, theme, rest: { step, branch }, frame: { k, left, isNarrow }, marked } = view, z = underWay(view, "z", model.z(branch, step));
  const x = 18 * k, wide = (isNarrow ? e.right : left) - x, each = wide / z.length;
  const table = theme.table("signed").css, isMarked = ["z", "z2", "z3", "v"].includes(marked);
  view.shownZ = z;
  return [textMark(view, "z", 2, e.z + 11 * k, { size: 14, bold: true, fill: theme.text("memory") }),
    ...[...z].map((value, i) => boxMark(x + i * each, e.z, each + 0.4, e.zHigh, { fill: table[shade(value, "signed", 1)], "data-z": i })),
    boxMark(x, e.z, wide, e.zHigh, { rx: 2, fill: "none", stroke: theme.mark("memory"), "stroke-width": isMarked ? 3 : 1.6 })];
}

// Nine maps of the layer that is looked at.
function drawMaps(view, e) {
  const { layer, model, labels, frame: { k } } = view;
  view.maps.hidden = !layer || !model.layers.includes(layer);
  if (view.maps.hidden) return;
  const each = Math.round(54 * k), dpr = 2, gap = 4, all = 3 * each + 2 * gap, canvas = view.mapCanvas, context = canvas.getContext("2d");
  view.maps.dataset.layer = layer;
  view.maps.style.top = `${Math.round(e.stacks + e.tall + 18 * k)}px`;
  setText(view.mapsTitle, fill(labels.maps, { side: layer }));
  const key = `${view.stacksKey}|${layer}`;
  if (view.mapsKey === key) return;
  view.mapsKey = key;
  canvas.width = canvas.height = all * dpr;
  canvas.style.width = canvas.style.height = `${all}px`;
  const { rgb } = view.theme.table("gate", "activation"), tile = document.createElement("canvas");
  tile.width = tile.height = layer;
  context.imageSmoothingEnabled = false;
  for (let n = 0; n < 9; n++) {
    const image = tile.getContext("2d").createImageData(layer, layer);
    model.map(layer, n).forEach((value, i) => image.data.set([...rgb[value], 255], 4 * i));
    tile.getContext("2d").putImageData(image, 0, 0);
    context.drawImage(tile, (n % 3) * (each + gap) * dpr, Math.floor(n / 3) * (each + gap) * dpr, each * dpr, each * dpr);
  }
}
