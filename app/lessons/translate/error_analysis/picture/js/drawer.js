// The open row: x, the two running sums of log P as stairs, both at once, their pieces, and in words what happened.

function drawerMark(view, row, y, share) {
  const { frame: f, theme } = view, k = f.k, d = view.drawers(row), one = view.found.get(row), out = [];
  d.texts.forEach(({ letter, text, colour }, i) => { const base = y + (i * LINE + 12) * k; out.push(letter ? letterMark(view, letter, f.text - 4 * k, base, { size: 11.5, anchor: "end", fill: colour }) : "", textMark(view, text, f.text, base, { size: 12, fill: colour })); });
  const at = row === view.rest.row ? view.at : d.n, scale = stairScale(view, one, d, y);
  out.push(...scale.ticks.flatMap((value) => [lineMark([[d.left, scale.y(value)], [d.left + d.column * (d.n + 0.5), scale.y(value)]], { stroke: theme.line }), textMark(view, format(value, 0), d.left - 7 * k, scale.y(value) + 3.5 * k, { size: 10, mono: true, anchor: "end" })]));
  out.push(...stairMarks(view, row, one, d, scale, at), ...pieceNames(view, row, one, d, y, at));
  d.lines.forEach(({ text, colour, bold }, i) => out.push(textMark(view, text, d.saidLeft, y + d.saidTop + (i + 0.75) * LINE * k, { size: SAID, bold, fill: colour })));
  return s("g", { "data-drawer": row, opacity: share < 1 ? round2(clamp(2 * share - 1, 0, 1)) : null }, ...out);
}

// From 0 down to the lower of both sums.
function stairScale(view, { human, machine }, d, y) {
  const { frame: { k } } = view, low = Math.min(human.sums.at(-1), machine.sums.at(-1), -0.5), top = y + d.source + 8 * k, base = y + d.source + d.stairs - 8 * k, step = Math.max(1, niceStep(-low / 3)), ticks = [];
  for (let value = 0; value >= low; value -= step) ticks.push(value);
  return { y: (sum) => between(top, base, sum / low), ticks, top, base };
}

const dropX = (d, t) => d.left + (t + 0.5) * d.column;

// A stair as far as it is drawn: half of a word's time is its fall, the other half its tread.
function stairPoints({ sums }, d, scale, at) {
  const points = [[d.left, scale.y(0)]];
  if (at <= 0) return points;
  points.push([dropX(d, 0), scale.y(0)]);
  for (let t = 0; t < Math.min(at, sums.length); t++) {
    const share = clamp(at - t, 0, 1), from = t ? sums[t - 1] : 0;
    points.push([dropX(d, t), scale.y(between(from, sums[t], clamp(share * 2, 0, 1)))]);
    if (share > 0.5) points.push([between(dropX(d, t), dropX(d, t + 1) - (t === sums.length - 1 ? d.column / 2 : 0), share * 2 - 1), scale.y(sums[t])]);
  }
  return points;
}

function stairMarks(view, row, one, d, scale, at) {
  const { frame: f, theme, rest } = view, k = f.k, search = view.cases.search(row, rest.width), { fell } = search, hasFallen = fell >= 0 && at > fell + 0.5 && one.kind !== "equal", out = [], wide = 2.2 * k;
  const [ours, theirs] = [one.human, one.machine].map((text) => stairPoints(text, d, scale, at));
  out.push(lineMark(theirs, { stroke: theme.mark("machine"), "stroke-width": wide, "stroke-linejoin": "round", "data-stair": "machine" }));
  const cut = hasFallen ? ours.findIndex(([x, y]) => x >= dropX(d, fell) - 0.01 && Math.abs(y - scale.y(one.human.sums[fell])) < 0.01) : -1;
  out.push(lineMark(cut < 0 ? ours : ours.slice(0, cut + 1), { stroke: theme.mark("human"), "stroke-width": wide, "stroke-linejoin": "round", "data-stair": "human" }));
  if (cut >= 0) out.push(lineMark(ours.slice(cut), { stroke: theme.mark("human"), "stroke-width": wide, "stroke-dasharray": "5 2.5", "stroke-linejoin": "round", "data-stair": "unseen" }));
  const ends = [[one.human, "human"], [one.machine, "machine"]].filter(([text]) => at >= text.T - 0.01).map(([text, meaning]) => ({ x: dropX(d, text.T - 1) + d.column / 2 + 5 * k, y: scale.y(text.sums.at(-1)) + 4 * k, text: format(text.total), meaning }));
  if (ends.length === 2 && Math.abs(ends[0].y - ends[1].y) < 13 * k && Math.abs(ends[0].x - ends[1].x) < 46 * k) { const up = ends[0].y <= ends[1].y ? 0 : 1, middle = (ends[0].y + ends[1].y) / 2; ends[up].y = middle - 6.5 * k; ends[1 - up].y = middle + 6.5 * k; }
  for (const { x, y, text, meaning } of ends) out.push(textMark(view, text, x, y, { size: 11.5, mono: true, bold: true, halo: true, fill: theme.text(meaning) }));
  for (const [side, text] of [one.human, one.machine].entries()) for (let t = 0; t < Math.min(text.T, Math.ceil(at)); t++) out.push(wordHit(view, row, side, t, text, d, scale));
  if (hasFallen) out.push(...ringMarks(view, row, one, d, scale, search));
  return out;
}

