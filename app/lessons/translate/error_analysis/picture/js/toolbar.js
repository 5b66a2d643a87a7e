// The row of the player, through the words of the open row; table and files at its end.

function buildToolbar(view) {
  const { labels } = view;
  const moves = { to_start: () => jump(view, 0), back: () => stepBy(view, -1), play: () => play(view), forward: () => stepBy(view, 1), to_end: () => jump(view, lastStep(view)) };
  view.status = h("div", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "1", (step) => jump(view, step)), view.status, h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function drawToolbar(view) {
  const { cases, labels, rest } = view, step = stepNow(view), last = lastStep(view), { human } = openOf(view);
  drawSlider(view, { at: view.glide ? view.at : step, last, said: fill(labels.word_of, { word: step, words: last }) });
  view.buttons.back.disabled = step <= 0;
  const key = [view.labelKey, cases.subject, rest.row].join("|");
  if (view.statusKey !== key) {
    view.statusKey = key;
    const words = rest.row === OWN ? labels.status_own : fill(labels.status, { row: rest.row + 1, rows: cases.all.length });
    view.status.replaceChildren(words, " · ", h("bdi", { class: "open-text", dir: "auto", title: human.text }, human.text));
  }
  drawPlayButton(view, view.playing);
}

// All parts as they stand on the page, in one drawing.
function savePicture(view, ending) {
  const { theme, figure, frame: f } = view, origin = figure.getBoundingClientRect(), nodes = [], top = view.tally.getBoundingClientRect().top - origin.top, pad = paddingOf(view);
  for (const svg of [view.tally, view.heads, view.rowsSvg, view.axis]) {
    const box = svg.getBoundingClientRect();
    if (box.width) nodes.push(s("svg", { x: box.left - origin.left - pad, y: box.top - origin.top - top, width: box.width, height: box.height }, ...svg.cloneNode(true).childNodes));
  }
  const high = view.axis.getBoundingClientRect().bottom - origin.top - top;
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, f.wide + 2 * MARGIN, high + 2 * MARGIN], nodes), "error-analysis", ending);
}
