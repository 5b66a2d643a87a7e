// The row of the player: frame by frame, or with the sound; table and files at its end.

function buildToolbar(view) {
  const { labels } = view, last = () => view.model.T - 1;
  const moves = { to_start: () => jump(view, 0), back: () => jump(view, view.rest.step - 1), play: () => play(view), forward: () => jump(view, view.rest.step + 1), to_end: () => jump(view, last()) };
  view.status = h("div", { class: "status" });
  const save = (ending) => quietButton(labels[ending], () => savePicture(view, ending), labels[`save_${ending}`]);
  return playerRow(view, moves, [playerSlider(view, "1", (step) => jump(view, step, Infinity)), view.status, h("span", { class: "tools" }, tableButton(view), save("svg"), save("png"))]);
}

function drawToolbar(view) {
  const { labels, model, rest: { step }, sound } = view, said = fill(labels.status, { time: format(model.timeOf(step), 2), total: format(model.seconds, 2), frame: step + 1, frames: model.T });
  drawSlider(view, { at: step, last: model.T - 1, said });
  setText(view.status, sound.isSilent ? `${said} · ${labels.silent}` : said);
  drawPlayButton(view, sound.isPlaying);
}

// Both sides as they stand on the page, in one drawing.
function savePicture(view, ending) {
  const { theme, figure, frame: f, svg, sideSvg } = view, boxes = [svg, sideSvg].map((one) => one.getBoundingClientRect()), left = figure.getBoundingClientRect().left + paddingOf(view);
  const top = Math.min(...boxes.map(({ y }) => y)), high = Math.max(...boxes.map(({ bottom }) => bottom)) - top;
  const nodes = [svg, sideSvg].map((one, i) => s("svg", { x: boxes[i].x - left, y: boxes[i].y - top, width: boxes[i].width, height: boxes[i].height, overflow: "visible" }, ...one.cloneNode(true).childNodes));
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, f.outer + 2 * MARGIN, high + 2 * MARGIN], nodes), "ctc", ending);
}