// What the pointer finds of a word: its fall and its tread.
function wordHit(view, row, side, t, { sums }, d, scale) {
  const from = scale.y(t ? sums[t - 1] : 0), to = scale.y(sums[t]), isOn = view.pointed?.word?.[1] === side && view.pointed.word[2] === t;
  return s("g", { "data-hit": `word:${row}:${side}:${t}`, class: "hot" }, isOn ? lineMark([[dropX(d, t), from], [dropX(d, t), to], [dropX(d, t + 1), to]], { stroke: view.theme.mark(side ? "machine" : "human"), "stroke-width": 6 * view.frame.k, opacity: 0.35 }) : "",
    lineMark([[dropX(d, t), from], [dropX(d, t), to], [dropX(d, t + 1), to]], { stroke: "transparent", "stroke-width": 9 }));
}

// Where y* fell out of the beam: its sum there, and that of the last that was kept; numbers where no stair runs.
function ringMarks(view, row, { human }, d, scale, { width, fell, total, last }) {
  const { frame: { k }, theme } = view, x = dropX(d, fell), y = scale.y(total), kept = scale.y(last), before = scale.y(fell ? human.sums[fell - 1] : 0), hasRoom = x - d.left > 42 * k, number = { size: 11, mono: true, bold: true, halo: true };
  const [keptX, keptY, anchor] = width === 1 ? [x + 5 * k, kept - 5 * k, "start"] : hasRoom && kept - before > 13 * k ? [x - 8 * k, Math.min(kept + 4 * k, y - 6 * k), "end"] : [x + 9 * k, Math.min(kept + 4 * k, y - 3 * k), "start"];
  return [lineMark([[x - 5 * k, kept], [x + 5 * k, kept]], { stroke: theme.mark("machine"), "stroke-width": 2 * k }), textMark(view, format(last), keptX, keptY, { ...number, anchor, fill: theme.text("machine") }),
    s("circle", { cx: round1(x), cy: round1(y), r: round1(4.2 * k), fill: theme.pageText, stroke: theme.mark("human"), "stroke-width": 2, "data-ring": fell, "data-hit": `ring:${row}`, class: "hot" }),
    textMark(view, format(total), hasRoom ? x - 8 * k : x + 6 * k, y + (hasRoom ? 12 : 15) * k, { ...number, anchor: hasRoom ? "end" : "start", fill: theme.text("human") })];
}

function pieceNames(view, row, one, d, y, at) {
  const { frame: f, theme } = view, k = f.k, base = y + d.source + d.stairs;
  return [one.human, one.machine].flatMap((text, side) => {
    const meaning = side ? "machine" : "human", lineY = base + (d.isSlanted ? (side ? 42 : 12) : side ? 27 : 12) * k, out = [letterMark(view, side ? "ŷ" : "y*", d.left - 4 * k, lineY, { size: 11, anchor: "end", fill: theme.text(meaning) })];
    text.symbols.slice(0, Math.ceil(at)).forEach((symbol, t) => {
      const name = pieceText(view, symbol), x = dropX(d, t), hit = `word:${row}:${side}:${t}`, isOn = view.pointed?.word?.[1] === side && view.pointed.word[2] === t;
      const node = textMark(view, name, d.isSlanted ? x - 3 * k : x, lineY, { size: d.size, bold: true, fill: theme.text(meaning), anchor: d.isSlanted ? "start" : "middle", most: d.isSlanted ? 40 * k : d.column - 2 * k, hit });
      if (d.isSlanted) node.setAttribute("transform", `rotate(38 ${round1(x - 3 * k)} ${round1(lineY)})`);
      if (isOn) node.setAttribute("text-decoration", "underline");
      node.classList.add("hot");
      out.push(node);
    });
    return out;
  });
}
