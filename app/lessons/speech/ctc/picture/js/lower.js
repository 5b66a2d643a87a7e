// The trellis, in the world of frames and rows: how much of the label's probability passes each place, and the best path.

const FAINT = 0.004, DEPTHS = 20; // a share from which a place is drawn, and how many shades there are
const ROW = { least: 4.2, most: 17, named: 6.5 }; // pixels; `named`: from which a blank's row has its dash

// For each window of the sound the rows that are passed in it; for each frame the row at which the label's probability has its
// mean; how high a row is drawn. Where a window has more rows than fit, those beside the cursor are shown.
function measureTrellis(view) {
  const { spelling: { trellis: { T, S, shares } }, frame: { trellis: box, lower: { W }, k } } = view, spans = [], means = [];
  for (let t = 0; t < T; t++) {
    let low = S, high = 0, mean = 0;
    for (let row = 0; row < S; row++) {
      const share = shares[t * S + row];
      mean += share * row;
      if (share >= FAINT) [low, high] = [Math.min(low, row), row];
    }
    spans.push([Math.min(low, high), high]);
    means.push(mean);
  }
  const windows = Array.from({ length: T - W + 1 }, (_, from) => spanOf(spans.slice(from, from + W))), most = Math.max(...windows.map(([low, high]) => high - low + 1));
  const all = S * ROW.least * k <= box.high ? S : most;
  return { windows, means, high: clamp(box.high / all, ROW.least * k, ROW.most * k), isDense: most * ROW.least * k > box.high };
}

const spanOf = (spans) => [Math.min(...spans.map(([low]) => low)), Math.max(...spans.map(([, high]) => high))];

// A value of a list at a place between two of its own.
function between(list, at) {
  const i = clamp(Math.floor(at), 0, list.length - 1), next = list[Math.min(i + 1, list.length - 1)];
  return list[i] + (next - list[i]) * (at - i);
}

// How far the rows are moved up. Dense ones: so that the path crosses the cursor as far down as the cursor is to the right.
function trellisUp(view) {
  const { frame: { trellis: box, lower: { W } }, spelling: { trellis: { S } }, rows: { windows, means, high, isDense }, lowerFrom: from, at } = view;
  const middles = () => windows.map(([low, top]) => ((low + top + 1) / 2) * high - box.high / 2);
  const up = isDense ? (between(means, at) + 0.5) * high - (box.high * (at + 0.5 - from)) / W : between(middles(), from);
  return clamp(up, 0, Math.max(0, S * high - box.high));
}

// Which rows are in sight, where not all of them are.
function rowsSaid(view) {
  const { labels, frame: { trellis: box }, spelling: { trellis: { S } }, rows: { high } } = view, up = trellisUp(view);
  if (S * high < box.high + high / 2) return "";
  return fill(labels.rows, { first: Math.round(up / high) + 1, last: Math.min(S, Math.round((up + box.high) / high)), all: S });
}

const rowY = (view, row) => view.frame.trellis.top + (row + 0.5) * view.rows.high;

function lowerMarks(view) {
  const { theme, spelling: { trellis }, frame: { lower: { w } }, rows: { high } } = view, { T, S } = trellis;
  const stripes = trellis.rows.flatMap((_, row) => (row % 2 ? [] : [boxMark(0, rowY(view, row) - high / 2, T * w, high, { fill: theme.quiet, "fill-opacity": 0.06 })]));
  return [...stripes, ...shareMarks(view, trellis.shares, () => theme.accentText), ...pathMarks(view)];
}

// Places by their share, in the colour of their frame: one mark for all of the same depth, as there may be thousands.
function shareMarks(view, shares, colourOf) {
  const { spelling: { trellis: { T, S } }, frame: { lower: { w } }, rows: { high } } = view, inset = high > 5 ? 0.5 : 0, depths = new Map();
  const wide = round1(w - 0.8), tall = round1(high - 2 * inset);
  for (let t = 0; t < T; t++) {
    for (let row = 0; row < S; row++) {
      const share = shares[t * S + row];
      if (share < FAINT) continue;
      const key = `${colourOf(t)}|${Math.ceil(Math.min(1, share) * DEPTHS)}`;
      depths.set(key, `${depths.get(key) ?? ""}M${round1(t * w + 0.4)} ${round1(rowY(view, row) - high / 2 + inset)}h${wide}v${tall}h${-wide}z`);
    }
  }
  return [...depths].map(([key, d]) => {
    const [fill, depth] = key.split("|");
    return s("path", { d, fill, "fill-opacity": round1(100 * (0.04 + (0.96 * depth) / DEPTHS)) / 100, "data-depth": depth });
  });
}

function pathMarks(view) {
  const { theme, spelling: { trellis: { best, rows } }, frame: { lower: { w }, k }, rows: { high } } = view, points = best.map((row, t) => [(t + 0.5) * w, rowY(view, row)]);
  if (!points.length) return [];
  const dots = points.filter((_, t) => rows[best[t]] !== BLANK).map(([x, y]) => s("circle", { cx: round1(x), cy: round1(y), r: Math.min(2.6 * k, high * 0.3), fill: theme.pageText, stroke: theme.inkText, "stroke-width": 1.2 }));
  return [lineMark(points, { stroke: theme.inkText, "stroke-width": 1.7 * k, "stroke-linejoin": "round", "data-path": "" }), ...dots];
}

// The names of the rows, which move up with them.
function rowNames(view) {
  const { spelling: { trellis: { rows } }, model, frame: { names, k }, rows: { high } } = view, x = names - 8 * k, size = Math.min(11, (high * (high < ROW.named * k ? 1.85 : 1.25)) / k);
  return rows.flatMap((symbol, row) => {
    if (symbol === BLANK && high < ROW.named * k) return [];
    return [textMark(view, shownAs(model, symbol), x, rowY(view, row) + size * k * 0.34, { size, bold: symbol !== BLANK, anchor: "middle", fill: textColourOf(view, symbol) })];
  });
}
