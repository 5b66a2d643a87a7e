// word_plane: one view for each place it is mounted at, built once and then kept up to date. See __init__.py for the data;
// the parts in js/ come before this file in the same module.

const views = new WeakMap();
const SEND_MS = 150, ANNOUNCE_MS = 300;

export default function wordPlane({ parentElement, data, setStateValue, setTriggerValue }) {
  let view = views.get(parentElement);
  if (!view) {
    view = mount(parentElement, data);
    views.set(parentElement, view);
  }
  view.sendState = setStateValue;
  view.sendTrigger = setTriggerValue;
  update(view, data);
  return () => {
    clearTimeout(view.sending);
    clearTimeout(view.announcing);
    cancelAnimationFrame(view.raf);
    view.observer.disconnect();
    view.root.remove();
    views.delete(parentElement);
  };
}

function mount(shadow, data) {
  const view = { labels: data.labels, rest: data.rest, at: 0, pointed: null, marked: null, marks: {}, playing: false };
  view.root = h("div", { class: "plane" });
  view.live = h("div", { class: "hidden-text", "aria-live": "polite" });
  view.tableBox = h("div", { class: "table-box", hidden: true, tabindex: "0", role: "region", "aria-label": view.labels.table });
  const picture = h("div", { class: "picture" }, buildPicture(view), buildSide(view));
  view.root.append(buildChips(view), h("div", { class: "figure" }, buildToolbar(view), picture, view.tableBox, view.live), buildFormula(view));
  shadow.append(view.root);
  listen(view);
  view.observer = new ResizeObserver(() => resize(view));
  view.observer.observe(view.stage);
  return view;
}

function buildToolbar(view) {
  const { labels } = view, button = (name, picture, act) => {
    const node = h("button", { type: "button", class: "icon", "aria-label": labels[name], title: labels[name] }, icon(picture));
    node.addEventListener("click", act);
    return node;
  };
  view.playButton = button("play", "play", () => play(view));
  view.range = h("input", { type: "range", min: "0", step: "0.01", "aria-label": labels.position });
  view.range.addEventListener("input", () => { stop(view); go(view, Number(view.range.value)); });
  view.status = h("span", { class: "status" });
  const quiet = (text, act) => { const node = h("button", { type: "button", class: "quiet-button" }, text); node.addEventListener("click", act); return node; };
  view.tableButton = quiet(labels.table, () => { view.showTable = !view.showTable; invalidate(view); });
  return h("div", { class: "toolbar" }, button("start", "to_start", () => { stop(view); go(view, 0); }),
    button("back", "back", () => { stop(view); go(view, Math.ceil(view.at - 1)); }), view.playButton,
    button("forward", "forward", () => { stop(view); glide(view, Math.floor(view.at + 1)); }), view.range, view.status,
    view.tableButton, quiet(labels.svg, () => savePicture(view)));
}

