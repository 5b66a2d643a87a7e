// The same as tables: the open order's n-grams, and the four precisions.

function drawTable(view) {
  const { labels, rest: { n }, model } = view, { found } = model;
  if (!isTableDue(view, [view.counts, view.labelKey, n].join("|"))) return;
  if (!found) { view.tables.replaceChildren(h("p", {}, labels.no_reference)); return; }
  const word = (words) => h("bdi", { dir: "auto" }, words.map(visible).join(" ")), names = model.owners.map((_, j) => nameOf(model, j)), order = orderAt(found, n);
  const grams = order.grams.map((gram) => tableRow(word(gramWords(found, gram, n)), [gram.here, ...gram.known, isPaid(gram) ? names[gram.payer] : "–", isClipped(gram) ? labels.yes : "–"].map(String)));
  const precisions = found.orders.map((one, i) => tableRow(`p${SMALL[one.n]}`, [...one.paid, one.count, one.total, i < found.used ? format(one.precision, 3) : labels.out].map(String)));
  const captions = [fill(labels.table_grams, { grams: gramName(view, n, 2) }), fill(labels.table_precisions, { penalty: shortPenalty(found.penalty), score: format(found.score) })];
  view.tables.replaceChildren(tableOf([gramName(view, n, 1), "C", ...names, labels.head_payer, labels.head_clipped], grams, captions[0]),
    tableOf(["p", ...names, labels.head_count, labels.head_total, labels.head_precision], precisions, captions[1]));
}
