// The words above and below with ribbons between them, and over each source word the bar of its weight.

const WIDEST = 20; // pixels of a ribbon that carries all the weight, where words stand as far apart

const spaceOf = (row) => (row.at.length > 1 ? Math.min(...row.at.slice(1).map((x, i) => x - row.at[i])) : 40);

function drawRibbons(view, out, share) {
  const { model, frame, theme, rest } = view, colour = theme.mark("update");
  const wide = clamp(Math.min(spaceOf(frame.source), spaceOf(frame.target)) * 0.95, 8, WIDEST), pale = 0.16 * Math.min(1, 14 / model.steps);
  const flows = s("g", { fill: "none", stroke: colour, "stroke-linecap": "butt" });
  const rows = [...Array(rest.step + 1).keys()].reverse().concat(rest.step).slice(1); // the step's own last, on top
  for (const t of rows) {
    const alpha = model.alpha(t, view.held), now = t === rest.step;
    for (let i = 0; i < model.positions; i++) {
      if (alpha[i] < LEAST) continue;
      const strong = now || view.lit === i || (view.lit === null && rest.position === i);
      flows.append(s("path", { d: flow(frame, i, t), "stroke-width": (alpha[i] * wide * (now ? share : 1)).toFixed(2), opacity: now ? 0.85 : strong ? 0.5 : pale.toFixed(3) }));
    }
  }
  out.append(flows);
  drawNames(view, out, model.sourceNames, frame.source, frame.source.y, "source");
  drawNames(view, out, model.targetNames, frame.target, frame.target.y, "target");
  drawBars(view, out, share);
}

const xOf = (row, i) => row.at[i] + 6;

function flow(frame, i, t) {
  const x = xOf(frame.source, i), y = frame.source.below, u = xOf(frame.target, t), v = frame.target.y, middle = (y + v) / 2;
  return `M${x.toFixed(1)} ${y.toFixed(1)}C${x.toFixed(1)} ${middle.toFixed(1)} ${u.toFixed(1)} ${middle.toFixed(1)} ${u.toFixed(1)} ${v.toFixed(1)}`;
}

function drawNames(view, out, names, row, y, kind) {
  const { theme, rest, model } = view, isSource = kind === "source", pieces = model[kind];
  const best = isSource ? ranked(model.alpha(rest.step, view.held))[0] : rest.step;
  names.forEach((name, i) => {
    if (!isSource && i > rest.step) {
      out.append(s("circle", { cx: xOf(row, i).toFixed(1), cy: (y + row.size * 0.9).toFixed(1), r: 1.4, fill: theme.quiet }));
      return;
    }
    const marked = i === best || (isSource && (i === view.lit || i === rest.position));
    if (i % row.every && !marked) return;
    const x = xOf(row, i), text = cut(name, row.most, row.size, theme.font);
    const bold = marked ? 650 : null, anchor = row.tilted ? (isSource ? "end" : "start") : "middle";
    const base = row.tilted ? y + (isSource ? row.size * 0.6 : row.size * 0.8) : y + row.size * 1.15;
    const turn = row.tilted ? (isSource ? `rotate(${-TILT} ${x.toFixed(1)} ${base.toFixed(1)})` : `rotate(${TILT} ${x.toFixed(1)} ${base.toFixed(1)})`) : null;
    if (!isSource && i === rest.step && !row.tilted) {
      const half = measured(text, row.size, theme.font) / 2 + 6;
      out.append(s("rect", { x: (x - half).toFixed(1), y: (y + 1).toFixed(1), width: (2 * half).toFixed(1), height: (row.size * 1.6).toFixed(1), rx: 4, fill: "none", stroke: theme.inkText, "stroke-width": 1.5 }));
    }
    out.append(nameNode(view, text, { x, y: base, size: row.size, anchor, bold, turn, full: name, quiet: model.changed.includes(i) && !isSource }));
    if (goesOn(pieces, i) && !row.tilted && (isSource || i <= rest.step)) {
      const from = xOf(row, i - 1), line = y + row.size * 1.5;
      out.append(s("path", { d: `M${from.toFixed(1)} ${line.toFixed(1)}H${x.toFixed(1)}`, stroke: theme.quiet, "stroke-width": 1 }));
    }
  });
}

// A word of the visitor's, set in its own direction: whatever it is, it stays within its own box.
function nameNode(view, text, { x, y, size, anchor, bold, turn, full, quiet }) {
  const { theme } = view;
  return s("text", { x: x.toFixed(1), y: y.toFixed(1), "font-size": size.toFixed(1), "font-family": theme.font, "font-weight": bold, "text-anchor": anchor, transform: turn,
    fill: quiet ? theme.text("update") : theme.inkText, direction: "ltr", style: "unicode-bidi: isolate" }, s("title", {}, full), text);
}

function drawBars(view, out, share) {
  const { model, frame, theme, rest } = view, alpha = model.alpha(rest.step, view.held), row = frame.source;
  const space = spaceOf(row), wide = clamp(space * 0.6, 3, 24), best = ranked(alpha)[0];
  // Bars stand on the names where these are flat, and over their own names where they are tilted.
  const foot = row.y - 2;
  for (let i = 0; i < model.positions; i++) {
    const x = xOf(row, i), tall = Math.max(1.5, alpha[i] * (BARS - 16) * share);
    const hot = i === view.lit || i === rest.position || view.held?.position === i;
    out.append(s("rect", { x: (x - wide / 2).toFixed(1), y: (foot - tall).toFixed(1), width: wide.toFixed(1), height: tall.toFixed(1), rx: 1.5, fill: theme.mark("update"),
      stroke: hot ? theme.inkText : null, "stroke-width": hot ? 1.5 : null }));
    if (hot || i === best || (alpha[i] >= 0.05 && space >= frame.size * 2.2)) {
      out.append(s("text", { x: x.toFixed(1), y: (foot - tall - 4).toFixed(1), "font-size": (frame.size * 0.82).toFixed(1), "font-family": theme.mono, "text-anchor": "middle", fill: theme.quiet }, format(alpha[i], 2)));
    }
  }
}

// The source word under a pointer: over its bar or name.
function sourceAt(view, x, y) {
  const row = view.frame.source;
  if (y > row.below || x > view.frame.left) return null;
  let best = null, least = Infinity;
  row.at.forEach((at, i) => { const away = Math.abs(at + 6 - x); if (away < least) [best, least] = [i, away]; });
  return least < 40 ? best : null;
}
