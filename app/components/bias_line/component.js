// bias_line: one view for each place it is mounted at, built once and then kept up to date. See __init__.py for the data;
// the parts in js/ come before this file in the same module.

const views = new WeakMap();
const SEND_MS = 150, ANNOUNCE_MS = 250, PLAY_MS = 1400, STAGES = 3;

export default function biasLine({ parentElement, data, setStateValue }) {
  let view = views.get(parentElement);
  if (!view) {
    view = mount(parentElement, data);
    views.set(parentElement, view);
  }
  view.send = setStateValue;
  update(view, data);
  return () => {
    for (const timer of [view.sending, view.announcing, view.playing]) clearTimeout(timer);
    cancelAnimationFrame(view.raf);
    view.observer.disconnect();
    view.root.remove();
    views.delete(parentElement);
  };
}

function mount(shadow, data) {
  const view = { labels: data.labels, rows: [], rest: { ...data.rest }, adopted: null, pointed: null, marked: null, marks: {} };
  view.root = h("div", { class: "bias" });
  view.live = h("div", { class: "hidden-text", "aria-live": "polite" });
  view.tableBox = h("div", { class: "table-box", hidden: true, tabindex: "0", role: "region", "aria-label": view.labels.table });
  const picture = h("div", { class: "picture" }, buildPicture(view), buildSide(view));
  view.root.append(h("div", { class: "figure" }, buildToolbar(view), picture, view.tableBox, view.live), buildFormula(view));
  shadow.append(view.root);
  view.stage.addEventListener("keydown", (event) => press(view, event));
  listenToTerms(view);
  view.observer = new ResizeObserver(() => resize(view));
  view.observer.observe(view.stage);
  return view;
}

function buildToolbar(view) {
  const { labels } = view, button = (name, act) => {
    const node = h("button", { type: "button", class: "icon", "aria-label": labels[name], title: labels[name] }, icon(name));
    node.addEventListener("click", act);
    return node;
  };
  view.back = button("back", () => go(view, view.rest.stage - 1));
  view.playButton = button("play", () => play(view));
  view.forward = button("forward", () => go(view, view.rest.stage + 1));
  view.stageButtons = [0, 1, 2].map((stage) => {
    const node = h("button", { type: "button", class: "quiet-button" }, labels[`stage_${stage}`]);
    node.addEventListener("click", () => go(view, stage));
    return node;
  });
  view.tableButton = h("button", { type: "button", class: "quiet-button", "aria-pressed": "false" }, labels.table);
  view.tableButton.addEventListener("click", () => { view.showTable = !view.showTable; invalidate(view); });
  const svg = h("button", { type: "button", class: "quiet-button" }, labels.svg);
  svg.addEventListener("click", () => savePicture(view));
  return h("div", { class: "toolbar" }, view.back, view.playButton, view.forward,
    h("div", { class: "segments", role: "group", "aria-label": labels.stages }, ...view.stageButtons),
    h("span", { class: "gap" }), view.tableButton, svg);
}

