// The same as tables: every candidate of the open step that is kept in the trace, and what is finished.

function buildTable(view) {
  view.tables = h("div", { class: "tables" });
  view.tableBox = h("div", { class: "table-box", hidden: true, tabindex: "0", role: "region", "aria-label": view.labels.table }, view.tables);
  return view.tableBox;
}

function tableOf(caption, heads, rows) {
  return h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...rows));
}

function rowOf(first, cells) {
  return h("tr", {}, h("th", { scope: "row" }, first), ...cells.map((cell) => h("td", {}, cell)));
}

function drawTable(view) {
  view.tableBox.hidden = !view.tableOpen;
  if (!view.tableOpen) return;
  const { rest, data } = view, key = `${data.subject}|${rest.step}|${rest.alpha}|${data.products}|${data.punishing}|${view.labelKey}`;
  if (view.tableKey === key) return;
  view.tableKey = key;
  view.tables.replaceChildren(...(rest.step ? [candidateTable(view)] : []), finishedTable(view));
}

function candidateTable(view) {
  const { model, labels, rest, data } = view, t = rest.step - 1, digits = (value) => format(value, 3);
  const heads = [labels.place, labels.hypothesis, labels.word, labels.parent, labels.log_token, labels.log_total, labels.p_total,
    ...(data.products ? [labels.half] : []), labels.fate];
  const rows = model.steps[t].rows.map((one, row) => rowOf(String(row + 1), [
    h("bdi", { dir: "auto" }, model.text(t, row)), h("bdi", { dir: "auto" }, visible(one.word)), t ? String(one.parent + 1) : labels.start, digits(one.logP),
    digits(one.total), scientific(Math.exp(one.total)), ...(data.products ? [scientific(one.product)] : []),
    one.ended ? labels.ended : one.kept ? labels.kept : fill(labels.pruned, { below: format(one.below, 2) })]));
  return tableOf(fill(labels.row_table, { step: t + 1 }), heads, rows);
}

function finishedTable(view) {
  const { model, labels, rest } = view;
  const rows = model.ranked(rest.alpha).map((one, place) => rowOf(String(place + 1), [h("bdi", { dir: "auto" }, one.text || labels.nothing),
    format(one.total, 3), String(one.length), format(one.score, 4)]));
  return tableOf(fill(labels.finished_table, { alpha: format(rest.alpha, 2) }), [labels.place, labels.hypothesis, labels.log_total, labels.length, labels.score], rows);
}
