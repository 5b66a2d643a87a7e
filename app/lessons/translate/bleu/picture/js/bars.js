// The right side: four precisions with their geometric mean, the penalty, and the score that they make.

const SCORES = [[22, 34], [18, 30], [15, 24], [13, 18]]; // sizes of the factors and of the score
const BARS = { left: 34, row: 24, high: 14, numbers: 98 };

function buildSide(view) {
  const { labels } = view;
  view.sideSvg = s("svg", { class: "side-marks", "aria-hidden": "true" });
  view.orderRows = Array.from({ length: ORDERS }, (_, i) => {
    const node = button({ class: "p-row", "data-p": i + 1 }, "", () => setOrder(view, i + 1));
    const look = (place) => (event) => { if (event.pointerType !== "touch") point(view, place); };
    node.addEventListener("pointerenter", look({ order: i + 1 }));
    node.addEventListener("pointerleave", look(null));
    return node;
  });
  view.handle = h("div", { class: "kept", role: "slider", tabindex: "0", "aria-label": labels.kept, title: labels.kept });
  listenToHandle(view);
  return h("div", { class: "side" }, view.sideSvg, ...view.orderRows, view.handle);
}

// Tops of the parts: rows of bars, penalty, score; `plot`: the curve's box. All of it is lower where the notes are lent its height.
function sideOf({ frame: { k, lent, side } }) {
  const least = (high, low) => (lent ? low : high) * k, row = least(BARS.row, 21), bars = 22 * k, line = bars + ORDERS * row + 16 * k;
  const plot = { left: 30 * k, top: line + least(34, 28), wide: side - 36 * k, high: least(78, 48) }, together = plot.top + plot.high + least(48, 44);
  return { row, bars, line, plot, together, high: Math.ceil(together + least(56, 50)), bar: BARS.left * k, barWide: side - (BARS.left + BARS.numbers) * k };
}

function drawSide(view) {
  const { frame: f, theme, labels, model: { found } } = view, { k } = f, at = (view.sides = sideOf(view)), out = [hatchDefs(view)];
  const titles = [[labels.precisions, 12 * k], [labels.penalty, at.line + 20 * k], [labels.together, at.together]];
  out.push(...titles.map(([text, y]) => textMark(view, text, 0, y, { size: 12.5, bold: true, most: f.side })));
  for (const y of [at.line + 3, at.together - 16 * k]) out.push(lineMark([[0, y], [f.side, y]], { stroke: theme.line }));
  for (const part of [...view.orderRows, view.handle]) part.hidden = !found;
  if (found) {
    const numbers = numbersShown(view);
    out.push(...barMarks(view, at, numbers), ...penaltyMarks(view, at, numbers), ...scoreMarks(view, at));
    placeRows(view, at);
    placeHandle(view, at, numbers);
  }
  sized(view.sideSvg, f.side, at.high, out);
}

