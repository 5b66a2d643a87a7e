// Symbols and sentences as they are shown and read aloud.

const chanceOf = (p) => p.toFixed(2);

// `isTight`: there is room for hardly more than a letter.
function symbolText(labels, symbol, isTight = false) {
  if (symbol === EOS) return isTight ? "∎" : labels.end;
  if (symbol === UNK && isTight) return "?";
  if (symbol === UNK) return labels.unk;
  if (symbol === PAD) return labels.pad;
  if (symbol === "<BOS>") return labels.begin;
  return visible(symbol);
}

// What comes out: the names of both verdicts are translated, a visitor's own words are not.
const answerText = (labels, symbol, isTight) => (symbol === "positive" || symbol === "negative" ? labels[symbol] : symbolText(labels, symbol, isTight));

// "B-PER" -> PER, B
const tagOf = (symbol) => symbol.match(/^([BI])-(\w+)$/)?.slice(1).reverse() ?? [symbol, ""];

const unitName = (view, name) => `${name}_${{ one_one: "word", one_many: "letter", many_one: "word", many_many: "word", n_m: "character" }[view.rest.shape]}`;

function statusText(view) {
  const { rest, run, labels } = view, box = run.boxes[rest.step], values = { step: rest.step + 1, steps: run.T };
  if (run.isPair && !run.isRead(rest.step)) return fill(labels.status_writes, { step: rest.step + 1 - run.T_x, steps: run.T_y, token: isolated(symbolText(labels, box.writes)) });
  if (run.isPair) return fill(labels.status_character, { step: rest.step + 1, steps: run.T_x, token: isolated(symbolText(labels, box.reads)) });
  const token = rest.shape === "one_many" ? box.writes : box.reads;
  return fill(labels[unitName(view, "status")], { ...values, token: isolated(symbolText(labels, token)) });
}

// What comes out of box t, or what would have.
function outputText(view, t) {
  const { run, labels } = view, box = run.boxes[t];
  if (box.writes) {
    const p = box.chances.find(([symbol]) => symbol === box.writes)?.[1];
    return fill(labels.writes, { token: isolated(answerText(labels, box.writes)), chance: p === undefined ? "" : chanceOf(p) });
  }
  if (run.positive(t) !== null) return fill(labels.would_positive, { chance: chanceOf(run.positive(t)) });
  return box.would ? fill(labels.would_write, { text: isolated(box.would) }) : labels.would_nothing;
}

// Why there is no arrow in or out at box t, or what goes along it.
function inputText(view, t) {
  const { run, labels } = view, box = run.boxes[t], token = isolated(symbolText(labels, box.reads || (run.boxes[t - 1]?.writes ?? "")));
  if (run.isPair && t === 0 && box.reads === UNK) return labels.reads_locale;
  if (box.reads) return fill(labels.reads, { token, size: run.x_size });
  return `${box.is_fed ? fill(labels.is_fed, { token }) : labels.is_first} ${labels[`why_in_${run.shape}`] ?? ""}`;
}

function whyOut(view, t) {
  return `${view.labels[`why_out_${view.run.shape}`] ?? ""} ${outputText(view, t)}`.trim();
}

function withoutText(view, t) {
  const { run, labels } = view;
  return run.without?.[t] === undefined ? "" : fill(labels.without, { token: isolated(symbolText(labels, run.boxes[t].reads)), chance: chanceOf(run.without[t]) });
}

function stateText(view, t) {
  const { run, labels } = view, units = run.units[t], drawn = run.drawn(t).length;
  return fill(labels[run.both_ways && run.isRead(t) ? "state_both" : "state"], { units, half: units / 2, drawn, letter: run.isPair && !run.isRead(t) ? "s" : "a", step: run.isRead(t) ? t + 1 : t + 1 - run.T_x });
}

function beginText({ run, labels }) {
  return run.begins ? fill(labels.begins, { token: symbolText(labels, run.begins) }) : labels.begins_zero;
}

// A box with what goes into the first one, or that nothing leaves it.
function boxText(view, t) {
  const { run, labels } = view;
  return [stateText(view, t), run.hasMemory ? t === 0 && beginText(view) : labels.why_memory].filter(Boolean).join(" ");
}

function announceStep(view) {
  say(view, () => `${statusText(view)}. ${outputText(view, view.rest.step)} ${withoutText(view, view.rest.step)}`);
}
