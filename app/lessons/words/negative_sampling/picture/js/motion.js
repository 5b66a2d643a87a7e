// From step to step: 0 nothing, 1 the true pair, then a dart each, at last the push. `view.at` runs between them.

const GLIDE_MS = 620, STEP_MS = 900, FALL = 0.42; // FALL: share of a step in which a dart falls; then its word flies

const lastStep = (view) => view.rest.k + 2;
const stepNow = ({ rest }) => (rest.step < 0 ? rest.k + 2 : Math.min(rest.step, rest.k + 2));
const asStep = (view, step) => (step >= lastStep(view) ? -1 : Math.max(0, step));

// How far the row j is there, and how far all has been pushed: from 0 to 1.
const rowShare = (view, j) => clamp(view.at - j, 0, 1);
const pushShare = (view) => clamp(view.at - view.rest.k - 1, 0, 1);
const rowsSeen = (view) => Math.min(view.rest.k + 1, Math.floor(view.at + 1e-6));

// The picture rests elsewhere: the page and who listens are told.
function change(view, changed) {
  view.rest = { ...view.rest, ...changed };
  settle(view, () => (view.playing ? null : view.rest));
  announce(view);
  invalidate(view);
}

function goTo(view, step, isGlide = true) {
  const wanted = clamp(step, 0, lastStep(view));
  if (isGlide) startGlide(view, wanted);
  if (!view.glide) view.at = wanted;
  change(view, { step: asStep(view, wanted) });
}

// A step on or back; past the end of a pair comes the next one.
function stepBy(view, by) {
  const { lot, rest } = view, step = stepNow(view) + by;
  stopSteps(view);
  if (step > lastStep(view) && rest.pair < lot.P - 1) { toPair(view, rest.pair + 1, 1); return; }
  if (step < 0 && rest.pair > 0) { toPair(view, rest.pair - 1, lastStep(view)); return; }
  goTo(view, step);
}

function jump(view, step) {
  stopSteps(view);
  jumpStill(view, clamp(Math.round(step), 0, lastStep(view)));
}

function play(view) {
  if (!view.lot.P) return;
  Object.assign(view, { glide: null, at: stepNow(view) });
  playSteps(view, { ms: STEP_MS, isAtEnd: () => stepNow(view) >= lastStep(view), start: () => jumpStill(view, 0), next: () => goTo(view, stepNow(view) + 1) });
  settle(view, () => (view.playing ? null : view.rest));
}

function jumpStill(view, step) {
  view.glide = null;
  view.at = step;
  change(view, { step: asStep(view, step) });
}

// Another pair, at the same step unless another is asked for.
function toPair(view, pair, step = stepNow(view)) {
  stopSteps(view);
  Object.assign(view, { glide: null, pinned: null, pointed: null, at: step });
  change(view, { pair: clamp(pair, 0, Math.max(0, view.lot.P - 1)), step: asStep(view, step) });
}

function setK(view, k) {
  const wanted = clamp(Math.round(k), 1, view.lot.K), isEnd = view.rest.step < 0;
  if (wanted === view.rest.k) return;
  stopSteps(view);
  view.glide = null;
  if (view.pinned?.row > wanted) view.pinned = null;
  view.rest = { ...view.rest, k: wanted };
  view.at = isEnd ? wanted + 2 : Math.min(stepNow(view), wanted + 1);
  change(view, { step: asStep(view, view.at) });
}

function setExponent(view, x) {
  const wanted = clamp(Math.round(x), 0, view.lot.X - 1);
  if (wanted === view.x) return;
  view.x = wanted;
  change(view, { exponent: view.lot.exponents[wanted] });
}

// The page is asked what is drawn for another centre.
function toCentre(view, t) {
  stopSteps(view);
  if (t === view.lot.centre || view.lot.places[t] < 0) return;
  change(view, { centre: t, pair: 0 });
}

function throwAgain(view) {
  stopSteps(view);
  view.isThrowing = true;
  view.trigger("throw", { number: Date.now() });
}

// Other darts have come: they fall one by one.
function throwAll(view) {
  Object.assign(view, { isThrowing: false, pinned: null, pointed: null, playing: false });
  if (still()) { jumpStill(view, lastStep(view)); return; }
  jumpStill(view, 1);
  play(view);
}
