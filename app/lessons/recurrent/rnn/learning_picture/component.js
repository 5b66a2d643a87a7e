// A training that is watched: see __init__.py for the data; the parts in kit/js and in js/ come before this file.

const PLAY_MS = 90;

export default (given) => shown(given, { mount, update });

function mount(view, bytes) {
  Object.assign(view, { labels: readWire(bytes).labels, frame: 0, pointed: null });
  const { labels } = view;
  buildMaps(view);
  view.letters = s("svg", { class: "letters", "aria-hidden": "true" });
  view.curve = s("svg", { class: "curve", "aria-hidden": "true" });
  view.wrote = h("span", { class: "wrote" });
  view.about = h("div", { class: "about" });
  const text = h("div", { class: "reading" }, h("div", { class: "caption" }, labels.text), view.letters, view.rows);
  const loss = h("div", { class: "losses" }, h("div", { class: "caption" }, labels.loss), view.curve);
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.stage }, h("div", { class: "middle" }, text, loss),
    h("div", { class: "caption" }, labels.weights), h("div", { class: "matrices" }, ...[...view.maps.values()].map(({ node }) => node)));
  const tools = h("div", { class: "tools" }, view.about, h("span", { class: "gap" }), tableButton(view),
    ...["svg", "png"].map((ending) => quietButton(labels[ending], () => save(view, ending), labels[`save_${ending}`])));
  view.figure = h("div", { class: "figure" }, buildToolbar(view), view.stage, h("div", { class: "writes" }, `${labels.writes} `, view.wrote), tools, buildTable(view), view.live);
  view.root = h("div", { class: "learning" }, view.figure);
  view.figure.addEventListener("keydown", (event) => { if (!event.target.closest("input, .table-box")) press(view, event); });
  watch(view, view.stage, () => { if (view.film && view.width !== Math.floor(view.stage.clientWidth)) resize(view); });
}

function buildToolbar(view) {
  const last = () => view.film.F - 1, steps = { ms: PLAY_MS, isAtEnd: () => view.frame >= last(), start: () => go(view, 0), next: () => go(view, view.frame + 1) };
  const moves = { to_start: () => go(view, 0), back: () => go(view, view.frame - 1), play: () => playSteps(view, steps), forward: () => go(view, view.frame + 1), to_end: () => go(view, last()) };
  view.status = h("div", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "1", (frame) => go(view, frame)), view.status]);
}

// A training that was not there before plays; the same on another text stays where it is.
function update(view, bytes) {
  if (view.bytes !== bytes) {
    view.bytes = bytes;
    view.data = readWire(bytes);
    const film = new Film(view.data), isNew = view.film?.id !== film.id;
    view.film = film;
    view.frame = isNew ? (still() ? film.F - 1 : 0) : Math.min(view.frame, film.F - 1);
    if (isNew && view.playing) stopSteps(view);
    if (isNew && !still()) later(view, "play", 500, view.moves.play);
  }
  view.labels = view.data.labels;
  view.root.classList.toggle("present", Boolean(view.data.present));
  dress(view, view.data.colours);
  resize(view);
}

function resize(view) {
  view.width = Math.floor(view.stage.clientWidth);
  if (!view.width) return;
  layMaps(view);
  redraw(view);
}

function redraw(view) {
  const { film, labels, frame } = view;
  if (!film || !view.width) return;
  const place = { step: film.steps[frame], steps: film.steps.at(-1), loss: format(film.loss[frame]) };
  drawMaps(view, frame);
  drawLetters(view, frame);
  drawCurve(view, frame);
  setText(view.wrote, film.written[frame] || "–");
  setText(view.about, aboutText(view));
  setText(view.status, fill(labels.status, place));
  drawSlider(view, { at: frame, first: 0, last: film.F - 1, said: fill(labels.status, place) });
  drawPlayButton(view, view.playing);
  drawTable(view);
}

function go(view, frame) {
  frame = clamp(Math.round(frame), 0, view.film.F - 1);
  if (frame === view.frame) return;
  view.frame = frame;
  invalidate(view);
  const { film, labels } = view;
  say(view, () => fill(labels.said, { step: film.steps[view.frame], steps: film.steps.at(-1), loss: format(film.loss[view.frame]), text: film.written[view.frame] }));
}

function pointAt(view, place) {
  view.pointed = place;
  invalidate(view);
}

// What lies under the pointer: now, and before the first step.
function aboutText(view) {
  const { film, labels, frame, pointed } = view;
  if (!pointed) return labels.hint;
  const { name, row, column } = pointed;
  if (name === "a") return fill(labels.about_a, { unit: row, token: spoken(film.tokens[column], labels), value: format(film.state(frame, column, row)), first: format(film.state(0, column, row)) });
  const one = name === "W_ya" ? `“${visible(film.symbols[row])}”` : row, other = name === "W_ax" ? `“${visible(film.symbols[column])}”` : column;
  return fill(labels.about_weight, { name: `${name}[${one}, ${other}]`, value: format(film.weight(frame, name, row, column)), first: format(film.weight(0, name, row, column)) });
}

function drawTable(view) {
  const { film, labels } = view;
  if (!isTableDue(view, `${film.id}|${film.tokens.join("")}`)) return;
  const rows = film.steps.map((step, frame) => tableRow(String(step), [format(film.loss[frame], 3), film.written[frame]]));
  view.tableBox.replaceChildren(tableOf([labels.after_steps, labels.loss_short, labels.writes], rows));
}

// The picture as it stands: its canvases as pictures, its drawings as they are.
function save(view, ending) {
  const { theme, film, frame, width } = view, origin = view.stage.getBoundingClientRect(), nodes = [];
  for (const canvas of view.stage.querySelectorAll("canvas")) {
    const box = canvas.getBoundingClientRect();
    nodes.push(s("image", { href: canvas.toDataURL(), x: box.left - origin.left, y: box.top - origin.top, width: box.width, height: box.height, preserveAspectRatio: "none", style: "image-rendering: pixelated" }));
  }
  for (const svg of view.stage.querySelectorAll("svg")) {
    const box = svg.getBoundingClientRect();
    nodes.push(s("g", { transform: `translate(${box.left - origin.left} ${box.top - origin.top})` }, ...svg.cloneNode(true).childNodes));
  }
  for (const title of view.stage.querySelectorAll(".title, .caption")) {
    const box = title.getBoundingClientRect();
    nodes.push(s("text", { x: box.left - origin.left, y: box.top - origin.top + 12, "font-size": 12, "font-family": theme.font, fill: theme.inkText }, title.textContent));
  }
  saveDrawing(drawing(theme, [-8, -8, width + 16, origin.height + 16], nodes), `learning-step-${film.steps[frame]}`, ending);
}
