// The row of the player, with the size of the vocabulary, the table and the files at its end.

const PLAY_MS = 900;

function buildToolbar(view) {
  const { labels } = view, jump = (step) => { halt(view); go(view, step); };
  const steps = { ms: PLAY_MS, isAtEnd: () => view.rest.step >= view.model.T, start: () => go(view, 0), next: () => glide(view, view.rest.step + 1) };
  const moves = { to_start: () => jump(0), back: () => jump(view.rest.step - 1), play: () => playSteps(view, steps),
    forward: () => { halt(view); glide(view, view.rest.step + 1); }, to_end: () => jump(view.model.T) };
  view.jump = jump;
  view.status = h("div", { class: "status" });
  view.sizeText = h("output", { class: "size" });
  view.slider = h("input", { type: "range", class: "slide vocabulary", min: "0", step: "1", "aria-label": labels.vocabulary });
  view.slider.addEventListener("input", () => setSize(view, view.data.sizes[Number(view.slider.value)]));
  view.sizeRow = h("label", { class: "size-row" }, h("span", {}, labels.vocabulary), view.slider, view.sizeText);
  return playerRow(view, moves, [playerSlider(view, "1", jump), view.status, view.sizeRow, h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function drawToolbar(view) {
  const { rest, model, data } = view, said = statusText(view), size = rest.size.toLocaleString("en");
  drawSlider(view, { at: rest.step, last: model.T, said });
  drawPlayButton(view, view.playing);
  setText(view.status, said);
  view.status.title = said;
  view.slider.max = String(data.sizes.length - 1);
  view.slider.value = String(model.place(rest.size));
  view.slider.style.setProperty("--done", `${data.sizes.length > 1 ? (100 * model.place(rest.size)) / (data.sizes.length - 1) : 100}%`);
  view.slider.setAttribute("aria-valuetext", size);
  setText(view.sizeText, size);
  view.sizeRow.hidden = data.models === "letters" || data.sizes.length < 2;
}
