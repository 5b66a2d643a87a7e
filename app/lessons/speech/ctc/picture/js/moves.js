// What can be changed: the frame at the cursor, the label, the place of the trellis that is looked into; and playing.

const TYPED_MS = 500, MARGIN_KEYS = 14, MARGIN_POINTER = 1.5; // frames that the cursor keeps from the edges of the window

// The page is told, unless the sound plays.
function tell(view, delay) {
  settle(view, () => (view.sound.isPlaying || view.composing ? null : view.rest), delay);
}

function change(view, changed, delay) {
  view.rest = { ...view.rest, ...changed };
  tell(view, delay);
  announce(view);
  invalidate(view);
}

// The cursor to a frame; what plays goes on from there.
function goTo(view, step, margin = MARGIN_KEYS) {
  const wanted = clamp(Math.round(step), 0, view.model.T - 1);
  Object.assign(view, { at: wanted, margin, fall: null });
  if (view.place) view.place = { ...view.place, t: wanted };
  change(view, { step: wanted });
  if (view.sound.isPlaying) view.sound.play(view.model.timeOf(wanted));
}

// A single step on is seen to happen.
function jump(view, step, margin) {
  const isOn = step === view.rest.step + 1 && step < view.model.T;
  if (view.sound.isPlaying) stopSound(view);
  goTo(view, step, margin);
  if (isOn) startFall(view);
}

function play(view) {
  if (view.sound.isPlaying) { stopSound(view); return; }
  const { model } = view, isAtEnd = view.rest.step >= model.T - 1;
  point(view, null);
  view.margin = MARGIN_KEYS;
  view.sound.play(isAtEnd ? 0 : model.timeOf(view.rest.step));
  invalidate(view);
}

function stopSound(view) {
  view.sound.stop();
  view.at = view.rest.step;
  tell(view);
  invalidate(view);
}

// One frame of playing: the cursor goes to where the sound is.
function tick(view) {
  const now = view.sound.now(), { model } = view;
  view.at = model.frameOf(now);
  view.rest = { ...view.rest, step: Math.round(view.at) };
  if (now >= Math.max(model.seconds, model.timeOf(model.T - 1))) stopSound(view);
  else invalidate(view);
}

// Another label; an empty one is what the search has found.
function setLabel(view, label, delay = 150) {
  point(view, null);
  Object.assign(view, { preview: null, refused: "" });
  change(view, { label }, delay);
}

// A label that is only looked at: a row of the beam under the pointer.
function setPreview(view, label) {
  if (view.preview === label) return;
  view.preview = label;
  invalidate(view);
}

// A place of the trellis that is looked into: {t, row}.
function point(view, place) {
  if (JSON.stringify(view.place ?? null) === JSON.stringify(place)) return;
  view.place = place;
  mark(view, "picture", place ? "alpha" : null);
  invalidate(view);
}

// The rows at the cursor, one after the other, from the one that the best path takes.
function moveRow(view, by) {
  const { spelling: { trellis: { best, S } }, place, rest } = view;
  if (!best.length) return;
  const row = place?.t === rest.step ? place.row + by : best[rest.step];
  point(view, { t: rest.step, row: clamp(row, 0, S - 1) });
  announce(view);
}
