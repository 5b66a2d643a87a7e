// The same as tables: the pairs of the window, the nearest words, the words of the groups.

function drawTable(view) {
  const { scene, rest, labels } = view, moment = frameNow(view);
  if (!isTableDue(view, view.moving ? view.tableKey : [view.received, moment, rest.centre, rest.window, rest.asked.join("\t"), view.labelKey].join("|"))) return;
  const word = (text) => h("bdi", { dir: "auto" }, visible(text)), isCbow = scene.method === "cbow", epoch = fill(labels.status, { epoch: epochText(scene.moments[moment]), total: scene.total });
  const row = (name, { logit, logZ, p, sigma, loss }) => tableRow(word(name), [format(logit), format(logZ), chance(p), sigma.toFixed(3), format(loss)]);
  const pairs = !scene.K ? [] : isCbow ? (isMeanKnown(view) ? [row(scene.token(rest.centre), scene.mean(moment, rest.centre))] : []) : scene.distances(rest.centre, rest.window).map((d) => row(scene.token(rest.centre + d), scene.pair(moment, rest.centre, d)));
  const centre = scene.K ? visible(scene.token(rest.centre)) : "", near = rest.asked.map((name) => tableRow(word(name), [(scene.answers(moment, name) ?? []).map((one) => `${visible(one.word)} ${format(one.cosine)}`).join(", ")]));
  const groups = scene.grouped.map((i) => tableRow(word(scene.names[i]), [scene.group_names[scene.groups[i]], scene.near(moment, i).map((j) => visible(scene.names[j])).join(", ")]));
  view.tables.replaceChildren(tableOf([isCbow ? labels.column_middle : labels.column_context, "θᵀe", "log Σ exp", "p", "σ", labels.column_loss], pairs, `${fill(labels.table_pairs, { word: centre })}, ${epoch}`),
    tableOf([labels.column_word, labels.column_near], near, `${labels.nearest_now}, ${epoch}`), tableOf([labels.column_word, labels.column_group, labels.column_map_near], groups, `${fill(labels.map_title, { count: grouped(scene.N) })}, ${epoch}`));
}
