// What the scissors are for: the example beneath the rows, over the first of its references.

const EXAMPLE = { candidate: 13.2, reference: 12.6, least: 11, spread: 2.2, share: 0.56 }; // share: of the width, that words take

function drawInset(view, scene) {
  const { frame: f, theme, labels, data: { inset } } = view, { k } = f, isShown = Boolean(scene) && hasInset(view, scene);
  view.insetButton.hidden = !isShown;
  if (!isShown) return;
  const model = { found: { ...inset, references: inset.references.slice(0, 1) }, words: inset.candidate, owners: [0] }, left = f.left * EXAMPLE.share;
  const own = sceneOf(view, model, { top: (f.lent ? 22 : 26) * k, left: f.indent, wide: left - f.indent - 30 * k, drop: (f.lent ? 4 : 12) * k, more: 0, meta: 4, sizes: EXAMPLE, spread: EXAMPLE.spread });
  const paid = paidWords(model, 1, Infinity), aside = measured(labels.inset_title, round1(12.5 * k), theme.font, true) + 14 * k;
  const title = [lineMark([[0, 0.5], [f.left, 0.5]], { stroke: theme.line }), textMark(view, labels.inset_title, 0, 17 * k, { size: 12.5, bold: true }),
    textMark(view, labels.inset_aside, aside, 17 * k, { size: 11, most: f.left - aside })];
  const rows = [[own.candidate, "C", null, paid.candidate], [own.references[0], "R1", "reference_1", paid.references[0]]];
  const words = rows.flatMap(([row, name, meaning, dark], number) => [...labelMarks(view, name, meaning, row, false), wordMarks(view, row, number, dark, { isHit: false })]);
  sized(view.insetSvg, f.left, Math.ceil(own.bottom + 2 * k), [...title, ...payments(view, model, own, 1, Infinity, { isHit: false }), ...words, ...sumMarks(view, left, own.candidate.base + 6 * k)]);
}

// "7 × “the”, but R1 has 2: p₁ = 2/7 instead of 7/7".
function sumMarks(view, left, y) {
  const { frame: { k }, theme, labels, data: { inset } } = view, [{ count, total, grams: [{ known }] }] = inset.orders, p = `${count}/${total}`;
  return [textMark(view, fill(labels.inset_has, { count: total, word: inset.candidate[0], has: known[0] }), left, y, { size: 12, fill: theme.inkText }),
    textMark(view, "p₁ =", left, y + 21 * k, { size: 12.5, fill: theme.inkText }), textMark(view, p, left + 32 * k, y + 21.5 * k, { size: 15, bold: true, mono: true, fill: theme.text("mean") }),
    textMark(view, fill(labels.inset_instead, { all: `${total}/${total}` }), left + (40 + 9.2 * p.length) * k, y + 21 * k, { size: 12 })];
}
