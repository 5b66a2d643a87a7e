// What can be changed: texts, n, the steps, the words that are kept; and how the picture gets there.

const STEP_MS = 280, PLAY_MS = 620, TWEEN_MS = 300, WIDEN_MS = 220, TYPED_MS = 500;

const ease = (x) => (x < 0.5 ? 2 * x * x : 1 - (2 - 2 * x) ** 2 / 2);
const between = (from, to, share) => from + (to - from) * share;
const lastStep = ({ model, rest }) => (model.found ? orderAt(model.found, rest.n).total : 0);
const stepNow = (view) => (view.rest.step < 0 ? lastStep(view) : Math.min(view.rest.step, lastStep(view)));
const asStep = (view, step) => (step >= lastStep(view) ? -1 : Math.max(0, step));

// The page is told, unless something is on its way, or there is no reference, for which it would put others.
function tell(view, delay) {
  const isReady = () => !view.playing && !view.composing && view.rest.references.some((text) => !isBlank(text));
  settle(view, () => (isReady() ? trimmed(view.rest) : null), delay);
}

function change(view, changed, delay) {
  view.rest = { ...view.rest, ...changed };
  tell(view, delay);
  announce(view);
  invalidate(view);
}

// Counted anew; bars, mean and penalty slide to what they are now.
function recount(view, isMoving = !still()) {
  const from = view.model?.found ? numbersShown(view) : null;
  view.model = modelOf(view.data, view.rest);
  view.counts += 1;
  const isOther = from && view.model.found && numbersOf(view).some((value, i) => value !== from[i]);
  view.tween = isOther && isMoving ? { from, began: performance.now(), share: 0 } : null;
  view.glide = null;
  view.at = stepNow(view);
}

// What the bars, the line and the curve's point are drawn at: four shares found, four precisions, mean, penalty, c.
function numbersOf({ model: { found } }) {
  const shares = found.orders.map((order) => (order.total ? order.count / order.total : 0));
  return [...shares, ...found.orders.map((order) => order.precision), found.mean, found.penalty, found.c];
}

function numbersShown(view) {
  const now = numbersOf(view);
  return view.tween ? now.map((value, i) => between(view.tween.from[i], value, view.tween.share)) : now;
}

// Another text in a row: 0 for the candidate. What was cut off its end, and the steps, are forgotten.
function setRow(view, row, text, delay = TYPED_MS) {
  const { references } = view.rest;
  stopSteps(view);
  view.pointed = null;
  const changed = row ? { references: references.map((one, i) => (i === row - 1 ? text : one)) } : { candidate: text, kept: -1 };
  change(view, { ...changed, step: -1 }, delay);
  recount(view);
}

function setOrder(view, n) {
  const wanted = clamp(n, 1, ORDERS);
  if (wanted === view.rest.n) return;
  stopSteps(view);
  view.pointed = null;
  view.widen = still() ? null : { from: view.rest.n, began: performance.now(), share: 0 };
  view.glide = null;
  change(view, { n: wanted, step: -1 });
  view.at = stepNow(view);
}

function setKept(view, words) {
  const all = view.model.words.length, kept = words >= all ? -1 : Math.max(0, Math.round(words));
  if (kept === view.rest.kept) return;
  stopSteps(view);
  change(view, { kept, step: -1 });
  recount(view, false);
}

function goTo(view, step, isMoving = true) {
  const wanted = clamp(Math.round(step), 0, lastStep(view));
  view.glide = null;
  if (isMoving) startGlide(view, wanted);
  if (!view.glide) view.at = wanted;
  change(view, { step: asStep(view, wanted) });
}

// An n-gram on or back; on from the end, where a count rests, begins anew.
function stepBy(view, by) {
  const step = stepNow(view), isAgain = by > 0 && step >= lastStep(view);
  stopSteps(view);
  if (isAgain) goTo(view, 0, false);
  goTo(view, isAgain ? 1 : step + by);
}

function jump(view, step) {
  stopSteps(view);
  goTo(view, step, false);
}

function play(view) {
  Object.assign(view, { glide: null, at: stepNow(view) });
  const isAtEnd = () => stepNow(view) >= lastStep(view), start = () => goTo(view, 0, false), next = () => goTo(view, stepNow(view) + 1);
  playSteps(view, { ms: PLAY_MS, isAtEnd, start, next });
  tell(view);
}

// Escape: every n-gram, every word.
function letGo(view) {
  view.pointed = null;
  if (view.rest.kept >= 0) setKept(view, Infinity);
  jump(view, lastStep(view));
}

// The scissors' example becomes what is counted.
function takeInset(view) {
  const { candidate, references } = view.data.inset;
  stopSteps(view);
  view.row = 0;
  change(view, { candidate: candidate.join(" "), references: references.map((words) => words.join(" ")), n: 1, step: -1, kept: -1 }, 0);
  recount(view);
  fillField(view);
}

// The clocks of all that moves; says whether anything still does.
function runClocks(view, now) {
  runGlide(view, Math.max(now, view.glide?.began ?? now), STEP_MS);
  for (const [name, ms] of [["tween", TWEEN_MS], ["widen", WIDEN_MS]]) {
    if (!view[name]) continue;
    const along = clamp(Math.max(0, now - view[name].began) / ms, 0, 1);
    view[name].share = ease(along);
    if (along === 1) view[name] = null;
  }
  return Boolean(view.glide || view.tween || view.widen);
}
