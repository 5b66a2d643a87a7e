// What is shown: the count of core if it is of these texts, else our own; and whom its references belong to.

const REMOVED = /[^\n\u200c\u200d\P{C}]/gu; // as app.fields.clean leaves them out, so that what comes back is what was sent

const cleaned = (text, letters) => [...text.replace(/\t/g, " ").normalize("NFC").replace(REMOVED, "")].slice(0, letters).join("");

// The rest without the empty references at its end, as it is sent.
function trimmed(rest) {
  const last = rest.references.findLastIndex((text) => !isBlank(text));
  return { ...rest, references: rest.references.slice(0, Math.max(1, last + 1)) };
}

// words: all of the candidate's tokens; owners: the place of each counted reference among the texts; found: null without any;
// by: who has counted.
function modelOf({ found, of, config, wrongly }, { candidate, references, kept }) {
  const owners = references.flatMap((text, i) => (isBlank(text) ? [] : [i])), texts = owners.map((i) => references[i]);
  const words = cutWords(candidate, config), fewer = (number) => (number >= 0 && number < words.length ? number : -1), most = fewer(kept);
  const isTheirs = JSON.stringify([of.candidate, of.references, fewer(of.kept)]) === JSON.stringify([candidate, texts, most]);
  if (found && isTheirs && found.references.length === texts.length) return { found, owners, words, kept: most, by: "core" };
  const own = texts.length ? counted(shortened(candidate, most, config), texts, config, wrongly) : null;
  return { found: own, owners, words, kept: most, by: "browser" };
}

const orderAt = (found, n) => found.orders[n - 1];
const gramWords = (found, { start }, n) => found.candidate.slice(start, start + n);
const isPaid = (gram) => gram.place !== null;
const isClipped = (gram) => gram.place === null && gram.payer !== null;

// Which of an order's n-grams are paid, clipped and unknown among the first so many.
function tallyOf(order, upTo = order.total) {
  const grams = order.grams.slice(0, upTo);
  return { paid: grams.filter(isPaid).length, clipped: grams.filter(isClipped).length, unknown: grams.filter((gram) => gram.payer === null).length };
}

// What smoothing has put for a precision: [count, total] as fractions are written, null where the count itself stands.
function putIn(found, { smooth, value }, n) {
  const { count, total, precision } = orderAt(found, n), own = value ?? USUAL[smooth];
  if (precision === (total ? count / total : 0)) return null;
  return smooth === "add-k" ? [count + own, total + own] : [precision * total, total];
}

// Where the penalty would stand for a candidate of c words.
function penaltyAt({ found }, { config: { brevity }, wrongly }, c) {
  const r = heldTo(c, found.references.map((one) => one.length), brevity);
  return { r, penalty: penaltyOf(c, r, wrongly) };
}

// Of a word of a text, where it stands there: [first, end]; as near as it can be told where a mark was written as an entity.
function placeIn(text, words, word, lowercase) {
  const own = lowercase ? text.toLowerCase() : text;
  let at = 0, from = 0;
  for (const one of words.slice(0, word + 1)) {
    const found = own.indexOf(one, at);
    from = found < 0 ? at : found;
    at = found < 0 ? at : found + one.length;
  }
  return [from, Math.max(from, at)];
}

// An n-gram that another reference has too, but for its capitals: [that n-gram, the reference, how it has it].
function capitalsOf({ found }, n, k) {
  for (const gram of orderAt(found, n).grams) {
    if (!isPaid(gram) || gram.payer !== k) continue;
    const own = gramWords(found, gram, n).join(" ");
    for (const [j, words] of found.references.entries()) {
      if (j === k || gram.known[j]) continue;
      const start = words.findIndex((_, i) => words.slice(i, i + n).join(" ").toLowerCase() === own.toLowerCase());
      if (start >= 0) return [own, j, words.slice(start, start + n).join(" ")];
    }
  }
  return null;
}
