// Where everything stands, in CSS pixels of the stage, for one step. Nothing here draws.

const WIDE = 620;
const PANEL_GAP = 22;
const ROWS_HEIGHT = 240; // with it the formula ends on a first screen of 800 pixels

// What does not depend on the step: widths of columns, heights of rows. lent: what the rows give the notes; gap: as much of
// it as a phone's note takes between the strip and the columns.
function frame(model, outer, { present, height, lent, gap }) {
  const wide = outer >= WIDE, scale = present ? 1.25 : 1, small = model.H <= 3;
  const panel = wide ? Math.round(Math.min(outer * 0.2, 180 * scale)) : 0, width = wide ? outer - panel - PANEL_GAP : outer;
  const f = { outer, width, wide, scale, small, panel, top: Math.round((wide ? 48 : 40) * scale), dpr: window.devicePixelRatio || 1 };
  const tall = height ?? (small ? 66 * model.H : wide ? ROWS_HEIGHT : 300);
  f.height = Math.min(tall, model.H * 66) - (small ? 0 : lent);
  f.left = wide && !small && !height ? Math.round(44 * scale) : 0;
  f.strip = wide ? 0 : 46;
  f.stripTop = wide ? 0 : 4;
  f.headings = wide ? 0 : f.strip + 30 + gap;
  if (!wide) f.top += f.strip + 34 + gap;
  setRows(f, model.H, null, new Map(), false);
  const count = model.columns.length, bars = model.columns.filter((c) => c.operator.includes("│")).length;
  const space = width - f.left;
  const folded = Math.max(1, model.T - 1);
  const least = (small ? 84 : 47) * scale, most = (small ? 120 : 62) * scale;
  let pitch = wide ? least : (space - 8 - bars * 10) / count;
  const rest = space - 24 - bars * 12 - pitch * count;
  f.step = wide ? Math.min(Math.max(20, Math.min(model.longest * 8 + 6, 72)) * scale, rest / folded) : width / model.T;
  if (wide) pitch = Math.min(most, pitch + Math.max(0, rest - f.step * folded) / count);
  f.pitch = pitch;
  f.operator = Math.min(22 * scale, pitch * (small && wide ? 0.4 : 0.26));
  f.cell = pitch - f.operator;
  f.bar = wide ? 12 : 10;
  f.open = pitch * count + bars * f.bar - f.operator;
  f.bottom = f.top + f.height;
  f.letters = Math.round(22 * scale);
  f.total = f.bottom + Math.round(26 * scale);
  return f;
}

// The open step's columns and the folded ones left and right of it, for step i of the window.
function place(model, f, i) {
  const x0 = f.left + 2, gap = f.wide ? 10 : 0;
  const open = f.wide ? x0 + i * f.step + (i ? gap : 0) : Math.max(0, (f.width - f.open) / 2);
  const columns = [];
  let x = open;
  model.columns.forEach((column, k) => {
    const bar = column.operator.includes("│");
    if (k) x += f.pitch + (bar ? f.bar : 0);
    columns.push({ ...column, x: snap(x, f), width: snap(x + f.cell, f) - snap(x, f), k, bar,
      mid: x - (f.operator + (bar ? f.bar : 0)) / 2 });
  });
  const end = open + f.open;
  const history = f.wide ? { x: x0, width: i * f.step, y: f.top, height: f.height }
    : { x: 0, width: f.width, y: f.stripTop, height: f.strip };
  const rest = { x: end + gap, width: Math.max(0, model.T - 1 - i) * f.step, y: f.top, height: f.height };
  return { i, open, end, columns, history, rest };
}

function snap(x, f) {
  return Math.round(x * f.dpr) / f.dpr;
}

// What lies at a point of the stage: {kind: "history" | "rest" | "column", ...} or null.
function hit(model, f, p, order, x, y) {
  const inRows = y >= f.top && y < f.bottom;
  const row = inRows ? rowAt(f.edges, y - f.top) : -1;
  const unit = row >= 0 ? order[row] : null;
  const h = p.history;
  if (h.width > 0 && x >= h.x && x < h.x + h.width && y >= h.y && y < h.y + h.height + f.letters) {
    const step = clamp(Math.floor((x - h.x) / f.step), 0, model.T - 1);
    const own = f.wide ? unit : order[rowAt(f.stripEdges, y - h.y)];
    return { kind: "history", step, unit: own, x, y };
  }
  for (const column of p.columns) {
    if (inRows && x >= column.x - 3 && x <= column.x + column.width + 3) return { kind: "column", column, unit, row, x, y };
  }
  if (f.wide && p.rest.width > 0 && x >= p.rest.x && x < p.rest.x + p.rest.width && y >= f.top && y < f.bottom + f.letters) {
    return { kind: "rest", step: clamp(p.i + 1 + Math.floor((x - p.rest.x) / f.step), 0, model.T - 1), unit, x, y };
  }
  return inRows && x >= p.open && x <= p.end ? { kind: "gap", unit, row, x, y } : null;
}
