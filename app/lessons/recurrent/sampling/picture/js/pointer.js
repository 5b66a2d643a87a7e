// Pointer and keys. What is pointed at says its numbers, and marks its term of the formula.

function listen(view) {
  const { stage } = view;
  stage.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch" && !view.isDragged) point(view, hitOf(event), event); });
  stage.addEventListener("pointerleave", () => point(view, null));
  stage.addEventListener("click", (event) => { if (event.pointerType === "touch") point(view, hitOf(event), event); });
  stage.addEventListener("keydown", (event) => press(view, event, { ArrowUp: () => choosePiece(view, -1), ArrowDown: () => choosePiece(view, 1), Escape: () => point(view, null) }));
  view.pastBox.addEventListener("pointermove", (event) => pointPast(view, event));
  view.pastBox.addEventListener("pointerleave", () => hideTip(view));
  view.pastBox.addEventListener("scroll", () => hideTip(view), true);
  for (const node of [view.lines, view.numbers]) listenToTerms(view, node, (term) => marksOf(view, term));
}

function point(view, hit, event = null) {
  if (view.pointed !== hit) {
    const [kind, row, place] = hit?.split(" ") ?? [];
    view.pointed = hit;
    view.pointedPlace = kind === "piece" && pieceFrom(view, Number(place))?.isSingle ? Number(place) : null;
    mark(view, "picture", kind === "piece" ? rowNames(view.rest)[row] : kind === "needle" ? "needle" : kind === "word" ? "word" : null);
    invalidate(view);
  }
  const lines = kindOf(hit) === "piece" ? pieceTip(view, Number(hit.split(" ")[2])) : kindOf(hit) === "needle" ? [view.labels.needle_tip] : [];
  showTip(view, lines, event);
}

const kindOf = (hit) => hit?.split(" ")[0] ?? null;
const pieceFrom = (view, from) => view.pieces?.find((piece) => piece.from === from);

const hideTip = (view) => { view.tip.hidden = true; };

function pieceTip(view, from) {
  const { warp, labels, model, rest } = view, piece = pieceFrom(view, from);
  if (!piece) return [];
  const ranking = model.ranking(rest.step), values = warp.edges.map((edge) => chance(edge[piece.to] - edge[piece.from])), names = rest.temperature_last ? ["p", "q′", "q"] : ["p", "q", "q′"];
  const path = names.map((name, i) => `${name} = ${values[i]}`).join("  →  "), end = piece.isCut ? [labels.is_cut] : [];
  if (!piece.isSingle) return [unitLabel(view, "tip_others", { count: many(piece.to - piece.from) }), path, ...end];
  return [`“${isolated(tokenText(view, piece.token))}”   z = ${format(ranking.sorted[from])}   ${fill(labels.rank, { rank: many(from + 1) })}`, path, ...end];
}

// The pieces one after the other, by keys.
function choosePiece(view, by) {
  const singles = view.pieces.filter((piece) => piece.isSingle).map(({ from }) => from), at = singles.indexOf(view.pointedPlace ?? view.shown.place);
  const place = singles[clamp(at + by, 0, singles.length - 1)];
  point(view, `piece 0 ${place}`);
  mark(view, "picture", null);
  say(view, () => pieceTip(view, place).join(", "));
}

// What else lay near the needle.
function pointPast(view, event) {
  const at = event.pointerType === "touch" ? null : event.target.closest?.("[data-past]")?.dataset.past, one = view.pastSteps?.[at];
  if (!one || one.n === undefined) { showTip(view, one ? [`“${isolated(one.text)}”`, view.labels.given_tip] : [], event); return; }
  const { model, memory, labels } = view, known = one.kind === "kept" ? memory[one.n] : { settings: settingsOf(model.made) };
  if (one.u === null) { showTip(view, [`“${isolated(one.text)}”`, labels.kept_tip, labels.step_tip], event); return; }
  const ranking = model.ranking(one.n), w = warped(ranking, known.settings), place = pieceAt(w.edges[2], one.u, w.most);
  const near = [place - 1, place, place + 1].filter((i) => i >= 0 && i < w.most).map((i) => `${isolated(tokenText(view, model.symbols[ranking.order[i]]))} ${w.edges[2][i].toFixed(3)} – ${w.edges[2][i + 1].toFixed(3)}`);
  showTip(view, [`u = ${one.u.toFixed(3)}`, ...near, labels.step_tip], event);
}
