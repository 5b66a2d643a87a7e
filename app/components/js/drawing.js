// An SVG drawing as a file, as it is or as a PNG of twice its size. Its width and height stand in its attributes.

const LARGEST = 12000; // pixels of a side of a PNG; on a larger canvas browsers draw nothing

function saveDrawing(svg, name, ending) {
  const drawing = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  if (ending === "svg") { download(drawing, `${name}.svg`); return; }
  const [width, height] = ["width", "height"].map((side) => Number(svg.getAttribute(side)));
  const image = new Image(), canvas = document.createElement("canvas"), scale = Math.min(2, LARGEST / width, LARGEST / height);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  image.onload = () => {
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    canvas.toBlob((blob) => download(blob, `${name}.png`), "image/png");
  };
  image.src = URL.createObjectURL(drawing);
}
