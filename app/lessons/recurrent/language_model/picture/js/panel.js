// The panel: how much likelier one sentence is, and what each comes to so far. Beside the bands, or beneath them on a phone.

// Blocks of lines: {text, colour, bold, mono, size, term}.
function panelBlocks(view) {
  const { labels, model, rest, costs, frame: f } = view, ratio = ratioText(view, costs), isAll = rest.step === model.T;
  const head = model.byLetters ? labels.head_letters : labels.head_words, so = isAll || !rest.step ? head : fill(labels.so_far, { head, step: rest.step, steps: model.T });
  const title = [{ text: so, size: 10 }];
  if (ratio.times) {
    const [before, after] = ratio.text.split("{times}");
    title.push({ text: before.trim(), then: `${ratio.times} ×`, size: 12.5, colour: view.theme.inkText }, { text: after.trim(), size: 12.5, colour: view.theme.inkText });
  } else title.push({ text: ratio.text, size: 12, colour: view.theme.inkText });
  return { title, unk: unknownNote(view), a: sideBlock(view, "a"), b: sideBlock(view, "b"), letters: f.strips.a && !model.byLetters ? letterBlock(view) : null };
}

function unknownNote(view) {
  const { labels, model, rest, data } = view, place = model.place(rest.size);
  const has = !model.byLetters && SIDES.some((which) => model.sides[which].words.some((_, t) => model.sides[which].step(t, place).unknown));
  if (!has) return null;
  const size = rest.size.toLocaleString("en");
  return [fill(data.unk_free ? labels.unk_free : labels.unk_note, { size }), fill(labels.unk_short, { size })];
}

function sideBlock(view, which) {
  const { labels, model, rest, costs } = view, side = model.sides[which], steps = Math.min(rest.step, side.T), total = side.total(costs[which], steps), colour = sideText(view, which);
  return [{ text: sideName(view, which), then: fill(labels.bits, { bits: bitsText(total) }), size: 12.5, colour, bold: true, term: "total" },
    { text: fill(labels.chance_is, { chance: chanceText(total) }), mono: true, size: 10.5, term: "chance" },
    { text: fill(labels.perplexity_is, { value: perplexityText(total, steps) }), mono: true, size: 10.5, term: "perplexity" },
    { text: fill(labels.a_letter, { bits: steps ? format(-total / side.symbols(steps), 2) : "–" }), mono: true, size: 10.5 }];
}

function letterBlock(view) {
  const { labels, model, rest } = view, side = model.sides.a, steps = Math.min(rest.step, side.T), total = side.letterTotal(steps), count = side.symbols(steps);
  const unknown = side.letters.filter((letter) => letter.word < steps && letter.unknown).length;
  return [{ text: fill(labels.bits, { bits: bitsText(total) }), size: 12.5, colour: sideText(view, "a"), bold: true, mono: true },
    { text: fill(labels.symbols, { count }), mono: true, size: 10.5 }, { text: fill(labels.is_a_letter, { bits: steps ? format(-total / count, 2) : "–" }), mono: true, size: 10.5 },
    { text: unknown ? fill(labels.unknown_letters, { count: unknown }) : labels.no_unknown, size: 10 }];
}

const blockHeight = (f, block) => (block ? block.length * 13.5 * f.k + 2 * f.k : 0);

function blockMarks(view, block, x, y, most) {
  const { frame: f, theme, marked } = view;
  return block.flatMap((line, i) => {
    const at = y + (i * 13.5 + 11) * f.k, isMarked = line.term && marked === line.term, options = { size: line.size, fill: line.colour ?? theme.quiet, bold: line.bold || isMarked, mono: line.mono, term: line.term };
    const out = isMarked ? [boxMark(x - 4, at - 11 * f.k, most - 4, 15 * f.k, { fill: theme.line, rx: 3 })] : [];
    if (line.then === undefined) return [...out, textMark(view, line.text, x, at, { ...options, most })];
    const wide = measured(line.text, line.size * f.k, theme.font, Boolean(options.bold)) + 6 * f.k;
    return [...out, textMark(view, line.text, x, at, options), textMark(view, line.then, x + wide, at, { ...options, bold: true, mono: true })];
  });
}

