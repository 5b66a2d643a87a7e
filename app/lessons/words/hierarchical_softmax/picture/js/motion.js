// From turn to turn: `view.at` runs between 0, at the root, and the number of turns, at the leaf.

const GLIDE_MS = 380, STEP_MS = 850;

const formOf = (view) => FORMS.indexOf(view.rest.tree);
const lastStep = (view) => view.lot.depth(view.rest.scale, formOf(view), view.walked);
const stepNow = (view) => (view.rest.step < 0 ? lastStep(view) : Math.min(view.rest.step, lastStep(view)));
const asStep = (view, step) => (step >= lastStep(view) ? -1 : Math.max(0, step));
const turnsDone = (at) => Math.floor(at + 1e-6);

// The picture rests elsewhere: the page and who listens are told.
function change(view, changed) {
  view.rest = { ...view.rest, ...changed };
  view.walked = view.lot.places.get(view.rest.word);
  settle(view, () => (view.playing ? null : view.rest));
  announce(view);
  invalidate(view);
}

function goTo(view, step, isGlide = true) {
  const wanted = clamp(Math.round(step), 0, lastStep(view));
  view.glide = null;
  if (isGlide) startGlide(view, wanted);
  if (!view.glide) view.at = wanted;
  change(view, { step: asStep(view, wanted) });
}

function stepBy(view, by) {
  stopSteps(view);
  goTo(view, stepNow(view) + by);
}

function jump(view, step) {
  stopSteps(view);
  goTo(view, step, false);
}

function play(view) {
  Object.assign(view, { glide: null, at: stepNow(view) });
  playSteps(view, { ms: STEP_MS, isAtEnd: () => stepNow(view) >= lastStep(view), start: () => goTo(view, 0, false), next: () => goTo(view, stepNow(view) + 1) });
  settle(view, () => (view.playing ? null : view.rest));
}

// Another word, scale or tree: who is at the leaf is at the leaf there too. To another word the river runs from where the two
// ways part.
function turnTo(view, changed) {
  const before = view.walked, isEnd = view.rest.step < 0;
  stopSteps(view);
  Object.assign(view, { glide: null, pinned: null, pointed: null, focused: null });
  change(view, changed);
  view.at = stepNow(view);
  if (view.at === lastStep(view)) view.rest = { ...view.rest, step: -1 };
  if (isEnd && before !== view.walked) {
    view.at = commonTurns(view, before, view.walked);
    startGlide(view, lastStep(view));
    if (!view.glide) view.at = lastStep(view);
  }
}

function commonTurns({ lot, rest }, one, other) {
  const form = FORMS.indexOf(rest.tree), paths = [one, other].map((word) => pathTo(lot.bundled(rest.scale, form, word).words.get(word)).slice(0, -1));
  const parted = paths[0].findIndex((node, i) => node.key !== paths[1][i]?.key);
  return parted < 0 ? Math.min(paths[0].length, paths[1].length) - 1 : Math.max(0, parted - 1);
}

const walkTo = (view, word) => { if (word !== view.walked) turnTo(view, { word: view.lot.words[word] }); };

// Up and down: to the next leaf as they stand, in the real tree to the next word of the row.
function walkBy(view, by) {
  const order = view.rest.scale === "small" ? view.rows.map(({ node }) => node.word) : view.lot.words.map((_, i) => i);
  view.isLeafHeld = view.leafButtons.includes(view.shadow.activeElement);
  walkTo(view, order[clamp(order.indexOf(view.walked) + by, 0, order.length - 1)]);
}
