// The row of the player, with the table and the files at its end.

const PLAY_MS = { word: 650, letter: 450, character: 300 };

function buildToolbar(view) {
  const { labels } = view, jump = (step) => { halt(view); go(view, step); };
  const steps = { ms: 500, isAtEnd: () => view.rest.step >= view.run.T - 1, start: () => go(view, 0), next: () => glide(view, view.rest.step + 1) };
  const moves = { to_start: () => jump(0), back: () => jump(view.rest.step - 1), play: () => playSteps(view, { ...steps, ms: PLAY_MS[KINDS[view.rest.shape]] }),
    forward: () => { halt(view); glide(view, view.rest.step + 1); }, to_end: () => jump(view.run.T - 1) };
  view.status = h("div", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "1", jump), view.status, h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function drawToolbar(view) {
  const said = statusText(view);
  drawSlider(view, { at: view.rest.step, last: view.run.T - 1, said });
  drawPlayButton(view, view.playing);
  setText(view.status, said);
  view.status.title = said;
}

// The open shape with what stands beside it, however far it is scrolled.
function savePicture(view, ending) {
  const { frame: f, theme, body, axis, panel } = view, copy = (svg, x, y) => s("g", { transform: `translate(${x} ${y})` }, ...svg.cloneNode(true).childNodes);
  const below = f.isNarrow ? f.height + 8 : 0, title = 26 * f.k, high = title + f.height + (f.isNarrow ? 8 + Number(panel.getAttribute("height")) : 0);
  const nodes = [textMark(view, view.titleText, 0, 14 * f.k, { size: 13, bold: true, fill: theme.inkText }), copy(body, 0, title), copy(axis, 0, title), copy(panel, f.isNarrow ? 0 : f.width, title + below)];
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, f.width + f.panel + 2 * MARGIN, high + 2 * MARGIN], nodes), "shapes", ending);
}
