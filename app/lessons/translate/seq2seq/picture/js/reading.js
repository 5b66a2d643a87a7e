// The left: columns of what was read, their words, and how far c moves if a word is left out.

const LOST_HIGH = 12, LOST_MOST = 0.5;
  // pixels of the longest bar; the share of c's length that it stands for at the least

function drawReading(view) {
  const { one, frame: f, theme, labels } = view, { read, k } = f,
    fill = isTerm(view, "a") ? theme.inkText : theme.quiet;
  const said = labels[`encoder_${one.source_language}_${one.order}`] ?? labels[`encoder_${one.source_language}`];
  const head = textMark(view, said, 2 * k, f.heads[0], { size: 11.5, bold: true, fill });
  const columns = one.source.flatMap((_, i) => one.halves.flatMap((__, half) => columnMarks(view, i, half)));
  const words = lettersMarks(view, read, one.sourceNames, one.source, {
    kind: "x", colour: "input", anchor: "end", x: (i) => wordX(view, read.row, i),
    isThere: (i) => wordShare(view, i) > 0, isOn: (i) => isWordOn(view, i), isNow: (i) => isReadNow(view, i),
  });
  return [head, ...columns, ...words, ...(flowShare(view) > 0 && !view.swap ? lostMarks(view) : arrowOver(view))];
}

// A word is there from the first time that it is read.
function wordShare(view, i) {
  return Math.max(...view.one.halves.map((_, half) => columnShare(view, view.one.stepOf(i, half))));
}

const isHalfNow = ({ at, one }, i, half) => one.stepOf(i, half) === Math.ceil(at - 1e-6) && at <= one.R - 1;
const isReadNow = (view, i) => view.one.halves.some((_, half) => isHalfNow(view, i, half));

// Whether the word is pointed at to which that piece belongs.
function isWordOn(view, i) {
  const { pointed, one: { wordOf } } = view;
  return pointed?.kind === "x" && (pointed.i === i || (wordOf[i] >= 0 && wordOf[i] === wordOf[pointed.i]));
}

function columnMarks(view, i, half) {
  const { one, frame: { read }, theme, pointed } = view, [y, high] = halfPlace(view, read, half);
  const share = columnShare(view, one.stepOf(i, half)), x = read.row.at[i] - read.wide / 2;
  if (share === 0) return [columnBox(x, y, read.wide, high, emptyLook(view))];
  if (share < 1) return [];
  const isEnd = half ? i === 0 : i === one.R - 1, isOn = pointed?.kind === "a" && pointed.i === i;
  const isBold = isEnd || isOn || isHalfNow(view, i, half), isMarked = isTerm(view, "a");
  const look = { stroke: isBold || isMarked ? theme.mark("activation") : theme.quiet,
    "stroke-width": isBold ? 2 : isMarked ? 1.6 : 0.8,
    opacity: isBold || isMarked ? 1 : 1 - 0.45 * flowShare(view), "data-column": i };
  return [columnBox(x, y, read.wide, high, look)];
}

// Under each word a bar: how far c moves without it, beside the word without which it moves farthest.
function lostMarks(view) {
  const { one, frame: { read, k }, theme, labels, pointed } = view, isPointed = pointed?.kind === "x",
    most = Math.max(LOST_MOST, ...one.left_out);
  const half = Math.min(read.row.isTilted ? read.gap * 0.36 : 7 * k, 8 * k), share = flowShare(view);
  const bars = one.places.map((places, w) => {
    const xs = places.map((i) => read.row.at[i]), left = Math.min(...xs) - half, wide = Math.max(...xs) + half - left;
    const isOn = isPointed && one.wordOf[pointed.i] === w,
      high = Math.max(1, (LOST_HIGH * k * share * one.left_out[w]) / most);
    return boxMark(left, read.marks + 1.5, wide, high, { rx: 1, fill: theme.mark("memory"), opacity: isPointed
      && !isOn ? 0.35 : 0.75, "data-lost": w });
  });
  return [...bars, captionMark(view, read, labels.lost, isPointed ? theme.text("memory") : theme.quiet)];
}

function captionMark(view, band, text, fill = view.theme.quiet) {
  return textMark(view, text, band.row.at[0] - band.wide / 2, band.foot - 3 * view.frame.k,
    { size: 10, most: band.to - band.from, fill });
}

// Until c is there: which way it is read.
function arrowOver(view) {
  const { one, frame: { read, k }, labels } = view, { at } = read.row, y = read.marks + 8 * k;
  const to = at[clamp(Math.ceil(view.at - 1e-6), 1, one.R) - 1], far = to - at[0], out = [];
  if (far > 8) out.push(...arrowMarks(view, [at[0], y], to));
  if (far > 8 && one.both_ways) out.push(...arrowMarks(view, [at.at(-1), y + 4 * k], at.at(-1) - far));
  return [...out, captionMark(view, read, one.both_ways ? labels.reads_both : labels.reads)];
}

function arrowMarks({ theme: { quiet } }, [x, y], toX) {
  const head = `M${round1(toX)} ${round1(y)}l${-6 * Math.sign(toX - x)} -3v6Z`;
  return [lineMark([[x, y], [toX, y]], { stroke: quiet, "stroke-width": 1 }), s("path", { d: head, fill: quiet })];
}
