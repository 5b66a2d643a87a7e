// In words: what befell y*, whose fault it is and why; tips; what is read aloud.

const LONG = 34; // characters of a beginning that is quoted

// A piece without the mark of its space; one that goes on with a word begins with a dot.
function pieceText({ labels }, symbol) {
  if (symbol === "<EOS>") return labels.end;
  if (symbol.startsWith("▁")) return symbol.slice(1) || "·";
  return /^[\p{L}\p{N}]/u.test(symbol) ? `·${symbol}` : symbol;
}

// The beginning of an output up to a word, of a long one its end.
function upTo(one, t) {
  const text = spelled(one.symbols.slice(0, t + 1)), from = text.indexOf(" ", text.length - LONG);
  return isolated(text.length > LONG && from >= 0 ? `…${text.slice(from)}` : text);
}

const sideOf = (view, side) => (side ? "ŷ" : "y*");

// [text, meaning]: where y* fell out of the beam, what follows, and what other beams write.
function sentencesOf(view, row) {
  const { cases, labels, rest } = view, { human, machine, kind, right, scores } = view.found.get(row), { fell, rank, total, last } = cases.search(row, rest.width), numbers = { width: rest.width, word: fell + 1, own: format(total), last: format(last), rank: grouped(rank), ours: format(human.total), theirs: format(machine.total), T: human.T, T_machine: machine.T, alpha: format(rest.alpha) };
  if (kind === "equal") return [[labels.said_equal, "ink"], ...otherWidths(view, row)];
  const out = [], isEnd = fell >= 0 && human.symbols[fell] === "<EOS>", gone = fell >= 0 && (isEnd ? labels.end : upTo(human, fell));
  if (fell < 0) out.push([fill(labels.said_kept, numbers), "ink"]);
  else if (rest.width === 1 && fell < machine.T) out.push([fill(labels.said_fell_one, { ...numbers, kept: machine.symbols[fell] === "<EOS>" ? labels.end : upTo(machine, fell), gone }), "ink"]);
  else out.push([fill(labels.said_fell, { ...numbers, gone }), "ink"]);
  if (kind === "marked") out.push([labels.said_marked, "ink"]);
  else if (right === "search") out.push([labels.said_paid, "ink"], [labels.why_search, "search"]);
  else if (right === "length") out.push([fill(labels.said_length, numbers), "ink"], [labels.why_length, "length_rule"]);
  else out.push([fill(rest.width > 1 ? labels.why_model : labels.why_model_one, { ours: format(scores[0]), theirs: format(scores[1]) }), "model"]);
  if (kind !== right) out.push([fill(labels.wrong_note, { blamed: labels[`verdict_${kind}`] }), COLOUR_OF[kind]]);
  return [...out, ...otherWidths(view, row)];
}

// The next width, wider first, at which the machine writes something else.
function otherWidths(view, row) {
  const { cases, labels, rest, widths } = view, { machine, human } = view.found.get(row), others = [...widths.filter((width) => width > rest.width), ...widths.filter((width) => width < rest.width).reverse()];
  const width = others.find((other) => cases.machine(row, { ...rest, width: other }).text !== machine.text);
  if (width === undefined) return [[labels.said_same, "quiet"]];
  const { text } = cases.machine(row, { ...rest, width });
  return [[text === human.text ? fill(labels.said_other_human, { width }) : fill(labels.said_other, { width, text: isolated(text || labels.nothing) }), "quiet"]];
}

// x as lines no wider than `wide`, and what of y* and ŷ does not fit into the row.
function textLines(view, row, wide) {
  const { theme, frame: f, cases } = view, { human, machine } = view.found.get(row), size = round1(12 * f.k), isCut = ({ text }) => measured(text, round1(13 * f.k), theme.font, true) > f.textEnd - f.text;
  const all = [["x", cases.case(row).source, theme.quiet], ...[["y*", human, theme.text("human")], ["ŷ", machine, theme.text("machine")]].filter(([, one]) => isCut(one)).map(([letter, one, colour]) => [letter, one.text, colour])];
  return all.flatMap(([letter, text, colour]) => wrapped(text, wide, size, theme.font).map((line, i) => ({ letter: i ? null : letter, text: line, colour })));
}

