// The spectrogram as a picture of one pixel a cell, low frequencies at the bottom; made once for each sound and theme.

function spectrogramLink(view) {
  const { model, theme } = view, { columns, bands, cells } = model, key = `${model.stamp}|${theme.key}`;
  if (view.sheetKey === key || !columns) return view.sheet;
  const canvas = document.createElement("canvas"), { rgb } = theme.table("gate", "input");
  canvas.width = columns;
  canvas.height = bands;
  const context = canvas.getContext("2d"), image = context.createImageData(columns, bands);
  for (let column = 0; column < columns; column++) {
    for (let band = 0; band < bands; band++) {
      image.data.set([...rgb[cells[column * bands + band]], 255], 4 * ((bands - 1 - band) * columns + column));
    }
  }
  context.putImageData(image, 0, 0);
  Object.assign(view, { sheetKey: key, sheet: canvas.toDataURL() });
  return view.sheet;
}

// In the world of frames, where frame t begins at t · w.
function spectrumMarks(view) {
  const { model, frame: { spectrum: box, upper: { w } }, theme } = view, { at, wide } = model.levels;
  const x = (seconds) => ((seconds - model.first) / model.step + 0.5) * w, left = x(at - wide / 2);
  const back = boxMark(0, box.top, model.T * w, box.high, { fill: theme.table("gate", "input").css[0] });
  if (!model.columns) return [back];
  return [back, s("image", { href: spectrogramLink(view), x: round1(left), y: box.top, width: round1(x(at + (model.columns - 0.5) * wide) - left), height: box.high,
    preserveAspectRatio: "none", style: "image-rendering: pixelated" })];
}
