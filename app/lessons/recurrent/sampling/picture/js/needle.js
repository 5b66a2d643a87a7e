// The needle: where the random number falls, and the handle by which it is dragged.

function buildNeedle(view) {
  const { labels } = view;
  view.needle = h("div", { class: "needle", tabindex: "0", role: "slider", "aria-label": labels.needle, "aria-valuemin": "0", "aria-valuemax": String(LAST_NEEDLE), "data-hit": "needle" });
  const uOf = (event) => (event.clientX - view.body.getBoundingClientRect().left - view.frame.left) / view.frame.span;
  view.needle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    view.needle.setPointerCapture(event.pointerId);
    view.isDragged = true;
    event.preventDefault();
    view.needle.focus();
  });
  view.needle.addEventListener("pointermove", (event) => { if (view.isDragged) moveNeedle(view, uOf(event)); });
  for (const type of ["pointerup", "pointercancel"]) view.needle.addEventListener(type, () => { view.isDragged = false; });
  const by = (step) => () => moveNeedle(view, view.shown.u + step), less = by(-0.01), more = by(0.01);
  const keys = { ArrowLeft: less, ArrowDown: less, ArrowRight: more, ArrowUp: more, PageDown: by(-0.1), PageUp: by(0.1), Home: () => moveNeedle(view, 0), End: () => moveNeedle(view, LAST_NEEDLE) };
  view.needle.addEventListener("keydown", (event) => taken(event, keys[event.key]));
  return view.needle;
}

// `share`: how far it has fallen.
function needleMarks(view, share) {
  const { frame: f, theme, shown, labels, marked } = view, { k } = f, x = f.left + f.span * shown.u, lift = (1 - share) * 40 * k, foot = f.bottom + 19 * k;
  const flag = shown.isKept ? labels.kept : `u = ${shown.u.toFixed(3)}`, wide = measured(flag, 11 * k, theme.mono) + 14 * k, from = clamp(x - wide / 2, f.left, f.right - wide);
  const width = (marked === "needle" ? 4 : 2.2) * k, style = shown.isKept ? { "stroke-dasharray": "2 3", opacity: 0.5 } : {};
  const out = [lineMark([[x, f.tops[2] - 16 * k - lift], [x, foot]], { stroke: theme.pageText, "stroke-width": width + 2, opacity: shown.isKept ? 0 : 0.8 }),
    lineMark([[x, f.tops[2] - 16 * k - lift], [x, foot - lift * 0.2]], { stroke: theme.inkText, "stroke-width": width, ...style })];
  if (share < 1) return out;
  return [...out, s("path", { d: `M${round1(x)} ${round1(f.bottom + 6 * k)}l${5 * k} ${13 * k}h${-10 * k}z`, fill: theme.inkText, opacity: style.opacity }), boxMark(from, foot - 1, wide, 18 * k, { rx: 3.5 * k, fill: shown.isKept ? theme.quiet : theme.inkText }),
    textMark(view, flag, from + wide / 2, foot + 12 * k, { size: 11, fill: theme.pageText, mono: true, anchor: "middle" })];
}

function placeNeedle(view) {
  const { frame: f, shown, needle, model } = view, { k } = f, x = f.left + f.span * shown.u, top = f.tops[2] - 16 * k;
  needle.style.cssText = `left:${round1(x - 17 * k)}px;top:${round1(top)}px;width:${34 * k}px;height:${round1(f.bottom + 38 * k - top)}px`;
  needle.setAttribute("aria-valuenow", shown.u.toFixed(3));
  needle.setAttribute("aria-valuetext", `${shown.u.toFixed(3)}, ${shown.isKept ? view.labels.kept : tokenText(view, shown.token)}`);
  needle.hidden = !model.T;
}
