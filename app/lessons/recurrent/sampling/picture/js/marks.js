// The parts that the picture is drawn of, as elements that need no style sheet: the same on the screen and in a file.

const round1 = (value) => Math.round(value * 10) / 10;
const textWidths = new Map(); // of texts that have been measured

function textMark(view, text, x, y, { size = 11, fill: colour = view.theme.quiet, anchor = "start", bold = false, mono = false, halo = false, most = 0, turned = false } = {}) {
  const { theme, frame: f } = view, font = mono ? theme.mono : theme.font, pixels = round1(size * f.k), at = [round1(x), round1(y)];
  return s("text", { x: at[0], y: at[1], "font-size": pixels, "font-family": font, "font-weight": bold ? 650 : null, fill: colour, "text-anchor": anchor,
    transform: turned ? `rotate(-90 ${at[0]} ${at[1]})` : null, "pointer-events": "none",
    ...(halo ? { stroke: theme.pageText, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" } : {}) }, most ? cutText(text, most, pixels, font, bold) : text);
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
  const parts = [...text], joined = () => (keepsEnd ? `…${parts.join("")}` : `${parts.join("")}…`);
  while (parts.length > 1 && measured(joined(), size, font, bold) > most) keepsEnd ? parts.shift() : parts.pop();
  return joined();
}

function boxMark(x, y, width, height, attributes) {
  return s("rect", { x: round1(x), y: round1(y), width: round1(Math.max(0, width)), height: round1(Math.max(0, height)), ...attributes });
}

function lineMark(points, attributes) {
  return s("path", { d: points.map(([x, y], i) => `${i ? "L" : "M"}${round1(x)} ${round1(y)}`).join(""), fill: "none", ...attributes });
}

// Slanted lines, for what is cut and for what is not shown one by one.
function hatchPattern(id, colour, ground) {
  return s("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("rect", { width: 5, height: 5, fill: ground }), s("rect", { width: 1, height: 5, fill: colour }));
}

// A colour of the theme, so far from the page's.
function shadeOf(view, name, share) {
  const { tables, page } = view.theme, key = `shade ${name} ${share}`;
  if (!tables.has(key)) tables.set(key, css(mix(page, parseColour(view.theme.mark(name), probeContext), share)));
  return tables.get(key);
}
