// Numbers and sentences as they are shown and read aloud.

const FRACTIONS = { 0.25: "¼", 0.5: "½", 0.75: "¾" };
const grouped = (value) => Math.round(value).toLocaleString("en");
const exponentText = (value) => value.toFixed(2);
const powerText = (value) => FRACTIONS[value] ?? String(value);
const sigmaText = (sigma) => sigma.toFixed(sigma < 0.005 || sigma > 0.995 ? 3 : 2);
const signedText = (value) => (value < 0 ? MINUS : "+") + sigmaText(Math.abs(value));

// "f^0.75": as in plain text.
const raisedText = (value) => (value === 1 ? "f" : FRACTIONS[value] ? `f^${FRACTIONS[value]}` : `f^${value}`);

// Two digits that tell something.
function percent(p) {
  if (!Number.isFinite(p)) return "–";
  if (p >= 0.995) return p >= 0.99999 ? "100%" : ">99%";
  if (p >= 0.0995) return `${Math.round(100 * p)}%`;
  if (p >= 0.00995) return `${(100 * p).toFixed(1)}%`;
  return p < 1e-6 ? "<0.0001%" : `${(100 * p).toPrecision(2).replace(/e.*/, "")}%`;
}

// f with its exponent raised, as marks: what goes behind "f" or "f(w)".
function powerMark(view, text, exponent, x, y, options) {
  const node = textMark(view, text, x, y, options), size = (options.size ?? 11) * view.frame.k;
  if (exponent !== 1) node.append(s("tspan", { dy: round1(-size * 0.34), "font-size": round1(size * (FRACTIONS[exponent] ? 0.95 : 0.74)) }, powerText(exponent)));
  return node;
}

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const countWord = (view, count) => view.labels.numerals.split(" ")[count] ?? String(count);

function statusParts({ lot, rest, labels }) {
  if (!lot.P) return [labels.no_pair];
  const [before, after] = fill(labels.status, { pair: rest.pair + 1, pairs: lot.P }).split("{words}");
  return [before, h("b", {}, h("bdi", { dir: "auto" }, lot.token(lot.centre)), ", ", h("bdi", { dir: "auto" }, lot.token(lot.targets[rest.pair]))), after ?? ""];
}

function stepSaid(view) {
  const { lot, rest, labels, x } = view, step = stepNow(view);
  if (!lot.P) return labels.no_pair;
  if (!step) return labels.said_nothing;
  const all = lot.questions(x, rest.pair, rest.k), sum = all.slice(0, Math.min(step, rest.k + 1)).reduce((total, one) => total + one.loss, 0);
  if (step === lastStep(view)) return fill(labels.said_push, { count: rest.k + 1, loss: format(sum) });
  return rowSaid(view, step - 1);
}

function rowSaid(view, row) {
  const { lot, rest, labels, x } = view, one = lot.questions(x, rest.pair, rest.k)[row], note = row ? wrongNote(view, one.word) : "";
  return [fill(row ? labels.said_drawn : labels.said_true, { centre: isolated(lot.token(lot.centre)), word: isolated(lot.name(one.word)), sigma: sigmaText(one.sigma), loss: format(one.loss), push: signedText(one.push) }), note].filter(Boolean).join(". ");
}

function announce(view) {
  say(view, () => {
    const pinned = view.pinned?.row;
    return [fill(view.labels.status, { pair: view.rest.pair + 1, pairs: view.lot.P, words: view.lot.P ? `${view.lot.token(view.lot.centre)}, ${view.lot.token(view.lot.targets[view.rest.pair])}` : "" }), pinned !== undefined && pinned < rowsSeen(view) ? rowSaid(view, pinned) : stepSaid(view)].join(". ");
  });
}
