// All that the picture shows, as a table.

function drawTable(view) {
  view.tableBox.hidden = !view.showTable;
  if (!view.showTable || view.tableOf === view.data) return;
  view.tableOf = view.data;
  const { labels, data } = view, head = [labels.word, labels.role, labels.across, labels.up, labels.score];
  const scores = new Map(data.answers.map((answer) => [answer.word, answer.score]));
  const cells = (at) => at.map((value) => h("td", {}, format(value, 3)));
  const rows = data.words.map((word) => h("tr", {}, h("th", { scope: "row" }, tokenNode(word.word)), h("td", {}, labels[`role_${word.role}`]),
    ...cells(word.at), h("td", {}, scores.has(word.word) ? format(scores.get(word.word), 4) : "")));
  rows.push(h("tr", {}, h("th", { scope: "row" }, "x"), h("td", {}, labels.role_sum), ...cells(data.path.at(-1)), h("td", {}, "")));
  view.tableBox.replaceChildren(h("table", {}, h("thead", {}, h("tr", {}, ...head.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, ...rows)));
}
