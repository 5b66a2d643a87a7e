// The row of the player, with the sides that can be set to zero, the table and the files at its end.

const PLAY_MS = 700;

function buildToolbar(view) {
  const { labels } = view, jump = (step) => { halt(view); go(view, step); };
  const moves = { to_start: () => jump(0), back: () => jump(view.rest.step - 1), play: () => playSteps(view, { ms: PLAY_MS, isAtEnd: () => view.rest.step >= view.model.T, start: () => go(view, 0), next: () => glide(view, view.rest.step + 1) }),
    forward: () => { halt(view); glide(view, view.rest.step + 1); }, to_end: () => jump(view.model.T) };
  view.status = h("div", { class: "status" });
  view.zeros = Object.fromEntries(["none", "left", "right"].map((side) => [side, button({ class: "zero", "aria-pressed": "false" }, labels[`zero_${side}`], () => setZero(view, side))]));
  return playerRow(view, moves, [playerSlider(view, "1", jump), view.status, h("span", { class: "zeros", role: "group", "aria-label": labels.zero }, ...Object.values(view.zeros)), h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

function setZero(view, side) {
  if (side === view.rest.zero) return;
  view.rest = { ...view.rest, zero: side };
  settle(view);
  announce(view);
  invalidate(view);
}

function drawToolbar(view) {
  const said = statusText(view);
  drawSlider(view, { at: view.rest.step, last: view.model.T, said });
  drawPlayButton(view, view.playing);
  setText(view.status, said);
  for (const [side, node] of Object.entries(view.zeros)) node.setAttribute("aria-pressed", String(side === view.rest.zero));
}

function savePicture(view, ending) {
  const { frame: f, theme, body, gutter, panel } = view, copy = (svg, x, y) => s("g", { transform: `translate(${x} ${y})` }, ...svg.cloneNode(true).childNodes), below = f.isNarrow ? f.height + 12 : 0;
  const nodes = [copy(body, f.gutter, 0), ...(f.isNarrow ? [] : [copy(gutter, 0, 0)]), copy(panel, f.isNarrow ? 0 : f.gutter + f.width, below)], high = f.height + (f.isNarrow ? 12 + Number(panel.getAttribute("height")) : 0);
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, f.gutter + f.width + f.panel + 2 * MARGIN, high + 2 * MARGIN], nodes), "bidirectional", ending);
}
