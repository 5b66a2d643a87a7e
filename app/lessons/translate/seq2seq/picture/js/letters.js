// Names beneath columns, flat or at a slant; of many, as many as there is room for.

// `kind`: of the term that they are; `isThere`, `isOn`, `isNow`, `x`: of each name; `boxed`: the one of now is framed.
function lettersMarks(view, band, names, pieces, { kind, isThere, isOn, isNow, colour, x, anchor, boxed = false }) {
  const { frame: { k }, theme } = view, { row, words } = band, isMarked = isTerm(view, kind);
  const flat = words + row.size * 1.02, end = names.length - 1, out = [];
  const isInRow = (i) => i === end || (i % row.every === 0 && end - i >= row.every);
  names.forEach((name, i) => {
    if (!isThere(i)) { out.push(comingMark(view, row.at[i], flat - row.size * 0.3)); return; }
    const isBold = isNow(i), isLit = isMarked || isOn(i), at = x(i);
    if (!isInRow(i) && !isBold && !isOn(i)) return;
    const text = cutText(name, row.most, row.size, theme.font, isBold),
      half = measured(text, row.size, theme.font, isBold) / 2;
    const look = { "font-size": round1(row.size), "font-family": theme.font, "font-weight": isBold
      || isOn(i) ? 650 : null,
      fill: isLit ? theme.text(colour) : theme.inkText, direction: "ltr", style: "unicode-bidi: isolate" };
    const node = s("text", { ...look, ...(row.isTilted ? tilted(at, words + row.size * 0.75, anchor) : level(at, flat)),
      "data-word": `${kind}${i}` }, text === name ? null : s("title", {}, name), text);
    if (boxed && isBold && !row.isTilted) {
      out.push(boxMark(at - half - 5 * k, words - 0.5, 2 * half + 10 * k, row.size * 1.45,
        { rx: 4, fill: theme.pageText, stroke: theme.inkText, "stroke-width": 1.4 }));
    }
    out.push(node);
    if (row.isTilted) return;
    if (isMarked) out.push(lineMark([[at - half, flat + 3], [at + half, flat + 3]],
      { stroke: theme.mark(colour), "stroke-width": 2 }));
    if (goesOn(pieces, i) && isThere(i - 1)) out.push(lineMark([[x(i - 1), flat + 3.5], [at, flat + 3.5]],
      { stroke: theme.quiet, "stroke-width": 0.8 }));
  });
  return out;
}

const level = (x, y) => ({ x: round1(x), y: round1(y), "text-anchor": "middle" });

// Words that were read come up to their column from the left, those that are written go down from it to the right.
function tilted(at, y, anchor) {
  const isEnd = anchor === "end", turn = isEnd ? -TILT : TILT;
  return { x: round1(at + (isEnd ? 3 : -3)), y: round1(y), "text-anchor": anchor,
    transform: `rotate(${turn} ${round1(at)} ${round1(y)})` };
}

const comingMark = (view, x, y) => s("circle", { cx: round1(x), cy: round1(y), r: 1.3, fill: view.theme.quiet,
  opacity: 0.7 });

// The frame of a column, or its empty place.
function columnBox(x, y, wide, high, look) {
  return boxMark(x, y, wide, high, { rx: round1(Math.min(2, wide / 4)), fill: "none", ...look });
}

const emptyLook = ({ theme }) => ({ fill: theme.pale, stroke: theme.line, "stroke-width": 0.7 });
