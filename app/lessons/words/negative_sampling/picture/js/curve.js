// Where the wrong answers come from: the rank of a word against how likely it is drawn, both in powers of ten.

const AXIS = 55, EDGE = 14; // pixels left and right of curve and bars

function buildCurve(view) {
  view.curveTitle = h("h2", { class: "caption" }, view.labels.curve);
  view.curve = s("svg", { class: "curve", role: "img" });
  view.curveFold = h("details", { class: "part curve-part", open: true }, h("summary", {}, view.labels.curve), view.curveTitle, view.curve);
  return view.curveFold;
}

function curveScale(view) {
  const { lot, frame: f } = view, { values } = lot.arrays.curve, k = f.k;
  const low = Math.floor(Math.log10(Math.min(...values.filter((value) => value > 0)))), high = Math.ceil(Math.log10(Math.max(...values)) + 0.15), far = Math.log10(Math.max(lot.vocabulary, 10));
  const left = AXIS * k, right = f.right - EDGE * k, top = 13 * k, base = f.curve - 22 * k;
  return { low, high, far, left, right, top, base, x: (rank) => left + ((right - left) * Math.log10(rank)) / far, y: (p) => top + ((base - top) * (high - Math.log10(p))) / (high - low) };
}

function drawCurve(view) {
  const { lot, frame: f, theme, labels, x, rest } = view, k = f.k, at = curveScale(view), out = [], taken = [[-200, 0, at.left + 2, at.base]], to = ([rank, p]) => [at.x(rank), at.y(p)];
  for (let power = at.high; power >= at.low; power--) {
    const y = at.y(10 ** power);
    out.push(lineMark([[at.left, y], [at.right, y]], { stroke: theme.line, opacity: 0.8 }), textMark(view, `10${raised(power)}`, at.left - 6 * k, y + 3.5 * k, { size: 10.5, anchor: "end" }));
  }
  for (let power = 0; power <= at.far; power++) {
    const place = at.x(10 ** power);
    out.push(lineMark([[place, at.base], [place, at.base + 4]], { stroke: theme.quiet }), textMark(view, grouped(10 ** power), place, at.base + 15 * k, { size: 10.5, anchor: "middle" }));
  }
  out.push(textMark(view, labels.rank, f.right - 2, at.base + 15 * k, { size: 10.5, anchor: "end", halo: true }));
  const band = bandLooked(view);
  if (band !== null) { const [from, end] = [lot.edges[band], lot.edges[band + 1]].map((rank, i) => at.x(rank + (i ? 0 : 1))); out.push(boxMark(from, at.top, end - from, at.base - at.top, { fill: tint(view, "probability", 0.13) })); }
  const lines = [[lot.curveOf(x), { stroke: theme.mark("probability"), "stroke-width": view.marked === "P" ? 4 : 2.6, "data-curve": "now" }], [lot.curveOf(lot.one), { stroke: theme.inkText, "stroke-width": view.marked === "f" ? 2.6 : 1.5, "stroke-dasharray": "5 3" }], [lot.curveOf(FLAT), { stroke: theme.mark("reset"), "stroke-width": 1.8, "stroke-dasharray": "2 2.5" }]];
  for (const [points, look] of lines) {
    const drawn = points.map(to);
    out.push(lineMark(drawn, { "stroke-linejoin": "round", ...look }));
    taken.push(...drawn.slice(1).map(([px, py], i) => [drawn[i][0], Math.min(py, drawn[i][1]) - 1, px, Math.max(py, drawn[i][1]) + 1]));
  }
  const groups = groupsOf(view, lot.questions(x, rest.pair, rest.k)).filter((one) => one.rows[0] > 0);
  const names = [];
  for (const one of groups) {
    const [px, py] = to([lot.ranks[one.word] + 1, lot.chance(x, one.word)]);
    taken.push([px - 5, py - 5, px + 5, py + 5]);
    out.push(s("g", { "data-hit": `row:${one.rows[0]}`, class: "hot", opacity: one.isOff ? 0.3 : null, "data-dot": one.rows[0] }, s("circle", { cx: round1(px), cy: round1(py), r: 10, fill: "transparent" }), s("circle", { cx: round1(px), cy: round1(py), r: round1((one.isOn ? 6.2 : 4.6) * k), fill: theme.mark("loss"), stroke: theme.pageText, "stroke-width": 1.2 })));
    names.push({ text: lot.name(one.word), x: px, y: py, keeps: one.isOn, isOn: one.isOn, colour: theme.text("loss"), isOff: one.isOff });
  }
  names.sort((a, b) => Number(b.isOn) - Number(a.isOn));
  out.push(...curveNames(view, at, names, taken, to));
  sized(view.curve, f.right, f.curve, out);
  view.curve.setAttribute("aria-label", fill(labels.curve_said, { exponent: exponentText(lot.exponents[x]), words: groups.map((one) => `${lot.name(one.word)} ${percent(lot.chance(x, one.word))}`).join(", ") }));
}

// What the three lines are called, and the words that were drawn.
function curveNames(view, at, names, taken, to) {
  const { lot, frame: f, theme, x, labels } = view, k = f.k, size = 12 * k, exponent = lot.exponents[x], now = lot.curveOf(x), some = (points, rank) => points.reduce((best, one) => (Math.abs(Math.log(one[0] / rank)) < Math.abs(Math.log(best[0] / rank)) ? one : best));
  const lines = [[labels.f_w, lot.curveOf(lot.one), 2.4, theme.inkText, null, -1], [labels.uniform, lot.curveOf(FLAT), lot.vocabulary ** 0.14, theme.text("reset"), null, 0]];
  if (exponent > 0 && exponent < 1) lines.push([labels.f_w, now, lot.vocabulary ** 0.12, theme.text("probability"), exponent, 1]);
  const all = [...lines.map(([text, points, rank, colour, power, side]) => { const [px, py] = to(some(points, rank)); return { text, x: px, y: py, keeps: true, colour, power, side }; }), ...names];
  const places = placeNames(all.map((name) => ({ ...name, wide: measured(name.text, size, theme.font, true) + (name.power ? 16 * k : 2), high: 14 * k })), taken, [f.right, at.base - 2], 6);
  return all.flatMap((name, i) => {
    if (!places[i]) return [];
    const options = { size: 12, bold: true, fill: name.colour, halo: true }, node = name.power ? powerMark(view, name.text, name.power, places[i][0], places[i][1] + 4 * k, options) : textMark(view, name.text, places[i][0], places[i][1] + 4 * k, options);
    if (name.isOff) node.setAttribute("opacity", "0.35");
    return [node];
  });
}
