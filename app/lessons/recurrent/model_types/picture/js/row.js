// The row of boxes of any shape, large or small: what the data have no arrow for is dotted. `on`: theme, labels, frame and
// `marked`, as a view has them; `at`: so far it has come, the box of `Math.ceil(at)` being the open one.

function rowMarks(on, run, at) {
  const { frame: f } = on, open = Math.ceil(at), share = 1 - (open - at), out = [];
  for (let t = f.from; t < f.to; t++) {
    const isThere = t <= open, isOpen = t === open && !f.isSmall, done = t === open ? share : isThere ? 1 : 0;
    out.push(...passMarks(on, run, t, done, isOpen), ...inputMarks(on, run, t, done, isOpen), ...boxMarks(on, run, t, done, isOpen), ...outputMarks(on, run, t, done, isOpen));
  }
  for (let t = f.from + 1; !f.isSmall && run.hasMemory && t < f.to; t++) out.push(...passName(on, run, t)); // above what is fed back
  out.push(...fedName(on, run));
  if (!run.hasMemory) out.push(...ghostMarks(on, run));
  if (f.from > 0) out.push(textMark(on, "…", 1, f.inText, { size: 10.5 }));
  if (f.to < run.T) out.push(textMark(on, "…", f.width - 1, f.inText, { size: 10.5, anchor: "end" }));
  if (run.isPair && run.T_x > f.from && run.T_x < f.to) out.push(dividerMark(on, run));
  return out;
}

const PALE = 0.34;
const accentOf = (on, name, isOpen) => isOpen && on.marked === name;

function headMark(x, y, angle, colour, size) {
  const [a, b] = [angle + 2.6, angle - 2.6].map((turn) => `${round1(x + size * Math.cos(turn))} ${round1(y + size * Math.sin(turn))}`);
  return s("path", { d: `M${round1(x)} ${round1(y)}L${a}L${b}z`, fill: colour });
}

// An arrow; without one there, dotted, and without a head.
function arrowMarks([x, y], [toX, toY], colour, { isThere = true, weight = 1.4, size = 5.5, opacity = 1, isDouble = false } = {}) {
  const angle = Math.atan2(toY - y, toX - x), line = lineMark([[x, y], [toX, toY]], { stroke: colour, "stroke-width": isThere ? weight : 1.2, "stroke-dasharray": isThere ? null : "1.5 3.5", "stroke-linecap": "round" });
  return [s("g", { opacity: opacity === 1 ? null : opacity }, line, ...(isThere ? [headMark(toX, toY, angle, colour, size)] : []), ...(isThere && isDouble ? [headMark(x, y, angle + Math.PI, colour, size)] : []))];
}

// From box t to the right, and into the first one.
function passMarks(on, run, t, done, isOpen) {
  const { frame: f, theme } = on, x = middleOf(f, run, t), y = (f.top + f.bottom) / 2, ink = theme.mark("activation"), out = [];
  if (t === f.from && !f.isSmall && run.hasMemory) out.push(...beginMarks(on, run, y, isOpen && t === 0));
  if (t === f.from || !run.hasMemory) return out;
  const left = middleOf(f, run, t - 1) + f.box / 2, right = x - f.box / 2, isAll = run.isPair && t === run.T_x, isMarked = accentOf(on, "before", isOpen) || (on.marked === "all" && isAll);
  const colour = isMarked ? theme.accentText : ink, isDouble = run.both_ways && t < run.T_x;
  if (right - left > 3) out.push(...arrowMarks([left + 1, y], [right - 1, y], colour, { weight: isMarked ? 3 : isAll ? 2.6 : f.isSmall ? 1 : 1.4, size: Math.min(f.isSmall ? 3.5 : 5.5, (right - left) / 2), opacity: done ? 1 : PALE, isDouble }));
  return out;
}

// What goes from the box before into box t.
function passName(on, run, t) {
  const { frame: f, theme } = on, left = middleOf(f, run, t - 1) + f.box / 2, right = middleOf(f, run, t) - f.box / 2, isAll = run.isPair && t === run.T_x;
  if (!isAll && (right - left <= 25 * f.k || run.T >= 16)) return [];
  const name = isAll ? "c" : run.isRead(t) ? `a⟨${t}⟩` : `s⟨${t - run.T_x}⟩`;
  return [textMark(on, name, (left + right) / 2, (f.top + f.bottom) / 2 - 7 * f.k, { size: isAll ? 11 : 9.5, anchor: "middle", fill: isAll ? theme.inkText : theme.quiet, halo: true })];
}

