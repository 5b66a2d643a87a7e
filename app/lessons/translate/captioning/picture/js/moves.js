// What can be changed: the step, the sentence, the pinned place; and what the page is asked for.

const PLAY_MS = 1000, MOVE_MS = 220;

function change(view, patch) {
  view.rest = { ...view.rest, ...patch };
  settle(view);
  announce(view);
  invalidate(view);
}

const lastStep = (view) => view.model.steps(view.rest.branch) - 1;

// From word to word; the light glides from where it was.
function go(view, step, branch = view.rest.branch) {
  const wanted = clamp(step, 0, view.model.steps(branch) - 1);
  if (wanted === view.rest.step && branch === view.rest.branch) return;
  closeTyping(view);
  startMove(view);
  view.isFollowing = true;
  change(view, { step: wanted, branch });
}

function jump(view, step) {
  if (view.playing) stopSteps(view);
  go(view, step);
}

function chooseBranch(view, branch) {
  if (view.playing) stopSteps(view);
  const { model, rest } = view, isAtEnd = rest.step === lastStep(view);
  go(view, isAtEnd ? model.steps(branch) - 1 : rest.step, branch);
}

// What is seen now, so that it can fade into what comes.
function startMove(view) {
  view.motion = still() || !view.shownLight ? null : { began: performance.now(), light: view.shownLight, z: view.shownZ, share: 0 };
}

function runMove(view, now) {
  if (!view.motion) return;
  const along = clamp((now - view.motion.began) / MOVE_MS, 0, 1);
  view.motion.share = along * (2 - along);
  if (along === 1) view.motion = null;
  else invalidate(view);
}

// Values on their way from what was seen before.
function underWay({ motion }, name, values) {
  const before = motion?.[name];
  return before?.length === values.length ? Float32Array.from(values, (value, i) => before[i] + (value - before[i]) * motion.share) : values;
}

// The place that is looked at: pointed at, else pinned.
const shownPlace = (view) => view.pointed ?? view.rest.place;

function pointAt(view, place) {
  if (view.pointed === place) return;
  view.pointed = place;
  mark(view, "picture", place === null ? null : "alpha");
  invalidate(view);
}

const pin = (view, place) => change(view, { place });

function movePlace(view, rows, columns) {
  const { rest: { place, step, branch }, model } = view, from = place ?? byLight(model.alpha(branch, step))[0];
  if (place === null) { pin(view, from); return; }
  pin(view, clamp(rowOf(from) + rows, 0, SIDE - 1) * SIDE + clamp(columnOf(from) + columns, 0, SIDE - 1));
}

// Whether the light can be held at the pinned place: a way that looks about, and not held there already.
const mayHold = ({ model, rest: { step, place, branch } }) => model.way === "attend" && place !== null && model.pinned(branch, step) !== place;

function ask(view, name, more) {
  stopSteps(view);
  view.waiting = true;
  hideNotes(view);
  view.trigger(name, { ...more, sentences: view.model.spoken, number: Date.now() });
  invalidate(view);
}

function askHold(view) {
  const { step, place, branch } = view.rest;
  if (mayHold(view)) ask(view, "hold", { step, place, branch });
}

const isGiven = ({ model }) => model.put > 0 || model.held !== null;
