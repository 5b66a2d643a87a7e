// Names in the plane, beside what they name and clear of one another; and what the plane is, at its foot.

const REACH = [14, 21, 30]; // pixels from a point to its name
const STRAY = 60, MOST = 90; // what a name costs that lies nearer to another's point; what it may cost at the most

// What is to be clear of names: points, the own dot, the tabs, the line at the foot.
function planeNames(view, shown) {
  const { frame: { plane, k }, theme } = view, { points, own } = shown, [note, noteBox] = planeNote(view, shown.map);
  const taken = [noteBox, [0, 0, view.tabs.offsetWidth + 22 * k, 22 * k], ...points.map((point) => around(point, 5)),
    around(own, 8)];
  const names = namesOf(view, shown), places = placeNames(names, taken, plane, 13 * k);
  const marks = names.map(({ text, isOwn, colour }, i) => places[i]
    && textMark(view, text, places[i][0], places[i][1] + 4 * k, { size: 11, bold: isOwn, fill: theme.text(colour),
    halo: true }));
  return [note, ...marks.filter(Boolean)];
}

const around = ([x, y], reach) => [x - reach, y - reach, x + reach, y + reach];

function planeNote(view, map) {
  const { frame: { plane, k }, labels, theme, rest } = view, x = 10 * k, y = plane.high - 6 * k;
  const ways = map.kinds.some((kind) => kind > 1) ? labels[`ways_${rest.map}`] : labels.ways_two,
    text = `${fill(labels.plane, { share: percent(map.share) })}   ${ways}`;
  return [textMark(view, text, x, y, { size: 10, most: plane.wide - 2 * x }),
    [x - 4, y - 12 * k, x + measured(text, 10 * k, theme.font) + 6, plane.high]];
}

// The sentence that is read, then one of each group, or all where there are few.
function namesOf(view, { map, points, own, mine, colours }) {
  const { one, frame: { plane, k }, theme } = view, size = 11 * k, { groups, texts } = map, isFew = texts.length <= 12;
  const most = (plane.wide < 500 ? 110 : isFew ? 230 : 158) * k;
  const name = (full, spots, others, colour, isOwn) => {
    const text = cutText(full, isOwn ? most * 1.5 : most, size, theme.font, true);
    return { text, wide: measured(text, size, theme.font, true) + 3, spots, others, colour, isOwn };
  };
  const isNamed = (i) => groups[i] >= 0 && i !== mine
    && (isFew || (groups.indexOf(groups[i]) === i && groups[i] !== groups[mine]));
  const isOf = (i, j) => (isFew ? j === i : groups[j] === groups[i]);
  const listed = [...texts.keys()].filter(isNamed).map((i) => name(texts[i], points.filter((_, j) => isOf(i, j)),
    points.filter((_, j) => groups[j] >= 0 && !isOf(i, j)), colours[i], false));
  return flowShare(view) === 1 ? [name(one.text, [own], [], "memory", true), ...listed] : listed;
}

// Left and middle of each name: where it costs least; null where it has no room. The own one is always there.
function placeNames(names, taken, { wide: width, high: height }, high) {
  const boxes = [...taken];
  return names.map(({ spots, others, wide, isOwn }) => {
    const tries = REACH.flatMap((gap) => sides(gap, wide)).flatMap(([dx, dy]) =>
      spots.map(([x, y]) => [x + dx, y + dy]));
    let best = null, least = Infinity;
    tries.forEach(([x, y], rank) => {
      const left = clamp(x, 4, Math.max(4, width - wide - 4)), middle = clamp(y, high / 2 + 2, height - high / 2 - 2),
        box = [left, middle - high / 2, left + wide, middle + high / 2];
      const over = boxes.reduce((sum, other) => sum + shared(box, other), 0),
        stray = nearestTo(box, others) < nearestTo(box, spots) ? STRAY : 0;
      const cost = over + stray + 3 * Math.hypot(left - x, middle - y) + rank / spots.length;
      if (cost < least) [best, least] = [box, cost];
    });
    if (least > MOST && !isOwn) return null;
    boxes.push(best);
    return [best[0], (best[1] + best[3]) / 2];
  });
}

// Where a name may stand beside a point: its left and its middle, from the point.
function sides(gap, wide) {
  const near = gap * 0.7;
  return [[gap, 0], [-gap - wide, 0], [-wide / 2, -gap - 3], [-wide / 2, gap + 3], [near, -gap], [near, gap],
    [-near - wide, -gap], [-near - wide, gap]];
}

const overlap = (a, b, axis) => Math.max(0, Math.min(a[axis + 2], b[axis + 2]) - Math.max(a[axis], b[axis]));
const shared = (a, b) => overlap(a, b, 0) * overlap(a, b, 1);

// How far the nearest of some points is from a box.
function nearestTo(box, points) {
  return Math.min(...points.map(([x, y]) => Math.hypot(Math.max(box[0] - x, 0, x - box[2]),
    Math.max(box[1] - y, 0, y - box[3]))));
}
