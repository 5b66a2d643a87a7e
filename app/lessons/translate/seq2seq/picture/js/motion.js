// From step to step: 1 … R a piece is read, at R the vector stands alone, R + 1 … R + T one is written. `view.at` runs
// between them.

const READ_MS = 220, FLOW_MS = 400, WRITE_MS = 340, SWAP_MS = 300, STEP_MS = 900;
const SLID = 0.6; // share of a step of writing in which the column slides to its place
const ARRIVED = READ_MS / (READ_MS + FLOW_MS); // share of the step of ⟨end⟩ after which its column flows into c

const stepNow = ({ one, rest }) => (rest.step < 0 ? one.last : Math.min(rest.step, one.last));
const asStep = ({ one }, step) => (step >= one.last ? -1 : Math.max(1, step));
const stepMs = ({ one }, step) => (step === one.R ? READ_MS + FLOW_MS : step < one.R ? READ_MS : WRITE_MS);
const ease = (share) => share * share * (3 - 2 * share);
const between = (from, to, share) => from + (to - from) * share;

// How far a step has been done, from 0 to 1; the column of ⟨end⟩ is there before it flows.
const doneShare = ({ at }, step) => clamp(at - step + 1, 0, 1);
const columnShare = (view, step) => ease(clamp(doneShare(view, step) / (step === view.one.R ? ARRIVED : 1), 0, 1));
const flowShare = (view) => ease(clamp((doneShare(view, view.one.R) - ARRIVED) / (1 - ARRIVED), 0, 1));
const writeShare = (view, t) => doneShare(view, view.one.R + t + 1);

// Pieces that are written, the one on its way among them.
const writtenNow = (view) => clamp(Math.ceil(view.at - view.one.R - 1e-6), 0, view.one.T);

function change(view, changed) {
  view.rest = { ...view.rest, ...changed };
  settle(view, () => (view.playing ? null : view.rest));
  say(view, () => restText(view));
  invalidate(view);
}

// One step on is a movement, all else is there at once.
function goTo(view, step) {
  const wanted = clamp(Math.round(step), 1, view.one.last), from = stepNow(view);
  view.glide = null;
  view.at = wanted === from + 1 ? from : wanted;
  if (wanted === from + 1) startGlide(view, wanted);
  if (!view.glide) view.at = wanted;
  change(view, { step: asStep(view, wanted) });
}

function stepBy(view, by) {
  stopSteps(view);
  goTo(view, stepNow(view) + by);
}

function jump(view, step) {
  stopSteps(view);
  view.glide = null;
  view.at = clamp(Math.round(step), 1, view.one.last);
  change(view, { step: asStep(view, view.at) });
}

function play(view) {
  const isAtEnd = () => stepNow(view) === view.one.last;
  playSteps(view, { ms: STEP_MS, isAtEnd, start: () => goTo(view, 1), next: () => goTo(view, stepNow(view) + 1) });
  settle(view, () => (view.playing ? null : view.rest));
}

function pinUnit(view, unit) {
  change(view, { unit: view.rest.unit === unit ? null : unit });
}

function walkUnits(view, by) {
  const { one, rest } = view;
  change(view, { unit: rest.unit === null ? (by > 0 ? 0 : one.C - 1) : clamp(rest.unit + by, 0, one.C - 1) });
}

// The same sentence in the other order: its words walk to their new places.
function startSwap(view, before, after) {
  const isTurned = before && before.text === after.text && before.order !== after.order && before.R === after.R;
  if (!isTurned || !view.frame || still()) return;
  view.swap = { from: before.source.map((_, i) => view.frame.read.row.at[i]), began: performance.now() };
}

// Where the word under a column stands while the words swap places; ⟨end⟩ stays the last.
function wordX(view, row, i) {
  const { swap, one } = view;
  if (!swap) return row.at[i];
  const before = i === one.R - 1 ? i : one.R - 2 - i;
  return between(swap.from[before] ?? row.at[i], row.at[i], ease(swap.share));
}

function runMotion(view, now) {
  if (view.glide) runGlide(view, now, stepMs(view, view.glide.to));
  if (!view.swap) return;
  view.swap.share = clamp(Math.max(0, now - view.swap.began) / SWAP_MS, 0, 1);
  if (view.swap.share === 1) view.swap = null;
}