// Beneath the boxes that read what was written before, where there is room for it.
function fedName(on, run) {
  const { frame: f, theme, labels } = on, from = Math.max(f.from, run.isPair ? run.T_x : 1), size = f.isSmall ? 9.5 : 11;
  if (!run.boxes.some((box) => box.is_fed) || from >= f.to) return [];
  const text = run.isPair ? labels.reads_then_writes : labels.own_goes_in, room = (f.to - from) * f.pitch - 4;
  if (measured(text, size * f.k, theme.font) > room) return [];
  return [textMark(on, text, (middleOf(f, run, from) + middleOf(f, run, f.to - 1)) / 2, f.inText, { size, anchor: "middle", halo: f.isSmall })];
}

// What the network begins with.
function beginMarks(on, run, y, isOpen) {
  const { frame: f, theme, labels } = on, x = f.gutter - 44 * f.k, text = run.begins ? symbolText(labels, run.begins) : "0", wide = Math.max(24 * f.k, measured(text, 11 * f.k, theme.font) + 8 * f.k);
  const isMarked = accentOf(on, "before", isOpen), weights = wrapped(labels.same_weights, 62 * f.k, 9.5 * f.k, theme.font);
  return [boxMark(x - wide / 2, y - 15 * f.k, wide, 30 * f.k, { rx: 4, fill: theme.pageText, stroke: theme.line, "stroke-width": 1.3, "data-hit": "first" }), textMark(on, text, x, y + 4 * f.k, { size: 11, anchor: "middle" }),
    textMark(on, run.begins ? labels.after_it : "a⟨0⟩", x, y + 27 * f.k, { size: 9.5, anchor: "middle" }), ...weights.map((line, i) => textMark(on, line, 2, y + (41 + 11.5 * i) * f.k, { size: 9.5 })),
    ...arrowMarks([x + wide / 2 + 1, y], [middleOf(f, run, 0) - f.box / 2 - 1, y], isMarked ? theme.accentText : theme.mark("activation"), { weight: isMarked ? 3 : 1.4 })];
}

function inputMarks(on, run, t, done, isOpen) {
  const { frame: f, theme, labels } = on, box = run.boxes[t], x = middleOf(f, run, t), out = [], colour = accentOf(on, "input", isOpen) ? theme.accentText : theme.mark("input");
  if (box.is_fed) out.push(...fedMarks(on, run, t, done, isOpen));
  const rise = done > 0 && done < 1 ? Math.max(0, 1 - done / 0.4) * 14 * f.k : 0, low = f.inText - (f.isSmall ? 9 : 14) * f.k;
  if (!box.reads) {
    out.push(...arrowMarks([x, low + 4 * f.k], [x, f.bottom + 2], theme.quiet, { isThere: false, opacity: f.isSmall ? 0.5 : 0.8 }), hitMark(x, f.bottom, f, f.inText - f.bottom + 4, `in ${t}`));
    return out;
  }
  out.push(...arrowMarks([x, low], [x, f.bottom + 2], colour, { weight: f.isSmall ? 1.1 : 1.6, size: f.isSmall ? 3.6 : 5.5, opacity: done ? 1 : PALE }));
  out.push(hitMark(x, f.bottom, f, f.height - f.bottom, `in ${t}`));
  const size = f.isSmall ? 10.5 : isOpen ? 14.5 : 13.5;
  if (f.pitch > 8) out.push(textMark(on, symbolText(labels, box.reads, f.pitch < 34 * f.k), x, f.inText + rise, { size, anchor: "middle", bold: isOpen, fill: done || f.isSmall ? theme.inkText : theme.quiet, most: Math.max(f.pitch - 3, 7), mono: f.kind !== "word", hit: f.isSmall ? null : `in ${t}` }));
  if (!f.isSmall && f.pitch > 26 * f.k) out.push(textMark(on, `x⟨${t + 1}⟩`, x, f.height - 3 * f.k, { size: 9.5, anchor: "middle" }));
  return out;
}