// The same as lines no wider than `wide`.
function saidLines(view, row, wide) {
  const { theme, frame: { k } } = view, colours = { ink: theme.inkText, quiet: theme.quiet };
  return sentencesOf(view, row).flatMap(([text, meaning]) => {
    const bold = !(meaning in colours), fits = bold ? wide * 0.94 : wide;
    return wrapped(text, fits, round1(SAID * k), theme.font).map((line) => ({ text: line, colour: colours[meaning] ?? theme.text(meaning), bold }));
  });
}

const grouped = (value) => Math.round(value).toLocaleString("en");

// "−9.69 / 13^0.7 = −1.61", or log P alone where nothing is ranked.
function divisionText({ rest }, one, value) {
  return rest.width > 1 ? `${format(one.total)} / ${one.T}^${Number(rest.alpha.toFixed(2))} = ${format(value)}` : format(one.total);
}

function tipLines(view, place) {
  const { labels, found, rest, cases, counts } = view;
  if (!place) return [];
  if (place.piece) return [fill(labels.tip_piece, { count: counts[place.piece], verdict: labels[`verdict_${place.piece}`] }), labels[`help_${place.piece}`], labels.tip_press];
  if (place.bar) {
    const [row, side] = place.bar, { human, machine, scores } = found.get(row), one = side ? machine : human;
    return [fill(labels.tip_bar, { name: sideOf(view, side), total: format(one.total), T: one.T }), `score ${divisionText(view, one, scores[side])}`, rest.width > 1 ? "" : labels.not_ranked].filter(Boolean);
  }
  if (place.word) {
    const [row, side, t] = place.word, { human, machine } = found.get(row), one = side ? machine : human, { fell, rank } = cases.search(row, rest.width);
    if (!one.symbols[t]) return [];
    const own = one.sums[t] - (t ? one.sums[t - 1] : 0), lines = [fill(labels.tip_word, { word: isolated(pieceText(view, one.symbols[t])), own: format(own), sum: format(one.sums[t]) })];
    if (!side && t === fell) lines.push(fill(labels.tip_rank, { rank: grouped(rank), width: rest.width }));
    else if (!side && (fell < 0 || t < fell)) lines.push(fill(labels.tip_in, { width: rest.width }));
    else if (!side) lines.push(labels.tip_out);
    return lines;
  }
  if (place.ring) { const { fell, rank, last } = cases.search(place.ring[0], rest.width); return [fill(labels.tip_ring, { word: fell + 1, rank: grouped(rank), last: format(last), width: rest.width })]; }
  if (place.chip) { const { kind, right } = found.get(place.chip[0]); return [labels[`tip_${kind}`], kind === right ? "" : fill(labels.tip_wrong, { right: labels[`verdict_${right}`] })].filter(Boolean); }
  return [];
}

// A row, as a button says it.
function rowSaid(view, row) {
  const { labels, found, rest } = view, { human, machine, scores, kind } = found.get(row);
  const said = fill(labels.row_said, { number: row === OWN ? labels.own : row + 1, human: isolated(human.text), machine: isolated(machine.text || labels.nothing), ours: format(scores[0]), theirs: format(scores[1]), verdict: labels[`verdict_${kind}`] });
  return row === rest.row ? [said, fill(labels.source_said, { source: isolated(view.cases.case(row).source) }), ...sentencesOf(view, row).map(([text]) => text)].join(" ") : said;
}

function announce(view) {
  say(view, () => {
    const { labels, rest, counts, blamed } = view, step = stepNow(view), one = openOf(view);
    const tally = fill(labels.tally_said, { blamed, model: counts.model, search: counts.search, length: counts.length }), width = fill(labels.width_said, { width: rest.width, alpha: rest.width > 1 ? format(rest.alpha) : "–" });
    if (rest.step >= 0) return [one.human, one.machine].map((text, side) => `${sideOf(view, side)}: ${step && step <= text.T ? `${isolated(pieceText(view, text.symbols[step - 1]))} ${format(text.sums[step - 1])}` : step ? format(text.total) : ""}`).join("; ");
    return `${rowSaid(view, rest.row)} ${width} ${tally}`;
  });
}
