// All sentences that can be blamed on somebody, as one bar: model, search and length rule.

const TALLY = { bar: 25, high: 45, left: 112, least: 27, gap: 2 };

function buildTally(view) {
  view.tally = s("svg", { class: "tally", role: "img" });
  view.tallyBox = h("div", { class: "tally-box" }, view.tally);
  return view.tallyBox;
}

// How wide each piece is, as shares of the bar: small ones are as wide as their number.
function piecesNow({ counts, blamed, frame: f }) {
  const left = f.isNarrow ? 0 : TALLY.left * f.k, least = (TALLY.least * f.k) / (f.wide - left), wanted = BLAMED.map((kind) => (counts[kind] ? Math.max(least, counts[kind] / blamed) : 0));
  const over = wanted.reduce((sum, share) => sum + share, 0) || 1, most = wanted.indexOf(Math.max(...wanted));
  return wanted.map((share, i) => (i === most ? Math.max(least, share + 1 - over) : share));
}

function piecesShown(view) {
  if (!view.frame) return [1, 0, 0];
  const { morph } = view, now = piecesNow(view);
  return morph ? now.map((share, i) => between(morph.from.pieces[i], share, morph.share ?? 0)) : now;
}

function drawTally(view) {
  const { frame: f, theme, labels, counts, blamed, rest } = view, k = f.k, left = f.isNarrow ? 0 : TALLY.left * k, wide = f.wide - left, top = f.isNarrow ? 16 * k : 0, out = [hatchDefs(view)];
  const pieces = piecesShown(view), pointed = view.pointed?.piece ?? null, count = fill(labels.of_all, { blamed }), base = top + 16.5 * k;
  out.push(textMark(view, count, 0, f.isNarrow ? 11 * k : base, { size: 12.5, bold: true, fill: theme.inkText }), textMark(view, labels.sentences, measured(count, round1(12.5 * k), theme.font, true) + 6 * k, f.isNarrow ? 11 * k : base, { size: 11 }));
  let x = left;
  const ends = pieces.map((share, i) => {
    const kind = BLAMED[i], own = Math.max(0, share * wide - (x + share * wide < f.wide - 1 ? TALLY.gap : 0)), from = x;
    x += share * wide;
    if (own > 0.5) out.push(...pieceMarks(view, kind, from, top, own, pointed === kind || rest.only === kind));
    return from + own;
  });
  if (!blamed) out.push(boxMark(left, top, wide, TALLY.bar * k, { rx: 3, fill: "none", stroke: theme.line }));
  out.push(...helpMarks(view, left, ends, top + (TALLY.bar + 12.5) * k));
  sized(view.tally, f.wide, (TALLY.high + (f.isNarrow ? 16 + 13.5 * BLAMED.filter((kind) => counts[kind]).length : 0)) * k, out);
  view.tally.setAttribute("aria-label", [fill(labels.tally_said, { blamed, model: counts.model, search: counts.search, length: counts.length }), leftOut(view)].filter(Boolean).join(" "));
}

function hatchDefs(view) {
  const { theme } = view;
  return s("defs", {}, s("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("rect", { width: 6, height: 6, fill: tint(view, "length_rule", theme.dark ? 0.16 : 0.12) }), s("rect", { width: 1.6, height: 6, fill: theme.mark("length_rule") })));
}

function pieceMarks(view, kind, x, y, wide, isLit) {
  const { frame: f, theme, labels, counts } = view, k = f.k, isHatched = kind === "length", rgb = thinned(view, COLOUR_OF[kind], 1), ink = isHatched ? theme.inkText : onColour(view, rgb), count = String(counts[kind]);
  const edge = isLit ? 1.2 : 0.5, out = [boxMark(x + edge, y + edge, wide - 2 * edge, TALLY.bar * k - 2 * edge, { rx: 3, fill: isHatched ? "url(#hatch)" : css(rgb), stroke: isLit ? theme.accentText : isHatched ? theme.mark("length_rule") : null, "stroke-width": isLit ? 2.4 : 1, "data-hit": `piece:${kind}`, "data-piece": kind, "data-count": count, class: "hot" })];
  const size = round1(12.5 * k), own = measured(count, size, theme.font, true), base = y + 16.5 * k, [long, short] = [labels[`piece_${kind}`], labels[`verdict_${kind}`]], room = wide - own - 22 * k;
  if (own + 8 > wide) return out;
  const word = [long, short].find((text) => measured(text, size, theme.font) < room), start = word ? x + 9 * k : x + (wide - own) / 2;
  out.push(textMark(view, count, start, base, { size: 12.5, bold: true, fill: ink, halo: isHatched }));
  if (word) out.push(textMark(view, word, start + own + 7 * k, base, { size: 12.5, fill: ink, halo: isHatched }));
  return out;
}

// Beneath the bar: what would help, and what is left out.
function helpMarks(view, left, ends, y) {
  const { frame: f, theme, labels, counts } = view, k = f.k, size = round1(10.5 * k), out = [], long = (text) => measured(text, size, theme.font);
  if (f.isNarrow) {
    const lines = [...BLAMED.filter((kind) => counts[kind] && kind !== "model").map((kind) => [`${labels[`verdict_${kind}`]}: ${labels[`help_${kind}`]}`, theme.text(COLOUR_OF[kind])]), [leftOut(view), theme.quiet]];
    return [[labels.help_model, theme.quiet], ...lines].slice(counts.model ? 0 : 1).map(([text, colour], i) => textMark(view, text, 0, y + 13.5 * i * k, { size: 10.5, most: f.wide, fill: colour }));
  }
  let free = f.wide;
  for (const i of [2, 1]) {
    const kind = BLAMED[i], text = labels[`help_${kind}`];
    if (!counts[kind]) continue;
    const end = Math.min(ends[i], free);
    out.push(textMark(view, text, end, y, { size: 10.5, anchor: "end", fill: theme.text(COLOUR_OF[kind]) }));
    free = end - long(text) - 14 * k;
  }
  const first = counts.model ? labels.help_model : "", text = [first, leftOut(view)].filter(Boolean).join("  ·  ");
  out.push(textMark(view, text, left, y, { size: 10.5, most: free - left }));
  return out;
}

function leftOut({ labels, counts }) {
  const parts = [counts.equal && fill(labels.left_equal, { count: counts.equal }), counts.marked && fill(labels.left_marked, { count: counts.marked })].filter(Boolean);
  return parts.length ? fill(labels.left_out, { what: parts.join(", ") }) : "";
}
