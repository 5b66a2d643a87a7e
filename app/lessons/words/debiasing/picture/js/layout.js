// Where things stand: rows from the top, places along the line from left to right.

const AXIS = 40, GAP = 24, NARROW = 460;

// Words in the order of their first place, then the pairs in the page's order.
function rowsOf(data) {
  const words = data.words.map((word, i) => ({ kind: "word", names: [word.word], at: [word.at], i }));
  words.sort((a, b) => a.at[0][0] - b.at[0][0] || a.i - b.i);
  const pairs = data.pairs.map((pair) => ({ kind: "pair", names: pair.words, at: pair.at, lengths: pair.lengths, made: pair.made }));
  return [...words, ...pairs];
}

function layout(view) {
  const { rows, present } = view, width = Math.max(240, Math.floor(view.stage.clientWidth)), narrow = width < NARROW;
  const size = present ? 16 : 12.5, height = (present ? 25 : rows.length > 20 ? 16 : 18) - view.lent / Math.max(rows.length, 1);
  const longest = Math.max(4, ...rows.flatMap((row) => row.names.map((name) => [...visible(name)].length)));
  const gutter = Math.min(width * 0.3, longest * size * 0.62 + 16);
  const most = Math.max(0.05, ...rows.flatMap((row) => row.at.flat().map(Math.abs)));
  const words = rows.filter((row) => row.kind === "word").length, pairs = rows.length - words;
  const y = (i) => AXIS + 12 + height * (i + 0.5) + (i >= words && words ? GAP : 0);
  const x = (value) => width / 2 + (value / most) * (width / 2 - gutter);
  const bottom = AXIS + 12 + height * rows.length + (words && pairs ? GAP : 0) + 6;
  return { width, narrow, size, height, gutter, most, words, pairs, x, y, total: bottom };
}

// Round marks on both sides of 0, three at the most on each.
function ticks(most) {
  const step = [0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10].find((s) => most / s <= 3.2) ?? most / 2;
  const out = [0];
  for (let v = step; v <= most * 1.001; v += step) out.push(v, -v);
  return out;
}
