// The row of the player: through the columns of the product; table and files at its end.

function buildToolbar(view) {
  const { labels } = view, moves = { to_start: () => go(view, 0), back: () => go(view, shownStep(view) - 1), play: () => play(view, !view.playing), forward: () => go(view, shownStep(view) + 1), to_end: () => go(view, Infinity) };
  view.status = h("div", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "1", (at) => go(view, at)), view.status, h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function drawToolbar(view) {
  const said = statusText(view);
  drawSlider(view, { at: shownStep(view), last: columnsOf(view).length, said });
  setText(view.status, said);
  drawPlayButton(view, Boolean(view.playing));
}

// All parts as they stand on the page, in one drawing.
function savePicture(view, ending) {
  const { theme, bands, frame: f } = view, origin = bands.getBoundingClientRect(), nodes = [];
  const placed = (node) => { const box = node.getBoundingClientRect(); return [box.left - origin.left, box.top - origin.top, box.width, box.height]; };
  for (const [svg, rects] of [[view.product, view.productRects], [view.lookup, view.lookupRects], [view.ruler, () => []]]) {
    const [x, y, width, height] = placed(svg);
    nodes.push(s("svg", { x, y, width, height, viewBox: `0 0 ${width} ${height}`, overflow: "visible" }, ...rects(), ...svg.cloneNode(true).childNodes));
  }
  for (const title of [view.productTitle, view.lookupTitle, view.featuresTitle, view.rulerTitle]) {
    const [x, y, width] = placed(title);
    nodes.push(textMark(view, title.textContent, x, y + 13.5 * f.k, { size: 12.5, bold: true, most: width }));
  }
  const [x, y, width] = placed(view.sizeBox);
  nodes.push(textMark(view, `V = ${grouped(view.rest.size)}`, x + width, y + 14 * f.k, { size: 12, anchor: "end", fill: theme.inkText }), ...tableMarks(view, placed));
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, origin.width + 2 * MARGIN, origin.height + 2 * MARGIN], nodes), "word-representation", ending);
}