function listen(view) {
  view.stage.addEventListener("keydown", (event) => press(view, event));
  view.stage.addEventListener("pointermove", (event) => point(view, wordAt(view, event)));
  view.stage.addEventListener("pointerleave", () => point(view, null));
  view.stage.addEventListener("click", (event) => {
    const word = wordAt(view, event);
    if (view.data.answers.some((answer) => answer.word === word)) pin(view, view.rest === word ? "" : word);
  });
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

// New data or a new theme. Words that stay glide to their new places; the way is shown to its end.
function update(view, data) {
  const isOther = view.data?.subject !== data.subject || view.data?.method !== data.method, first = !view.data, now = performance.now();
  if (isOther && !first && view.frame && !still()) {
    view.moved = { began: now, places: new Map(view.data.words.map((word) => [word.word, placeOf(view, word, now)])) };
  }
  if (view.data?.complete !== data.complete) view.vocabulary = null;
  view.data = data;
  view.labels = data.labels;
  view.root.classList.toggle("present", Boolean(data.present));
  if (view.adopted !== data.order_number) {
    view.adopted = data.order_number;
    view.rest = view.sent = data.rest;
  }
  if (isOther) { stop(view); view.at = stepsOf(data); view.pointed = null; }
  view.theme = new Theme(view.root, data.colours);
  for (const key of Object.keys(view.theme.palette)) {
    view.root.style.setProperty(`--c-${key}`, view.theme.mark(key));
    view.root.style.setProperty(`--t-${key}`, view.theme.text(key));
  }
  for (const name of ["quiet", "line", "pale"]) view.root.style.setProperty(`--${name}`, view.theme[name]);
  view.range.max = String(stepsOf(data));
  drawChips(view);
  fillSide(view);
  fillFormula(view);
  resize(view);
  if (isOther && !first) announce(view);
}

function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function resize(view) {
  if (!view.data) return;
  view.frame = frameOf(view);
  view.svg.setAttribute("width", view.frame.width);
  view.svg.setAttribute("height", view.frame.height);
  redraw(view, performance.now());
}

function go(view, at) {
  view.at = clamp(at, 0, stepsOf(view.data));
  announce(view);
  invalidate(view);
}

function glide(view, goal) {
  goal = clamp(goal, 0, stepsOf(view.data));
  if (still() || goal === view.at) { view.playing = false; go(view, goal); return; }
  view.glide = { from: view.at, goal, began: performance.now(), ms: PLAY_MS * Math.abs(goal - view.at) };
  invalidate(view);
}

function play(view) {
  if (view.playing || view.glide) { stop(view); return; }
  if (view.at >= stepsOf(view.data)) view.at = 0;
  view.playing = true;
  glide(view, stepsOf(view.data));
}

function stop(view) {
  view.playing = false;
  view.glide = null;
  invalidate(view);
}

function point(view, word) {
  if (view.pointed === word) return;
  view.pointed = word;
  invalidate(view);
}

function pin(view, word) {
  view.rest = word;
  clearTimeout(view.sending);
  view.sending = setTimeout(() => {
    if (view.rest === view.sent) return;
    view.sent = view.rest;
    view.sendState("rest", { word: view.rest, subject: view.data.subject, number: Date.now() });
  }, SEND_MS);
  announce(view);
  invalidate(view);
}

function press(view, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const { answers } = view.data, at = answers.findIndex((answer) => answer.word === view.rest);
  const choose = (i) => pin(view, answers[clamp(i, 0, answers.length - 1)]?.word ?? "");
  const act = {
    ArrowLeft: () => { stop(view); go(view, Math.ceil(view.at - 1)); }, ArrowRight: () => { stop(view); glide(view, Math.floor(view.at + 1)); },
    Home: () => { stop(view); go(view, 0); }, End: () => { stop(view); go(view, stepsOf(view.data)); },
    ArrowDown: () => choose(at + 1), ArrowUp: () => choose(at < 0 ? answers.length - 1 : at - 1), " ": () => play(view), Escape: () => pin(view, ""),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

// What is seen at a place of the way, in words.
function stepText(view) {
  const { data, labels } = view, step = Math.round(view.at);
  if (!data.step) return step === 0 ? labels.step_0 : step >= stepsOf(data) ? labels.step_3 : fill(labels.sum, { word: visible(data.terms[step].word) });
  const [p, q, r] = data.step.map((i) => visible(data.words[i].word));
  return fill(labels[`step_${step}`], { p, q, r });
}

function announce(view) {
  clearTimeout(view.announcing);
  view.announcing = setTimeout(() => {
    const answer = shownAnswer(view), step = stepText(view);
    setText(view.live, answer && view.at >= stepsOf(view.data) ? fill(view.labels.announce,
      { step, word: visible(answer.word), score: format(Math.abs(answer.score), 3) }) : step);
  }, ANNOUNCE_MS);
}

function invalidate(view) {
  view.raf ||= requestAnimationFrame((now) => { view.raf = 0; redraw(view, now); });
}

function redraw(view, now) {
  if (!view.frame || !view.root.isConnected) return;
  if (view.glide) {
    const { from, goal, began, ms } = view.glide, share = clamp((now - began) / ms, 0, 1);
    view.at = from + (goal - from) * share;
    if (share === 1) { view.glide = null; view.playing = false; announce(view); }
  }
  const moving = drawPicture(view, now);
  if (!moving) view.moved = null;
  drawSide(view);
  drawFormula(view);
  drawTable(view);
  const { data, labels } = view, isPlaying = view.playing && view.glide;
  view.range.value = String(view.at);
  view.range.style.setProperty("--done", `${(100 * view.at) / stepsOf(data)}%`);
  view.range.setAttribute("aria-valuetext", stepText(view));
  setText(view.status, data.step ? labels.plane_relation : labels.plane_words);
  const name = isPlaying ? "pause" : "play";
  if (view.playButton.getAttribute("aria-label") !== labels[name]) {
    view.playButton.setAttribute("aria-label", labels[name]);
    view.playButton.title = labels[name];
    view.playButton.replaceChildren(icon(name));
  }
  view.tableButton.setAttribute("aria-pressed", String(Boolean(view.showTable)));
  if (moving || view.glide) invalidate(view);
}
