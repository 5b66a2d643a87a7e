// All that the picture shows, as a table.

function drawTable(view) {
  view.tableBox.hidden = !view.showTable;
  if (!view.showTable || view.tableOf === view.data) return;
  view.tableOf = view.data;
  const { labels } = view, head = [labels.word, labels.stage_0, labels.stage_1, labels.stage_2, "‖e′‖"];
  const rows = view.rows.flatMap((row) => row.names.map((name, k) => h("tr", {}, h("th", { scope: "row" }, tokenNode(name)),
    ...row.at[k].map((value) => h("td", {}, format(value, 4))), h("td", {}, row.lengths ? format(row.lengths[k][2], 4) : ""))));
  view.tableBox.replaceChildren(h("table", {}, h("thead", {}, h("tr", {}, ...head.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, ...rows)));
}