function hatchDefs({ theme }) {
  return s("defs", {}, s("pattern", { id: "bleu-hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("rect", { width: 5, height: 5, fill: theme.pageText }), s("rect", { width: 2.2, height: 5, fill: theme.mark("mean") })));
}

// `numbers`: as `numbersOf` gives them.
function barMarks(view, at, numbers) {
  const { frame: { k }, theme, model: { found } } = view, x = at.bar + at.barWide * clamp(numbers[2 * ORDERS], 0, 1), foot = at.bars + ORDERS * at.row;
  const text = `${meanName(view)} ${shortMean(found.mean, 3)}`, half = measured(text, round1(11.5 * k), theme.font, true) / 2, end = at.bar + at.barWide + 40 * k;
  return [...found.orders.flatMap((order) => barMark(view, at, order, numbers)),
    lineMark([[x, at.bars - 4 * k], [x, foot + 1]], { stroke: theme.mark("mean"), "stroke-width": 1.8 * k, "stroke-dasharray": "4 2.5", "data-mean": found.mean.toFixed(4) }),
    textMark(view, text, clamp(x, half, end - half), foot + 12 * k, { size: 11.5, bold: true, anchor: "middle", fill: theme.text("mean") })];
}

// One precision: what is found, what smoothing has put there, and both in numbers.
function barMark(view, at, order, numbers) {
  const { frame: f, theme, model: { found }, rest, marked, pointed, data } = view, { k } = f, { n } = order, [share, precision] = [numbers[n - 1], numbers[ORDERS + n - 1]];
  const y = at.bars + (n - 1) * at.row, high = BARS.high * k, top = y + (at.row - high) / 2, base = y + at.row / 2 + 4.2 * k;
  const isOpen = n === rest.n, isOut = n > found.used, put = putIn(found, data.config, n);
  const bar = (from, wide, attributes) => boxMark(at.bar + at.barWide * from, top, at.barWide * wide, high, { rx: 1.5, ...attributes }), isSeen = isOpen || pointed?.order === n;
  const text = put ? `${fraction(put[0])}/${fraction(put[1])}` : `${order.count}/${order.total}`, colour = isOut ? theme.quiet : put ? theme.text("mean") : theme.inkText;
  const number = { size: 12, mono: true, anchor: "end", bold: isOpen, fill: colour };
  return [isSeen ? boxMark(-6 * k, y + 1, f.side + 8 * k, at.row - 2, { rx: 3, fill: theme.accentText, "fill-opacity": isOpen ? 0.13 : 0.06 }) : "",
    letters(view, n, 0, base, isOpen || marked === "precision"), bar(0, 1, { fill: theme.line, opacity: 0.7 }),
    ...(isOpen ? sharesOf(view, order, at, share, top) : [bar(0, share, { fill: theme.accentText, opacity: isOut ? 0.2 : 0.5, "data-bar": n })]),
    precision - share > 0.0005 ? bar(share, precision - share, { fill: "url(#bleu-hatch)", "data-smoothed": n }) : "",
    textMark(view, text, f.side - 46 * k, base, { ...number, most: 58 * k }), textMark(view, isOut ? "–" : format(order.precision, 3), f.side, base, number)];
}

// The bar of the open order: what each reference pays, as far as it is counted; the rest of it pale.
function sharesOf(view, { n, count, paid, grams }, at, share, top) {
  const { theme, frame: { k }, model } = view, scale = count ? (at.barWide * share) / count : 0, high = BARS.high * k, so = paid.map(() => 0);
  const out = [boxMark(at.bar, top, at.barWide * share, high, { rx: 1.5, fill: theme.accentText, opacity: 0.25, "data-bar": n })];
  for (const gram of grams.slice(0, Math.round(view.at))) if (isPaid(gram)) so[gram.payer] += 1;
  let x = at.bar;
  so.forEach((pays, j) => {
    if (pays) out.push(boxMark(x, top, pays * scale, high, { fill: theme.mark(meaningOf(model, j)), "data-pays": j, "data-count": pays }));
    x += pays * scale;
  });
  return out;
}

const fraction = (value) => String(Number(value.toPrecision(3)));

// p with n beneath, as in the formula.
function letters({ theme, frame: { k } }, n, x, y, isBold) {
  const font = { "font-size": round1(15 * k), "font-family": "STIX Two Math, Cambria Math, Latin Modern Math, Times New Roman, serif", "font-style": "italic", "font-weight": isBold ? 700 : null };
  return s("text", { x, y: round1(y), ...font, fill: theme.inkText, "pointer-events": "none" }, "p", s("tspan", { dy: round1(3 * k), "font-size": round1(10.5 * k), "font-style": "normal" }, String(n)));
}

// "1 × 0.5046 = 50.46", smaller where the numbers are long.
function scoreMarks(view, at) {
  const { frame: { k, side }, theme, labels, model: { found }, marked, data } = view, y = at.together + 28 * k, small = y + 17 * k, isWrong = data.wrong !== null;
  const penalty = shortPenalty(found.penalty), mean = shortMean(found.mean, found.penalty === 1 ? 4 : 3), score = format(found.score);
  const long = (text, pixels) => measured(text, round1(pixels * k), theme.mono, true), fits = ([one, other]) => long(`${penalty}${mean}`, one) + long(score, other) + 58 * k < side;
  const [size, large] = SCORES.find(fits) ?? SCORES.at(-1), wide = long(score, large), number = { size, bold: true, mono: true };
  const times = Math.max(long(penalty, size), measured(labels.penalty_short, round1(11 * k), theme.font)) + 7 * k, x = times + 15 * k;
  const big = textMark(view, score, side, y + 2 * k, { size: large, bold: true, mono: true, anchor: "end", fill: theme.inkText, term: "score" });
  big.setAttribute("data-score", found.score.toFixed(4));
  return [marked === "score" ? boxMark(side - wide - 5 * k, y - 0.8 * large * k, wide + 8 * k, large * k, { rx: 4, fill: theme.accentText, "fill-opacity": 0.13 }) : "", big,
    textMark(view, penalty, 0, y, { ...number, fill: theme.text("penalty"), term: "penalty" }), textMark(view, "×", times, y - 1, { size: 14 }),
    textMark(view, mean, x, y, { ...number, fill: theme.text("mean"), term: "precision" }), textMark(view, "=", x + long(mean, size) + 6 * k, y - 1, { size: 14 }),
    textMark(view, labels.penalty_short, 0, small, { size: 11, fill: theme.text("penalty") }), textMark(view, meanName(view), x, small, { size: 11, fill: theme.text("mean") }),
    textMark(view, isWrong ? labels.score_wrong : "BLEU", side, small + 4 * k, { size: 11.5, bold: true, anchor: "end", fill: isWrong ? theme.text("mean") : theme.quiet })];
}

const meanName = ({ labels, data }) => (data.wrongly === "mean" ? labels.mean_wrong : labels.mean);
const shortMean = (value, digits) => (value === 0 || Math.abs(value - 1) < 1e-12 ? String(Math.round(value)) : format(value, digits));
const shortPenalty = (value) => (value === 1 || value === 0 ? String(value) : format(value, 3));

// The rows as buttons over their marks.
function placeRows(view, at) {
  const { labels, rest, model: { found } } = view;
  view.orderRows.forEach((node, i) => {
    const order = found.orders[i];
    node.style.cssText = `top: ${round1(at.bars + i * at.row)}px; height: ${round1(at.row)}px`;
    node.setAttribute("aria-pressed", String(i + 1 === rest.n));
    node.setAttribute("aria-label", fill(labels.p_said, { n: i + 1, count: order.count, total: order.total, precision: i < found.used ? format(order.precision, 3) : labels.out }));
  });
}
