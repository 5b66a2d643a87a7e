// The row of playback above the picture, and the quiet row of choices beneath it.

const PLAY_MS = 420;

function buildToolbar(view) {
  const { labels } = view, isAtEnd = () => view.rest.step >= view.model.total - 1, by = (steps, event) => go(view, view.rest.step + steps, { repeated: event?.repeat });
  const steps = { ms: PLAY_MS, isAtEnd, start: () => go(view, 0), next: () => { if (!view.isWaiting) by(1); } };
  const moves = { to_start: () => go(view, 0), back: (event) => by(-1, event), play: () => playSteps(view, steps), forward: (event) => by(1, event),
    to_end: () => go(view, view.model.total - 1) };
  view.status = h("div", { class: "status" });
  view.waiting = h("span", { class: "waiting", role: "status" });
  return playerRow(view, moves, [playerSlider(view, "1", (number) => go(view, number - 1, { still: true })), view.waiting, view.status]);
}

function drawToolbar(view) {
  const { model, labels, rest } = view, token = model.tokens[rest.step - model.start], place = { step: rest.step + 1, total: model.total };
  drawSlider(view, { at: place.step, first: 1, last: place.total, said: fill(labels.status, { ...place, token: spoken(token, labels) }) });
  view.status.replaceChildren(withToken(fill(labels.status, place), token), model.unknown.has(rest.step - model.start) ? `, ${labels.unknown}` : "");
  view.reads.replaceChildren(withToken(labels.reads, token));
  setText(view.waiting, view.isWaiting ? labels.waiting : "");
  drawPlayButton(view, view.playing);
}

function buildTools(view) {
  const { labels } = view, modes = ["accordion", "circuit"];
  const select = (label, name) => {
    const node = h("select", { "aria-label": label });
    node.addEventListener("change", () => change(view, { [name]: node.value }));
    return node;
  };
  view.showSelect = select(labels.show, "series");
  view.orderSelect = select(labels.rows, "order");
  view.modeButtons = modes.map((mode) => button({ class: "quiet-button", "aria-pressed": String(mode === view.mode) }, labels[mode], () => {
    view.mode = mode;
    view.modeButtons.forEach((node, k) => node.setAttribute("aria-pressed", String(modes[k] === mode)));
    invalidate(view);
  }));
  view.othersSelect = h("select", { "aria-label": labels.others }, h("option", { value: "dimmed" }, labels.dimmed), h("option", { value: "full" }, labels.full));
  view.othersSelect.addEventListener("change", () => { view.isFull = view.othersSelect.value === "full"; invalidate(view); });
  view.others = h("label", {}, labels.others, view.othersSelect);
  view.pinList = h("div", { class: "pin-list" });
  return h("div", { class: "tools" },
    h("label", {}, labels.show, view.showSelect), h("label", {}, labels.rows, view.orderSelect), view.others, view.pinList,
    h("span", { class: "gap" }), h("span", { class: "segments", role: "group", "aria-label": labels.view }, ...view.modeButtons),
    tableButton(view), ...["svg", "png"].map((ending) => quietButton(labels[ending], () => savePicture(view, ending), labels[`save_${ending}`])));
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
  view.others.hidden = model.H < 4;
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
