// Pointer and keys: columns of both matrices, cells of the table, dots of the ruler, terms.

function listen(view) {
  const { stage, lookupStage, features, rulerBox, lines } = view, box = (node) => (node === stage ? view.productBox : view.lookupBox);
  stage.addEventListener("keydown", (event) => press(view, event, { ArrowUp: () => walkWords(view, -1), ArrowDown: () => walkWords(view, 1), "+": () => setSize(view, view.shown.sizePlace(view.rest.size) + 1), "-": () => setSize(view, view.shown.sizePlace(view.rest.size) - 1), Escape: () => letGo(view) }));
  for (const node of [stage, lookupStage]) {
    node.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") overColumn(view, node, event, ...box(node)); });
    node.addEventListener("pointerleave", () => away(view));
    node.addEventListener("click", (event) => pressColumn(view, node, event, ...box(node)));
  }
  features.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") overCell(view, event.target.closest?.("[data-cell]"), event); mark(view, "picture", termOf(event)); });
  features.addEventListener("pointerleave", () => { lookAt(view, "lookedCell", null); away(view); });
  features.addEventListener("focusin", (event) => { const node = event.target.closest?.("[data-cell]"); if (node?.matches(":focus-visible")) overCell(view, node, middleOf(node)); });
  features.addEventListener("focusout", () => { lookAt(view, "lookedCell", null); showTip(view, [], null); });
  features.addEventListener("keydown", (event) => walkCells(view, event));
  rulerBox.addEventListener("pointermove", (event) => overDot(view, dotOf(event), event));
  rulerBox.addEventListener("pointerleave", () => { lookAt(view, "lookedDot", null); away(view); });
  rulerBox.addEventListener("click", (event) => { const v = dotOf(event); if (v !== null && !event.target.closest?.("button")) open(view, view.shown.words[v]); });
  rulerBox.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) overDot(view, dotOf(event), middleOf(event.target)); });
  rulerBox.addEventListener("focusout", () => { lookAt(view, "lookedDot", null); showTip(view, [], null); });
  listenToTerms(view, lines);
}

const termOf = (event) => event.target.closest?.("[data-term]")?.dataset.term ?? null;
const middleOf = (node) => { const box = node.getBoundingClientRect(); return { clientX: box.left + box.width / 2, clientY: box.bottom - 6 }; };

function dotOf(event) {
  const button = event.target.closest?.("[data-dot]"), hit = hitOf(event);
  return button ? Number(button.dataset.dot) : hit?.startsWith("dot ") ? Number(hit.slice(4)) : null;
}

function away(view) {
  mark(view, "picture", null);
  showTip(view, [], null);
}

function lookAt(view, by, what) {
  if ((view[by] ?? null) === what) return;
  view[by] = what;
  invalidate(view);
}

function overColumn(view, node, event, y0, high) {
  const i = columnAt(view, node, event, y0, high), term = termOf(event), isE = i >= 0 && !term;
  mark(view, "picture", isE ? null : term);
  node.style.cursor = i >= 0 ? "pointer" : "";
  const lines = i >= 0 ? columnLines(view, columnsOf(view)[i]) : term === "o_w" ? [fill(view.labels.o_said, { count: grouped(view.rest.size - 1), column: grouped(view.shown.rows[view.shown.place(view.rest.word)]) })] : [];
  showTip(view, lines, event);
}

// A word that is known is opened, another column is marked until it is pressed again.
function pressColumn(view, node, event, y0, high) {
  const i = columnAt(view, node, event, y0, high), one = columnsOf(view)[i];
  if (!one) { letGo(view); return; }
  if (one.word && one.word !== view.rest.word && view.shown.places.has(one.word)) { open(view, one.word); return; }
  const isSame = view.pinned?.kind === "column" && view.pinned.index >= one.from && view.pinned.index <= one.to;
  view.pinned = isSame || !one.cells ? null : { kind: "column", index: one.from };
  showTip(view, columnLines(view, one), event);
  invalidate(view);
}

function letGo(view) {
  view.pinned = null;
  showTip(view, [], null);
  invalidate(view);
}

function overCell(view, node, event) {
  const { axis, place } = node?.dataset ?? {}, now = view.lookedCell;
  if (!node) { lookAt(view, "lookedCell", null); showTip(view, [], null); return; }
  if (now?.axis !== Number(axis) || now?.place !== Number(place)) lookAt(view, "lookedCell", { axis: Number(axis), place: Number(place) });
  showTip(view, [featureLine(view, Number(axis), Number(place))], event);
}

function pinCell(view, pin, node) {
  const { pinned } = view, isSame = pinned?.kind === "cell" && pinned.axis === pin.axis && pinned.place === pin.place;
  view.pinned = isSame ? null : pin;
  for (const one of view.cellButtons) one.tabIndex = one === node ? 0 : -1;
  say(view, () => featureLine(view, pin.axis, pin.place));
  invalidate(view);
}

function overDot(view, v, event) {
  lookAt(view, "lookedDot", v);
  mark(view, "picture", v === null ? termOf(event.target ? event : { target: view.rulerBox }) : null);
  showTip(view, v === null ? [] : [distanceLine(view, v), fill(view.labels.one_hot_said, { distance: format(ROOT2) })], event);
}

// From cell to cell by arrows.
function walkCells(view, event) {
  const node = event.target.closest?.("[data-cell]"), { isNarrow } = view.frame;
  if (!node) return;
  const words = view.shown.tableWords(view.shown.place(view.rest.word)), a = Number(node.dataset.axis), w = words.indexOf(Number(node.dataset.place));
  const to = (axis, place) => { const next = view.cellButtons.find((one) => one.dataset.cell === `${clamp(axis, 0, view.shown.A - 1)} ${words[clamp(place, 0, words.length - 1)]}`); for (const one of view.cellButtons) one.tabIndex = one === next ? 0 : -1; next?.focus(); };
  const axis = (by) => () => to(a + by, w), word = (by) => () => to(a, w + by), [down, across] = isNarrow ? [word, axis] : [axis, word];
  taken(event, { ArrowUp: down(-1), ArrowDown: down(1), ArrowLeft: across(-1), ArrowRight: across(1), Escape: () => letGo(view) }[event.key]);
}

// Up and down: the words of the text, or if it is one alone, those of the table.
function walkWords(view, by) {
  const { shown, rest } = view, u = shown.place(rest.word), all = shown.asked > 1 ? [...Array(shown.asked).keys()] : [...new Set([0, ...shown.table])], now = all.indexOf(u);
  open(view, shown.words[all[now < 0 ? 0 : (now + by + all.length) % all.length]]);
}
