// The row of the player, with the RNN's radius, the table and the files at its end.

const PLAY_MS = 420;

function buildToolbar(view) {
  const { labels } = view, jump = (pin) => { halt(view); go(view, pin); };
  const moves = { to_start: () => jump(1), back: () => jump(view.rest.pin - 1), play: () => playSteps(view, { ms: PLAY_MS, isAtEnd: () => view.rest.pin >= view.model.count - 1, start: () => go(view, 1), next: () => go(view, view.rest.pin + 1) }),
    forward: () => jump(view.rest.pin + 1), to_end: () => jump(view.model.count - 1) };
  view.status = h("div", { class: "status" });
  view.radius = h("input", { type: "range", class: "slide radius", min: "0", step: "1" });
  view.radius.addEventListener("input", () => setRadius(view, Number(view.radius.value)));
  view.radiusSaid = h("span", { class: "radius-said", "aria-hidden": "true" });
  return playerRow(view, moves, [playerSlider(view, "1", jump), view.status, h("label", { class: "radius-box", title: labels.radius_help }, h("span", {}, nameNodes(labels.radius)), view.radius, view.radiusSaid), tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png)]);
}

// The slider's places are the radii from the smallest on, with the network's own at its place among them.
function radiiOf({ model }) {
  return [...model.radii].sort((a, b) => (a || model.own) - (b || model.own));
}

function setRadius(view, place) {
  const radius = radiiOf(view)[place];
  if (radius === view.rest.radius) return;
  view.rest = { ...view.rest, radius };
  settle(view);
  invalidate(view);
}

function drawToolbar(view) {
  const { model, rest, labels } = view, said = statusText(view), radii = radiiOf(view), place = radii.indexOf(rest.radius);
  drawSlider(view, { at: rest.pin, first: 1, last: model.count - 1, said });
  drawPlayButton(view, view.playing);
  setText(view.status, said);
  const text = rest.radius ? rest.radius.toFixed(1) : fill(labels.own, { radius: model.own.toFixed(2) });
  Object.assign(view.radius, { max: String(radii.length - 1), value: String(place) });
  view.radius.style.setProperty("--done", `${(100 * place) / (radii.length - 1)}%`);
  view.radius.setAttribute("aria-valuetext", text);
  setText(view.radiusSaid, text);
}

const statusText = ({ model, rest, labels }) => fill(labels.status, { pin: rest.pin, last: model.count - 1, token: isolated(visible(model.tokens[rest.pin])) });

function savePicture(view, ending) {
  const { frame: f, theme, body } = view;
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, f.room + 2 * MARGIN, f.height + 2 * MARGIN], [...body.cloneNode(true).childNodes]), "gradients", ending);
}
