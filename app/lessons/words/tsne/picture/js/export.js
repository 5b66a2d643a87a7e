// The map as a file, from the same marks as on the screen, and as tables.

function shapePath(style, radius) {
  const parts = [], pen = {
    moveTo: (x, y) => parts.push(`M${x.toFixed(2)} ${y.toFixed(2)}`), lineTo: (x, y) => parts.push(`L${x.toFixed(2)} ${y.toFixed(2)}`), closePath: () => parts.push("Z"),
    rect: (x, y, w, height) => parts.push(`M${x} ${y}h${w}v${height}h${-w}Z`), arc: (x, y, r) => parts.push(`M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`),
  };
  SHAPES[style.shape](pen, radius);
  return parts.join("");
}

function markElement(mark) {
  if (mark.kind === "line") {
    return s("polyline", { points: mark.path.map((at) => at.map((v) => v.toFixed(1)).join()).join(" "), fill: "none", stroke: mark.colour, "stroke-width": mark.width, "stroke-dasharray": mark.dash?.join(" ") || null });
  }
  if (mark.kind === "ring") return s("circle", { cx: mark.x, cy: mark.y, r: mark.r, fill: "none", stroke: mark.colour, "stroke-width": mark.width });
  const size = mark.font.match(/(\d+)px/)[1];
  return s("text", { x: mark.x.toFixed(1), y: mark.y.toFixed(1), fill: mark.colour, stroke: mark.halo, "stroke-width": 3, "paint-order": "stroke", "font-size": size,
    "font-family": "sans-serif", "text-anchor": mark.align === "right" ? "end" : "start", "dominant-baseline": "middle" }, mark.text);
}

function saveMap(view, ending) {
  const { film, places, camera, theme } = view, radius = radiusOf(view), pale = css(mix(theme.page, theme.ink, 0.2)), name = `map-${film.method}`;
  if (ending === "png") {
    const canvas = h("canvas", { width: view.canvas.width, height: view.canvas.height }), context = canvas.getContext("2d");
    for (const layer of [view.canvas, view.over]) context.drawImage(layer, 0, 0);
    savePng(canvas, name);
    return;
  }
  const points = orderOf(view).map((i) => s("path", { d: shapePath(view.styles[film.groups[i]], radius),
    fill: isMuted(view, i) ? pale : css(view.styles[film.groups[i]].rgb), transform: `translate(${places[3 * i].toFixed(1)} ${places[3 * i + 1].toFixed(1)})` },
  s("title", {}, film.names[i])));
  saveDrawing(drawing(theme, [0, 0, camera.width, camera.height], [...points, ...marksOf(view).map(markElement)]), name, ending);
}

const TABLE_WORDS = 100;

function drawTable(view) {
  const { film, labels } = view, frame = frameOf(view);
  if (!isTableDue(view, view.moving ? view.tableKey : `${film.stamp}|${frame}`)) return;
  const cell = (tag, text, attributes) => h(tag, attributes, h("bdi", {}, text));
  const rows = Array.from({ length: Math.min(TABLE_WORDS, film.count) }, (_, i) => {
    const held = film.mapped(frame, i), near = film.neighbours(i);
    return h("tr", {}, cell("th", film.names[i], { scope: "row" }), cell("td", film.group_names[film.groups[i]]),
      h("td", {}, `${near.filter((j) => held.has(j)).length} / ${near.length}`),
      h("td", { class: "words" }, ...near.flatMap((j) => [h(held.has(j) ? "strong" : "span", { lang: "" }, film.names[j]), " "])));
  });
  const heads = ["word", "group", "kept", "true_nearest"].map((name) => labels[name]);
  view.tableBox.replaceChildren(tableOf(heads, rows, fill(labels.table_caption, { count: rows.length })));
}
