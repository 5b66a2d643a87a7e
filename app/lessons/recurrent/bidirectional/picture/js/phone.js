// Narrow: the words run downward, read from the left at their left and from the right at their right, the tag at the far right.

function phoneMarks(view, at) {
  const { frame: f, model, theme } = view, wide = f.room * 0.2, tag = 62 * f.k, word = f.room - 2 * wide - tag - 14, [left, middle, right, end] = [0, wide + 4, wide + word + 8, f.room - tag], out = [];
  const top = 20 * f.k, rowTop = (t) => top + t * f.row;
  out.push(textMark(view, view.labels.phone_tags, f.room, 13 * f.k, { size: 9.5, anchor: "end" }));
  out.push(textMark(view, "a→ ↓", left + wide / 2, 13 * f.k, { size: 12, anchor: "middle", fill: theme.text("from_left") }), textMark(view, "a← ↑", right + wide / 2, 13 * f.k, { size: 12, anchor: "middle", fill: theme.text("from_right") }));
  for (let t = 0; t < model.T; t++) {
    const y = rowTop(t), isOpen = t === lookedAt(view);
    if (isOpen) out.push(boxMark(0, y, f.room, f.row, { rx: 4, fill: theme.pale, stroke: theme.accentText, "stroke-opacity": 0.4 }));
    out.push(...stripMarks(view, "left", t, [left, y + 5, wide, f.row - 10], clamp(at - t, 0, 1)), ...stripMarks(view, "right", t, [right, y + 5, wide, f.row - 10], clamp(at - (model.T - 1 - t), 0, 1)));
    out.push(textMark(view, visible(model.words[t]), middle + word / 2, y + f.row / 2 + 5 * f.k, { size: 13, anchor: "middle", bold: isOpen, fill: theme.inkText, most: word }), boxMark(middle, y, word, f.row, { fill: "transparent", "data-hit": `word ${t}` }));
    out.push(...phoneTag(view, t, end, y, tag));
  }
  for (const [side, x, y] of [["left", left, rowTop(0) + at * f.row], ["right", right, rowTop(model.T) - at * f.row]]) out.push(lineMark([[x, y], [x + wide, y]], { stroke: theme.mark(`from_${side}`), "stroke-width": 3, "stroke-linecap": "round" }));
  return out;
}

function stripMarks(view, side, t, [x, y, wide, high], share) {
  const { model, theme } = view, each = wide / model.R, scale = theme.table("signed").css, out = [boxMark(x, y, wide, high, { fill: "none", stroke: theme.line })];
  for (let r = 0; r < Math.round(share * model.R); r++) out.push(boxMark(x + r * each, y, each, high, { fill: isDrained(view, side) ? theme.line : scale[shade(model.at(side, t, r), "signed", 1)], "data-hit": `cell ${side} ${t} ${r}` }));
  return out;
}

function phoneTag(view, t, x, y, wide) {
  const { frame: f, model, theme, rest } = view, isThere = model.isReady(t, rest.step), box = [x, y + 5, wide, f.row - 10];
  if (!isThere) return [boxMark(...box, { rx: 3, fill: "transparent", stroke: theme.line, "stroke-dasharray": "2 3", "data-hit": `wait ${t}` }), textMark(view, String(model.ready[t]), x + wide / 2, y + f.row / 2 + 4, { size: 10, mono: true, anchor: "middle" })];
  const p = model.chances(t, rest.zero), k = best(p), isName = model.tags[k] !== "O", isOther = k !== best(model.chances(t)), ink = isName && !isOther ? theme.pageText : isOther ? theme.text("loss") : theme.inkText;
  return [boxMark(...box, { rx: 3, fill: isName && !isOther ? theme.mark("probability") : theme.pageText, stroke: isOther ? theme.mark("loss") : isName ? theme.mark("probability") : theme.line, "stroke-width": isOther ? 2 : 1, "data-hit": `tag ${t}` }),
    ...phoneWords(view, t, model.tags[k], x + wide / 2, y + f.row / 2, wide, { bold: isName || isOther, fill: ink })];
}

// The tag, and beneath it what the left alone says where that is another.
function phoneWords(view, t, tag, x, y, wide, look) {
  const { model, labels } = view, forward = model.tags[best(model.forward(t))], isAlike = forward === model.tags[best(model.chances(t))];
  return [textMark(view, tag, x, y + (isAlike ? 4 : -1), { size: 10.5, anchor: "middle", most: wide - 4, ...look }), ...(isAlike ? [] : [textMark(view, fill(labels.phone_left, { tag: forward }), x, y + 9, { size: 8, anchor: "middle", most: wide - 3, fill: look.fill })])];
}
