// How symbols look: the blank as a dash, the space as a low bracket, each letter in a colour of its own.

const TURN = ["memory", "forget", "update", "output", "reset", "candidate", "input"], SPACE_COLOUR = "activation";
const shownAs = (model, symbol) => (symbol === BLANK ? "–" : symbol === SPACE ? "␣" : model.letters[symbol - 1]);

// Symbol -> meaning of the palette: in turn as the letters of the label come, so that neighbours differ; then those of the peaks.
function letterColours(labels, peaks) {
  const out = new Map([[BLANK, null], [SPACE, SPACE_COLOUR]]);
  let turn = 0;
  const give = (symbol, beside) => {
    if (out.has(symbol)) return;
    const taken = beside.map((other) => out.get(other));
    for (let i = 0; i < TURN.length && taken.includes(TURN[turn % TURN.length]); i++) turn += 1;
    out.set(symbol, TURN[turn++ % TURN.length]);
  };
  const besideOf = (symbol) => labels.flatMap((one, i) => (one === symbol ? [labels[i - 1], labels[i + 1]] : []));
  labels.forEach((symbol) => give(symbol, besideOf(symbol)));
  peaks.forEach(({ symbol }) => give(symbol, []));
  return out;
}

const markOf = ({ theme, colours }, symbol) => theme.mark(colours.get(symbol) ?? "activation");
const textColourOf = ({ theme, colours }, symbol) => (symbol === BLANK ? theme.quiet : theme.text(colours.get(symbol) ?? "activation"));

// Letters of a label as parts of one text, each in its colour.
function letterSpans(view, symbols, colour = null) {
  return symbols.map((symbol) => s("tspan", { fill: colour ?? textColourOf(view, symbol) }, shownAs(view.model, symbol)));
}
