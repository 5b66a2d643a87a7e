// The ways into c and out of it: bundles of curves that narrow or widen, one for each share from 0 to 1 of the numbers.

const CURVES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

// A curve that leaves and arrives level (or upright), as a cubic [control, control, end].
const levelTo = ([x, y], [toX, toY]) => [[(x + toX) / 2, y], [(x + toX) / 2, toY], [toX, toY]];
const levelWay = (from, to) => [from, levelTo(from, to)];
const uprightTo = ([x, y], [toX, toY]) => [[x, (y + toY) / 2], [toX, (y + toY) / 2], [toX, toY]];

// From the last column (or the half of it that was read from the left) into c.
function wayIn(view, half) {
  const { frame: f, one } = view, { c, read, k } = f, [top, high] = halfPlace(view, read, half);
  const parts = one.halves.length, inC = (share) => (half + share) / parts, wide = read.wide / 2;
  const last = read.row.at.at(-1) + wide, first = read.row.at[0] - wide;
  if (f.isNarrow) {
    const side = half ? first : last, away = half ? -1 : 1;
    return (share) => {
      const from = [side, top + high * share], neck = [side + away * (10 + 8 * (1 - share)) * k, read.bottom + 6 * k];
      const down = [neck[0], c.y - f.funnel + 2 * k];
      return [from, [[neck[0], from[1]], [neck[0], from[1]], neck], [neck, down, down],
        uprightTo(down, [c.x + c.wide * inC(share), c.y])];
    };
  }
  if (!half) return (share) => levelWay([last, top + high * share], [c.x, c.y + c.high * inC(share)]);
  return (share) => {
    const from = [first, top + high * share], turn = first - (8 + 8 * (1 - share)) * k,
      pipe = read.bottom + (3 + 6 * share) * k;
    const corner = [first, pipe], end = [last + 8 * k, pipe];
    return [from, [[turn, from[1]], [turn, pipe], corner], [corner, end, end],
      levelTo(end, [c.x, c.y + c.high * inC(share)])];
  };
}

// From c to the first column that is written.
function wayOut(view) {
  const { frame: f } = view, { c, write, k } = f, first = write.row.at[0] - write.wide / 2;
  if (!f.isNarrow) return (share) => levelWay([c.x + c.wide, c.y + c.high * share],
    [first, write.top + write.high * share]);
  return (share) => {
    const from = [c.x + c.wide * share, f.start - f.funnel], neck = [first - (10 + 8 * (1 - share)) * k, f.start],
      to = [first, write.top + write.high * share];
    return [from, uprightTo(from, neck), [[neck[0], to[1]], [neck[0], to[1]], to]];
  };
}

const pathOf = ([start, ...cubics]) =>
  `M${at2(start)}${cubics.map((points) => `C${points.map(at2).join(" ")}`).join("")}`;
const at2 = ([x, y]) => `${round1(x)} ${round1(y)}`;

// The same curve from its end to its start, to be joined to another.
function backOf([start, ...cubics]) {
  const ends = [start, ...cubics.map((points) => points[2])];
  const turned = cubics.map(([first, second], i) => [second, first, ends[i]]).reverse();
  return `L${at2(ends.at(-1))}${turned.map((points) => `C${points.map(at2).join(" ")}`).join("")}Z`;
}

// `share`: how far it is open.
function funnelMarks(view, way, share, name) {
  const { theme } = view, isMarked = view.marked === "c" ? 1 : 0;
  const inner = CURVES.map((place) => s("path", { d: pathOf(way(place)), fill: "none", stroke: theme.mark("memory"),
    "stroke-width": 0.8 + isMarked * 0.6, opacity: 0.42 }));
  return s("g", { opacity: round1(0.25 + 0.75 * share), "data-funnel": name },
    s("path", { d: pathOf(way(0)) + backOf(way(1)), fill: tint(view, "memory", theme.dark ? 0.2 : 0.1) }),
    ...(share > 0 ? inner : []));
}

function drawFunnels(view) {
  const open = flowShare(view), into = view.one.halves.map((_, half) =>
    funnelMarks(view, wayIn(view, half), open, `in${half}`));
  return [...into, funnelMarks(view, wayOut(view), open === 1 ? 1 : 0, "out")];
}
