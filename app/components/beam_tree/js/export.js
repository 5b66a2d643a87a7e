// The steps that are shown as a file, from the same marks as on the screen.

const MARGIN = 16, LARGEST = 12000; // pixels of a side of a PNG

function wholePicture(view) {
  const { frame: f, rest } = view, T = Math.max(1, rest.step);
  return { marks: [...captionMarks(view, rest.step, 0, T), ...rowNames(view, 0), ...treeMarks(view, rest.step, 0, T)],
    width: f.left + T * f.column + 2 * MARGIN, height: f.height + 2 * MARGIN };
}

function saveSvg(view) {
  const { marks, width, height } = wholePicture(view);
  const svg = s("svg", { width, height, viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}` },
    s("rect", { x: -MARGIN, y: -MARGIN, width, height, fill: view.theme.pageText }), ...marks.map(markElement));
  download(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }), `beam-${view.data.width}.svg`);
}

function savePng(view) {
  const { marks, width, height } = wholePicture(view), canvas = document.createElement("canvas"), context = canvas.getContext("2d");
  const scale = Math.min(2, LARGEST / width, LARGEST / height);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  context.fillStyle = view.theme.pageText;
  context.fillRect(0, 0, width, height);
  context.translate(MARGIN, MARGIN);
  for (const one of marks) paintMark(context, one);
  canvas.toBlob((blob) => download(blob, `beam-${view.data.width}.png`), "image/png");
}
