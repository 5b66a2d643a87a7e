// The columns side by side, the strip beneath, and the line on which what is seen goes from z to the next word.

function buildStage(view) {
  const { labels } = view;
  view.wire = s("svg", { class: "wire", "aria-hidden": "true" });
  view.parts = h("div", { class: "parts" }, buildEncoder(view), buildPhoto(view), buildSide(view));
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": `${labels.picture}. ${labels.keys}` }, view.parts, view.wire, buildFilm(view));
  view.stage.addEventListener("keydown", (event) => {
    if (event.target.closest("button, input") && [" ", "Enter"].includes(event.key)) return;
    press(view, event, { Escape: () => { if (view.rest.place !== null) pin(view, null); } });
  });
  return view.stage;
}

// On a narrow page one beneath the other, and no line.
function drawWire(view) {
  const { frame: f, theme, model, marked } = view, { k } = f;
  view.wire.style.display = f.isNarrow ? "none" : "";
  if (f.isNarrow) return;
  const e = encoderFrame(view), from = [f.left, f.head + e.z + e.zHigh / 2], turn = f.left + f.gap + f.look + f.gap * 0.45, to = [f.left + f.look + 2 * f.gap - 5, f.head + 10 * k], r = 6;
  const isMarked = ["z", "z2", "z3", "v"].includes(marked), colour = theme.mark("memory"), foot = f.head + f.high + 6 * k, isDashed = model.way === "start" && view.rest.step > 0;
  const d = `M${from[0]} ${round1(from[1])}h${round1(f.gap * 0.3)}V${round1(foot - r)}q0 ${r} ${r} ${r}H${round1(turn - r)}q${r} 0 ${r} ${-r}V${to[1] + r}q0 ${-r} ${r} ${-r}H${to[0] - 5}`;
  sizeOnly(view.wire, f.outer, f.head + f.high + 14 * k);
  view.wire.replaceChildren(s("path", { d, fill: "none", stroke: colour, "stroke-width": isMarked ? 3 : 1.7, "stroke-dasharray": isDashed ? "3 4" : null, "stroke-opacity": isDashed ? 0.5 : 1, "data-wire": "" }),
    s("path", { d: `M${to[0] - 6} ${to[1] - 3.5}L${to[0]} ${to[1]}L${to[0] - 6} ${to[1] + 3.5}z`, fill: colour, "fill-opacity": isDashed ? 0.5 : 1 }));
}

function placeColumns(view) {
  const { frame: f } = view;
  view.parts.style.gridTemplateColumns = f.isNarrow ? "minmax(0, 1fr)" : `${f.left}px ${f.look}px minmax(0, 1fr)`;
  view.parts.style.columnGap = `${f.gap}px`;
  view.stage.classList.toggle("waiting", Boolean(view.waiting));
  view.stage.dataset.step = view.rest.step;
  view.stage.dataset.branch = view.rest.branch;
}
