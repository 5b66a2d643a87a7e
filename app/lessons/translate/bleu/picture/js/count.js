// BLEU of one candidate as core.translate.counted counts it, from texts to the score: the same records under the same names.
// Nothing here knows of a page.

const ORDERS = 4, USUAL = { floor: 0.1, "add-k": 1 };
const BLANK = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]"; // as Python's str.split has it
const BLANKS = new RegExp(`${BLANK}+`, "u"), BLANKS_AT_END = new RegExp(`${BLANK}+$`, "u");
const ENTITIES = [["&quot;", '"'], ["&amp;", "&"], ["&lt;", "<"], ["&gt;", ">"]];
const CUTS = [ // of mteval-v13a.pl
  [/([!-&(-+\/:-@[-`{-~])/gu, " $1 "], [/([^0-9])([.,])/gu, "$1 $2 "], [/([.,])([^0-9])/gu, " $1 $2"], [/([0-9])(-)/gu, "$1 $2 "],
];

const parted = (text) => text.split(BLANKS).filter(Boolean);
const isBlank = (text) => !parted(text).length;
const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);

// The tokens of a text.
function cutWords(text, { cut, lowercase }) {
  const own = lowercase ? text.toLowerCase() : text;
  if (cut !== "13a") return parted(own);
  let line = own.replace(BLANKS_AT_END, "").replaceAll("<skipped>", "").replaceAll("-\n", "").replaceAll("\n", " ");
  for (const [entity, mark] of ENTITIES) line = line.replaceAll(entity, mark);
  line = ` ${line} `;
  for (const [pattern, spaced] of CUTS) line = line.replace(pattern, spaced);
  return parted(line);
}

// Where each n-gram begins.
function startsOf(words, n) {
  const found = new Map();
  for (let start = 0; start + n <= words.length; start++) {
    const gram = words.slice(start, start + n).join(" "), places = found.get(gram);
    if (places) places.push(start);
    else found.set(gram, [start]);
  }
  return found;
}

// Each n-gram with its payer, from left to right. `isSum`: the references pay one after another, not one of them alone.
function gramsOf(words, references, n, isSum) {
  const mine = startsOf(words, n), places = references.map((one) => startsOf(one, n)), seen = new Map(), out = [];
  for (let start = 0; start + n <= words.length; start++) {
    const gram = words.slice(start, start + n).join(" "), own = places.map((one) => one.get(gram) ?? []), known = own.map((one) => one.length);
    const most = known.indexOf(Math.max(...known)), here = seen.get(gram) ?? 0;
    const paying = (isSum ? [...own.keys()] : [most]).flatMap((j) => own[j].map((place) => [j, place]));
    seen.set(gram, here + 1);
    const [payer, place] = paying[here] ?? [paying.length ? most : null, null];
    out.push({ start, here: mine.get(gram).length, known, payer, place });
  }
  return out;
}

function orderOf(n, grams, references, precision) {
  const paid = references.map((_, j) => grams.filter((gram) => gram.place !== null && gram.payer === j).length);
  return { n, grams, paid, count: sumOf(paid), total: grams.length, precision };
}

// p_n from 0 to 1, and for how many n there is one at all. Chen and Cherry 2014.
function smoothed(counts, totals, smooth, value) {
  const own = value ?? USUAL[smooth] ?? 0;
  let part = 1;
  const p = counts.map((counted, i) => {
    const added = i && smooth === "add-k" ? own : 0, total = totals[i] + added;
    let count = counted + added;
    if (total && !count) {
      part /= 2;
      count = smooth === "floor" ? own : smooth === "exp" ? part : 0;
    }
    return total ? count / total : 0;
  });
  const known = totals.filter((total, i) => total + (i && smooth === "add-k" ? own : 0) > 0).length;
  return [counts.some(Boolean) ? p : p.map(() => 0), known];
}

// r: the reference length nearest to c, the shorter of two as near; or the shortest.
function heldTo(c, lengths, brevity) {
  if (brevity === "shortest") return Math.min(...lengths);
  return lengths.reduce((best, r) => (Math.abs(r - c) < Math.abs(best - c) || (Math.abs(r - c) === Math.abs(best - c) && r < best) ? r : best));
}

function penaltyOf(c, r, wrongly) {
  if (c >= r) return 1;
  if (wrongly === "upside") return Math.exp(1 - c / r);
  return c ? Math.exp(1 - r / c) : 0;
}

function meanOf(p, wrongly) {
  if (wrongly === "mean") return Math.exp(sumOf(p) / p.length);
  return p.length && p.every((one) => one > 0) ? Math.exp(sumOf(p.map(Math.log)) / p.length) : 0;
}

function signatureOf(references, { smooth, value, effective, brevity, lowercase, cut }) {
  const own = smooth in USUAL ? `[${(value ?? USUAL[smooth]).toFixed(2)}]` : "";
  return [`nrefs:${references}`, `case:${lowercase ? "lc" : "mixed"}`, `eff:${effective ? "yes" : "no"}`, `tok:${cut === "13a" ? "13a" : "none"}`, `smooth:${smooth}${own}`,
    ...(brevity === "shortest" ? ["bp:shortest"] : [])].join("|");
}

// One candidate against its references, of which there is one at least.
function counted(candidate, texts, config, wrongly = "") {
  const words = cutWords(candidate, config), references = texts.map((text) => cutWords(text, config)), c = words.length, lengths = references.map((one) => one.length);
  const all = Array.from({ length: ORDERS }, (_, i) => gramsOf(words, references, i + 1, wrongly === "sum"));
  const counts = all.map((grams) => grams.filter((gram) => gram.place !== null).length);
  const [p, known] = smoothed(counts, all.map((grams) => grams.length), config.smooth, config.value), used = config.effective ? known : ORDERS;
  const r = heldTo(c, lengths, config.brevity), penalty = penaltyOf(c, r, wrongly), mean = meanOf(p.slice(0, used), c ? wrongly : "");
  return { candidate: words, references, orders: all.map((grams, i) => orderOf(i + 1, grams, references, p[i])), used, c, r, nearest: lengths.indexOf(r), penalty, mean,
    score: 100 * penalty * mean, signature: signatureOf(references.length, config) };
}

// The first so many words, with blanks between them; −1: the text as it is.
const shortened = (text, words, config) => (words < 0 ? text : cutWords(text, config).slice(0, words).join(" "));
