// What a way costs: how many multiplications, and a clock whose bar goes on in another line where it is full. Product and look-up
// have the same scale.

const BAR = 5.2, BAR_STEP = 6.2;

// `said`: lines under the number; `time`: microseconds, null for not measured; `aside`: what stands behind them.
function counterMarks(view, x, y, wide, { count, said, time, share, colour, aside, asideColour, notes = [] }) {
  const { shown, frame: f, theme, labels } = view, k = f.k, out = [], isNarrow = f.isNarrow;
  out.push(textMark(view, count, x, y, { size: 20, mono: true, bold: true, fill: theme.inkText, most: isNarrow ? 0 : wide }));
  const text = isNarrow ? x + measured(count, 20 * k, theme.mono, true) + 8 * k : x;
  let at = isNarrow ? y : y + 5 * k;
  for (const line of isNarrow ? wrapped(said.join(" "), wide - text + x, 11 * k, theme.font).slice(0, 1) : said.flatMap((one) => wrapped(one, wide, 11 * k, theme.font))) {
    if (!isNarrow) at += 14 * k;
    out.push(textMark(view, line, text, at, { size: 11, most: wide - text + x }));
  }
  at += 10 * k;
  const lines = time === null ? 0 : (time * share) / shown.line, full = Math.max(1, Math.ceil(lines - 1e-9));
  out.push(boxMark(x, at, wide, BAR * k, { rx: 2, fill: css(mix(theme.page, theme.ink, theme.dark ? 0.13 : 0.07)) }));
  for (let i = 0; i < full; i++) {
    const part = clamp(lines - i, 0, 1);
    if (part > 0) out.push(boxMark(x, at + i * BAR_STEP * k, Math.max(2, wide * part), BAR * k, { rx: 2, fill: theme.mark(colour), "data-bar": colour }));
  }
  at += (full - 1) * BAR_STEP * k + (BAR + 13) * k;
  if (time === null) out.push(textMark(view, labels.not_measured, x, at, { size: 10.5, most: wide }));
  else {
    const number = `${microseconds(time * share)} µs`;
    out.push(textMark(view, number, x, at, { size: 11.5, mono: true, fill: theme.inkText }), textMark(view, aside, x + wide, at, { size: 10.5, anchor: "end", fill: asideColour, most: wide - measured(number, 11.5 * k, theme.mono) - 4 }));
  }
  at += 4 * k;
  for (const line of notes.flatMap((one) => wrapped(one, wide, 10.5 * k, theme.font))) out.push(textMark(view, line, x, (at += 12.5 * k), { size: 10.5, most: wide }));
  return [out, at];
}

// What is to be said of this V.
function notesOfSize({ shown, rest, labels, note }) {
  const out = note ? [note] : [];
  if (rest.size > shown.known) out.push(fill(labels.random, { known: grouped(shown.known) }));
  return out;
}
