// The sentences of the beam, each from where it parts from one above it: up to the word that is written now.

const BEAM = { size: 12, least: 9.6, pitch: 30, floor: 11.5 };

// Each sentence up to the step, whole at the end of the one on screen: [word, P] and from which row, at which word, it parts.
function beamRows(view) {
  const { model, rest: { step, branch } } = view, isAtEnd = step === lastStep(view), shown = model.sentences.map(({ words }) => (isAtEnd ? words : words.slice(0, step + 1)));
  return shown.map((words, row) => {
    let from = 0, parent = -1;
    for (let above = 0; above < row; above++) {
      const same = sharedStart(words, shown[above]);
      if (same > from) [from, parent] = [same, above];
    }
    return { words, from, parent, isSame: parent >= 0 && from >= words.length };
  });
}

// Where each word of each row stands; where all of a row do not fit, smaller, then without their first ones.
function beamPlaces(view, rows, wide, most) {
  const { model, frame: { k }, theme } = view, pad = 4 * k, gap = 3 * k, wordWide = (word, size) => measured(model.shown(word), round1(size * k), theme.font, true) + 2 * pad;
  const lay = (size, skipped) => {
    const placed = [];
    for (const { words, from, parent } of rows) {
      let x = from > skipped && parent >= 0 ? placed[parent][from - 1]?.x2 + gap + (8 * k) : skipped ? 16 * k : 0;
      const own = parent >= 0 ? placed[parent].slice(0, from) : [];
      for (let i = from; i < words.length; i++) {
        if (i < skipped) { own.push({ x1: 0, x2: 0 }); continue; }
        own.push({ x1: x, x2: x + wordWide(words[i], size) });
        x = own[i].x2 + gap;
      }
      placed.push(own);
    }
    return placed;
  };
  const longest = (placed) => Math.max(0, ...placed.flat().map(({ x2 }) => x2)), longestRow = Math.max(...rows.map(({ words }) => words.length));
  let size = Math.min(BEAM.size, most), placed = lay(size, 0), skipped = 0;
  while (longest(placed) > wide && size > BEAM.least) placed = lay(size -= 0.6, 0);
  while (longest(placed) > wide && skipped < longestRow - 1) placed = lay(size, ++skipped);
  return { placed, size, skipped };
}

function beamMarks(view, top) {
  const { model, labels, theme, frame: { side, k, high, isNarrow, lent }, rest: { step, branch } } = view, rows = beamRows(view), isAtEnd = step === lastStep(view), number = 52 * k;
  const foot = isNarrow ? 0 : (lent ? 0 : 14) * k, first = top + (lent ? 20 : 24) * k, count = rows.length;
  const pitch = isNarrow ? 28 * k : clamp((high - foot - first) / count, Math.min(BEAM.floor * k, 20), BEAM.pitch * k);
  const tall = Math.min(19 * k, pitch - 2), out = [], { placed, size, skipped } = beamPlaces(view, rows, side - number, (pitch / k) * 0.86);
  const head = count === 1 ? labels.beam_one : isAtEnd ? labels.beam_done : step ? labels.beam : labels.beam_first;
  out.push(textMark(view, fill(head, { count: count - (isGiven(view) ? 1 : 0), words: step + 1 }), 0, top + 11 * k, { size: 12.5, bold: true, most: side - number }),
    textMark(view, isAtEnd ? labels.score : "Σ log P", side, top + 11 * k, { size: 11, anchor: "end" }));
  view.beamPlaces = rows.map((_, row) => ({ y: first + row * pitch, pitch }));
  rows.forEach(({ from, parent }, row) => {
    const middle = first + row * pitch + tall / 2;
    if (parent >= 0) out.push(partingMark(view, placed[parent], from, first + parent * pitch + tall, middle, placed[row][from]?.x1, skipped, row === branch));
  });
  rows.forEach(({ words, from, parent, isSame }, row) => {
    const y = first + row * pitch, middle = y + tall / 2, isOpen = row === branch, own = placed[row];
    out.push(boxMark(-4, y - (pitch - tall) / 2, side + 8, pitch, { rx: 4, fill: theme.accentText, "fill-opacity": isOpen && count > 1 ? 0.09 : 0, "data-row": row }));
    if (skipped && parent < 0) out.push(textMark(view, "…", 2, middle + 4 * k, { size }));
    for (let i = Math.max(from, skipped); i < words.length; i++) {
      const p = Math.exp(model.logP(row, i)), { x1, x2 } = own[i], isNow = i === step;
      out.push(boxMark(x1, y, x2 - x1, tall, { rx: 3.5, fill: theme.mark("update"), "fill-opacity": round1(100 * (0.05 + 0.42 * p)) / 100,
        stroke: isOpen ? (isNow ? theme.inkText : theme.accentText) : theme.quiet, "stroke-opacity": isOpen ? 1 : 0.35, "stroke-width": isOpen && isNow ? 1.8 : 1, "data-word": `${row}:${i}` }),
        textMark(view, model.shown(words[i]), (x1 + x2) / 2, middle + size * k * 0.35, { size, anchor: "middle", bold: isOpen, fill: theme.inkText }));
    }
    if (isSame) out.push(textMark(view, labels.same, (own[from - 1]?.x2 ?? 0) - 2 < side - number - 90 * k ? (own[from - 1]?.x2 ?? 0) + 12 * k : 14 * k, middle + 4 * k, { size: Math.min(11, size) }));
    const sum = isAtEnd ? model.sentences[row].score : model.sum(row, Math.min(words.length, model.steps(row)) - 1);
    out.push(textMark(view, format(sum, 2), side, middle + 4 * k, { size: Math.min(12, size + 0.5), mono: true, anchor: "end", bold: isOpen, fill: isOpen ? theme.inkText : theme.quiet }));
  });
  const end = first + count * pitch;
  if (foot && end + 12 * k <= high + 2) out.push(textMark(view, count > 1 ? labels.beam_note : labels.beam_note_one, 0, high - 1, { size: 10.5, most: side }));
  return { marks: out, high: isNarrow ? end + 4 * k : high };
}

// From the word at which a sentence parts, down to its own first word.
function partingMark(view, above, from, y1, y2, x2, skipped, isOpen) {
  const { theme, frame: { k } } = view, before = above[from - 1], x = from > skipped && before ? before.x2 - 6 * k : 6 * k, end = x2 ?? x + 10 * k;
  return s("path", { d: `M${round1(x)} ${round1(y1)}C${round1(x)} ${round1(y2)} ${round1(x)} ${round1(y2)} ${round1(end)} ${round1(y2)}`, fill: "none",
    stroke: isOpen ? theme.accentText : theme.quiet, "stroke-opacity": isOpen ? 1 : 0.5, "stroke-width": isOpen ? 2 : 1.2 });
}
