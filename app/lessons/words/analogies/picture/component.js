// See __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

export default (given) => shown(given, { mount, update });

function mount(view, { labels, rest }) {
  Object.assign(view, { labels, rest, at: 0, pointed: null, lent: 0 });
  const picture = h("div", { class: "picture" }, buildPicture(view), buildSide(view), notesRow(view));
  view.root = h("div", { class: "plane" }, buildChips(view), h("div", { class: "figure" }, buildToolbar(view), picture, buildTable(view), view.live), buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => { view.lent = pixels; resize(view); };
  listen(view);
  watch(view, view.stage, () => resize(view));
}

function buildToolbar(view) {
  const { labels } = view, jump = (at) => { stop(view); go(view, at); };
  const moves = { to_start: () => jump(0), back: () => jump(Math.ceil(view.at - 1)), play: () => play(view),
    forward: () => { stop(view); glide(view, Math.floor(view.at + 1)); }, to_end: () => jump(stepsOf(view.data)) };
  view.status = h("span", { class: "status" });
  return playerRow(view, moves, [playerSlider(view, "0.01", jump), view.status, tableButton(view),
    quietButton(labels.svg, () => savePicture(view, "svg")), quietButton(labels.png, () => savePicture(view, "png"))], ["to_start", "back", "play", "forward"]);
}

// The step that leads to the sum, or all of the way; the sum; the answers.
function spotsOf(view) {
  const { data, frame } = view, left = view.stage.getBoundingClientRect().left - view.notes.getBoundingClientRect().left;
  const xs = (data.step ? [data.words[data.step[2]].at, data.path.at(-1)] : data.path).map((at) => left + frame.place(at)[0]), end = xs.at(-1);
  const to = Math.max(...xs);
  return [{ left: left + 10, right: to === end ? to - 24 : to }, { left: end - 14, right: end + 14 }, view.list];
}

function listen(view) {
  view.stage.addEventListener("keydown", (event) => onKey(view, event));
  view.stage.addEventListener("pointermove", (event) => point(view, wordAt(view, event)));
  view.stage.addEventListener("pointerleave", () => point(view, null));
  view.stage.addEventListener("click", (event) => {
    const word = wordAt(view, event);
    if (view.data.answers.some((answer) => answer.word === word)) pin(view, view.rest.word === word ? "" : word);
  });
  listenToTerms(view, view.lines);
}

// Words that stay glide to their new places; the way is shown to its end.
function update(view, data) {
  const isOther = view.data?.subject !== data.subject || view.data?.method !== data.method, first = !view.data, now = performance.now();
  if (isOther && !first && view.frame && !still()) {
    view.moved = { began: now, places: new Map(view.data.words.map((word) => [word.word, placeOf(view, word, now)])) };
  }
  if (view.data?.complete !== data.complete) view.vocabulary = null;
  view.data = data;
  view.labels = data.labels;
  view.root.classList.toggle("present", Boolean(data.present));
  adopt(view, data);
  if (isOther) { stop(view); view.at = stepsOf(data); view.pointed = null; }
  dress(view, data.colours);
  drawChips(view);
  fillSide(view);
  fillFormula(view);
  resize(view);
  if (isOther && !first) announce(view);
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
  view.rest = { word };
  settle(view);
  announce(view);
  invalidate(view);
}

function onKey(view, event) {
  const { answers } = view.data, at = answers.findIndex((answer) => answer.word === view.rest.word);
  const choose = (i) => pin(view, answers[clamp(i, 0, answers.length - 1)]?.word ?? "");
  press(view, event, { ArrowDown: () => choose(at + 1), ArrowUp: () => choose(at < 0 ? answers.length - 1 : at - 1), Escape: () => pin(view, "") });
}

// What is seen at a place of the way, in words.
function stepText(view) {
  const { data, labels } = view, step = Math.round(view.at);
  if (!data.step) return step === 0 ? labels.step_0 : step >= stepsOf(data) ? labels.step_3 : fill(labels.sum, { word: visible(data.terms[step].word) });
  const [p, q, r] = data.step.map((i) => visible(data.words[i].word));
  return fill(labels[`step_${step}`], { p, q, r });
}

function announce(view) {
  say(view, () => {
    const answer = shownAnswer(view), step = stepText(view);
    return answer && view.at >= stepsOf(view.data) ? fill(view.labels.announce, { step, word: visible(answer.word), score: format(Math.abs(answer.score), 3) }) : step;
  });
}

function redraw(view, now) {
  if (!view.frame) return;
  if (view.glide) {
    const { from, goal, began, ms } = view.glide, share = clamp((now - began) / ms, 0, 1);
    view.at = from + (goal - from) * share;
    if (share === 1) { view.glide = null; view.playing = false; announce(view); }
  }
  const moving = drawPicture(view, now), { data, labels } = view;
  if (!moving) view.moved = null;
  drawSide(view);
  drawFormula(view);
  drawTable(view);
  drawSlider(view, { at: view.at, last: stepsOf(data), said: stepText(view) });
  drawPlayButton(view, view.playing && view.glide);
  setText(view.status, `${data.vectors} · ${data.step ? labels.plane_relation : labels.plane_words}`);
  if (moving || view.glide) invalidate(view);
}
