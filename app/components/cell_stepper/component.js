// cell_stepper: one view for each place it is mounted at, built once and then kept up to date. See __init__.py for the
// data; the parts in js/ come before this file in the same module.

const views = new WeakMap();
const groups = new Map(); // name -> the views that step together
const SEND_MS = 150;
let stamps = 0;

export default function cellStepper({ parentElement, data, setStateValue }) {
  let view = views.get(parentElement);
  if (!view) {
    view = mount(parentElement, data);
    views.set(parentElement, view);
  }
  view.send = setStateValue;
  join(view, data.group);
  update(view, data);
  return () => unmount(view, parentElement);
}

function mount(shadow, data) {
  const view = { shadow, labels: data.labels, model: new Model(data), mode: "accordion", adopted: null,
    ids: { live: "announcement" }, sent: "", pointed: null, marked: null, marks: {} };
  view.root = h("div", { class: "stepper" });
  view.live = h("div", { class: "hidden-text", id: view.ids.live, "aria-live": "polite" });
  view.reads = h("div", { class: "reads" });
  const stage = buildStage(view), predictions = buildPredictions(view);
  view.predictions = predictions;
  stage.insertBefore(view.reads, view.rowFrame);
  view.tableBox = h("div", { class: "table-box", hidden: true, tabindex: "0", role: "region", "aria-label": view.labels.table });
  view.picture = h("div", { class: "picture" }, stage, predictions);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), view.picture,
    buildTools(view), view.tableBox, view.live);
  view.root.append(view.figure, h("div", { class: "beneath" }, buildFormula(view), buildUnit(view)));
  shadow.append(view.root);
  listen(view);
  view.observer = new ResizeObserver(() => {
    if (view.frame?.outer === Math.floor(view.picture.clientWidth)) return;
    resizeStage(view);
    redraw(view, performance.now());
  });
  view.observer.observe(view.picture);
  return view;
}

function unmount(view, shadow) {
  join(view, "");
  view.observer.disconnect();
  clearInterval(view.timer);
  for (const timer of [view.sendTimer, view.waitTimer, view.unfoldTimer, view.announceTimer]) clearTimeout(timer);
  cancelAnimationFrame(view.raf);
  view.root.remove();
  views.delete(shadow);
}

// New data or a new theme: the picture is brought up to date where it stands.
function update(view, data) {
  view.labels = data.labels;
  view.present = data.present;
  view.height = data.height;
  view.root.classList.toggle("present", Boolean(data.present));
  if (view.data !== data) {
    view.data = data;
    view.model = new Model(data);
    view.model.stamp = ++stamps;
    view.isWaiting = false;
    adopt(view, data);
    buildHeadings(view);
    fillFormula(view);
    fillTools(view);
    fillPins(view);
  }
  const theme = new Theme(view.root, data.colours);
  if (view.theme?.key !== theme.key) view.sheet = undefined;
  view.theme = theme;
  for (const key of Object.keys(theme.palette)) {
    view.root.style.setProperty(`--c-${key}`, theme.mark(key));
    view.root.style.setProperty(`--t-${key}`, theme.text(key));
  }
  view.root.classList.toggle("dark", theme.dark);
  view.root.style.setProperty("--quiet", theme.quiet);
  view.root.style.setProperty("--line", theme.line);
  view.root.style.setProperty("--pale", theme.pale);
  fillLegends(view);
  resizeStage(view);
  redraw(view, performance.now());
}

// A page's order is taken once; otherwise the picture stays where the visitor has put it, as far as the text allows.
function adopt(view, data) {
  if (view.adopted !== data.order_number) {
    view.adopted = data.order_number;
    view.rest = { ...data.rest };
    view.sent = JSON.stringify(view.rest);
    view.wanted = undefined;
  }
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
  clearTimeout(view.waitTimer);
  view.waitTimer = setTimeout(() => { view.isWaiting = false; invalidate(view); }, 8000);
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
    scheduleSend(view);
    invalidate(view);
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
  scheduleSend(view);
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

// The resting state goes back 150 ms after the last move, if it is another than what was sent or asked for.
function scheduleSend(view) {
  clearTimeout(view.sendTimer);
  view.sendTimer = setTimeout(() => {
    if (view.playing && view.wanted === undefined) { scheduleSend(view); return; }
    const rest = { ...view.rest, step: view.wanted ?? view.rest.step }, text = JSON.stringify(rest);
    if (text === view.sent) return;
    view.sent = text;
    view.send("rest", { ...rest, number: Date.now() });
  }, SEND_MS);
}

function invalidate(view) {
  view.raf ||= requestAnimationFrame((now) => {
    view.raf = 0;
    redraw(view, now);
  });
}

function redraw(view, now) {
  if (!view.frame || !view.root.isConnected) return;
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
  drawTip(view);
  if (view.drawnKey !== key) {
    view.drawnKey = key;
    drawPredictions(view);
    drawTools(view);
    announce(view);
  }
  drawCircuit(view);
  drawTable(view);
}

// Said once things have come to rest, so that a reader's voice is not overrun while stepping.
function announce(view) {
  clearTimeout(view.announceTimer);
  view.announceTimer = setTimeout(() => {
    const { model, labels, rest } = view, i = rest.step - model.start, best = model.symbols[model.top[i]?.[0]];
    setText(view.live, fill(labels.announce, { step: rest.step + 1, token: spoken(model.tokens[i], labels),
      next: best === undefined ? "–" : spoken(best, labels), p: format(model.topP.values[i * model.topP.columns], 2) }));
    spellTerms(view);
  }, 250);
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
