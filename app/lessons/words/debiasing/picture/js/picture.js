// The line itself, in SVG. Everything carries its colours, so that the export is the same drawing.

const MOVE_MS = 220;

function buildPicture(view) {
  view.svg = s("svg", { "aria-hidden": "true" });
  view.tip = h("div", { class: "tip", hidden: true });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": view.labels.picture },
    view.svg, view.tip);
  view.stage.addEventListener("pointermove", (event) => point(view, rowAt(view, event), event));
  view.stage.addEventListener("pointerleave", () => point(view, null));
  view.stage.addEventListener("click", (event) => {
    const row = rowAt(view, event);
    if (row) change(view, { word: view.rest.word === row.names[0] ? "" : row.names[0] });
  });
  return view.stage;
}

function rowAt(view, event) {
  const y = event.clientY - view.svg.getBoundingClientRect().top, { frame } = view;
  const i = view.rows.findIndex((_, k) => Math.abs(y - frame.y(k)) <= frame.height / 2);
  return i < 0 ? null : view.rows[i];
}

function point(view, row, event) {
  if (event && row) view.tipAt = event.clientX - view.svg.getBoundingClientRect().left;
  if (view.pointed === row && !event) return;
  view.pointed = row;
  invalidate(view);
}

// The row that the numbers are about: pointed at, else pinned.
function shownRow(view) {
  return view.pointed ?? view.rows.find((row) => row.names.includes(view.rest.word)) ?? null;
}

// How far the words have come from the stage before; 1 when they have arrived.
function progress(view, now) {
  if (!view.motion) return 1;
  const t = clamp((now - view.motion.began) / MOVE_MS, 0, 1);
  if (t >= 1) view.motion = null;
  return t * t * (3 - 2 * t);
}

function placeOf(view, at, t) {
  const from = view.motion?.from ?? view.rest.stage;
  return at[from] + (at[view.rest.stage] - at[from]) * t;
}

function drawPicture(view, now) {
  const t = progress(view, now), { theme, rows, rest } = view, f = view.frame;
  const marked = view.marked, shown = shownRow(view);
  const out = [];
  const text = (value, x, y, extra) => s("text", { x: round(x), y: round(y), "font-size": f.size, "font-family": theme.font,
    fill: theme.inkText, "dominant-baseline": "central", ...extra }, value);
  drawAxis(view, out, text);
  rows.forEach((row, i) => {
    const y = f.y(i), pinned = row.names.includes(rest.word), bright = row === shown;
    if (bright || pinned) {
      out.push(s("rect", { x: 0, y: round(y - f.height / 2), width: f.width, height: f.height, fill: theme.pale, rx: 4,
        stroke: pinned ? theme.accentText : "none" }));
    }
    const still = row.kind === "word" ? rest.stage : Math.max(0, rest.stage - 1);
    const values = row.at.map((at) => placeOf(view, at, t));
    drawRow(view, out, text, row, { y, values, still, t, marked, bright });
  });
  view.svg.replaceChildren(...out);
  drawTip(view, shown);
  return Boolean(view.motion);
}

function drawAxis(view, out, text) {
  const { theme, labels, data } = view, f = view.frame, isMarked = view.marked === "g";
  const small = { "font-size": f.size * 0.86, fill: theme.quiet };
  out.push(text(`← ${fill(labels.towards, { word: visible(data.ends[0]) })}`, 0, 9, small));
  out.push(text(`${fill(labels.towards, { word: visible(data.ends[1]) })} →`, f.width, 9, { ...small, "text-anchor": "end" }));
  for (const value of ticks(f.most)) {
    const x = round(f.x(value));
    out.push(s("path", { d: `M${x} ${AXIS}V${round(f.total)}`, stroke: value ? theme.line : theme.quiet,
      "stroke-dasharray": value ? "2 4" : null, "stroke-width": value ? 1 : 1.5 }));
    if (value === 0 || !f.narrow || Math.abs(value) > f.most / 2) {
      out.push(text(format(value, f.most < 0.2 ? 2 : 1), x, AXIS - 14,
        { "text-anchor": "middle", "font-family": theme.mono, "font-size": f.size * 0.86, fill: theme.quiet }));
    }
  }
  out.push(s("path", { d: `M${round(f.x(-f.most))} ${AXIS}H${round(f.x(f.most))}`, stroke: theme.mark("update"),
    "stroke-width": isMarked ? 5 : 2.5 }));
  out.push(text("g", f.x(f.most) + 10, AXIS, { fill: theme.text("update"), "font-style": "italic", "font-size": f.size * 1.15 }));
  if (f.pairs && f.words) {
    const y = f.y(f.words) - f.height / 2 - 8;
    out.push(text(labels.pairs, 0, y, small));
  }
}

