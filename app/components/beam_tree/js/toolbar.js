// The row of the player above the picture, and zoom, table and files at its end.

function buildToolbar(view) {
  const { labels } = view;
  const button = (name, action) => {
    const node = h("button", { type: "button", class: "icon", "aria-label": labels[name], title: labels[name] }, icon(name));
    node.addEventListener("click", action);
    return node;
  };
  const quiet = (name, title, action) => {
    const node = h("button", { type: "button", class: "quiet-button", "aria-label": title, title }, name);
    node.addEventListener("click", action);
    return node;
  };
  view.playButton = button("play", () => play(view));
  view.scrubber = h("input", { type: "range", min: "0", step: "1", "aria-label": labels.scrub });
  view.scrubber.addEventListener("input", () => { halt(view); go(view, Number(view.scrubber.value)); });
  view.status = h("div", { class: "status" });
  view.smaller = quiet(MINUS, labels.smaller, () => zoom(view, -1));
  view.larger = quiet("+", labels.larger, () => zoom(view, 1));
  view.tableButton = quiet(labels.table, labels.table, () => { view.tableOpen = !view.tableOpen; invalidate(view); });
  return h("div", { class: "toolbar" },
    button("to_start", () => { halt(view); go(view, 0); }), button("back", () => { halt(view); go(view, view.rest.step - 1); }), view.playButton,
    button("forward", () => { halt(view); glide(view, view.rest.step + 1); }), button("to_end", () => { halt(view); go(view, view.model.T); }),
    view.scrubber, view.status, h("span", { class: "tools" }, view.smaller, view.larger, view.tableButton,
      quiet(labels.svg, labels.save_svg, () => savePicture(view, "svg")), quiet(labels.png, labels.save_png, () => savePicture(view, "png"))));
}

function statusText(view) {
  const { model, labels, rest } = view;
  if (!rest.step) return fill(labels.status_start, { steps: model.T });
  const { kept, of } = model.steps[rest.step - 1];
  return fill(labels.status, { step: rest.step, steps: model.T, kept, of: of.toLocaleString("en") });
}

function drawToolbar(view) {
  const { model, labels, rest } = view, said = statusText(view), name = view.playing ? "pause" : "play";
  view.scrubber.max = String(model.T);
  view.scrubber.value = String(rest.step);
  view.scrubber.style.setProperty("--done", `${(100 * rest.step) / model.T}%`);
  view.scrubber.setAttribute("aria-valuetext", said);
  setText(view.status, said);
  view.smaller.disabled = view.zoom === 0;
  view.larger.disabled = view.zoom === ZOOMS.length - 1;
  view.tableButton.setAttribute("aria-pressed", String(Boolean(view.tableOpen)));
  if (view.playButton.getAttribute("aria-label") === labels[name]) return;
  view.playButton.setAttribute("aria-label", labels[name]);
  view.playButton.title = labels[name];
  view.playButton.replaceChildren(icon(name));
}
