// point_map: one view for each place it is mounted at, built once and then kept up to date. See __init__.py for the data;
// the parts in js/ come before this file in the same module.

const views = new WeakMap();
const SEND_MS = 150, ANNOUNCE_MS = 250, REST_MS = 120;
let stamps = 0;

export default function pointMap({ parentElement, data, setStateValue }) {
  let view = views.get(parentElement);
  if (!view) {
    view = mount(parentElement, readWire(data));
    views.set(parentElement, view);
  }
  view.send = setStateValue;
  update(view, data);
  return () => unmount(view, parentElement);
}

function mount(shadow, { labels }) {
  const view = { shadow, labels, motion: new Motion(), camera: new Camera(), rest: { frame: -1, pinned: -1 }, at: 0, hovered: -1, focus: -1,
    chosen: new Set(), only: new Set(), labelled: [], marked: null, arrived: 0, mounts: 1 };
  view.root = h("div", { class: "point-map" });
  view.live = h("div", { class: "hidden-text", "aria-live": "polite" });
  view.figure = h("div", { class: "figure" }, buildToolbar(view), h("div", { class: "middle" }, buildStage(view), buildPanel(view)), buildCurve(view),
    buildTools(view), buildTable(view), view.live);
  view.root.append(view.figure, buildFormula(view));
  shadow.append(view.root);
  listen(view);
  view.reduced = matchMedia("(prefers-reduced-motion: reduce)");
  view.observer = new ResizeObserver(() => {
    if (!view.film || view.film.missing || view.camera.width === Math.floor(view.stage.clientWidth)) return;
    resizeStage(view);
    rested(view);
    redraw(view);
  });
  view.observer.observe(view.root);
  return view;
}

function unmount(view, shadow) {
  view.observer.disconnect();
  for (const timer of [view.sendTimer, view.announceTimer, view.restTimer]) clearTimeout(timer);
  cancelAnimationFrame(view.raf);
  view.root.remove();
  views.delete(shadow);
}

// New data or a new theme. What is new glides to its place; what has not changed stays as it is.
function update(view, bytes) {
  if (view.bytes !== bytes) {
    view.bytes = bytes;
    const film = new Film(readWire(bytes), view.film?.missing ? null : view.film);
    if (film.missing) { view.send("have", 0); return; }
    take(view, film);
  }
  const theme = new Theme(view.root, view.film.colours), isOther = view.theme?.key !== theme.key;
  view.theme = theme;
  for (const [name, colour] of [["space", "memory"], ["map", "update"], ["kl", "forget"]]) view.root.style.setProperty(`--c-${name}`, theme.mark(colour));
  for (const name of ["quiet", "line", "pale"]) view.root.style.setProperty(`--${name}`, theme[name]);
  if (isOther || view.styled !== view.film.group_names) {
    view.styled = view.film.group_names;
    view.styles = view.film.group_names.map((_, g) => ({ shape: (g + Math.floor(g / SHAPES.length)) % SHAPES.length,
      rgb: parseColour(theme.mark(view.film.colours.order[g % view.film.colours.order.length]), probeContext) }));
    drawLegend(view);
  }
  resizeStage(view);
  rested(view);
  redraw(view);
}

function take(view, film) {
  const before = view.film, now = performance.now(), isOther = !before || before.subject !== film.subject;
  view.film = film;
  film.stamp = ++stamps;
  view.present = film.present;
  view.still = view.reduced.matches;
  view.root.classList.toggle("present", Boolean(film.present));
  view.motion.fit(film.count);
  if (isOther) Object.assign(view, { chosen: new Set(), only: new Set(), hovered: -1, focus: -1, labelled: [] });
  if (isOther) { view.chosenBox.hidden = true; view.camera.reset(); }
  if (before && before.dims !== film.dims) view.camera.reset();
  const isNew = !before || before.film !== film.film;
  if (view.adopted !== film.order_number || isOther) {
    view.adopted = film.order_number;
    view.rest = { ...film.rest };
    view.sent = restText(view);
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

function restText(view) {
  return JSON.stringify([view.rest.frame, view.rest.pinned]);
}

// The resting state goes back 150 ms after the last move, if it is another than what was sent or asked for.
function scheduleSend(view) {
  clearTimeout(view.sendTimer);
  view.sendTimer = setTimeout(() => {
    const text = restText(view);
    if (text === view.sent || view.playing) return;
    view.sent = text;
    view.send("rest", { ...view.rest, subject: view.film.subject, number: Date.now() });
  }, SEND_MS);
}

// Words are chosen anew once the picture has come to rest.
function rested(view) {
  clearTimeout(view.restTimer);
  view.restTimer = setTimeout(() => {
    if (view.moving || view.playing || !view.places) { rested(view); return; }
    chooseLabels(view);
    invalidate(view);
  }, REST_MS);
}

function invalidate(view) {
  view.raf ||= requestAnimationFrame(() => {
    view.raf = 0;
    redraw(view);
  });
}

function redraw(view) {
  if (!view.film || view.film.missing || !view.camera.width || !view.root.isConnected || !view.pixels.image) return;
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
  clearTimeout(view.announceTimer);
  view.announceTimer = setTimeout(() => {
    const { film, rest, labels, focus } = view, frame = frameOf(view);
    if (rest.pinned < 0) { setText(view.live, film.method === "tsne" ? fill(labels.status, { iteration: film.shown[frame], total: film.total }) : film.title); return; }
    const held = film.mapped(frame, rest.pinned), near = film.neighbours(rest.pinned), all = near.length;
    if (focus >= 0) setText(view.live, `${film.names[focus]}, ${held.has(focus) ? labels.kept : labels.torn}`);
    else setText(view.live, `${film.names[rest.pinned]}: ${fill(labels.kept_of, { kept: near.filter((j) => held.has(j)).length, all })}`);
  }, ANNOUNCE_MS);
}