function noteMarks(view, note, x, y, most, rows = 5) {
  const { frame: f, theme } = view, size = 9.5, [lines, short] = note.map((text) => wrapped(text, most - 18 * f.k, size * f.k, theme.font));
  if (lines.length > rows) return short.length > rows ? [] : noteMarks(view, [note[1], note[1]], x, y, most, rows);
  return [...hatchMark(x, y + 2 * f.k, 13 * f.k, 9 * f.k, theme.quiet, view.data.unk_free, theme.pageText),
    ...lines.map((line, i) => textMark(view, line, x + 18 * f.k, y + (10 + 11.5 * i) * f.k, { size }))];
}

// Beside the bands. The likelier sentence stands above, as its stair does; gives where the names of A and B stand, for the braces.
function widePanel(view) {
  const { frame: f, model, costs } = view, blocks = panelBlocks(view), x = 26 * f.k, most = f.panel - x - 2, height = f.height, out = [];
  const order = model.sides.a.total(costs.a, model.T) >= model.sides.b.total(costs.b, model.T) ? ["a", "b"] : ["b", "a"];
  out.push(...blockMarks(view, blocks.title, x, 2, most));
  const lettersAt = blocks.letters ? height - blockHeight(f, blocks.letters) - 2 * f.k : height;
  const one = blockHeight(f, blocks.a), second = Math.min(lettersAt - one - 6 * f.k, f.stairs.bottom - one), first = second - one - 4 * f.k, top = blockHeight(f, blocks.title) + 8 * f.k;
  if (blocks.unk) {
    const room = Math.floor((first - top - 2 * f.k) / (11.5 * f.k));
    if (room > 0) out.push(...noteMarks(view, blocks.unk, x, top, most, room));
  }
  out.push(...blockMarks(view, blocks[order[0]], x, first, most), ...blockMarks(view, blocks[order[1]], x, second, most));
  if (blocks.letters) out.push(...blockMarks(view, blocks.letters, x, lettersAt, most));
  if (view.at >= model.T) {
    order.forEach((which, i) => out.push(braceMark(view, which, stairY(f, model.sides[which].total(costs[which], model.T)), (i ? second : first) + 7 * f.k, x - 5 * f.k)));
  }
  return { marks: out, height };
}

function braceMark(view, which, from, to, x) {
  const middle = x / 2;
  return s("path", { d: `M0 ${round1(from)}C${middle} ${round1(from)} ${middle} ${round1(to)} ${round1(x)} ${round1(to)}`, stroke: sideMark(view, which), "stroke-width": 1.3, fill: "none" });
}

// Beneath the bands, on a phone.
function narrowPanel(view) {
  const { frame: f } = view, blocks = panelBlocks(view), wide = f.gutter + f.room, half = wide / 2, out = [];
  let y = 6 * f.k;
  out.push(...blockMarks(view, blocks.title, 4, y, wide - 8));
  y += blockHeight(f, blocks.title) + 8 * f.k;
  out.push(...blockMarks(view, blocks.a, 4, y, half - 8), ...blockMarks(view, blocks.b, half + 4, y, half - 8));
  y += blockHeight(f, blocks.a) + 8 * f.k;
  if (blocks.letters) {
    out.push(textMark(view, fill(view.labels.letters_of, { which: "A" }), 4, y + 11 * f.k, { size: 10 }), ...blockMarks(view, blocks.letters, 4, y + 14 * f.k, half - 8));
  }
  if (blocks.unk) out.push(...noteMarks(view, blocks.unk, blocks.letters ? half + 4 : 4, y, (blocks.letters ? half : wide) - 8, 6));
  if (blocks.letters) y += blockHeight(f, blocks.letters) + 20 * f.k;
  else if (blocks.unk) y += 60 * f.k;
  return { marks: out, height: y };
}
