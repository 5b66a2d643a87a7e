// Where everything stands, in pixels of the drawing. Nothing here draws.

const WIDE = 620, PAD = 14, PLUS = 26, ARROW = 56, BETWEEN = 46, VECTOR = 8;

function layoutOf(net, width, present) {
  const wide = width >= WIDE, scale = present ? 1.25 : 1, small = net.H <= 3, dpr = window.devicePixelRatio || 1;
  const f = { width, wide, scale, small, head: Math.round(38 * scale), boxes: new Map() };
  const across = wide ? 2 * net.H + net.E : net.H + net.E, thins = wide ? 3 : 2;
  const gaps = 2 * PAD + 2 * PLUS + ARROW + (wide ? BETWEEN + PLUS : 0);
  const tall = small ? 999 : (wide ? 260 : 190) / Math.max(net.H, 1);
  const even = (space) => Math.max(1 / dpr, Math.floor(space * dpr) / dpr);
  f.cell = small ? Math.floor(Math.min(46 * scale, (width - gaps) / (across + thins))) : even(Math.min(tall, (width - gaps - thins * 10) / across));
  f.thin = small ? f.cell : Math.max(9, Math.ceil(f.cell));
  placeWeights(net, f);
  placeText(net, f);
  return f;
}

// W_aa + W_ax + b_a, what comes out, and W_ya + b_y: in one row, or in two where it is narrow.
function placeWeights(net, f) {
  const { cell: c, thin, head } = f, top = head + VECTOR + 8;
  const put = (name, x, y, width, height) => { f.boxes.set(name, { x, y, width, height }); return x + width; };
  const used = 2 * net.H * c + net.E * c + 3 * thin + 3 * PLUS + ARROW + BETWEEN;
  let x = f.wide ? Math.max(PAD, (f.width - used) / 2) : PAD;
  x = put("W_aa", x, top, net.H * c, net.H * c) + PLUS;
  x = put("W_ax", x, top, net.E * c, net.H * c) + PLUS;
  x = put("b_a", x, top, thin, net.H * c) + ARROW;
  x = put("a", x, top, thin, net.H * c);
  const below = top + net.H * c + head + VECTOR + 14, R = net.rows.length * c;
  x = f.wide ? x + BETWEEN : PAD;
  x = put("W_ya", x, f.wide ? top : below, net.H * c, R) + PLUS;
  put("b_y", x, f.wide ? top : below, thin, R);
  f.panel = f.wide ? top + Math.max(net.H * c, R) + 12 : below + R + 12;
}

// A box for each step, a letter beneath; where they do not fit, those around the open one are seen.
function placeText(net, f) {
  const space = f.width - 2 * PAD, { scale, small } = f;
  f.threads = f.panel + Math.round((f.wide ? 62 : 48) * scale);
  f.pitch = Math.min(Math.max(space / net.T, (small ? 58 : 9) * scale), (small ? 120 : 40) * scale);
  f.box = small ? f.cell : f.pitch - Math.min(9, Math.max(2.5, f.pitch * 0.32));
  f.tall = small ? net.H * f.cell : Math.round(84 * scale);
  f.shown = Math.min(space, f.pitch * net.T);
  f.left = (f.width - f.shown) / 2;
  f.letters = f.threads + f.tall + Math.round(17 * scale);
  f.total = f.letters + Math.round(8 * scale);
}

// How far the row of boxes is moved so that step t is seen.
function shiftFor(net, f, t) {
  const all = f.pitch * net.T;
  return all <= f.shown + 1 ? 0 : clamp((t + 0.5) * f.pitch - f.shown / 2, 0, all - f.shown);
}

const middleOf = (f, t, shift) => f.left + (t + 0.5) * f.pitch - shift;

// The thread from the weights to the top of a box.
function threadTo(f, x) {
  const from = f.width / 2, high = f.threads - f.panel;
  return [[from, f.panel], [from, f.panel + high * 0.55], [x, f.threads - high * 0.55], [x, f.threads - 3]];
}

const pathOf = ([a, b, c, d]) => `M${a.join(" ")}C${b.join(" ")} ${c.join(" ")} ${d.join(" ")}`;

function pointOf([a, b, c, d], share) {
  const rest = 1 - share;
  return [0, 1].map((k) => rest ** 3 * a[k] + 3 * rest ** 2 * share * b[k] + 3 * rest * share ** 2 * c[k] + share ** 3 * d[k]);
}

// The weight at a point of a matrix.
function cellAt(net, f, name, x, y) {
  const box = f.boxes.get(name), { rows, columns } = net.matrices.get(name);
  return { name, row: clamp(Math.floor(((y - box.y) / box.height) * rows), 0, rows - 1), column: clamp(Math.floor(((x - box.x) / box.width) * columns), 0, columns - 1) };
}

function boxOfCell(net, f, { name, row, column }) {
  const box = f.boxes.get(name), { rows, columns } = net.matrices.get(name), width = box.width / columns, height = box.height / rows;
  return { x: box.x + column * width, y: box.y + row * height, width, height };
}
