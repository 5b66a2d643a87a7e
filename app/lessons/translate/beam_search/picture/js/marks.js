// Marks, the same for the screen's canvas and for the SVG file:
//   {kind: "box", x, y, width, height, radius, fill, stroke, weight, opacity}
//   {kind: "link", from: [x, y], to: [x, y], stroke, weight, dash, opacity}    a curve that leaves and arrives level
//   {kind: "line", from, to, stroke, weight, dash}
//   {kind: "text", text, x, y, size, family, fill, anchor, bold, most}         most: pixels, the rest is cut off

const bend = ({ from, to }) => (from[0] + to[0]) / 2;

function paintMark(context, mark) {
  context.globalAlpha = mark.opacity ?? 1;
  if (mark.kind === "text") {
    context.fillStyle = mark.fill;
    context.font = `${mark.bold ? "650 " : ""}${mark.size}px ${mark.family}`;
    context.textAlign = { start: "left", middle: "center", end: "right" }[mark.anchor];
    context.fillText(mark.most ? cutText(mark.text, mark.most, mark.size, mark.family, mark.bold) : mark.text, mark.x, mark.y);
  } else {
    context.beginPath();
    if (mark.kind === "box") context.roundRect(mark.x, mark.y, mark.width, mark.height, mark.radius);
    else {
      context.moveTo(...mark.from);
      if (mark.kind === "line") context.lineTo(...mark.to);
      else context.bezierCurveTo(bend(mark), mark.from[1], bend(mark), mark.to[1], ...mark.to);
    }
    if (mark.fill) {
      context.fillStyle = mark.fill;
      context.fill();
    }
    if (mark.stroke) {
      context.strokeStyle = mark.stroke;
      context.lineWidth = mark.weight;
      context.setLineDash(mark.dash ?? []);
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}

function markElement(mark) {
  const opacity = mark.opacity ?? null, line = { stroke: mark.stroke ?? null, "stroke-width": mark.weight ?? null,
    "stroke-dasharray": mark.dash?.join(" ") ?? null, fill: mark.fill ?? "none", opacity };
  if (mark.kind === "box") {
    return s("rect", { x: round1(mark.x), y: round1(mark.y), width: round1(mark.width), height: round1(mark.height), rx: mark.radius, ...line });
  }
  if (mark.kind === "text") {
    return s("text", { x: round1(mark.x), y: round1(mark.y), "font-size": round1(mark.size), "font-family": mark.family, fill: mark.fill,
      "font-weight": mark.bold ? 650 : null, "text-anchor": mark.anchor, opacity }, mark.most ? cutText(mark.text, mark.most, mark.size, mark.family, mark.bold) : mark.text);
  }
  const [x, y] = mark.from.map(round1), [toX, toY] = mark.to.map(round1), middle = round1((x + toX) / 2);
  return s("path", { d: mark.kind === "line" ? `M${x} ${y}L${toX} ${toY}` : `M${x} ${y}C${middle} ${y} ${middle} ${toY} ${toX} ${toY}`, ...line });
}
