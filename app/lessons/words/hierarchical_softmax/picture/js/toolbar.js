// The row of the player, through the turns of the way; table and files at its end.

function buildToolbar(view) {
  const { labels } = view;
  const moves = { to_start: () => jump(view, 0), back: () => stepBy(view, -1), play: () => play(view), forward: () => stepBy(view, 1), to_end: () => jump(view, lastStep(view)) };
  view.status = h("div", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "1", (step) => jump(view, step)), view.status, h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function drawToolbar(view) {
  const step = stepNow(view), last = lastStep(view);
  drawSlider(view, { at: view.glide ? view.at : step, last, said: stepSaid(view) });
  view.buttons.back.disabled = step <= 0;
  view.buttons.forward.disabled = step >= last;
  const key = [view.labelKey, view.received, JSON.stringify(view.rest)].join("|");
  if (view.statusKey !== key) { view.statusKey = key; view.status.replaceChildren(...statusParts(view)); }
  drawPlayButton(view, view.playing);
}

// Both parts as they stand on the page, in one drawing.
function savePicture(view, ending) {
  const { theme, bands } = view, origin = bands.getBoundingClientRect(), nodes = [];
  const placed = (node) => { const box = node.getBoundingClientRect(); return [box.left - origin.left, box.top - origin.top, box.width, box.height]; };
  for (const svg of [view.riverSvg, view.depthsSvg]) {
    const [x, y, width, height] = placed(svg);
    nodes.push(s("svg", { x, y, width, height }, ...svg.cloneNode(true).childNodes));
  }
  for (const title of [view.riverTitle, view.depthsTitle]) {
    const [x, y, width] = placed(title);
    nodes.push(textMark(view, title.textContent, x, y + 12.5 * view.frame.k, { size: 12.5, bold: true, most: width }));
  }
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, origin.width + 2 * MARGIN, origin.height + 2 * MARGIN], nodes), "hierarchical-softmax", ending);
}
