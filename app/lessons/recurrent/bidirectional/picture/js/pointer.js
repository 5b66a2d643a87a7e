// Pointer and keys: a word is looked at, a cell tells its product.

function listen(view) {
  const { stage } = view;
  stage.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") point(view, hitOf(event), event); });
  stage.addEventListener("pointerleave", () => point(view, null));
  stage.addEventListener("scroll", () => point(view, null));
  pressesOn(stage, (hit) => chosen(view, hit));
  stage.addEventListener("keydown", (event) => press(view, event, { ArrowUp: () => look(view, view.rest.word - 1), ArrowDown: () => look(view, view.rest.word + 1) }));
  listenToTerms(view, view.lines, (term) => marksOf(view, term));
}

const placeOf = (hit) => { const [kind, ...rest] = hit?.split(" ") ?? []; return kind === "cell" ? { kind, side: rest[0], t: Number(rest[1]), r: Number(rest[2]) } : { kind, t: Number(rest[0]) }; };

function point(view, hit, event = null) {
  const { kind, side, t, r } = placeOf(hit), pointed = kind ? t : null;
  if (view.pointed !== pointed || view.hit !== hit) {
    Object.assign(view, { pointed, hit });
    mark(view, "picture", { cell: side, tag: "tag" }[kind] ?? null);
    invalidate(view);
  }
  showTip(view, !kind ? [] : kind === "cell" ? cellLines(view, side, t, r) : kind === "waitleft" ? [view.labels.waits_left] : wordLines(view, t), event);
}

function chosen(view, hit) {
  const { kind, t } = placeOf(hit);
  view.tip.hidden = true;
  if (kind) look(view, t);
}

function look(view, t) {
  view.rest = { ...view.rest, word: clamp(t, 0, view.model.T - 1) };
  Object.assign(view, { pointed: null, isFollowed: false });
  settle(view);
  announce(view);
  invalidate(view);
}

function announce(view) {
  say(view, () => `${statusText(view)}. ${visible(view.model.words[view.rest.word])}: ${wordLines(view, view.rest.word).map((line) => line.replace(/\.$/, "")).join(". ")}`);
}
