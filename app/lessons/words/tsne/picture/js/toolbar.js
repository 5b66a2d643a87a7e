// Above the map how far the film is; beneath it choices, and the curve of how true the map was along the way.

const CURVES = [["trust", "memory", 2, []], ["kept", "update", 3, [6, 3]], ["kl", "forget", 1, [2, 3]]];

function buildToolbar(view) {
  const moves = { to_start: () => go(view, 0), back: () => step(view, -1), play: () => play(view, !view.playing), forward: () => step(view, 1),
    to_end: () => go(view, view.film.length - 1) };
  view.status = h("div", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "0.01", (at) => go(view, at, false)), view.status]);
}

function step(view, by) {
  go(view, clamp(Math.round(view.at) + by, 0, view.film.length - 1));
}

function go(view, at, glide = true) {
  if (view.film.live) return;
  play(view, false);
  if (glide && !view.still) view.motion.glide(performance.now(), GLIDE_MS);
  view.at = at;
  view.rest.frame = Math.round(at) >= view.film.length - 1 ? -1 : Math.round(at);
  tell(view);
  announce(view);
  invalidate(view);
}

function play(view, isOn) {
  if (view.film.length < 2 || view.film.live) isOn = false;
  if (isOn && view.at >= view.film.length - 1.01) view.at = 0;
  view.playing = isOn ? { from: view.at, began: performance.now() } : null;
  if (!isOn) { view.rest.frame = Math.round(view.at) >= view.film.length - 1 ? -1 : Math.round(view.at); tell(view); }
  invalidate(view);
}

// Where the film stands; with reduced motion it goes from frame to frame, twice a second.
function tick(view, now) {
  const { playing, film } = view, rate = view.still ? 2 : Math.max(4, film.length / 6);
  const at = playing.from + ((now - playing.began) / 1000) * rate;
  view.at = Math.min(film.length - 1, view.still ? Math.floor(at) : at);
  if (at >= film.length - 1) play(view, false);
}

function drawToolbar(view) {
  const { film, labels } = view, isFilm = film.length > 1 && !film.live, frame = frameOf(view);
  for (const node of [...Object.values(view.buttons), view.scrubber]) node.disabled = !isFilm;
  const iteration = film.shown[frame];
  const said = film.method === "tsne" ? fill(labels.status, { iteration, total: film.total }) : film.title;
  drawSlider(view, film.live ? { at: iteration, last: film.total, said } : { at: view.at, last: Math.max(1, film.length - 1), said });
  setText(view.status, `${film.live ? `${labels.running} ` : ""}${said}`);
  drawPlayButton(view, view.playing);
}

function buildTools(view) {
  const { labels, camera } = view, zoom = (by) => camera.zoomAt(by, camera.width / 2, camera.height / 2);
  const act = (word, said, action) => quietButton(word, () => { action(); rested(view); invalidate(view); }, said);
  return h("div", { class: "tools" }, act("+", labels.zoom_in, () => zoom(1.5)), act("−", labels.zoom_out, () => zoom(1 / 1.5)), act(labels.fit, labels.fit, () => camera.reset()),
    toggleButton(view, labels.lasso, (isOn) => { view.isLasso = isOn; view.stage.classList.toggle("lasso", isOn); }), h("span", { class: "gap" }), tableButton(view),
    act(labels.svg, labels.save_svg, () => saveMap(view, "svg")), act(labels.png, labels.save_png, () => saveMap(view, "png")));
}

function buildCurve(view) {
  view.curve = s("svg", { class: "curve", role: "img" });
  view.curve.addEventListener("pointerdown", (event) => {
    const box = view.curve.getBoundingClientRect(), share = (event.clientX - box.left) / (box.width - CURVE_END), { film } = view;
    const wanted = share * film.total, nearest = film.shown.reduce((best, t, k) => (Math.abs(t - wanted) < Math.abs(film.shown[best] - wanted) ? k : best), 0);
    go(view, nearest);
  });
  return view.curve;
}

const CURVE_END = 150, CURVE_HEIGHT = 66; // room for the names at the right

function drawCurve(view) {
  const { film, theme, labels } = view, width = Math.floor(view.curve.clientWidth || view.root.clientWidth - 40), room = width - CURVE_END;
  view.curve.toggleAttribute("hidden", film.points < 1);
  const now = film.shown[frameOf(view)], key = [film.stamp, theme.key, width, now, view.present].join("|");
  if (film.points < 1 || room < 50 || view.curveKey === key) return;
  view.curveKey = key;
  const high = CURVE_HEIGHT - 8, value = (m, c) => film.curve[4 * m + c];
  let top = 0.1, at = 0;
  for (let m = 0; m < film.points; m++) {
    top = Math.max(top, value(m, 1));
    if (value(m, 0) <= now) at = m;
  }
  const x = (t) => (t / film.total) * room, lift = { 1: top, 2: 1, 3: 1 }, nodes = [];
  if (film.early < film.total && film.method === "tsne") {
    nodes.push(s("line", { x1: x(film.early), x2: x(film.early), y1: 0, y2: high + 4, stroke: theme.line }),
      s("text", { x: x(film.early) + 4, y: high, fill: theme.quiet }, labels.early_ends));
  }
  nodes.push(s("line", { x1: 0, x2: room, y1: high + 4, y2: high + 4, stroke: theme.line }));
  const ends = [];
  for (const [name, colour, column, dash] of CURVES) {
    const y = (m) => 4 + high * (1 - clamp(value(m, column) / lift[column], 0, 1)), path = [];
    for (let m = 0; m < film.points; m++) path.push(`${x(value(m, 0)).toFixed(1)},${y(m).toFixed(1)}`);
    nodes.push(s("polyline", { points: path.join(" "), fill: "none", stroke: theme.mark(colour), "stroke-width": 2, "stroke-dasharray": dash.join(" ") || null }));
    const shown = film.done && at === film.points - 1 ? film.end[name] : value(at, column);
    ends.push({ y: y(at), text: `${labels[name]} ${format(shown ?? NaN, name === "kl" ? 2 : 3)}`, colour: theme.text(colour) });
  }
  ends.sort((a, b) => a.y - b.y);
  ends.forEach((end, k) => { end.y = Math.max(end.y, k ? ends[k - 1].y + 15 : 10); });
  const over = Math.max(0, ends[2].y - high - 4);
  for (const end of ends) nodes.push(s("text", { x: room + 8, y: end.y - over + 4, fill: end.colour }, end.text));
  nodes.push(s("line", { x1: x(now), x2: x(now), y1: 0, y2: high + 4, stroke: theme.inkText, "stroke-width": 1.5 }));
  view.curve.setAttribute("viewBox", `0 0 ${width} ${CURVE_HEIGHT}`);
  view.curve.setAttribute("aria-label", `${labels.curve}: ${ends.map((end) => end.text).join(", ")}`);
  view.curve.replaceChildren(...nodes);
}
