// What may come next: the likeliest words of the step, the one that was taken among them.

const NEXT = 4;

function nextMarks(view) {
  const { model, labels, theme, frame: { side, k, lent, isNarrow }, rest: { step, branch } } = view, rows = model.next(branch, step, NEXT), pitch = (lent ? 16 : 20) * k, out = [];
  const size = 12.5, name = Math.min(side * 0.3, Math.max(...rows.map(([word]) => measured(model.shown(word), round1(size * k), theme.font, true))) + 8 * k), number = 46 * k, wide = side - name - 8 * k - number;
  const isMarked = view.marked === "next", grown = view.motion ? view.motion.share : 1;
  rows.forEach(([word, p, isTaken], i) => {
    const y = i * pitch + (lent ? 2 : 4) * k, bar = 12 * k, base = y + 10.5 * k;
    out.push(textMark(view, model.shown(word), name, base, { size, bold: isTaken, anchor: "end", fill: theme.inkText, most: name }),
      boxMark(name + 8 * k, y, wide, bar, { rx: 2, fill: theme.quiet, "fill-opacity": 0.1 }),
      boxMark(name + 8 * k, y, Math.max(1, wide * p * grown), bar, { rx: 2, fill: theme.mark("update"), "fill-opacity": isTaken ? 1 : 0.5,
        stroke: isMarked && isTaken ? theme.inkText : null, "stroke-width": 1.5, "data-next": word, "data-p": p, "data-taken": isTaken ? "" : null }),
      textMark(view, chance(p), side, base, { size: 12, mono: true, bold: isTaken, anchor: "end", fill: theme.inkText }));
  });
  const others = 1 - rows.reduce((sum, [, p]) => sum + p, 0), high = rows.length * pitch + (lent ? 9 : 12) * k;
  out.push(textMark(view, fill(labels.more_words, { count: Math.max(0, model.writable.length + 1 - rows.length).toLocaleString("en"), p: format(Math.max(0, others), 2) }), name + 8 * k, high, { size: 11 }));
  view.nextHigh = high + 12 * k;
  view.nextSpot = { x: isNarrow ? 0 : name + 8 * k, wide };
  return out;
}
