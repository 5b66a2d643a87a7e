// attention_map: one view for each place it is mounted at, built once and then kept up to date. See __init__.py for the
// data; the parts in js/ come before this file in the same module.

const views = new WeakMap();
const SEND_MS = 150, ANNOUNCE_MS = 300, MOVE_MS = 220, PLAY_MS = 1000;
let stamps = 0;

export default function attentionMap({ parentElement, data, setStateValue, setTriggerValue }) {
  let view = views.get(parentElement);
  if (!view) {
    view = mount(parentElement, readWire(data));
    views.set(parentElement, view);
  }
  view.sendState = setStateValue;
  view.sendTrigger = setTriggerValue;
  update(view, data);
  return () => {
    for (const timer of [view.sending, view.announcing, view.playing]) clearTimeout(timer);
    cancelAnimationFrame(view.raf);
    view.observer.disconnect();
    view.root.remove();
    views.delete(parentElement);
  };
}

function mount(shadow, { labels }) {
  const view = { labels, rest: { step: 0, position: null }, adopted: null, lit: null, cell: null, held: null, component: null, marked: null, marks: {}, playing: 0 };
  view.root = h("div", { class: "attention" });
  view.live = h("div", { class: "hidden-text", "aria-live": "polite" });
  view.tableBox = h("div", { class: "table-box", hidden: true, tabindex: "0", role: "region", "aria-label": labels.table });
  view.svg = s("svg", { "aria-hidden": "true" });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.picture }, view.svg);
  view.root.append(h("div", { class: "figure" }, buildToolbar(view), view.stage, buildDrag(view), view.tableBox, view.live), buildFormula(view));
  shadow.append(view.root);
  view.stage.addEventListener("keydown", (event) => press(view, event));
  listenToBars(view);
  listenToTerms(view);
  view.observer = new ResizeObserver(() => { if (view.model && view.frame?.width !== Math.floor(view.stage.clientWidth)) resize(view); });
  view.observer.observe(view.stage);
  return view;
}

function buildToolbar(view) {
  const { labels } = view, button = (name, picture, act) => {
    const node = h("button", { type: "button", class: "icon", "aria-label": labels[name], title: labels[name] }, icon(picture));
    node.addEventListener("click", act);
    return node;
  };
  const quiet = (text, act) => { const node = h("button", { type: "button", class: "quiet-button" }, text); node.addEventListener("click", act); return node; };
  view.playButton = button("play", "play", () => play(view));
  view.range = h("input", { type: "range", min: "1", step: "1", "aria-label": labels.position });
  view.range.addEventListener("input", () => { stop(view); go(view, Number(view.range.value) - 1); });
  view.status = h("span", { class: "status" });
  view.tableButton = quiet(labels.table, () => { view.showTable = !view.showTable; invalidate(view); });
  return h("div", { class: "toolbar" }, button("start", "to_start", () => { stop(view); go(view, 0); }), button("back", "back", () => { stop(view); go(view, view.rest.step - 1); }), view.playButton,
    button("forward", "forward", () => { stop(view); go(view, view.rest.step + 1); }), button("end", "to_end", () => { stop(view); go(view, view.model.steps - 1); }),
    view.range, view.status, view.tableButton, quiet(labels.svg, () => savePicture(view, "svg")), quiet(labels.png, () => savePicture(view, "png")));
}

// New data or a new theme. A page's order is taken once; otherwise the picture stays where the visitor has put it.
function update(view, data) {
  if (view.bytes !== data) {
    view.bytes = data;
    const model = new Attention(readWire(data)), other = view.model?.subject !== model.subject;
    model.stamp = ++stamps;
    view.model = model;
    view.labels = model.labels;
    view.held = null;
    view.waiting = false;
    if (other) { stop(view); view.lit = null; view.cell = null; view.component = null; }
    if (view.adopted !== model.order_number) {
      view.adopted = model.order_number;
      view.rest = { ...model.rest };
      view.sent = JSON.stringify(view.rest);
    }
    view.rest = { step: Math.min(view.rest.step, model.steps - 1), position: view.rest.position < model.positions ? view.rest.position : null };
    view.cell = null;
    view.root.classList.toggle("present", Boolean(model.present));
    view.range.max = String(model.steps);
    fillFormula(view);
  }
  view.theme = new Theme(view.root, view.model.colours);
  for (const key of Object.keys(view.theme.palette)) {
    view.root.style.setProperty(`--c-${key}`, view.theme.mark(key));
    view.root.style.setProperty(`--t-${key}`, view.theme.text(key));
  }
  for (const name of ["quiet", "line", "pale"]) view.root.style.setProperty(`--${name}`, view.theme[name]);
  resize(view);
}

