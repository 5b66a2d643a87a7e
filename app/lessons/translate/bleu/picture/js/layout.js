// Where everything stands, in pixels: a row of words for the candidate and for each reference, in as many lines as it needs.

const NARROW = 640, SIDE = 0.316, SIDE_GAP = 34, LABEL = 28;
const SIZES = { candidate: 14, reference: 13.2, least: 11, wrapped: 12.5 }, GAPS = { least: 0.24, most: 1.2, wrapped: 0.5 };
const ZONE = 19, TICK = 4; // of the brackets: all their levels, and how far one reaches towards its words
const RTL = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

function frameOf(view) {
  const wide = view.figure.clientWidth - 2 * paddingOf(view), large = view.present ? 1.25 : 1, isNarrow = wide < NARROW * large, k = view.present && isNarrow ? 1.1 : large;
  const side = isNarrow ? wide : Math.round(wide * SIDE - SIDE_GAP / 2), left = isNarrow ? wide : wide - side - SIDE_GAP;
  return { k, wide, isNarrow, side, left, lent: view.lent ?? 0, indent: LABEL * k };
}

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;
const pitchOf = (n) => (n <= 2 ? 6 : 4.6);

// Words between `left` and `wide`: spread over a line, smaller if they must be, else in lines. Hebrew and Arabic from the right.
function rowOf({ theme, frame: { k } }, words, left, wide, size, spread = GAPS.most) {
  const shown = words.map(visible), between = Math.max(1, words.length - 1);
  const widthsAt = (pixels, texts) => texts.map((text) => measured(text, round1(pixels * k), theme.font));
  const whole = sumOf(widthsAt(size, shown)) + GAPS.least * size * k * between, pixels = round1(Math.min(size, (size * (wide - 2)) / Math.max(1, whole)));
  if (pixels >= SIZES.least) {
    const widths = widthsAt(pixels, shown);
    return placed(shown, widths, left, wide, clamp((wide - sumOf(widths)) / between, 0, spread * pixels * k), pixels, k);
  }
  const texts = shown.map((text) => cutText(text, wide, round1(SIZES.wrapped * k), theme.font, false));
  return placed(texts, widthsAt(SIZES.wrapped, texts), left, wide, GAPS.wrapped * SIZES.wrapped * k, SIZES.wrapped, k);
}

function placed(texts, widths, left, wide, gap, size, k) {
  const x = [], line = [], isRtl = RTL.test(texts.join(" "));
  let at = 0, lines = 0;
  widths.forEach((width, i) => {
    if (at > 0 && at + width > wide + 0.5) { at = 0; lines += 1; }
    x[i] = left + (isRtl ? wide - at - width : at);
    line[i] = lines;
    at += width + gap;
  });
  return { texts, widths, x, line, lines: lines + 1, size, pitch: (size + ZONE + 5) * k, shift: 0, isRtl };
}

// The parts of an n-gram, one for each line that it stands on: [line, from, to].
function partsOf(row, start, n, inset) {
  const out = [];
  for (let i = start; i < Math.min(start + n, row.x.length); i++) {
    const last = out.at(-1), from = row.x[i], to = from + row.widths[i];
    if (last?.[0] === row.line[i]) { last[1] = Math.min(last[1], from); last[2] = Math.max(last[2], to); }
    else out.push([row.line[i], from, to]);
  }
  return out.map(([line, from, to]) => [line, from - inset, to + inset]);
}

// All rows of a count, from the top down. `drop`: what the ribbons fall through; `more`: between two references.
function sceneOf(view, model, { top, left, wide, drop, more, meta, sizes = SIZES, spread }) {
  const { k } = view.frame, candidate = rowOf(view, model.words, left, wide, sizes.candidate, spread);
  candidate.base = top + candidate.size * k;
  let y = candidate.base + (candidate.lines - 1) * candidate.pitch + (ZONE + 2) * k + drop;
  const references = model.found.references.map((words) => {
    const row = rowOf(view, words, left, wide, sizes.reference, spread);
    row.base = y + (ZONE - 2 + row.size) * k;
    row.meta = row.base + (row.lines - 1) * row.pitch + meta * k;
    y = row.meta + more;
    return row;
  });
  return { candidate, references, bottom: references.length ? references.at(-1).meta + 5 * k : y };
}

const baseOf = (row, line) => row.base + line * row.pitch;

// The line of a bracket: beneath the candidate's words, above a reference's.
function bracketY(view, row, line, level, n, isAbove) {
  const { k } = view.frame, off = level * pitchOf(n) * k;
  return isAbove ? baseOf(row, line) - row.size * k - off : baseOf(row, line) + 9 * k + off;
}
