// The accordion itself: history, the open step's columns, the pale rest, headings and the row's frame.

function buildStage(view) {
  const { labels } = view;
  view.canvas = h("canvas", { "aria-hidden": "true" });
  view.rowFrame = h("div", { class: "row-frame", hidden: true });
  view.tip = h("div", { class: "tip", hidden: true, role: "presentation" });
  view.soFar = h("div", { class: "so-far" });
  view.rowNames = Object.fromEntries(["first", "hero", "last"].map((place) => [place, h("div", { class: `row-name ${place}`, hidden: true })]));
  view.sumLabel = h("div", { class: "sum-label", hidden: true, "aria-hidden": "true" });
  view.headings = h("div", { class: "headings" });
  view.values = h("div", { class: "values", "aria-hidden": "true" });
  view.panelLayer = h("div", { class: "panel-layer" });
  view.circuitLayer = h("div", { class: "circuit", hidden: true });
  view.stage = h("div", { class: "stage", role: "application", tabindex: "0", "aria-describedby": view.live.id,
    "aria-label": fill(labels.picture, { cell: labels[`cell_${view.model.equation.circuit.cell}`] }) },
  view.canvas, view.soFar, ...Object.values(view.rowNames), view.values, view.rowFrame, view.headings, view.sumLabel, view.circuitLayer, view.tip, view.panelLayer);
  return view.stage;
}

// Headings: one button a column (name above, symbol, coloured underline); and the operators between.
function buildHeadings(view) {
  const { model, labels } = view;
  view.headingNodes = model.columns.map((column, k) => {
    const symbol = h("span", { class: "symbol" }), button = h("button", {
      type: "button", class: "heading" + (column.unused ? " unused" : ""), "data-term": column.term },
    h("span", { class: "name" }, labels[column.label] ?? column.label), symbol, h("span", { class: "rule" }));
    const operator = k ? h("span", { class: "operator", "aria-hidden": "true" }, column.operator.replace("│", "").trim()) : null;
    const value = h("span", { class: "value" });
    return { button, symbol, operator, value, column };
  });
  view.headings.replaceChildren(...view.headingNodes.flatMap(({ button, operator }) => (operator ? [operator, button] : [button])));
  view.values.replaceChildren(...view.headingNodes.map(({ value }) => value));
}

function resizeStage(view) {
  const outer = Math.floor(view.picture.clientWidth);
  if (!outer) return;
  view.frame = frame(view.model, outer, { present: view.present, height: view.height, lent: view.lent ?? 0, gap: gapForNote(view) });
  const f = view.frame, { width } = f;
  view.stage.style.width = `${width}px`;
  view.stage.style.height = `${f.total}px`;
  view.root.classList.toggle("narrow", !f.wide);
  view.root.classList.toggle("few", f.small);
  view.canvas.width = Math.round(width * f.dpr);
  view.canvas.height = Math.round(f.total * f.dpr);
  view.canvas.style.width = `${width}px`;
  view.canvas.style.height = `${f.total}px`;
  view.predictions.style.width = f.wide ? `${f.panel}px` : "";
}

function drawStage(view, now) {
  const { model, theme, frame: f } = view, i = view.rest.step - model.start;
  const opening = openPinned(view, now), p = place(model, f, i), context = view.canvas.getContext("2d");
  view.place = p;
  context.setTransform(f.dpr, 0, 0, f.dpr, 0, 0);
  context.clearRect(0, 0, f.width, f.total);
  context.imageSmoothingEnabled = false;
  drawHistory(view, context, p);
  drawRest(view, context, p);
  paint(context, openMarks(view, p));
  const moving = drawMotion(view, context, p, now);
  paint(context, letterMarks(view, p));
  placeHeadings(view, p);
  placeRow(view, p);
  nameRows(view);
  placeSum(view);
  return moving || opening;
}

