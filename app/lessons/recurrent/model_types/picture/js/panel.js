// At the right: the chances of what comes out of the open box, and what there is to say of it.

function panelMarks(view) {
  const { frame: f, run, rest, theme, labels } = view, { k } = f, wide = f.isNarrow ? f.room : f.panel - 14 * k, box = run.boxes[rest.step], left = f.isNarrow ? 2 : 12 * k, out = [];
  let y = 14 * k;
  const heading = box.writes || !box.chances.length ? "" : labels.would_heading;
  if (heading) { out.push(textMark(view, heading, left, y, { size: 9.5, most: wide })); y += 15 * k; }
  for (const [symbol, p] of box.chances.slice(0, 6)) {
    const isIt = symbol === (box.writes || box.chances[0][0]), text = answerText(labels, symbol);
    out.push(textMark(view, text, left, y, { size: 12, bold: isIt, fill: isIt ? theme.inkText : theme.quiet, mono: KINDS[run.shape] !== "word", most: wide - 40 * k }), textMark(view, p.toFixed(2), left + wide - 4, y, { size: 11.5, mono: true, anchor: "end", bold: isIt, fill: isIt ? theme.inkText : theme.quiet }));
    out.push(boxMark(left, y + 4 * k, wide - 4, 4 * k, { rx: 2, fill: theme.line }), boxMark(left, y + 4 * k, (wide - 4) * p, 4 * k, { rx: 2, fill: symbol === "O" ? theme.quiet : theme.mark(meaningOf(symbol)), opacity: isIt ? 1 : 0.5 }));
    y += (box.chances.length > 3 ? 19.5 : 25) * k;
  }
  y += 6 * k;
  for (const [text, isStrong] of notesOf(view)) {
    for (const line of wrapped(text, wide, 10.5 * k, theme.font)) {
      out.push(textMark(view, line, left, y, { size: 10.5, fill: isStrong ? theme.inkText : theme.quiet }));
      y += 13.5 * k;
    }
    y += 4 * k;
  }
  return { marks: out, width: f.isNarrow ? f.room : f.panel, height: Math.max(f.isNarrow ? y : f.height, 20) };
}

// What was asked last; else what this shape is, and what moved it.
function notesOf(view) {
  const { run, labels, answer, rest } = view;
  if (answer) return [[answer, true]];
  const box = run.boxes[rest.step], out = [];
  if (run.isPair && !box.writes) out.push([fill(labels.would_write, { text: isolated(box.would) }), true]);
  else out.push(run.boxes.at(-1).reads === PAD ? [labels.note_padded, true] : [labels[`note_${run.shape}`], false]);
  if (run.shape === "many_one") {
    for (const { t, by } of run.turns().filter((one) => one.t <= rest.step)) {
      const pair = { before: chanceOf(run.positive(t - 1)), after: chanceOf(run.positive(t)) };
      out.push([fill(by < 0 ? labels.pulled_down : labels.pulled_up, { token: isolated(symbolText(labels, run.boxes[t].reads)), ...pair }), true]);
    }
  }
  return out;
}
