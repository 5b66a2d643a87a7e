// The letters, and beneath each what the three cells get from the pinned letter's loss.

function stripMarks(view, now) {
  const { frame: f, model, theme, labels } = view, out = [];
  for (let line = 0; line < f.lines; line++) {
    const j = line * f.per;
    if (!f.isNarrow) out.push(textMark(view, labels.reads, 2, lineTop(f, j) + 15 * f.k, { size: 11 }));
    model.order.forEach((cell, row) => out.push(textMark(view, cell.toUpperCase(), 2, stripTop(f, j, row) + f.strip / 2 + (f.isLow ? 3 : 4) * f.k, { size: f.isLow ? 9 : 12, bold: true, fill: theme.text(cell) })));
  }
  for (let j = 0; j < model.count; j++) out.push(...letterMarks(view, j), ...cellMarks(view, j, now));
  return [...out, ...pinMarks(view)];
}

function letterMarks(view, j) {
  const { frame: f, model, rest, theme } = view, x = letterX(f, j), y = lineTop(f, j), isPin = j === rest.pin, isLook = j === rest.look;
  const letter = textMark(view, visible(model.tokens[j]), x, y + 15 * f.k, { size: clamp((f.pitch / f.k) * 1.25, 9, 13.5), anchor: "middle", mono: true, bold: isPin || isLook, fill: j > rest.pin ? theme.quiet : theme.inkText });
  return [letter, boxMark(x - f.pitch / 2, y, f.pitch, f.letters, { fill: "transparent", "data-hit": `letter ${j}` })];
}

// The more the fuller; a light bar is for more than ten times what the newest letter gets, the higher the more.
function cellMarks(view, j, now) {
  const { frame: f, rest, past, theme } = view, x = letterX(f, j) - f.pitch / 2, gap = f.pitch > 4 ? 0.8 : 0, isOld = past?.kind === "wave" && shownPin(view, j, now) !== rest.pin;
  const { model, pin } = isOld ? past : { model: view.model, pin: rest.pin };
  return view.model.order.flatMap((cell, row) => {
    const value = shownValue(view, cell, j, now), [left, top, wide, high] = [x + gap / 2, stripTop(f, j, row), f.pitch - gap, f.strip];
    if (value === null) return [boxMark(left, top, wide, high, { fill: "none", stroke: theme.line, "stroke-width": 0.5, opacity: 0.5 })];
    const above = model.above(cell, pin, value), share = Math.round(model.share(cell, pin, value) * 100) / 100, bar = above < 1 ? 0 : clamp(above / 12, 0.15, 0.9) * high;
    return [boxMark(left, top, wide, high, { fill: theme.pale, "data-hit": `cell ${j}` }), boxMark(left, top, wide, high, { fill: theme.mark(cell), "fill-opacity": share, "pointer-events": "none" }),
      ...(bar ? [boxMark(left + wide * 0.3, top + high - bar, wide * 0.4, bar, { fill: theme.pageText, "data-above": cell, "pointer-events": "none" })] : [])];
  });
}

// The pinned letter in a frame; the one that is looked at with its three cells in another.
function pinMarks(view) {
  const { frame: f, rest, theme, labels, marked } = view, at = letterX(f, rest.pin), y = lineTop(f, rest.pin), half = Math.max(f.pitch / 2, 6), out = [];
  out.push(boxMark(at - half, y + 1, 2 * half, f.letters - 4, { rx: 4, fill: "none", stroke: theme.inkText, "stroke-width": 1.8, "pointer-events": "none" }));
  if (!f.isNarrow) {
    const said = labels.pinned, wide = measured(said, 10 * f.k, theme.font), x = Math.min(at + half, f.room - 2);
    out.push(textMark(view, said, Math.max(x, f.gutter + wide), y - 2 * f.k, { size: 10, anchor: "end", fill: theme.inkText }));
  }
  const frame = (j, colour, weight) => boxMark(letterX(f, j) - half, lineTop(f, j) + 1, 2 * half, f.letters + 3 * (f.strip + f.gap) - f.gap + 1, { rx: 4, fill: "none", stroke: colour, "stroke-width": weight, "pointer-events": "none" });
  if (marked === "here" && rest.look !== rest.pin - 1) out.push(frame(rest.pin - 1, theme.accentText, 2.6));
  out.push(frame(view.pointed ?? rest.look, marked === "reach" ? theme.accentText : theme.inkText, marked === "reach" ? 2.6 : 1.5));
  return out;
}
