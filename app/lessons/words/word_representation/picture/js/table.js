// The same as tables: the words on the axes with their distances, and what the two ways cost for each V.

function drawTable(view) {
  const { shown, rest, labels } = view, u = shown.place(rest.word);
  if (!isTableDue(view, [view.received, view.labelKey, u].join("|"))) return;
  const word = (text) => h("bdi", { dir: "auto" }, visible(text)), open = isolated(visible(rest.word)), all = [...new Set([u, ...shown.table, ...shown.ruler, ...shown.words.keys()])];
  const rows = all.map((v) => tableRow(word(shown.words[v]), [grouped(shown.rows[v]), ...shown.axes.map((_, a) => signedText(shown.feature(a, v), 2)), format(shown.distance(u, v), 3), format(v === u ? 0 : ROOT2, 3)]));
  const costs = shown.sizes.map((size) => tableRow(grouped(size), [grouped(size * shown.dimensions), microseconds(shown.clock("product", size)), "0", microseconds(shown.clock("lookup", size))]));
  view.tables.replaceChildren(tableOf([labels.head_word, labels.head_column, ...shown.axes.map((axis) => h("bdi", { dir: "auto" }, axisName(axis))), fill(labels.head_distance, { word: open }), labels.head_one_hot], rows, labels.table_words),
    tableOf(["V", labels.head_product, labels.head_product_time, labels.head_lookup, labels.head_lookup_time], costs, fill(labels.table_costs, { word: open })));
}
