// What can be changed: the open row and its words, B, α, the filter, the marks; and how the picture gets there.

const MORPH_MS = 200, WORD_MS = 260, PLAY_MS = 620, FLASH_MS = 700, DRAWN_MS = 90; // DRAWN_MS: a word of a row that opens

const ease = (x) => (x < 0.5 ? 2 * x * x : 1 - (2 - 2 * x) ** 2 / 2);
const openOf = (view) => view.found.get(view.rest.row);
const lastStep = (view) => { const { human, machine } = openOf(view); return Math.max(human.T, machine.T); };
const stepNow = (view) => (view.rest.step < 0 ? lastStep(view) : Math.min(view.rest.step, lastStep(view)));
const asStep = (view, step) => (step >= lastStep(view) ? -1 : Math.max(0, step));

// Verdicts and the rows that are listed, after any change.
function examine(view) {
  Object.assign(view, view.cases.examine(view.rest));
  view.low = lowOf(view.found);
  view.listed = view.cases.rows.filter((row) => view.rest.only === "all" || view.found.get(row).kind === view.rest.only || row === view.rest.row);
}

function change(view, changed) {
  view.rest = { ...view.rest, ...changed };
  settle(view, () => (view.playing ? null : view.rest));
  announce(view);
  invalidate(view);
}

// Another B, α or mark: bars and tally slide to what they are now, and rows with another verdict flash once.
function rejudge(view, changed) {
  const before = view.found, isAll = view.rest.step < 0 || view.rest.step >= lastStep(view), now = performance.now();
  stopSteps(view);
  const from = { scores: new Map([...before].map(([row]) => [row, scoresShown(view, row)])), low: lowShown(view), pieces: piecesShown(view) };
  change(view, changed);
  examine(view);
  if (!still()) {
    view.morph = { began: now, share: 0, from };
    for (const [row, { kind }] of view.found) if (before.get(row)?.kind !== kind) view.flashes.set(row, now);
  }
  view.glide = null;
  view.rest.step = isAll ? -1 : asStep(view, view.rest.step);
  view.at = stepNow(view);
  holdInView(view);
}

const setWidth = (view, width) => { if (width !== view.rest.width) rejudge(view, { width }); };
const setAlpha = (view, alpha) => { if (alpha !== view.rest.alpha) rejudge(view, { alpha }); };

// "As good as y*", or no longer: the mark is that of the text, at whatever width and α it is written.
function toggleGood(view) {
  const { row, machine, kind } = openOf(view), code = PLACES * row + machine.place, { good } = view.rest;
  if (kind !== "equal") rejudge(view, { good: good.includes(code) ? good.filter((one) => one !== code) : [...good, code].sort((a, b) => a - b) });
}

// One verdict's rows; the open row stays if it is one of them, else the first opens.
function setOnly(view, kind) {
  const only = view.rest.only === kind ? "all" : kind, rows = view.cases.rows.filter((row) => only === "all" || view.found.get(row).kind === only);
  stopSteps(view);
  const row = rows.includes(view.rest.row) || !rows.length ? view.rest.row : rows[0];
  change(view, { only });
  examine(view);
  if (row !== view.rest.row) openRow(view, row, false);
  view.list.scrollTop = targetOf(view, true);
  invalidate(view);
}

// A row opens as a drawer, and its two stairs are drawn word by word.
function openRow(view, row, isMoving = !still()) {
  if (row === view.rest.row || !view.found.has(row)) return;
  stopSteps(view);
  view.drawer = isMoving ? { from: view.rest.row, to: row, began: performance.now() } : null;
  change(view, { row, step: -1 });
  examine(view);
  drawWords(view, isMoving);
  scrollTo(view, targetOf(view), isMoving);
}

function drawWords(view, isMoving) {
  const last = lastStep(view);
  Object.assign(view, { glide: null, at: isMoving ? 0 : last, glideMs: Math.min(1200, DRAWN_MS * last) });
  if (isMoving) startGlide(view, last);
}

function walkRows(view, by) {
  const at = view.listed.indexOf(view.rest.row), row = view.listed[clamp(at + by, 0, view.listed.length - 1)], isHeld = view.rowBox.contains(view.shadow.activeElement);
  openRow(view, row);
  if (isHeld) view.focusRow = row;
}

function goTo(view, step, isMoving = true) {
  const wanted = clamp(Math.round(step), 0, lastStep(view));
  view.glide = null;
  view.glideMs = WORD_MS;
  if (isMoving) startGlide(view, wanted);
  if (!view.glide) view.at = wanted;
  change(view, { step: asStep(view, wanted) });
}

// A word on or back; on from the end, where a row rests when it opens, begins anew.
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
  playSteps(view, { ms: PLAY_MS, isAtEnd: () => stepNow(view) >= lastStep(view), start: () => goTo(view, 0, false), next: () => goTo(view, stepNow(view) + 1) });
  settle(view, () => (view.playing ? null : view.rest));
}

// Escape: no filter, all words, nothing marked.
function letGo(view) {
  view.pointed = null;
  if (view.rest.only !== "all") setOnly(view, view.rest.only);
  jump(view, lastStep(view));
}

function scrollTo(view, to, isMoving) {
  view.scroll = isMoving ? { from: view.list.scrollTop, to, began: performance.now() } : null;
  if (!isMoving) view.scrollAfter = to;
  invalidate(view);
}

// The row stays where it is seen, though others have come or gone above it.
function holdInView(view) {
  if (view.rest.only !== "all") view.scrollAfter = targetOf(view);
}

// The clocks of all that moves; says whether anything still does.
function runClocks(view, now) {
  runGlide(view, now, view.glideMs ?? WORD_MS);
  const along = (one) => clamp((now - one.began) / MORPH_MS, 0, 1);
  for (const name of ["morph", "drawer"]) {
    if (!view[name]) continue;
    view[name].share = ease(along(view[name]));
    if (along(view[name]) === 1) view[name] = null;
  }
  for (const [row, began] of view.flashes) if (now - began > FLASH_MS) view.flashes.delete(row);
  return Boolean(view.glide || view.morph || view.drawer || view.scroll || view.flashes.size);
}

function runScroll(view, now) {
  if (view.scrollAfter !== undefined) view.list.scrollTop = view.scrollAfter;
  view.scrollAfter = undefined;
  if (!view.scroll) return;
  const { from, to, began } = view.scroll, along = clamp((now - began) / MORPH_MS, 0, 1);
  view.list.scrollTop = from + (to - from) * ease(along);
  if (along === 1) view.scroll = null;
}

const between = (from, to, share) => from + (to - from) * share;
const scoresShown = ({ morph, found }, row) => found.get(row).scores.map((value, i) => (morph ? between(morph.from.scores.get(row)?.[i] ?? value, value, morph.share ?? 0) : value));
const lowShown = ({ morph, low }) => (morph ? between(morph.from.low, low, morph.share ?? 0) : low);
const openShare = (view, row) => (view.drawer ? (row === view.drawer.to ? view.drawer.share ?? 0 : row === view.drawer.from ? 1 - (view.drawer.share ?? 0) : 0) : Number(row === view.rest.row));
