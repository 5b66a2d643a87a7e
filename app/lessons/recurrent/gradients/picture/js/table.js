// The same as a table: a row an earlier letter, the newest first.

function drawTable(view) {
  const { model, rest, labels } = view;
  if (!isTableDue(view, [view.received, rest.pin, view.labelKey].join("|"))) return;
  const rows = Array.from({ length: rest.pin }, (_, back) => rest.pin - 1 - back).map((k) => tableRow(String(rest.pin - 1 - k), [h("bdi", { dir: "auto" }, spoken(model.tokens[k], labels)), ...model.order.map((cell) => scientific(model.value(cell, rest.pin, k)))]));
  view.tables.replaceChildren(tableOf([labels.column_back, labels.column_letter, ...model.order.map((cell) => cell.toUpperCase())], rows, statusText(view)));
}
