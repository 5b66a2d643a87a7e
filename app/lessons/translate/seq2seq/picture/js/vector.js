// The middle: one column with all that is left of the sentence, its pinned number, and where that comes from.

function drawVector(view) {
  const { one, frame: f, theme, labels } = view, { c, k } = f, flow = flowShare(view), isThere = flow === 1,
    middle = f.isNarrow ? f.width / 2 : c.x + c.wide / 2;
  const frame = { rx: 4, fill: flow > 0 ? "none" : theme.pale, stroke: theme.mark("memory"),
    "stroke-width": isTerm(view, "c") ? 4 : 2.4,
    "stroke-dasharray": isThere ? null : "4 4", opacity: isThere ? 1 : 0.35 + 0.5 * flow, "data-vector": true };
  const said = { size: 11.5, bold: true, anchor: "middle", fill: flow > 0 ? theme.inkText : theme.quiet };
  const out = [boxMark(c.x - 1.5, c.y - 1.5, c.wide + 3, c.high + 3, frame),
    textMark(view, fill(labels.c_numbers, { count: one.C }), middle, f.said, said)];
  if (!f.isNarrow) out.push(letterMark(view, middle));
  const t = writtenNow(view) - 1, isWeighed = isThere && t >= 0 && unitLooked(view) !== null;
  const left = isWeighed ? fill(labels.weighed,
    { word: isolated(one.targetNames[t]) }) : labels[`left_${one.source_language}${one.both_ways ? "_both" : ""}`];
  const most = f.isNarrow ? f.width : 2 * (f.write.row.at[0] - f.write.wide / 2 - middle) - 8 * k;
  out.push(textMark(view, left, middle, f.said + 13 * k,
    { size: 10.5, anchor: "middle", most, fill: isWeighed ? theme.text("update") : theme.quiet }));
  if (isWeighed) out.push(weightMarks(view, t));
  return isThere ? [...out, ...unitMarks(view)] : out;
}

function letterMark({ frame: { k }, theme }, x) {
  return s("text", { x: round1(x), y: round1(10.5 * k), "text-anchor": "middle", "font-size": round1(14 * k),
    "font-style": "italic", "font-weight": 650, "font-family": "serif", fill: theme.text("memory") }, "c");
}

// Beside each number of c: how much P of the word just written changes if it is 0, beside the greatest change.
function weightMarks(view, t) {
  if (!view.one.knowsEach) return s("g", {});
  const { one, frame: { c, k, isNarrow }, theme } = view, p = Math.round(100 * one.p[t]) / 100;
  const changes = Array.from(one.c, (_, unit) => Math.abs(p - one.without(t, unit))), most = Math.max(0.1, ...changes);
  const lines = changes.map((by, unit) => {
    const [x, y] = placeInC(view, (unit + 0.5) / one.C), long = round1(((isNarrow ? 9 : 26) * k * by) / most);
    if (long < 0.5) return "";
    return isNarrow ? `M${at2([x, c.y + c.high + 2])}v${long}` : `M${at2([c.x + c.wide + 2.5, y])}h${long}`;
  });
  return s("path", { d: lines.join(""), stroke: theme.mark("update"), "stroke-width": 1, fill: "none",
    "data-weights": t });
}

// The number that is pointed at or pinned: a line through the history of its row, and on into c.
function unitMarks(view) {
  const { one, frame: f, theme, labels } = view, { c, read, k } = f, unit = unitLooked(view), ink = theme.inkText;
  if (unit === null) return [];
  const rows = one.H / one.halves.length, half = halfOf(one, unit), within = (unit - half * rows + 0.5) / rows;
  const [top, high] = halfPlace(view, read, half), y = top + high * within, { at } = read.row;
  const name = fill(labels.unit_short, { number: unit + 1, value: format(one.c[unit]) }),
    look = { size: 11, mono: true, fill: ink, halo: true };
  const [x, yInC] = placeInC(view, (unit + 0.5) / one.C),
    here = { stroke: ink, "stroke-width": 1.5, "data-unit": unit };
  const out = [lineMark([[at[0] - read.wide / 2, y], [at.at(-1) + read.wide / 2, y]],
    { stroke: ink, "stroke-width": 1, opacity: 0.7 }),
    s("path", { d: pathOf(wayIn(view, half)(within)), fill: "none", stroke: ink, "stroke-width": 1.2, opacity: 0.7 })];
  if (f.isNarrow) {
    const label = textMark(view, name, clamp(x, 40 * k, f.width - 40 * k), c.y - 6 * k, { ...look, anchor: "middle" });
    return [...out, lineMark([[x, c.y - 3], [x, c.y + c.high + 3]], here), label];
  }
  const left = c.x - 4, head = s("path", { d: `M${at2([left, yInC])}l-5 -3.5v7Z`, fill: ink });
  return [...out, lineMark([[left, yInC], [c.x + c.wide + 3, yInC]], here), head,
    textMark(view, name, left - 8 * k, yInC - 4 * k, { ...look, anchor: "end" })];
}
