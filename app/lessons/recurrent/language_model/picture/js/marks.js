// The parts that pictures are drawn of, as elements that need no style sheet: the same on the screen and in a file.

const round1 = (value) => Math.round(value * 10) / 10;
const segmenter = globalThis.Intl?.Segmenter ? new Intl.Segmenter() : null;

function textMark(view, text, x, y, { size = 11, fill: colour = view.theme.quiet, anchor = "start", bold = false, mono = false, halo = false, most = 0, hit = null, term = null, title = null } = {}) {
  const { theme, frame: f } = view, font = mono ? theme.mono : theme.font, pixels = round1(size * f.k);
  const cut = most ? cutText(text, most, pixels, font, bold) : text;
  const node = s("text", { x: round1(x), y: round1(y), "font-size": pixels, "font-family": font, "font-weight": bold ? 650 : null, fill: colour, "text-anchor": anchor,
    "data-hit": hit, "data-term": term, ...(halo ? { stroke: theme.pageText, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" } : {}) }, cut);
  if (cut !== text || title) node.append(s("title", {}, title ?? text));
  return node;
}

const textWidths = new Map(); // of texts that have been measured

function measured(text, size, font, bold = false) {
  const style = `${bold ? "650 " : ""}${size}px ${font}`, key = `${style}|${text}`;
  if (!textWidths.has(key)) {
    if (textWidths.size > 5000) textWidths.clear();
    probeContext.font = style;
    textWidths.set(key, probeContext.measureText(text).width);
  }
  return textWidths.get(key);
}

// Whole characters, as many as fit, with a sign that there are more.
function cutText(text, most, size, font, bold) {
  if (measured(text, size, font, bold) <= most) return text;
  const parts = segmenter ? Array.from(segmenter.segment(text), (one) => one.segment) : [...text];
  while (parts.length > 1 && measured(`${parts.join("")}…`, size, font, bold) > most) parts.pop();
  return `${parts.join("")}…`;
}

function boxMark(x, y, width, height, attributes) {
  return s("rect", { x: round1(x), y: round1(y), width: round1(Math.max(0, width)), height: round1(Math.max(0, height)), ...attributes });
}

function lineMark(points, attributes) {
  return s("path", { d: points.map(([x, y], i) => `${i ? "L" : "M"}${round1(x)} ${round1(y)}`).join(""), fill: "none", ...attributes });
}

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

// Lines of text no wider than `most`.
function wrapped(text, most, size, font) {
  const out = [""];
  for (const word of text.split(" ")) {
    const longer = out.at(-1) ? `${out.at(-1)} ${word}` : word;
    if (out.at(-1) && measured(longer, size, font) > most) out.push(word);
    else out[out.length - 1] = longer;
  }
  return out;
}

const sideMark = (view, which) => view.theme.mark(`sentence_${which}`);
const sideText = (view, which) => view.theme.text(`sentence_${which}`);
