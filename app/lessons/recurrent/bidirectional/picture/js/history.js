// Both histories: a column for each word that a side has read, and its values running on, pale, to the next.

const PALE = 0.22;

// `at`: so many words each side has read, with a fraction while it moves.
function historyMarks(view, at) {
  const { frame: f, model } = view, out = [];
  for (const side of ["left", "right"]) {
    for (let i = 0; i < Math.ceil(at); i++) {
      const t = side === "left" ? i : model.T - 1 - i, share = clamp(at - i, 0, 1);
      out.push(...columnMarks(view, side, t, share, i > 0 ? (side === "left" ? t - 1 : t + 1) : null));
    }
    for (let t = 0; t < model.T; t++) out.push(...frameMarks(view, side, t, at));
    out.push(...frontMarks(view, side, at));
  }
  return out;
}

const topOf = (f, side) => (side === "left" ? f.left : f.right);
const isDrained = (view, side) => view.rest.zero === side;

function columnMarks(view, side, t, share, from) {
  const { frame: f, model, theme } = view, x = middleOf(f, t) - f.column / 2, each = f.history / model.R, scale = theme.table("signed").css, out = [], isPale = isDrained(view, side);
  const rows = Math.round(share * model.R), gap = each > 3.4 ? 0.6 : 0;
  if (from !== null) {
    const [begin, end] = side === "left" ? [middleOf(f, from) + f.column / 2, x] : [x + f.column, middleOf(f, from) - f.column / 2], wide = (end - begin) * share, start = side === "left" ? begin : end - wide;
    for (let r = 0; r < model.R; r++) out.push(boxMark(start, topOf(f, side) + r * each, wide, each - gap, { fill: scale[shade(model.at(side, from, r), "signed", 1)], opacity: isPale ? PALE / 2 : PALE, "pointer-events": "none" }));
    if (share === 1 && end - begin > 16 * f.k) out.push(runMark(view, side, begin, end));
  }
  for (let r = 0; r < rows; r++) out.push(boxMark(x, topOf(f, side) + r * each, f.column, each - gap, { fill: isPale ? theme.line : scale[shade(model.at(side, t, r), "signed", 1)], "data-hit": `cell ${side} ${t} ${r}` }));
  return out;
}

// The way that values go.
function runMark(view, side, from, to) {
  const { frame: f, theme } = view, y = topOf(f, side) + f.history / 2, colour = theme.mark(`from_${side}`), [a, b] = side === "left" ? [from + 4, to - 4] : [to - 4, from + 4], turn = side === "left" ? -1 : 1;
  return s("g", { "pointer-events": "none" }, lineMark([[a, y], [b, y]], { stroke: colour, "stroke-width": 1.3 }), s("path", { d: `M${round1(b)} ${round1(y)}l${5 * turn} -3v6z`, fill: colour }));
}

// A frame around the place of each column, fuller where it has been read, and when it is read.
function frameMarks(view, side, t, at) {
  const { frame: f, model, theme, rest, marked } = view, x = middleOf(f, t), isRead = model.hasPassed(side, t, Math.ceil(at)), isOpen = t === lookedAt(view), name = `from_${side}`;
  const isMarked = isOpen && (marked === side || marked === name), number = side === "left" ? t + 1 : model.T - t, y = side === "left" ? f.left - 4 * f.k : f.right + f.history + 11 * f.k;
  return [boxMark(x - f.column / 2 - 1, topOf(f, side) - 1, f.column + 2, f.history + 1.4, { rx: 2, fill: "none", stroke: isMarked ? theme.accentText : isRead ? theme.mark(name) : theme.line, "stroke-width": isMarked ? 3 : isOpen ? 2 : 1, "stroke-opacity": isRead ? (isOpen ? 1 : 0.55) : 1, "pointer-events": "none" }),
    textMark(view, String(number), x, y, { size: 10, mono: true, anchor: "middle", fill: isRead && number === rest.step ? theme.text(name) : theme.quiet, bold: number === rest.step })];
}

// Where a side has come to.
function frontMarks(view, side, at) {
  const { frame: f, model, theme, labels } = view, colour = theme.mark(`from_${side}`), gap = f.column / 2 + 7 * f.k, t = side === "left" ? at - 1 : model.T - at;
  const x = clamp(middleOf(f, t) + (side === "left" ? gap : -gap), 3, f.width - 3), bend = (side === "left" ? 1 : -1) * 4 * f.k, top = topOf(f, side) - 2, low = top + f.history + 4;
  const isRoomy = side === "left" ? x + 44 * f.k < f.width : x > 44 * f.k, said = side === "left" ? labels.front_left : labels.front_right;
  return [s("path", { d: `M${round1(x)} ${round1(top)}Q${round1(x + 2 * bend)} ${round1((top + low) / 2)} ${round1(x)} ${round1(low)}`, fill: "none", stroke: colour, "stroke-width": 3, "stroke-linecap": "round", "pointer-events": "none" }),
    ...(isRoomy && at < model.T ? [textMark(view, said, x + 2.4 * bend, top + f.history / 2 + 3, { size: 9.5, anchor: side === "left" ? "start" : "end", fill: theme.text(`from_${side}`), halo: true })] : [])];
}
