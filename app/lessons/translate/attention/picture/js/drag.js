// The weight of the chosen source word, to be set by a slider or by its bar; and what was set taken back.

function buildDrag(view) {
  const { labels } = view;
  view.weightName = h("span", { class: "weight-name" });
  view.weight = h("input", { type: "range", min: "0", max: "1", step: "0.01", class: "slide weight" });
  view.weightValue = h("span", { class: "weight-value" });
  view.hold = h("input", { type: "checkbox" });
  view.all = quietButton(labels.all, () => { hold(view, shownPosition(view), 1); letGo(view); });
  view.undo = quietButton(labels.undo, () => { view.waiting = true; view.trigger("undo", { number: Date.now() }); invalidate(view); });
  view.weight.addEventListener("input", () => hold(view, shownPosition(view), Number(view.weight.value)));
  view.weight.addEventListener("change", () => letGo(view));
  return h("div", { class: "drag", title: labels.drag_help }, h("label", {}, view.weightName, view.weight), view.weightValue, view.all,
    h("label", { class: "hold" }, view.hold, labels.hold), view.undo);
}

function hold(view, position, weight) {
  stopSteps(view);
  view.held = { step: view.rest.step, position, weight: Math.round(clamp(weight, 0, 1) * 100) / 100 };
  view.rest = { ...view.rest, position };
  invalidate(view);
}

function letGo(view) {
  if (!view.held) return;
  const { step, position, weight } = view.held;
  view.waiting = true;
  view.trigger("drag", { step, position, weight, hold: view.hold.checked, subject: view.model.subject, number: Date.now() });
  invalidate(view);
}

function drawDrag(view) {
  const { model, rest, labels } = view, i = shownPosition(view), value = model.alpha(rest.step, view.held)[i];
  const name = fill(labels.drag, { word: model.sourceNames[i] });
  const [before, after] = labels.drag.split("{word}");
  if (view.weightName.dataset.word !== `${i} ${name}`) {
    view.weightName.dataset.word = `${i} ${name}`;
    view.weightName.replaceChildren(before, tokenNode(cut(model.sourceNames[i], 120, 13, "sans-serif")), after ?? "");
  }
  view.weight.value = String(value);
  view.weight.style.setProperty("--done", `${100 * value}%`);
  view.weight.setAttribute("aria-valuetext", format(value, 2));
  setText(view.weightValue, view.waiting ? labels.working : format(value, 2));
  view.undo.hidden = !model.changed.length;
}

// A bar is a handle: its height follows the pointer.
function listenToBars(view) {
  const at = (event) => { const box = view.svg.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  const weightOf = (y) => (view.frame.source.y - 2 - y) / (BARS - 16);
  view.stage.addEventListener("pointerdown", (event) => {
    const [x, y] = at(event), i = sourceAt(view, x, y);
    if (i === null || y > view.frame.source.y || event.button) return;
    view.pull = { i, y, moved: false };
    view.stage.setPointerCapture(event.pointerId);
    event.preventDefault();
    view.stage.focus({ preventScroll: true });
  });
  view.stage.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    if (view.pull) {
      if (view.pull.moved || Math.abs(y - view.pull.y) > 3) { view.pull.moved = true; hold(view, view.pull.i, weightOf(y)); }
      return;
    }
    const cell = cellAt(view, x, y), lit = cell ? cell.i : sourceAt(view, x, y);
    if (lit !== view.lit || cell?.t !== view.cell?.t) { view.lit = lit; view.cell = cell; invalidate(view); }
  });
  const end = () => {
    if (view.pull?.moved) { letGo(view); view.dragged = true; }
    view.pull = null;
  };
  view.stage.addEventListener("pointerup", end);
  view.stage.addEventListener("pointercancel", () => { view.pull = null; view.held = null; invalidate(view); });
  view.stage.addEventListener("pointerleave", () => { if (!view.pull) { view.lit = null; view.cell = null; invalidate(view); } });
  view.stage.addEventListener("click", (event) => {
    if (view.dragged) { view.dragged = false; return; }
    const [x, y] = at(event), cell = cellAt(view, x, y), i = cell ? cell.i : sourceAt(view, x, y);
    if (cell) change(view, { step: cell.t, position: cell.i });
    else if (i !== null) change(view, { position: view.rest.position === i ? null : i });
  });
}
