// The same as a table: a row a word.

function drawTable(view) {
  const { model, rest, labels } = view;
  if (!isTableDue(view, [view.received, rest.zero, view.labelKey].join("|"))) return;
  const rows = model.words.map((word, t) => {
    const p = model.chances(t, rest.zero), k = best(p), zero = (side) => (rest.zero === side ? "0" : format(model.at(`from_${side}`, t, k)));
    return tableRow(String(t + 1), [h("bdi", { dir: "auto" }, visible(word)), tagText(model, p), zero("left"), zero("right"), format(model.bias(k)), tagText(model, model.forward(t)), String(model.ready[t])]);
  });
  view.tables.replaceChildren(tableOf([labels.column_number, labels.column_word, rest.zero === "none" ? labels.row_both : fill(labels.row_zero, { side: rest.zero === "left" ? "a→" : "a←" }), labels.column_left, labels.column_right, labels.column_bias, labels.row_forward, labels.row_ready], rows, labels.picture));
}
