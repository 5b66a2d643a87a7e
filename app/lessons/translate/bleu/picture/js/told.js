// What was counted, in words: over the rows, beneath each reference, in the tip, and aloud.

// What is drawn, and beside it what was counted: of all "18 words, 17 pairs: 10 found, 7 not", of one n-gram how often who has it.
function headMarks(view, n, upTo, open) {
  const { frame: f, theme, labels, marked } = view, { k } = f, size = round1(11.2 * k), [x, y, anchor] = f.isNarrow ? [0, 29 * k, "start"] : [f.left, 12 * k, "end"];
  const parts = open === null ? [[tallySaid(view, n, upTo), marked === "total"]] : countsOf(view, open), title = fill(f.isNarrow ? labels.title_narrow : labels.title, { gram: gramName(view, n, 1) });
  const text = s("text", { x, y: round1(y), "font-size": size, "font-family": theme.font, "text-anchor": anchor, fill: theme.quiet, "data-counts": open ?? "all", "pointer-events": "none" });
  text.append(...parts.map(([word, isBold, colour]) => s("tspan", { "font-weight": isBold ? 700 : null, fill: colour ?? (isBold ? theme.inkText : null) }, word)));
  const wide = sumOf(parts.map(([word, isBold]) => measured(word, size, theme.font, isBold)));
  return [textMark(view, title, 0, 12 * k, { size: 12.5, bold: true, most: f.isNarrow ? f.left : f.left - wide - 14 * k }), text];
}

function tallySaid(view, n, upTo) {
  const { labels, model: { found, words, kept } } = view, order = orderAt(found, n), { paid, clipped, unknown } = tallyOf(order, upTo), all = counting(view, n, order.total);
  const parts = [fill(labels.found, { count: paid }), clipped && fill(labels.clipped, { count: clipped }), unknown && fill(labels.not, { count: unknown })].filter(Boolean);
  const long = kept < 0 ? counting(view, 1, found.c) : fill(labels.kept_of, { kept: found.c, words: counting(view, 1, words.length) });
  return `${n === 1 && kept < 0 ? all : `${long}, ${all}`}: ${upTo < order.total ? `${fill(labels.so_far, { count: upTo })}, ` : ""}${parts.join(", ")}`;
}

// [text, whether it is the most, colour]: "the party" once in C, how often each reference has it, and who pays.
function countsOf(view, i) {
  const { model, labels, theme, frame: { k }, rest: { n } } = view, { found } = model, gram = orderAt(found, n).grams[i], most = Math.max(...gram.known);
  const words = cutText(gramWords(found, gram, n).map(visible).join(" "), 200 * k, round1(12 * k), theme.font, false), payer = gram.payer === null ? "" : nameOf(model, gram.payer);
  const known = gram.known.flatMap((count, j) => {
    const isMost = count > 0 && count === most;
    return [[" · ", false], [`${nameOf(model, j)} ${count}`, isMost, isMost ? theme.text(meaningOf(model, j)) : null]];
  });
  const end = fill(labels[isPaid(gram) ? "paid_by" : isClipped(gram) ? "is_clipped" : "is_unknown"], { payer });
  return [[`“${isolated(words)}”: `, false], [`C ${gram.here}`, false], ...known, [` · ${end}`, false]];
}

// Beneath a reference: what it pays for, how long it is, and what there is to say of it.
function lengthMarks(view, row, j, n, upTo) {
  const { frame: f, theme, model, labels, data: { config } } = view, { found } = model, { k } = f, left = f.indent + row.shift, length = found.references[j].length;
  const pays = orderAt(found, n).grams.slice(0, upTo).filter((gram) => isPaid(gram) && gram.payer === j).length, count = counting(view, n, pays);
  const note = length === found.c ? labels.as_long : j !== found.nearest ? "" : config.brevity === "closest" ? labels.nearest : labels.shortest;
  const [here, other, there] = (config.lowercase ? null : capitalsOf(model, n, j)) ?? [];
  const capitals = here && fill(labels.capitals, { here: isolated(here), there: isolated(there), other: nameOf(model, other) });
  const said = [`${counting(view, 1, length)}${note && ": "}${note}`, capitals].filter(Boolean).join(" · "), from = left + Math.max(52 * k, measured(count, round1(10.6 * k), theme.font) + 14 * k);
  return [textMark(view, count, left, row.meta, { size: 10.6, fill: pays ? theme.text(meaningOf(model, j)) : theme.quiet, halo: true }), textMark(view, said, from, row.meta, { size: 10.6, halo: true, most: f.left - from - 4 })];
}

// The n-gram that was stepped to, or all of them, and the score.
function announce(view) {
  say(view, () => {
    const { model: { found }, labels, rest: { n, step } } = view;
    if (!found) return labels.no_reference;
    if (step > 0) return countsOf(view, stepNow(view) - 1).map(([text]) => text).join("");
    const order = orderAt(found, n), all = fill(labels.all_said, { n, total: counting(view, n, order.total), ...tallyOf(order), precision: format(order.precision, 3) });
    return `${all} ${fill(labels.score_said, { penalty: shortPenalty(found.penalty), mean: format(found.mean, 3), score: format(found.score) })}`;
  });
}
