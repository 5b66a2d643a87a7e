// The same as tables: the small questions of the pair, and the bands of the three distributions.

function drawTable(view) {
  const { lot, rest, labels, x } = view;
  if (!isTableDue(view, [view.received, view.labelKey, rest.pair, rest.k, x].join("|"))) return;
  const word = (text) => h("bdi", { dir: "auto" }, text), all = lot.questions(x, rest.pair, rest.k), exponent = raisedText(lot.exponents[x]);
  const rows = all.map((one, j) => tableRow(word(lot.token(lot.centre)), [word(lot.name(one.word)), String(one.y), format(one.logit), sigmaText(one.sigma), format(one.loss), signedText(one.push), j ? grouped(lot.ranks[one.word] + 1) : "–", j ? lot.thrown(rest.pair, j - 1).toFixed(3) : "–", percent(lot.chance(x, one.word)), j ? wrongNote(view, one.word) : ""]));
  rows.push(tableRow(fill(labels.sum, { count: countWord(view, all.length) }), ["", "", "", "", format(all.reduce((sum, one) => sum + one.loss, 0))]));
  const bands = Array.from({ length: lot.B }, (_, b) => tableRow(`${grouped(lot.edges[b] + 1)}–${grouped(lot.edges[b + 1])}`, [lot.one, x, FLAT].map((one) => percent(lot.share(one, b)))));
  view.tables.replaceChildren(tableOf([labels.head_centre, labels.head_word, labels.head_true, "θ·e", "σ(θ·e)", labels.head_loss, labels.head_push, labels.rank, labels.column_number, fill(labels.column_p, { power: exponent }), labels.column_note], rows, labels.rows),
    tableOf([labels.column_ranks, labels.f_w, exponent, labels.uniform], bands, labels.table_bands));
}
