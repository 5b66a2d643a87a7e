// The same as tables: each word of both sentences, what they come to, and the letters of A.

function drawTable(view) {
  const { rest, data, labelKey } = view;
  if (!isTableDue(view, [data.subject, rest.step, rest.size, data.models, data.unk_free, labelKey].join("|"))) return;
  const { model } = view, sides = model.isSame ? ["a"] : SIDES;
  const letters = data.models === "words" ? [] : model.byLetters ? sides : ["a"];
  view.tables.replaceChildren(...(model.byLetters ? [] : sides.map((which) => wordTable(view, which))), totalTable(view), ...letters.map((which) => letterTable(view, which)));
}

// A table whose second column holds words.
function ofWords(...given) {
  const table = tableOf(...given);
  table.classList.add("of-words");
  return table;
}

const bdi = (text) => h("bdi", { dir: "auto" }, text);

function wordTable(view, which) {
  const { model, labels, rest } = view, side = model.sides[which], place = model.place(rest.size), costs = model.costs(place)[which], steps = Math.min(rest.step, side.T);
  const rows = side.words.slice(0, steps).map((word, t) => {
    const { rank, tops } = side.step(t, place), { log, spelling, unknown } = costs[t];
    return tableRow(String(t + 1), [bdi(tokenText(view, word)), unknown ? labels.unk : "", chanceText(log), format(log, 2), spelling ? format(spelling, 2) : "", format(side.total(costs, t + 1), 2),
      rank.toLocaleString("en"), bdi(tops.map(([token, p]) => `${tokenText(view, token)} ${shortChance(p)}`).join(", ")), format(side.spelled[t], 2)]);
  });
  return ofWords(["t", labels.word, "", "P", "log₂ P", labels.spelled, "Σ log₂ P", labels.place, labels.likeliest, labels.by_letters], rows, fill(labels.word_table, { which: sideName(view, which), size: rest.size.toLocaleString("en") }));
}

function totalTable(view) {
  const { model, labels, rest } = view, costs = model.costs(model.place(rest.size));
  const row = (name, total, steps, symbols) => tableRow(name, [format(total, 2), chanceText(total), perplexityText(total, steps), String(symbols), steps ? format(-total / symbols, 3) : "–"]);
  const rows = SIDES.flatMap((which) => {
    const side = model.sides[which], steps = Math.min(rest.step, side.T), symbols = side.symbols(steps), name = sideName(view, which);
    const letters = model.data.models === "words" || model.byLetters ? [] : [row(`${name}, ${labels.letter_model}`, side.letterTotal(steps), steps, symbols)];
    return [row(`${name}, ${model.byLetters ? labels.letter_model : labels.word_model}`, side.total(costs[which], steps), steps, symbols), ...letters];
  });
  return tableOf([labels.sentence, "Σ log₂ P", "P", labels.perplexity, labels.symbol_count, labels.bits_a_letter], rows, fill(labels.total_table, { step: rest.step, steps: model.T }));
}

function letterTable(view, which) {
  const { model, labels, rest } = view, side = model.sides[which];
  const rows = side.letters.filter((letter) => letter.word < rest.step).map((letter, i) => tableRow(String(i + 1), [bdi(letterText(letter.symbol)), chanceText(letter.log), format(letter.log, 2),
    String(letter.rank), bdi(letter.tops.map(([symbol, p]) => `${letterText(symbol)} ${shortChance(p)}`).join(", "))]));
  return ofWords(["", labels.letter, "P", "log₂ P", labels.place, labels.likeliest], rows, fill(labels.letter_table, { which: sideName(view, which) }));
}
