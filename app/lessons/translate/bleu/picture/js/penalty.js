// BP against the length of the candidate; the point upon it is dragged to cut words off the candidate's end.

const TICKS = 7, MARKED = 0.78; // share of the candidate's length at which the penalty is written beside the curve

// The curve's scales: words from 0 to some more than any text has; BP to 1, to e where the mistake turns it upside down.
function penaltyScale({ model: { found, words }, data }, { plot }) {
  const most = Math.max(words.length, ...found.references.map((one) => one.length)) + 8, top = data.wrongly === "upside" ? Math.E : 1;
  return { most, top, x: (c) => plot.left + (c / most) * plot.wide, y: (bp) => plot.top + (1 - bp / top) * plot.high };
}

function penaltyMarks(view, at, numbers) {
  const { frame: { k }, theme, model, data, marked } = view, { plot } = at, scale = penaltyScale(view, at), stroke = theme.mark("penalty"), x = scale.x(numbers.at(-1)), y = scale.y(numbers.at(-2));
  const curve = Array.from({ length: scale.most + 1 }, (_, c) => [scale.x(c), scale.y(penaltyAt(model, data, c).penalty)]);
  return [...axisMarks(view, plot, scale), lineMark(curve, { stroke, "stroke-width": (marked === "penalty" ? 3.4 : 2.2) * k, "stroke-linejoin": "round", "data-curve": true }),
    lineMark([[x, y], [x, plot.top + plot.high]], { stroke, "stroke-dasharray": "1.5 3" }), ...shorterMarks(view, scale, curve),
    s("circle", { cx: round1(x), cy: round1(y), r: round1(5 * k), fill: stroke, "data-point": model.found.c }), ...penaltyWords(view, plot, curve, x, y)];
}

// Lines across, and numbers of words beneath; c stands among them.
function axisMarks(view, plot, scale) {
  const { frame: { k }, theme, labels, model: { found } } = view, foot = plot.top + plot.high, step = [1, 2, 4, 5, 10, 20, 50].find((one) => scale.most / one < TICKS) ?? 100;
  const tick = (text, x, y, options) => textMark(view, String(text), x, y, { size: 10, mono: true, ...options });
  const rows = (scale.top > 1 ? [0, 1, 2] : [0, 0.5, 1]).flatMap((bp) => {
    const y = scale.y(bp);
    return [lineMark([[plot.left, y], [plot.left + plot.wide, y]], { stroke: theme.line }), tick(bp, plot.left - 6 * k, y + 3.5 * k, { anchor: "end" })];
  });
  const others = Array.from({ length: Math.floor(scale.most / step) + 1 }, (_, i) => i * step).filter((c) => Math.abs(scale.x(c) - scale.x(found.c)) > 22 * k);
  const columns = others.map((c) => tick(c, scale.x(c), foot + 13 * k, { anchor: "middle" })), own = tick(found.c, scale.x(found.c), foot + 13 * k, { anchor: "middle", bold: true, fill: theme.inkText });
  return [...rows, ...columns, own, textMark(view, labels.words_axis, plot.left + plot.wide, foot + 25 * k, { size: 10.5, anchor: "end" })];
}

// A hollow mark on the curve: what the penalty would be with about a fifth of the words less.
function shorterMarks(view, scale, curve) {
  const { frame: { k }, theme, labels, model, data } = view, c = Math.round(model.found.c * MARKED), { penalty } = penaltyAt(model, data, c);
  const said = fill(labels.shorter, { words: counting(view, 1, c), penalty: format(penalty, 3) }), x = scale.x(c), y = scale.y(penalty), right = x - 7 * k, left = right - measured(said, round1(10.5 * k), theme.font);
  if (model.kept >= 0 || model.found.penalty !== 1 || penalty === 1 || left < scale.x(0)) return [];
  const base = [3, -8, 16].map((down) => y + down * k).find((at) => isClear(curve, left, right, at - 9 * k, at + 3 * k)) ?? y;
  return [s("circle", { cx: round1(x), cy: round1(y), r: round1(3.2 * k), fill: theme.pageText, stroke: theme.mark("penalty"), "stroke-width": 1.5, "data-shorter": c }),
    textMark(view, said, right, base, { size: 10.5, anchor: "end", halo: true })];
}

