// The bars: P of each word given what came before, on a log scale, and beside them the likeliest words, at their heights.

const BAR = 13, FIRST_BAR = { a: 8, b: 24 };

const heightOf = (f, log) => f.bars.top + (f.bars.bottom - f.bars.top) * clamp((-log * Math.log10(2)) / f.deep, 0, 0.985);

function barAxis(view) {
  const { frame: f, theme, labels } = view, out = [];
  for (let i = 0; i <= 3; i++) {
    const exponent = (-i * f.deep) / 3, y = f.bars.top + ((f.bars.bottom - f.bars.top) * i) / 3;
    out.push(textMark(view, exponent ? `10${raised(exponent)}` : "1", f.gutter - 6 * f.k, y + (i === 3 ? 0 : 3.5) * f.k, { size: 10, anchor: "end", mono: true }));
  }
  if (!f.isNarrow) out.push(turnedText(view, labels.bar_axis, 10 * f.k, (f.bars.top + f.bars.bottom) / 2));
  return out;
}

function turnedText(view, text, x, y) {
  const node = textMark(view, text, x, y, { size: 9.5, anchor: "middle" });
  node.setAttribute("transform", `rotate(-90 ${round1(x)} ${round1(y)})`);
  return node;
}

function barGrid(view) {
  const { frame: f, theme } = view, out = [];
  for (let i = 0; i <= 3; i++) {
    const y = f.bars.top + ((f.bars.bottom - f.bars.top) * i) / 3;
    out.push(lineMark([[0, y], [f.width, y]], { stroke: i === 3 ? theme.quiet : theme.line, "stroke-width": 1, opacity: i === 3 ? 0.6 : 0.7 }));
  }
  return out;
}

// The bars of one column; grown: from 0, on the axis, to 1.
function columnBars(view, t, grown) {
  const { model, frame: f, rest } = view, isOpen = t === rest.step - 1, out = [];
  for (const which of SIDES) if (t < model.sides[which].T) out.push(...oneBar(view, which, t, grown, isOpen));
  if (grown === 1 && (isOpen || f.widths[t] >= WITH_GHOSTS * f.k)) out.push(...ghosts(view, t));
  return out;
}

function oneBar(view, which, t, grown, isOpen) {
  const { frame: f, theme, costs, data } = view, { log, spelling } = costs[which][t], x = f.lefts[t] + FIRST_BAR[which] * f.k, colour = sideMark(view, which);
  const { bottom } = f.bars, rise = (value) => bottom - (bottom - heightOf(f, value)) * grown, top = rise(log), solid = spelling < -0.005 ? rise(log + spelling) : top;
  const isPointed = view.pointed === `bar ${which} ${t}` || (isOpen && isNamed(view, "token")), out = [];
  const base = data.unk_free ? top : solid;
  out.push(boxMark(x, base, BAR * f.k, bottom - base, { fill: colour }));
  if (solid > top) out.push(...hatchMark(x + 0.5, top, BAR * f.k - 1, solid - top, data.unk_free ? theme.pageText : colour, data.unk_free, data.unk_free ? "none" : theme.pageText));
  if (isPointed) out.push(boxMark(x - 1.5, top - 1.5, BAR * f.k + 3, bottom - top + 1.5, { fill: "none", stroke: theme.inkText, "stroke-width": 1.6 }));
  out.push(textMark(view, which.toUpperCase(), x + (BAR * f.k) / 2, Math.max(top - 3.5 * f.k, 8.5 * f.k), { size: 9.5, fill: sideText(view, which), anchor: "middle", bold: true, halo: true }));
  out.push(boxMark(x - 2, 0, BAR * f.k + 4, bottom, { fill: "transparent", "data-hit": `bar ${which} ${t}` }));
  return out;
}

// What the model expected at a place: once while both sentences have read the same, then for each.
function ghostLists(view, t) {
  const { model, rest } = view, place = model.place(rest.size), tops = (which) => model.sides[which].step(t, place).tops;
  const has = (which) => t < model.sides[which].T;
  if (t <= model.parted && has("a")) return [{ which: "a", tops: tops("a"), isBoth: true }];
  return SIDES.filter(has).map((which) => ({ which, tops: tops(which), isBoth: false }));
}

function ghosts(view, t) {
  const { frame: f, labels, model } = view, x = f.lefts[t] + (BARS_END + 7) * f.k, end = ghostsEnd(f, t), out = [], lists = ghostLists(view, t);
  const pitch = Math.min(12.5 * f.k, (f.bars.bottom - 2 * f.k) / (lists.length > 1 ? 7.4 : 4));
  let y = pitch * 0.95;
  lists.forEach(({ which, tops, isBoth }, i) => {
    if (i) {
      const after = t - 1 === model.parted ? fill(labels.after, { word: isolated(tokenText(view, model.sides[which].words[t - 1])) }) : fill(labels.in_side, { which: sideName(view, which) });
      out.push(textMark(view, after, x, y, { size: 9, fill: sideText(view, which), most: end - x }));
      y += pitch;
    }
    tops.forEach((top, row) => {
      out.push(...ghostRow(view, { which, t, row, top, x, end, y, isBoth, pitch }));
      y += pitch;
    });
  });
  return out;
}

function ghostRow(view, { which, t, row, top: [word, p], x, end, y, isBoth, pitch }) {
  const { frame: f, theme, model, rest } = view, place = model.place(rest.size), text = tokenText(view, word), hit = `ghost ${which} ${t} ${row}`;
  const isThere = (side) => {
    const one = t < model.sides[side].T && model.sides[side].step(t, place);
    return one && (word === UNK ? one.unknown : !one.unknown && model.sides[side].words[t] === word);
  };
  const bold = isBoth ? SIDES.some(isThere) : isThere(which), isOwn = which === "b" && !isBoth;
  const colour = bold ? theme.inkText : isOwn ? sideText(view, "b") : theme.quiet, at = heightOf(f, Math.log2(p)), tick = f.lefts[t] + BARS_END * f.k;
  const size = Math.min(10, pitch / f.k - 1.2), isPointed = view.pointed === hit || view.chosen === hit, out = [];
  out.push(lineMark([[tick, at], [tick + 5 * f.k, at]], { stroke: isOwn ? sideMark(view, "b") : theme.quiet, "stroke-width": 1.4 }));
  if (isPointed) out.push(boxMark(x - 3, y - size * f.k, end - x + 5, pitch, { rx: 3, fill: theme.line }));
  out.push(textMark(view, text, x, y, { size, fill: colour, bold, most: end - x - 27 * f.k }),
    textMark(view, shortChance(p), end, y, { size: size - 0.6, fill: colour, anchor: "end", mono: true }));
  if (isGhostWord(word)) out.push(boxMark(x - 3, y - size * f.k, end - x + 5, pitch, { fill: "transparent", "data-hit": hit, cursor: "pointer" }));
  return out;
}

const isGhostWord = (word) => word !== UNK && word !== EOS;
