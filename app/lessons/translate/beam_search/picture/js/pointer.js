// Pointer, wheel and keys: the picture is scrolled as any page is; what is pointed at shows its numbers, a click pins it.

function listen(view) {
  const { stage } = view, place = (event) => {
    const box = stage.getBoundingClientRect();
    return candidateAt(view, event.clientX - box.left + stage.scrollLeft, event.clientY - box.top + stage.scrollTop);
  };
  stage.addEventListener("scroll", () => invalidate(view));
  stage.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") point(view, place(event)); });
  stage.addEventListener("pointerleave", () => point(view, null));
  stage.addEventListener("click", (event) => {
    const found = place(event), { rest } = view;
    pin(view, found && rest.column === found.t && rest.row === found.row ? null : found);
  });
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(view, event.deltaY < 0 ? 1 : -1);
  }, { passive: false });
  stage.addEventListener("keydown", (event) => press(view, event, {
    ArrowDown: () => choose(view, 1), ArrowUp: () => choose(view, -1), Escape: () => pin(view, null),
    "+": () => zoom(view, 1), "=": () => zoom(view, 1), "-": () => zoom(view, -1),
  }));
  listenToTerms(view, view.lines);
}

function point(view, found) {
  const before = view.pointed;
  if (before?.t === found?.t && before?.row === found?.row) return;
  view.pointed = found;
  view.stage.style.cursor = found ? "pointer" : "";
  invalidate(view);
}

// The next candidate of the pinned one's step, or of the open one.
function choose(view, by) {
  const { rest, model } = view;
  if (!rest.step) return;
  const t = rest.column >= 0 ? rest.column : rest.step - 1, row = rest.column >= 0 ? clamp(rest.row + by, 0, model.shown(t) - 1) : 0;
  pin(view, { t, row });
  reveal(view, t, row);
}

function zoom(view, by) {
  const next = clamp(view.zoom + by, 0, ZOOMS.length - 1);
  if (next === view.zoom) return;
  const { stage, frame } = view, middle = (stage.scrollLeft + stage.clientWidth / 2) / frame.width;
  view.zoom = next;
  resize(view);
  stage.scrollLeft = middle * view.frame.width - stage.clientWidth / 2;
  invalidate(view);
}
