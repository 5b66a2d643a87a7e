// See __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

const REST_MS = 120;
let stamps = 0, last = [];

export default (given) => shown({ ...given, data: readOnce(given.data) }, { mount, update });

// The same bytes are the same data: a new theme brings them once more.
function readOnce(bytes) {
  if (last[0] !== bytes) last = [bytes, readWire(bytes)];
  return last[1];
}

function mount(view, data) {
  Object.assign(view, { labels: data.labels, motion: new Motion(), camera: new Camera(), rest: { frame: -1, pinned: -1 }, at: 0, hovered: -1, focus: -1,
    chosen: new Set(), only: new Set(), labelled: [], arrived: 0, lent: 0 });
  view.figure = h("div", { class: "figure" }, buildToolbar(view), h("div", { class: "middle" }, buildStage(view), buildPanel(view), notesRow(view)),
    buildCurve(view), buildTools(view), buildTable(view), view.live);
  view.root = h("div", { class: "point-map" }, view.figure, buildFormula(view));
  view.spots = () => (view.film ? spotsOf(view) : [view.stage, view.stage, view.panel]);
  view.lend = (pixels) => { view.lent = pixels; settleSize(view); };
  listen(view);
  watch(view, view.root, () => {
    if (!view.film || view.film.missing || view.camera.width === Math.floor(view.stage.clientWidth)) return;
    settleSize(view);
  });
}

function settleSize(view) {
  if (!view.film || view.film.missing) return;
  resizeStage(view);
  rested(view);
  redraw(view);
}

// The lines of the word that is looked at; points beside them; its neighbours.
function spotsOf(view) {
  const { film, places, camera, panel, notes } = view, left = view.stage.getBoundingClientRect().left - notes.getBoundingClientRect().left;
  const i = lookedAt(view), marked = i < 0 || !places ? [] : [i, ...film.neighbours(i)].map((j) => left + clamp(places[3 * j], 0, camera.width));
  const lines = marked.length ? { left: Math.min(...marked) - 8, right: Math.max(...marked) + 8 } : { left: left + camera.width * 0.3, right: left + camera.width * 0.5 };
  const all = Array.from({ length: film.count }, (_, j) => left + clamp(places?.[3 * j] ?? 0, 0, camera.width)), [from, to] = [Math.min(...all), Math.max(...all)];
  return [lines, lines.left - from > to - lines.right ? { left: from, right: lines.left - 14 } : { left: lines.right + 14, right: to }, panel];
}

// What is new glides to its place; what has not changed stays as it is.
function update(view, data) {
  if (view.data !== data) {
    view.data = data;
    const film = new Film(data, view.film?.missing ? null : view.film);
    if (film.missing) { view.send("have", 0); return; }
    take(view, film);
  }
  const before = view.theme?.key;
  dress(view, view.film.colours);
  const { theme } = view;
  for (const [name, colour] of [["space", "memory"], ["map", "update"], ["kl", "forget"]]) view.root.style.setProperty(`--c-${name}`, theme.mark(colour));
  if (theme.key !== before || view.styled !== view.film.group_names) {
    view.styled = view.film.group_names;
    view.styles = view.film.group_names.map((_, g) => ({ shape: (g + Math.floor(g / SHAPES.length)) % SHAPES.length,
      rgb: parseColour(theme.mark(view.film.colours.order[g % view.film.colours.order.length]), probeContext) }));
    drawLegend(view);
  }
  settleSize(view);
}

function take(view, film) {
  const before = view.film, now = performance.now(), isOther = !before || before.subject !== film.subject;
  view.film = film;
  film.stamp = ++stamps;
  view.present = film.present;
  view.still = still();
  view.root.classList.toggle("present", Boolean(film.present));
  view.motion.fit(film.count);
  if (isOther) Object.assign(view, { chosen: new Set(), only: new Set(), hovered: -1, focus: -1, labelled: [] });
  if (isOther) { view.chosenBox.hidden = true; view.camera.reset(); findWord(view, true); }
  if (before && before.dims !== film.dims) view.camera.reset();
  const isNew = !before || before.film !== film.film;
  if (isOther) view.adopted = null;
  if (adopt(view, film)) {
    view.playing = null;
    view.at = film.rest.frame < 0 ? film.length - 1 : Math.min(film.rest.frame, film.length - 1);
  } else if (isNew) {
    view.playing = null;
    view.at = film.length - 1;
  }
  const gap = clamp(now - view.arrived, 150, 900);
  view.arrived = now;
  if (isNew && !isOther && !view.still) view.motion.glide(now, film.live ? gap : GLIDE_MS * 2);
  else if (isNew) view.motion.glide(now, 0);
  if (film.live && film.names && view.told !== film.subject) {
    view.told = film.subject;
    view.send("have", film.subject);
  }
}

function tell(view) {
  settle(view, () => (view.playing ? null : view.rest));
}

// Words are chosen anew once the picture has come to rest.
function rested(view) {
  later(view, "rest", REST_MS, () => {
    if (view.moving || view.playing || !view.places) { rested(view); return; }
    chooseLabels(view);
    invalidate(view);
  });
}

function redraw(view) {
  if (!view.film || view.film.missing || !view.camera.width || !view.pixels.image) return;
  const now = performance.now();
  if (view.playing) tick(view, now);
  view.moving = view.motion.advance(view.film, view.at, now) || Boolean(view.playing);
  if (!view.labelled.length && !view.moving) { view.places ??= new Float32Array(3 * view.film.count); }
  drawStage(view);
  drawTip(view);
  drawToolbar(view);
  drawCurve(view);
  drawNear(view);
  drawFormula(view);
  drawTable(view);
  view.frames = (view.frames ?? 0) + 1;
  if (view.moving) { rested(view); invalidate(view); }
}

function drawTip(view) {
  const { film, hovered, camera, tip } = view;
  tip.hidden = hovered < 0 || Boolean(view.press);
  if (tip.hidden) return;
  const held = film.mapped(frameOf(view), hovered), near = film.neighbours(hovered), kept = near.filter((j) => held.has(j)).length;
  setText(tip, `${film.names[hovered]} · ${film.group_names[film.groups[hovered]]} · ${fill(view.labels.kept_of, { kept, all: near.length })}`);
  const x = clamp(view.places[3 * hovered], 60, camera.width - 130), y = view.places[3 * hovered + 1];
  tip.style.transform = `translate(${x - 50}px, ${y > 60 ? y - 38 : y + 16}px)`;
}

function announce(view) {
  say(view, () => {
    const { film, rest, labels, focus } = view, frame = frameOf(view);
    if (rest.pinned < 0) return film.method === "tsne" ? fill(labels.status, { iteration: film.shown[frame], total: film.total }) : film.title;
    const held = film.mapped(frame, rest.pinned), near = film.neighbours(rest.pinned), all = near.length;
    if (focus >= 0) return `${film.names[focus]}, ${held.has(focus) ? labels.kept : labels.torn}`;
    return `${film.names[rest.pinned]}: ${fill(labels.kept_of, { kept: near.filter((j) => held.has(j)).length, all })}`;
  });
}
