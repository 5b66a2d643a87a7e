// The plane as SVG: dots with their words, pairs of the relation in grey, and the way of the sum.

const MOVE_MS = 250, PLAY_MS = 900, RING = 11;
const ease = (x) => (x < 0.5 ? 2 * x * x : 1 - (2 - 2 * x) ** 2 / 2);
const between = (a, b, share) => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];

function buildPicture(view) {
  view.svg = s("svg", { "aria-hidden": "true" });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": view.labels.picture }, view.svg);
  return view.stage;
}

// Where a word is drawn now: between its old place and its new one while the equation changes.
function placeOf(view, word, now) {
  const goal = view.frame.place(word.at), from = view.moved?.places.get(word.word);
  if (!view.moved || !from) return goal;
  return between(from, goal, ease(clamp((now - view.moved.began) / MOVE_MS, 0, 1)));
}

function arrow(from, to, attributes, head = 8) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length < 3) return null;
  const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length], size = Math.min(head, length);
  const back = [to[0] - dx * size, to[1] - dy * size], r = (v) => Math.round(v * 10) / 10, wing = size * 0.5;
  return s("g", attributes, s("line", { x1: r(from[0]), y1: r(from[1]), x2: r(back[0]), y2: r(back[1]), fill: "none" }),
    s("path", { stroke: "none", d: `M${r(to[0])} ${r(to[1])}L${r(back[0] - dy * wing)} ${r(back[1] + dx * wing)}L${r(back[0] + dy * wing)} ${r(back[1] - dx * wing)}Z` }));
}

const shortened = (from, to, start, end) => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  if (length < start + end + 4) return [from, to];
  return [between(from, to, start / length), between(from, to, 1 - end / length)];
};

function drawPicture(view, now) {
  const { data, theme, frame } = view, steps = stepsOf(data), at = clamp(view.at, 0, steps);
  const places = data.words.map((word) => placeOf(view, word, now));
  const strong = { stroke: theme.mark("candidate"), fill: theme.mark("candidate"), "stroke-width": 2.4 };
  const weak = { stroke: theme.quiet, fill: theme.quiet, "stroke-width": 1.4, opacity: 0.45 };
  const out = [s("line", { x1: 16, x2: frame.width - 16, y1: frame.height - 22, y2: frame.height - 22, stroke: theme.line })];
  for (const [i, j] of data.pairs) out.push(arrow(...shortened(places[i], places[j], 7, 7), weak, 7));
  const labels = [], way = data.step ? stepWay(view, places, at, strong, labels) : sumWay(view, at, strong, labels);
  out.push(...way.nodes);
  const shown = view.pointed ?? (view.rest.word || data.answers[0]?.word), end = way.end;
  const marked = view.marked, target = theme.mark("forget"), ring = end && at > steps - 1.001 ? end : null;
  if (ring) {
    out.push(s("circle", { cx: end[0], cy: end[1], r: marked === "x" || marked === "xx" || marked === "sum" ? RING + 4 : RING, fill: "none", stroke: target, "stroke-width": 2, "stroke-dasharray": "3 3" }));
  }
  const items = [];
  data.words.forEach((word, i) => {
    const isBest = word.word === data.answers[0]?.word, given = word.role === "given", open = at >= steps - 0.5;
    const high = word.word === shown && open, must = given || (isBest && open) || high;
    const colour = high ? theme.mark("update") : given ? theme.inkText : isBest && open ? theme.mark("update") : theme.quiet;
    const radius = high || given ? 5.5 : word.role === "answer" ? 4 : 3;
    const dimmed = word.role === "answer" && !open && !given;
    out.push(s("circle", { cx: places[i][0].toFixed(1), cy: places[i][1].toFixed(1), r: radius, fill: colour, "data-word": word.word, opacity: dimmed ? 0.25 : null }));
    const isMarked = (marked === "plus" && signOf(data, word.word) > 0) || (marked === "minus" && signOf(data, word.word) < 0)
      || (["u", "uu", "dot", "score"].includes(marked) && high);
    if (isMarked) out.push(s("circle", { cx: places[i][0], cy: places[i][1], r: 10, fill: "none", stroke: theme.inkText, "stroke-width": 2 }));
    const isRinged = ring && Math.hypot(ring[0] - places[i][0], ring[1] - places[i][1]) < RING;
    items.push({ text: visible(word.word), at: places[i], size: frame.size * (must ? 1.16 : 1), bold: must, must, radius, isRinged, fill: must ? theme.inkText : theme.quiet,
      hidden: dimmed, order: must ? 0 : word.role === "pair" ? 1 : 2 });
  });
  out.push(...textNodes(view, places, ring, [...items.filter((item) => !item.hidden), ...labels].sort((a, b) => a.order - b.order)), axisLabel(view));
  view.svg.replaceChildren(...out.filter(Boolean));
  return Boolean(view.moved && now - view.moved.began < MOVE_MS);
}

