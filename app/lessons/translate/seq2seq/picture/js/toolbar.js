// The row of the player; table and files at its end.

function buildToolbar(view) {
  const { labels } = view;
  const moves = { to_start: () => jump(view, 1), back: () => stepBy(view, -1), play: () => play(view),
    forward: () => stepBy(view, 1), to_end: () => jump(view, view.one.last) };
  view.status = h("div", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "1", (step) => jump(view, step)), view.status,
    h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg),
      quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function drawToolbar(view) {
  const { one } = view, step = stepNow(view), { text, word } = statusOf(view, step), key = [text, word].join("|");
  drawSlider(view, { at: view.glide ? view.at : step, first: 1, last: one.last, said: stepSaid(view, step) });
  view.buttons.back.disabled = step <= 1;
  view.buttons.forward.disabled = step >= one.last;
  if (view.statusKey !== key) {
    view.statusKey = key;
    view.status.replaceChildren(text, ...(word ? [" · ",
      h("b", {}, h("bdi", { dir: "auto" }, cutText(word, 130, 13, view.theme.font)))] : []));
  }
  drawPlayButton(view, view.playing);
}

// The parts as they stand on the page, in one drawing.
function savePicture(view, ending) {
  const { theme, frame: f } = view, gap = 10, { plane, chart } = f, down = f.height + gap;
  const part = (svg, x, y, { wide, high }) => s("svg",
    { x, y, width: wide, height: high, viewBox: `0 0 ${wide} ${high}` }, ...svg.cloneNode(true).childNodes);
  const beside = f.isNarrow ? [0, down + plane.high + gap] : [f.width - chart.wide, down];
  const nodes = [part(view.svg, 0, 0, { wide: f.width, high: f.height }), part(view.plane, 0, down, plane),
    part(view.chart, ...beside, chart)];
  const high = f.isNarrow ? beside[1] + chart.high : down + Math.max(plane.high, chart.high);
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, f.width + 2 * MARGIN, high + 2 * MARGIN], nodes), "encoder-decoder",
    ending);
}
