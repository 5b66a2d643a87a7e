// On a phone: the references as cards; the n-gram that was tapped is marked in all of them, and no ribbon is drawn.

const CARD_PAD = 9, CARD_GAP = 8;

function cardsOf(view, model, top) {
  const { frame: f } = view, { k } = f, wide = f.left - f.indent - 2 * CARD_PAD * k;
  const candidate = rowOf(view, model.words, f.indent, wide + CARD_PAD * k, SIZES.candidate);
  candidate.base = top + candidate.size * k;
  let y = candidate.base + (candidate.lines - 1) * candidate.pitch + (ZONE + 8) * k;
  const references = model.found.references.map((words) => {
    const row = rowOf(view, words, f.indent + CARD_PAD * k, wide, SIZES.reference);
    Object.assign(row, { pitch: (row.size + 7) * k, top: y, base: y + (CARD_PAD + row.size) * k, shift: CARD_PAD * k });
    row.meta = row.base + (row.lines - 1) * row.pitch + 17 * k;
    row.high = row.meta + CARD_PAD * k - y;
    y += row.high + CARD_GAP * k;
    return row;
  });
  return { candidate, references, bottom: y };
}

// Frames, and wherever the open n-gram stands.
function cardMarks(view, { candidate, references }, n, open) {
  const { frame: f, theme, model: { found }, model } = view, { k } = f, wanted = open === null ? null : gramWords(found, orderAt(found, n).grams[open], n).join(" ");
  const box = (row, [line, a, b], fill) => boxMark(a, baseOf(row, line) - row.size * k, b - a, (row.size + 5) * k, { rx: 3, fill, "fill-opacity": 0.24, "data-same": true });
  const tinted = (row, start, fill) => partsOf(row, start, n, 2).map((part) => box(row, part, fill));
  const same = (row, words, fill) => (wanted === null ? [] : (startsOf(words, n).get(wanted) ?? []).flatMap((start) => tinted(row, start, fill)));
  const cards = references.flatMap((row, j) => {
    const stroke = theme.mark(meaningOf(model, j)), edge = boxMark(0.5, row.top, f.left - 1, row.high, { rx: 6, fill: "none", stroke, "stroke-opacity": 0.5 });
    return [edge, boxMark(0.5, row.top + 4, 3, row.high - 8, { fill: stroke }), ...same(row, found.references[j], stroke)];
  });
  return [...same(candidate, found.candidate, theme.inkText), ...cards];
}
