// The weights themselves: a coloured cell for each number, the vectors they multiply laid along them, and what is framed.

const NAMES = { W_aa: ["W", "aa", "activation"], W_ax: ["W", "ax", "input"], b_a: ["b", "a", ""], W_ya: ["W", "ya", "output"], b_y: ["b", "y", ""], a: ["a", "", "activation"] };

// Numbers as a picture of one pixel each; `paint` says which of a scale's colours a number has.
function imageOf(values, rows, columns, table, paint) {
  const canvas = document.createElement("canvas"), context = canvas.getContext("2d"), image = context.createImageData(columns, rows);
  canvas.width = columns;
  canvas.height = rows;
  for (let k = 0; k < values.length; k++) image.data.set([...table[paint(values[k])], 255], 4 * k);
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

const picture = (href, { x, y, width, height }) => s("image", { href, x, y, width, height, preserveAspectRatio: "none", style: "image-rendering: pixelated" });

// A piece of a picture that is many pixels large.
function pieceOf(href, size, [x, y, width, height], box) {
  return s("svg", { x: box.x, y: box.y, width: box.width, height: box.height, viewBox: `${x} ${y} ${width} ${height}`, preserveAspectRatio: "none" },
    picture(href, { x: 0, y: 0, width: size[0], height: size[1] }));
}

function inkOver(rgb) {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)), light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return light > 0.179 ? "#000000" : "#ffffff";
}

function words(view, text, x, y, { size = 12, anchor = "middle", fill: colour, weight = null, mono = false } = {}) {
  const { theme, frame: f } = view;
  return s("text", { x, y, "font-size": size * f.scale, "text-anchor": anchor, fill: colour ?? theme.inkText, "font-weight": weight,
    "font-family": mono ? theme.mono : theme.font }, ...[text].flat());
}

// A letter with its index beneath, and what comes after it.
function symbol(name, after = "") {
  const [base, sub] = NAMES[name];
  return [base, sub ? s("tspan", { dy: 3, "font-size": "75%" }, sub) : "", after ? s("tspan", { dy: sub ? -3 : 0 }, after) : ""];
}

// What does not change from step to step.
function drawWeights(view) {
  const { net, frame: f, theme } = view, out = [];
  out.push(s("rect", { x: 0.5, y: 0.5, width: f.width - 1, height: f.panel - 1, rx: 8, fill: theme.pale, stroke: theme.line }));
  for (const [name, { values, rows, columns }] of net.matrices) {
    const box = f.boxes.get(name), heat = imageOf(values, rows, columns, theme.table("signed").rgb, (value) => shadeOf(view, name, value));
    out.push(picture(heat, box), s("rect", { ...box, fill: "none", stroke: theme.line }));
    if (f.small) out.push(...cellNumbers(view, name));
  }
  out.push(...operators(view));
  view.still.replaceChildren(...out);
}

const shadeOf = (view, name, value) => shade(value, "signed", view.limits.get(name).value);

function cellNumbers(view, name) {
  const { net, frame: f, theme } = view, { rows, columns } = net.matrices.get(name), out = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = { name, row, column }, box = boxOfCell(net, f, cell), value = net.weight(cell);
      const colour = inkOver(theme.table("signed").rgb[shadeOf(view, name, value)]);
      out.push(words(view, format(value, 1), box.x + box.width / 2, box.y + box.height / 2 + 4, { mono: true, fill: colour }));
    }
  }
  return out;
}

function operators(view) {
  const { frame: f, theme } = view, at = (name) => f.boxes.get(name), out = [];
  const between = (text, left, right, size = 15) => {
    const a = at(left), b = at(right), y = a.y + Math.min(a.height, b.height) / 2 + 5;
    out.push(words(view, text, (a.x + a.width + b.x) / 2, y, { size, fill: theme.quiet }));
  };
  between("+", "W_aa", "W_ax");
  between("+", "W_ax", "b_a");
  between("tanh →", "b_a", "a", 11);
  between("+", "W_ya", "b_y");
  if (f.wide) between("→", "a", "W_ya");
  return out;
}

// Headings with the step they stand for: the matrix and its shape, and the vector that it multiplies.
function headings(view, t) {
  const { net, frame: f, theme } = view, step = net.start + t + 1, out = [];
  const shapes = { W_aa: `(${net.H} × ${net.H})`, W_ax: `(${net.H} × ${net.E})`, b_a: "", W_ya: `(${view.data.symbols} × ${net.H})`, b_y: "", a: "" };
  const after = { W_aa: ` a⟨${step - 1}⟩`, W_ax: ` x⟨${step}⟩`, b_a: "", W_ya: ` a⟨${step}⟩`, b_y: "", a: `⟨${step}⟩` };
  for (const [name, box] of f.boxes) {
    const middle = box.x + box.width / 2, top = box.y - VECTOR - 6, colour = theme.text(NAMES[name][2]);
    out.push(words(view, symbol(name, after[name]), middle, top - (shapes[name] ? 14 * f.scale : 0), { size: 13, weight: 600, fill: colour }));
    if (shapes[name]) out.push(words(view, shapes[name], middle, top, { size: 10.5, fill: theme.quiet, mono: true }));
  }
  return out;
}

