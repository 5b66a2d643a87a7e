// f(X): how much a cell counts in the sum, with its knee at x_max.

const AXES = [1.6, 4, 16, 40, 160, 400, 1600], KNEE_ROOM = 1.25; // how far the axis goes; how far beyond the knee at least

function buildWeight(view) {
  const { labels } = view;
  view.weightTitle = h("h2", { class: "caption" }, h("i", { class: "sign" }, "f(X)"), h("span", { class: "aside" },
    labels.weight));
  view.weightSvg = s("svg", { role: "img" });
  view.kneeHandle = h("div", { class: "knee-handle", tabindex: "0", role: "slider", "aria-label": labels.x_max_said,
    "aria-valuemin": "1", "aria-valuemax": "1000" });
  view.weightBox = h("div", { class: "over" }, view.weightSvg, view.kneeHandle);
  view.weightPart = h("section", { class: "part weight-part" }, view.weightTitle, view.weightBox);
  return view.weightPart;
}

// Pixels of a count and of a weight. While the knee is dragged, the axis stays.
function weightScale(view) {
  const { frame: f, rest } = view, { k } = f, left = 27 * k, right = f.weight - 8 * k, top = 22 * k, base = f.plot - 32 * k;
  if (!view.kneeAt) view.axis = AXES.find((most) => most >= KNEE_ROOM * rest.x_max - 1e-9);
  return { left, right, top, base, most: view.axis, x: (x) => left + ((right - left) * Math.min(x, view.axis)) / view.axis,
    y: (share) => base - (base - top) * share,
    of: (pixel) => ((pixel - left) / (right - left)) * view.axis };
}

function drawWeight(view) {
  const { scene, frame: f, rest, theme, labels } = view, { k } = f, at = (view.weightAt = weightScale(view)),
    weight = (x) => scene.weight(x, rest.x_max), out = [];
  const curve = Array.from({ length: 61 }, (_, i) => (rest.x_max * i * i) / 3600).map((x) => [at.x(x), at.y(weight(x))]),
    isMarked = view.marked === "f";
  const [kneeX, kneeY] = curve.at(-1), whole = [...curve, [at.right, kneeY]];
  out.push(lineMark([...whole, [at.right, at.base], [at.left, at.base]], { fill: tint(view, "candidate", isMarked ? 0.16 : 0.08) }));
  for (const y of [0, 0.5, 1]) out.push(lineMark([[at.left, at.y(y)], [at.right, at.y(y)]], { stroke: theme.line }),
    textMark(view, String(y), at.left - 5 * k, at.y(y) + 3.5 * k, { size: 10.5, mono: true, anchor: "end" }));
  for (const x of ticksOf(0, at.most, f.isNarrow ? 3 : 4)) out.push(lineMark([[at.x(x), at.base], [at.x(x), at.base + 3]],
    { stroke: theme.quiet }), textMark(view, countText(x), at.x(x), at.base + 14 * k,
    { size: 10.5, mono: true, anchor: "middle" }));
  out.push(textMark(view, labels.count_x, at.right, at.base + 27 * k, { size: 10.5, anchor: "end" }));
  out.push(...zeroMarks(view, at));
  out.push(lineMark([[kneeX, kneeY], [kneeX, at.base]], { stroke: theme.mark("candidate"), "stroke-dasharray": "2.5 3" }),
    lineMark(whole, { stroke: theme.mark("candidate"), "stroke-width": isMarked ? 4 : 2.4, "stroke-linejoin": "round",
    "data-curve": true }));
  out.push(...rugMarks(view, at, weight));
  out.push(kneeName(view, clamp(kneeX, at.left + 34 * k, at.right - 36 * k), at.top - 10 * k));
  out.push(s("circle", { cx: round1(kneeX), cy: round1(kneeY), r: round1(5 * k), fill: theme.pageText,
    stroke: theme.mark("candidate"), "stroke-width": 1.8 }));
  out.push(...ratioPoints(view, at, weight), ...cellPoints(view, at, weight));
  sized(view.weightSvg, f.weight, f.plot, out);
  view.weightSvg.setAttribute("aria-label", fill(labels.weight_said, { x: rest.x_max }));
  view.kneeHandle.style.cssText = `left: ${round1(kneeX - 11)}px; top: ${round1(kneeY - 11)}px`;
  view.kneeHandle.setAttribute("aria-valuenow", String(rest.x_max));
  view.kneeHandle.setAttribute("aria-valuetext", fill(labels.knee, { x: rest.x_max }));
}

