// What a picture shows, as a table that a button opens.

const tableButton = (view) => toggleButton(view, view.labels.table, (isOn) => { view.tableOpen = isOn; });

function buildTable(view, ...parts) {
  view.tableBox = h("div", { class: "table-box", hidden: true, tabindex: "0", role: "region", "aria-label": view.labels.table }, ...parts);
  return view.tableBox;
}

// Whether the table is open and was last drawn for another `key`.
function isTableDue(view, key) {
  view.tableBox.hidden = !view.tableOpen;
  if (!view.tableOpen || view.tableKey === key) return false;
  view.tableKey = key;
  return true;
}

function tableOf(heads, rows, caption = null) {
  return h("table", {}, caption && h("caption", {}, caption), h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, ...[head].flat())))),
    h("tbody", {}, ...rows));
}

function tableRow(head, cells) {
  return h("tr", {}, h("th", { scope: "row" }, head), ...cells.map((cell) => h("td", {}, cell)));
}
