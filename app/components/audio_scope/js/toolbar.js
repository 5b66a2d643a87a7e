// The row of the player above the picture, and the quiet row of choices beneath it.

function buildToolbar(view) {
  const { labels } = view;
  const button = (name, action) => {
    const node = h("button", { type: "button", class: "icon", "aria-label": labels[name], title: labels[name] }, icon(name));
    node.addEventListener("click", action);
    return node;
  };
  view.playButton = button("play", () => play(view, !view.player.isPlaying));
  view.scrubber = h("input", { type: "range", min: "0", step: "0.001", "aria-label": labels.scrub });
  view.scrubber.addEventListener("input", () => go(view, view.model.snap(Number(view.scrubber.value))));
  view.status = h("div", { class: "status" });
  view.note = h("span", { class: "note", role: "status" });
  return h("div", { class: "toolbar" },
    button("to_start", () => go(view, 0)), button("back", () => step(view, -1)), view.playButton,
    button("forward", () => step(view, 1)), button("to_end", () => go(view, view.model.total)),
    view.scrubber, view.note, view.status);
}

function step(view, by) {
  go(view, view.model.beside(view.rest.seconds, by));
}

function drawToolbar(view) {
  const { model, labels, rest } = view, said = fill(labels.status, { time: format(rest.seconds, 2), total: format(model.total, 2) });
  view.scrubber.max = String(model.total);
  view.scrubber.value = String(rest.seconds);
  view.scrubber.style.setProperty("--done", `${model.total ? (rest.seconds / model.total) * 100 : 0}%`);
  view.scrubber.setAttribute("aria-valuetext", said);
  setText(view.status, said);
  setText(view.note, isWaiting(view) ? labels.waiting : view.player.isSilent ? labels.silent : "");
  const name = view.player.isPlaying ? "pause" : "play";
  if (view.playButton.dataset.name === name) return;
  view.playButton.dataset.name = name;
  view.playButton.setAttribute("aria-label", labels[name]);
  view.playButton.title = labels[name];
  view.playButton.replaceChildren(icon(name));
}

function buildTools(view) {
  const { labels } = view;
  const toggle = (name, isOn, action) => {
    const node = h("button", { type: "button", class: "quiet-button", "aria-pressed": String(isOn) }, labels[name]);
    node.addEventListener("click", () => {
      const now = node.getAttribute("aria-pressed") !== "true";
      node.setAttribute("aria-pressed", String(now));
      action(now);
      invalidate(view);
    });
    return node;
  };
  const save = (name, action) => {
    const title = labels[`save_${name}`];
    const node = h("button", { type: "button", class: "quiet-button", "aria-label": title, title }, labels[name]);
    node.addEventListener("click", action);
    return node;
  };
  view.chimes = h("input", { type: "checkbox", role: "switch", checked: true });
  view.ramp = h("span", { class: "ramp" });
  view.rampEnds = [h("span", {}), h("span", {})];
  view.legend = h("span", { class: "legend" }, view.rampEnds[0], view.ramp, view.rampEnds[1], ` ${labels.loudness}`);
  return h("div", { class: "tools" }, h("label", {}, view.chimes, labels.chime), view.legend, h("span", { class: "gap" }),
    toggle("table", false, (isOn) => { view.tableOpen = isOn; }), save("svg", () => saveSvg(view)), save("png", () => savePng(view)));
}

function drawLegend(view) {
  const { theme, model } = view;
  view.ramp.style.background = theme.gradient("gate", "input");
  setText(view.rampEnds[0], format(model.levels.floor, 0));
  setText(view.rampEnds[1], "0");
  view.legend.hidden = !model.columns;
}
