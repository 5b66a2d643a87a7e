// Pictures as files, made here in the browser: SVG, or a PNG of twice the size.

const MARGIN = 16; // pixels around what is drawn from marks
const LARGEST = 12000; // pixels of a side of a PNG; on a larger canvas browsers draw nothing

// Nodes on the page's ground. `box`: left, top, width and height of what is seen of them.
function drawing(theme, [x, y, width, height], nodes) {
  return s("svg", { width, height, viewBox: `${x} ${y} ${width} ${height}` },
    s("rect", { x, y, width, height, fill: theme.pageText }), ...nodes);
}

function saveDrawing(svg, name, ending) {
  const drawn = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  if (ending === "svg") { download(drawn, `${name}.svg`); return; }
  const [width, height] = ["width", "height"].map((side) => Number(svg.getAttribute(side)));
  const image = new Image(), canvas = document.createElement("canvas"), scale = Math.min(2, LARGEST / width, LARGEST / height);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  image.onload = () => {
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    savePng(canvas, name);
  };
  image.src = URL.createObjectURL(drawn);
}

function savePng(canvas, name) {
  canvas.toBlob((blob) => download(blob, `${name}.png`), "image/png");
}

// Marks with a margin: as the elements that `nodeOf` makes of them, or as `paint` paints them.
function saveMarks(theme, { marks, width, height }, name, ending, nodeOf, paint) {
  const box = [-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN];
  if (ending === "svg") { saveDrawing(drawing(theme, box, marks.map(nodeOf)), name, ending); return; }
  const canvas = document.createElement("canvas"), context = canvas.getContext("2d");
  canvas.width = box[2] * 2;
  canvas.height = box[3] * 2;
  context.scale(2, 2);
  context.fillStyle = theme.pageText;
  context.fillRect(0, 0, box[2], box[3]);
  context.translate(MARGIN, MARGIN);
  paint(context, marks);
  savePng(canvas, name);
}
