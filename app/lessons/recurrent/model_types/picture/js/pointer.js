// Pointer and keys. An arrow that is dotted says why there is none; a word says what ŷ would be without it.

function listen(view) {
  const { stage } = view;
  stage.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") point(view, hitOf(event), event); });
  stage.addEventListener("pointerleave", () => point(view, null));
  stage.addEventListener("scroll", () => { placeAxis(view); point(view, null); });
  pressesOn(stage, (hit) => ask(view, hit));
  stage.addEventListener("keydown", (event) => press(view, event, { ArrowUp: () => ask(view, `out ${view.rest.step}`), ArrowDown: () => ask(view, `in ${view.rest.step}`), Enter: () => ask(view, `box ${view.rest.step}`),
    PageDown: () => openNext(view, 1), PageUp: () => openNext(view, -1), Escape: () => ask(view, null) }));
  listenToTerms(view, view.lines, (term) => marksOf(view, term));
}

function point(view, hit, event = null) {
  if (view.pointed !== hit) {
    const [kind, place] = hit?.split(" ") ?? [], t = Number(place), isOpen = t === view.rest.step;
    view.pointed = hit;
    view.without = kind === "in" && view.run.without && t < view.run.without.length ? t : null;
    mark(view, "picture", !isOpen ? null : kind === "in" ? "input" : kind === "out" ? "output" : kind === "box" ? (view.run.isRead(t) ? "state" : "written") : null);
    invalidate(view);
  }
  showTip(view, hit ? tipLines(view, hit) : [], event);
}

function tipLines(view, hit) {
  const [kind, place] = hit.split(" "), t = Number(place), { run, labels } = view;
  if (kind === "memory") return [labels.why_memory];
  if (kind === "first") return [beginText(view)];
  if (kind === "box") return [stateText(view, t), ...(t === view.rest.step ? [] : [labels.click_box])];
  if (kind === "in") return run.boxes[t].reads ? [inputText(view, t), withoutText(view, t)].filter(Boolean) : [inputText(view, t)];
  return [run.boxes[t].writes ? outputText(view, t) : `${outputText(view, t)} ${labels.click_why}`];
}

// A press: a box is opened; an arrow, or the place of one, answers beside the picture.
function ask(view, hit) {
  const [kind, place] = hit?.split(" ") ?? [], t = Number(place), { run, labels } = view;
  const box = run.boxes[t];
  if (kind === "box" && t !== view.rest.step) { halt(view); go(view, t); return; }
  view.answer = { memory: () => labels.why_memory, first: () => beginText(view), box: () => boxText(view, t), in: () => [inputText(view, t), withoutText(view, t)].filter(Boolean).join(" "),
    out: () => (box.writes ? outputText(view, t) : whyOut(view, t)) }[kind]?.() ?? null;
  view.without = kind === "in" && run.without && t < run.without.length ? t : null;
  if (view.answer) { hideNotes(view); say(view, () => view.answer); }
  view.tip.hidden = true;
  invalidate(view);
}

function openNext(view, by) {
  const { order } = view.model, at = order.indexOf(view.rest.shape);
  openShape(view, order[clamp(at + by, 0, order.length - 1)]);
}
