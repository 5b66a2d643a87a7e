// The right: columns of what is written, how likely each word was, and the arcs by which it goes in again.

function drawWriting(view) {
  const { one, frame: f, theme, labels, pointed } = view, { write, k } = f, count = writtenNow(view),
    fill = isTerm(view, "s") ? theme.inkText : theme.quiet;
  const said = labels[`decoder_${one.source_language === "en" ? "fr" : "en"}`];
  const head = textMark(view, said, f.width - 2 * k, f.heads[1], { size: 11.5, bold: true, anchor: "end", fill });
  const columns = one.target.flatMap((_, t) => writtenColumn(view, t, t === count - 1));
  const bars = one.target.slice(0, count).flatMap((_, t) => barMarks(view, t, t === count - 1));
  const words = lettersMarks(view, write, one.targetNames, one.target, {
    kind: "y", colour: "candidate", anchor: "start", boxed: true, x: (t) => write.row.at[t],
    isThere: (t) => t < count && writeShare(view, t) > 0.55, isOn: (t) => pointed?.kind === "y" && pointed.i === t,
      isNow: (t) => t === count - 1,
  });
  return [head, ...columns, ...bars, ...words, ...arcMarks(view, count)];
}

function writtenColumn(view, t, isNow) {
  const { frame: { write }, theme, pointed } = view, x = write.row.at[t] - write.wide / 2, share = writeShare(view, t);
  if (share === 0) return [columnBox(x, write.top, write.wide, write.high, emptyLook(view))];
  if (share < SLID) return [];
  const isBold = isNow || isTerm(view, "s") || (pointed?.kind === "s" && pointed.i === t);
  const look = { stroke: theme.mark("output"), "stroke-width": isBold ? 2 : 0.9, opacity: isBold ? 1 : 0.75,
    "data-written": t };
  return [columnBox(x, write.top, write.wide, write.high, look)];
}

// P of the written word; with a number of c pinned, a hollow mark where P would be if that number were 0.
function barMarks(view, t, isNow) {
  const { one, frame: f, theme, pointed } = view, { write, k } = f,
    share = ease(clamp((writeShare(view, t) - 0.4) / 0.5, 0, 1));
  if (share === 0) return [];
  const p = one.p[t], unit = unitLooked(view), after = unit === null || !one.knowsEach ? p : one.without(t, unit), isChanged = share === 1
    && chanceText(after) !== chanceText(p);
  const isOn = isNow || (pointed?.kind === "P" && pointed.i === t), foot = write.top - 5 * k,
    tall = (chance) => Math.max(1, HIGH.bar * k * chance);
  const wide = Math.max(write.wide, Math.min(write.gap * 0.62, 15 * k)), x = write.row.at[t] - wide / 2,
    high = tall(p * share);
  const out = [boxMark(x, foot - high, wide, high, { fill: theme.mark("update"), opacity: isOn
    || isTerm(view, "P") ? 1 : 0.55, "data-bar": t })];
  if (isChanged) {
    const hollow = { fill: "none", stroke: theme.inkText, "stroke-width": 1.2, "stroke-dasharray": "3 2",
      "data-without": t };
    out.push(boxMark(x - 2, foot - tall(after), wide + 4, tall(after), hollow));
  }
  const isRoom = spaceAt(write.row, t) > measured(".00", 10 * k, theme.mono) + 2,
    top = foot - Math.max(high, isChanged ? tall(after) : 0) - 3.5 * k;
  if (share < 1 || (!isRoom && !isOn)) return out;
  const look = { size: 10, mono: true, bold: isNow, halo: true, fill: isOn ? theme.text("update") : theme.quiet };
  if (isChanged && isOn) out.push(textMark(view, `${chanceText(p)} → ${chanceText(after)}`,
    Math.min(x, f.width - 62 * k), top, look));
  else out.push(textMark(view, chanceText(p), clamp(write.row.at[t], 12 * k, f.width - 12 * k), top,
    { ...look, anchor: "middle" }));
  return out;
}

// How far the nearest neighbour of a column is away.
const spaceAt = ({ at }, t) => Math.min(at[t] - (at[t - 1] ?? -Infinity), (at[t + 1] ?? Infinity) - at[t]);

// Each word goes in at the next step.
function arcMarks(view, count) {
  const { frame: { write, k }, theme, labels } = view, isMarked = isTerm(view, "y"), y = write.marks + 3 * k, out = [];
  const colour = isMarked ? theme.mark("candidate") : theme.quiet;
  for (let t = 1; t < count; t++) {
    const share = clamp((writeShare(view, t) - 0.2) / 0.5, 0, 1), from = write.row.at[t - 1] + 2,
      to = write.row.at[t] - 1.5;
    if (share === 0 || to - from < 6) continue;
    const end = between(from, to, share),
      arc = `M${at2([from, y])}Q${at2([(from + end) / 2, y + 16 * k])} ${at2([end, y + 1])}`;
    out.push(s("path", { d: arc, fill: "none", stroke: colour, "stroke-width": isMarked ? 2 : 1, "data-arc": t }));
    const turn = `rotate(${to - from > 20 * k ? -12 : -28} ${at2([end, y])})`;
    if (share === 1) out.push(s("path", { d: `M${at2([end, y - 1])}l-4.5 3l4.5 2.4Z`, fill: colour, transform: turn }));
  }
  return count > 1 ? [...out, captionMark(view, write, labels.goes_in,
    isMarked ? theme.text("candidate") : theme.quiet)] : out;
}
