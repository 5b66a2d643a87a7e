// Words and numbers as they are shown and read aloud.

function tokenText(view, token) {
  return token === EOS ? view.labels.end : token === UNK ? view.labels.unk : visible(token);
}

function letterText(symbol) {
  return symbol === EOS ? "¶" : symbol === UNK ? "◌" : visible(symbol);
}

// 2^log: 0.20, 0.0031, 3.7 · 10⁻⁶
function chanceText(log) {
  if (log > Math.log2(0.001) && log <= 0) return (2 ** log).toPrecision(2);
  let exponent = Math.floor(log * Math.log10(2)), lead = Number((10 ** (log * Math.log10(2) - exponent)).toFixed(1));
  if (lead >= 10) { lead /= 10; exponent += 1; }
  return `${lead.toFixed(1)} · 10${raised(exponent)}`;
}

// A chance among the likeliest, short: .142
function shortChance(p) {
  if (p >= 0.9995) return "1.00";
  return p >= 0.0095 ? p.toFixed(3).slice(1) : p >= 0.00095 ? p.toFixed(4).slice(1) : `${Number((p / 10 ** Math.floor(Math.log10(p))).toFixed(0))}e${MINUS}${-Math.floor(Math.log10(p))}`;
}

function timesText(log) {
  if (log >= Math.log2(1e7)) return chanceText(log);
  const times = 2 ** log;
  return times < 10 ? times.toFixed(1) : Math.round(times).toLocaleString("en");
}

function perplexityText(total, steps) {
  if (!steps) return "–";
  const value = 2 ** (-total / steps);
  return value < 100 ? format(value, 1) : value < 1e7 ? Math.round(value).toLocaleString("en") : chanceText(-total / steps);
}

const bitsText = (bits) => format(bits, 1);

// The words at a place: one where both sentences have the same there.
function columnWords(view, t) {
  const { a, b } = view.model.sides, one = a.words[t], other = b.words[t];
  return one === other ? [{ word: one, which: null }]
    : [{ word: one, which: "a" }, { word: other, which: "b" }].filter(({ word }) => word !== undefined);
}

function columnText(view, t) {
  return columnWords(view, t).map(({ word }) => `“${isolated(tokenText(view, word))}”`).join(" / ");
}

function sideName(view, which) {
  return which === "b" && view.data.free ? view.labels.b_free : which.toUpperCase();
}

function statusText(view) {
  const { labels, model, rest } = view;
  if (!rest.step) return fill(labels.status_start, { steps: model.T });
  return fill(labels.status, { step: rest.step, steps: model.T, words: columnText(view, rest.step - 1) });
}

function ratioText(view, costs) {
  const { labels, model, rest } = view, a = model.sides.a.total(costs.a, rest.step), b = model.sides.b.total(costs.b, rest.step);
  if (Math.abs(a - b) < 0.005) return { times: "", text: model.isSame ? labels.same : labels.equal };
  const [one, other] = a > b ? ["a", "b"] : ["b", "a"];
  return { one, other, times: timesText(Math.abs(a - b)), text: fill(labels.likelier, { one: sideName(view, one), other: sideName(view, other) }) };
}

function announceStep(view) {
  say(view, () => {
    const { labels, model, rest, data } = view, t = rest.step - 1;
    if (!rest.step) return labels.announce_start;
    const costs = model.costs(model.place(rest.size)), said = SIDES.filter((which) => t < model.sides[which].T).map((which) => {
      const one = costs[which][t];
      return fill(labels.announce_one, { which: sideName(view, which), word: tokenText(view, model.sides[which].words[t]), chance: chanceText(one.log),
        bits: bitsText(-one.log - (data.unk_free ? 0 : one.spelling)), total: bitsText(model.sides[which].total(costs[which], rest.step)) });
    });
    const { times, text } = ratioText(view, costs);
    return `${fill(labels.announce, { step: rest.step, steps: model.T })} ${said.join(" ")} ${text.replace("{times}", `${times} ×`)}`;
  });
}

function announceSize(view) {
  say(view, () => {
    const { labels, model, rest } = view, place = model.place(rest.size);
    const unknown = model.sides.a.words.filter((_, t) => model.sides.a.step(t, place).unknown).length;
    return fill(labels.announce_size, { size: rest.size.toLocaleString("en"), count: unknown, total: bitsText(model.sides.a.total(model.costs(place).a, model.T)) });
  });
}
