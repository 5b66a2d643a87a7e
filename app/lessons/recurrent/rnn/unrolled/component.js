// unrolled: see __init__.py for the data; the parts in kit/js and in js/ come before this file in the same module.

const PLAY_MS = 420, MOTION_MS = 260;
let stamps = 0;

export default (given) => shown(given, { mount, update });

function mount(view, bytes) {
  Object.assign(view, { labels: readWire(bytes).labels, pointed: null, rest: { step: 0, unit: null, cell: "" } });
  const group = (name) => { view[name] = s("g", {}); return view[name]; };
  view.svg = s("svg", { class: "drawing", role: "group" }, ...["still", "used", "threads", "mattered", "light", "boxes", "over"].map(group), ...buildTargets(view));
  view.row = s("rect", { class: "target", tabindex: "0", role: "application", fill: "transparent" });
  view.svg.append(view.row);
  view.stage = h("div", { class: "stage" }, view.svg);
  for (const name of ["who", "sum", "more", "expects", "about", "legend"]) view[name] = h("div", { class: name });
  const tools = h("div", { class: "tools" }, view.legend, h("span", { class: "gap" }), tableButton(view),
    ...["svg", "png"].map((ending) => quietButton(view.labels[ending], () => save(view, ending), view.labels[`save_${ending}`])));
  view.figure = h("div", { class: "figure" }, buildToolbar(view), view.stage, view.about, h("div", { class: "sums" }, view.who, view.sum, view.more, view.expects),
    tools, buildTable(view), view.live);
  view.root = h("div", { class: "unrolled" }, view.figure);
  listen(view);
  watch(view, view.stage, () => { if (view.net && view.frame?.width !== Math.floor(view.stage.clientWidth)) resize(view); });
}

function buildToolbar(view) {
  const by = (steps, event) => go(view, openStep(view) + view.net.start + steps, event?.repeat);
  const steps = { ms: PLAY_MS, isAtEnd: () => view.rest.step >= view.net.total - 1, start: () => go(view, 0), next: () => { if (view.wanted === undefined) by(1); } };
  const moves = { to_start: () => go(view, 0), back: (event) => by(-1, event), play: () => playSteps(view, steps), forward: (event) => by(1, event), to_end: () => go(view, view.net.total - 1) };
  view.status = h("div", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "1", (number) => go(view, number - 1, true)), view.status]);
}

function update(view, bytes) {
  if (view.bytes !== bytes) {
    view.bytes = bytes;
    view.data = readWire(bytes);
    view.net = new Net(view.data);
    view.stamp = ++stamps;
    view.limits = view.net.limits();
    take(view);
  }
  view.labels = view.data.labels;
  view.root.classList.toggle("present", Boolean(view.data.present));
  dress(view, view.data.colours);
  resize(view);
}

// The picture stays where it is as far as the text and the weights allow.
function take(view) {
  const { data, net } = view;
  if (adopt(view, data)) view.wanted = undefined;
  if (view.wanted !== undefined && isThere(net, view.wanted)) view.rest.step = view.wanted;
  view.wanted = undefined;
  view.rest.step = clamp(view.rest.step, net.start, net.start + net.T - 1);
  view.pointed = null;
  const cell = readCell(view.rest.cell), matrix = net.matrices.get(cell?.name);
  if (cell && !(cell.row < matrix?.rows && cell.column < matrix?.columns)) view.rest.cell = "";
  if (view.rest.unit !== null && view.rest.unit >= net.H) view.rest.unit = null;
}

const isThere = (net, step) => step >= net.start && step < net.start + net.T;
const openStep = (view) => view.rest.step - view.net.start;
const shownCell = (view) => view.pointed ?? readCell(view.rest.cell);

// The unit whose sum is shown: that of the weight pointed at, else the pinned one, else the largest.
function shownUnit(view) {
  const cell = shownCell(view);
  if (cell && ["W_aa", "W_ax", "b_a"].includes(cell.name)) return cell.row;
  if (cell?.name === "W_ya") return cell.column;
  return view.rest.unit ?? view.net.largestUnit(openStep(view));
}

