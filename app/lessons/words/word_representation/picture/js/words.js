// Numbers and sentences as they are shown and read aloud.

const grouped = (value) => Math.round(value).toLocaleString("en");
const signedText = (value, digits = 1) => (Number.isFinite(value) ? (value < 0 ? "" : "+") + format(value, digits).replace(/^(−?)(0\.0+)$/u, "$2") : "–");

// Microseconds with as many digits as tell something.
function microseconds(value) {
  return Number.isFinite(value) && value !== null ? value >= 100 ? grouped(value) : value >= 10 ? value.toFixed(1) : value.toFixed(2) : "–";
}

function statusText(view) {
  const { rest, labels } = view, done = doneColumns(view);
  if (done >= rest.size) return fill(labels.status_end, { all: grouped(rest.size) });
  return done ? fill(labels.status, { column: grouped(done - 1), all: grouped(rest.size) }) : labels.status_start;
}

// "juice on food = (eᵀd − mean) / sd = (0.31 − 0.02) / 0.12 = +2.4"; beside the formula without its letters.
function featureLine(view, a, u, said = view.labels.feature_said) {
  const { shown } = view, { along, mean, deviation } = shown, sum = `(${format(along[a * shown.U + u])} ${mean[a] < 0 ? "+" : MINUS} ${format(Math.abs(mean[a]))}) / ${format(deviation[a])}`;
  return fill(said, { word: isolated(visible(shown.words[u])), axis: isolated(axisName(shown.axes[a])), sum, value: signedText(shown.feature(a, u)) });
}

const distanceLine = (view, v) => fill(view.labels.distance_said, { word: isolated(visible(view.rest.word)), other: isolated(visible(view.shown.words[v])), distance: format(view.shown.distance(view.shown.place(view.rest.word), v)) });

// The column `one`: its word, where it stands, its first numbers.
function columnLines(view, one) {
  const { shown, rest, labels } = view;
  if (!one.cells) return [fill(labels.left_out, { count: grouped(one.to - one.from + 1), from: grouped(one.from), to: grouped(one.to) }), labels.all_by_0];
  const word = one.word ? isolated(visible(one.word)) : labels.random_column, numbers = Array.from({ length: Math.min(5, shown.D) }, (_, i) => format(shown.number(one.cells, i))).join("  ");
  return [fill(labels.column_said, { word, column: grouped(one.from) }), `${numbers} …`, one.word === rest.word ? labels.times_1 : labels.times_0];
}

function pairsText({ shown, labels }) {
  const all = shown.axes.map((axis) => axis.pairs), [least, most] = [Math.min(...all), Math.max(...all)];
  if (most <= 1) return labels.legend_one;
  const pairs = least === most ? String(most) : fill(most - least === 1 ? labels.pairs_or : labels.pairs_to, { least, most });
  return fill(labels.legend, { pairs });
}

function announce(view) {
  say(view, () => {
    const { shown, rest, labels } = view, u = shown.place(rest.word), done = doneColumns(view), word = isolated(visible(rest.word));
    const said = [fill(labels.word_said, { word, column: grouped(shown.rows[u]) }), statusText(view), fill(labels.product_said, { count: grouped(shown.dimensions * done) }), fill(labels.lookup_said, { count: shown.dimensions })];
    if (view.note) said.push(view.note);
    return said.join(". ");
  });
}
