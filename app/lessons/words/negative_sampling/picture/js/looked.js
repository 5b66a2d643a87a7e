// What is looked at: a row of the table with its arrow, dart, dot and term, or a band of the bars. Pointing comes first, then the
// focus, then what is pinned.

const looked = (view) => view.pointed ?? view.focused ?? view.pinned ?? null;

// The row that is looked at, if it is there already.
function rowLooked(view) {
  const row = looked(view)?.row ?? null;
  return row !== null && row < rowsSeen(view) ? row : null;
}

const bandLooked = (view) => looked(view)?.band ?? null;

// "row:2", "band:0:3" (bar and band), "tick:1:4" (pair and dart) -> what that is.
function readHit(hit) {
  const [kind, ...numbers] = (hit ?? "").split(":"), [a, b] = numbers.map(Number);
  return kind === "row" ? { row: a } : kind === "band" ? { bar: a, band: b } : kind === "tick" ? { tick: [a, b] } : null;
}

function look(view, by, place) {
  if (JSON.stringify(view[by] ?? null) === JSON.stringify(place)) return;
  view[by] = place;
  invalidate(view);
}

function pin(view, place) {
  if (!place || place.tick) return;
  view.pinned = JSON.stringify(view.pinned ?? null) === JSON.stringify(place) ? null : place;
  announce(view);
  invalidate(view);
}

// Terms of the formula that go with what is looked at.
function termsLooked(view) {
  const row = rowLooked(view);
  if (row !== null) return row ? ["theta_k", "e"] : ["theta_t", "e"];
  return bandLooked(view) !== null ? ["P"] : [];
}

// Whether a row is lit: itself, or by a term of the formula.
function isLit(view, row) {
  const at = rowLooked(view), { marked } = view;
  return at !== null ? at === row : marked === "theta_t" ? row === 0 : marked === "theta_k" ? row > 0 : false;
}

// Where something is lit, the rest steps back.
const isDimmed = (view, row) => (rowLooked(view) !== null || ["theta_t", "theta_k"].includes(view.marked)) && !isLit(view, row);

// Up and down through the rows that are there.
function walkRows(view, by) {
  const count = rowsSeen(view), now = view.pinned?.row ?? (by > 0 ? -1 : count);
  if (!count) return;
  view.pinned = { row: clamp(now + by, 0, count - 1) };
  if (view.rowButtons.includes(view.shadow.activeElement)) view.rowButtons[view.pinned.row].focus({ preventScroll: true });
  showRow(view, view.pinned.row);
  announce(view);
  invalidate(view);
}

function tipLines(view, place) {
  const { lot, rest, labels, x } = view;
  if (!place || place.bar === undefined && place.row >= rowsSeen(view)) return [];
  if (place.tick) {
    const word = lot.hit(x, ...place.tick);
    return [fill(labels.tip_tick, { number: place.tick[0] + 1, word: isolated(lot.name(word)), p: percent(lot.chance(x, word)) })];
  }
  if (place.band !== undefined) {
    const shares = [lot.one, x, FLAT].map((one) => percent(lot.share(one, place.band)));
    return [fill(labels.tip_band, { from: grouped(lot.edges[place.band] + 1), to: grouped(lot.edges[place.band + 1]) }), fill(labels.tip_shares, { f: shares[0], power: raisedText(lot.exponents[x]), now: shares[1], uniform: shares[2] })];
  }
  const question = lot.questions(x, rest.pair, rest.k)[place.row], { word } = question, name = isolated(lot.name(word));
  const lines = [place.row ? fill(labels.tip_drawn, { word: name, rank: grouped(lot.ranks[word] + 1), p: percent(lot.chance(x, word)) }) : fill(labels.tip_true, { word: name, centre: isolated(lot.token(lot.centre)) })];
  lines.push(fill(labels.tip_sigma, { sigma: sigmaText(question.sigma), rate: RATE, pushed: sigmaText(pushedSigma(view, question)), p: percent(lot.softmax[word]) }));
  return [...lines, place.row ? wrongNote(view, word) : "", view.pinned?.row === place.row ? labels.unpin : labels.pin].filter(Boolean);
}

// A drawn word that is no wrong answer at all; "" for one that is.
function wrongNote({ lot, rest, labels }, word) {
  const names = { word: isolated(lot.name(word)), centre: isolated(lot.token(lot.centre)) };
  return word === lot.target[rest.pair] ? fill(labels.hit_true, names) : lot.beside[word] ? fill(labels.hit_beside, names) : "";
}

function listenToLooks(view) {
  for (const part of [view.bands, view.numbers]) {
    part.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      const place = readHit(hitOf(event));
      look(view, "pointed", place);
      showTip(view, part === view.bands ? tipLines(view, place) : [], event);
    });
    part.addEventListener("pointerleave", () => { look(view, "pointed", null); showTip(view, [], null); });
    pressesOn(part, (hit, event) => { if (!event.target.closest("button")) pin(view, readHit(hit)); });
  }
}
