// The letter model's strip: a small bar for each letter, as high as its bits, and under each word their sum beside the word
// model's.

const LETTER = 16; // pixels from letter to letter where there is room

function letterAxis(view, which) {
  const { frame: f, labels, theme, model } = view, { top, bottom } = f.strips[which], lines = fill(f.isNarrow ? labels.letter_axis_short : labels.letter_axis, { which: which.toUpperCase() }).split("\n");
  const size = 9.5, at = (top + bottom) / 2 - (lines.length - 1) * 6 * f.k;
  return lines.map((line, i) => textMark(view, line, 4 * f.k, at + 12 * i * f.k, { size, fill: model.byLetters ? sideText(view, which) : theme.quiet }));
}

// Lines of the strip from above: bars, letters, the likeliest where there is room, bracket, sums.
function stripLines(view, which) {
  const { frame: f, model } = view, { top, bottom } = f.strips[which], sums = bottom - 4 * f.k, axis = model.byLetters ? bottom - 46 * f.k : sums - 31 * f.k;
  return { top: top + 4 * f.k, axis, letters: axis + 12 * f.k, ghosts: axis + 24 * f.k, bracket: sums - 16 * f.k, sums };
}

function letterPitch(f, t, count) {
  return Math.min(LETTER * f.k, (f.widths[t] - 10 * f.k) / Math.max(1, count));
}

function strip(view, which, at) {
  const { frame: f, theme, model } = view, lines = stripLines(view, which), side = model.sides[which];
  const out = [lineMark([[0, lines.axis], [f.width, lines.axis]], { stroke: theme.quiet, "stroke-width": 1, opacity: 0.5 })];
  for (let t = 0; t < Math.min(side.T, Math.ceil(at)); t++) out.push(...wordLetters(view, which, t, clamp(at - t, 0, 1), lines));
  return out;
}

function wordLetters(view, which, t, share, lines) {
  const { frame: f, model, rest, theme } = view, group = model.sides[which].groups[t], pitch = letterPitch(f, t, group.length), left = middleOf(f, t) - (pitch * group.length) / 2;
  const count = Math.ceil(group.length * share), isOpen = t === rest.step - 1, out = [], pale = paleMark(view, which);
  const size = clamp(pitch / f.k, 6.5, 11);
  group.slice(0, count).forEach((letter, i) => {
    const x = left + pitch * (i + 0.5), height = Math.max(1, ((lines.axis - lines.top) * Math.min(-letter.log, f.letter)) / f.letter), wide = clamp(pitch * 0.66, 2, 11 * f.k), hit = `letter ${which} ${letter.at}`;
    const isPointed = view.pointed === hit;
    out.push(boxMark(x - wide / 2, lines.axis - height, wide, height, { fill: pale, stroke: isPointed ? theme.inkText : null, "stroke-width": isPointed ? 1.5 : null }));
    out.push(textMark(view, letterText(letter.symbol), x, lines.letters, { size, fill: theme.inkText, anchor: "middle", mono: true }));
    if (model.byLetters && isOpen) out.push(...letterGhosts(view, letter, x, lines, size, pitch));
    out.push(boxMark(x - pitch / 2, lines.top, pitch, lines.letters - lines.top + 3, { fill: "transparent", "data-hit": hit }));
  });
  if (share === 1 && !model.byLetters) out.push(...wordSum(view, which, t, left, left + pitch * group.length, lines));
  return out;
}

// In the picture of the letter model alone: the three likeliest letters under each letter of the open word.
function letterGhosts(view, letter, x, lines, size, pitch) {
  const { theme, frame: f } = view;
  return letter.tops.map(([symbol], row) => textMark(view, letterText(symbol), x, lines.ghosts + 10.5 * row * f.k, { size: Math.min(size, 9.5), anchor: "middle", mono: true,
    bold: symbol === letter.symbol, fill: symbol === letter.symbol ? theme.inkText : theme.quiet }));
}

function wordSum(view, which, t, left, right, lines) {
  const { frame: f, theme, model, costs, labels, data } = view, y = lines.bracket, low = y + 4 * f.k, bits = bitsText(-model.sides[which].spelled[t]), middle = (left + right) / 2;
  const out = [lineMark([[left + 1, y], [left + 1, low], [right - 1, low], [right - 1, y]], { stroke: theme.quiet, "stroke-width": 1 })];
  const size = 10, strong = { size, fill: sideText(view, which), mono: true, bold: true }, baseline = lines.sums + 1.5 * f.k;
  const { log, spelling } = costs[which][t], word = fill(labels.word_bits, { bits: bitsText(-log - (data.unk_free ? 0 : spelling)) });
  const one = measured(bits, size * f.k, theme.mono, true), gap = 6 * f.k, other = measured(word, 9.5 * f.k, theme.mono), x = clamp(middle - (one + gap + other) / 2, f.lefts[t] - 2, f.width);
  return [...out, textMark(view, bits, x, baseline, strong), textMark(view, word, x + one + gap, baseline, { size: 9.5, mono: true })];
}

function paleMark(view, which) {
  const { theme } = view;
  return css(mix(parseColour(sideMark(view, which), probeContext), theme.page, theme.dark ? 0.3 : 0.38));
}
