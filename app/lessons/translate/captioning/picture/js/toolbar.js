// The row of the player: word by word; what the visitor has given is taken back; table and files at its end.

function buildToolbar(view) {
  const { labels } = view;
  const steps = { ms: PLAY_MS, isAtEnd: () => view.rest.step >= lastStep(view), start: () => go(view, 0), next: () => go(view, view.rest.step + 1) };
  const moves = { to_start: () => jump(view, 0), back: () => jump(view, view.rest.step - 1), play: () => playSteps(view, steps), forward: () => jump(view, view.rest.step + 1),
    to_end: () => jump(view, lastStep(view)) };
  view.status = h("div", { class: "status" });
  view.undo = quietButton(labels.undo, () => ask(view, "undo", {}));
  view.undo.classList.add("undo");
  const save = (ending) => quietButton(labels[ending], () => savePicture(view, ending), labels[`save_${ending}`]);
  return playerRow(view, moves, [playerSlider(view, "1", (number) => jump(view, number - 1)), view.status, view.undo, h("span", { class: "tools" }, tableButton(view), save("svg"), save("png"))]);
}

function drawToolbar(view) {
  const { labels, model, rest: { step, branch } } = view, word = model.word(branch, step), said = fill(labels.status, { number: step + 1, word });
  drawSlider(view, { at: step + 1, first: 1, last: model.steps(branch), said });
  if (view.statusText !== said) {
    view.statusText = said;
    view.status.replaceChildren(...said.split("·").flatMap((part, i) => (i ? ["· ", h("b", {}, part.trim())] : [part])));
  }
  drawPlayButton(view, view.playing);
  view.undo.hidden = !isGiven(view);
}

// All as it stands on the page, in one drawing.
function savePicture(view, ending) {
  const { theme, stage, frame: f } = view, box = stage.getBoundingClientRect(), drawn = [view.cnnSvg, view.photoSvg, view.sideSvg, view.wire, view.filmSvg];
  const nodes = drawn.filter((svg) => svg.checkVisibility()).map((svg) => {
    const own = svg.getBoundingClientRect();
    return s("svg", { x: round1(own.x - box.x), y: round1(own.y - box.y), width: own.width, height: own.height, overflow: "visible" }, ...svg.cloneNode(true).childNodes);
  });
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, Math.max(f.outer, box.width) + 2 * MARGIN, box.height + 2 * MARGIN], nodes), "captioning", ending);
}
