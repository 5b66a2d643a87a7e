// The row of the player, with the table and the files at its end.

const PAUSE = { word: 1300, character: 480 };

function buildToolbar(view) {
  const { labels } = view, jump = (step) => { stop(view); go(view, step); };
  const isAtEnd = () => !view.wanted && isFresh(view) && view.rest.step >= view.model.T - 1;
  const next = () => { if (!view.wanted) go(view, view.rest.step + 1, true); };
  const steps = () => ({ ms: PAUSE[view.model.level], isAtEnd, start: () => go(view, 0), next });
  const moves = { to_start: () => jump(0), back: () => jump(view.rest.step - 1), play: () => playSteps(view, steps()), forward: () => forward(view), to_end: () => jump(Infinity) };
  view.jump = jump;
  view.status = h("div", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "1", jump), view.status, h("span", { class: "tools" }, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg"), labels.save_svg), quietButton(labels.png, () => savePicture(view, "png"), labels.save_png))]);
}

// A draw more; one that is under way is ended.
function forward(view) {
  const isUnderWay = Boolean(view.glide);
  if (view.playing || isUnderWay) halt(view);
  if (!isUnderWay) go(view, view.rest.step + 1, true);
  invalidate(view);
}

function drawToolbar(view) {
  const { rest, model, status } = view, said = statusText(view), token = shownText(view);
  drawSlider(view, { at: rest.step, last: Math.max(model.T - 1, rest.step), said });
  drawPlayButton(view, view.playing);
  if (status.dataset.said === said) return;
  status.dataset.said = said;
  const at = said.lastIndexOf(isolated(token));
  status.replaceChildren(said.slice(0, at), h("b", {}, isolated(token)), said.slice(at + token.length + 2));
}
