// All that the picture shows, as a table.

function drawTable(view) {
  const { labels, data } = view;
  if (!isTableDue(view, data)) return;
  const scores = new Map(data.answers.map((answer) => [answer.word, format(answer.score, 4)])), places = (at) => at.map((value) => format(value, 3));
  const rows = data.words.map((word) => tableRow(tokenNode(word.word), [labels[`role_${word.role}`], ...places(word.at), scores.get(word.word) ?? ""]));
  rows.push(tableRow("x", [labels.role_sum, ...places(data.path.at(-1)), ""]));
  view.tableBox.replaceChildren(tableOf([labels.word, labels.role, labels.across, labels.up, labels.score], rows));
}
