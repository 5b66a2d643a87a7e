// Pointer and keys: a row is pinned, a probe's answer is followed through the storeys, a depth in a chart is opened.

function listen(view) {
  for (const part of [view.stage, view.side]) {
    part.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") point(view, hitOf(event), event); });
    part.addEventListener("pointerleave", () => point(view, null));
    pressesOn(part, (hit, event) => chosen(view, hit, event));
  }
  view.stage.addEventListener("scroll", () => { view.scrolled = view.stage.scrollLeft; point(view, null); invalidate(view); });
  view.stage.addEventListener("keydown", (event) => press(view, event, { ArrowUp: () => movePin(view, -1), ArrowDown: () => movePin(view, 1) }));
  listenToTerms(view, view.lines);
}

// A row is hit as a whole; which symbol of it, the pointer says.
function placeOf(view, hit, event) {
  const [kind, ...rest] = hit?.split(" ") ?? [];
  if (kind === "row") return { kind, row: { n: Number(rest[0]), w: Number(rest[1]), r: Number(rest[2]) }, t: symbolAt(view, event.clientX - view.body.getBoundingClientRect().left) };
  if (kind === "probe") return { kind, n: Number(rest[0]), k: Number(rest[1]) };
  if (kind === "point") return { kind, name: rest[0], cell: rest[1], depth: Number(rest[2]) };
  if (kind === "tag") return { kind, n: Number(rest[0]), t: Number(rest[1]) };
  return { kind, t: Number(rest[0]), depth: Number(rest[0]) };
}

function symbolAt(view, x) {
  const { T } = view.model;
  let t = 0;
  while (t + 1 < T && columnOf(view, t + 1).x <= x) t++;
  return t;
}

function point(view, hit, event = null) {
  const place = placeOf(view, hit, event), pointedRow = place.kind === "row" ? place.row : null, pointedClass = place.kind === "probe" ? place.k : null;
  const pointed = view.frame?.isWords && ["row", "tag", "letter"].includes(place.kind) ? place.t : null;
  if (view.hit !== hit || view.pointed !== pointed) {
    Object.assign(view, { hit, pointedRow, pointedClass, pointed });
    invalidate(view);
  }
  const lines = { row: () => rowLines(view, place.row, place.t), probe: () => probeLines(view, place.k), point: () => pointLines(view, place.name, place.cell, place.depth), depth: () => [fill(view.labels.open_depth, { layers: place.depth })] }[place.kind]?.() ?? [];
  showTip(view, lines, event);
}

function chosen(view, hit, event) {
  const place = placeOf(view, hit, event);
  view.tip.hidden = true;
  if (place.kind === "row") pin(view, place.row);
  else if (place.kind === "letter" && !view.frame.isWords) { halt(view); go(view, place.t + 1); }
  else if (place.kind === "depth" || place.kind === "point") view.trigger("open", { cell: place.cell ?? view.model.cell, layers: place.depth, number: Date.now() });
}

// A row that is pinned already is let go.
function pin(view, row) {
  const { model, rest } = view, unit = model.unitOf(row), isOn = rest.layer === row.n + 1 && rest.unit === unit;
  view.rest = { ...rest, layer: isOn ? 0 : row.n + 1, unit: isOn ? 0 : unit };
  settle(view);
  announce(view);
  invalidate(view);
}

// From row to row, from the top of the picture to its foot.
function movePin(view, by) {
  const { model, rest } = view, all = Array.from({ length: model.L }, (_, i) => model.L - 1 - i).flatMap((n) => Array.from({ length: model.W * model.R }, (_, j) => ({ n, w: Math.floor(j / model.R), r: j % model.R })));
  const now = model.place(rest.layer, rest.unit), at = now ? all.findIndex((row) => row.n === now.n && row.w === now.w && row.r === now.r) : -1, next = all[now ? at + by : by > 0 ? 0 : all.length - 1];
  if (!next) return;
  if (view.frame.isNarrow) { view.storey = next.n; view.liftKey = null; }
  pin(view, next);
}

function announce(view) {
  say(view, () => {
    const { model, rest } = view, t = lookedAt(view), row = model.place(rest.layer, rest.unit), layers = Array.from({ length: model.L }, (_, n) => `${fill(view.labels.layer, { layer: n + 1 })}: ${model.isReady(n, t, rest.step) ? classText(view, rest.asked, model.top(rest.asked, n, t)[0].k) : waitText(view, n, t)}`);
    return [statusText(view), askedTitle(view), ...layers, ...(row ? rowLines(view, row, t) : [])].join(". ");
  });
}
