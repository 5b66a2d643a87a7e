// From probabilities to moments of firing: core/speech/events.py again, operation for operation, so that both give the
// same to the last bit. Pure: arrays and numbers in, arrays out.

// The mean of the last `count` probabilities at each step, of fewer at the beginning.
function smooth(probabilities, count) {
  const sums = new Float64Array(probabilities.length + 1), out = new Float64Array(probabilities.length);
  for (let t = 0; t < probabilities.length; t++) {
    const first = Math.max(t + 1 - count, 0);
    sums[t + 1] = sums[t] + probabilities[t];
    out[t] = (sums[t + 1] - sums[first]) / (t + 1 - first);
  }
  return out;
}

// Steps at which an event is reported, and at each step how many in a row are at or above the threshold by then.
function fired(smoothed, { threshold, agree, refractory }, stepSeconds) {
  const runs = new Int32Array(smoothed.length), steps = [];
  let run = 0, last = -Infinity;
  for (let t = 0; t < smoothed.length; t++) {
    run = smoothed[t] >= threshold ? run + 1 : 0;
    runs[t] = run;
    if (run === agree && (t - last) * stepSeconds >= refractory) {
      steps.push(t);
      last = t;
    }
  }
  return { steps, runs };
}
