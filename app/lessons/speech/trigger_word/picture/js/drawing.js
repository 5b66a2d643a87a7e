// Marks, the same for the screen's canvas and for the SVG file:
//   {kind: "rect", x, y, width, height, fill, opacity}
//   {kind: "path", points: [x, y, x, y, …], stroke, weight, dash, fill, opacity, closed}
//   {kind: "image", canvas, x, y, width, height, box}       drawn inside of its box only
//   {kind: "text", text, x, y, size, family, fill, anchor, bold}
//   {kind: "circle", x, y, r, fill}

function paintMark(context, mark) {
  context.globalAlpha = mark.opacity ?? 1;
  if (mark.kind === "rect") {
    context.fillStyle = mark.fill;
    context.fillRect(mark.x, mark.y, mark.width, mark.height);
  } else if (mark.kind === "image") {
    const { box } = mark;
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    context.imageSmoothingEnabled = false;
    context.drawImage(mark.canvas, mark.x, mark.y, mark.width, mark.height);
    context.restore();
  } else if (mark.kind === "text") {
    context.fillStyle = mark.fill;
    context.font = `${mark.bold ? "600 " : ""}${mark.size}px ${mark.family}`;
    context.textAlign = { start: "left", middle: "center", end: "right" }[mark.anchor];
    context.fillText(mark.text, mark.x, mark.y);
  } else {
    context.beginPath();
    if (mark.kind === "circle") context.arc(mark.x, mark.y, mark.r, 0, 2 * Math.PI);
    else for (let i = 0; i < mark.points.length; i += 2) context.lineTo(mark.points[i], mark.points[i + 1]);
    if (mark.closed) context.closePath();
    if (mark.fill) {
      context.fillStyle = mark.fill;
      context.fill();
    }
    if (mark.stroke) {
      context.strokeStyle = mark.stroke;
      context.lineWidth = mark.weight;
      context.lineJoin = "round";
      context.setLineDash(mark.dash ?? []);
      context.stroke();
      context.setLineDash([]);
    }
  }
  context.globalAlpha = 1;
}

function pathData(points, closed) {
  const parts = [];
  for (let i = 0; i < points.length; i += 2) parts.push(`${round2(points[i])} ${round2(points[i + 1])}`);
  return parts.length ? `M${parts.join("L")}${closed ? "z" : ""}` : "";
}

const round2 = (value) => Math.round(value * 100) / 100;

function markElement(mark) {
  const opacity = mark.opacity ?? null;
  if (mark.kind === "rect") {
    return s("rect", { x: round2(mark.x), y: mark.y, width: round2(mark.width), height: mark.height, fill: mark.fill, opacity });
  }
  if (mark.kind === "circle") return s("circle", { cx: round2(mark.x), cy: mark.y, r: mark.r, fill: mark.fill });
  if (mark.kind === "text") {
    return s("text", { x: round2(mark.x), y: mark.y, "font-size": mark.size, "font-family": mark.family, fill: mark.fill,
      "font-weight": mark.bold ? 600 : null, "text-anchor": mark.anchor }, mark.text);
  }
  if (mark.kind === "image") {
    const { box } = mark;
    return s("svg", { x: box.x, y: box.y, width: box.width, height: box.height, overflow: "hidden" },
      s("image", { href: mark.canvas.toDataURL(), x: round2(mark.x - box.x), y: mark.y - box.y, width: round2(mark.width),
        height: mark.height, preserveAspectRatio: "none", style: "image-rendering: pixelated" }));
  }
  return s("path", { d: pathData(mark.points, mark.closed), fill: mark.fill ?? "none", stroke: mark.stroke ?? null, opacity,
    "stroke-width": mark.weight ?? null, "stroke-dasharray": mark.dash?.join(" ") ?? null, "stroke-linejoin": "round" });
}
