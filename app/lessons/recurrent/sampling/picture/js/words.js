// Words and numbers as they are shown and read aloud.

const CLOSING = ".,?!;:"; // marks that stand at the word before them

function tokenText(view, token) {
  return token === EOS ? view.labels.end : token === UNK ? view.labels.unk : visible(token);
}

// Symbols as a text, as the model joins them.
function joinedText(model, symbols) {
  const spoken = symbols.filter((symbol) => symbol !== EOS);
  if (model.level === "character") return spoken.join("").replaceAll("\n", " ↵ ");
  return spoken.reduce((text, word) => (text && !CLOSING.includes(word) ? `${text} ${word}` : text + word), "");
}

// A label that speaks of words or of letters.
function unitLabel(view, name, values = {}) {
  return fill(view.labels[`${name}_${view.model.level === "word" ? "word" : "letter"}`], values);
}

const chance = (p) => (p > 0 && p < 0.0005 ? (p < 1e-6 ? "< 10⁻⁶" : p.toFixed(6).replace(/0+$/, "")) : p.toFixed(3));
const many = (number) => number.toLocaleString("en");

function statusText(view) {
  const { rest, model, shown } = view;
  return unitLabel(view, shown.isKept ? "status_kept" : "status", { step: rest.step + 1, limit: model.limit, token: isolated(shownText(view)) });
}

// The open step's symbol, once the needle has fallen.
const shownText = (view) => (view.isLit ? tokenText(view, view.shown.token) : "…");

function titlesOf(view) {
  const { labels, rest } = view, squeezed = rest.temperature === 0 ? labels.row_greedy : fill(labels.row_temperature, { temperature: rest.temperature.toFixed(2) });
  return [labels.row_says, ...(rest.temperature_last ? [labels.row_cut, squeezed] : [squeezed, labels.row_cut])];
}

function announceDraw(view) {
  say(view, () => {
    const { rest, model, shown, warp } = view;
    return unitLabel(view, shown.isKept ? "announce_kept" : "announce", { step: rest.step + 1, limit: model.limit, token: tokenText(view, shown.token),
      chance: chance(warp.rows[2][shown.place]), u: shown.u.toFixed(3) });
  });
}
