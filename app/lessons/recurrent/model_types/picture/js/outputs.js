// What comes out above the boxes: symbols, tags, and in many to one a line of what would have been said.

function outputMarks(on, run, t, done, isOpen) {
  const { frame: f } = on;
  if (run.shape === "many_one" && !f.isSmall) return answerMarks(on, run, t, done, isOpen);
  const box = run.boxes[t], x = middleOf(f, run, t), out = [];
  if (!box.writes) {
    out.push(...arrowMarks([x, f.top - 2], [x, f.top - (f.isSmall ? 12 : 20) * f.k], on.theme.quiet, { isThere: false, opacity: f.isSmall ? 0.5 : 0.8 }), hitMark(x, 0, f, f.top, `out ${t}`));
    if (isOpen && box.would) out.push(textMark(on, fill(on.labels.would_short, { text: box.would }), clamp(x, f.gutter, f.width - 60 * f.k), f.outText, { size: 11, anchor: "middle", halo: true, hit: `out ${t}` }));
    return out;
  }
  const colour = accentOf(on, "output", isOpen) ? on.theme.accentText : outputColour(on, box.writes), opacity = done >= 1 ? 1 : PALE * 0.6;
  out.push(...arrowMarks([x, f.top - 2], [x, f.outText + 5 * f.k], colour, { weight: f.isSmall ? 1.2 : 2, size: f.isSmall ? 3.8 : 6, opacity }), hitMark(x, 0, f, f.top, `out ${t}`));
  if (done >= 1 || f.isSmall) out.push(...writtenMarks(on, run, t, x, colour, isOpen, done >= 1));
  return out;
}

const ENTITIES = { PER: "person", ORG: "organisation", LOC: "place", MISC: "other_name" }; // kinds of names, in colours of their own
const meaningOf = (symbol) => ENTITIES[tagOf(symbol)[0]] ?? "probability";
const outputColour = (on, symbol) => (symbol === "O" ? on.theme.quiet : on.theme.text(meaningOf(symbol)));

function writtenMarks(on, run, t, x, colour, isOpen, isThere) {
  const { frame: f, labels } = on, box = run.boxes[t], [name, begins] = tagOf(box.writes), isTag = run.shape === "many_many", p = run.shape === "one_one" || run.shape === "many_one" ? ` ${chanceOf(box.chances.find(([symbol]) => symbol === box.writes)[1])}` : "";
  if (!isThere || f.pitch < 8) return [];
  const text = isTag ? name : answerText(labels, box.writes, f.pitch < 40 * f.k && run.T_y > 1) + p, isOne = run.T_y === 1, size = f.isSmall ? 10.5 : 13, half = isOne ? measured(text, size * f.k, on.theme.font, true) / 2 + 2 : 0;
  const out = [textMark(on, text, isOne ? clamp(x, half, Math.max(half, f.width - half)) : x, f.outText, { size, anchor: "middle", bold: box.writes !== "O", fill: colour, most: isOne ? 0 : f.pitch, mono: f.kind !== "word", hit: f.isSmall ? null : `out ${t}` })];
  if (begins && !f.isSmall) out.push(textMark(on, begins, x, f.outText - 13 * f.k, { size: 11, anchor: "middle" }));
  return out;
}

const heightOf = (f, p) => f.axis[1] - p * (f.axis[1] - f.axis[0]);

// Many to one: a hollow point for what the earlier boxes would have said, the answer at the last.
function answerMarks(on, run, t, done, isOpen) {
  const { frame: f, theme } = on, x = middleOf(f, run, t), p = run.positive(t), y = heightOf(f, p), isLast = t === run.T - 1, green = theme.text("probability"), out = [];
  if (t === 0) out.push(lineMark([[x - f.box / 2, heightOf(f, 0.5)], [middleOf(f, run, run.T - 1) + f.box / 2, heightOf(f, 0.5)]], { stroke: theme.line, "stroke-dasharray": "1 3" }));
  if (isLast) out.push(...arrowMarks([x, f.top - 2], [x, Math.min(y + 8 * f.k, f.top - 8 * f.k)], accentOf(on, "output", true) ? theme.accentText : green, { weight: 2.6, size: 7, opacity: done >= 1 ? 1 : PALE * 0.6 }));
  else out.push(...arrowMarks([x, f.top - 2], [x, y + 5 * f.k], theme.quiet, { isThere: false, opacity: done ? 0.9 : 0.4 }));
  out.push(hitMark(x, 0, f, f.top, `out ${t}`));
  if (done < 1) return out;
  if (t) out.unshift(lineMark([[middleOf(f, run, t - 1), heightOf(f, run.positive(t - 1))], [x, y]], { stroke: theme.quiet, "stroke-width": 1.3, "stroke-dasharray": "2 3" }));
  out.push(s("circle", { cx: round1(x), cy: round1(y), r: (isLast ? 5 : 3.4) * f.k, fill: isLast ? green : theme.pageText, stroke: isLast ? green : theme.quiet, "stroke-width": 1.4, "pointer-events": "none" }));
  const isUnder = !isOpen && !isLast && run.positive(t + 1) > p + 0.02, number = chanceOf(p).replace(/^0/, ""); // where the line does not go on
  if (isLast) out.push(textMark(on, `ŷ = ${number}`, x + 9 * f.k, y + 4 * f.k, { size: 12.5, bold: true, fill: green, halo: true }));
  else if (f.pitch > 30 * f.k) out.push(textMark(on, number, x + 7 * f.k, y + (isUnder ? 12 : -4) * f.k, { size: 10, mono: true, halo: true }));
  if (on.without === t && run.without) out.push(...tickMarks(on, run, t));
  return out;
}

// The axis of that line. It stands above the row and stays in view while the row is scrolled beneath it.
function axisMarks(on, run) {
  const { frame: f, theme } = on, right = f.gutter - 14 * f.k, wide = 20 * f.k;
  if (run.shape !== "many_one") return [];
  const out = [boxMark(right - wide, 0, wide + 3, f.axis[1] + 8 * f.k, { fill: theme.pageText, "fill-opacity": 0.9 })];
  for (const [p, text] of [[1, "1"], [0.5, ".5"], [0, "0"]]) out.push(textMark(on, text, right, heightOf(f, p) + 3 * f.k, { size: 9.5, anchor: "end", mono: true }));
  return out;
}

// As far to the left as the row is scrolled, but no farther than to the edge.
function placeAxis(view) {
  const { frame: f, stage, axis } = view;
  axis.style.transform = `translateX(${-Math.min(stage.scrollLeft, f.gutter - 34 * f.k)}px)`;
}

// ŷ without a word, beside ŷ.
function tickMarks(on, run, t) {
  const { frame: f, theme, labels } = on, x = middleOf(f, run, run.T - 1), y = heightOf(f, run.without[t]), colour = theme.accentText;
  return [lineMark([[x - 16 * f.k, y], [x + 16 * f.k, y]], { stroke: colour, "stroke-width": 3 }), lineMark([[x - 16 * f.k, y], [middleOf(f, run, t), y]], { stroke: colour, "stroke-width": 1, "stroke-dasharray": "4 3" }),
    textMark(on, fill(labels.without_short, { chance: chanceOf(run.without[t]).replace(/^0/, "") }), middleOf(f, run, t), y - 5 * f.k, { size: 10.5, anchor: "middle", fill: colour, bold: true, halo: true })];
}
