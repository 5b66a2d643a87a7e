// What is pointed at or pressed: an n-gram, a precision, a word; the tip.

// "gram:3", "word:1:5" (row and word).
function readHit(hit) {
  const [kind, ...rest] = (hit ?? "").split(":");
  return hit ? { [kind]: kind === "gram" ? Number(rest[0]) : rest.map(Number) } : null;
}

function point(view, place) {
  if (JSON.stringify(view.pointed) === JSON.stringify(place)) return;
  view.pointed = place;
  mark(view, "picture", place?.order ? "precision" : place?.gram !== undefined ? "count" : null);
  invalidate(view);
}

function listenToLooks(view) {
  const { stage } = view;
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const place = readHit(hitOf(event));
    point(view, place?.gram === undefined ? null : place);
    showTip(view, tipLines(view, place), event);
  });
  stage.addEventListener("pointerleave", () => { point(view, null); showTip(view, [], null); });
  pressesOn(stage, (hit) => {
    const place = readHit(hit);
    if (place?.gram !== undefined) jump(view, place.gram + 1);
    else if (place?.word) pressWord(view, ...place.word);
  });
}

// A word is edited; on a phone one of the candidate's opens the n-gram that begins there, as brackets are small for a finger.
function pressWord(view, row, word) {
  if (!view.frame.isNarrow) { editAt(view, row, word); return; }
  if (!row && view.model.found) jump(view, Math.min(word, lastStep(view) - 1) + 1);
}

function tipLines(view, place) {
  if (place?.gram === undefined || place.gram >= lastStep(view)) return [];
  const parts = countsOf(view, place.gram), line = h("span", {});
  line.append(...parts.slice(0, -1).map(([text, isBold, colour]) => h(isBold ? "b" : "span", { style: colour ? `color: ${colour}` : null }, text)));
  return [line, parts.at(-1)[0].replace(/^ · /, "")];
}
