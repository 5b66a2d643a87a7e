// The same as tables: X as it stands, the pinned cell's numbers of the fit, and the ratios.

function drawTable(view) {
  const { scene, rest, labels } = view;
  if (!isTableDue(view, [view.received, view.labelKey, stopNow(view), rest.window, rest.harmonic, rest.symmetric, rest.ratios,
    Math.round(view.moment), rest.x_max].join("|"))) return;
  const word = (text) => h("bdi", { dir: "auto" }, visible(text)), { n, words } = scene, x = scene.counts(stopNow(view), rest),
    table = scene.ratiosOf(rest.ratios);
  const counts = words.map((name, i) => tableRow(word(name), words.map((_, j) => countText(x[i * n + j]))));
  const cells = words.flatMap((row, i) => words.map((column, j) => [row, column, scene.cell(i, j)])).filter(([, ,
    c]) => c !== null);
  const fits = cells.map(([row, column, c]) => {
    const { dot, b, bPrime, residual } = scene.parts(c, Math.round(view.moment));
    return tableRow(word(row), [word(column), countText(scene.x[c]), weightText(scene.weight(scene.x[c], rest.x_max)),
      ...[dot, b, bPrime, scene.logs[c], residual].map((value) => format(value))]);
  });
  const ratios = table.rows.map((row) => tableRow(word(row.probe),
    [...row.x.map((count) => (Number.isFinite(count) ? countText(count) : "–")), ...row.p.map(chanceText),
    ratioText(row.ratio), goesText(view, table, row)]));
  view.tables.replaceChildren(tableOf(["X", ...words.map(word)], counts, labels.grid),
    tableOf([labels.row, labels.column, "X", "f(X)", "θᵀe", "b", "b′", "log X", labels.residual], fits,
      fill(labels.fit_said, { count: cells.length, moment: momentText(view) })),
    tableOf(["k", ...[table.first, table.second].flatMap((one) => [`X(${one})`]),
      ...[table.first, table.second].map((one) => `P(k | ${one})`), labels.ratio, labels.goes], ratios,
      `${labels.ratios} (${labels[`ratios_${rest.ratios}`]})`));
}
