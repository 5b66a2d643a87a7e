// All weights as a table: a row for each output word that is written, a column for each word of the source.

function drawTable(view) {
  const { model, labels, rest } = view;
  if (!isTableDue(view, `${model.stamp}|${rest.step}`)) return;
  const rows = [...Array(rest.step + 1).keys()].map((t) => tableRow(tokenNode(model.targetNames[t]), [model.p[t], ...model.alpha(t, view.held)].map((value) => format(value, 3))));
  view.tableBox.replaceChildren(tableOf([labels.word, labels.probability, ...model.sourceNames.map((name) => tokenNode(name))], rows));
}
