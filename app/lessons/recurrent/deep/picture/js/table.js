// The same as a table: a row a symbol, of each layer what is read off it.

function drawTable(view) {
  const { model, rest, labels } = view;
  if (!isTableDue(view, [view.received, rest.asked, view.labelKey].join("|"))) return;
  const rows = model.tokens.map((token, t) => {
    const truth = model.truth[rest.asked][t];
    return tableRow(String(t + 1), [h("bdi", { dir: "auto" }, visible(token)), truth < 0 ? "" : classText(view, rest.asked, truth),
      ...Array.from({ length: model.L }, (_, n) => { const [best] = model.top(rest.asked, n, t), right = model.right(rest.asked, n, t); return `${classText(view, rest.asked, best.k)} ${best.p.toFixed(2)}${right === null ? "" : ` (${right.toFixed(2)})`}`; })]);
  });
  view.tables.replaceChildren(tableOf([labels.column_number, labels.column_token, labels.column_right, ...Array.from({ length: model.L }, (_, n) => fill(labels.layer, { layer: n + 1 }))], rows, `${labels.picture}. ${askedTitle(view)}`));
}
