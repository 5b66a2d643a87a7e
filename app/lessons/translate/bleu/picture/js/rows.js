// The words of a row, and whose it is.

const meaningOf = (model, j) => `reference_${model.owners[j] + 1}`;
const nameOf = (model, j) => `R${model.owners[j] + 1}`;

// The words of a row, written anew only if they, or what is dark of them, have changed: dark if they are paid or pay; struck if cut off.
function wordMarks(view, row, number, dark, { cutFrom = Infinity, isHit = true } = {}) {
  const { theme, frame: { k } } = view, lineY = (i) => round1(row.line[i] * row.pitch), isDark = (i) => i < cutFrom && dark.has(i);
  const texts = row.texts.map((text, i) => {
    const hit = isHit ? `word:${number}:${i}` : null, fill = isDark(i) ? theme.inkText : null;
    return s("text", { x: round1(row.x[i]), y: lineY(i), fill, opacity: i < cutFrom ? null : 0.7, "data-hit": hit, "data-dark": isDark(i), "data-gone": i >= cutFrom }, text);
  });
  const strikes = row.x.flatMap((x, i) => {
    const y = lineY(i) - row.size * 0.32 * k;
    return i < cutFrom ? [] : [lineMark([[x - 1, y], [x + row.widths[i] + 1, y]], { stroke: theme.quiet })];
  });
  return s("g", { class: "row-words", "font-size": round1(row.size * k), "font-family": theme.font, fill: theme.quiet, transform: `translate(0 ${round1(row.base)})` },
    s("g", { stroke: theme.pageText, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" }, ...texts), ...strikes);
}

// The same group again, if nothing in it has changed but its height.
function keptWords(view, row, number, dark, cutFrom) {
  const key = [view.theme.key, number, cutFrom, row.size, view.frame.k, row.pitch, row.texts.join(" "), row.x.join(" "), [...dark].join(" ")].join("|");
  const kept = view.rows.get(number);
  if (kept?.key === key) kept.node.setAttribute("transform", `translate(0 ${round1(row.base)})`);
  else view.rows.set(number, { key, node: wordMarks(view, row, number, dark, { cutFrom }) });
  return view.rows.get(number).node;
}

// "C", or the name of a reference in its colour; marked where its text is in the field.
function labelMarks(view, name, meaning, row, isChosen) {
  const { theme, frame: { k } } = view, y = row.base, left = row.shift || -4 * k, wide = 22 * k;
  if (!meaning) return [textMark(view, name, 0, y, { size: 14, bold: true, fill: theme.inkText }), isChosen ? boxMark(0, y + 4 * k, 10 * k, 2 * k, { fill: theme.inkText }) : ""];
  const box = boxMark(left, y - 14 * k, wide, 19 * k, { rx: 3 * k, fill: theme.mark(meaning), "fill-opacity": 0.14, stroke: isChosen ? theme.mark(meaning) : null });
  return [box, textMark(view, name, left + wide / 2, y, { size: 13, bold: true, anchor: "middle", fill: theme.text(meaning) })];
}