// Whether no piece of a curve runs through a box.
function isClear(curve, left, right, top, bottom) {
  return !curve.some(([x, y], i) => {
    const [from, of] = curve[i - 1] ?? [x, y];
    return x >= left && from <= right && Math.max(y, of) >= top && Math.min(y, of) <= bottom;
  });
}

// "c = r = 18" and "BP = 1", by the point, else in a corner, wherever the curve leaves room.
function penaltyWords(view, plot, curve, x, y) {
  const { frame: { k }, theme, model: { found: { c, r, penalty } } } = view, size = 11.5, lines = [c === r ? `c = r = ${c}` : `c = ${c}, r = ${r}`, `BP = ${shortPenalty(penalty)}`];
  const wide = Math.max(...lines.map((line) => measured(line, round1(size * k), theme.font, true))), right = plot.left + plot.wide, low = plot.top + plot.high - 20 * k, high = plot.top + 14 * k;
  const before = x - 9 * k - wide, spots = [[x + 9 * k, y + 18 * k], [before, low], [before, y - 20 * k], [plot.left + 6 * k, high], [right - wide, high], [right - wide, low]];
  const isInside = ([left, top]) => left >= plot.left && left + wide <= right + 6 * k && top >= plot.top + 8 * k && top <= low;
  const isFree = ([left, top]) => isInside([left, top]) && isClear(curve, left - 4, left + wide + 4, top - 13 * k, top + 20 * k);
  const [left, top] = spots.find(isFree) ?? spots.at(-1);
  return lines.map((line, i) => textMark(view, line, left, top + i * 15 * k, { size, bold: true, halo: true, fill: theme.text("penalty") }));
}

function placeHandle(view, at, numbers) {
  const scale = penaltyScale(view, at), { handle, labels, model: { found, words } } = view, values = { kept: found.c, words: counting(view, 1, words.length), penalty: shortPenalty(found.penalty) };
  handle.style.cssText = `left: ${round1(scale.x(numbers.at(-1)) - 14)}px; top: ${round1(scale.y(numbers.at(-2)) - 14)}px`;
  for (const [name, value] of [["min", 0], ["max", words.length], ["now", found.c], ["text", fill(labels.kept_said, values)]]) handle.setAttribute(`aria-value${name}`, String(value));
}

function listenToHandle(view) {
  const { handle } = view, all = () => setKept(view, Infinity), more = (by) => () => setKept(view, clamp(view.model.found.c + by, 0, view.model.words.length));
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    handle.setPointerCapture(event.pointerId);
    view.dragging = true;
  });
  handle.addEventListener("pointermove", (event) => { if (view.dragging) setKept(view, wordsAt(view, event.clientX)); });
  for (const type of ["pointerup", "pointercancel"]) handle.addEventListener(type, () => { view.dragging = false; });
  handle.addEventListener("dblclick", all);
  for (const [type, term] of [["pointerenter", "penalty"], ["pointerleave", null], ["focus", "penalty"], ["blur", null]]) handle.addEventListener(type, () => mark(view, "picture", term));
  const keys = { ArrowLeft: more(-1), ArrowDown: more(-1), ArrowRight: more(1), ArrowUp: more(1), Home: () => setKept(view, 0), End: all, Escape: all };
  handle.addEventListener("keydown", (event) => taken(event, keys[event.key]));
}

// The number of words under a pointer.
function wordsAt(view, clientX) {
  const { plot } = view.sides, { most } = penaltyScale(view, view.sides), x = clientX - view.sideSvg.getBoundingClientRect().left;
  return clamp(Math.round(((x - plot.left) / plot.wide) * most), 0, view.model.words.length);
}
