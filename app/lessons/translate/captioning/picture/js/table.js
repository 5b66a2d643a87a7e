// The same as tables: the words of the sentence on screen, and the sentences of the beam.

function drawTable(view) {
  const { model, labels, rest: { step, branch } } = view;
  if (!isTableDue(view, [model.stamp, step, branch, view.wordsKey].join("|"))) return;
  const rows = Array.from({ length: step + 1 }, (_, t) => wordRow(view, t));
  const beam = model.sentences.map(({ words, score }, row) => tableRow(String(row + 1), [words.map((word) => model.shown(word)).join(" "), format(model.sum(row, model.steps(row) - 1), 2), format(score, 3)]));
  const heads = [labels.head_number, labels.head_word, "P", "log P", labels.head_next, ...(model.way === "attend" ? [labels.head_place, "α", "β"] : [])];
  view.tables.replaceChildren(tableOf(heads, rows, labels.table_words), tableOf([labels.head_number, labels.head_sentence, "Σ log P", labels.score], beam, labels.table_beam));
}

function wordRow(view, t) {
  const { model, rest: { step, branch } } = view, alpha = model.alpha(branch, t), [brightest] = byLight(alpha), others = model.next(branch, t, NEXT).filter(([, , isTaken]) => !isTaken);
  const looked = model.way === "attend" ? [`${rowOf(brightest) + 1}, ${columnOf(brightest) + 1}`, format(alpha[brightest], 3), format(model.beta(branch, t), 2)] : [];
  const row = tableRow(String(t + 1), [model.word(branch, t), format(Math.exp(model.logP(branch, t)), 3), format(model.logP(branch, t), 2),
    others.map(([word, p]) => `${model.shown(word)} ${chance(p)}`).join(", "), ...looked]);
  if (t === step) { row.className = "now"; row.setAttribute("aria-current", "true"); }
  return row;
}
