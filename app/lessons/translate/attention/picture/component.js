// The picture of attention: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

const MOVE_MS = 220, PLAY_MS = 1000;
let stamps = 0, read = {};

export default (given) => shown({ ...given, data: readOnce(given.data) }, { mount, update });

// The same bytes give the same object.
function readOnce(bytes) {
  if (read.bytes !== bytes) read = { bytes, data: readWire(bytes) };
  return read.data;
}

function mount(view, { labels }) {
  Object.assign(view, { labels, rest: { step: 0, position: null }, lit: null, cell: null, held: null, component: null });
  view.svg = s("svg", { "aria-hidden": "true" });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.picture }, view.svg);
  view.said = h("dl", { class: "translations" });
  view.root = h("div", { class: "attention" },
    h("div", { class: "figure" }, buildToolbar(view), view.stage, notesRow(view), view.said, buildDrag(view), buildTable(view), view.live), buildFormula(view));
  view.spots = () => spotsOf(view.frame, view.rest.step);
  view.lend = (pixels) => { view.lent = pixels; if (view.model) resize(view); };
  view.stage.addEventListener("keydown", (event) => onKey(view, event));
  listenToBars(view);
  listenToTerms(view, view.lines, (term) => term.replace(/^exp_|\d$/g, "").replace("total", "e"));
  listenToStrip(view);
  watch(view, view.stage, () => { if (view.model && view.frame?.width !== Math.floor(view.stage.clientWidth)) resize(view); });
}

function buildToolbar(view) {
  const { labels } = view, jump = (step) => { stopSteps(view); go(view, step); };
  const steps = { ms: PLAY_MS, isAtEnd: () => view.rest.step === view.model.steps - 1, start: () => go(view, 0), next: () => go(view, view.rest.step + 1) };
  const moves = { to_start: () => jump(0), back: () => jump(view.rest.step - 1), play: () => playSteps(view, steps), forward: () => jump(view.rest.step + 1),
    to_end: () => jump(view.model.steps - 1) };
  view.status = h("span", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "1", (number) => jump(number - 1)), view.status, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg")), quietButton(labels.png, () => savePicture(view, "png"))]);
}

function update(view, data) {
  if (view.data !== data) {
    view.data = data;
    const model = new Attention(data), isOther = view.model?.subject !== model.subject;
    model.stamp = ++stamps;
    Object.assign(view, { model, labels: model.labels, held: null, waiting: false, cell: null });
    if (isOther) { stopSteps(view); view.lit = null; view.component = null; }
    adopt(view, model);
    view.rest = { step: Math.min(view.rest.step, model.steps - 1), position: view.rest.position < model.positions ? view.rest.position : null };
    view.root.classList.toggle("present", Boolean(model.present));
    fillFormula(view);
    view.said.replaceChildren(...data.said.flatMap(([who, text, remark]) => [h("dt", {}, who), h("dd", {}, h("bdi", { dir: "auto" }, text), remark ? h("span", { class: "remark" }, remark) : null)]));
  }
  dress(view, view.model.colours);
  resize(view);
}

function resize(view) {
  view.frame = frameOf(view);
  view.svg.setAttribute("width", view.frame.width);
  view.svg.setAttribute("height", view.frame.height);
  redraw(view, performance.now());
}

function go(view, step) {
  step = clamp(step, 0, view.model.steps - 1);
  if (step === view.rest.step) return;
  view.motion = still() ? null : { began: performance.now() };
  view.held = null;
  view.cell = null;
  change(view, { step });
}

function change(view, patch) {
  view.rest = { ...view.rest, ...patch };
  settle(view);
  say(view, () => restText(view));
  invalidate(view);
}

function onKey(view, event) {
  const { rest, model } = view, choose = (i) => change(view, { position: clamp(i, 0, model.positions - 1) });
  press(view, event, {
    ArrowDown: () => choose(rest.position === null ? 0 : rest.position + 1), ArrowUp: () => choose(rest.position === null ? model.positions - 1 : rest.position - 1),
    Escape: () => change(view, { position: null }),
  });
}

function listenToStrip(view) {
  view.strip.addEventListener("pointermove", (event) => {
    const box = view.strip.getBoundingClientRect();
    view.component = clamp(Math.floor(((event.clientX - box.left) / box.width) * view.model.size), 0, view.model.size - 1);
    invalidate(view);
  });
  view.strip.addEventListener("pointerleave", () => { view.component = null; invalidate(view); });
}

function restText(view) {
  const { model, rest, labels } = view, alpha = model.alpha(rest.step, view.held);
  const places = rest.position === null ? ranked(alpha).slice(0, 2) : [rest.position];
  const looks = places.map((i) => fill(labels.look, { word: model.sourceNames[i], weight: format(alpha[i], 2) })).join(", ");
  return fill(labels.announce, { word: model.targetNames[rest.step], number: rest.step + 1, count: model.steps, looks });
}

function redraw(view, now) {
  if (!view.frame) return;
  const { model, rest, labels } = view;
  let share = 1;
  if (view.motion) {
    const along = clamp((now - view.motion.began) / MOVE_MS, 0, 1);
    share = along * (2 - along);
    if (along === 1) view.motion = null;
  }
  const out = s("g", { class: view.waiting ? "waiting" : null });
  drawRibbons(view, out, share);
  drawHeat(view, out, share);
  view.svg.replaceChildren(out);
  view.svg.dataset.marked = view.marked ?? "";
  drawFormula(view);
  drawDrag(view);
  drawTable(view);
  drawSlider(view, { at: rest.step + 1, first: 1, last: model.steps, said: model.targetNames[rest.step] });
  view.status.replaceChildren(`${fill(labels.status, { number: rest.step + 1, count: model.steps })} · `, h("b", {}, tokenNode(cut(model.targetNames[rest.step], 130, 13, "sans-serif"))));
  drawPlayButton(view, view.playing);
  if (view.motion) invalidate(view);
}

function savePicture(view, ending) {
  const { frame, theme } = view;
  saveDrawing(drawing(theme, [0, 0, frame.width, frame.height], view.svg.cloneNode(true).childNodes), "attention", ending);
}
