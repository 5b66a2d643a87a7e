// The same step as a table: every column of the picture for every unit.

function drawTable(view) {
  view.tableBox.hidden = !view.tableOpen;
  const { model, labels, rest } = view, key = `${model.stamp}|${rest.step}|${rest.order}`;
  if (!view.tableOpen || view.tableKey === key) return;
  view.tableKey = key;
  const i = rest.step - model.start, t = rest.step + 1;
  const caption = h("caption", {});
  caption.append(withToken(fill(labels.table_caption, { step: t }), model.tokens[i]));
  const head = h("tr", {}, h("th", { scope: "col" }, labels.unit),
    ...model.columns.map((column) => h("th", { scope: "col" }, `${labels[column.label] ?? column.label} `, termNodes(column, t))));
  const rows = view.order.map((unit) => h("tr", {}, h("th", { scope: "row" }, String(unit)),
    ...model.columns.map((column) => h("td", {}, format(model.at(column.series, i, unit), 3)))));
  view.tableBox.replaceChildren(h("table", {}, caption, h("thead", {}, head), h("tbody", {}, ...rows)));
}
