// The same as a table: the rows that are listed, with both scores; and word by word the open row.

function drawTable(view) {
  const { labels, rest, found, cases } = view;
  if (!isTableDue(view, [view.received, view.labelKey, rest.row, rest.width, rest.alpha, rest.only, rest.good].join("|"))) return;
  const word = (text) => h("bdi", { dir: "auto" }, text || labels.nothing), { human, machine } = openOf(view), at = (one, t) => (one.symbols[t] ? [word(pieceText(view, one.symbols[t])), format(one.sums[t] - (t ? one.sums[t - 1] : 0)), format(one.sums[t])] : ["", "", ""]);
  const words = Array.from({ length: lastStep(view) }, (_, t) => tableRow(String(t + 1), [human, machine].flatMap((one) => at(one, t))));
  const rows = view.listed.map((row) => { const one = found.get(row), numbers = (text, value) => [word(text.text), format(text.total), String(text.T), format(value)]; return tableRow(word(cases.case(row).source), [...numbers(one.human, one.scores[0]), ...numbers(one.machine, one.scores[1]), labels[`verdict_${one.kind}`]]); });
  const heads = (name) => [name, "log P", "T", labels.head_score];
  view.tables.replaceChildren(tableOf(["t", "y*", "log P", "Σ", "ŷ", "log P", "Σ"], words, fill(labels.table_words, { human: human.text })), tableOf(["x", ...heads("y*"), ...heads("ŷ"), labels.head_fault], rows, fill(labels.table_rows, { width: rest.width, alpha: rest.width > 1 ? format(rest.alpha) : "–" })));
}