const signOf = (data, word) => data.terms.find((term) => term.word === word)?.sign ?? 0;

// r + (q − p): the arrow from p to q grows, goes over to r, and its end is the sum.
function stepWay(view, places, at, style, labels) {
  const { data, theme, frame } = view, [p, q, r] = data.step.map((i) => places[i]), nodes = [];
  const move = [q[0] - p[0], q[1] - p[1]], colour = theme.text("candidate");
  const tip = between(p, q, ease(clamp(at, 0, 1)));
  if (at > 0) nodes.push(arrow(...shortened(p, tip, 8, at >= 1 ? 8 : 0), style));
  const names = data.step.map((i) => data.words[i].word);
  if (at >= 1) labels.push({ text: `${MINUS} ${visible(names[0])} + ${visible(names[1])}`, at: above(p, q), size: frame.size * 0.95, fill: colour, radius: 1, order: 0.5, must: frame.width > 420, over: true });
  if (at <= 1) return { nodes, end: null };
  const base = between(p, r, ease(clamp(at - 1, 0, 1))), end = [base[0] + move[0], base[1] + move[1]];
  nodes.push(arrow(...shortened(base, end, at >= 2 ? 8 : 0, at >= 2 ? 9 : 0), style));
  if (at >= 2) labels.push({ text: fill(view.labels.same_step, { r: visible(names[2]) }), at: above(r, end), size: frame.size * 0.95, fill: colour, radius: 1, order: 0.5, must: frame.width > 420, over: true });
  return { nodes, end };
}

const above = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 2];

// The sum after each term, one arrow after the other.
function sumWay(view, at, style, labels) {
  const { data, theme, frame } = view, path = data.path.map(frame.place), nodes = [];
  let end = path[0];
  for (let i = 1; i < path.length; i++) {
    const share = ease(clamp(at - i + 1, 0, 1));
    if (!share) break;
    end = between(path[i - 1], path[i], share);
    nodes.push(arrow(path[i - 1], end, style));
    const term = data.terms[i];
    if (share === 1) labels.push({ text: `${term.sign > 0 ? "+" : MINUS} ${visible(term.word)}`, at: above(path[i - 1], path[i]), size: frame.size * 0.95, fill: theme.text("candidate"), radius: 1, order: 0.5, must: frame.width > 420, over: true });
  }
  return { nodes, end };
}

function textNodes(view, dots, ring, items) {
  const { theme, frame } = view, full = [...dots.map((dot) => boxOf(dot, 4)), ...(ring ? [boxOf(ring, RING + 1)] : [])];
  return placeLabels(items, full, frame, theme.font).map((at, i) => at && s("text", { x: at[0].toFixed(1), y: at[1].toFixed(1), "font-size": items[i].size.toFixed(1),
    "font-family": theme.font, "font-weight": items[i].bold ? 650 : null, fill: items[i].fill, stroke: theme.pageText, "stroke-width": 3, "paint-order": "stroke",
    "stroke-linejoin": "round" }, items[i].text));
}

function axisLabel(view) {
  const { data, frame, theme, labels } = view;
  const text = data.step ? fill(labels.axis, { p: visible(data.words[data.step[0]].word), q: visible(data.words[data.step[1]].word), count: data.count }) : labels.axis_words;
  return s("text", { x: frame.width - 16, y: frame.height - 6, "font-size": (frame.size * 0.92).toFixed(1), "font-family": theme.font, "text-anchor": "end", fill: theme.quiet }, text);
}

// The nearest word to a point of the picture, within reach of a finger.
function wordAt(view, event) {
  const box = view.svg.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
  let best = null, least = 22;
  for (const word of view.data.words) {
    const [wx, wy] = view.frame.place(word.at), away = Math.hypot(wx - x, wy - y);
    if (away < least) [best, least] = [word.word, away];
  }
  return best;
}

function savePicture(view, ending) {
  const { frame, theme } = view;
  saveDrawing(drawing(theme, [0, 0, frame.width, frame.height], view.svg.cloneNode(true).childNodes), "words", ending);
}
