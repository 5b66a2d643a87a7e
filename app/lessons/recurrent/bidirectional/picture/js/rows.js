// The words, the tags of both networks beneath them, and at which step a word has both sides.

function rowMarks(view) {
  const { model } = view, out = [];
  for (let t = 0; t < model.T; t++) out.push(...wordMarks(view, t), ...tagMarks(view, t, view.frame.tags, true), ...tagMarks(view, t, view.frame.forward, false));
  return [...out, ...readyMarks(view)];
}

// Behind everything: the word that is looked at, from its first column to when it is ready.
function lookMark(view) {
  const { frame: f, theme } = view, t = lookedAt(view), wide = Math.min(f.pitch - 2, 92 * f.k);
  return boxMark(middleOf(f, t) - wide / 2, 1, wide, f.ready + 30 * f.k, { rx: 6, fill: theme.pale, stroke: theme.accentText, "stroke-opacity": 0.35, "pointer-events": "none" });
}

function wordMarks(view, t) {
  const { frame: f, model, theme } = view, x = middleOf(f, t), isOpen = t === lookedAt(view);
  return [textMark(view, visible(model.words[t]), x, f.words + 17.5 * f.k, { size: 13.5, anchor: "middle", bold: isOpen, fill: theme.inkText, most: f.pitch - 4 }), boxMark(x - f.pitch / 2, f.words, f.pitch, FIXED.words * f.k, { fill: "transparent", "data-hit": `word ${t}` })];
}

// A tag is there once its sides are; both with a side at zero are framed where that changes them.
function tagMarks(view, t, y, isBoth) {
  const { frame: f, model, theme, rest } = view, x = middleOf(f, t), step = rest.step, isThere = isBoth ? model.isReady(t, step) : model.hasPassed("left", t, step);
  const wide = Math.min(78 * f.k, f.pitch - 6), high = 21 * f.k, box = [x - wide / 2, y + 3 * f.k, wide, high];
  if (!isThere) return [boxMark(...box, { rx: 3, fill: "transparent", stroke: theme.line, "stroke-dasharray": "2 3", "data-hit": `${isBoth ? "wait" : "waitleft"} ${t}` })];
  const whole = best(model.chances(t)), p = isBoth ? model.chances(t, rest.zero) : model.forward(t), k = best(p), isName = model.tags[k] !== "O", isOther = k !== whole && model.isReady(t, step), isOpen = t === lookedAt(view);
  const fillColour = isName && !isOther ? theme.mark("probability") : theme.pageText, ink = isName && !isOther ? theme.pageText : isOther ? theme.text("loss") : theme.inkText;
  return [boxMark(...box, { rx: 3, fill: fillColour, stroke: isOther ? theme.mark("loss") : isName ? theme.mark("probability") : theme.line, "stroke-width": isOther ? 2 : isBoth && isOpen && view.marked === "tag" ? 3 : 1, "data-hit": `${isBoth ? "tag" : "forward"} ${t}` }),
    ...(wide < 74 * f.k ? [textMark(view, model.tags[k], x, y + 17.5 * f.k, { size: 10, anchor: "middle", bold: isName || isOther, fill: ink, most: wide - 2 })]
      : [textMark(view, model.tags[k], x - wide / 2 + 6 * f.k, y + 17.5 * f.k, { size: 11, bold: isName || isOther, fill: ink }), textMark(view, shortChance(p[k]), x + wide / 2 - 5 * f.k, y + 17.5 * f.k, { size: 9.5, mono: true, anchor: "end", fill: ink })])];
}

function readyMarks(view) {
  const { frame: f, model, theme, rest } = view, [low, high] = [Math.min(...model.ready), Math.max(...model.ready)];
  const yOf = (t) => f.ready + (10 + (high > low ? (16 * (model.ready[t] - low)) / (high - low) : 8)) * f.k, points = model.words.map((_, t) => [middleOf(f, t), yOf(t)]), out = [lineMark(points, { stroke: theme.quiet, "stroke-width": 1.1 })];
  points.forEach(([x, y], t) => {
    const isThere = model.isReady(t, rest.step);
    out.push(s("circle", { cx: round1(x), cy: round1(y), r: round1(8 * f.k), fill: isThere ? theme.mark("probability") : theme.pageText, stroke: isThere ? theme.mark("probability") : theme.quiet, "data-hit": `wait ${t}` }),
      textMark(view, String(model.ready[t]), x, y + 3.5 * f.k, { size: 10, mono: true, anchor: "middle", fill: isThere ? theme.pageText : theme.inkText, bold: t === lookedAt(view) }));
  });
  return out;
}

// What stands at the left of it all, and does not scroll.
function gutterMarks(view) {
  const { frame: f, model, theme, labels, rest } = view, out = scaleMarks(view);
  for (const side of ["left", "right"]) {
    const y = topOf(f, side) + f.history / 2;
    out.push(textMark(view, side === "left" ? "a→" : "a←", 0, y - 8 * f.k, { size: 16, fill: theme.text(`from_${side}`) }));
    wrapped(rest.zero === side ? labels.at_zero : fill(labels[`read_${side}`], { rows: model.R, units: model.H }), f.gutter - 6, 9.5 * f.k, theme.font).forEach((line, i) => out.push(textMark(view, line, 0, y + (7 + 11.5 * i) * f.k, { size: 9.5 })));
  }
  const names = [[rest.zero === "none" ? labels.row_both : fill(labels.row_zero, { side: rest.zero === "left" ? "a→" : "a←" }), f.tags], [labels.row_forward, f.forward]];
  for (const [said, y] of names) out.push(textMark(view, said, 0, y + 17 * f.k, { size: 10.5, bold: true, fill: theme.inkText, most: f.gutter - 2 }));
  wrapped(labels.row_ready, f.gutter - 4, 9.5 * f.k, theme.font).forEach((line, i) => out.push(textMark(view, line, 0, f.ready + (14 + 11 * i) * f.k, { size: 9.5 })));
  return out;
}

// What the colours of the columns stand for.
function scaleMarks(view) {
  const { frame: f, theme } = view, y = f.words + 12 * f.k, colours = theme.table("signed").css, wide = 6 * f.k, from = 15 * f.k;
  return [textMark(view, `${MINUS}1`, 0, y + 4 * f.k, { size: 9, mono: true }), ...[-1, -0.5, 0, 0.5, 1].map((value, i) => boxMark(from + i * wide, y - 4 * f.k, wide, 8 * f.k, { fill: colours[shade(value, "signed", 1)] })), textMark(view, "1", from + 5 * wide + 4 * f.k, y + 4 * f.k, { size: 9, mono: true })];
}
