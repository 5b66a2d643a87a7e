// See __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

const PLAY_MS = 1400, STAGES = 3;

export default (given) => shown(given, { mount, update });

function mount(view, { labels, rest }) {
  Object.assign(view, { labels, rest, rows: [], pointed: null, lent: 0 });
  const picture = h("div", { class: "picture" }, buildPicture(view), buildDials(view));
  view.root = h("div", { class: "bias" }, h("div", { class: "figure" }, buildToolbar(view), picture, notesRow(view), buildTable(view), view.live), buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; resize(view); };
  view.stage.addEventListener("keydown", (event) => onKey(view, event));
  listenToTerms(view, view.lines);
  watch(view, view.stage, () => resize(view));
}

// What lies to the left of 0, what to the right, and what is measured.
function spotsOf(view) {
  const { frame: f } = view, left = view.stage.getBoundingClientRect().left - view.notes.getBoundingClientRect().left;
  return [{ left, right: left + f.x(0) - 8 }, { left: left + f.x(0) + 8, right: left + f.width }, view.dials];
}

function buildToolbar(view) {
  const { labels } = view, on = () => go(view, view.rest.stage + 1), first = () => go(view, 0);
  const steps = { ms: PLAY_MS, isAtEnd: () => view.rest.stage === STAGES - 1, start: first, next: on };
  const moves = { to_start: first, back: () => go(view, view.rest.stage - 1), play: () => playSteps(view, steps), forward: on, to_end: () => go(view, STAGES - 1) };
  view.stageButtons = [0, 1, 2].map((stage) => quietButton(labels[`stage_${stage}`], () => go(view, stage)));
  return playerRow(view, moves, [h("div", { class: "segments", role: "group", "aria-label": labels.stages }, ...view.stageButtons),
    h("span", { class: "gap" }), tableButton(view), quietButton(labels.svg, () => savePicture(view, "svg")), quietButton(labels.png, () => savePicture(view, "png"))], ["back", "play", "forward"]);
}

function update(view, data) {
  const isNew = view.data !== data, before = view.rest.stage;
  view.data = data;
  view.labels = data.labels;
  view.present = data.present;
  view.root.classList.toggle("present", Boolean(data.present));
  if (adopt(view, data)) start(view, before, view.rest.stage);
  dress(view, data.colours);
  if (isNew) {
    view.rows = rowsOf(data);
    view.pointed = null;
    fillFormula(view);
    fillVariance(view);
    fillDials(view);
  }
  resize(view);
}

function resize(view) {
  if (!view.data) return;
  view.frame = layout(view);
  view.svg.setAttribute("width", view.frame.width);
  view.svg.setAttribute("height", view.frame.total);
  redraw(view, performance.now());
}

function start(view, from, to) {
  view.motion = still() || to === from ? null : { from, began: performance.now() };
}

function go(view, stage) {
  stage = clamp(stage, 0, STAGES - 1);
  if (stage === view.rest.stage) return;
  start(view, view.rest.stage, stage);
  change(view, { stage });
}

function change(view, patch) {
  view.rest = { ...view.rest, ...patch };
  settle(view);
  say(view, () => restText(view));
  invalidate(view);
}

function onKey(view, event) {
  const { rest, rows } = view, at = rows.findIndex((row) => row.names.includes(rest.word));
  const choose = (i) => change(view, { word: rows[clamp(i, 0, rows.length - 1)]?.names[0] ?? "" });
  press(view, event, { ArrowDown: () => choose(at + 1), ArrowUp: () => choose(at < 0 ? rows.length - 1 : at - 1), Escape: () => change(view, { word: "" }) });
}

function restText(view) {
  const row = view.rows.find((one) => one.names.includes(view.rest.word));
  const text = row ? row.names.map((name, k) => rowText(view, row, name, k)).join("; ")
    : view.rest.stage ? fill(view.labels.announce_words, { count: view.frame.words }) : "";
  return fill(view.labels.announce, { stage: view.labels[`stage_${view.rest.stage}`], text });
}

function redraw(view, now) {
  if (!view.frame) return;
  if (drawPicture(view, now)) invalidate(view);
  drawDials(view);
  drawFormula(view);
  drawTable(view);
  const { stage } = view.rest;
  view.stageButtons.forEach((node, i) => node.setAttribute("aria-pressed", String(i === stage)));
  view.buttons.back.disabled = stage === 0;
  view.buttons.forward.disabled = stage === STAGES - 1;
  drawPlayButton(view, view.playing);
}
