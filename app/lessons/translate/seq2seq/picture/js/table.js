// The same as tables: the words read, the words written, the sentences of the map, BLEU by length.

const wordNode = (text) => h("bdi", { dir: "auto" }, text);

function drawTable(view) {
  const { one, rest } = view;
  if (!isTableDue(view, [one.stamp, view.labelKey, stepNow(view), rest.unit, rest.map].join("|"))) return;
  const parts = [readTable(view), writtenTable(view), mapTable(view), lengthTable(view)];
  view.tables.replaceChildren(...parts.filter(Boolean));
}

function readTable(view) {
  const { one, labels } = view, isThere = stepNow(view) >= one.R;
  const row = (text, w) => [one.places[w].map((i) => i + 1).join(", "), isThere ? percent(one.left_out[w]) : "–"];
  return tableOf([labels.column_read, labels.column_place, labels.column_lost],
    one.words.map((text, w) => tableRow(wordNode(text), row(text, w))), labels.table_read);
}

function writtenTable(view) {
  const { one, labels, rest: { unit } } = view, count = Math.max(0, stepNow(view) - one.R);
  const heads = [labels.column_word, "P", "log P", labels.column_next];
  const next = (t) => one.next[t].map(([piece, p]) => `${pieceText(piece, labels)} ${chanceText(p)}`).join(", ");
  const row = (t) => [chanceText(one.p[t]), format(one.log_p[t]), wordNode(next(t))];
  const rows = one.targetNames.slice(0, count).map((name, t) =>
    tableRow(wordNode(name), unit === null || !one.knowsEach ? row(t) : [...row(t), chanceText(one.without(t, unit))]));
  if (unit !== null && one.knowsEach) heads.push(fill(labels.column_without, { number: unit + 1 }));
  return tableOf(heads, rows, labels.table_written);
}

function mapTable(view) {
  const { labels } = view, map = mapNow(view);
  if (!map) return null;
  const group = (i) => (map.groups[i] < 0 ? "–" : String(map.groups[i] + 1));
  const rows = map.texts.map((text, i) => tableRow(wordNode(text),
    [group(i), format(map.near[i]), format(map.apart[i])]));
  return tableOf([labels.column_sentence, labels.column_group, "cos", labels.column_apart], rows, labels.table_map);
}

function lengthTable({ one: { lengths }, labels }) {
  const names = Object.keys(lengths);
  if (!names.length) return null;
  const cell = (bin) => (bin ? `${bin.bleu.toFixed(1)} ± ${bin.half_width.toFixed(1)}` : "–");
  const rows = lengths[names[0]].map(({ span }, i) => tableRow(span, names.map((name) => cell(lengths[name][i]))));
  return tableOf([labels.column_words, ...names.map((name) => labels[`order_${name}`])], rows, labels.chart);
}