function resize(view) {
  view.frame = frameOf(view);
  view.svg.setAttribute("width", view.frame.width);
  view.svg.setAttribute("height", view.frame.height);
  redraw(view, performance.now());
}

function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function go(view, step) {
  step = clamp(step, 0, view.model.steps - 1);
  if (step === view.rest.step) return;
  view.motion = still() ? null : { began: performance.now() };
  view.held = null;
  view.cell = null;
  change(view, { step });
}

function play(view) {
  if (view.playing) { stop(view); return; }
  const last = view.model.steps - 1, next = () => {
    if (view.rest.step === last) { stop(view); return; }
    go(view, view.rest.step + 1);
    view.playing = setTimeout(next, PLAY_MS);
  };
  if (view.rest.step === last) { go(view, 0); view.playing = setTimeout(next, PLAY_MS); } else next();
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
    view.sendState("rest", { ...view.rest, subject: view.model.subject, number: Date.now() });
  }, SEND_MS);
  announce(view);
  invalidate(view);
}

function press(view, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const { rest, model } = view, choose = (i) => change(view, { position: clamp(i, 0, model.positions - 1) });
  const act = {
    ArrowLeft: () => { stop(view); go(view, rest.step - 1); }, ArrowRight: () => { stop(view); go(view, rest.step + 1); },
    Home: () => { stop(view); go(view, 0); }, End: () => { stop(view); go(view, model.steps - 1); },
    ArrowDown: () => choose(rest.position === null ? 0 : rest.position + 1), ArrowUp: () => choose(rest.position === null ? model.positions - 1 : rest.position - 1),
    " ": () => play(view), Escape: () => change(view, { position: null }),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

// Pointing at a term of the equations marks its part of the picture and its numbers; so does the focus.
function listenToTerms(view) {
  const of = (event) => event.target.closest?.(".term")?.dataset.term.replace(/^exp_|\d$/g, "").replace("total", "e") ?? null;
  const set = (by, term) => {
    view.marks[by] = term;
    const marked = view.marks.pointer ?? view.marks.focus ?? null;
    if (view.marked !== marked) { view.marked = marked; invalidate(view); }
  };
  view.lines.addEventListener("pointerover", (event) => set("pointer", of(event)));
  view.lines.addEventListener("pointerleave", () => set("pointer", null));
  view.lines.addEventListener("focusin", (event) => set("focus", of(event)));
  view.lines.addEventListener("focusout", () => set("focus", null));
  view.strip.addEventListener("pointermove", (event) => {
    const box = view.strip.getBoundingClientRect();
    view.component = clamp(Math.floor(((event.clientX - box.left) / box.width) * view.model.size), 0, view.model.size - 1);
    invalidate(view);
  });
  view.strip.addEventListener("pointerleave", () => { view.component = null; invalidate(view); });
}

function announce(view) {
  clearTimeout(view.announcing);
  view.announcing = setTimeout(() => {
    const { model, rest, labels } = view, alpha = model.alpha(rest.step, view.held);
    const places = rest.position === null ? ranked(alpha).slice(0, 2) : [rest.position];
    const looks = places.map((i) => fill(labels.look, { word: model.sourceNames[i], weight: format(alpha[i], 2) })).join(", ");
    setText(view.live, fill(labels.announce, { word: model.targetNames[rest.step], number: rest.step + 1, count: model.steps, looks }));
  }, ANNOUNCE_MS);
}

function invalidate(view) {
  view.raf ||= requestAnimationFrame((now) => { view.raf = 0; redraw(view, now); });
}

function redraw(view, now) {
  if (!view.frame || !view.root.isConnected) return;
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
  view.range.value = String(rest.step + 1);
  view.range.style.setProperty("--done", `${(100 * rest.step) / Math.max(1, model.steps - 1)}%`);
  view.range.setAttribute("aria-valuetext", model.targetNames[rest.step]);
  view.status.replaceChildren(`${fill(labels.status, { number: rest.step + 1, count: model.steps })} · `, h("b", {}, tokenNode(cut(model.targetNames[rest.step], 130, 13, "sans-serif"))));
  const name = view.playing ? "pause" : "play";
  if (view.playButton.getAttribute("aria-label") !== labels[name]) {
    view.playButton.setAttribute("aria-label", labels[name]);
    view.playButton.title = labels[name];
    view.playButton.replaceChildren(icon(name));
  }
  view.tableButton.setAttribute("aria-pressed", String(Boolean(view.showTable)));
  if (view.motion) invalidate(view);
}

function savePicture(view, ending) {
  const { frame, theme } = view, copy = view.svg.cloneNode(true);
  copy.setAttribute("viewBox", `0 0 ${frame.width} ${frame.height}`);
  copy.prepend(s("rect", { width: frame.width, height: frame.height, fill: theme.pageText }));
  saveDrawing(copy, "attention", ending);
}
