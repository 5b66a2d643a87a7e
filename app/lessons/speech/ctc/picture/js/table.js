// The same as tables: the frames that are shown, and the beam at the cursor.

function drawTable(view) {
  const { model, labels, rest: { step }, spelling, frame: { upper: { W } } } = view, first = Math.round(view.from);
  if (!isTableDue(view, [model.stamp, spelling.text, step, first, W, view.wordsKey].join("|"))) return;
  const { trellis, path } = spelling, rows = Array.from({ length: W }, (_, i) => frameRow(view, first + i));
  const beam = model.beamAt(step).map(([label, logP], i) => tableRow(String(i + 1), [h("bdi", {}, label || labels.nothing), shortP(logP)]));
  const heads = [labels.head_frame, labels.head_time, labels.head_top, "p", ...(path.length ? [labels.head_path, "p", "α", "β", "α·β/p"] : [])];
  view.tables.replaceChildren(tableOf(heads, rows, fill(labels.table_frames, { label: spelling.text || labels.nothing, p: shortP(trellis.logP) })),
    tableOf([labels.head_place, labels.head_label, labels.p_found], beam, fill(labels.table_beam, { frame: step + 1 })));
}

function frameRow(view, t) {
  const { model, rest, spelling: { trellis, path } } = view, top = model.greedy[t], i = t * trellis.S + trellis.best[t];
  const own = path.length ? [shownAs(model, path[t]), format(model.p(t, path[t]), 3), shortP(trellis.alpha[i]), shortP(trellis.beta[i]), shareText(trellis.shares[i])] : [];
  const row = tableRow(String(t + 1), [format(model.timeOf(t), 3), shownAs(model, top), format(model.p(t, top), 3), ...own]);
  if (t !== rest.step) return row;
  row.className = "now";
  row.setAttribute("aria-current", "true");
  return row;
}
