// The picture as a file, from the same marks as on the screen.

const MARGIN = 16;

function wholePicture(view) {
  const { frame: f } = view;
  return { marks: [...standingMarks(view), ...movingMarks(view)], width: f.outer + 2 * MARGIN, height: f.total + 2 * MARGIN };
}

function fileName(view, ending) {
  return `probability-${format(view.rest.seconds, 2)}s.${ending}`;
}

function saveSvg(view) {
  const { marks, width, height } = wholePicture(view);
  const svg = s("svg", { width, height, viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}` },
    s("rect", { x: -MARGIN, y: -MARGIN, width, height, fill: view.theme.pageText }), ...marks.map(markElement));
  download(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }), fileName(view, "svg"));
}

function savePng(view) {
  const { marks, width, height } = wholePicture(view), canvas = document.createElement("canvas"), context = canvas.getContext("2d");
  canvas.width = width * 2;
  canvas.height = height * 2;
  context.scale(2, 2);
  context.fillStyle = view.theme.pageText;
  context.fillRect(0, 0, width, height);
  context.translate(MARGIN, MARGIN);
  for (const one of marks) paintMark(context, one);
  canvas.toBlob((blob) => download(blob, fileName(view, "png")), "image/png");
}
