// Heat maps on canvases of one pixel a number, and the curve of the loss.

const NAMES = { W_aa: ["aa", "activation"], W_ax: ["ax", "input"], W_ya: ["ya", "output"] };
const CURVE = 150, BARS = 46;

// A map of `rows` by `columns` numbers; `value` gives one of them, `limit` where the colours reach their ends.
function paintMap(canvas, theme, rows, columns, limit, value) {
  const context = canvas.getContext("2d"), { rgb } = theme.table("signed");
  if (canvas.width !== columns || canvas.height !== rows) Object.assign(canvas, { width: columns, height: rows });
  const image = context.createImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) image.data.set([...rgb[shade(value(row, column), "signed", limit)], 255], 4 * (row * columns + column));
  }
  context.putImageData(image, 0, 0);
}

function buildMaps(view) {
  view.rows = h("canvas", { class: "map rows", "aria-hidden": "true" });
  view.rows.addEventListener("pointermove", (event) => pointAt(view, placeAt(view.rows, event, "a")));
  view.rows.addEventListener("pointerleave", () => pointAt(view, null));
  view.maps = new Map(SHOWN.map((name) => {
    const canvas = h("canvas", { class: "map", "aria-hidden": "true" }), [sub, colour] = NAMES[name], shape = h("span", { class: "shape" });
    const title = h("div", { class: "title" }, "W", h("sub", {}, sub), " ", shape);
    canvas.addEventListener("pointermove", (event) => pointAt(view, placeAt(canvas, event, name)));
    canvas.addEventListener("pointerleave", () => pointAt(view, null));
    return [name, { canvas, title, shape, colour, node: h("div", { class: "matrix" }, title, canvas) }];
  }));
}

function placeAt(canvas, event, name) {
  const box = canvas.getBoundingClientRect();
  const at = (part, size, count) => clamp(Math.floor((part / size) * count), 0, count - 1);
  return { name, row: at(event.clientY - box.top, box.height, canvas.height), column: at(event.clientX - box.left, box.width, canvas.width) };
}

// A cell of all matrices is equally large: as large as the room allows.
function layMaps(view) {
  const { film, width } = view, wide = width >= 620, all = wide ? 2 * film.H + film.symbols.length : film.H + film.symbols.length;
  const cell = Math.max(2, Math.min(10, Math.floor((width - (wide ? 90 : 20)) / all), 150 / film.H));
  for (const [name, { canvas, title, shape, colour }] of view.maps) {
    const { rows, columns } = film.matrices.get(name), low = name === "W_ya" ? Math.max(1, Math.min(cell, (cell * film.H) / rows)) : cell;
    canvas.style.width = `${columns * cell}px`;
    canvas.style.height = `${rows * low}px`;
    title.style.color = view.theme.text(colour);
    setText(shape, `(${rows} × ${columns})`);
  }
  view.rows.style.height = `${Math.max(64, Math.min(150, film.H * 9))}px`;
}

function drawMaps(view, frame) {
  const { film, theme } = view;
  paintMap(view.rows, theme, film.H, film.T, 1, (unit, t) => film.state(frame, t, unit));
  for (const [name, { canvas }] of view.maps) {
    const { rows, columns, limit } = film.matrices.get(name);
    paintMap(canvas, theme, rows, columns, limit, (row, column) => film.weight(frame, name, row, column));
  }
}

// Above each letter how probable it was before it came; what is likely stands high and dark.
function drawLetters(view, frame) {
  const { film, theme, letters } = view, width = letters.clientWidth, each = width / film.T;
  letters.setAttribute("height", BARS + 20);
  const out = [s("path", { d: `M0 ${BARS + 0.5}H${width}`, stroke: theme.line })];
  film.tokens.forEach((token, t) => {
    const chance = film.chance(frame, t), x = (t + 0.5) * each;
    if (chance !== null) out.push(s("rect", { x: t * each + each * 0.15, y: BARS - chance * (BARS - 6), width: each * 0.7, height: Math.max(0.5, chance * (BARS - 6)), fill: theme.mark("update") }));
    out.push(s("text", { x, y: BARS + 14, "text-anchor": "middle", "font-size": Math.min(13, each + 3), "font-family": theme.mono, fill: theme.inkText }, visible(token)));
  });
  letters.replaceChildren(...out);
}

// The loss of every step so far, and where it would be if nothing were known.
function drawCurve(view, frame) {
  const { film, theme, curve, labels } = view, width = curve.clientWidth, left = 26, bottom = CURVE - 20, last = film.losses.length;
  const high = Math.max(film.even * 1.12, Math.min(2.5 * film.even, Math.max(...film.losses)));
  const x = (step) => left + (step / last) * (width - left - 8), y = (loss) => bottom - (Math.min(loss, high) / high) * (bottom - 8);
  const text = (words, at, top, anchor = "start", fill = theme.quiet) => s("text", { x: at, y: top, "text-anchor": anchor, "font-size": 11, "font-family": theme.font, fill }, words);
  const steps = film.steps[frame], points = Array.from(film.losses.slice(0, steps), (loss, k) => `${x(k + 1).toFixed(1)} ${y(loss).toFixed(1)}`);
  const now = [x(steps), y(steps ? film.losses[steps - 1] : film.losses[0])];
  curve.setAttribute("height", CURVE);
  curve.replaceChildren(
    s("path", { d: `M${left} 4V${bottom}H${width - 6}`, fill: "none", stroke: theme.line }),
    s("path", { d: `M${left} ${y(film.even)}H${width - 6}`, stroke: theme.quiet, "stroke-dasharray": "4 3" }),
    text(fill(labels.even, { symbols: film.symbols.length }), width - 8, y(film.even) - 4, "end"),
    ...[0, 1, 2, 3, 4, 6, 8].filter((value) => value <= high).map((value) => text(String(value), left - 6, y(value) + 4, "end")),
    text("0", left, CURVE - 6, "middle"), text(fill(labels.all_steps, { steps: last }), width - 8, CURVE - 6, "end"),
    s("path", { d: points.length > 1 ? `M${points.join("L")}` : "", fill: "none", stroke: theme.mark("forget"), "stroke-width": 1.6 }),
    s("circle", { cx: now[0], cy: now[1], r: 4.5, fill: theme.mark("forget") }));
}
