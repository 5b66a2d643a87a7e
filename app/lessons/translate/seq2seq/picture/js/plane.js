// Sentences by their c in a plane: groups that say one thing, a cloud of others, and the sentence that is read.

// The colours of groups; blue is c's, and that of the sentence that is read.
const GROUPS = ["forget", "candidate", "output", "reset", "input", "update", "activation"];
const NEAR = 16; // pixels from a point within which it is meant

function buildPlane(view) {
  view.tabs = h("div", { class: "maps", role: "group", "aria-label": view.labels.maps });
  view.plane = s("svg", { class: "plane", role: "img" });
  view.dots = h("div", { class: "dots", role: "group", "aria-label": view.labels.dots });
  view.dotNodes = [];
  view.planeBox = h("div", { class: "plane-box" }, view.plane, view.tabs, view.dots);
  listenToPlane(view);
  return h("section", { class: "plane-part" }, view.planeBox);
}

const mapNow = ({ one, rest }) => one.maps[rest.map];

// Pixels of a point; both axes fill the room that there is.
function planeScale(view) {
  const { frame: { plane, k } } = view, { at, own } = mapNow(view), all = [...at, own],
    pad = { x: 26 * k, top: 35 * k, foot: 25 * k };
  const [xs, ys] = [0, 1].map((axis) => all.map((point) => point[axis])), low = [Math.min(...xs), Math.min(...ys)],
    span = [Math.max(...xs) - low[0] || 1, Math.max(...ys) - low[1] || 1];
  return ([x, y]) => [pad.x + ((x - low[0]) / span[0]) * (plane.wide - 2 * pad.x),
    plane.high - pad.foot - ((y - low[1]) / span[1]) * (plane.high - pad.top - pad.foot)];
}

function drawPlane(view) {
  const { one, frame: f, theme, labels, pointed, rest } = view, map = mapNow(view), flow = flowShare(view);
  view.planeBox.hidden = !map;
  if (!map) return;
  const key = [one.stamp, rest.map, theme.key, f.plane.wide, f.plane.high, flow, view.dot, pointed?.kind === "c",
    isTerm(view, "c")].join("|");
  if (view.planeKey === key) return;
  view.planeKey = key;
  drawTabs(view);
  const to = planeScale(view), points = map.at.map(to), own = to(map.own), mine = map.texts.indexOf(one.text),
    all = [...map.texts.keys()];
  const shown = { map, points, own, mine, colours: all.map((i) => groupColour(map, i, mine)) };
  const dots = all.sort((a, b) => Number(map.groups[a] >= 0) - Number(map.groups[b] >= 0)).map((i) =>
    dotMark(view, shown, i));
  const box = boxMark(0.5, 0.5, f.plane.wide - 1, f.plane.high - 1, { rx: 6, fill: theme.pale, stroke: theme.line });
  const out = [box, ...hullMarks(view, shown), ...dots, ...(flow > 0 ? ownMarks(view, shown, flow) : []),
    ...planeNames(view, shown)];
  if (view.dot !== null) out.push(s("circle", { cx: round1(points[view.dot][0]), cy: round1(points[view.dot][1]),
    r: 9 * f.k, fill: "none", stroke: theme.inkText, "stroke-width": 1.4 }));
  sized(view.plane, f.plane.wide, f.plane.high, out);
  view.plane.setAttribute("aria-label", fill(labels.plane_said, { share: percent(map.share), text: isolated(one.text),
    near: nearestSaid(view) }));
  view.points = points;
  placeDots(view, map, points);
}

// null: of the cloud.
function groupColour({ groups }, i, mine) {
  if (groups[i] < 0) return null;
  return mine >= 0 && groups[i] === groups[mine] ? "memory" : GROUPS[groups[i] % GROUPS.length];
}

function hullMarks(view, { map, points, colours }) {
  const { theme, frame: { k } } = view, groups = [...new Set(map.groups)].filter((group) => group >= 0);
  return groups.map((group) => {
    const colour = tint(view, colours[map.groups.indexOf(group)], theme.dark ? 0.26 : 0.15),
      corners = points.filter((_, i) => map.groups[i] === group);
    return s("path", { d: `M${corners.map(at2).join("L")}Z`, fill: colour, stroke: colour, "stroke-width": 20 * k,
      "stroke-linejoin": "round", "data-group": group });
  });
}

// ● □ △: which wording of its group it is.
function dotMark(view, { map, points, colours }, i) {
  const { theme, frame: { k } } = view, [x, y] = points[i], kind = map.kinds[i] % 3, r = 4.2 * k,
    place = { cx: round1(x), cy: round1(y) }, name = { "data-dot-mark": i };
  if (!colours[i]) return s("circle", { ...place, r: round1(2.4 * k), fill: theme.quiet, opacity: 0.5, ...name });
  const colour = theme.mark(colours[i]), look = { fill: kind ? theme.pageText : colour, stroke: colour,
    "stroke-width": 1.6, "stroke-linejoin": "round", ...name };
  if (kind === 1) return boxMark(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, look);
  if (kind === 2) return s("path",
    { d: `M${[[x, y - r * 1.15], [x + r * 1.1, y + r * 0.85], [x - r * 1.1, y + r * 0.85]].map(at2).join("L")}Z`,
    ...look });
  return s("circle", { ...place, r: round1(r), ...look });
}

// The own dot comes down from c; around the mark of a sentence of the map it is a ring.
function ownMarks(view, { own, mine }, flow) {
  const { theme, frame: { k, c, isNarrow, width }, pointed } = view, colour = theme.mark("memory"), isRing = mine >= 0;
  const from = [isNarrow ? width / 2 : c.x + c.wide / 2, -6],
    [x, y] = own.map((value, axis) => round1(between(from[axis], value, flow)));
  const dot = s("circle", { cx: x, cy: y, r: round1((isRing ? 8 : 5.2) * k), fill: isRing ? "none" : colour,
    stroke: isRing ? colour : theme.pageText, "stroke-width": isRing ? 2 : 1.4, "data-own": true });
  const isTied = flow < 1 || isTerm(view, "c") || pointed?.kind === "c";
  return isTied ? [lineMark([from, [x, y]], { stroke: colour, "stroke-width": 1.2, "stroke-dasharray": "4 3" }),
    dot] : [dot];
}