function drawRow(view, out, text, row, { y, values, t, marked, bright }) {
  const { theme, data, rest } = view, f = view.frame, pair = row.kind === "pair";
  const colours = theme.table("signed").css, zero = f.x(0);
  const swing = pair && view.motion && [view.motion.from, rest.stage].includes(2) && view.motion.from !== rest.stage
    ? Math.sin(Math.PI * t) * f.height * 0.45 : 0;
  const away = row.at.map((at) => at[0]), isMoved = rest.stage > (pair ? 1 : 0) || Boolean(view.motion);
  const higher = pair && row.at[0][2] !== row.at[1][2] ? row.at[0][2] > row.at[1][2] : pair && row.at[0][0] > row.at[1][0];
  if (pair) {
    const [a, b] = values.map(f.x), mean = (a + b) / 2, strong = ["mean", "mean_g", "nu"].includes(marked);
    out.push(s("path", { d: `M${round(a)} ${round(y)}H${round(b)}`, stroke: theme.quiet, "stroke-width": 1.5,
      "stroke-dasharray": row.made ? null : "3 3" }));
    out.push(s("path", { d: `M${round(mean)} ${round(y - 5)}V${round(y + 5)}`, stroke: strong ? theme.mark("candidate") : theme.quiet,
      "stroke-width": strong ? 4 : 1.5 }));
  } else if (bright || marked === "along") {
    out.push(s("path", { d: `M${round(zero)} ${round(y)}H${round(f.x(values[0]))}`, stroke: theme.mark("output"),
      "stroke-width": marked === "along" ? 3 : 1.5 }));
  }
  if (isMoved) drawGhosts(view, out, { pair, y, values, away });
  row.names.forEach((name, k) => {
    const x = f.x(values[k]), isNear = Math.abs(values[k]) > Math.abs(away[k]) / 2 || rest.stage === 0;
    const right = pair ? (k === 0) === higher : (away[0] >= 0) === isNear; // a word at 0 stands beyond it, off its own track
    const cy = y + swing * (k ? 1 : -1), colour = colours[shade(values[k], "signed", f.most)];
    const strong = ["along", "side", "e"].includes(marked) || (rest.stage > 0 && marked === "new");
    out.push(s(pair ? "rect" : "circle", pair
      ? { x: round(x - 5), y: round(cy - 5), width: 10, height: 10, fill: colour, stroke: theme.inkText, "stroke-width": strong ? 2.5 : 1 }
      : { cx: round(x), cy: round(cy), r: strong ? 6.5 : 5, fill: colour, stroke: theme.inkText, "stroke-width": strong ? 2 : 1 }));
    const was = pair && isMoved ? f.x(away[k]) : x, edge = right ? Math.max(x, was) : Math.min(x, was); // no name over an outline
    out.push(text(visible(name), edge + (right ? 10 : -10), cy, { "text-anchor": right ? "start" : "end", "font-weight": bright ? 600 : null,
      stroke: theme.pageText, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" }));
  });
  const wrong = pair && rest.stage === 2 && data.form !== "paper" && row.made;
  if (wrong && !view.motion) {
    out.push(text(`‖e′‖ ${format(row.lengths[0][2], 2)}`, f.x(0) + 5, y - 8, { "font-family": theme.mono,
      "font-size": f.size * 0.8, fill: theme.text("forget"), "font-weight": 600 }));
  }
}

// Where the words were before anything was done, and the way from there.
function drawGhosts(view, out, { pair, y, values, away }) {
  const { theme, frame: f } = view;
  away.forEach((value, k) => {
    const from = f.x(value), to = f.x(values[k]);
    if (Math.abs(from - to) < 1) return;
    if (!pair) out.push(s("path", { d: `M${round(from)} ${round(y)}H${round(to)}`, stroke: theme.quiet, "stroke-width": 1, "stroke-dasharray": "1 3" }));
    out.push(s(pair ? "rect" : "ellipse", { fill: theme.pageText, stroke: theme.quiet, "stroke-width": 1,
      ...(pair ? { x: round(from - 4), y: round(y - 4), width: 8, height: 8 } : { cx: round(from), cy: round(y), rx: 4, ry: 4 }) }));
  });
}

function drawTip(view, shown) {
  const visibleTip = Boolean(view.pointed && shown && !view.motion);
  view.tip.hidden = !visibleTip;
  if (!visibleTip) return;
  view.tip.replaceChildren(...shown.names.map((name, k) => h("div", {}, rowText(view, shown, name, k))));
  const f = view.frame, i = view.rows.indexOf(shown), below = i < view.rows.length / 2;
  const x = clamp((view.tipAt ?? 0) + 14, 0, Math.max(0, f.width - view.tip.offsetWidth));
  const y = below ? f.y(i) + f.height : f.y(i) - f.height - view.tip.offsetHeight + 4;
  view.tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

// "nurse: e·g = 0.000, before 0.308"
function rowText(view, row, name, k) {
  const { labels, rest } = view, at = row.at[k];
  let text = fill(labels.value, { word: visible(name), value: format(at[rest.stage], 3) });
  if (at[0] !== at[rest.stage]) text += fill(labels.was, { value: format(at[0], 3) });
  if (row.lengths && rest.stage === 2) text += fill(labels.length, { value: format(row.lengths[k][2], 3) });
  return text;
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function savePicture(view, ending) {
  const { frame: f, theme } = view, box = [-16, -12, f.width + 32, f.total + 24];
  saveDrawing(drawing(theme, box, view.svg.cloneNode(true).childNodes), "debiasing", ending);
}
