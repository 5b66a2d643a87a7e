// What is pointed at: a bar, a word of a stair, the ring, a chip, a piece of the tally.

// "bar:3:1", "word:3:0:5" (row, side, word), "ring:3", "chip:3", "row:3", "piece:search".
function readHit(hit) {
  const [kind, ...rest] = (hit ?? "").split(":");
  if (!hit) return null;
  return kind === "piece" ? { piece: rest[0] } : { [kind]: rest.map(Number) };
}

function point(view, place) {
  if (JSON.stringify(view.pointed) === JSON.stringify(place)) return;
  view.pointed = place;
  mark(view, "picture", place?.bar ? "score" : place?.word ? "sum" : null);
  invalidate(view);
}

function listenToLooks(view) {
  for (const part of [view.list, view.tallyBox]) {
    part.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      const place = readHit(hitOf(event));
      point(view, place);
      showTip(view, tipLines(view, place), event);
    });
    part.addEventListener("pointerleave", () => { point(view, null); showTip(view, [], null); });
    pressesOn(part, (hit, event) => {
      const place = readHit(hit), row = place?.row ?? place?.bar ?? place?.chip;
      if (event.pointerType === "touch") showTip(view, tipLines(view, place), event);
      if (place?.piece) setOnly(view, place.piece);
      else if (place?.word && place.word[0] === view.rest.row) jump(view, place.word[2] + 1);
      else if (row && !event.target.closest("button")) openRow(view, row[0]);
    });
  }
  view.list.addEventListener("scroll", () => invalidate(view));
  for (const type of ["wheel", "pointerdown"]) view.list.addEventListener(type, () => { view.scroll = null; }, { passive: true });
}
