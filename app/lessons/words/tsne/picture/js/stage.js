// The map itself: points in pixels, and above them lines, rings and words as marks that files are made from too.

const MOST_LABELS = 60, LENDS = 32, RULES = { torn: [2, 4], kept: [] };

function buildStage(view) {
  view.canvas = h("canvas", { "aria-hidden": "true" });
  view.over = h("canvas", { class: "over", "aria-hidden": "true" });
  view.tip = h("div", { class: "tip", hidden: true });
  view.pixels = new Pixels(view.canvas);
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": `${view.labels.map}. ${view.labels.keys}` },
    view.canvas, view.over, view.tip);
  return view.stage;
}

function resizeStage(view) {
  const width = Math.floor(view.stage.clientWidth), narrow = view.root.clientWidth < 640;
  if (!width) return;
  const height = (narrow ? 320 : clamp(Math.round(width * 0.43), 310, 440)) - Math.min(view.lent, LENDS), ratio = Math.min(2, devicePixelRatio || 1);
  view.root.classList.toggle("narrow", narrow);
  view.ratio = ratio;
  Object.assign(view.camera, { width, height });
  view.stage.style.height = `${height}px`;
  view.pixels.resize(width, height, ratio);
  view.over.width = width * ratio;
  view.over.height = height * ratio;
  for (const node of [view.canvas, view.over]) Object.assign(node.style, { width: `${width}px`, height: `${height}px` });
}

function radiusOf(view) {
  return clamp(4.6 - 1.5 * Math.log10(view.film.count / 400), 2, 5) * (view.present ? 1.4 : 1);
}

function isMuted(view, i) {
  if (view.chosen.size) return !view.chosen.has(i);
  return view.only.size > 0 && !view.only.has(view.film.groups[i]);
}

// Far points first where there is depth; muted ones beneath all others.
function orderOf(view) {
  const { film, places } = view, order = Array.from({ length: film.count }, (_, i) => i);
  if (film.dims === 3) order.sort((a, b) => places[3 * a + 2] - places[3 * b + 2]);
  return order;
}

function drawStage(view) {
  const { film, camera, theme, ratio, pixels } = view, { count, groups, dims } = film;
  if (view.places?.length !== 3 * count) view.places = new Float32Array(3 * count);
  camera.reach = view.motion.reach;
  camera.project(view.motion.shown, dims, view.places);
  const radius = radiusOf(view), { places } = view, pale = mix(theme.page, theme.ink, 0.2);
  pixels.clear(theme.page);
  const order = dims === 3 ? orderOf(view) : null;
  const paint = (muted) => {
    for (let k = 0; k < count; k++) {
      const i = order ? order[k] : k;
      if (isMuted(view, i) !== muted) continue;
      const style = view.styles[groups[i]], depth = dims === 3 ? 0.75 + 0.3 * (places[3 * i + 2] + 0.5) : 1;
      const size = Math.max(1.5, Math.round(2 * radius * ratio * clamp(depth, 0.55, 1.3)) / 2);
      pixels.stamp(maskOf(style.shape, size), places[3 * i] * ratio, places[3 * i + 1] * ratio, muted ? pale : style.rgb);
    }
  };
  if (view.chosen.size || view.only.size) paint(true);
  paint(false);
  pixels.show();
  drawMarks(view);
}

function drawMarks(view) {
  const context = view.over.getContext("2d");
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  context.clearRect(0, 0, view.camera.width, view.camera.height);
  for (const mark of marksOf(view)) paintMark(context, mark);
}

function paintMark(context, mark) {
  context.globalAlpha = mark.opacity ?? 1;
  if (mark.kind === "line") {
    context.beginPath();
    mark.path.forEach(([x, y], k) => context[k ? "lineTo" : "moveTo"](x, y));
    if (mark.closed) context.closePath();
    context.setLineDash(mark.dash ?? []);
    context.lineWidth = mark.width;
    context.strokeStyle = mark.colour;
    context.stroke();
    context.setLineDash([]);
  } else if (mark.kind === "ring") {
    context.beginPath();
    context.arc(mark.x, mark.y, mark.r, 0, 7);
    context.lineWidth = mark.width;
    context.strokeStyle = mark.colour;
    context.stroke();
  } else {
    context.font = mark.font;
    context.textAlign = mark.align ?? "left";
    context.textBaseline = "middle";
    context.lineWidth = 3.5;
    context.lineJoin = "round";
    context.strokeStyle = mark.halo;
    context.strokeText(mark.text, mark.x, mark.y);
    context.fillStyle = mark.colour;
    context.fillText(mark.text, mark.x, mark.y);
  }
  context.globalAlpha = 1;
}

// The word that is looked at: the one under the pointer, else the one that is pinned.
function lookedAt(view) {
  return view.hovered >= 0 ? view.hovered : view.rest.pinned;
}

function frameOf(view) {
  return clamp(Math.round(view.at), 0, view.film.length - 1);
}

