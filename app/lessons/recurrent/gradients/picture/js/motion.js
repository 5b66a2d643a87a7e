// What moves: another pin runs back from it like a wave, other weights or another radius turn the curves.

const A_LETTER_MS = 7, FADE_MS = 260;

// What was shown so far is left behind as `view.past`.
function startWave(view, pin) {
  view.past = still() ? null : { kind: "wave", model: view.model, pin, began: performance.now() };
}

function startFade(view, model, pin) {
  view.past = still() || model.count !== view.model.count ? null : { kind: "fade", model, pin, began: performance.now() };
}

function endMotion(view, now) {
  const { past, rest } = view;
  if (past && now - past.began > (past.kind === "fade" ? FADE_MS : A_LETTER_MS * (rest.pin + 1))) view.past = null;
}

// log₁₀ of the norm of a cell at letter k as it is shown now; null for none.
function shownValue(view, cell, k, now) {
  const { model, rest, past } = view, value = model.value(cell, rest.pin, k);
  if (!past) return value;
  const old = past.model.value(cell, past.pin, k), along = now - past.began;
  if (past.kind === "fade") return value === null || old === null ? value : old + (value - old) * clamp(along / FADE_MS, 0, 1);
  return along >= A_LETTER_MS * (rest.pin - 1 - k) ? value : old;
}

// Whether the wave has already come by letter k: then its colour is of the new pin.
function shownPin(view, k, now) {
  const { rest, past } = view;
  return past?.kind === "wave" && now - past.began < A_LETTER_MS * (rest.pin - 1 - k) ? past.pin : rest.pin;
}
