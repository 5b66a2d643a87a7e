// The left side: the candidate over its references, with the scissors' example beneath.

const TIGHT = 3; // more references than these come closer, and the example is left out
const INSET = 108, MOST_MORE = 90; // pixels: of the example; that ribbons fall deeper where there is room

function buildStage(view) {
  const { labels } = view;
  view.rows = new Map();
  view.layers = { marks: s("g"), words: s("g") };
  view.svg = s("svg", { class: "words", "aria-hidden": "true" }, view.layers.marks, view.layers.words);
  view.insetSvg = s("svg", { class: "inset-words", "aria-hidden": "true" });
  view.insetButton = button({ class: "inset", "aria-label": labels.inset_said, title: labels.inset_said }, view.insetSvg, () => takeInset(view));
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": `${labels.stage}. ${labels.keys}` }, view.svg);
  return h("div", { class: "left-side" }, view.stage, view.insetButton);
}

// The order that is seen: that of a precision that is pointed at, else the open one, with as many n-grams as are counted.
function seenOrder({ rest, at, pointed }) {
  return pointed?.order && pointed.order !== rest.n ? [pointed.order, Infinity] : [rest.n, at];
}

// The n-gram whose counts are told: pointed at, or stepped to.
function openGram(view) {
  const { pointed, rest, model } = view;
  if (pointed?.order || !model.found) return null;
  if (pointed?.gram !== undefined) return pointed.gram < lastStep(view) ? pointed.gram : null;
  return rest.step > 0 ? Math.min(rest.step, lastStep(view)) - 1 : null;
}

function drawStage(view) {
  const { frame: f, model } = view, { k } = f, [n, at] = seenOrder(view), many = model.owners.length;
  if (!model.found) { drawNothing(view); return; }
  const tight = f.lent || many > TIGHT, top = (f.isNarrow ? 40 : 22) * k, order = orderAt(model.found, n), upTo = Math.min(order.total, Math.round(at));
  const falling = (drop) => sceneOf(view, model, { top, left: f.indent, wide: f.left - f.indent - 2, drop, more: (tight ? 1 : 4) * k, meta: f.lent ? 13.5 : 15 });
  const scene = f.isNarrow ? cardsOf(view, model, top) : roomy(view, falling, (f.lent ? 11 : many > TIGHT ? 34 : 40) * k);
  const open = openGram(view), paid = paidWords(model, n, upTo), out = headMarks(view, n, upTo, open);
  if (f.isNarrow) out.push(...cardMarks(view, scene, n, open));
  out.push(...payments(view, model, scene, n, at, { open, isFlat: f.isNarrow, from: view.widen?.from ?? n, widened: view.widen?.share ?? 1 }));
  out.push(...labelMarks(view, "C", null, scene.candidate, view.row === 0));
  const words = [keptWords(view, scene.candidate, 0, paid.candidate, model.found.candidate.length)];
  scene.references.forEach((row, j) => {
    const number = model.owners[j] + 1;
    out.push(...labelMarks(view, `R${number}`, meaningOf(model, j), row, view.row === number), ...lengthMarks(view, row, j, n, upTo));
    words.push(keptWords(view, row, number, paid.references[j]));
  });
  showStage(view, scene.bottom, out, words);
  drawInset(view, scene);
}

// Words that are the same stay where they are: to set several hundred anew takes longer than a frame.
function showStage(view, high, marks, words) {
  const { layers, svg, frame } = view;
  layers.marks.replaceChildren(...marks);
  words.forEach((node, i) => {
    const there = layers.words.childNodes[i];
    if (!there) layers.words.append(node);
    else if (there !== node) there.replaceWith(node);
  });
  while (layers.words.childNodes.length > words.length) layers.words.lastChild.remove();
  svg.setAttribute("width", frame.left);
  svg.setAttribute("height", Math.ceil(high));
}

function drawNothing(view) {
  const { frame: f, labels, model } = view, { k } = f, row = rowOf(view, model.words, f.indent, f.left - f.indent - 2, SIZES.candidate);
  row.base = 50 * k;
  const y = row.base + row.lines * row.pitch + 20 * k, lines = wrapped(labels.no_reference, f.left - f.indent, 13 * k, view.theme.font);
  const marks = [...labelMarks(view, "C", null, row, view.row === 0), ...lines.map((line, i) => textMark(view, line, f.indent, y + i * 18 * k, { size: 13 }))];
  showStage(view, y + lines.length * 18 * k, marks, [keptWords(view, row, 0, new Set())]);
  drawInset(view, null);
}

// Where the words leave room beside the right side, the ribbons fall through it.
function roomy(view, falling, drop) {
  const { k } = view.frame, scene = falling(drop), spare = sideOf(view).high - scene.bottom - (hasInset(view, scene) ? INSET * k : 0);
  return spare > 4 ? falling(drop + Math.min(spare, MOST_MORE * k)) : scene;
}

function hasInset({ frame: f, data: { inset }, model }, { candidate, references }) {
  const isSame = inset && JSON.stringify(model.words) === JSON.stringify(inset.candidate);
  return Boolean(inset) && !isSame && !f.isNarrow && references.length <= TIGHT && [candidate, ...references].every((row) => row.lines === 1);
}
