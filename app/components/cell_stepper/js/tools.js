// The row of playback above the picture, and the quiet row of choices beneath it.

const PLAY_MS = 420;

function buildToolbar(view) {
  const { labels } = view;
  const button = (name, action) => {
    const node = h("button", { type: "button", class: "icon", "aria-label": labels[name], title: labels[name] }, icon(name));
    node.addEventListener("click", action);
    return node;
  };
  view.playButton = button("play", () => play(view, !view.playing));
  view.scrubber = h("input", { type: "range", min: "1", step: "1", "aria-label": labels.scrub });
  view.scrubber.addEventListener("input", () => go(view, Number(view.scrubber.value) - 1, { still: true }));
  view.status = h("div", { class: "status" });
  view.waiting = h("span", { class: "waiting", role: "status" });
  return h("div", { class: "toolbar" },
    button("to_start", () => go(view, 0)), button("back", () => go(view, view.rest.step - 1)), view.playButton,
    button("forward", () => go(view, view.rest.step + 1)), button("to_end", () => go(view, view.model.total - 1)),
    view.scrubber, view.waiting, view.status);
}

function drawToolbar(view) {
  const { model, labels, rest } = view, token = model.tokens[rest.step - model.start];
  view.scrubber.max = String(model.total);
  if (Number(view.scrubber.value) !== rest.step + 1) view.scrubber.value = String(rest.step + 1);
  view.scrubber.style.setProperty("--done", `${model.total > 1 ? (rest.step / (model.total - 1)) * 100 : 100}%`);
  view.scrubber.setAttribute("aria-valuetext", fill(labels.status, { step: rest.step + 1, total: model.total, token: spoken(token, labels) }));
  view.status.replaceChildren(withToken(fill(labels.status, { step: rest.step + 1, total: model.total }), token),
    model.unknown.has(rest.step - model.start) ? `, ${labels.unknown}` : "");
  view.reads.replaceChildren(withToken(labels.reads, token));
  setText(view.waiting, view.isWaiting ? labels.waiting : "");
  const name = view.playing ? "pause" : "play";
  if (view.playButton.dataset.name !== name) {
    view.playButton.dataset.name = name;
    view.playButton.setAttribute("aria-label", labels[name]);
    view.playButton.title = labels[name];
    view.playButton.replaceChildren(icon(name));
  }
}

function play(view, on) {
  clearInterval(view.timer);
  view.playing = on;
  if (on) {
    if (view.rest.step >= view.model.total - 1) go(view, 0);
    view.timer = setInterval(() => {
      if (view.rest.step >= view.model.total - 1) play(view, false);
      else if (!view.isWaiting) go(view, view.rest.step + 1);
    }, PLAY_MS);
  }
  invalidate(view);
}

function buildTools(view) {
  const { labels } = view;
  view.showSelect = h("select", { "aria-label": labels.show });
  view.showSelect.addEventListener("change", () => change(view, { series: view.showSelect.value }));
  view.orderSelect = h("select", { "aria-label": labels.rows });
  view.orderSelect.addEventListener("change", () => change(view, { order: view.orderSelect.value }));
  const toggle = (name, pressed, action) => {
    const node = h("button", { type: "button", class: "quiet-button", "aria-pressed": String(pressed) }, labels[name]);
    node.addEventListener("click", action);
    return node;
  };
  view.modeButtons = ["accordion", "circuit"].map((mode) => toggle(mode, mode === "accordion", () => {
    view.mode = mode;
    view.modeButtons.forEach((node, k) => node.setAttribute("aria-pressed", String(["accordion", "circuit"][k] === mode)));
    invalidate(view);
  }));
  view.tableButton = toggle("table", false, () => {
    view.tableOpen = !view.tableOpen;
    view.tableButton.setAttribute("aria-pressed", String(view.tableOpen));
    invalidate(view);
  });
  const save = (name, action) => {
    const title = labels[`save_${name}`];
    const node = h("button", { type: "button", class: "quiet-button", "aria-label": title, title }, labels[name]);
    node.addEventListener("click", action);
    return node;
  };
  view.pinList = h("div", { class: "pin-list" });
  return h("div", { class: "tools" },
    h("label", {}, labels.show, view.showSelect), h("label", {}, labels.rows, view.orderSelect), view.pinList,
    h("span", { class: "gap" }), h("span", { class: "segments", role: "group", "aria-label": labels.view }, ...view.modeButtons),
    view.tableButton, save("svg", () => saveSvg(view)), save("png", () => savePng(view)));
}

function fillTools(view) {
  const { model, labels } = view, memory = model.equation.memory;
  const named = (series) => {
    const term = model.termOf(series);
    const name = labels[term?.label] ?? series, symbol = term ? termText({ ...term, time: null }, 0) : series;
    return `${symbol} · ${name}`;
  };
  view.showSelect.replaceChildren(...model.equation.shown.filter((series) => model.values(series)).map((series) =>
    h("option", { value: series === memory ? "" : series }, named(series))));
  view.showSelect.value = view.rest.series;
}

// The orders on offer: the network's, by holding, and by each column as it is now; a chosen one keeps its step.
function drawTools(view) {
  const { model, labels, rest } = view, [term, step] = rest.order.split("@");
  const key = `${rest.order}|${rest.step}|${model.stamp}`;
  if (view.orderKey === key || view.shadow.activeElement === view.orderSelect) return;
  view.orderKey = key;
  const options = [h("option", { value: "network" }, labels.order_network), h("option", { value: "hold" }, labels.order_hold)];
  if (step !== undefined) {
    const kept = { term: termText({ ...model.terms.get(term), time: null }, 0), step: Number(step) + 1 };
    options.push(h("option", { value: rest.order }, fill(labels.order_kept, kept)));
  }
  for (const column of model.columns) {
    const value = `${column.term}@${rest.step}`;
    if (value !== rest.order) options.push(h("option", { value }, fill(labels.order_column, { term: termText(column, rest.step + 1) })));
  }
  view.orderSelect.replaceChildren(...options);
  view.orderSelect.value = rest.order;
  const shown = model.termOf(rest.series || model.equation.memory);
  const name = shown ? `${labels[shown.label] ?? ""} ${termText({ ...shown, time: null }, 0)}` : "";
  setText(view.soFar, fill(labels.so_far, { series: name }));
}
