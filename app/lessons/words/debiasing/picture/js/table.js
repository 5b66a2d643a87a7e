// All that the picture shows, as a table.

function drawTable(view) {
  if (!isTableDue(view, view.data)) return;
  const { labels } = view, heads = [labels.word, labels.stage_0, labels.stage_1, labels.stage_2, "‖e′‖"];
  const rows = view.rows.flatMap((row) => row.names.map((name, k) =>
    tableRow(tokenNode(name), [...row.at[k].map((value) => format(value, 4)), row.lengths ? format(row.lengths[k][2], 4) : ""])));
  view.tableBox.replaceChildren(tableOf(heads, rows));
}
