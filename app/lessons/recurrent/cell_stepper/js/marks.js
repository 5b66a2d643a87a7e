// What is drawn, as a list of marks: {kind: "cell" | "frame" | "text" | "line", ...}. The canvas and the SVG file both
// take it from here. The history, which has many cells, is painted once and then copied.

// Cells of one column of values: rows in drawing order.
function cells(model, theme, f, order, { series, scale, colour }, i, x, width, out) {
  const table = theme.table(scale, colour).css, limit = model.limit(scale);
  const gap = f.rowHeight >= 4 ? 1 : 0, dim = f.others ?? 1;
  for (let row = 0; row < model.H; row++) {
    const y = rowTop(f, row), value = model.at(series, i, order[row]);
    if (!Number.isFinite(value)) continue;
    out.push({ kind: "cell", x, y, width, height: Math.max(0.5, rowTop(f, row + 1) - y - gap),
      fill: table[shade(value, scale, limit)], value, scale, limit, row, ...(dim < 1 && row !== f.opened ? { opacity: dim } : {}) });
  }
}

// The open step: columns with their frames, and numbers in the cells where there is room for them.
function openMarks(view, p) {
  const { model, theme, frame: f, order } = view, out = [];
  f.others = othersShow(view);
  for (const column of p.columns) {
    const from = out.length;
    cells(model, theme, f, order, column, p.i, column.x, column.width, out);
    if (column.unused) for (const mark of out.slice(from)) mark.opacity = 0.35;
    if (f.small || (f.rowHeight >= 13 && column.width >= 34)) numbers(view, out, from);
    const stroke = column.colour ? theme.mark(column.colour) : theme.quiet;
    out.push({ kind: "frame", x: column.x - 1.5, y: f.top - 1.5, width: column.width + 3, height: f.height + 2,
      stroke, weight: f.others < 1 ? 1.2 : 2, term: column.term, dash: column.unused });
    if (f.opened !== null) heroMarks(view, out, from, column, stroke);
    if (column.bar) {
      out.push({ kind: "line", x: column.mid, y: f.top - 4, to: f.bottom + 4, stroke: theme.line });
    }
  }
  out.push(...pinMarks(view, p));
  return out;
}

// The cell of the pinned row: framed, its number in it.
function heroMarks(view, out, from, column, stroke) {
  const { frame: f } = view, y = rowTop(f, f.opened), height = rowTop(f, f.opened + 1) - y;
  const cell = out.slice(from).find((mark) => mark.kind === "cell" && mark.row === f.opened);
  if (!cell) return;
  out.push({ kind: "frame", x: column.x - 2.5, y: y - 1.5, width: column.width + 5, height: height + 2, stroke, weight: 2.5 });
  if (height >= 14) numbers(view, out, out.indexOf(cell), out.indexOf(cell) + 1);
}

// Numbers written into cells, in the ink that can be read on them.
function numbers(view, out, from, to) {
  const { model, theme, frame: f } = view, written = [];
  for (const cell of out.slice(from, to)) {
    const [r, g, b] = parseHex(cell.fill), light = 0.299 * r + 0.587 * g + 0.114 * b > 140;
    const text = numberText(cell.value, cell.scale, cell.width >= 50 ? model.digits : 2);
    const size = Math.min(Math.round((f.small ? 14 : 11) * f.scale), cell.width / (0.62 * text.length));
    written.push({ kind: "text", text, x: cell.x + cell.width / 2, y: cell.y + cell.height / 2, size, family: theme.mono,
      fill: light ? "#14171a" : "#ffffff", anchor: "middle", middle: true, bold: to !== undefined });
  }
  out.push(...written);
}

// A gate that is nearly shut or nearly open with a digit more: how nearly is what it keeps.
function numberText(value, scale, digits) {
  const isNear = scale === "gate" && Math.abs(value - 0.5) > 0.49;
  return format(value, isNear ? Math.max(3, digits) : digits);
}

function parseHex(text) {
  return [1, 3, 5].map((k) => parseInt(text.slice(k, k + 2), 16));
}

// The whole history as pixels, one a cell: painted once for each series, order and theme.
function historyImage(view) {
  const { model, theme, order, rest } = view;
  const series = rest.series || model.equation.memory, scale = model.scaleOf(series);
  const key = [series, rest.order, theme.key, model.stamp].join("|");
  view.histories ??= new Map();
  if (!view.histories.has(key)) {
    if (view.histories.size > 5) view.histories.clear();
    const table = theme.table(scale, model.termOf(series)?.colour).rgb, limit = model.limit(scale);
    const image = new ImageData(model.T, model.H), values = model.values(series);
    if (values) {
      for (let row = 0, k = 0; row < model.H; row++) {
        for (let i = 0; i < model.T; i++, k += 4) {
          const [r, g, b] = table[shade(values[i * model.H + order[row]], scale, limit)];
          image.data[k] = r; image.data[k + 1] = g; image.data[k + 2] = b; image.data[k + 3] = 255;
        }
      }
    }
    const canvas = document.createElement("canvas");
    canvas.width = model.T; canvas.height = model.H;
    canvas.getContext("2d").putImageData(image, 0, 0);
    view.histories.set(key, canvas);
  }
  return view.histories.get(key);
}