// New data or a new theme. A page's order is taken once; otherwise the picture stays where the visitor has put it.
function update(view, data) {
  const isNew = view.data !== data;
  view.data = data;
  view.labels = data.labels;
  view.present = data.present;
  view.root.classList.toggle("present", Boolean(data.present));
  if (view.adopted !== data.order_number) {
    view.adopted = data.order_number;
    start(view, data.rest.stage);
    view.rest = { ...data.rest };
    view.sent = JSON.stringify(view.rest);
  }
  const theme = new Theme(view.root, data.colours);
  view.theme = theme;
  for (const key of Object.keys(theme.palette)) {
    view.root.style.setProperty(`--c-${key}`, theme.mark(key));
    view.root.style.setProperty(`--t-${key}`, theme.text(key));
  }
  for (const [name, value] of [["quiet", theme.quiet], ["line", theme.line], ["pale", theme.pale]]) {
    view.root.style.setProperty(`--${name}`, value);
  }
  if (isNew) {
    view.rows = rowsOf(data);
    view.pointed = null;
    fillFormula(view);
    fillSide(view);
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

function start(view, stage) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  view.motion = still || stage === view.rest.stage ? null : { from: view.rest.stage, began: performance.now() };
}

function go(view, stage) {
  stage = clamp(stage, 0, STAGES - 1);
  if (stage === view.rest.stage) return;
  start(view, stage);
  change(view, { stage });
}

function play(view) {
  if (view.playing) { stop(view); return; }
  const step = () => {
    if (view.rest.stage === STAGES - 1) { stop(view); return; }
    go(view, view.rest.stage + 1);
    view.playing = setTimeout(step, PLAY_MS);
    invalidate(view);
  };
  if (view.rest.stage === STAGES - 1) { go(view, 0); view.playing = setTimeout(step, PLAY_MS); } else step();
  invalidate(view);
}

function stop(view) {
  clearTimeout(view.playing);
  view.playing = 0;
  invalidate(view);
}

function change(view, patch) {
  view.rest = { ...view.rest, ...patch };
  clearTimeout(view.sending);
  view.sending = setTimeout(() => {
    const text = JSON.stringify(view.rest);
    if (text === view.sent) return;
    view.sent = text;
    view.send("rest", { ...view.rest, subject: view.data.subject, number: Date.now() });
  }, SEND_MS);
  announce(view);
  invalidate(view);
}

function press(view, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const { rest, rows } = view, at = rows.findIndex((row) => row.names.includes(rest.word));
  const choose = (i) => change(view, { word: rows[clamp(i, 0, rows.length - 1)]?.names[0] ?? "" });
  const act = {
    ArrowLeft: () => go(view, rest.stage - 1), ArrowRight: () => go(view, rest.stage + 1), Home: () => go(view, 0),
    End: () => go(view, STAGES - 1), ArrowDown: () => choose(at + 1), ArrowUp: () => choose(at < 0 ? rows.length - 1 : at - 1),
    " ": () => play(view), Escape: () => change(view, { word: "" }),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

// Pointing at a term of the formula marks its part of the picture; so does the focus.
function listenToTerms(view) {
  const of = (event) => event.target.closest?.(".term")?.dataset.term ?? null;
  const set = (by, term) => {
    view.marks[by] = term;
    const marked = view.marks.pointer ?? view.marks.focus ?? null;
    if (view.marked !== marked) { view.marked = marked; invalidate(view); }
  };
  view.lines.addEventListener("pointerover", (event) => set("pointer", of(event)));
  view.lines.addEventListener("pointerleave", () => set("pointer", null));
  view.lines.addEventListener("focusin", (event) => set("focus", of(event)));
  view.lines.addEventListener("focusout", () => set("focus", null));
}

function announce(view) {
  clearTimeout(view.announcing);
  view.announcing = setTimeout(() => {
    const row = view.rows.find((one) => one.names.includes(view.rest.word));
    const text = row ? row.names.map((name, k) => rowText(view, row, name, k)).join("; ")
      : view.rest.stage ? fill(view.labels.announce_words, { count: view.frame.words }) : "";
    setText(view.live, fill(view.labels.announce, { stage: view.labels[`stage_${view.rest.stage}`], text }));
  }, ANNOUNCE_MS);
}

function invalidate(view) {
  view.raf ||= requestAnimationFrame((now) => {
    view.raf = 0;
    redraw(view, now);
  });
}

function redraw(view, now) {
  if (!view.frame || !view.root.isConnected) return;
  if (drawPicture(view, now)) invalidate(view);
  drawSide(view);
  drawFormula(view);
  drawTable(view);
  const { stage } = view.rest, playing = Boolean(view.playing);
  view.stageButtons.forEach((node, i) => node.setAttribute("aria-pressed", String(i === stage)));
  view.back.disabled = stage === 0;
  view.forward.disabled = stage === STAGES - 1;
  view.tableButton.setAttribute("aria-pressed", String(Boolean(view.showTable)));
  const name = playing ? "pause" : "play";
  if (view.playButton.dataset.shows !== name) {
    view.playButton.dataset.shows = name;
    view.playButton.replaceChildren(icon(name));
    view.playButton.setAttribute("aria-label", view.labels[name]);
    view.playButton.title = view.labels[name];
  }
}
