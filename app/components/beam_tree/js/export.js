// The steps that are shown as a file, from the same marks as on the screen.

const MARGIN = 16;

function savePicture(view, ending) {
  const { frame: f, rest, theme } = view, T = Math.max(1, rest.step);
  const marks = [...captionMarks(view, rest.step, 0, T), ...rowNames(view, 0), ...treeMarks(view, rest.step, 0, T)];
  const width = f.left + T * f.column + 2 * MARGIN, height = f.height + 2 * MARGIN;
  const svg = s("svg", { width, height, viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}` },
    s("rect", { x: -MARGIN, y: -MARGIN, width, height, fill: theme.pageText }), ...marks.map(markElement));
  saveDrawing(svg, `beam-${view.data.width}`, ending);
}