// The history at its final size, with the gaps between rows and columns: what stepping copies from.
function historySheet(view) {
  const { model, theme, frame: f } = view, source = historyImage(view);
  const others = f.wide ? othersShow(view) : 1;
  const key = [f.step, f.height, f.dpr, f.wide, f.strip, f.opened, Math.round(f.openHeight * 4), others].join("|");
  if (view.sheet?.source === source && view.sheet.key === key) return view.sheet.canvas;
  const canvas = document.createElement("canvas"), context = canvas.getContext("2d");
  const height = f.wide ? f.height : f.strip;
  canvas.width = Math.max(1, Math.round(model.T * f.step * f.dpr));
  canvas.height = Math.max(1, Math.round(height * f.dpr));
  context.imageSmoothingEnabled = height / model.H < 1;
  if (f.wide && f.opened !== null) {
    for (const [from, to] of [[0, f.opened], [f.opened, f.opened + 1], [f.opened + 1, model.H]]) {
      const y = Math.round((rowTop(f, from) - f.top) * f.dpr), tall = Math.round((rowTop(f, to) - f.top) * f.dpr) - y;
      context.globalAlpha = from === f.opened ? 1 : others;
      if (to > from) context.drawImage(source, 0, from, model.T, to - from, 0, y, canvas.width, tall);
    }
    context.globalAlpha = 1;
  } else context.drawImage(source, 0, 0, canvas.width, canvas.height);
  context.fillStyle = css(theme.page);
  if (f.wide && f.rowHeight >= 4) {
    for (let row = 1; row <= model.H; row++) context.fillRect(0, Math.round((rowTop(f, row) - f.top) * f.dpr - f.dpr), canvas.width, f.dpr);
  }
  if (f.step >= 5) for (let i = 1; i <= model.T; i++) context.fillRect(Math.round(i * f.step * f.dpr - f.dpr), 0, f.dpr, canvas.height);
  view.sheet = { source, key, canvas };
  return canvas;
}

// The same history as marks, for the SVG file: equal neighbours in a row become one rectangle.
function historyMarks(view, p) {
  const { model, theme, frame: f, order, rest } = view, out = [];
  const series = rest.series || model.equation.memory, scale = model.scaleOf(series);
  const table = theme.table(scale, model.termOf(series)?.colour).css, limit = model.limit(scale);
  const values = model.values(series), last = f.wide ? p.i : model.T;
  const tall = p.history.height / model.H, gap = tall >= 4 ? 1 : 0, between = f.step >= 5 ? 1 : 0;
  for (let row = 0; values && row < model.H; row++) {
    for (let i = 0; i < last;) {
      const fillAt = (k) => table[shade(values[k * model.H + order[row]], scale, limit)];
      const from = i, fill = fillAt(i);
      do i++; while (!between && i < last && fillAt(i) === fill);
      const y = f.wide ? rowTop(f, row) : p.history.y + row * tall, height = f.wide ? rowTop(f, row + 1) - y : tall;
      out.push({ kind: "cell", x: p.history.x + from * f.step, y, width: (i - from) * f.step - between, height: height - gap, fill,
        ...(f.wide && row !== f.opened ? { opacity: othersShow(view) } : {}) });
    }
  }
  return out;
}

function paint(context, marks) {
  for (const mark of marks) {
    context.globalAlpha = mark.opacity ?? 1;
    if (mark.kind === "cell") {
      context.fillStyle = mark.fill;
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
    } else if (mark.kind === "frame") {
      context.strokeStyle = mark.stroke;
      context.lineWidth = mark.weight;
      context.setLineDash(mark.dash ? [4, 3] : []);
      context.beginPath();
      context.roundRect(mark.x, mark.y, mark.width, mark.height, 3);
      context.stroke();
      context.setLineDash([]);
    } else if (mark.kind === "line") {
      context.strokeStyle = mark.stroke;
      context.lineWidth = 1;
      context.setLineDash([2, 3]);
      context.beginPath();
      context.moveTo(mark.x, mark.y);
      context.lineTo(mark.x, mark.to);
      context.stroke();
      context.setLineDash([]);
    } else {
      context.fillStyle = mark.fill;
      context.font = `${mark.bold ? "600 " : ""}${mark.size}px ${mark.family}`;
      context.textAlign = mark.anchor === "middle" ? "center" : mark.anchor === "end" ? "right" : "left";
      context.textBaseline = mark.middle ? "middle" : "alphabetic";
      context.fillText(mark.text, mark.x, mark.y);
    }
  }
  context.globalAlpha = 1;
}
