// The bits at each step of the stairs, where they hide neither a line nor one another; the open step's come first.

function stairLabels(view, steps, at) {
  const { model, rest } = view, split = splitAt(model), out = [], lines = SIDES.flatMap((which) => lineBoxes(view, steps[which], at)), places = [];
  const all = [...steps.b, ...steps.a].filter((one) => one.share === 1 && (one.t >= split || one.which === "a")).reverse();
  for (const one of all.sort((a, b) => (b.t === rest.step - 1) - (a.t === rest.step - 1))) {
    for (const label of labelsOf(view, one)) {
      if (one.t === split && SIDES.some((which) => steps[which][split]?.spelling < -0.005)) label.hatch = 6; // both are cut there
      out.push(...placedLabel(view, one, label, lines, places, one.t < split));
    }
  }
  if (at < model.T || view.frame.isNarrow) out.push(...stairNames(view, steps, at, split, places));
  return out;
}

// A and B at the ends of their stairs, while no brace says which is which.
function stairNames(view, steps, at, split, places) {
  const { frame: f } = view, own = SIDES.filter((which) => steps[which].length > split), ends = own.map((which) => stairY(f, steps[which].at(-1).to));
  const isClose = own.length > 1 && Math.abs(ends[0] - ends[1]) < 11 * f.k, isAbove = ends[0] <= ends[1];
  return own.map((which, i) => {
    const middle = (ends[0] + ends.at(-1)) / 2, y = isClose ? middle + ((i === 0) === isAbove ? -5.5 : 5.5) * f.k : ends[i];
    const taken = places.filter((box) => box[1] < y + 5 * f.k && box[3] > y - 5 * f.k).map((box) => box[2]);
    return textMark(view, which.toUpperCase(), Math.max(endOf(view, at), ...taken) + 5 * f.k, y + 3.5 * f.k, { size: 10.5, fill: sideText(view, which), bold: true, halo: true });
  });
}

// What is drawn of a stair, as boxes: each drop, and the tread before it.
function lineBoxes(view, steps, at) {
  const { frame: f } = view, out = [], end = endOf(view, at);
  steps.forEach(({ x, from, to, spelling }, i) => {
    const y = stairY(f, from), low = stairY(f, to), next = steps[i + 1]?.x ?? end, hatch = spelling < -0.005 ? 4 * f.k : 0;
    out.push([x - 1 - hatch, y, x + 1 + hatch, low], [x, low - 1, next, low + 1]);
    if (!i) out.push([0, y - 1, x, y + 1]);
    if (hatch && view.data.unk_free) out.push([x - hatch, low, x + hatch, stairY(f, to + spelling)]);
  });
  return out;
}

// Text and the levels it belongs to: of the word, and of its spelling.
function labelsOf(view, { t, log, spelling, from, to, worded }) {
  const { labels, data, frame: f } = view, out = [{ text: bitsText(log), upper: from, level: worded, hatch: spelling < -0.005 ? 4 : 0 }];
  if (spelling < -0.005) {
    const name = f.widths[t] < WITH_GHOSTS * f.k ? "{bits}" : data.unk_free ? labels.spelling_free : labels.spelling;
    out.push({ text: fill(name, { bits: bitsText(spelling) }), upper: worded, level: data.unk_free ? worded + spelling : to, hatch: 5 });
  }
  return out;
}

// Right above the tread, left under the one before it, right under the tread, or further off; what finds no room is left out.
function placedLabel(view, { which, t, x }, { text, upper, level, hatch }, lines, places, isShared) {
  const { frame: f, theme, rest } = view, size = 10.5, isOpen = t === rest.step - 1, wide = measured(text, size * f.k, theme.mono, isOpen), high = 8.5 * f.k;
  const right = x + (hatch + 5) * f.k, left = x - (hatch + 5) * f.k - wide, above = stairY(f, level) - 4 * f.k, under = stairY(f, upper) + 12 * f.k, below = stairY(f, level) + 12 * f.k;
  const spots = [[right, above], [left, above], [left, under], [right, under], [right, below], [left, below], [right, above - 12 * f.k], [right, below + 12 * f.k]];
  const meets = ([at, y], boxes, gap) => boxes.some((box) => at < box[2] + gap && at + wide > box[0] - gap && y - high < box[3] + 1.5 && y > box[1] - 1.5);
  const inside = spots.filter(([at, y]) => at > 0 && at + wide < f.width + f.panel && y < f.stairs.bottom + 10 * f.k && y - high > f.row + 44 * f.k);
  const spot = inside.find((one) => !meets(one, places, 4) && !meets(one, lines, 1)) ?? (isOpen ? inside.find((one) => !meets(one, places, 2)) : null);
  if (!spot) return [];
  places.push([spot[0], spot[1] - high, spot[0] + wide, spot[1]]);
  return [textMark(view, text, ...spot, { size, fill: isShared ? theme.inkText : sideText(view, which), mono: true, bold: isOpen, halo: true })];
}
