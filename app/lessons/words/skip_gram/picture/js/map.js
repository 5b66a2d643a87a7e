// The map: N words in a plane, those of a group in colour and shape, with the way that they have come.

const TAIL = 8, LABEL_MS = 250, SIDES = [[1, 0], [-1, 0], [1, -0.8], [1, 0.8], [-1, -0.8], [-1, 0.8], [0.3, -1.25], [0.3, 1.25], [-0.3, -1.25], [-0.3, 1.25]];

function buildMap(view) {
  view.mapTitle = h("h2", { class: "caption" });
  view.canvas = h("canvas", { role: "img" });
  view.mapWords = h("div", { class: "hidden-text", role: "group", "aria-label": view.labels.map_words });
  view.mapBox = h("div", { class: "map-box" }, view.canvas, view.mapWords);
  view.legend = s("svg", { "aria-hidden": "true" });
  view.map = h("section", { class: "part map-part" }, view.mapTitle, view.mapBox, view.legend);
  return view.map;
}

const colourOf = (view, i) => view.scene.colours.order[view.scene.groups[i] % view.scene.colours.order.length];
const radiusOf = (view) => 4.6 * view.frame.k;
const mapLooked = (view) => view.hovered ?? view.focusWord ?? -1;

function drawMap(view, now) {
  const { scene, frame: f, theme, labels, canvas } = view, moment = frameNow(view), ratio = Math.min(2, devicePixelRatio || 1);
  setText(view.mapTitle, fill(labels.map_title, { count: grouped(scene.N) }));
  const foot = drawLegend(view), width = Math.floor(f.map), height = Math.floor(f.mapHigh - (f.isNarrow ? 0 : foot));
  if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    view.chosenAt = 0;
  }
  Object.assign(view, { mapWide: width, mapTall: height });
  view.places = placesOf(view, view.motion.shown);
  if (!view.moving || now - (view.chosenAt ?? 0) > LABEL_MS) { chooseLabels(view); view.chosenAt = now; }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  for (const mark of mapMarks(view)) paintMark(context, mark, theme);
  canvas.setAttribute("aria-label", fill(labels.map_said, { count: grouped(scene.N), epoch: epochText(scene.epoch(view.at)), groups: scene.group_names.join(", ") }));
  drawMapWords(view, moment);
}

// From the map's unit to pixels: the same scale to the side and upward.
function toScreen({ motion, mapWide, mapTall, frame: f }) {
  const [left, bottom, right, top] = motion.box, side = 30 * f.k, up = 12 * f.k, unit = Math.min((mapWide - 2 * side) / (right - left || 1), (mapTall - 2 * up) / (top - bottom || 1)), x0 = (left + right) / 2, y0 = (bottom + top) / 2;
  return (x, y) => [mapWide / 2 + (x - x0) * unit, mapTall / 2 - (y - y0) * unit];
}

function placesOf(view, points) {
  const to = toScreen(view), out = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 2) [out[i], out[i + 1]] = to(points[i], points[i + 1]);
  return out;
}