// "x_max = 100", its index lowered.
function kneeName(view, x, y) {
  const { frame: f, rest, theme } = view, node = textMark(view, "x", x, y, { size: 11.5, bold: true, anchor: "middle",
    fill: theme.text("candidate") }), drop = round1(3 * f.k);
  node.append(s("tspan", { dy: drop, "font-size": round1(8.5 * f.k) }, "max"), s("tspan", { dy: -drop }, ` = ${rest.x_max}`));
  return node;
}

// Why no logarithm of 0 is asked for: halfway up, or at the foot where the pinned cell's label stands halfway.
function zeroMarks(view, at) {
  const { scene, rest, frame: f, theme, labels } = view, { k } = f, pin = pinned(view), lines = wrapped(labels.zero,
    (at.right - at.left) * (f.isNarrow ? 0.6 : 0.4), 10.5 * k, theme.font);
  const own = pin ? at.y(scene.weight(countsNow(view)[pin.at], rest.x_max)) : 0, middle = (at.top + at.base) / 2 + 8 * k,
    first = Math.abs(own - middle) < 34 * k ? at.base - (14 * lines.length - 6) * k : middle;
  return lines.map((line, i) => textMark(view, line, at.right - 4 * k, first + i * 14 * k, { size: 10.5, anchor: "end",
    halo: true }));
}

// A tick for each cell that is shown; beyond the axis they are told.
function rugMarks(view, at, weight) {
  const { frame: f, theme, labels } = view, all = [...countsNow(view)].filter((x) => x > 0),
    beyond = all.filter((x) => x > at.most).length,
    places = new Set(all.filter((x) => x <= at.most).map((x) => round1(at.x(x))));
  const ticks = [...places].map((px) => { const y = round1(at.y(weight(at.of(px)))); return `M${px} ${y - 3}V${y + 3}`;
    }).join("");
  const said = beyond && !f.isNarrow ? [textMark(view, fill(labels.beyond, { count: beyond }), at.left, at.base + 27 * f.k,
    { size: 10.5, most: at.right - at.left - 52 * f.k })] : [];
  return [s("path", { d: ticks, stroke: theme.text("candidate"), "stroke-width": 1, "data-rug": places.size }), ...said];
}

// The pinned cell and the one pointed at: on the curve, down to its count and over to its weight.
function cellPoints(view, at, weight) {
  const { scene, frame: f, theme } = view, { k } = f, x = countsNow(view), pin = pinned(view), pointed = view.pointed?.cell,
    out = [];
  if (pointed) {
    const count = x[pointed[0] * scene.n + pointed[1]];
    out.push(s("circle", { cx: round1(at.x(count)), cy: round1(at.y(weight(count))), r: 5 * k, fill: "none",
      stroke: theme.inkText, "stroke-width": 1.6 }));
  }
  if (!pin) return out;
  const count = x[pin.at], px = at.x(count), y = at.y(weight(count)), colour = theme.mark("loss"), said = f.isNarrow
    ? `f = ${weightText(weight(count))}` : `f(${countText(count)}) = ${weightText(weight(count))}`,
    wide = measured(said, 11.5 * k, theme.mono, true);
  const left = px + 9 * k + wide > at.right ? px - 9 * k - wide : px + 9 * k, isHigh = y < at.top + 26 * k;
  return [...out, lineMark([[at.left, y], [px, y], [px, at.base]], { stroke: colour, "stroke-dasharray": "1.5 2.5",
    "stroke-width": 1.4 }),
    s("circle", { cx: round1(px), cy: round1(y), r: round1(5.2 * k), fill: colour, stroke: theme.pageText, "stroke-width": 1.2,
      "data-pinned": "weight" }),
    textMark(view, said, left, y + (isHigh ? 18 : 13) * k, { size: 11.5, bold: true, mono: true, fill: theme.text("loss"),
      halo: true, term: "f" })];
}

// Both counts of a row of the ratios.
function ratioPoints(view, at, weight) {
  const { scene, rest, frame: f, theme } = view, table = scene.ratiosOf(rest.ratios), row = table.rows[view.ratioRow];
  if (!row || !Number.isFinite(row.x[0])) return [];
  return [["embedding", table.first], ["reset", table.second]].flatMap(([meaning, word], i) => {
    const x = row.x[i], [px, y] = [at.x(x), at.y(weight(x))], said = `${word} ${countText(x)}`, wide = measured(said, 11 * f.k,
      theme.font, true);
    return [s("circle", { cx: round1(px), cy: round1(y), r: round1(5 * f.k), fill: theme.mark(meaning), stroke: theme.pageText,
      "stroke-width": 1.2, "data-ratio-point": meaning }),
      textMark(view, said, Math.min(px + 8 * f.k, at.right - wide), y + (i ? 16 : -10) * f.k,
        { size: 11, bold: true, fill: theme.text(meaning), halo: true })];
  });
}
