// The same step as a table: every column of the picture for every unit.

function drawTable(view) {
  const { model, labels, rest } = view, i = rest.step - model.start, t = rest.step + 1;
  if (!isTableDue(view, `${model.stamp}|${rest.step}|${rest.order}`)) return;
  const heads = [labels.unit, ...model.columns.map((column) => [`${labels[column.label] ?? column.label} `, termNodes(column, t)])];
  const rows = view.order.map((unit) => tableRow(String(unit), model.columns.map((column) => format(model.at(column.series, i, unit), 3))));
  view.tableBox.replaceChildren(tableOf(heads, rows, withToken(fill(labels.table_caption, { step: t }), model.tokens[i])));
}
