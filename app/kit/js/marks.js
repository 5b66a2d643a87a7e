// The parts that pictures are drawn of, as elements that need no style sheet: the same on the screen and in a file. The view
// (or whatever stands for it) brings `theme` and `frame.k`, by how much all is enlarged.

const round1 = (value) => Math.round(value * 10) / 10;
const segmenter = globalThis.Intl?.Segmenter ? new Intl.Segmenter() : null;
const textWidths = new Map(); // of texts that have been measured

// `most`: pixels, more are cut; `hit`, `term`: what it is to the pointer; without these, a title or a cut it lets the pointer through.
function textMark(view, text, x, y, { size = 11, fill: colour = view.theme.quiet, anchor = "start", bold = false, mono = false, halo = false, most = 0, turned = false, hit = null, term = null, title = null } = {}) {
  const { theme, frame: f } = view, font = mono ? theme.mono : theme.font, pixels = round1(size * f.k), at = [round1(x), round1(y)];
  const cut = most ? cutText(text, most, pixels, font, bold) : text, said = title ?? (cut !== text ? text : null);
  const node = s("text", { x: at[0], y: at[1], "font-size": pixels, "font-family": font, "font-weight": bold ? 650 : null, fill: colour, "text-anchor": anchor,
    transform: turned ? `rotate(-90 ${at[0]} ${at[1]})` : null, "data-hit": hit, "data-term": term, "pointer-events": hit || term || said ? null : "none",
    ...(halo ? { stroke: theme.pageText, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" } : {}) }, cut);
  if (said) node.append(s("title", {}, said));
  return node;
}

function measured(text, size, font, bold = false) {
  const style = `${bold ? "650 " : ""}${size}px ${font}`, key = `${style}|${text}`;
  if (!textWidths.has(key)) {
    if (textWidths.size > 5000) textWidths.clear();
    probeContext.font = style;
    textWidths.set(key, probeContext.measureText(text).width);
  }
  return textWidths.get(key);
}

// Whole characters, as many as fit, with a sign that there are more: at the end, or where the beginning was.
function cutText(text, most, size, font, bold, keepsEnd = false) {
  if (measured(text, size, font, bold) <= most) return text;
  const parts = segmenter ? Array.from(segmenter.segment(text.length > 400 ? (keepsEnd ? text.slice(-400) : text.slice(0, 400)) : text), (one) => one.segment) : [...text];
  const joined = () => (keepsEnd ? `…${parts.join("")}` : `${parts.join("")}…`);
  while (parts.length > 1 && measured(joined(), size, font, bold) > most) keepsEnd ? parts.shift() : parts.pop();
  return joined();
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

function boxMark(x, y, width, height, attributes) {
  return s("rect", { x: round1(x), y: round1(y), width: round1(Math.max(0, width)), height: round1(Math.max(0, height)), ...attributes });
}

function lineMark(points, attributes) {
  return s("path", { d: points.map(([x, y], i) => `${i ? "L" : "M"}${round1(x)} ${round1(y)}`).join(""), fill: "none", ...attributes });
}

function sized(svg, width, height, marks) {
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.replaceChildren(...marks);
}
