// Pointer and keys: a letter is pinned, a cell or a point of a curve is looked at.

function listen(view) {
  const { stage } = view;
  stage.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") point(view, hitOf(event), event); });
  stage.addEventListener("pointerleave", () => point(view, null));
  pressesOn(stage, (hit) => chosen(view, hit));
  stage.addEventListener("keydown", (event) => press(view, event, { ArrowUp: () => look(view, view.rest.look - 1), ArrowDown: () => look(view, view.rest.look + 1) }));
  listenToTerms(view, view.lines, (term) => marksOf(view, term));
}

function point(view, hit, event = null) {
  const [kind, place] = hit?.split(" ") ?? [], k = Number(place), { rest, labels } = view, isEarlier = (kind === "cell" || kind === "letter") && k < rest.pin;
  const pointed = isEarlier ? k : null;
  if (view.pointed !== pointed || view.hit !== hit) {
    Object.assign(view, { pointed, hit });
    mark(view, "picture", kind === "cliff" ? "norm" : isEarlier ? "reach" : null);
    invalidate(view);
  }
  const lines = { letter: () => [k ? labels.click_letter : labels.first_letter], cell: () => (isEarlier ? cellLines(view, k) : [labels.after]), cliff: () => [markSaid(view, "cliff"), labels.click_cliff] }[kind]?.() ?? [];
  showTip(view, kind === "letter" && isEarlier ? [...cellLines(view, k), ...lines] : lines, event);
}

function cellLines({ model, rest, labels }, k) {
  const rows = model.order.map((cell) => fill(labels.tip_cell, { cell: cell.toUpperCase(), norm: scientific(model.value(cell, rest.pin, k)), factor: model.perLetter(cell, rest.pin, k).toFixed(3), rank: model.rank(cell, rest.pin, k) }));
  return [fill(labels.looked, { token: isolated(visible(model.tokens[k])), back: rest.pin - 1 - k }), ...rows];
}

function chosen(view, hit) {
  const [kind, place] = hit?.split(" ") ?? [], k = Number(place);
  view.tip.hidden = true;
  if (kind === "letter" && k > 0) { halt(view); go(view, k); }
  else if ((kind === "cell" || kind === "letter") && k < view.rest.pin) look(view, k);
  else if (kind === "cliff") view.trigger("open", Date.now());
}

// Another letter's loss: a wave runs back from it. The letter that was looked at is so again once it is read.
function go(view, pin) {
  const now = clamp(pin, 1, view.model.count - 1), before = view.rest.pin;
  if (now === before) return;
  view.rest = { ...view.rest, pin: now, look: Math.min(view.wished, now - 1) };
  view.pointed = null;
  startWave(view, before);
  settle(view);
  announce(view);
  invalidate(view);
}

function look(view, k) {
  view.wished = clamp(k, 0, view.rest.pin - 1);
  view.rest = { ...view.rest, look: view.wished };
  view.pointed = null;
  settle(view);
  announce(view);
  invalidate(view);
}

function announce(view) {
  say(view, () => `${statusText(view)}. ${cellLines(view, view.rest.look).join(". ")}`);
}
