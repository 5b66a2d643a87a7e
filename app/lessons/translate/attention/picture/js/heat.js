// The heat map: a row for each output word, a column for each word of the source.

function drawHeat(view, out, share) {
  const { model, frame, theme, rest } = view, { heat } = frame, scale = theme.table("gate", "update").css;
  const gap = Math.min(1.5, heat.cell * 0.12, heat.row * 0.12);
  out.append(s("rect", { x: heat.x, y: heat.y, width: heat.columns.toFixed(1), height: heat.rows.toFixed(1), fill: theme.pale }));
  for (let t = 0; t <= rest.step; t++) {
    const alpha = model.alpha(t, view.held), now = t === rest.step;
    for (let i = 0; i < model.positions; i++) {
      if (alpha[i] < 0.004 && !now) continue;
      out.append(s("rect", { x: (heat.x + i * heat.cell + gap / 2).toFixed(2), y: (heat.y + t * heat.row + gap / 2).toFixed(2), width: (heat.cell - gap).toFixed(2), height: (heat.row - gap).toFixed(2),
        rx: Math.min(2, heat.cell / 6), fill: scale[shade(alpha[i], "gate")], opacity: now ? share : null }));
    }
  }
  drawHeatNames(view, out);
  const line = (x, y, w, height) => s("rect", { x: x.toFixed(1), y: y.toFixed(1), width: w.toFixed(1), height: height.toFixed(1), rx: 2, fill: "none", stroke: theme.inkText, "stroke-width": 1.5 });
  out.append(line(heat.x - 1, heat.y + rest.step * heat.row, heat.columns + 2, heat.row));
  const column = view.lit ?? rest.position;
  if (column !== null) out.append(line(heat.x + column * heat.cell, heat.y - 1, heat.cell, heat.rows + 2));
  if (view.cell) {
    const { t, i } = view.cell, x = Math.min(heat.x + (i + 1) * heat.cell + 4, frame.width - frame.size * 3);
    out.append(s("text", { x: x.toFixed(1), y: (heat.y + (t + 0.5) * heat.row + 4).toFixed(1), "font-size": (frame.size * 0.9).toFixed(1), "font-family": theme.mono, fill: theme.inkText,
      stroke: theme.pageText, "stroke-width": 4, "paint-order": "stroke" }, format(model.alpha(t, view.held)[i], 3)));
  }
}

function drawHeatNames(view, out) {
  const { model, frame, theme, rest } = view, { heat } = frame, column = view.lit ?? rest.position;
  model.sourceNames.forEach((name, i) => {
    if (i % heat.every && i !== column) return;
    const x = heat.x + (i + 0.5) * heat.cell + 2, y = heat.y - 5;
    out.append(nameNode(view, cut(name, heat.most, heat.small, theme.font), { x, y, size: heat.small, anchor: "start", bold: i === column ? 650 : null, turn: `rotate(${-TILT} ${x.toFixed(1)} ${y.toFixed(1)})`, full: name }));
  });
  model.targetNames.forEach((name, t) => {
    const y = heat.y + (t + 0.5) * heat.row + heat.size * 0.35, now = t === rest.step;
    if (t > rest.step) { if (heat.row >= 9) out.append(s("circle", { cx: heat.x - 10, cy: (y - 4).toFixed(1), r: 1.2, fill: theme.quiet })); return; }
    if (heat.row < 9 && !now) return;
    const text = cut(name, heat.label, heat.size, theme.font), hand = model.changed.includes(t);
    out.append(nameNode(view, hand ? `✎ ${text}` : text, { x: heat.x - 7, y, size: heat.size, anchor: "end", bold: now ? 650 : null, full: hand ? `${name} (${model.labels.changed})` : name }));
  });
}

// The cell of the heat map under a pointer, among the words written so far.
function cellAt(view, x, y) {
  const { heat } = view.frame, i = Math.floor((x - heat.x) / heat.cell), t = Math.floor((y - heat.y) / heat.row);
  return i >= 0 && i < view.model.positions && t >= 0 && t <= view.rest.step ? { t, i } : null;
}
