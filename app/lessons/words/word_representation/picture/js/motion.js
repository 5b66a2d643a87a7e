// The product runs column by column; another word, another V.

const PLAY_MS = 4600, FLY_MS = 200, BREAK = 7, JUMP_MS = 500; // a break takes as long as seven columns

// Steps that there are, in columns of all that are known; where the picture stands among those that are shown.
const lastStep = (view) => columnsOf(view).at(-1)?.end ?? 0;
const shownStep = (view) => columnsOf(view).filter((one) => one.end <= view.at).length;
const isReached = (view) => view.at >= (columnsOf(view)[view.lit]?.end ?? Infinity);

// How many columns of E have been multiplied; within a break that is being passed, a part of it.
function doneColumns(view) {
  const columns = columnsOf(view), i = shownStep(view), before = i ? columns[i - 1].to + 1 : 0;
  return i < columns.length && view.playing ? before + Math.floor((columns[i].to + 1 - before) * (view.part ?? 0)) : before;
}

function tick(view, now) {
  const columns = columnsOf(view), weights = columns.map((one) => (one.cells ? 1 : BREAK)), whole = weights.reduce((sum, one) => sum + one, 0), { began, from } = view.playing;
  const gone = Math.max(0, now - began), passed = still() ? Math.floor(gone / JUMP_MS) * JUMP_MS : gone, start = weights.slice(0, from).reduce((sum, one) => sum + one, 0);
  let left = start + (passed / PLAY_MS) * whole, i = 0;
  while (i < weights.length && left >= weights[i]) left -= weights[i++];
  view.at = i ? columns[i - 1].end : 0;
  view.part = i < weights.length ? left / weights[i] : 0;
  if (i >= weights.length) play(view, false);
}

function play(view, isOn) {
  const wasOn = Boolean(view.playing), isEnd = view.at >= lastStep(view);
  if (isOn && isEnd) { view.at = 0; view.isFlown = false; fly(view, "lookup"); }
  view.playing = isOn ? { from: shownStep(view), began: performance.now() } : null;
  if (wasOn && !isOn) { view.part = 0; change(view, { step: stepNow(view) }); }
  invalidate(view);
}

const stepNow = (view) => (view.at >= lastStep(view) ? -1 : view.at);

// To the step `i` of those that are shown.
function go(view, i) {
  const columns = columnsOf(view), to = clamp(i, 0, columns.length);
  view.playing = null;
  view.part = 0;
  view.at = to ? columns[to - 1].end : 0;
  change(view, { step: stepNow(view) });
}

// The picture rests elsewhere: the page and who listens are told.
function change(view, changed) {
  view.rest = { ...view.rest, ...changed };
  settle(view, () => (view.playing ? null : view.rest));
  announce(view);
  invalidate(view);
}

// A word is opened, in all parts; V is as large as it must be.
function open(view, word) {
  const { shown, rest } = view;
  if (word === rest.word || !shown.places.has(word)) return;
  const size = Math.max(rest.size, shown.sizes[shown.least[shown.place(word)]]);
  Object.assign(view, { playing: null, part: 0, pinned: null, at: Infinity, note: size > rest.size ? noteOfLeast(view, word, size) : "" });
  showTip(view, [], null);
  change(view, { word, size, step: -1 });
  view.isFlown = true;
  for (const part of ["product", "lookup", "one"]) fly(view, part);
}

function noteOfLeast({ shown, labels }, word, size) {
  return fill(labels.least, { word: isolated(visible(word)), column: grouped(shown.rows[shown.place(word)]), size: grouped(size) });
}

// Another V, at once; never so small that the word is not in it.
function setSize(view, sizeAt) {
  const { shown, rest } = view, least = shown.least[shown.place(rest.word)], to = clamp(sizeAt, least, shown.sizes.length - 1), isEnd = view.at >= lastStep(view), done = doneColumns(view);
  const note = sizeAt < least ? noteOfLeast(view, rest.word, shown.sizes[least]) : "";
  if (note === view.note && shown.sizes[to] === rest.size) return;
  view.note = note;
  view.playing = null;
  view.rest = { ...view.rest, size: shown.sizes[to] };
  const all = columnsOf(view);
  view.at = isEnd ? lastStep(view) : all.filter((one) => one.to < done).at(-1)?.end ?? 0;
  change(view, { step: stepNow(view) });
}

function fly(view, part) {
  if (still()) return;
  view.flights[part] = performance.now();
}

// How far a flight has come, 1 where there is none.
function flown(view, part, now) {
  const began = view.flights[part];
  if (began === undefined) return 1;
  const along = clamp((now - began) / FLY_MS, 0, 1);
  if (along === 1) delete view.flights[part];
  else view.isFlying = true;
  return along * along * (3 - 2 * along);
}

// The lit column flies to e as soon as it has been reached.
function noteReached(view) {
  const now = isReached(view);
  if (now && !view.isFlown && view.drawnOnce) fly(view, "product");
  view.isFlown = now;
  view.drawnOnce = true;
}