function mapMarks(view) {
  const { scene, places, theme } = view, r = radiusOf(view), at = (i) => [places[2 * i], places[2 * i + 1]], looked = mapLooked(view), near = looked < 0 ? [] : scene.near(frameNow(view), looked), out = [], loose = [], isAll = POINTED.all.includes(view.marked);
  for (let i = 0; i < scene.N; i++) if (scene.groups[i] === NO_GROUP) loose.push(at(i));
  out.push({ kind: "dots", points: loose, r: (isAll ? 2.3 : 1.6) * view.frame.k, colour: css(mix(theme.page, isAll ? parseColour(theme.mark("output_vector"), probeContext) : theme.ink, theme.dark ? 0.42 : 0.3)) });
  for (const i of scene.grouped) out.push(...tailMarks(view, i, TAIL, looked >= 0 && i !== looked ? 0.15 : 0.62));
  if (looked >= 0) {
    out.push(...tailMarks(view, looked, Infinity, 1, 1.8));
    for (const j of near) out.push({ kind: "line", points: [at(looked), at(j)], colour: theme.inkText, width: 1.3 });
  }
  for (const i of scene.grouped) out.push({ kind: "shape", name: scene.names[i], d: shapeOf(scene.groups[i], r), x: at(i)[0], y: at(i)[1], colour: theme.mark(colourOf(view, i)), opacity: looked < 0 || i === looked || near.includes(i) ? 1 : 0.4 });
  const centre = centreOnMap(view), single = view.rest.asked.map((word) => scene.placeOf.get(word)).filter((i) => i !== undefined && scene.groups[i] === NO_GROUP);
  out.push({ kind: "dots", points: single.map(at), r: 3.4 * view.frame.k, colour: theme.mark("embedding") });
  for (const i of new Set([centre, looked].filter((one) => one >= 0))) out.push({ kind: "ring", x: at(i)[0], y: at(i)[1], r: r + 4, width: 2, colour: i === centre ? theme.text("embedding") : theme.inkText });
  for (const { i, x, y, align } of view.labelled) {
    const isBold = i === looked || i === centre || view.rest.asked.includes(scene.names[i]);
    out.push({ kind: "text", text: visible(scene.names[i]), x: at(i)[0] + x, y: at(i)[1] + y, align, size: (isBold ? 11.5 : 11) * view.frame.k, bold: isBold, colour: isBold && i !== looked ? theme.text("embedding") : theme.inkText });
  }
  return out;
}

// The last moments of a word's way, fainter the longer ago they are.
function tailMarks(view, i, count, opacity, width = 1.1) {
  const { scene, places, theme } = view, to = toScreen(view), points = [...scene.track(i, view.at, count).map(([x, y]) => to(x, y)), [places[2 * i], places[2 * i + 1]]], colour = scene.groups[i] === NO_GROUP ? theme.quiet : theme.mark(colourOf(view, i));
  return points.slice(1).map((point, n) => ({ kind: "line", points: [points[n], point], colour, width, opacity: opacity * (count === Infinity ? 1 : (n + 1) / (points.length - 1)) }));
}

// Where the word in the middle of the sentence is on the map, or −1.
function centreOnMap({ scene, rest }) {
  return scene.K ? (scene.placeOf.get(scene.token(rest.centre).toLowerCase()) ?? -1) : -1;
}

// Which words are written, and at which side of their mark: what is looked at first, then the asked ones, then the groups.
function chooseLabels(view) {
  const { scene, places, theme, frame: f, mapWide, mapTall } = view, r = radiusOf(view), looked = mapLooked(view), before = new Map((view.labelled ?? []).map((one) => [one.i, one.side])), size = 11 * f.k, found = [];
  const asked = view.rest.asked.map((word) => scene.placeOf.get(word) ?? -1), first = [looked, ...(looked < 0 ? [] : scene.near(frameNow(view), looked)), centreOnMap(view), ...asked].filter((i) => i >= 0), wanted = [...new Set([...first, ...(looked < 0 ? scene.grouped : [])])];
  const taken = scene.grouped.map((i) => [places[2 * i] - r, places[2 * i + 1] - r, places[2 * i] + r, places[2 * i + 1] + r, i]);
  for (const i of wanted) {
    const x = places[2 * i], y = places[2 * i + 1], wide = measured(visible(scene.names[i]), size, theme.font, first.includes(i)) + 2, gap = r + 3;
    const kept = before.get(i), order = kept === undefined ? SIDES.keys() : [kept, ...SIDES.keys()];
    for (const side of order) {
      const [dx, dy] = SIDES[side], left = dx > 0 ? x + (Math.abs(dx) === 1 ? gap : -6) : x - (Math.abs(dx) === 1 ? gap : -6) - wide, top = y + dy * size - size / 2, box = [left, top, left + wide, top + size];
      if (left < 1 || top < 1 || box[2] > mapWide - 1 || box[3] > mapTall - 1 || taken.some((o) => o[4] !== i && box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1])) continue;
      taken.push(box);
      found.push({ i, side, x: dx > 0 ? left - x : left + wide - x, y: dy * size, align: dx > 0 ? "left" : "right" });
      break;
    }
  }
  view.labelled = found;
}

