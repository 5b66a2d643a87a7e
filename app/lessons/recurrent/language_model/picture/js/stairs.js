// The stairs: Σ log₂ P going down. One in ink while the sentences agree; then one for each, in its colour.

const DROP = { both: 44, a: 52, b: 36 }; // of a column, where the step is cut

function stairsAxis(view) {
  const { frame: f, labels } = view, out = [];
  for (const bits of stairTicks(f)) {
    out.push(textMark(view, bits ? `${MINUS}${bits}` : "0", f.gutter - 6 * f.k, stairY(f, -bits) + 3.5 * f.k, { size: 10, anchor: "end", mono: true }));
  }
  if (!f.isNarrow) out.push(turnedText(view, labels.stair_axis, 10 * f.k, (f.stairs.top + f.stairs.bottom) / 2));
  return out;
}

function stairTicks(f) {
  const most = f.most, step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((one) => most / one <= 3.4) ?? 10000;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

const stairY = (f, total) => f.stairs.top + ((f.stairs.bottom - f.stairs.top) * -total) / (1.04 * f.most);

function stairGrid(view) {
  const { frame: f, theme } = view;
  return stairTicks(f).map((bits) => lineMark([[0, stairY(f, -bits)], [f.width, stairY(f, -bits)]], { stroke: theme.line, "stroke-width": 1, opacity: 0.7 }));
}

// The first place at which the stairs are two.
const splitAt = (model) => (model.isSame ? Infinity : model.parted);

// Each step of a sentence that is read: where it is cut, from where to where; the last one is drawn as far as `share`.
function stairSteps(view, which, at) {
  const { model, costs, frame: f, data } = view, side = model.sides[which], split = splitAt(model), out = [];
  let total = 0;
  for (let t = 0; t < Math.min(side.T, Math.ceil(at)); t++) {
    const { log, spelling } = costs[which][t], share = clamp(at - t, 0, 1), x = f.lefts[t] + DROP[t <= split ? "both" : which] * f.k;
    const cost = data.unk_free ? 0 : spelling;
    out.push({ which, t, x, from: total, worded: total + log * share, to: total + (log + cost) * share, log, spelling, share });
    total += log + cost;
  }
  return out;
}

function stairs(view, at) {
  const { model } = view, split = splitAt(model), steps = Object.fromEntries(SIDES.map((which) => [which, stairSteps(view, which, at)])), out = [];
  const shared = steps.a.filter(({ t }) => t < split);
  for (const which of ["b", "a"]) {
    const own = steps[which].filter(({ t }) => t >= split);
    if (own.length) out.push(...stairLine(view, which, own, at, shared.at(-1)));
  }
  if (shared.length || !at) out.push(...stairLine(view, null, shared, Math.min(at, split), null, steps.a.length > shared.length ? steps.a[shared.length] : null));
  out.push(...stairLabels(view, steps, at));
  return [...out, ...stepHits(view, steps, split)];
}

// What can be pointed at: the place of each step, from the one before it to its end.
function stepHits(view, steps, split) {
  const { frame: f } = view;
  return SIDES.flatMap((which) => steps[which].filter(({ t }) => which === "a" || t >= split)).map(({ which, t, x, from, to }) =>
    boxMark(x - 12 * f.k, stairY(f, from) - 3, f.widths[t] - 4, Math.max(14, stairY(f, to) - stairY(f, from) + 8), { fill: "transparent", "data-hit": `step ${which} ${t}` }));
}

function stairLine(view, which, steps, at, before, next = null) {
  const { frame: f, theme, model } = view, colour = which ? sideMark(view, which) : theme.inkText, out = [];
  const points = [[which ? steps[0].x : 0, stairY(f, steps[0]?.from ?? 0)]];
  for (const { x, from, to } of steps) points.push([x, stairY(f, from)], [x, stairY(f, to)]);
  const last = steps.at(-1), end = endOf(view, at), isShort = which && model.sides[which].T < Math.min(at, model.T);
  const stop = isShort ? f.lefts[last.t] + f.widths[last.t] - 6 * f.k : end;
  points.push([next ? next.x : Math.max(last?.x ?? 0, stop), points.at(-1)[1]]);
  out.push(lineMark(points, { stroke: colour, "stroke-width": 2.2 * f.k, "stroke-linejoin": "round" }));
  if (isShort) out.push(lineMark([points.at(-1), [end, points.at(-1)[1]]], { stroke: colour, "stroke-width": 1.2 * f.k, "stroke-dasharray": "2 4" }));
  for (const one of steps) if (one.spelling < -0.005) out.push(...spellingMark(view, one, colour));
  const open = steps.find(({ t }) => t === view.rest.step - 1), { pointed } = view;
  for (const one of steps) {
    const isMarked = (one === open && isNamed(view, "log_token")) || pointed === `step ${one.which} ${one.t}`;
    if (isMarked) out.push(lineMark([[one.x, stairY(f, one.from)], [one.x, stairY(f, one.to)]], { stroke: colour, "stroke-width": 6 * f.k }));
  }
  if (isNamed(view, "total") && last && !next) out.push(s("circle", { cx: round1(points.at(-1)[0]), cy: round1(points.at(-1)[1]), r: 5 * f.k, fill: colour }));
  return out;
}

// How far to the right a stair has come: to the end of the last column that is read.
function endOf(view, at) {
  const { frame: f, model } = view, t = Math.ceil(Math.min(at, model.T)) - 1;
  if (t < 0) return DROP.both * f.k;
  if (at >= model.T && !f.isNarrow) return f.width;
  const from = f.lefts[t] + DROP.both * f.k;
  return from + (f.lefts[t] + f.widths[t] - from) * clamp(at - t, 0, 1);
}

function spellingMark(view, { x, worded, spelling, share }, colour) {
  const { frame: f, theme, data } = view, y = stairY(f, worded), height = stairY(f, worded + spelling * share) - y, width = 8 * f.k;
  return hatchMark(x - width / 2, y, width, Math.max(1, height), colour, data.unk_free, data.unk_free ? "none" : theme.pageText);
}