function drawHistory(view, context, p) {
  const { frame: f, model } = view, sheet = historySheet(view), box = p.history;
  const read = f.wide ? box.width : (p.i + 1) * f.step;
  const pixels = Math.min(sheet.width, Math.round(read * f.dpr));
  if (pixels > 0) context.drawImage(sheet, 0, 0, pixels, sheet.height, box.x, box.y, pixels / f.dpr, sheet.height / f.dpr);
  if (f.wide) return;
  context.fillStyle = view.theme.pale;
  context.fillRect(read, box.y, f.width - read, box.height);
  context.strokeStyle = view.theme.inkText;
  context.lineWidth = 1.5;
  context.strokeRect(p.i * f.step, box.y - 1, Math.max(2, f.step), box.height + 2);
}

function drawRest(view, context, p) {
  if (!p.rest.width || !view.frame.wide) return;
  const { frame: f, theme } = view;
  context.fillStyle = theme.pale;
  if (f.step < 5) context.fillRect(p.rest.x, p.rest.y, p.rest.width, p.rest.height);
  else {
    const end = p.rest.x + p.rest.width - 1;
    for (let x = p.rest.x; x < end; x += f.step) context.fillRect(snap(x, f), p.rest.y, snap(f.step - 1, f), p.rest.height);
  }
}

function placeHeadings(view, p) {
  const { model, frame: f, theme } = view, t = view.rest.step + 1, unit = shownUnit(view);
  view.headingNodes.forEach(({ button, symbol, operator, value, column }, k) => {
    const { x, width, mid } = p.columns[k], middle = x + width / 2;
    button.style.transform = `translate(${snap(middle - f.pitch / 2, f)}px, ${f.headings}px)`;
    button.style.width = `${f.pitch}px`;
    button.style.height = `${f.top - f.headings - 2}px`;
    button.style.setProperty("--term", column.colour ? theme.mark(column.colour) : theme.quiet);
    button.style.setProperty("--rule", `${width + 3}px`);
    button.classList.toggle("marked", view.marked === column.term);
    button.tabIndex = k === (view.roving ?? 0) ? 0 : -1;
    const text = termText(column, t);
    if (symbol.dataset.text !== text) {
      symbol.dataset.text = text;
      symbol.replaceChildren(termNodes(column.before && column.base ? { ...column, time: null } : column, t));
      button.setAttribute("aria-label", `${view.labels[column.label] ?? column.label}, ${text}`);
    }
    const middleRow = f.opened === null ? f.top + f.height / 2 : rowMiddle(f, f.opened);
    if (operator) operator.style.transform = `translate(${mid - 10}px, ${middleRow - 11}px)`;
    operator?.classList.toggle("on", f.opened !== null);
    value.hidden = unit === null || !f.wide || f.small || (f.opened !== null && unit === view.rest.unit);
    value.style.transform = `translate(${snap(middle - f.pitch / 2, f)}px, ${f.bottom + 4}px)`;
    value.style.width = `${f.pitch}px`;
    value.style.color = column.colour ? theme.text(column.colour) : theme.inkText;
    if (unit !== null) setText(value, format(model.at(column.series, p.i, unit), model.digits));
  });
  const hasValues = f.wide && unit !== null && unit !== view.rest.unit;
  view.reads.style.visibility = hasValues ? "hidden" : "";
  view.reads.style.transform = f.wide ? `translate(${(p.open + p.end) / 2}px, ${f.bottom + 3 * f.scale}px) translateX(-50%)`
    : `translate(${f.width / 2}px, ${f.bottom + 4}px) translateX(-50%)`;
  const room = p.history.width > 110 && f.wide;
  view.soFar.hidden = !room;
  view.soFar.style.transform = `translate(${p.history.x + p.history.width / 2}px, 0) translateX(-50%)`;
}

function shownUnit(view) {
  return view.pointed?.unit ?? view.rest.unit;
}

