// The same as tables: every candidate of the open step that is kept in the trace, and what is finished.

function drawTable(view) {
  const { rest, data } = view;
  if (!isTableDue(view, `${data.subject}|${rest.step}|${rest.alpha}|${data.products}|${data.punishing}|${view.labelKey}`)) return;
  view.tables.replaceChildren(...(rest.step ? [candidateTable(view)] : []), finishedTable(view));
}

function candidateTable(view) {
  const { model, labels, rest, data } = view, t = rest.step - 1, digits = (value) => format(value, 3);
  const heads = [labels.place, labels.hypothesis, labels.word, labels.parent, labels.log_token, labels.log_total, labels.p_total,
    ...(data.products ? [labels.half] : []), labels.fate];
  const rows = model.steps[t].rows.map((one, row) => tableRow(String(row + 1), [
    h("bdi", { dir: "auto" }, model.text(t, row)), h("bdi", { dir: "auto" }, visible(one.word)), t ? String(one.parent + 1) : labels.start, digits(one.logP),
    digits(one.total), scientific(Math.exp(one.total)), ...(data.products ? [scientific(one.product)] : []),
    one.ended ? labels.ended : one.kept ? labels.kept : fill(labels.pruned, { below: format(one.below, 2) })]));
  return tableOf(heads, rows, fill(labels.row_table, { step: t + 1 }));
}

function finishedTable(view) {
  const { model, labels, rest } = view;
  const rows = model.ranked(rest.alpha).map((one, place) => tableRow(String(place + 1), [h("bdi", { dir: "auto" }, one.text || labels.nothing),
    format(one.total, 3), String(one.length), format(one.score, 4)]));
  return tableOf([labels.place, labels.hypothesis, labels.log_total, labels.length, labels.score], rows, fill(labels.finished_table, { alpha: format(rest.alpha, 2) }));
}
