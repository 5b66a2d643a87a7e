// The row of the player: through the moments of the training; table and files at its end.

function buildToolbar(view) {
  const { labels } = view, step = (by) => go(view, clamp(Math.round(view.at) + by, 0, view.scene.F - 1));
  const moves = { to_start: () => go(view, 0), back: () => step(-1), play: () => play(view, !view.playing), forward: () => step(1), to_end: () => go(view, view.scene.F - 1) };
  view.status = h("div", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "0.01", (at) => go(view, at, false)), view.status, h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function drawToolbar(view) {
  const { scene } = view, isFilm = scene.F > 1 && !scene.live, said = statusText(view), epoch = scene.epoch(view.at);
  for (const node of [...Object.values(view.buttons), view.scrubber]) node.disabled = !isFilm;
  drawSlider(view, scene.live ? { at: epoch, last: scene.total, said } : { at: view.at, last: Math.max(1, scene.F - 1), said });
  setText(view.status, said);
  drawPlayButton(view, view.playing);
}

// All parts as they stand on the page, in one drawing.
function savePicture(view, ending) {
  const { theme, bands } = view, origin = bands.getBoundingClientRect(), nodes = [];
  const placed = (node) => { const box = node.getBoundingClientRect(); return [box.left - origin.left, box.top - origin.top, box.width, box.height]; };
  for (const svg of [view.strip, view.pairsSvg, view.pairsFoot, view.lossSvg, view.nearSvg, view.legend]) {
    const frame = svg.closest(".stage, .pair-list") ?? svg, [x, y, width, height] = placed(frame), [left, top] = [frame.scrollLeft ?? 0, frame.scrollTop ?? 0];
    if (width) nodes.push(s("svg", { x, y, width, height, viewBox: `${left} ${top} ${width} ${height}` }, ...svg.cloneNode(true).childNodes));
  }
  for (const title of [view.stripTitle, view.pairsTitle, view.lossTitle, view.nearTitle, view.mapTitle]) {
    const [x, y, width] = placed(title);
    if (width) nodes.push(textMark(view, title.textContent, x, y + 12.5 * view.frame.k, { size: 12.5, bold: true, most: width }));
  }
  const [x, y] = placed(view.canvas);
  nodes.push(s("g", { transform: `translate(${x} ${y})` }, ...mapMarks(view).map((mark) => markNode(mark, theme))));
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, origin.width + 2 * MARGIN, origin.height + 2 * MARGIN], nodes), "skip-gram", ending);
}