// The frame around the row of the unit that is pointed at or pinned.
function placeRow(view, p) {
  const { frame: f, model } = view, unit = shownUnit(view);
  const on = unit !== null && unit !== undefined;
  view.rowFrame.hidden = !on;
  if (!on) return;
  const row = view.rowOf[unit], isOpen = row === f.opened, own = rowTop(f, row + 1) - rowTop(f, row);
  const height = Math.max(7, own + 2), left = f.wide ? f.left : p.open - 4;
  const right = isOpen && f.wide ? Math.max(left + 8, p.open - 6) : p.end + 4;
  view.rowFrame.hidden = isOpen && (!f.wide || p.i === 0);
  const y = rowMiddle(f, row) - height / 2 - (f.rowHeight >= 3.6 ? 0.5 : 0);
  view.rowFrame.style.transform = `translate(${left}px, ${y}px)`;
  view.rowFrame.style.width = `${right - left}px`;
  view.rowFrame.style.height = `${height}px`;
  view.rowFrame.classList.toggle("pinned", unit === view.rest.unit);
}

// The pinned row's sum on a label beneath it, where its cells are too narrow for their numbers.
function placeSum(view) {
  const { frame: f, rest, model, sumLabel: label } = view, on = f.opened !== null && view.isTooNarrow;
  label.hidden = !on;
  if (!on) return;
  label.replaceChildren(...sumLines(view, rest.step - model.start, rest.unit));
  const under = rowTop(f, f.opened + 1) + 6, y = under + label.offsetHeight < f.bottom ? under : rowTop(f, f.opened) - label.offsetHeight - 6;
  label.style.transform = `translate(${Math.round(Math.max(0, (f.width - label.offsetWidth) / 2))}px, ${Math.round(y)}px)`;
}

// Going on, c⟨t⟩ slides into the place of c⟨t−1⟩, which folds into the history; going back it is the other way round.
const MOTION_MS = 200;

function startMotion(view, from, to) {
  const now = performance.now(), soon = now - (view.lastMove ?? 0) < MOTION_MS + 50;
  view.lastMove = now;
  view.motion = !still() && !soon && Math.abs(to - from) === 1 ? { from, to, begun: now } : null;
}

function drawMotion(view, context, p, now) {
  const motion = view.motion, { model, frame: f, theme, order } = view;
  if (!motion) return false;
  const share = Math.min(1, (now - motion.begun) / MOTION_MS), ease = 1 - (1 - share) ** 3;
  if (share >= 1) { view.motion = null; return false; }
  const memory = model.equation.memory, forward = motion.to > motion.from;
  const shown = p.columns.find((c) => c.series === `${memory}@-1`), made = p.columns.findLast((c) => c.series === memory);
  if (!made) return true;
  const goal = shown ?? { x: p.history.x + p.history.width - f.step, width: f.step };
  const shift = f.wide ? (forward ? -f.step : f.step) : 0;
  const from = forward ? { x: made.x + shift, width: made.width } : { x: goal.x, width: goal.width };
  const to = forward ? goal : { x: made.x, width: made.width };
  const x = from.x + (to.x - from.x) * ease, width = from.width + (to.width - from.width) * ease;
  const out = [];
  const value = forward ? { ...made, series: `${memory}@-1` } : made;
  cells(model, theme, f, order, value, p.i, x, width, out);
  out.push({ kind: "frame", x: x - 1.5, y: f.top - 1.5, width: width + 3, height: f.height + 2, stroke: theme.mark(made.colour), weight: 2 });
  if (forward && f.wide && shown && p.i > 1) foldMarks(view, p, shown, ease, out);
  paint(context, out);
  return true;
}

// The old c⟨t−1⟩ growing thin on its way into the last column of the history but one.
function foldMarks(view, p, shown, ease, out) {
  const { model, frame: f, theme, order } = view, place = p.history.x + (p.i - 2) * f.step;
  const x = shown.x + (place - shown.x) * ease, width = shown.width + (f.step - shown.width) * ease;
  const from = out.length;
  cells(model, theme, f, order, { ...shown, series: shown.series.split("@")[0] }, p.i - 2, x, width, out);
  for (const mark of out.slice(from)) mark.opacity = 0.85 * (1 - ease) + 0.1;
}