// The vectors along their matrices: a⟨t−1⟩ over W_aa, x⟨t⟩ over W_ax, a⟨t⟩ over W_ya and as the column that comes out.
function vectors(view, t) {
  const { net, frame: f, theme } = view, out = [], size = [net.H, net.T + 1];
  const over = (name) => { const { x, y, width } = f.boxes.get(name); return { x, y: y - VECTOR - 2, width, height: VECTOR }; };
  out.push(pieceOf(view.lines, size, [0, t, net.H, 1], over("W_aa")), pieceOf(view.lines, size, [0, t + 1, net.H, 1], over("W_ya")));
  const column = f.boxes.get("a");
  out.push(pieceOf(view.columns, [net.T + 1, net.H], [t + 1, 0, 1, net.H], column));
  const x = over("W_ax"), each = x.width / net.E;
  if (f.small) {
    for (let i = 0; i < net.H; i++) out.push(stateNumber(view, t, i, column.x + column.width / 2, column.y + (i + 0.5) * f.cell));
  }
  if (net.xs) out.push(pieceOf(view.inputs, [net.E, net.T], [0, t, net.E, 1], x));
  else out.push(s("rect", { ...x, x: x.x + net.ids[t] * each, width: Math.max(2, each), fill: theme.mark("input") }));
  for (const box of [over("W_aa"), over("W_ya"), x, column]) out.push(s("rect", { ...box, fill: "none", stroke: theme.line }));
  return out;
}

function stateNumber(view, t, unit, x, y) {
  const value = view.net.state(t, unit), colour = inkOver(view.theme.table("signed").rgb[shade(value, "signed", 1)]);
  return words(view, format(value, 2), x, y + 4, { mono: true, fill: colour });
}

// What of the weights is in use for one unit at this step: its rows, and the column of the letter.
function inUse(view, t, unit) {
  const { net, frame: f, theme } = view, out = [];
  const framed = ({ x, y, width, height }, colour, weight = 1.5) => {
    const grow = f.small ? 0 : 1.5;
    out.push(s("rect", { x: x - grow, y: y - grow, width: width + 2 * grow, height: height + 2 * grow, fill: "none", stroke: colour, "stroke-width": weight, rx: 1 }));
  };
  if (unit !== null) {
    for (const name of ["W_aa", "W_ax", "b_a", "a"]) {
      const box = f.boxes.get(name), height = box.height / net.H;
      framed({ ...box, y: box.y + unit * height, height }, theme.inkText);
    }
  }
  if (!net.xs && net.ids[t] < net.E) {
    const box = f.boxes.get("W_ax"), width = box.width / net.E;
    framed({ ...box, x: box.x + net.ids[t] * width, width }, theme.mark("input"));
  }
  const cell = shownCell(view);
  if (cell) framed(boxOfCell(net, f, cell), theme.accentText, 2.5);
  return out;
}

// What takes the pointer and the keys: a rectangle over each matrix.
function buildTargets(view) {
  view.targets = new Map(MATRICES.map((name) => {
    const node = s("rect", { class: "target", tabindex: "0", role: "application", "data-name": name, fill: "transparent" });
    const at = (event) => {
      const box = view.svg.getBoundingClientRect();
      return cellAt(view.net, view.frame, name, event.clientX - box.left, event.clientY - box.top);
    };
    node.addEventListener("pointermove", (event) => pointAt(view, at(event)));
    node.addEventListener("pointerleave", () => pointAt(view, null));
    node.addEventListener("click", (event) => pin(view, at(event)));
    node.addEventListener("keydown", (event) => onCellKey(view, event, name));
    node.addEventListener("focus", () => { if (node.matches(":focus-visible")) pointAt(view, view.pointed ?? startCell(view, name)); });
    node.addEventListener("blur", () => pointAt(view, null));
    return [name, node];
  }));
  return [...view.targets.values()];
}

function placeTargets(view) {
  const { net, frame: f, labels } = view;
  for (const [name, node] of view.targets) {
    for (const [side, value] of Object.entries(f.boxes.get(name))) node.setAttribute(side, value);
    const { rows, columns } = net.matrices.get(name);
    node.setAttribute("aria-label", fill(labels.matrix, { name, rows, columns }));
  }
}

// Where the keys begin in a matrix: at the pinned weight, else in the row of the unit, for a⟨t⟩'s letter in W_ax.
function startCell(view, name) {
  const pinned = readCell(view.rest.cell), { rows, columns } = view.net.matrices.get(name);
  if (pinned?.name === name) return pinned;
  const unit = shownUnit(view), t = openStep(view), row = name.endsWith("y") || name === "W_ya" ? 0 : unit;
  const column = name === "W_ax" && !view.net.xs ? view.net.ids[t] : name === "W_ya" ? unit : 0;
  return { name, row: clamp(row, 0, rows - 1), column: clamp(column, 0, columns - 1) };
}

function onCellKey(view, event, name) {
  const cell = view.pointed?.name === name ? view.pointed : startCell(view, name), { rows, columns } = view.net.matrices.get(name);
  const move = (down, right) => () => {
    pointAt(view, { name, row: clamp(cell.row + down, 0, rows - 1), column: clamp(cell.column + right, 0, columns - 1) });
    say(view, () => aboutText(view, view.pointed ?? cell));
  };
  const moves = { ArrowUp: move(-1, 0), ArrowDown: move(1, 0), ArrowLeft: move(0, -1), ArrowRight: move(0, 1), Enter: () => pin(view, cell), " ": () => pin(view, cell) };
  taken(event, moves[event.key]);
}
