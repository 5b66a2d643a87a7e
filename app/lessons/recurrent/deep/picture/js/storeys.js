// The storeys: of every layer the drawn units, a row each, symbol by symbol; the step that is open runs up through all of them.

const CLIMB_MS = 80, OPEN_MS = 160; // between one layer and the next, and for one column
const UNREAD = 0.5;

function storeyMarks(view, now) {
  const out = [];
  for (const n of layersShown(view)) {
    out.push(...headMarks(view, n), ...rowsMarks(view, n, now), ...(view.frame.isWords ? tagRow(view, n) : []));
    if (!view.frame.isWords) out.push(...openMarks(view, n, now));
  }
  return [...out, ...pinMarks(view), ...letterMarks(view)];
}

// How much of the newest column of a layer is there while it climbs.
function shareOf(view, n, now) {
  if (!view.climb) return 1;
  return clamp((now - view.climb - CLIMB_MS * n) / OPEN_MS, 0, 1);
}

function headMarks(view, n) {
  const { frame: f, model, labels, theme } = view, y = topOf(view, n) - 5 * f.k, row = captionRow(view, n), right = view.frame.isNarrow ? Math.min(f.room, f.width) : Math.min(f.width, f.room) - 2;
  const from = view.scrolled ?? 0, said = fill(model.W === 2 ? labels.holds_words : labels.holds, { count: model.holds[n].toFixed(1) });
  const room = right - measured(said, round1(9.5 * f.k), theme.font) - 12;
  return [...(row ? [textMark(view, captionText(view, row), from, y, { size: 10, most: room })] : f.isWords ? [textMark(view, labels.both_rows, from, y, { size: 10, most: room })] : []),
    textMark(view, said, from + right, y, { size: 9.5, anchor: "end", halo: true })];
}

// The row that a storey's caption speaks of: pointed at, pinned, or else the one that follows something best.
function captionRow(view, n) {
  const pinned = view.model.place(view.rest.layer, view.rest.unit), pointed = view.pointedRow;
  if (pointed?.n === n) return pointed;
  if (pinned?.n === n) return pinned;
  return view.model.clearest(n);
}

// The rows of a storey: what has been read as one path for each shade, the newest column cell by cell, what is to come pale.
function rowsMarks(view, n, now) {
  const { frame: f, model, theme, rest } = view, scale = theme.table("signed").css, key = [view.received, f.width, f.height, f.pitch, rest.step, theme.inkText, theme.pageText, n].join("|");
  view.paths ??= new Map();
  if (view.paths.get(n)?.key !== key) view.paths.set(n, { key, marks: pathMarks(view, n, scale) });
  const out = [...view.paths.get(n).marks], share = shareOf(view, n, now);
  for (let w = 0; w < model.W; w++) {
    const t = model.front(n, w, rest.step), { x, wide } = columnOf(view, t ?? 0);
    for (let r = 0; r < model.R; r++) {
      const y = rowTop(view, { n, w, r });
      if (t !== null && share >= (r + 1) / model.R) out.push(boxMark(x, y, wide - gapOf(f), f.row - gapOf(f), { fill: scale[shade(model.at(n, w, t, r), "signed", 1)], "data-front": n }));
      out.push(boxMark(0, y, f.width, f.row, { fill: "transparent", "data-hit": `row ${n} ${w} ${r}` }));
    }
    if (model.W === 2 && t !== null) out.push(...frontMarks(view, n, w, t));
  }
  return out;
}

const gapOf = (f) => (f.row > 4 ? 0.6 : 0);

function pathMarks(view, n, scale) {
  const { frame: f, model, theme, rest } = view, gap = gapOf(f), parts = new Map(), unread = [];
  for (let w = 0; w < model.W; w++) {
    for (let t = 0; t < model.T; t++) {
      const { x, wide } = columnOf(view, t), isRead = model.hasPassed(n, w, t, rest.step), isNew = t === model.front(n, w, rest.step);
      for (let r = 0; r < model.R; r++) {
        const d = `M${round1(x)} ${round1(rowTop(view, { n, w, r }))}h${round1(wide - gap)}v${round1(f.row - gap)}h${-round1(wide - gap)}z`;
        if (!isRead || isNew) unread.push(d);
        else {
          const colour = scale[shade(model.at(n, w, t, r), "signed", 1)];
          parts.set(colour, `${parts.get(colour) ?? ""}${d}`);
        }
      }
    }
  }
  return [s("path", { d: unread.join("") || "M0 0", fill: theme.line, opacity: UNREAD }), ...[...parts].map(([colour, d]) => s("path", { d, fill: colour }))];
}

