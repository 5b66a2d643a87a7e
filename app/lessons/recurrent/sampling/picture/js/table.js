// The same as tables: the pieces of the open step, and the finished samples.

function drawTable(view) {
  const { rest, labels, model, data } = view;
  if (!isTableDue(view, [view.received, JSON.stringify(rest), view.labelKey].join("|"))) return;
  view.tables.replaceChildren(pieceTable(view), tableOf([labels.sample, labels.seed, labels.log_p], data.samples.map((sample) => tableRow(h("bdi", { dir: "auto" }, view.start + sample.text),
    [sample.seed === null ? labels.greedy : String(sample.seed), format(sample.log_p, 2)])), labels.finished));
}

function pieceTable(view) {
  const { rest, labels, model, warp, pieces, shown } = view, ranking = model.ranking(rest.step), { rows, edges, cut } = warp, names = rest.temperature_last ? ["p", "q′", "q"] : ["p", "q", "q′"];
  const body = pieces.filter(({ from, to }) => to > from && from < ranking.possible).map(({ from, to, token, isSingle, isCut, isDrawn }) => tableRow(isSingle ? h("bdi", { dir: "auto" }, tokenText(view, token)) : fill(labels.others_count, { count: many(to - from) }),
    [isSingle ? format(ranking.sorted[from]) : "", ...edges.map((edge) => chance(edge[to] - edge[from])), [isCut ? labels.cut : labels.left, ...(isDrawn ? [labels[shown.isKept ? "kept" : "drawn"]] : [])].join(", ")]));
  return tableOf([unitLabel(view, "symbol"), "z", ...names, labels.after_cut], body, unitLabel(view, "table_title", { step: rest.step + 1, u: shown.u.toFixed(3) }));
}
