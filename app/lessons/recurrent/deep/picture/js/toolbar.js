// The row of the player, what the probes are asked, the table and the files at its end.

const PLAY_MS = 450;

function buildToolbar(view) {
  const { labels } = view, jump = (step) => { halt(view); go(view, step); };
  const moves = { to_start: () => jump(1), back: () => jump(view.rest.step - 1), play: () => playSteps(view, { ms: PLAY_MS, isAtEnd: () => view.rest.step >= view.model.steps, start: () => go(view, 1), next: () => climb(view) }),
    forward: () => { stopSteps(view); climb(view); }, to_end: () => jump(view.model.steps) };
  view.status = h("div", { class: "status" });
  view.askedBox = h("select", { class: "asked", "aria-label": labels.asked });
  view.askedBox.addEventListener("change", () => ask(view, view.askedBox.value));
  return playerRow(view, moves, [playerSlider(view, "1", jump), view.status, view.askedBox, h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function ask(view, name) {
  if (name === view.rest.asked) return;
  view.rest = { ...view.rest, asked: name };
  settle(view);
  announce(view);
  invalidate(view);
}

function drawToolbar(view) {
  const said = statusText(view), { model, rest, labels } = view, key = `${model.asked.join()}|${view.labelKey}`;
  drawSlider(view, { at: rest.step, first: 1, last: model.steps, said });
  drawPlayButton(view, view.playing);
  setText(view.status, said);
  if (view.askedKey !== key) {
    view.askedKey = key;
    view.askedBox.replaceChildren(...model.asked.map((name) => h("option", { value: name }, labels[`asked_${name}`])));
  }
  view.askedBox.value = rest.asked;
  view.askedBox.hidden = model.asked.length < 2;
}

function savePicture(view, ending) {
  const { frame: f, theme, body, gutter, panel } = view, copy = (svg, x, y) => s("g", { transform: `translate(${x} ${y})` }, ...svg.cloneNode(true).childNodes), below = f.isNarrow ? f.height + 10 : 0, high = f.isNarrow ? below + Number(panel.getAttribute("height")) : f.height;
  const nodes = [copy(gutter, 0, 0), copy(body, f.gutter, 0), copy(panel, f.isNarrow ? 0 : f.gutter + f.width, below)];
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, f.gutter + f.width + f.panel + f.charts + 2 * MARGIN, high + 2 * MARGIN], nodes), "deep", ending);
}
