// The row of the player above the picture, and the quiet row of choices beneath it.

function buildToolbar(view) {
  const moves = { to_start: () => go(view, 0), back: () => step(view, -1), play: () => play(view, !view.player.isPlaying), forward: () => step(view, 1),
    to_end: () => go(view, view.model.total) };
  view.status = h("div", { class: "status" });
  view.waits = h("span", { class: "waits", role: "status" });
  return playerRow(view, moves, [playerSlider(view, "0.001", (seconds) => go(view, view.model.snap(seconds))), view.waits, view.status]);
}

function step(view, by) {
  go(view, view.model.beside(view.rest.seconds, by));
}

function drawToolbar(view) {
  const { model, labels, rest } = view, said = fill(labels.status, { time: format(rest.seconds, 2), total: format(model.total, 2) });
  drawSlider(view, { at: rest.seconds, last: model.total, said });
  setText(view.status, said);
  setText(view.waits, isWaiting(view) ? labels.waiting : view.player.isSilent ? labels.silent : "");
  drawPlayButton(view, view.player.isPlaying);
  drawChunkTools(view);
}

function buildTools(view) {
  const { labels } = view;
  view.chimes = h("input", { type: "checkbox", role: "switch", checked: true });
  view.ramp = h("span", { class: "ramp" });
  view.rampEnds = [h("span", {}), h("span", {})];
  view.legend = h("span", { class: "legend" }, view.rampEnds[0], view.ramp, view.rampEnds[1], ` ${labels.loudness}`);
  return h("div", { class: "tools" }, h("label", {}, view.chimes, labels.chime), view.legend, buildChunkTools(view), h("span", { class: "gap" }),
    tableButton(view), ...["svg", "png"].map((ending) => quietButton(labels[ending], () => savePicture(view, ending), labels[`save_${ending}`])));
}

function drawLegend(view) {
  const { theme, model } = view;
  view.ramp.style.background = theme.gradient("gate", "input");
  setText(view.rampEnds[0], format(model.levels.floor, 0));
  setText(view.rampEnds[1], "0");
  view.legend.hidden = !model.columns;
}
