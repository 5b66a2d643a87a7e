// All paths that spell a label, as core.speech.ctc.trellis adds them up: natural logs of probabilities, in float64. β leaves out
// the frame's own y, so that α·β is the probability of all paths through a place. Graves et al. 2006, equations 5 to 10.
// Nothing here knows of a page.

function logAdd(a, b) {
  const most = Math.max(a, b);
  return most === -Infinity ? most : most + Math.log1p(Math.exp(-Math.abs(a - b)));
}

// The fewest frames that can spell a label: one for each symbol, and a blank between two that are equal.
const neededFor = (labels) => labels.length + labels.filter((symbol, i) => i > 0 && symbol === labels[i - 1]).length;

// How many paths of so many frames spell a label: C(T + U − r, 2U), with r doubles in it.
function pathsOf(frames, labels) {
  const n = frames + 2 * labels.length - neededFor(labels), k = 2 * labels.length;
  let out = k > n ? 0n : 1n;
  for (let i = 1; i <= k && out; i++) out = (out * BigInt(n - k + i)) / BigInt(i);
  return out;
}

// The most probable symbol of each frame; the first of equals.
function greedyPath(logProbs, frames, symbols) {
  return Array.from({ length: frames }, (_, t) => {
    let best = 0;
    for (let k = 1; k < symbols; k++) if (logProbs[t * symbols + k] > logProbs[t * symbols + best]) best = k;
    return best;
  });
}

const pathLogP = (logProbs, symbols, path) => path.reduce((sum, symbol, t) => sum + logProbs[t * symbols + symbol], 0);

// logProbs: (T, V) row by row. Gives rows (S,): l′; skips (S,): whether a row may be reached from two above it; y, alpha, beta,
// shares (T, S) row by row; best (T,): the row of the most probable path, empty where there is none; logP, bestLogP.
function trellisOf(logProbs, frames, symbols, labels) {
  const S = 2 * labels.length + 1, rows = Array.from({ length: S }, (_, s) => (s % 2 ? labels[(s - 1) / 2] : 0));
  const skips = rows.map((symbol, s) => s % 2 === 1 && s > 1 && symbol !== rows[s - 2]), y = new Float64Array(frames * S);
  for (let t = 0; t < frames; t++) for (let s = 0; s < S; s++) y[t * S + s] = logProbs[t * symbols + rows[s]];
  const laid = { T: frames, S, rows, skips, y };
  const alpha = forward(laid, 0, rows.map((_, s) => (s < 2 ? y[s] : -Infinity)));
  const beta = backward(laid, frames - 1, rows.map((_, s) => (s < S - 2 ? -Infinity : 0)));
  const last = alpha.subarray((frames - 1) * S), logP = S > 1 ? logAdd(last[S - 1], last[S - 2]) : last[0];
  const { best, bestLogP } = bestPath(laid), isPossible = Number.isFinite(logP);
  const shares = alpha.map((a, i) => (isPossible ? Math.exp(a + beta[i] - logP) : 0));
  return { ...laid, alpha, beta, shares, best: isPossible ? best : [], logP, bestLogP };
}

// α from a frame on, where it is `start` (S,).
function forward({ T, S, skips, y }, first, start) {
  const out = new Float64Array(T * S).fill(-Infinity);
  out.set(start, first * S);
  for (let t = first + 1; t < T; t++) {
    for (let s = 0, i = t * S, before = i - S; s < S; s++, i++, before++) {
      let sum = out[before];
      if (s > 0) sum = logAdd(sum, out[before - 1]);
      if (skips[s]) sum = logAdd(sum, out[before - 2]);
      out[i] = sum + y[i];
    }
  }
  return out;
}

// β from a frame back, where it is `end` (S,).
function backward({ T, S, skips, y }, last, end) {
  const out = new Float64Array(T * S).fill(-Infinity);
  out.set(end, last * S);
  for (let t = last - 1; t >= 0; t--) {
    for (let s = 0, i = t * S, after = i + S; s < S; s++, i++, after++) {
      let sum = out[after] + y[after];
      if (s + 1 < S) sum = logAdd(sum, out[after + 1] + y[after + 1]);
      if (s + 2 < S && skips[s + 2]) sum = logAdd(sum, out[after + 2] + y[after + 2]);
      out[i] = sum;
    }
  }
  return out;
}

// As `forward`, with the greatest in place of the sum.
function bestPath({ T, S, skips, y }) {
  const came = new Uint8Array(T * S);
  let score = Array.from({ length: S }, (_, s) => (s < 2 ? y[s] : -Infinity));
  for (let t = 1; t < T; t++) {
    score = score.map((stay, s) => {
      const choices = [stay, s > 0 ? score[s - 1] : -Infinity, skips[s] ? score[s - 2] : -Infinity];
      came[t * S + s] = choices.indexOf(Math.max(...choices));
      return choices[came[t * S + s]] + y[t * S + s];
    });
  }
  let row = S - 1 - (S > 1 && score[S - 2] > score[S - 1] ? 1 : 0);
  const bestLogP = score[row], best = new Array(T);
  for (let t = T - 1; t >= 0; t--) {
    best[t] = row;
    row -= came[t * S + row];
  }
  return { best, bestLogP };
}

// What comes into a place, as logs of α a frame before: from the same row, from the one above, over a blank.
function arrivalsAt({ S, skips, alpha }, t, s) {
  const before = (back, isAllowed) => (t > 0 && isAllowed ? alpha[(t - 1) * S + s - back] : -Infinity);
  return { stay: before(0, true), step: before(1, s > 0), skip: before(2, skips[s]) };
}

// Of all paths through a place, the share that passes each other place (T, S): before it, and behind it.
function throughPlace(trellis, t, s) {
  const { S, rows, alpha, beta } = trellis, here = t * S + s, alone = rows.map((_, row) => (row === s ? 0 : -Infinity));
  const to = backward(trellis, t, alone), from = forward(trellis, t, alone);
  return alpha.map((a, i) => Math.exp(i < t * S ? a + to[i] - alpha[here] : from[i] + beta[i] - beta[here]));
}
