// Keys, pointer and touch.

function listen(view) {
  const { stage } = view;
  view.figure.addEventListener("keydown", (event) => onKey(view, event));
  stage.addEventListener("pointermove", (event) => onPoint(view, event));
  stage.addEventListener("pointerleave", () => point(view, null));
  stage.addEventListener("pointerdown", (event) => onPress(view, event));
  stage.addEventListener("pointerup", (event) => onRelease(view, event));
  stage.addEventListener("pointercancel", () => { view.press = null; });
  for (const [type, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
    view.root.addEventListener(type, (event) => onTerm(view, event, on));
  }
  view.headings.addEventListener("click", (event) => {
    const term = event.target.closest("[data-term]")?.dataset.term;
    if (term) toggleUnfold(view, term);
  });
}

function onKey(view, event) {
  if (event.target.closest("input, select, .popup")) return;
  const inHeading = event.target.closest(".heading");
  if (inHeading && event.key === " ") return;
  press(view, event, { ArrowUp: () => moveUnit(view, -1), ArrowDown: () => moveUnit(view, 1), Escape: () => escape(view),
    ...(inHeading ? { ",": () => rove(view, -1), ".": () => rove(view, 1) } : {}) });
}

function moveUnit(view, by) {
  const { rest, model, order, rowOf } = view;
  const row = rest.unit === null ? (by > 0 ? 0 : model.H - 1) : clamp(rowOf[rest.unit] + by, 0, model.H - 1);
  view.pointed = null;
  change(view, { unit: order[row] });
}

// What was opened last is closed first; then the last gate is let go of that is held, and then the row.
function escape(view) {
  if (view.popup) closePopup(view);
  else if (view.unfolded) closeUnfold(view);
  else if (view.rest.pins.length) changePins(view, view.rest.pins.slice(0, -1));
  else if (view.rest.unit !== null) change(view, { unit: null });
}

function rove(view, by) {
  view.roving = clamp((view.roving ?? 0) + by, 0, view.headingNodes.length - 1);
  invalidate(view);
  view.headingNodes[view.roving].button.tabIndex = 0;
  view.headingNodes[view.roving].button.focus();
}

function locate(view, event) {
  const box = view.canvas.getBoundingClientRect();
  return hit(view.model, view.frame, view.place, view.order, event.clientX - box.left, event.clientY - box.top);
}

function onPoint(view, event) {
  if (!view.place || event.target.closest(".panel, .popup, .notes")) return;
  const at = locate(view, event);
  if (view.press?.scrub && (at?.kind === "history" || at?.kind === "rest")) {
    view.press.moved = true;
    go(view, at.step + view.model.start, { still: true });
  } else if (event.pointerType !== "touch") point(view, at);
}

function point(view, at) {
  if (same(view.pointed, at)) return;
  view.pointed = at;
  mark(view, "picture", at?.kind === "column" ? at.column.term : null);
  invalidate(view);
}

function same(one, other) {
  return one === other || (one && other && one.kind === other.kind && one.unit === other.unit && one.step === other.step
    && one.column?.term === other.column?.term);
}

function onPress(view, event) {
  if (event.button !== 0 || event.target.closest(".panel, .popup, .heading, .notes")) return;
  const at = view.place && locate(view, event);
  view.press = at ? { at, scrub: at.kind === "history" || at.kind === "rest", x: event.clientX, moved: false } : null;
  if (view.press?.scrub && event.pointerType === "touch") view.stage.setPointerCapture(event.pointerId);
}

// A click pins the row; on a folded column it goes to that step; on a gate's cell it opens the slider.
function onRelease(view, event) {
  const press = view.press;
  view.press = null;
  if (!press) return;
  const at = press.at, swipe = event.clientX - press.x;
  if (press.moved) return;
  if (!press.scrub && event.pointerType === "touch" && Math.abs(swipe) > 40) { go(view, view.rest.step + (swipe < 0 ? 1 : -1)); return; }
  if (Math.abs(swipe) > 6) return;
  view.stage.focus({ preventScroll: true });
  if (press.scrub) go(view, at.step + view.model.start);
  if (at.kind === "column" && at.column.pin && at.unit !== null) {
    change(view, { unit: at.unit });
    openPopup(view, at.column, at.unit);
  } else if (at.unit !== null) change(view, { unit: view.rest.unit === at.unit && !press.scrub ? null : at.unit });
}

function onTerm(view, event, on) {
  const node = event.target.closest?.("[data-term]");
  if (!node) return;
  const term = node.dataset.term;
  mark(view, event.type.startsWith("focus") ? "focus" : "pointer", on ? term : null);
  if (!node.classList.contains("heading")) return;
  if (on) showUnfold(view, term);
  else hideUnfold(view);
}
