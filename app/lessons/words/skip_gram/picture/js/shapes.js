// Marks of the map: painted on a canvas many times a second, and made as elements for files.

const SHAPES = [(r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`, (r) => corners(0.92 * r * Math.SQRT2, 4, 45), (r) => corners(1.25 * r, 3, -90), (r) => corners(1.3 * r, 4, -90), (r) => cross(1.15 * r, 0), (r) => corners(1.25 * r, 3, 90), (r) => cross(1.15 * r, 45),
  (r) => `M0 ${-1.3 * r}L${0.4 * r} ${-0.4 * r}L${1.3 * r} 0L${0.4 * r} ${0.4 * r}L0 ${1.3 * r}L${-0.4 * r} ${0.4 * r}L${-1.3 * r} 0L${-0.4 * r} ${-0.4 * r}Z`];
const paths = new Map(); // of shapes, as a canvas has them

const outline = (points) => `${points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(2)} ${y.toFixed(2)}`).join("")}Z`;
const turned = (x, y, degrees) => { const a = (degrees * Math.PI) / 180; return [x * Math.cos(a) - y * Math.sin(a), x * Math.sin(a) + y * Math.cos(a)]; };
const corners = (r, count, from) => outline(Array.from({ length: count }, (_, i) => turned(r, 0, from + (360 * i) / count)));

function cross(r, degrees) {
  const t = 0.36 * r;
  return outline([[-t, -r], [t, -r], [t, -t], [r, -t], [r, t], [t, t], [t, r], [-t, r], [-t, t], [-r, t], [-r, -t], [-t, -t]].map(([x, y]) => turned(x, y, degrees)));
}

const shapeOf = (group, r) => SHAPES[group % SHAPES.length](r);

function pathOf(d) {
  if (!paths.has(d)) paths.set(d, new Path2D(d));
  return paths.get(d);
}

function paintMark(context, mark, theme) {
  context.globalAlpha = mark.opacity ?? 1;
  if (mark.kind === "dots") {
    context.fillStyle = mark.colour;
    context.beginPath();
    for (const [x, y] of mark.points) { context.moveTo(x + mark.r, y); context.arc(x, y, mark.r, 0, 7); }
    context.fill();
  } else if (mark.kind === "line") {
    context.beginPath();
    mark.points.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](x, y));
    Object.assign(context, { lineWidth: mark.width, strokeStyle: mark.colour, lineJoin: "round" });
    context.stroke();
  } else if (mark.kind === "shape") {
    context.save();
    context.translate(mark.x, mark.y);
    Object.assign(context, { fillStyle: mark.colour, strokeStyle: theme.pageText, lineWidth: 1.4, lineJoin: "round" });
    context.stroke(pathOf(mark.d));
    context.fill(pathOf(mark.d));
    context.restore();
  } else if (mark.kind === "ring") {
    context.beginPath();
    context.arc(mark.x, mark.y, mark.r, 0, 7);
    Object.assign(context, { lineWidth: mark.width, strokeStyle: mark.colour });
    context.stroke();
  } else {
    Object.assign(context, { font: `${mark.bold ? "650 " : ""}${mark.size}px ${theme.font}`, textAlign: mark.align, textBaseline: "middle", lineWidth: 3, lineJoin: "round", strokeStyle: theme.pageText, fillStyle: mark.colour });
    context.strokeText(mark.text, mark.x, mark.y);
    context.fillText(mark.text, mark.x, mark.y);
  }
  context.globalAlpha = 1;
}

function markNode(mark, theme) {
  if (mark.kind === "dots") return s("g", { fill: mark.colour, opacity: mark.opacity ?? null }, ...mark.points.map(([x, y]) => s("circle", { cx: round1(x), cy: round1(y), r: mark.r })));
  if (mark.kind === "line") return lineMark(mark.points, { stroke: mark.colour, "stroke-width": mark.width, opacity: mark.opacity ?? null });
  if (mark.kind === "shape") return s("path", { d: mark.d, fill: mark.colour, stroke: theme.pageText, "paint-order": "stroke", "stroke-width": 1.4, transform: `translate(${round1(mark.x)} ${round1(mark.y)})` }, s("title", {}, mark.name));
  if (mark.kind === "ring") return s("circle", { cx: round1(mark.x), cy: round1(mark.y), r: mark.r, fill: "none", stroke: mark.colour, "stroke-width": mark.width });
  return s("text", { x: round1(mark.x), y: round1(mark.y), fill: mark.colour, stroke: theme.pageText, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke", "font-size": mark.size, "font-family": theme.font, "font-weight": mark.bold ? 650 : null,
    "text-anchor": mark.align === "right" ? "end" : "start", "dominant-baseline": "central" }, mark.text);
}
