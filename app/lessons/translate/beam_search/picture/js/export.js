// The steps that are shown as a file, from the same marks as on the screen.

function savePicture(view, ending) {
  const { frame: f, rest, theme } = view, T = Math.max(1, rest.step);
  const marks = [...captionMarks(view, rest.step, 0, T), ...rowNames(view, 0), ...treeMarks(view, rest.step, 0, T)];
  const box = [-MARGIN, -MARGIN, f.left + T * f.column + 2 * MARGIN, f.height + 2 * MARGIN];
  saveDrawing(drawing(theme, box, marks.map(markElement)), `beam-${view.data.width}`, ending);
}
