// The fit: what the vectors say of a cell against the logarithm of its count. On the diagonal they agree.

function buildFit(view) {
  const { labels } = view;
  view.fitAside = h("span", { class: "aside" });
  view.fitTitle = h("h2", { class: "caption" }, labels.fit, view.fitAside);
  view.fitBack = s("g");
  view.fitPoints = s("g");
  view.fitFront = s("g");
  view.fitSvg = s("svg", { role: "img" }, view.fitBack, view.fitPoints, view.fitFront);
  view.fitPart = h("section", { class: "part fit-part" }, view.fitTitle, h("div", { class: "over" }, view.fitSvg));
  return view.fitPart;
}

function fitScale(view) {
  const { scene, frame: f } = view, { k } = f, [least, most] = scene.spread, left = 26 * k, right = f.fit - 4 * k, top = 6 * k,
    base = f.plot - 32 * k;
  const low = Math.floor(Math.min(0, ...scene.logs) - 0.4), high = Math.ceil(Math.max(1, ...scene.logs) + 0.2),
    floor = clamp(Math.floor(least), low - 2, low), roof = clamp(Math.ceil(most), high, high + 3);
  return { left, right, top, base, low, high, floor, roof,
    x: (value) => left + ((right - left) * (value - low)) / (high - low),
    y: (value) => base - (base - top) * clamp((value - floor) / (roof - floor), -0.01, 1.01) };
}

function drawFit(view, now) {
  const { scene, frame: f, rest, theme, labels } = view, at = (view.fitAt = fitScale(view)), fitted = fittedNow(view, now);
  view.fitSvg.setAttribute("width", f.fit);
  view.fitSvg.setAttribute("height", f.plot);
  view.fitBack.replaceChildren(...axisMarks(view, at));
  const nodes = view.fitPoints.childNodes;
  while (nodes.length > scene.S) nodes[nodes.length - 1].remove();
  while (nodes.length < scene.S) view.fitPoints.append(s("circle", {}));
  const isThin = view.marked === "log_x" || view.marked === "J", r = round1(2.2 * f.k);
  view.points = Array.from({ length: scene.S }, (_, c) => [at.x(scene.logs[c]), at.y(fitted[c])]);
  view.points.forEach(([x, y], i) => {
    const share = 0.13 + 0.87 * scene.weight(scene.x[i], rest.x_max);
    for (const [name, value] of [["cx", round1(x)], ["cy", round1(y)], ["r", r],
      ["fill", tint(view, "update", Math.round(share * 50) / 50)]]) nodes[i].setAttribute(name, value);
  });
  view.fitPoints.setAttribute("opacity", isThin ? "0.5" : "1");
  view.fitFront.replaceChildren(...residualMarks(view, at), ...diagonalMarks(view, at), ...pointMarks(view, at, fitted));
  view.fitSvg.setAttribute("aria-label", fill(labels.fit_said, { count: scene.S, moment: momentText(view) }));
}

function axisMarks(view, at) {
  const { scene, frame: f, theme, labels, rest } = view, { k } = f, out = [];
  for (const value of ticksOf(at.floor, at.roof, f.isNarrow ? 4 : 8)) {
    out.push(lineMark([[at.left, at.y(value)], [at.right, at.y(value)]], { stroke: theme.line }),
      textMark(view, format(value, 0), at.left - 5 * k, at.y(value) + 3.5 * k, { size: 10.5, mono: true, anchor: "end" }));
  }
  for (const value of ticksOf(at.low, at.high, f.isNarrow ? 4 : 8)) out.push(textMark(view, format(value, 0),
    Math.min(at.x(value), f.fit - 8 * k), at.base + 14 * k, { size: 10.5, mono: true, anchor: "middle" }));
  const isMarked = view.marked === "log_x", other = scene.isTrainedOtherwise(rest);
  out.push(textMark(view, "log X", at.right, at.base + 27 * k, { size: 11.5, anchor: "end", bold: isMarked,
    fill: theme.text("input"), term: "log_x" }), textMark(view, "θᵀe + b + b′", at.left + 6 * k, at.top + 12 * k,
    { size: 12, bold: true, fill: theme.text("update"), halo: true }));
  view.fitAside.textContent = other && f.isNarrow ? trainedText(view) : labels.fit_aside;
  if (other && !f.isNarrow) out.push(textMark(view, trainedText(view), 0, at.base + 27 * k, { size: 10.5, most: f.fit - 40 * k }));
  return out;
}

const diagonalMarks = (view, at) => [lineMark([[at.x(at.low), at.y(at.low)], [at.x(at.high), at.y(at.high)]],
  { stroke: view.theme.inkText, "stroke-width": 1.2, "data-diagonal": true, "pointer-events": "none" })];

// What is squared: the way from every point to the diagonal, while J is pointed at.
function residualMarks(view, at) {
  if (view.marked !== "J") return [];
  return [s("path", { d: view.points.map(([x, y],
    i) => `M${round1(x)} ${round1(y)}V${round1(at.y(view.scene.logs[i]))}`).join(""), stroke: view.theme.mark("loss"),
    opacity: 0.4, "data-residuals": true })];
}

function pointMarks(view, at, fitted) {
  const { scene, frame: f, theme } = view, { k } = f, pin = pinned(view), looked = view.pointed?.cell
    ? scene.cell(...view.pointed.cell) : view.pointed?.s ?? null, out = [];
  if (looked !== null) out.push(s("circle", { cx: round1(view.points[looked][0]), cy: round1(view.points[looked][1]), r: 5 * k,
    fill: "none", stroke: theme.inkText, "stroke-width": 1.6 }));
  if (!pin || pin.s === null) return out;
  const [x, y] = view.points[pin.s], goal = at.y(scene.logs[pin.s]), residual = fitted[pin.s] - scene.logs[pin.s],
    name = pairText(view, pin.i, pin.j), wide = Math.max(measured(name, 11 * k, theme.font), 44 * k);
  const edge = Math.min(x + 9 * k, at.right - wide), under = edge < x + 9 * k ? 20 * k : 12 * k,
    top = clamp(Math.max(y, goal) + under, at.top + 12 * k, at.base - 18 * k);
  return [...out, lineMark([[x, y], [x, goal]], { stroke: theme.mark("loss"), "stroke-width": 2, "data-residual": true }),
    s("circle", { cx: round1(x), cy: round1(y), r: round1(5.2 * k), fill: theme.mark("loss"), stroke: theme.pageText,
    "stroke-width": 1.2, "data-pinned": "fit" }),
    textMark(view, `${residual > 0 ? "+" : ""}${format(residual)}`, edge, top, { size: 12, bold: true, mono: true,
      fill: theme.text("loss"), halo: true, term: "J" }), textMark(view, name, edge, top + 14 * k,
      { size: 11, fill: theme.text("loss"), halo: true })];
}

// The point of the fit that is nearest to a place, no farther than `most` pixels; null for none.
function pointAt(view, x, y, most = 10) {
  let best = null, least = most;
  view.points?.forEach(([px, py], c) => { const away = Math.hypot(px - x, py - y); if (away < least) [best, least] = [c, away];
    });
  return best;
}
