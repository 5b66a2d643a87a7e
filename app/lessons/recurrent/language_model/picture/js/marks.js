// A box with slanted lines: what spelling costs. Without cost, only its outline.
function hatchMark(x, y, width, height, colour, isFree, ground) {
  const out = [boxMark(x, y, width, height, { fill: ground, stroke: colour, "stroke-width": 1, "stroke-dasharray": isFree ? "2 2" : null })];
  if (isFree) return out;
  let path = "";
  for (let from = 4; from < width + height; from += 4.5) { // from the left or lower edge up to the upper or right one
    const x0 = Math.max(0, from - height), y0 = Math.min(height, from), x1 = Math.min(width, from), y1 = Math.max(0, from - width);
    path += `M${round1(x + x0)} ${round1(y + y0)}L${round1(x + x1)} ${round1(y + y1)}`;
  }
  return [...out, s("path", { d: path, stroke: colour, "stroke-width": 1, fill: "none" })];
}

const sideMark = (view, which) => view.theme.mark(`sentence_${which}`);
const sideText = (view, which) => view.theme.text(`sentence_${which}`);
