// Brackets, and ribbons from what is paid to the reference that pays; where nothing is left, scissors cut it.

const RIBBON = 12, STUB = 22, THIN = 1.8, BOLD = 2.8; // pixels: of a ribbon, of one that is cut; strokes of brackets

// `share`: how much of it is drawn, from its middle.
function bracketMark({ frame: { k } }, from, to, y, isAbove, share, attributes) {
  const middle = (from + to) / 2, half = ((to - from) / 2) * share, end = y + (isAbove ? TICK : -TICK) * k;
  return lineMark([[middle - half, end], [middle - half, y], [middle + half, y], [middle + half, end]], { "stroke-width": THIN * k, ...attributes });
}

// Of two places the curve that leaves both upright; `share`: how far it has fallen.
function ribbonMark({ frame: { k } }, [x, y], [u, v], width, share, attributes) {
  const middle = round1((y + v) / 2), path = `M${round1(x)} ${round1(y)}C${round1(x)} ${middle} ${round1(u)} ${middle} ${round1(u)} ${round1(v)}`;
  const part = share < 1 ? { pathLength: 1, "stroke-dasharray": `${share.toFixed(3)} 2` } : {};
  return s("path", { d: path, fill: "none", "stroke-width": round1(width * k), ...part, ...attributes });
}

function scissorsMark({ theme, frame: { k } }, x, y) {
  const stroke = theme.mark("mean"), ring = (b) => s("circle", { cx: round1(x - 4 * k), cy: round1(y + b * k), r: round1(2 * k), fill: "none", stroke, "stroke-width": round1(1.4 * k) });
  const blade = (b) => lineMark([[x - 2.4 * k, y - 1.8 * b * k], [x + 5.5 * k, y + 3.2 * b * k]], { stroke, "stroke-width": 1.5 * k, "stroke-linecap": "round" });
  return s("g", { "data-scissors": true }, ring(-3), ring(3), blade(1), blade(-1));
}

// Brackets and ribbons of one order. `at`: so many of its n-grams are drawn; `open`: the one that is pointed at or stepped to;
// `isFlat`: brackets of the candidate alone; `from`, `widened`: the n before, and how far its brackets have become those of n.
function payments(view, model, scene, n, at, { open = null, isHit = true, isFlat = false, from = n, widened = 1 } = {}) {
  const brackets = [], ribbons = [], lit = isHit && open === null ? view.marked : null; // a term that is marked, where no n-gram is
  orderAt(model.found, n).grams.forEach((gram, i) => {
    const share = clamp(at - i, 0, 1), isOpen = open === i, parts = grown(partsOf(scene.candidate, gram.start, n, -1), partsOf(scene.candidate, gram.start, from, -1), widened);
    const one = { gram, i, n, share, isOpen, parts, isHit, lit, hit: isHit ? `gram:${i}` : null, strength: (isOpen ? 0.75 : open !== null ? 0.16 : 0.4) * widened, fallen: clamp(share * 2 - 1, 0, 1) * widened };
    brackets.push(...ownBrackets(view, model, scene, one));
    if (isFlat || !share || gram.payer === null || !parts.length) return;
    const [ribbon, ...ends] = (isPaid(gram) ? fall : cut)(view, model, scene, one);
    ribbons.push(ribbon);
    brackets.push(...ends);
  });
  return [...ribbons, ...brackets];
}

// Beneath the candidate's words: whole where it is paid, else dotted; pale as long as it is not counted.
function ownBrackets(view, model, { candidate }, { gram, i, n, share, isOpen, parts, isHit, lit, hit }) {
  const { theme, frame: { k } } = view, paid = isPaid(gram) && share > 0, isBold = (isHit && isOpen) || lit === "count";
  const state = share < 0.5 ? "ahead" : paid ? "paid" : isClipped(gram) ? "clipped" : "unknown", stroke = paid ? theme.mark(meaningOf(model, gram.payer)) : share && isOpen ? theme.inkText : theme.quiet;
  const look = { stroke, ...(paid ? {} : { "stroke-dasharray": "1.5 2.5", opacity: share ? null : 0.45 }), ...(isBold ? { "stroke-width": BOLD * k } : {}) };
  const name = isHit ? { "data-gram": i, "data-state": state, "data-payer": paid ? gram.payer : null } : {};
  return parts.flatMap(([line, a, b]) => {
    const y = bracketY(view, candidate, line, gram.start % n, n, false), closing = paid && share < 1 ? clamp(share * 2, 0, 1) : 1;
    return [bracketMark(view, a, b, y, false, closing, { ...look, ...name }), ...(hit ? [boxMark(a, y - 6 * k, b - a, 8 * k, { fill: "transparent", class: "hot", "data-hit": hit })] : [])];
  });
}

// Where a ribbon begins, and how wide it is.
function footOf(view, { candidate }, { gram, n, parts: [[line, a, b]] }) {
  const { k } = view.frame;
  return [[(a + b) / 2, bracketY(view, candidate, line, gram.start % n, n, false) + k], Math.min(RIBBON, ((b - a) / k) * 0.8)];
}

// A ribbon that falls to what pays for it, and the brackets over that.
function fall(view, model, scene, one) {
  const { theme, frame: { k } } = view, { gram, i, n, isOpen, isHit, lit, fallen, strength } = one, [foot, width] = footOf(view, scene, one), row = scene.references[gram.payer];
  const stroke = theme.mark(meaningOf(model, gram.payer)), ends = partsOf(row, gram.place, n, -1), [, a, b] = ends[0], y = (line) => bracketY(view, row, line, gram.place % n, n, true);
  const isBold = (isHit && isOpen) || lit === "most" || lit === "sum", name = isHit ? { "data-ribbon": i, class: "hot", "data-hit": one.hit } : {};
  const bracket = ([line, u, v]) => bracketMark(view, u, v, y(line), true, clamp((fallen - 0.8) * 5, 0, 1), { stroke, ...(isBold ? { "stroke-width": BOLD * k } : {}), "data-place": isHit ? i : null });
  return [ribbonMark(view, foot, [(a + b) / 2, y(ends[0][0]) - k], width, fallen, { stroke, opacity: strength, ...name }), ...(fallen > 0.8 ? ends.map(bracket) : [])];
}

// Nothing is left to pay for it: the ribbon ends in the air, at the scissors.
function cut(view, model, scene, one) {
  const { theme, frame: { k } } = view, { fallen, strength, hit } = one, [[x, y], width] = footOf(view, scene, one);
  const stub = ribbonMark(view, [x, y], [x + 1, y + STUB * k * fallen], width, 1, { stroke: theme.quiet, opacity: strength * 0.6, "data-hit": hit });
  return [stub, ...(fallen > 0.5 ? [scissorsMark(view, x, y + (STUB + 3) * k)] : [])];
}

// Brackets on their way from another n.
function grown(now, before, share) {
  if (share === 1 || now.length !== 1 || before.length !== 1) return now;
  return [[now[0][0], between(before[0][1], now[0][1], share), between(before[0][2], now[0][2], share)]];
}

// Which words are in what is paid, on either side, among the first so many n-grams.
function paidWords({ found }, n, upTo) {
  const candidate = new Set(), references = found.references.map(() => new Set());
  for (const gram of orderAt(found, n).grams.slice(0, upTo).filter(isPaid)) {
    for (let i = 0; i < n; i++) {
      candidate.add(gram.start + i);
      references[gram.payer].add(gram.place + i);
    }
  }
  return { candidate, references };
}
