// The labels of an example: core/speech/compose.py again, operation for operation. Pure.

// y for every step: 1 where it ends within `ones` seconds after an end, or after `early` seconds before it.
function labelsOf(ends, { steps, first, step, ones, early }) {
  const y = new Uint8Array(steps);
  for (const end of ends) {
    const from = early ? end - early : end;
    for (let t = 0; t < steps; t++) {
      const time = first + step * t;
      if (time > from && time <= from + ones) y[t] = 1;
    }
  }
  return y;
}

// [first, last] of each stretch of ones.
function stretches(y) {
  const out = [];
  for (let t = 0; t < y.length; t++) {
    if (!y[t]) continue;
    if (t && y[t - 1]) out.at(-1)[1] = t;
    else out.push([t, t]);
  }
  return out;
}
