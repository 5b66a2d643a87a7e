// cell_stepper: see __init__.py for the data; the parts in kit/js and in js/ come before this file in the same module.

const groups = new Map(); // name -> the views that step together
let stamps = 0;

export default (given) => shown(given, { mount, update, close: (view) => join(view, "") });

function mount(view, data) {
  Object.assign(view, { labels: data.labels, model: new Model(data), mode: "accordion", pointed: null });
  view.live.id = "announcement";
  view.reads = h("div", { class: "reads" });
  const stage = buildStage(view);
  view.predictions = buildPredictions(view);
  stage.insertBefore(view.reads, view.rowFrame);
  view.picture = h("div", { class: "picture" }, stage, view.predictions);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), view.picture, notesRow(view), buildLegend(view), buildTools(view), buildTable(view), view.live);
  view.root = h("div", { class: "stepper" }, view.figure, h("div", { class: "beneath" }, buildFormula(view), buildUnit(view)));
  view.spots = () => { seatNotes(view); return spotsOf(view); };
  view.lend = (pixels) => lend(view, pixels);
  listen(view);
  watch(view, view.picture, () => {
    if (view.frame?.outer === Math.floor(view.picture.clientWidth)) return;
    resizeStage(view);
    redraw(view, performance.now());
  });
}

function update(view, data) {
  join(view, data.group);
  view.labels = data.labels;
  view.present = data.present;
  view.height = data.height;
  view.root.classList.toggle("present", Boolean(data.present));
  if (view.data !== data) {
    view.data = data;
    view.model = new Model(data);
    view.model.stamp = ++stamps;
    view.isWaiting = false;
    cancel(view, "wait");
    take(view, data);
    buildHeadings(view);
    fillFormula(view);
    fillTools(view);
    fillPanel(view, data.panel);
    fillPins(view);
  }
  const before = view.theme?.key;
  dress(view, data.colours);
  if (view.theme.key !== before) view.sheet = undefined;
  fillLegends(view);
  resizeStage(view);
  redraw(view, performance.now());
}

// The picture stays where it is as far as the text allows.
function take(view, data) {
  if (adopt(view, data)) view.wanted = undefined;
  if (view.wanted !== undefined && inWindow(view, view.wanted)) view.rest.step = view.wanted;
  view.wanted = undefined;
  const { model, rest } = view;
  rest.step = clamp(rest.step, model.start, model.start + model.T - 1);
  if (rest.unit !== null && rest.unit >= model.H) rest.unit = null;
  if (rest.series && !model.equation.shown.includes(rest.series)) rest.series = "";
  const [column, at] = rest.order.split("@");
  if (at !== undefined && !model.columns.some(({ term }) => term === column)) rest.order = "network";
  rest.pins = rest.pins.filter((pin) => model.columns.some((c) => c.pin === pin.gate) && (pin.unit === null || pin.unit < model.H));
}

// Until Python's answer comes; an answer that never comes must not leave the picture saying "computing".
function wait(view) {
  view.isWaiting = true;
  later(view, "wait", 8000, () => { view.isWaiting = false; invalidate(view); });
}

function inWindow(view, step) {
  return step >= view.model.start && step < view.model.start + view.model.T;
}

// Go to a step of the whole text; one outside of the window is asked for, and shown when it comes.
function go(view, step, { still = false, repeated = false } = {}) {
  step = clamp(Math.round(step), 0, view.model.total - 1);
  if (!inWindow(view, step)) {
    view.wanted = step;
    wait(view);
    change(view, {});
    return;
  }
  view.wanted = undefined;
  if (step === view.rest.step) return;
  if (still || repeated) view.motion = null;
  else startMotion(view, view.rest.step, step);
  change(view, { step });
}

function change(view, patch) {
  view.rest = { ...view.rest, ...patch };
  settle(view, () => restNow(view));
  invalidate(view);
  if (patch.step !== undefined) for (const other of groups.get(view.group) ?? []) if (other !== view) follow(other, patch.step);
}

// Views of one group show the same step; only the one that was moved reports it.
function follow(view, step) {
  if (!inWindow(view, step) || step === view.rest.step) return;
  view.motion = null;
  view.rest = { ...view.rest, step };
  view.sent = JSON.stringify(view.rest);
  invalidate(view);
}

function join(view, name = "") {
  if (view.group === name) return;
  groups.get(view.group)?.delete(view);
  view.group = name;
  if (name) groups.set(name, (groups.get(name) ?? new Set()).add(view));
}

// While it plays the page is told of windows that are wanted only.
function restNow(view) {
  if (!view.playing || view.wanted !== undefined) return { ...view.rest, step: view.wanted ?? view.rest.step };
  settle(view, () => restNow(view));
  return null;
}

function redraw(view, now) {
  if (!view.frame) return;
  const { model, rest } = view;
  view.order = model.rows(rest.order);
  if (view.rowsOf !== view.order) {
    view.rowsOf = view.order;
    view.rowOf = [];
    view.order.forEach((unit, row) => { view.rowOf[unit] = row; });
  }
  if (drawStage(view, now)) invalidate(view);
  const key = [rest.step, rest.order, model.stamp].join("|");
  drawToolbar(view);
  drawFormula(view);
  drawUnit(view);
  drawUnfold(view);
  drawPanel(view);
  drawTip(view);
  if (view.drawnKey !== key) {
    view.drawnKey = key;
    drawPredictions(view);
    drawTools(view);
  }
  announce(view, key);
  drawCircuit(view);
  drawTable(view);
}

// The step when another is open, and the pinned row's sum when that is another.
function announce(view, key) {
  const { rest } = view, keys = [key, `${key}|${rest.unit}|${view.model.stamp}`];
  if (view.announceKey === keys[1]) return;
  view.announceKey = keys[1];
  say(view, () => {
    const isNew = view.saidKey !== key, sum = rest.unit === null ? [] : [sumSaid(view, view.rest.step - view.model.start, view.rest.unit)];
    view.saidKey = key;
    return [...(isNew || !sum.length ? [announced(view)] : []), ...sum].join(". ");
  });
}

function announced(view) {
  const { model, labels, rest } = view, i = rest.step - model.start, best = model.symbols[model.top[i]?.[0]];
  spellTerms(view, rest.step + 1);
  return fill(labels.announce, { step: rest.step + 1, token: spoken(model.tokens[i], labels),
    next: best === undefined ? "–" : spoken(best, labels), p: format(model.topP.values[i * model.topP.columns], 2) });
}

function drawTip(view) {
  const at = view.pointed, { model, labels, frame: f } = view;
  const shown = at && at.unit !== null && at.unit !== undefined && !view.popup
    && (at.kind === "history" || (at.kind === "column" && (!f.wide || f.small)));
  view.tip.hidden = !shown;
  if (!shown) return;
  const past = at.kind === "history", i = past ? at.step : view.rest.step - model.start, step = i + model.start + 1;
  const series = past ? view.rest.series || model.equation.memory : at.column.series;
  const term = past ? { ...model.termOf(series), time: null } : at.column;
  const value = `= ${format(model.at(series, i, at.unit), 3)}`;
  const text = fill(labels.cell_value, { unit: at.unit, step, term: termText(term, step), value });
  view.tip.replaceChildren(withToken(text, model.tokens[i]));
  const width = view.tip.offsetWidth, y = at.y > f.top + f.height / 2 ? at.y - 34 : at.y + 16;
  view.tip.style.transform = `translate(${Math.round(clamp(at.x + 12, 0, f.width - width))}px, ${Math.round(y)}px)`;
}
