// All weights as a table: a row for each output word that is written, a column for each word of the source.

function drawTable(view) {
  view.tableBox.hidden = !view.showTable;
  if (!view.showTable) return;
  const { model, labels, rest } = view, stamp = `${model.stamp} ${rest.step}`;
  if (view.tableOf === stamp) return;
  view.tableOf = stamp;
  const head = [h("th", { scope: "col" }, labels.word), h("th", { scope: "col" }, labels.probability), ...model.sourceNames.map((name) => h("th", { scope: "col" }, tokenNode(name)))];
  const rows = [...Array(rest.step + 1).keys()].map((t) => h("tr", {}, h("th", { scope: "row" }, tokenNode(model.targetNames[t])), h("td", {}, format(model.p[t], 3)),
    ...[...model.alpha(t, view.held)].map((value) => h("td", {}, format(value, 3)))));
  view.tableBox.replaceChildren(h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)));
}
