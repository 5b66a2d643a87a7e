// The row of the player: through the text, then through the sentence; table and files at its end.

function buildToolbar(view) {
  const { labels } = view;
  const moves = { to_start: () => goTo(view, 0, false), back: () => stepBy(view, -1), play: () => play(view),
    forward: () => stepBy(view, 1), to_end: () => goTo(view, view.scene.last, false) };
  view.status = h("div", { class: "status" });
  view.border = h("i", { class: "border", "aria-hidden": "true" });
  const scrub = h("span", { class: "scrub" }, playerSlider(view, "1", (stop) => goTo(view, stop, false)), view.border);
  return playerRow(view, moves, [scrub, view.status, h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg),
      quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function drawToolbar(view) {
  const { scene } = view, stop = stopNow(view), parts = statusParts(view), key = [view.labelKey, statusText(view)].join("|");
  view.scrubber.step = view.playing || view.glide ? "any" : "1";
  drawSlider(view, { at: view.playing || view.glide ? view.at : stop, last: scene.last, said: statusText(view) });
  view.border.style.setProperty("--at", (scene.M - 0.5) / scene.last);
  view.border.title = view.labels.border;
  view.buttons.back.disabled = view.buttons.to_start.disabled = view.at <= 0;
  view.buttons.forward.disabled = view.buttons.to_end.disabled = view.at >= scene.last;
  if (view.statusKey !== key) { view.statusKey = key; view.status.replaceChildren(...parts); }
  drawPlayButton(view, Boolean(view.playing));
}

// All parts as they stand on the page, in one drawing.
function savePicture(view, ending) {
  const { theme, bands } = view, origin = bands.getBoundingClientRect(), nodes = [];
  const placed = (node) => { const box = node.getBoundingClientRect(); return [box.left - origin.left, box.top - origin.top,
    box.width, box.height]; };
  for (const svg of [view.sentenceSvg, view.matrixSvg, view.weightSvg, view.fitSvg, view.ratioSvg]) {
    const frame = svg.closest(".stage") ?? svg, [x, y, width, height] = placed(frame);
    if (width) nodes.push(s("svg", { x, y, width, height, viewBox: `${frame.scrollLeft ?? 0} 0 ${width} ${height}` },
      ...svg.cloneNode(true).childNodes));
  }
  for (const title of bands.querySelectorAll(".caption")) {
    const [x, y, width] = placed(title);
    if (width) nodes.push(textMark(view, [...title.childNodes].map((part) => part.textContent).join("  "), x,
      y + 12.5 * view.frame.k, { size: 12.5, bold: true, most: width }));
  }
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, origin.width + 2 * MARGIN, origin.height + 2 * MARGIN], nodes), "glove",
    ending);
}
