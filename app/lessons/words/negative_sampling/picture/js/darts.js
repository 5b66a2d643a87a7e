// Darts on the middle bar: each falls to its own number from 0 to 1, and its word flies into the table.

const DROP = 15; // pixels that a dart sticks out above the bar

// The darts that have been thrown or are on their way, and ticks of all that were thrown so far.
function dartMarks(view, at, cuts) {
  const { lot, frame: f, rest, theme, x } = view, k = f.k, wide = at.right - at.left, top = at.tops[1], from = at.tops[0] + at.highs[0] + 4 * k, place = (p, j) => at.left + wide * lot.thrown(p, j), out = [];
  for (let p = 0; p < rest.pair; p++) for (let j = 0; j < rest.k; j++) out.push(tickMark(view, place(p, j), at.ticks, `tick:${p}:${j}`, theme.quiet));
  const darts = [];
  for (let j = 0; lot.P && j < rest.k; j++) {
    const share = rowShare(view, j + 1);
    if (share <= 0) continue;
    const fallen = clamp(share / FALL, 0, 1), px = place(rest.pair, j), word = lot.hit(x, rest.pair, j), isOn = isLit(view, j + 1);
    darts.push({ j, px, fallen, word, isOn, isOff: isDimmed(view, j + 1) });
    if (fallen === 1) out.push(tickMark(view, px, at.ticks, `row:${j + 1}`, theme.mark("loss")));
  }
  const labels = dartNames(view, darts, from, top);
  for (const dart of darts) {
    const { px, fallen, j } = dart, name = labels.get(j), y = from - 24 * k + (top + 3 * k - from + 24 * k) * fallen ** 2, tail = name && fallen === 1 ? [name.tail, name.y + 4 * k] : [px, y - DROP * k];
    out.push(s("g", { "data-hit": `row:${j + 1}`, class: "hot", opacity: dart.isOff ? 0.3 : null, "data-dart": j + 1 }, lineMark([tail, [px, y]], { stroke: "transparent", "stroke-width": 12 }), ...dartShape(view, tail, [px, y], dart.isOn)));
    if (name && fallen === 1) {
      const node = textMark(view, name.text, name.left, name.y, { size: 12, bold: true, fill: theme.text("loss"), halo: true });
      if (dart.isOff) node.setAttribute("opacity", "0.35");
      out.push(node);
    }
  }
  return out;
}

function tickMark(view, x, y, hit, colour) {
  return s("g", { "data-hit": hit, class: "hot" }, boxMark(x - 2.5, y - 1, 5, 8 * view.frame.k, { fill: "transparent" }), boxMark(x - 0.6, y, 1.2, 5.5 * view.frame.k, { fill: colour, opacity: 0.85, "data-tick": true }));
}

// A shaft with a point below and feathers above.
function dartShape(view, tail, end, isOn) {
  const { theme, frame: f } = view, colour = theme.mark("loss"), long = Math.hypot(end[0] - tail[0], end[1] - tail[1]) || 1, [ux, uy] = [(end[0] - tail[0]) / long, (end[1] - tail[1]) / long], w = 3.4 * f.k;
  const feather = (side) => [[tail[0] + side * w * uy - ux * w, tail[1] - side * w * ux - uy * w], tail];
  return [...arrowMarks(tail, end, colour, { wide: isOn ? 2.8 : 1.8, head: 8 * f.k }), ...[-1, 1].map((side) => lineMark(feather(side), { stroke: colour, "stroke-width": 1.6 }))];
}

// Names over the darts, in two lanes; a name that has no room is left to the pointer.
function dartNames(view, darts, from, top) {
  const { lot, frame: f, theme } = view, k = f.k, pixels = 12 * k, lanes = [from + 22 * k, from + 8 * k].filter((y) => y < top - 12 * k), placed = [[], []], out = new Map();
  for (const dart of [...darts].sort((a, b) => Number(b.isOn) - Number(a.isOn) || a.j - b.j)) {
    const text = lot.name(dart.word), wide = measured(text, pixels, theme.font, true), tries = [];
    lanes.forEach((y, lane) => { for (const shift of [8, -wide - 8, 20, -wide - 20, 34, -wide - 34]) tries.push({ y, lane, left: clamp(dart.px + shift, 2, f.right - wide - 2), shift }); });
    const isFree = (one) => placed[one.lane].every(([a, b]) => one.left > b + 6 || one.left + wide < a - 6) && !darts.some((other) => other !== dart && other.px > one.left - 3 && other.px < one.left + wide + 3 && one.lane === 0);
    const spot = tries.find(isFree) ?? (dart.isOn ? tries[0] : null);
    if (!spot) continue;
    placed[spot.lane].push([spot.left, spot.left + wide]);
    out.set(dart.j, { text, left: spot.left, y: spot.y, tail: clamp(dart.px, spot.left - 5, spot.left + wide + 5) });
  }
  return out;
}

// The word on its way from the bar to its row; on a phone, where these lie far apart, it is there at once.
function drawFlight(view) {
  const { lot, rest, frame: f, x, barsAt } = view, j = Math.floor(view.at) - 1, share = (view.at - Math.floor(view.at) - FALL) / (1 - FALL), isOn = Boolean(view.glide) && view.glide.to > view.glide.from && !f.isNarrow && j >= 0 && j < rest.k && share > 0;
  view.flyer.hidden = !isOn;
  if (!isOn) return;
  const origin = view.bands.getBoundingClientRect(), bars = view.bars.getBoundingClientRect(), list = view.rowsSvg.getBoundingClientRect(), at = rowColumns(view), ease = share * share * (3 - 2 * share);
  const start = [bars.left - origin.left + barsAt.left + (barsAt.right - barsAt.left) * lot.thrown(rest.pair, j) + 8, bars.top - origin.top + barsAt.tops[1] - 26 * f.k], end = [list.left - origin.left + at.word, list.top - origin.top + (j + 1) * f.row + f.row / 2 - 9 * f.k];
  setText(view.flyer, lot.name(lot.hit(x, rest.pair, j)));
  view.flyer.style.transform = `translate(${round1(start[0] + (end[0] - start[0]) * ease)}px, ${round1(start[1] + (end[1] - start[1]) * ease - 26 * Math.sin(Math.PI * ease))}px)`;
}
