// The whole picture as a file: the three columns side by side, or one beneath the other as they stand on a phone.

function savePicture(view, ending) {
  const { frame: f, theme } = view, { k } = f, gap = 18 * k, past = pastDrawing(view), done = doneDrawing(view), at = (x, y, marks) => s("g", { transform: `translate(${x} ${y})` }, ...marks);
  const body = [...view.body.cloneNode(true).childNodes], left = f.isNarrow ? 0 : past.width + gap, below = f.isNarrow ? past.height + gap : 0;
  const nodes = [at(0, 0, past.marks), at(left, below, body), at(f.isNarrow ? 0 : left + f.width + gap, f.isNarrow ? below + f.height + gap : 0, done.marks)];
  const width = f.isNarrow ? Math.max(f.width, done.width) : left + f.width + gap + done.width, height = f.isNarrow ? below + f.height + gap + done.height : Math.max(f.height, past.height, done.height);
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN], nodes), "sampling", ending);
}

function pastDrawing(view) {
  const { frame: f, theme, labels, model } = view, { k } = f, pitch = (model.level === "word" ? 34 : 19) * k, width = PAST * k, marks = [textMark(view, labels.past, 0, 12 * k, { size: 12, bold: true })];
  const steps = f.isNarrow ? view.pastSteps.slice(-6) : view.pastSteps.slice(-Math.floor((f.height - 30 * k) / pitch)), isWord = model.level === "word";
  steps.forEach((one, i) => {
    const y = 24 * k + i * pitch, x = isWord ? 0 : 24 * k, wide = isWord ? width : width - 66 * k, side = one.kind === "drawn" ? one.u.toFixed(2) : labels[one.kind];
    marks.push(textMark(view, one.text, 0, y + 11 * k, { size: 12, fill: one.kind === "given" ? theme.quiet : theme.inkText, most: isWord ? width - 44 * k : 22 * k }), textMark(view, side, width, y + 11 * k, { size: 9.5, anchor: "end", mono: true }));
    marks.push(...thinMarks(view, one, x, y + (isWord ? 16 : 3) * k, wide, 9 * k));
  });
  return { marks, width, height: 30 * k + steps.length * pitch };
}

function doneDrawing(view) {
  const { frame: f, theme, labels, data, start } = view, { k } = f, width = DONE * k, pitch = 23 * k, shares = sampleShares(data.samples);
  const marks = [textMark(view, labels.finished, 0, 12 * k, { size: 12, bold: true }), textMark(view, labels.log_p, width, 12 * k, { size: 10, anchor: "end" })];
  data.samples.forEach((sample, i) => {
    const y = 18 * k + i * pitch, room = width - 42 * k, given = cutText(start, room, 11.5 * k, theme.font), x = measured(given, 11.5 * k, theme.font);
    marks.push(textMark(view, given, 0, y + 13 * k, { size: 11.5 }), textMark(view, format(sample.log_p, 1), width, y + 13 * k, { size: 10.5, anchor: "end", mono: true, fill: theme.inkText }));
    if (room - x > 14) marks.push(textMark(view, sample.text.replaceAll("\n", " ↵ ").trimStart(), x + (sample.text.startsWith(" ") ? 3.5 * k : 0), y + 13 * k, { size: 11.5, fill: theme.inkText, most: room - x }));
    marks.push(i ? boxMark(0, y + 16.5 * k, room * shares[i], 2.5 * k, { fill: shadeOf(view, "drawn", 0.45) }) : textMark(view, labels.greedy, 0, y + 22 * k, { size: 9, fill: theme.text("drawn") }));
  });
  return { marks, width, height: 24 * k + data.samples.length * pitch };
}