// Read both ways: where a side has come to.
function frontMarks(view, n, w, t) {
  const { frame: f, model, theme } = view, { x, wide } = columnOf(view, t), top = rowTop(view, { n, w, r: 0 }), at = w === 0 ? x + wide + 3 : x - 4;
  return [lineMark([[at, top], [at, top + model.R * f.row - 1]], { stroke: theme.mark(w ? "from_right" : "from_left"), "stroke-width": 3, "stroke-linecap": "round", "pointer-events": "none" })];
}

// The letter that was read last: its column stands open, and goes up as what the next layer reads.
function openMarks(view, n, now) {
  const { frame: f, model, theme, labels, rest } = view, { x, wide } = columnOf(view, rest.step - 1), top = topOf(view, n), out = [];
  const isMarked = view.marked === "now" ? n === lookedLayer(view) : view.marked === "below" ? n === lookedLayer(view) - 1 : view.marked === "top" ? n === model.L - 1 : false;
  out.push(boxMark(x - 1.5, top - 1.5, wide + 2.4, f.history + 2, { rx: 3, fill: "none", stroke: isMarked ? theme.accentText : theme.inkText, "stroke-width": isMarked ? 3 : 1.8, "pointer-events": "none" }));
  if (view.marked === "before" && n === lookedLayer(view) && rest.step > 1) out.push(boxMark(columnOf(view, rest.step - 2).x - 1, top - 1.5, f.pitch + 1, f.history + 2, { rx: 2, fill: "none", stroke: theme.accentText, "stroke-width": 3, "pointer-events": "none" }));
  if (n === 0 || f.isNarrow) return out;
  const low = top + f.history + 2, high = topOf(view, n - 1) - 3, share = shareOf(view, n - 0.5, now);
  for (const i of [0.2, 0.5, 0.8]) out.push(lineMark([[x + i * wide, high], [x + i * wide, high + (low - high) * share]], { stroke: theme.quiet, "stroke-width": i === 0.5 ? 1.6 : 0.9, "pointer-events": "none" }));
  out.push(s("path", { d: `M${round1(x + wide / 2)} ${round1(low)}l-3 5h6z`, fill: theme.quiet, opacity: share === 1 ? null : 0, "pointer-events": "none" }));
  const said = fill(labels.goes_up, { layer: n + 1 }), isRoomy = x + wide + 8 + measured(said, round1(9 * f.k), theme.font) < f.width;
  out.push(textMark(view, said, isRoomy ? x + wide + 6 * f.k : x - 6 * f.k, low + 9 * f.k, { size: 9, anchor: isRoomy ? "start" : "end", halo: true }));
  return out;
}

// Read both ways: the tag that is read off a layer, of each word that both sides have passed.
function tagRow(view, n) {
  const { frame: f, model, theme, rest } = view, y = topOf(view, n) + f.history + 3 * f.k, out = [];
  for (let t = 0; t < model.T; t++) {
    const { x, wide } = columnOf(view, t), isReady = model.isReady(n, t, rest.step), [best] = model.top("tag", n, t), name = model.className("tag", best.k), isName = name !== "O";
    out.push(boxMark(x, y, wide, 14 * f.k, { rx: 3, fill: isReady && isName ? theme.mark("probability") : "transparent", stroke: isReady && isName ? theme.mark("probability") : theme.line, "stroke-dasharray": isReady ? null : "2 3", "data-hit": `tag ${n} ${t}` }));
    if (isReady) out.push(textMark(view, name, x + wide / 2, y + 10.5 * f.k, { size: 9.5, anchor: "middle", bold: isName, fill: isName ? theme.pageText : theme.inkText, most: wide - 2 }));
  }
  return out;
}