// What was written goes in at the next step.
function fedMarks(on, run, t, done, isOpen) {
  const { frame: f, theme, labels } = on, x = middleOf(f, run, t), before = middleOf(f, run, t - 1), isMarked = accentOf(on, "fed", isOpen), colour = isMarked ? theme.accentText : theme.mark("probability");
  const from = [before + Math.min(8, f.pitch * 0.2), f.outText + 3], to = [x - 2, f.bottom + 7 * f.k], lane = (before + x) / 2;
  const path = s("path", { d: `M${round1(from[0])} ${round1(from[1])}C${round1(lane)} ${round1(f.outText + 12)} ${round1(lane)} ${round1(f.top)} ${round1(lane)} ${round1((f.top + f.bottom) / 2)}S${round1(lane)} ${round1(f.bottom + 16 * f.k)} ${round1(to[0])} ${round1(to[1])}`,
    fill: "none", stroke: colour, "stroke-width": isMarked ? 2.4 : 1 });
  const near = f.isSmall ? [] : [s("path", { d: path.getAttribute("d"), fill: "none", stroke: "transparent", "stroke-width": 12, "pointer-events": "stroke", "data-hit": `in ${t}` })];
  return [...near, s("g", { opacity: done ? (isMarked ? 1 : 0.75) : 0.18, "pointer-events": "none" }, path, headMark(to[0] + 1, to[1] - 1, -0.9, colour, f.isSmall ? 3.2 : 5))];
}

function hitMark(x, y, f, height, hit) {
  return boxMark(x - f.pitch / 2, y, f.pitch, height, { fill: "transparent", "data-hit": f.isSmall ? null : hit });
}

function boxMarks(on, run, t, done, isOpen) {
  const { frame: f, theme } = on, x = middleOf(f, run, t), high = f.bottom - f.top, isMarked = accentOf(on, "state", isOpen && run.isRead(t)) || accentOf(on, "written", isOpen && !run.isRead(t)) || (on.marked === "last" && t === run.T - 1 && !f.isSmall);
  const box = boxMark(x - f.box / 2, f.top, f.box, high, { rx: f.isSmall ? 4 : 6, fill: theme.pale, stroke: isMarked ? theme.accentText : isOpen ? theme.inkText : theme.quiet,
    "stroke-width": isMarked ? 3 : isOpen ? 2.2 : 1, "stroke-opacity": done || isMarked ? 1 : 0.4, "data-hit": f.isSmall ? null : `box ${t}` });
  return [box, ...(done ? columnMarks(on, run, t, clamp((done - 0.3) / 0.5, 0, 1)) : [])];
}

// The state, written from the top down.
function columnMarks(on, run, t, share) {
  const { frame: f, theme } = on, units = run.drawn(t), pad = (f.isSmall ? 3 : 5) * f.k, top = f.top + pad, each = (f.bottom - f.top - 2 * pad) / units.length, x = middleOf(f, run, t) - f.cells / 2, scale = theme.table("signed").css;
  const rows = Math.round(share * units.length), gap = run.both_ways && run.isRead(t) ? 1.5 * f.k : 0, out = [];
  for (let i = 0; i < rows; i++) {
    const half = gap && i >= units.length / 2 ? gap : gap ? -gap : 0;
    out.push(s("rect", { x: round1(x), y: round1(top + i * each + half), width: round1(f.cells), height: round1(Math.max(0.6, each - (each > 3 ? 0.5 : 0))), fill: scale[shade(run.value(t, units[i]), "signed", 1)], "pointer-events": "none" }));
  }
  return out;
}

// Boxes that this shape has not.
function ghostMarks(on, run) {
  const { frame: f, theme, labels } = on, y = (f.top + f.bottom) / 2, out = [];
  for (const t of [1, 2]) {
    const x = middleOf(f, run, t), left = middleOf(f, run, t - 1) + f.box / 2;
    out.push(...arrowMarks([left + 3, y], [x - f.box / 2 - 3, y], theme.quiet, { isThere: false }), boxMark(left, y - 9, x - f.box / 2 - left, 18, { fill: "transparent", "data-hit": f.isSmall ? null : "memory" }),
      boxMark(x - f.box / 2, f.top, f.box, f.bottom - f.top, { rx: f.isSmall ? 4 : 6, fill: "none", stroke: theme.line, "stroke-dasharray": "2 3" }));
  }
  return [...out, textMark(on, labels.no_memory, (middleOf(f, run, 1) + middleOf(f, run, 2)) / 2, f.inText, { size: f.isSmall ? 10 : 11, anchor: "middle" })];
}

function dividerMark(on, run) {
  const { frame: f, theme } = on, x = (middleOf(f, run, run.T_x - 1) + middleOf(f, run, run.T_x)) / 2;
  return s("g", {}, lineMark([[x, 4 * f.k], [x, f.top - 4]], { stroke: theme.quiet, "stroke-dasharray": "3 3" }), lineMark([[x, f.bottom + 4], [x, f.height - 2]], { stroke: theme.quiet, "stroke-dasharray": "3 3" }));
}