// Lines to the true nearest, solid where the map kept them, dotted where it tore them; rings; words; the lasso.
function marksOf(view) {
  const { film, places, theme } = view, found = [], i = lookedAt(view), at = (j) => [places[3 * j], places[3 * j + 1]];
  if (i >= 0) {
    const near = film.neighbours(i), held = film.mapped(frameOf(view), i), top = film.p(i, 0);
    near.forEach((j, place) => {
      const isKept = held.has(j), isFocus = view.focus === j;
      const weight = ["p", "x", "g", "r"].includes(view.marked) ? film.p(i, place) / top : view.marked === "q" || view.marked === "w" ? film.q(frameOf(view), i, j) / film.p(i, 0) : null;
      const width = weight === null || !Number.isFinite(weight) ? (isFocus ? 3.5 : 1.6) : clamp(6 * weight, 0.8, 9);
      found.push({ kind: "line", path: [at(i), at(j)], width, colour: theme.inkText, dash: isKept ? RULES.kept : RULES.torn, name: isKept ? "kept" : "torn" });
    });
    const [x, y] = at(i);
    found.push({ kind: "ring", x, y, r: radiusOf(view) + 4, width: 2.2, colour: theme.inkText });
  }
  if (view.lasso?.length > 1) found.push({ kind: "line", path: view.lasso, closed: true, width: 1.5, colour: theme.inkText, dash: [5, 4] });
  return [...found, ...labelMarks(view, i)];
}

// The words written: of the one that is looked at and its true neighbours those that find room, else the chosen ones.
function labelMarks(view, i) {
  const { film, theme } = view, size = view.present ? 17 : 12, shown = i >= 0 ? roomFor(view, [i, ...film.neighbours(i)], size) : besideEach(view);
  return shown.map(({ j, x, y, align }) => ({ kind: "text", text: film.names[j], x, y, align, font: `${j === i ? "600 " : ""}${size}px ${theme.font}`,
    colour: theme.inkText, halo: theme.pageText, opacity: i < 0 ? 0.92 : 1 }));
}

function besideEach(view) {
  const { camera, places } = view, gap = radiusOf(view) + 4, found = [];
  for (const j of view.labelled) {
    const x = places[3 * j], y = places[3 * j + 1], isLeft = x > camera.width - 80;
    if (isSeen(camera, x, y)) found.push({ j, x: x + (isLeft ? -gap : gap), y, align: isLeft ? "right" : "left" });
  }
  return found;
}

const isSeen = (camera, x, y) => x >= -20 && y >= 0 && x <= camera.width + 20 && y <= camera.height;
const SIDES = [[1, 0], [-1, 0], [1, -1], [1, 1], [-1, -1], [-1, 1], [1, -2], [1, 2], [-1, -2], [-1, 2], [1, -3], [1, 3], [-1, -3], [-1, 3]];

// Places beside their points where no word is over another; the first word always has one.
function roomFor(view, words, size) {
  const { camera, places, film, theme } = view, gap = radiusOf(view) + 4, context = view.over.getContext("2d"), taken = [], found = [];
  context.font = `600 ${size}px ${theme.font}`;
  words.forEach((j, order) => {
    const x = places[3 * j], y = places[3 * j + 1], width = context.measureText(film.names[j]).width;
    if (!isSeen(camera, x, y)) return;
    const boxes = SIDES.map(([side, row]) => {
      const at = x + side * (Math.abs(row) > 1 ? gap / 2 : gap), mid = y + row * size * 0.95;
      return { at, mid, align: side > 0 ? "left" : "right", left: side > 0 ? at : at - width, right: side > 0 ? at + width : at, top: mid - size / 2, bottom: mid + size / 2 };
    });
    const isFree = (b) => b.left > 2 && b.right < camera.width - 2 && b.top > 0 && b.bottom < camera.height
      && !taken.some((o) => b.left < o.right + 3 && b.right > o.left - 3 && b.top < o.bottom && b.bottom > o.top);
    const box = boxes.find(isFree) ?? (order ? null : boxes[x > camera.width - 80 ? 1 : 0]);
    if (!box) return;
    taken.push(box);
    found.push({ j, x: box.at, y: box.mid, align: box.align });
  });
  return found;
}

// Which words are written: the most frequent ones that fit beside one another. Chosen anew when the picture rests.
function chooseLabels(view) {
  const { film, places, camera } = view, taken = [], size = view.present ? 18 : 13;
  const most = view.root.classList.contains("narrow") ? MOST_LABELS / 3 : MOST_LABELS, context = view.over.getContext("2d");
  context.font = `${size - 1}px ${view.theme.font}`;
  view.labelled = [];
  for (let i = 0; i < film.count && view.labelled.length < most && i < 4000; i++) {
    const x = places[3 * i], y = places[3 * i + 1];
    if (x < 4 || y < 8 || x > camera.width - 60 || y > camera.height - 8 || isMuted(view, i)) continue;
    const box = [x - 3, y - size / 2, x + 12 + film.names[i].length * size * 0.55, y + size / 2];
    if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    view.labelled.push(i);
  }
}

// The point nearest to a place on the screen, -1 where none is within reach.
function pointAt(view, x, y, reach = 14) {
  const { places, film } = view;
  let best = -1, least = reach * reach;
  for (let i = 0; i < film.count; i++) {
    if (isMuted(view, i)) continue;
    const away = (places[3 * i] - x) ** 2 + (places[3 * i + 1] - y) ** 2;
    if (away < least) [best, least] = [i, away];
  }
  return best;
}