// The row that is pinned or pointed at, framed along the whole text, and those below that it reads most from.
function pinMarks(view) {
  const { frame: f, model, theme } = view, pinned = model.place(view.rest.layer, view.rest.unit), chosen = view.pointedRow ?? pinned, shown = layersShown(view), out = [];
  const framed = (row, wide, colour) => boxMark(-1, rowTop(view, row) - 0.8, f.width - 2, f.row + 0.6, { rx: 2, fill: "none", stroke: colour, "stroke-width": wide, "pointer-events": "none" });
  for (const n of shown) {
    const row = captionRow(view, n);
    if (row && row !== chosen && !chosen) out.push(framed(row, 0.9, theme.quiet));
  }
  if (!chosen || !shown.includes(chosen.n)) return out;
  out.push(framed(chosen, 1.8, theme.inkText));
  if (!f.isNarrow) for (const row of model.below(chosen)) out.push(framed(row, 1.2, row.weight > 0 ? theme.mark("from_left") : theme.mark("loss")));
  return out;
}

// What stands at the left and does not scroll: the layers' names, and lines to the rows that a row reads most from.
function gutterMarks(view) {
  const { frame: f, model, theme, labels } = view, out = [], chosen = view.pointedRow ?? model.place(view.rest.layer, view.rest.unit);
  for (const n of layersShown(view)) {
    const y = topOf(view, n) + f.history / 2;
    if (model.W === 2 && !f.isNarrow) {
      out.push(textMark(view, `a→[${n + 1}]`, 0, topOf(view, n) + f.history * 0.25 + 4, { size: 12.5, fill: theme.text("from_left") }), textMark(view, `a←[${n + 1}]`, 0, topOf(view, n) + f.history * 0.75 + 4, { size: 12.5, fill: theme.text("from_right") }), textMark(view, labels.tags, 0, topOf(view, n) + f.history + 13 * f.k, { size: 9.5 }));
    } else {
      out.push(textMark(view, f.isNarrow ? `[${n + 1}]` : `a[${n + 1}]`, 0, y, { size: f.isNarrow ? 12 : 15, fill: theme.inkText }));
      if (!f.isNarrow) out.push(textMark(view, fill(labels.layer, { layer: n + 1 }), 0, y + 13 * f.k, { size: 9.5 }));
    }
  }
  out.push(textMark(view, labels.reads, 0, f.height - f.foot + 15 * f.k, { size: 10, most: f.gutter - 3 }));
  if (chosen && !f.isNarrow) {
    const from = rowTop(view, chosen) + f.row / 2, x = f.gutter - 1;
    for (const row of model.below(chosen)) {
      const to = rowTop(view, row) + f.row / 2, colour = row.weight > 0 ? theme.mark("from_left") : theme.mark("loss");
      out.push(s("path", { d: `M${round1(x)} ${round1(from)}C${round1(x - 20 * f.k)} ${round1(from)} ${round1(x - 20 * f.k)} ${round1(to)} ${round1(x)} ${round1(to)}`, fill: "none", stroke: colour, "stroke-width": 1.4 }));
    }
  }
  return out;
}

// The text under the storeys, the symbol that was read last large.
function letterMarks(view) {
  const { frame: f, model, theme, rest, labels } = view, y = f.height - f.foot + 16 * f.k, out = [];
  for (let t = 0; t < model.T; t++) {
    const { x, wide } = columnOf(view, t), isOpen = !f.isWords && t === rest.step - 1, isRead = f.isWords || t < rest.step;
    out.push(textMark(view, visible(model.tokens[t]), x + wide / 2, y, { size: f.isWords ? 12.5 : isOpen ? 17 : Math.min(11.5, 1.35 * f.pitch / f.k), mono: !f.isWords, anchor: "middle", bold: isOpen, fill: isOpen || f.isWords ? theme.inkText : theme.quiet, most: f.isWords ? f.pitch - 3 : 0 }),
      boxMark(x, f.height - f.foot, wide, f.foot - 14 * f.k, { fill: "transparent", "data-hit": `letter ${t}` }));
  }
  out.push(textMark(view, f.isWords ? labels.foot_words : labels.foot, view.scrolled ?? 0, f.height - 5 * f.k, { size: 9, most: f.room - 4 }));
  return out;
}
