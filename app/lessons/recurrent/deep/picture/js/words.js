// Numbers and sentences as they are shown and read aloud.

const lookedAt = (view) => view.pointed ?? (view.frame?.isWords ? readyWord(view) : view.rest.step - 1);
const lookedLayer = (view) => (view.pointedRow?.n ?? (view.rest.layer ? view.rest.layer - 1 : view.model.L - 1));

// Read both ways: the word that a→ has read last in the layer that is reading; once all is read, the first.
function readyWord({ model, rest }) {
  return rest.step === model.steps ? 0 : model.front(model.layerAt(rest.step), 0, rest.step);
}

const bitsText = (p) => (-Math.log2(Math.max(p, 1e-30))).toFixed(2);
const askedTitle = ({ rest, labels }) => labels[`asked_${rest.asked}`];

function classText({ model, labels }, name, k) {
  const text = model.className(name, k);
  if (name === "open") return text || labels.none_open;
  if (name === "place") return text === "0" ? labels.no_word : text;
  return name === "number" || name === "tag" ? (labels[`class_${text}`] ?? text) : visible(text);
}

function statusText({ model, rest, labels }) {
  if (model.W === 2) return fill(labels.status_words, { step: rest.step, steps: model.steps, layer: model.layerAt(rest.step) + 1 });
  return fill(labels.status, { step: rest.step, steps: model.T, letter: isolated(visible(model.tokens[rest.step - 1])) });
}

function waitText({ model, labels }, n, t) {
  return fill(labels.waits, { step: model.readyAt(n, t) });
}

// What a unit follows, in a sentence.
function captionText(view, row) {
  const { model, labels } = view, { follows, r } = model.reaction(row), unit = model.units[row.n][row.w][row.r];
  if (model.W === 2) return fill(labels.unit_both, { unit, side: row.w ? "a←" : "a→" });
  return follows ? fill(labels.follows, { unit, what: labels[`follows_${follows}`], r: format(r) }) : fill(labels.follows_none, { unit });
}

function rowLines(view, row, t) {
  const { model, labels, rest } = view, unit = model.units[row.n][row.w][row.r], way = model.W === 2 ? (row.w ? "←" : "→") : "";
  const lines = [`a${way}[${row.n + 1}]⟨${t + 1}⟩[${unit}] = ${model.hasPassed(row.n, row.w, t, rest.step) ? format(model.at(row.n, row.w, t, row.r)) : labels.not_yet}`, captionText(view, row)];
  if (model.hasPassed(row.n, row.w, t, rest.step)) {
    const from = model.since(row, t), count = Math.abs(t - from) + 1;
    lines.push(fill(count === 1 ? labels.sign_new : labels.sign_since, { count, symbol: isolated(visible(model.tokens[from])) }));
  }
  const below = model.below(row);
  if (below.length) lines.push(fill(labels.reads_from, { layer: row.n, units: below.map((one) => `${model.W === 2 ? (one.w ? "←" : "→") : ""}${model.units[one.n][one.w][one.r]} (${format(one.weight)})`).join(", ") }));
  return lines;
}

// The same symbol in all storeys.
function probeLines(view, k) {
  const { model, labels, rest } = view, t = lookedAt(view), name = rest.asked;
  return [fill(labels.probe_title, { what: classText(view, name, k) }), ...Array.from({ length: model.L }, (_, n) => {
    const found = model.top(name, n, t).find((one) => one.k === k);
    return fill(labels.probe_line, { layer: n + 1, p: found ? found.p.toFixed(3) : labels.below_listed });
  }).reverse()];
}

function pointLines({ model, labels }, name, cell, depth) {
  const { bits, ms, units, weights, here } = model.charts, i = depth - 1, [mean, low, high] = bits[cell][i];
  const lines = [fill(labels.point_title, { cell: cell.toUpperCase(), layers: depth, units: units[cell][i], weights: weights[cell][i].toLocaleString("en") }), fill(labels.point_bits, { mean: mean.toFixed(3), low: low.toFixed(3), high: high.toFixed(3) }), fill(labels.point_ms, { ms: ms[cell][i].toFixed(1) })];
  if (here) lines.push(fill(labels.point_here, { ms: here[cell][i].toFixed(1) }));
  return lines;
}
