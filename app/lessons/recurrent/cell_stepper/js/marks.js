// What is drawn, as a list of marks: {kind: "cell" | "frame" | "text" | "line", ...}. The canvas and the SVG file both
// take it from here. The history, which has many cells, is painted once and then copied.

// Cells of one column of values: rows in drawing order.
function cells(model, theme, f, order, { series, scale, colour }, i, x, width, out) {
  const table = theme.table(scale, colour).css, limit = model.limit(scale);
  const gap = f.rowHeight >= 3.6 ? 1 : 0;
  for (let row = 0; row < model.H; row++) {
    const y = rowTop(f, row), value = model.at(series, i, order[row]);
    if (!Number.isFinite(value)) continue;
    out.push({ kind: "cell", x, y, width, height: Math.max(0.5, rowTop(f, row + 1) - y - gap),
      fill: table[shade(value, scale, limit)], value, scale, limit, row, ...shownAs(f, row) });
  }
}

function shownAs(f, row) {
  const opacity = rowShown(f, row);
  return opacity < 1 ? { opacity } : {};
}

// The open step: columns with their frames, and numbers in the cells where there is room for them.
function openMarks(view, p) {
  const { model, theme, frame: f, order } = view, out = [];
  view.isTooNarrow = f.opened !== null && !heroFits(view, p);
  for (const column of p.columns) {
    const from = out.length;
    cells(model, theme, f, order, column, p.i, column.x, column.width, out);
    if (column.unused) for (const mark of out.slice(from)) mark.opacity = 0.35;
    if (f.small || (f.rowHeight >= 13 && column.width >= 34)) numbers(view, out, out.slice(from).filter(({ row }) => row !== f.opened));
    const stroke = column.colour ? theme.mark(column.colour) : theme.quiet;
    out.push({ kind: "frame", x: column.x - 1.5, y: f.top - 1.5, width: column.width + 3, height: f.height + 2,
      stroke, weight: f.opened !== null && !view.isFull ? 1.2 : 2, term: column.term, dash: column.unused });
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
  if (height >= 14 && !view.isTooNarrow) numbers(view, out, [cell], true);
}

function heroFits(view, p) {
  const { model, frame: f, order } = view;
  return p.columns.every(({ series, scale, width }) => typeOf(view, width, model.at(series, p.i, order[f.opened]), scale).size >= LEAST_TYPE);
}

// Numbers written into cells, in the ink that can be read on them; none where it would be too small to be read.
const LEAST_TYPE = 9;

function numbers(view, out, among, bold = false) {
  const { theme } = view;
  for (const cell of among) {
    const { text, size } = typeOf(view, cell.width, cell.value, cell.scale);
    if (size < LEAST_TYPE) continue;
    const ink = cell.opacity === undefined ? inkOn(cell.fill) : theme.quiet; // what steps back is nearer to the page than to its colour
    out.push({ kind: "text", text, x: cell.x + cell.width / 2, y: cell.y + cell.height / 2, size, family: theme.mono, fill: ink,
      anchor: "middle", middle: true, bold });
  }
}

function typeOf({ model, frame: f }, width, value, scale) {
  const text = numberText(value, scale, width >= 50 ? model.digits : 2);
  return { text, size: Math.min(Math.round((f.small ? 14 : 11) * f.scale), width / (0.62 * text.length)) };
}

// A gate that is nearly shut or nearly open with a digit more: how nearly is what it keeps.
function numberText(value, scale, digits) {
  const isNear = scale === "gate" && Math.abs(value - 0.5) > 0.49;
  return format(value, isNear ? Math.max(3, digits) : digits);
}

// Black or white, whichever has the higher contrast with a colour (WCAG 2.1): at least 4.5.
function inkOn(colour) {
  const [r, g, b] = [1, 3, 5].map((k) => parseInt(colour.slice(k, k + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
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

// The history at its final size, with the gaps between rows and columns: what stepping copies from. First it gets its
// height, then its width, so that rows thinner than a pixel mix with one another but never steps.
function historySheet(view) {
  const { model, theme, frame: f } = view, source = historyImage(view);
  const key = [f.step, f.height, f.dpr, f.wide, f.others, ...f.shares].join("|");
  if (view.sheet?.source === source && view.sheet.key === key) return view.sheet.canvas;
  const edges = Array.from(f.stripEdges, (edge) => Math.round(edge * f.dpr)), tall = upright(view, source, edges);
  const canvas = document.createElement("canvas"), context = canvas.getContext("2d");
  canvas.width = Math.max(1, Math.round(model.T * f.step * f.dpr));
  canvas.height = tall.height;
  context.imageSmoothingEnabled = false;
  context.drawImage(tall, 0, 0, canvas.width, canvas.height);
  context.fillStyle = css(theme.page);
  if (f.wide && f.rowHeight >= 3.6) for (const edge of edges.slice(1)) context.fillRect(0, edge - f.dpr, canvas.width, f.dpr);
  if (f.step >= 5) for (let i = 1; i <= model.T; i++) context.fillRect(Math.round(i * f.step * f.dpr - f.dpr), 0, f.dpr, canvas.height);
  view.sheet = { source, key, canvas };
  return canvas;
}

// The history a pixel a step wide, its rows between these edges: those that open by themselves, those between at once.
function upright(view, source, edges) {
  const { model, frame: f } = view, canvas = document.createElement("canvas"), context = canvas.getContext("2d");
  canvas.width = model.T;
  canvas.height = Math.max(1, edges.at(-1));
  context.imageSmoothingEnabled = canvas.height < model.H;
  for (let from = 0, to; from < model.H; from = to) {
    to = from + 1;
    if (!f.shares.has(from)) while (to < model.H && !f.shares.has(to)) to++;
    context.globalAlpha = rowShown(f, from);
    if (edges[to] > edges[from]) context.drawImage(source, 0, from, model.T, to - from, 0, edges[from], model.T, edges[to] - edges[from]);
  }
  return canvas;
}

// The same history as marks, for the SVG file: equal neighbours in a row become one rectangle.
function historyMarks(view, p) {
  const { model, theme, frame: f, order, rest } = view, out = [];
  const series = rest.series || model.equation.memory, scale = model.scaleOf(series);
  const table = theme.table(scale, model.termOf(series)?.colour).css, limit = model.limit(scale);
  const values = model.values(series), last = f.wide ? p.i : model.T;
  const gap = f.wide && f.rowHeight >= 3.6 ? 1 : 0, between = f.step >= 5 ? 1 : 0;
  for (let row = 0; values && row < model.H; row++) {
    const at = (edge) => snap(p.history.y + f.stripEdges[edge], f), y = at(row), height = Math.max(0.3, at(row + 1) - y - gap);
    for (let i = 0; i < last;) {
      const fillAt = (k) => table[shade(values[k * model.H + order[row]], scale, limit)];
      const from = i, fill = fillAt(i);
      do i++; while (!between && i < last && fillAt(i) === fill);
      out.push({ kind: "cell", x: p.history.x + from * f.step, y, width: (i - from) * f.step - between, height, fill, ...shownAs(f, row) });
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
