// The push, in a plane: e lies along x, so that σ is more than a half at the right of the middle; every θ is pushed along e.

const LONGEST_PUSH = 140, SQUEEZE = 3, RATE = 0.1; // pixels of the strongest push, at the most; how much more height may be squeezed
// than width; how long a step the bars show

function buildPlane(view) {
  view.planeTitle = h("h2", { class: "caption" }, view.labels.plane);
  view.plane = s("svg", { class: "plane", role: "img" });
  return h("section", { class: "part plane-part" }, view.planeTitle, view.plane);
}

// By how much arrows are enlarged or shrunk: 1, 2 or 5 times a power of ten, so that the longest can be seen.
function stretchOf(wanted) {
  const power = 10 ** Math.floor(Math.log10(wanted)), share = wanted / power;
  return power * (share >= 5 ? 5 : share >= 2 ? 2 : 1);
}

// Pixels of a point of the plane; the same wherever the exponent stands.
function planeScale(view) {
  const { lot, frame: f, rest } = view, key = [view.received, rest.pair, rest.k, f.left, f.plane, f.k].join("|");
  if (view.scaleKey === key) return view.scale;
  const all = lot.everywhere(rest.pair, rest.k), xs = all.map((word) => lot.across[word]), ys = all.map((word) => lot.up[word]), pad = [62 * f.k, 22 * f.k];
  const low = Math.min(0, ...xs), high = Math.max(lot.length * 1.12, ...xs), bottom = Math.min(0, ...ys), top = Math.max(0, ...ys);
  const tall = (f.plane - 2 * pad[1]) / Math.max(top - bottom, 1e-6), span = Math.max(high - low, 1e-6), most = LONGEST_PUSH * f.k;
  const pushes = all.map((word) => lot.question(word, word === lot.target[rest.pair] ? 1 : 0).push), strongest = Math.max(0.02, ...pushes.map(Math.abs));
  let sides = [pad[0], pad[0]], broad = 0; // pixels at the left and at the right of the points, so that their arrows have room
  for (let turn = 0; turn < 3; turn++) {
    broad = Math.min(Math.max((f.left - sides[0] - sides[1]) / span, 1e-6), SQUEEZE * tall);
    const over = (sign, free) => Math.max(pad[0], ...xs.map((x, i) => (pushes[i] * sign > 0 ? (most * Math.abs(pushes[i])) / strongest + 12 * f.k - free(x) * broad : 0)));
    sides = [over(-1, (x) => x - low), over(1, (x) => high - x)];
  }
  const sy = Math.min(tall, broad), left = clamp((f.left - span * broad + sides[0] - sides[1]) / 2, sides[0], Math.max(sides[0], f.left - sides[1] - span * broad)), roof = (f.plane - (top - bottom) * sy) / 2;
  view.scaleKey = key;
  view.scale = { sx: broad, sy, at: (x, y) => [left + (x - low) * broad, roof + (top - y) * sy], stretch: stretchOf(most / Math.max(strongest * lot.length * broad, 1e-6)) };
  return view.scale;
}

// σ after θ has gone a step of that rate along its push, e being where it was.
function pushedSigma({ lot }, one) {
  return 1 / (1 + Math.exp(-(one.logit + RATE * one.push * lot.length ** 2)));
}

