// How a symbol is drawn, as core/recurrent/sampling.py does it. Here the symbols stand from likely to rare, ties in the order of
// the vocabulary, so that every cut leaves the first so many of them.

// order: the symbols; sorted: their logits; possible: so many of them can be drawn at all.
function ranked(z) {
  const order = new Uint32Array(z.length).map((_, i) => i).sort((a, b) => z[b] - z[a] || a - b);
  const sorted = Float64Array.from(order, (i) => z[i]), never = sorted.indexOf(-Infinity);
  return { order, sorted, possible: never < 0 ? sorted.length : never };
}

// exp(z / T) / Σ exp(z / T) over the first `count`, 0 for those behind them.
function softmaxOf(sorted, count, temperature) {
  const out = new Float64Array(sorted.length);
  if (temperature === 0) { out[0] = 1; return out; }
  let sum = 0;
  for (let i = 0; i < count; i++) sum += out[i] = Math.exp((sorted[i] - sorted[0]) / temperature);
  for (let i = 0; i < count; i++) out[i] /= sum;
  return out;
}

// How many top-k, top-p and min-p leave, in this order, and which of them cut last; at: where top-p stands in the bar.
function cutsOf({ sorted, possible }, temperature, { top_k: k, top_p: p, min_p: m }) {
  let count = possible, by = null, at = null;
  const all = softmaxOf(sorted, count, temperature);
  const take = (number, name) => { if (number < count) { count = number; by = name; } };
  if (k > 0 && k < sorted.length) take(tiesEnd(sorted, k), "top_k");
  if (p < 1) {
    const chances = softmaxOf(sorted, count, temperature), share = totalOf(all, count);
    take(reaching(chances, count, p), "top_p");
    at = p * share;
  }
  if (m > 0) {
    const chances = softmaxOf(sorted, count, temperature);
    let likely = 0;
    while (likely < count && !(chances[likely] < m * chances[0])) likely++;
    take(likely, "min_p");
  }
  return { count, by, at: by === "top_p" ? at : totalOf(all, count), left: totalOf(all, count) };
}

function tiesEnd(sorted, k) {
  let end = k;
  while (end < sorted.length && sorted[end] === sorted[k - 1]) end++;
  return end;
}

const ROUNDING = 1e-12; // of a sum that reaches p

// The fewest whose chances add up to p or more.
function reaching(chances, count, p) {
  let sum = 0, number = 0;
  while (number < count && sum < p - ROUNDING) sum += chances[number++];
  return number;
}

function totalOf(chances, count) {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += chances[i];
  return sum;
}

// The three bars: rows of chances, from likely to rare, and the edges of their pieces. cutRow: the bar that is cut.
function warped(ranking, settings) {
  const { sorted, possible } = ranking, { temperature, temperature_last: isLast } = settings, first = isLast ? 1 : temperature;
  ranking.says ??= softmaxOf(sorted, possible, 1);
  const cut = first === 0 ? { count: possible, by: null, at: 1, left: 1 } : cutsOf(ranking, first, settings);
  const left = softmaxOf(sorted, cut.count, first);
  const rows = isLast ? [ranking.says, left, softmaxOf(sorted, cut.count, temperature)] : [ranking.says, softmaxOf(sorted, possible, first), left];
  return { rows, edges: rows.map(edgesOf), cut, cutRow: isLast ? 0 : 1, most: temperature === 0 ? 1 : cut.count };
}

function edgesOf(chances) {
  const out = new Float64Array(chances.length + 1);
  for (let i = 0; i < chances.length; i++) out[i + 1] = out[i] + chances[i];
  return out;
}

// The piece on which the needle falls: the first whose right edge lies beyond u.
function pieceAt(edges, u, most) {
  let low = 0, high = most - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle + 1] > u) high = middle;
    else low = middle + 1;
  }
  return low;
}

// Probabilities by the place of the logit.
function adjusted(z, settings) {
  const ranking = ranked(z), { rows } = warped(ranking, settings), out = new Float64Array(z.length);
  ranking.order.forEach((symbol, i) => { out[symbol] = rows[2][i]; });
  return out;
}

// The symbol that is drawn from `q`, by the place of the logit.
function drawnAt(order, q, u) {
  const chances = Float64Array.from(order, (symbol) => q[symbol]), none = chances.indexOf(0);
  return order[pieceAt(edgesOf(chances), u, none < 0 ? chances.length : none)];
}
