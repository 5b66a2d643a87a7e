// Where the picture rests, and what a visitor's moves make of it. What stands before the open step stays as it is: `kept`.

const SETTINGS = ["temperature", "top_k", "top_p", "min_p", "temperature_last"];
const LAST_SEED = 9999, LAST_NEEDLE = 0.999, SWING_MS = 250;

const settingsOf = (rest) => Object.fromEntries(SETTINGS.map((name) => [name, rest[name]]));

// Whether what the server sent is what the picture's rest asks for.
const isFresh = ({ rest, model }) => isMadeFor(model, rest);

function isMadeFor(model, rest) {
  const { made } = model, held = rest.kept.length, was = made.kept.length;
  if (rest.seed !== made.seed || held < was || SETTINGS.some((name) => rest[name] !== made[name])) return false;
  if (rest.kept.some((symbol, i) => symbol !== model.symbol(i))) return false;
  return held === was ? rest.needle === made.needle : rest.needle === null;
}

// The symbols before step n as they stand now; how they were drawn is remembered, for the margin.
function keptTo(view, n) {
  const { rest, model, memory } = view, settings = settingsOf(model.made);
  for (let i = rest.kept.length; i < n; i++) memory[i] = { index: model.tokens[i], u: model.us[i], settings };
  return Array.from({ length: n }, (_, i) => rest.kept[i] ?? model.symbol(i));
}

// Whether the rest can be shown from these draws: they have what stands before the open step.
function canShow(model, rest) {
  return rest.step < model.T && rest.step <= rest.kept.length && rest.kept.slice(0, rest.step).every((symbol, i) => symbol === model.symbol(i));
}

// The open step's draw: the piece, its symbol, the random number. A symbol that is kept was not hit by it.
function drawNow(view) {
  const { rest, model, warp } = view, n = rest.step, { order } = model.ranking(n), isKept = n < rest.kept.length;
  const own = model.us[n] ?? 0, u = view.swing?.now ?? (n === rest.kept.length ? rest.needle : null) ?? own;
  const place = isKept ? order.indexOf(model.places.get(rest.kept[n])) : pieceAt(warp.edges[2], u, warp.most), [from, to] = [warp.edges[2][place], warp.edges[2][place + 1]];
  return { place, u: isKept ? (from + to) / 2 : u, isKept, token: model.symbols[order[place]] };
}

// A setting moves: the same logits, the same needle, another symbol under it.
function change(view, changes) {
  const { rest } = view, n = rest.step;
  stop(view);
  view.rest = { ...rest, ...changes, kept: keptTo(view, n), needle: n === rest.kept.length ? rest.needle : null };
  settled(view);
}

function moveNeedle(view, u) {
  stop(view);
  view.rest = { ...view.rest, kept: keptTo(view, view.rest.step), needle: Math.round(clamp(u, 0, LAST_NEEDLE) * 1000) / 1000 };
  settled(view);
}

// Another random number at step n, and at all that follow.
function drawAgain(view) {
  stop(view);
  const { rest } = view, n = rest.step;
  view.rest = { ...rest, step: n, kept: keptTo(view, n), seed: rest.seed >= LAST_SEED ? 1 : rest.seed + 1, needle: null };
  if (!still()) view.swing = { from: view.shown.u, now: view.shown.u, to: null };
  settled(view, 0);
}

// A finished text is written again, step by step.
function replay(view, sample) {
  stop(view);
  const { rest } = view;
  view.warm = rest.temperature || view.warm; // greedy is no temperature that one draws on with
  view.rest = { ...rest, step: 0, kept: [], needle: null, ...(sample.seed === null ? { temperature: 0 } : { seed: sample.seed }) };
  view.at = 0;
  view.wanted = { step: 0, isPlayed: true };
  settled(view, 0);
  goOn(view);
}

// Whatever moves or waits does so no more.
function stop(view) {
  halt(view);
  Object.assign(view, { wanted: null, swing: null });
}

function settled(view, delay = SEND_MS) {
  settle(view, () => view.rest, delay);
  announceDraw(view);
  invalidate(view);
}

// To a step, gliding or at once. One that is not written yet is waited for.
function go(view, step, isGlide = false) {
  if (step > view.rest.kept.length && !isFresh(view)) {
    view.wanted = { step, isGlide };
    settle(view, () => view.rest, 0);
    return;
  }
  const { rest, model } = view, to = clamp(step, 0, model.T - 1);
  const isPast = rest.needle !== null && to > rest.kept.length; // what was picked by hand stays
  const now = { ...rest, step: to, ...(isPast ? { kept: keptTo(view, rest.kept.length + 1), needle: null } : {}) };
  view.wanted = null;
  if (isGlide && to !== rest.step && view.pieces) {
    view.folding = barMarks(view, { ...barShape(view, 2), top: 0 }, { isKeptOnly: true, isLabelled: false });
    startGlide(view, to);
  }
  view.rest = now;
  if (!view.glide) view.at = to;
  point(view, null);
  settled(view);
}

// What was waited for, once it has come.
function goOn(view) {
  const { wanted, swing } = view;
  if (!isFresh(view)) return;
  if (swing?.to === null) Object.assign(swing, { to: view.model.us[view.rest.step], began: performance.now() });
  if (!wanted) return;
  view.wanted = null;
  go(view, wanted.step, wanted.isGlide);
  if (wanted.isPlayed) view.moves.play();
}

// The needle on its way to another random number.
function runSwing(view, now) {
  const { swing } = view;
  if (!swing || swing.to === null) return;
  const along = clamp((now - swing.began) / SWING_MS, 0, 1);
  swing.now = swing.from + (swing.to - swing.from) * along * (2 - along);
  if (along === 1) view.swing = null;
}