function drawPlane(view) {
  const { lot, frame: f, rest, theme, labels, x } = view, k = f.k, { at, stretch } = planeScale(view), [wide, high] = [f.left, f.plane], zero = at(0, 0), share = pushShare(view), out = [];
  out.push(boxMark(0, 0, wide, high, { rx: 6, fill: theme.pale }), s("path", { d: `M${round1(zero[0])} 0H${wide - 6}a6 6 0 0 1 6 6V${high - 6}a6 6 0 0 1 -6 6H${round1(zero[0])}Z`, fill: tint(view, "update", theme.dark ? 0.13 : 0.08), "data-half": "yes" }), lineMark([[zero[0], 0], [zero[0], high]], { stroke: theme.quiet, "stroke-dasharray": "3 4", opacity: 0.6 }));
  const taken = [], corner = (text, cx, cy, anchor, colour) => {
    const size = 10.5 * k, long = measured(text, size, theme.font), left = anchor === "end" ? cx - long : cx;
    out.push(textMark(view, text, cx, cy, { size: 10.5, anchor, fill: colour ?? theme.quiet }));
    taken.push([left - 3, cy - size, left + long + 3, cy + 4]);
  };
  corner(labels.says_no, 9 * k, 15 * k, "start");
  corner(labels.says_yes, wide - 9 * k, 15 * k, "end");
  const said = [share > 0 && fill(labels.arrows, { stretch: stretch === 1 ? "" : `${stretch} · ` }), lot.kept > 0 && fill(labels.kept, { kept: Math.round(100 * lot.kept) })];
  corner(said.filter(Boolean).join("; "), 9 * k, high - 8 * k, "start");
  if (share > 0) corner(fill(labels.e_moves, { count: countWord(view, rest.k + 1) }), wide - 9 * k, 29 * k, "end", theme.text("embedding"));
  const groups = groupsOf(view, lot.questions(x, rest.pair, rest.k)), tip = at(lot.length, 0), moved = groups.reduce(([mx, my], one) => [mx + one.rows.length * one.push * lot.across[one.word], my + one.rows.length * one.push * lot.up[one.word]], [0, 0]);
  out.push(...groups.map((one) => lineMark([zero, one.point], { stroke: theme.mark("output_vector"), opacity: one.isOff ? 0.15 : 0.4, "stroke-width": one.isOn ? 1.6 : 1 })));
  out.push(...arrowMarks(zero, tip, theme.mark("embedding"), { wide: view.marked === "e" ? 4.2 : 2.4, head: 9 * k }));
  taken.push([zero[0], zero[1] - 4, tip[0] + 4, zero[1] + 4]);
  if (share > 0) {
    const to = at(lot.length + moved[0] * stretch * share, moved[1] * stretch * share), long = Math.hypot(to[0] - tip[0], to[1] - tip[1]), most = Math.min(1, 90 * k / Math.max(long, 1e-6)), end = [tip[0] + (to[0] - tip[0]) * most, clamp(tip[1] + (to[1] - tip[1]) * most, 8, high - 8)];
    const aside = end[0] < tip[0] && Math.abs(end[1] - tip[1]) < 8 ? 7 * k : 0; // back along e it would not be seen
    out.push(...arrowMarks([tip[0], tip[1] + aside], [end[0], end[1] + aside], theme.mark("embedding"), { wide: 2, head: 7 * k, dashed: true }));
    taken.push([Math.min(tip[0], end[0]), Math.min(tip[1], end[1]), Math.max(tip[0], end[0]), Math.max(tip[1], end[1]) + aside]);
  }
  for (const one of groups) {
    const [px, py] = one.point, end = [px + one.rows.length * one.push * lot.length * planeScale(view).sx * stretch * share, py], colour = theme.mark(one.rows[0] ? "loss" : "update");
    taken.push([px - 5, py - 5, px + 5, py + 5], [Math.min(px, end[0]), py - 3, Math.max(px, end[0]), py + 3]);
    out.push(s("g", { opacity: one.isOff ? 0.3 : null, "data-hit": `row:${one.rows[0]}`, class: "hot", "data-point": one.rows[0] }, ...arrowMarks(one.point, end, colour, { wide: one.isOn ? 3 : 2, head: 7 * k }),
      s("circle", { cx: round1(px), cy: round1(py), r: 11, fill: "transparent" }), s("circle", { cx: round1(px), cy: round1(py), r: round1((one.isOn ? 6 : 4.6) * k), fill: theme.mark("output_vector"), stroke: theme.pageText, "stroke-width": 1.3 })));
  }
  out.push(...planeNames(view, groups, tip, taken, [wide, high]));
  sized(view.plane, wide, high, out);
  view.plane.setAttribute("aria-label", fill(labels.plane_said, { words: groups.map((one) => `${lot.name(one.word)} ${signedText(one.push)}`).join(", "), kept: Math.round(100 * lot.kept) }));
}

// Words with their rows: one that has been drawn twice is pushed twice. The true word apart, though a dart may hit it too.
function groupsOf(view, all) {
  const { lot } = view, { at } = planeScale(view), groups = new Map();
  all.slice(0, rowsSeen(view)).forEach((one, j) => {
    const key = `${one.word} ${one.y}`, group = groups.get(key);
    if (group) group.rows.push(j);
    else groups.set(key, { ...one, rows: [j], point: at(lot.across[one.word], lot.up[one.word]) });
  });
  return [...groups.values()].map((one) => ({ ...one, isOn: one.rows.some((j) => isLit(view, j)), isOff: one.rows.every((j) => isDimmed(view, j)) }));
}

function planeNames(view, groups, tip, taken, size) {
  const { lot, frame: f, theme, labels } = view, k = f.k, pixels = 12.5 * k;
  const ofE = fill(labels.e_of, { word: isolated(lot.token(lot.centre)) }), order = [...groups].sort((a, b) => Number(b.isOn) - Number(a.isOn) || a.rows[0] - b.rows[0]);
  const names = [{ text: ofE, x: tip[0] - 16 * k, y: tip[1], keeps: true, colour: "embedding" }, ...order.map((one) => ({ text: `${lot.name(one.word)}${one.rows.length > 1 ? ` ×${one.rows.length}` : ""}`, x: one.point[0], y: one.point[1], keeps: one.isOn || one.rows[0] === 0, colour: "output_vector", isOff: one.isOff }))];
  const places = placeNames(names.map((name) => ({ ...name, wide: measured(name.text, pixels, theme.font, true) + 2, high: 14 * k })), taken, size);
  return names.flatMap((name, i) => {
    if (!places[i]) return [];
    const node = textMark(view, name.text, places[i][0], places[i][1] + 4.3 * k, { size: 12.5, bold: true, fill: theme.text(name.colour), halo: true });
    if (name.isOff) node.setAttribute("opacity", "0.35");
    return [node];
  });
}
