// What is set in the picture itself: temperature, cuts, their order, another random number.

const TOP_K = 50; // the largest; behind it the slider is off

function buildControls(view) {
  const { labels } = view, two = (value) => value.toFixed(2);
  view.sliders = [
    rangeOf(view, "temperature", { min: 0, max: 2, step: 0.05 }, (rest) => rest.temperature, (value) => ({ temperature: value }), ({ temperature }) => (temperature ? two(temperature) : labels.greedy_short)),
    rangeOf(view, "top_k", { min: 1, max: TOP_K + 1, step: 1 }, (rest) => rest.top_k || TOP_K + 1, (value) => ({ top_k: value > TOP_K ? 0 : value }), ({ top_k }) => (top_k ? String(top_k) : labels.off)),
    rangeOf(view, "top_p", { min: 0.05, max: 1, step: 0.05 }, (rest) => rest.top_p, (value) => ({ top_p: value }), ({ top_p }) => (top_p < 1 ? two(top_p) : labels.off)),
    rangeOf(view, "min_p", { min: 0, max: 0.5, step: 0.01 }, (rest) => rest.min_p, (value) => ({ min_p: value }), ({ min_p }) => (min_p ? two(min_p) : labels.off)),
  ];
  view.orders = [false, true].map((isLast) => button({ class: "order", "aria-pressed": "false", title: isLast ? labels.last_title : labels.first_title }, isLast ? labels.last : labels.first,
    () => { if (view.rest.temperature_last !== isLast) change(view, { temperature_last: isLast }); }));
  const order = h("div", { class: "orders", role: "group", "aria-label": labels.order }, h("span", { class: "name" }, labels.order), h("span", { class: "pair" }, ...view.orders));
  view.seed = h("small", {});
  view.again = button({ class: "again", title: labels.again_title }, labels.again, () => drawAgain(view));
  view.again.append(view.seed);
  return h("div", { class: "controls", role: "group", "aria-label": labels.controls }, ...view.sliders.map(({ node }) => node), order, view.again);
}

// get: the slider's place of a rest; set: the change that a place makes; text: what is shown.
function rangeOf(view, name, { min, max, step }, get, set, text) {
  const input = h("input", { type: "range", id: `set-${name}`, class: "slide", min, max, step, "data-setting": name, "aria-label": view.labels[name] }), shown = h("span", { class: "set", "aria-hidden": "true" });
  input.addEventListener("input", () => change(view, set(Math.round(Number(input.value) * 100) / 100)));
  const node = h("label", { class: "control", for: `set-${name}` }, h("span", { class: "name" }, view.labels[name]), shown, input);
  return { name, node, input, shown, get, text, max };
}

function drawControls(view) {
  const { rest, data, labels } = view;
  for (const { name, node, input, shown, get, text, max } of view.sliders) {
    const most = name === "temperature" && data.bug === "limit" ? 1 : max, at = get(rest), said = text(rest);
    input.max = String(most);
    input.value = String(at);
    input.style.setProperty("--done", `${(100 * (at - Number(input.min))) / (most - Number(input.min))}%`);
    input.setAttribute("aria-valuetext", said);
    setText(shown, said);
    node.classList.toggle("is-off", said === labels.off);
    node.title = name === "temperature" && data.bug === "limit" ? labels.bug_limit : "";
  }
  setText(view.seed, fill(labels.seed_is, { seed: rest.seed }));
  view.orders.forEach((node, i) => node.setAttribute("aria-pressed", String(rest.temperature_last === Boolean(i))));
}
