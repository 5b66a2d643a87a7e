// The row of the player above the picture, and zoom, table and files at its end.

function buildToolbar(view) {
  const { labels } = view, jump = (step) => { halt(view); go(view, step); };
  const steps = { ms: PLAY_MS, isAtEnd: () => view.rest.step >= view.model.T, start: () => go(view, 0), next: () => glide(view, view.rest.step + 1) };
  const moves = { to_start: () => jump(0), back: () => jump(view.rest.step - 1), play: () => playSteps(view, steps),
    forward: () => { halt(view); glide(view, view.rest.step + 1); }, to_end: () => jump(view.model.T) };
  view.status = h("div", { class: "status" });
  view.smaller = quietButton(MINUS, () => zoom(view, -1), labels.smaller);
  view.larger = quietButton("+", () => zoom(view, 1), labels.larger);
  return playerRow(view, moves, [playerSlider(view, "1", jump), view.status, h("span", { class: "tools" }, view.smaller, view.larger,
    tableButton(view), quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function statusText(view) {
  const { model, labels, rest } = view;
  if (!rest.step) return fill(labels.status_start, { steps: model.T });
  const { kept, of } = model.steps[rest.step - 1];
  return fill(labels.status, { step: rest.step, steps: model.T, kept, of: of.toLocaleString("en") });
}

function drawToolbar(view) {
  const said = statusText(view);
  drawSlider(view, { at: view.rest.step, last: view.model.T, said });
  drawPlayButton(view, view.playing);
  setText(view.status, said);
  view.smaller.disabled = view.zoom === 0;
  view.larger.disabled = view.zoom === ZOOMS.length - 1;
}