function resize(view) {
  const width = Math.floor(view.stage.clientWidth);
  if (!width) return;
  const { net, theme } = view, signed = theme.table("signed").rgb, one = (value) => shade(value, "signed", 1);
  view.frame = layoutOf(net, width, view.data.present);
  view.svg.setAttribute("width", width);
  view.svg.setAttribute("height", view.frame.total);
  view.svg.setAttribute("aria-label", fill(view.labels.drawing, { count: view.data.count.toLocaleString(document.documentElement.lang || "en") }));
  const all = Float32Array.from([...net.a0, ...net.a]); // (T + 1, H), from the state before the window on
  const turned = Float32Array.from({ length: all.length }, (_, k) => all[(k % (net.T + 1)) * net.H + Math.floor(k / (net.T + 1))]);
  view.lines = imageOf(all, net.T + 1, net.H, signed, one);
  view.columns = imageOf(turned, net.H, net.T + 1, signed, one);
  view.inputs = net.xs ? imageOf(net.xs, net.T, net.E, signed, one) : null;
  drawWeights(view);
  drawText(view);
  placeTargets(view);
  const f = view.frame, row = { x: f.left, y: f.threads - 4, width: f.shown, height: f.total - f.threads + 4 };
  for (const [name, value] of Object.entries(row)) view.row.setAttribute(name, value);
  view.row.setAttribute("aria-label", view.labels.row);
  view.light.replaceChildren(view.lit, view.pulse);
  view.over.replaceChildren(view.ring);
  drawLegend(view);
  redraw(view, performance.now());
}

function redraw(view, now) {
  if (!view.frame) return;
  const t = openStep(view), unit = shownUnit(view), { net, labels } = view, place = { step: view.rest.step + 1, total: net.total };
  if (drawOpen(view, t, now)) invalidate(view);
  view.used.replaceChildren(...headings(view, t), ...vectors(view, t), ...inUse(view, t, unit));
  fitLetters(view, t);
  drawMattered(view);
  drawWords(view, t, unit);
  drawAbout(view);
  drawTable(view, unit);
  drawSlider(view, { at: place.step, first: 1, last: net.total, said: fill(labels.status, { ...place, token: spoken(net.tokens[t], labels) }) });
  view.status.replaceChildren(withToken(fill(labels.status, place), net.tokens[t]));
  drawPlayButton(view, view.playing);
}

// Go to a step of the whole text; one outside of the window is asked for, and shown when it comes.
function go(view, step, isStill = false) {
  const { net } = view;
  step = clamp(Math.round(step), 0, net.total - 1);
  if (!isThere(net, step)) { view.wanted = step; change(view, {}); return; }
  view.wanted = undefined;
  if (step === view.rest.step) return;
  view.motion = isStill || still() || Math.abs(step - view.rest.step) > 1 ? null : { from: openStep(view), begun: performance.now() };
  change(view, { step });
  say(view, () => announced(view));
}

function announced(view) {
  const t = openStep(view), unit = shownUnit(view), parts = view.net.parts(t, unit), numbers = Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, format(value)]));
  return fill(view.labels.said, { step: view.rest.step + 1, token: spoken(view.net.tokens[t], view.labels), unit, ...numbers });
}

function change(view, patch) {
  view.rest = { ...view.rest, ...patch };
  settle(view, () => restNow(view));
  invalidate(view);
}

// While it plays the page is told of windows that are wanted only.
function restNow(view) {
  if (!view.playing || view.wanted !== undefined) return { ...view.rest, step: view.wanted ?? view.rest.step };
  settle(view, () => restNow(view));
  return null;
}

function pointAt(view, cell) {
  const same = (one, other) => one === other || (one && other && cellText(one) === cellText(other));
  if (same(view.pointed, cell)) return;
  view.pointed = cell;
  invalidate(view);
}

// A pinned weight stays shown, and its row; pressed once more it is let go.
function pin(view, cell) {
  const text = cellText(cell), isOn = view.rest.cell !== text;
  const unit = cell.name === "W_ya" ? cell.column : cell.name === "b_y" ? view.rest.unit : cell.row;
  change(view, isOn ? { cell: text, unit } : { cell: "" });
  say(view, () => (isOn ? aboutText(view, cell) : announced(view)));
}

function listen(view) {
  view.figure.addEventListener("keydown", (event) => {
    if (event.target.closest("input, .table-box")) return;
    press(view, event, view.rest.cell ? { Escape: () => change(view, { cell: "" }) } : {});
  });
  view.row.addEventListener("click", (event) => {
    const { frame: f, net } = view, x = event.clientX - view.svg.getBoundingClientRect().left - f.left + view.shift;
    go(view, net.start + clamp(Math.floor(x / f.pitch), 0, net.T - 1));
  });
}

function save(view, ending) {
  const { frame: f, theme } = view, nodes = [...view.svg.cloneNode(true).childNodes].filter((node) => !node.classList.contains("target"));
  saveDrawing(drawing(theme, [0, 0, f.width, f.total], nodes), `unrolled-step-${view.rest.step + 1}`, ending);
}
