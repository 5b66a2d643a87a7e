// From stop to stop: through the moments of the text, then word by word; and from moment to moment of the training.

const GLIDE_MS = 700, TEXT_MS = 5000, WORD_MS = 1000, DROP = 0.62; // DROP: share of a step in which the weights fall
const FILM_MS = 5000, MOVE_MS = 420;

const stopNow = (view) => clamp(Math.ceil(view.at - 1e-6), 0, view.scene.last);
const stepShare = (view) => 1 - (stopNow(view) - view.at);
const asStep = ({ scene }, stop) => (stop >= scene.last ? -1 : scene.stops[stop]);
const centreNow = (view) => view.scene.centre(stopNow(view));

// Whether what the centre writes has come to its cells, and how bright these still are.
const isLanded = (view) => stepShare(view) >= DROP - 1e-6;
const glowNow = (view) => (isLanded(view) && stepShare(view) < 1 ? (1 - stepShare(view)) / (1 - DROP) : 0);

// X as it stands now: between two moments of the text on its way from one to the other.
function countsNow(view) {
  const { scene, rest, at } = view, stop = stopNow(view), share = stepShare(view);
  if (scene.stops[stop] >= scene.M) return scene.counts(stop, rest, isLanded(view));
  const to = scene.counts(stop, rest);
  if (share >= 1) return to;
  const from = scene.counts(Math.max(0, Math.floor(at)), rest);
  return to.map((x, i) => from[i] + (x - from[i]) * share);
}

// The picture rests elsewhere: the page and who listens are told.
function change(view, changed) {
  view.rest = { ...view.rest, ...changed };
  settle(view, () => (view.playing || view.film || view.kneeAt ? null : view.rest));
  announce(view);
  invalidate(view);
}

function goTo(view, stop, isGlide = true) {
  const wanted = clamp(Math.round(stop), 0, view.scene.last);
  Object.assign(view, { playing: null, glide: null });
  if (isGlide && wanted > view.at) {
    view.at = Math.max(view.at, wanted - 1);
    startGlide(view, wanted);
  }
  if (!view.glide) view.at = wanted;
  change(view, { step: asStep(view, wanted) });
}

const stepBy = (view, by) => goTo(view, stopNow(view) + by);

function play(view) {
  const { scene } = view, isOn = !view.playing;
  if (isOn && view.at >= scene.last) view.at = 0;
  Object.assign(view, { glide: null, playing: isOn ? { from: view.at, began: performance.now() } : null });
  if (!isOn) goTo(view, view.at < scene.M - 1 ? view.at : stopNow(view), false);
  invalidate(view);
}

// Where the counting stands: the text in some seconds, then a second for a word.
function tick(view, now) {
  const { scene, playing: { from, began } } = view, first = scene.M - 1, inText = Math.max(0, first - from),
    pace = TEXT_MS / first;
  const ms = now - began, words = Math.max(0, (ms - inText * pace) / WORD_MS),
    share = Math.min(1, ((words % 1) * WORD_MS) / GLIDE_MS);
  const at = ms < inText * pace ? from + ms / pace : Math.max(first, from) + Math.floor(words) + share;
  view.at = still() ? Math.floor(at) : Math.min(at, scene.last);
  if (view.at < scene.last) return;
  view.playing = null;
  goTo(view, scene.last, false);
}

// The moment of the training goes to another one; `ms` long, as a film or as a short move.
function runMoment(view, to, ms, isFilm = false) {
  view.film = still() && !isFilm ? null : { from: view.moment, to, began: performance.now(), ms, isFilm };
  if (!view.film) view.moment = to;
  change(view, { moment: asMoment(view, to) });
}

const asMoment = ({ scene }, moment) => (moment >= scene.F - 1 ? -1 : Math.round(moment));

function playFilm(view) {
  const { scene } = view, last = scene.F - 1, isOn = !view.film?.isFilm;
  if (!isOn) { view.film = null; view.moment = Math.round(view.moment); change(view, { moment: asMoment(view, view.moment) });
    return; }
  if (view.moment >= last) view.moment = 0;
  runMoment(view, last, (FILM_MS * (last - view.moment)) / Math.max(1, last), true);
}

function tickFilm(view, now) {
  const { from, to, began, ms, isFilm } = view.film, share = clamp((now - began) / Math.max(1, ms), 0, 1),
    at = from + (to - from) * share;
  view.moment = isFilm && still() ? Math.floor(at) : at;
  if (share < 1) return;
  view.film = null;
  change(view, {});
}

// What the vectors say of each cell: where the training says, or on the way there from where it was.
function fittedNow(view, now) {
  const { scene, fitted } = view, moving = view.newer, share = moving ? clamp((now - moving.began) / moving.ms, 0, 1) : 1;
  for (let s = 0; s < scene.S; s++) {
    const { sum } = scene.parts(s, view.moment);
    fitted[s] = share < 1 ? moving.from[s] + (sum - moving.from[s]) * share : sum;
  }
  if (share === 1) view.newer = null;
  return fitted;
}

function pinCell(view, i, j) {
  const { scene, rest } = view, isSame = rest.row === scene.words[i] && rest.column === scene.words[j];
  change(view, isSame ? { row: "", column: "" } : { row: scene.words[i], column: scene.words[j] });
}

// The cell that is pinned: its row, column and place in X; null for none.
function pinned({ scene, rest }) {
  const [i, j] = [rest.row, rest.column].map((word) => scene.words.indexOf(word));
  return i < 0 || j < 0 ? null : { i, j, at: i * scene.n + j, s: scene.cell(i, j) };
}

function setKnee(view, x) {
  const wanted = clamp(tidySize(x), 1, 1000);
  if (wanted !== view.rest.x_max) change(view, { x_max: wanted });
}

// Two digits that tell something; whole numbers from 10 on.
function tidySize(x) {
  return x < 10 ? Math.round(x * 10) / 10 : x < 100 ? Math.round(x) : Math.round(x / 10) * 10;
}
