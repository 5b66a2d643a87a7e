// The same as tables: each box of the open shape.

function drawTable(view) {
  const { rest, run, labels } = view;
  if (!isTableDue(view, [view.received, rest.shape, view.labelKey].join("|"))) return;
  const bdi = (text) => h("bdi", { dir: "auto" }, text);
  const rows = run.boxes.map((box, t) => tableRow(String(t + 1), [bdi(box.reads ? symbolText(labels, box.reads) : box.is_fed ? labels.own : "–"), bdi(box.writes ? answerText(labels, box.writes) : "–"), bdi(box.writes ? "" : box.would || "–"),
    bdi(box.chances.map(([symbol, p]) => `${answerText(labels, symbol)} ${chanceOf(p)}`).join(", ") || "–"), run.without?.[t] === undefined ? "–" : chanceOf(run.without[t]), String(run.units[t])]));
  view.tables.replaceChildren(tableOf([labels.column_step, labels.column_reads, labels.column_writes, labels.column_would, labels.column_chances, labels.column_without, labels.column_units], rows, labels[`title_${rest.shape}`]));
}