// What colours and shapes stand for, and what the picture owes to us; gives its height.
function drawLegend(view) {
  const { scene, frame: f, theme, labels } = view, size = 11 * f.k, step = 15 * f.k, key = [view.received, f.map, f.k, theme.key].join("|");
  if (view.legendKey === key) return view.legendHigh;
  view.legendKey = key;
  const out = [], widths = scene.group_names.map((name) => measured(name, size, theme.font) + 16 * f.k), whole = widths.reduce((sum, one) => sum + one, 0), gap = clamp((f.map - whole - 4) / Math.max(1, widths.length - 1), 8 * f.k, 16 * f.k);
  let x = 6 * f.k, y = 9 * f.k;
  scene.group_names.forEach((name, g) => {
    if (x + widths[g] > f.map + 2 && x > 6 * f.k) { x = 6 * f.k; y += step; }
    out.push(s("path", { d: shapeOf(g, 4.2 * f.k), fill: theme.mark(scene.colours.order[g % scene.colours.order.length]), transform: `translate(${round1(x)} ${round1(y)})` }), textMark(view, name, x + 9 * f.k, y + 4 * f.k, { size: 11, fill: theme.inkText }));
    x += widths[g] + gap;
  });
  y += 2 * f.k;
  for (const line of [labels.tail, labels.ours].flatMap((text) => wrapped(fill(text, { kept: scene.kept === null ? "–" : Math.round(100 * scene.kept) }), f.map, 10.5 * f.k, theme.font))) out.push(textMark(view, line, 0, (y += 14.5 * f.k), { size: 10.5 }));
  view.legendHigh = Math.ceil(y + 4 * f.k);
  sized(view.legend, f.map, view.legendHigh, out);
  return view.legendHigh;
}

// The words of the groups as buttons, for who does not see the map: one stop of the tab key, arrows go from word to word.
function drawMapWords(view, moment) {
  const { scene } = view, key = `${scene.names.length}|${scene.subject}`;
  if (view.mapWordsKey !== key) {
    view.mapWordsKey = key;
    view.mapWords.replaceChildren(...scene.grouped.map((i, n) => {
      const name = scene.names[i], node = button({ "data-word": name, "data-place": i, tabindex: n ? "-1" : "0" }, visible(name), () => ask(view, name));
      node.addEventListener("focus", () => lookAtWord(view, "focusWord", i));
      node.addEventListener("blur", () => lookAtWord(view, "focusWord", null));
      return node;
    }));
  }
  const focused = view.focusWord ?? -1;
  if (focused >= 0) {
    const node = view.mapWords.querySelector(`[data-place="${focused}"]`), said = `${visible(scene.names[focused])}: ${scene.near(moment, focused).map((j) => visible(scene.names[j])).join(", ")}`;
    node?.setAttribute("aria-label", said);
  }
}

function lookAtWord(view, by, i) {
  if ((view[by] ?? null) === i) return;
  view[by] = i;
  view.chosenAt = 0;
  invalidate(view);
}

function wordAt(view, x, y, reach) {
  const { scene, places } = view;
  let best = -1, least = reach * reach;
  for (let i = 0; i < scene.N; i++) {
    const away = (places[2 * i] - x) ** 2 + (places[2 * i + 1] - y) ** 2 - (scene.groups[i] === NO_GROUP ? 0 : 30);
    if (away < least) [best, least] = [i, away];
  }
  return best;
}
