// The row of handles: how it is counted, the knee of f, the moment of the training.

const KNEES = [1, 10, 100].flatMap((power) => [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8,
  9].map((digit) => digit * power)).concat(1000); // where x_max can be set by the handle

const kneePlace = (x) => KNEES.reduce((best, knee, i) => (Math.abs(Math.log(knee / x)) < Math.abs(Math.log(KNEES[best] / x))
  ? i : best), 0);

function buildControls(view) {
  const { labels } = view, group = (name, ...parts) => h("span", { class: "handle" },
    name && h("span", { class: "handle-name", "aria-hidden": "true" }, name), ...parts);
  const range = (name, said, act) => {
    const node = h("input", { type: "range", class: `slide ${name}`, step: "1", "aria-label": said });
    node.addEventListener("input", () => act(Number(node.value)));
    return node;
  };
  const number = () => h("b", { class: "value", "aria-hidden": "true" });
  view.windowSlider = range("window", labels.window_said, (window) => change(view, { window }));
  view.kneeSlider = range("knee", labels.x_max_said, (at) => setKnee(view, KNEES[at]));
  view.momentSlider = range("moment", labels.moment_said, (moment) => runMoment(view, moment, MOVE_MS));
  [view.windowValue, view.kneeValue] = [number(), number()];
  view.momentValue = h("span", { class: "value moment", "aria-hidden": "true" });
  view.switches = ["harmonic", "symmetric"].map((name) => button({ class: "switch", role: "switch", "data-switch": name,
    title: labels[`${name}_said`] },
    h("span", { class: "track", "aria-hidden": "true" }), () => change(view, { [name]: !view.rest[name] })));
  view.switches.forEach((node, i) => node.append([labels.harmonic, labels.symmetric][i]));
  view.filmButton = pictureButton("play", labels.film_play, () => playFilm(view));
  view.filmButton.classList.add("film");
  return h("div", { class: "controls" }, group(labels.window, view.windowValue, view.windowSlider), ...view.switches,
    group(h("span", {}, "x", h("sub", {}, "max")), view.kneeValue, view.kneeSlider), h("span", { class: "gap" }),
    group(labels.training, view.filmButton, view.momentSlider, view.momentValue));
}

function drawControls(view) {
  const { scene, rest, labels } = view, last = scene.F - 1, isFilm = Boolean(view.film?.isFilm);
  const set = (node, value, low, high, said) => {
    Object.assign(node, { min: String(low), max: String(high), value: String(value) });
    node.style.setProperty("--done", `${high > low ? (100 * (value - low)) / (high - low) : 100}%`);
    node.setAttribute("aria-valuetext", said);
  };
  set(view.windowSlider, rest.window, 1, scene.D, String(rest.window));
  set(view.kneeSlider, kneePlace(rest.x_max), 0, KNEES.length - 1, String(rest.x_max));
  view.momentSlider.step = isFilm ? "any" : "1";
  const [now, end] = scene.live ? [scene.at("epochs", 1, 0, 0), scene.trained.total] : [view.film && !isFilm ? view.film.to
    : view.moment, Math.max(1, last)];
  set(view.momentSlider, now, 0, end, momentText(view));
  view.momentSlider.disabled = view.filmButton.disabled = scene.live || last < 1;
  setText(view.windowValue, String(rest.window));
  setText(view.kneeValue, String(rest.x_max));
  setText(view.momentValue, momentText(view));
  view.switches.forEach((node) => node.setAttribute("aria-checked", String(rest[node.dataset.switch])));
  const said = labels[isFilm ? "film_pause" : "film_play"];
  if (view.filmButton.title === said) return;
  view.filmButton.title = said;
  view.filmButton.setAttribute("aria-label", said);
  view.filmButton.replaceChildren(icon(isFilm ? "pause" : "play"));
}
