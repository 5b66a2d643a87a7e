// The pairs that the window makes, a row each: how likely each is held to be, and what it costs.

const ROW = 20.5, LEAST_ROW = 13.5, INSET = 4;

function buildPairs(view) {
  view.pairsTitle = h("h2", { class: "caption" }, view.labels.pairs);
  view.pairsSvg = s("svg", { "aria-hidden": "true" });
  view.pairBox = h("div", { class: "pair-box" });
  view.pairButtons = new Map();
  view.pairList = h("div", { class: "pair-list", role: "group", "aria-label": view.labels.pairs }, view.pairsSvg, view.pairBox);
  view.pairsFoot = s("svg", { "aria-hidden": "true" });
  view.pairsFold = h("details", { class: "part pairs-part", open: true }, h("summary", {}, view.labels.pairs), view.pairsTitle, view.pairList, view.pairsFoot);
  return view.pairsFold;
}

// The pair that is looked at: under the pointer, else in focus, else pinned; 0 for none.
const pairLooked = (view) => view.pointedPair || view.focusPair || view.rest.pair;

// The pair whose numbers are shown: if none is looked at, the likeliest.
function pairShown(view) {
  const { scene, rest } = view, looked = pairLooked(view), all = scene.distances(rest.centre, rest.window);
  if (scene.method === "cbow" || !all.length) return 0;
  return all.includes(looked) ? looked : all.reduce((top, d) => (scene.pair(view.at, rest.centre, d).p > scene.pair(view.at, rest.centre, top).p ? d : top));
}

function drawPairs(view) {
  const { scene, frame: f, rest, theme, labels } = view, isCbow = scene.method === "cbow", all = scene.K ? scene.distances(rest.centre, rest.window) : [], foot = 22 * f.k, room = f.isNarrow ? Infinity : f.pairsHigh - foot - 2;
  const row = clamp(room / Math.max(1, all.length), LEAST_ROW * f.k, ROW * f.k), list = isCbow ? [] : all, [marks, high] = isCbow ? meanRow(view, all) : [list.flatMap((d, i) => pairMarks(view, d, i * row, row)), list.length * row];
  sized(view.pairsSvg, f.pairs, Math.max(high, 1), marks);
  view.pairList.style.height = f.isNarrow ? "auto" : `${room}px`;
  placePairs(view, list, row);
  const loss = scene.K && all.length && (!isCbow || isMeanKnown(view)) ? scene.lossHere(view.at, rest.centre, rest.window) : NaN, said = fill(labels.loss_here, { loss: format(loss) }), isMarked = view.marked === "loss";
  const wide = measured(said, 11.5 * f.k, theme.mono, true), note = scene.output === "negative" ? labels.not_p : isCbow ? labels.bars_cbow : labels.bars;
  sized(view.pairsFoot, f.pairs, foot, [lineMark([[0, 2], [f.pairs, 2]], { stroke: theme.line }), textMark(view, note, 0, 15.5 * f.k, { size: 11, most: f.pairs - wide - 12 }),
    textMark(view, said, f.pairs, 15.5 * f.k, { size: 11.5, mono: true, bold: true, anchor: "end", fill: theme.text("loss") }), ...(isMarked ? [boxMark(f.pairs - wide - 3, 3.5 * f.k, wide + 3, 16 * f.k, { fill: theme.mark("loss"), opacity: 0.16, rx: 3 })] : [])]);
}

// Where bars and numbers begin: behind the longest pair that there is.
function pairColumns(view) {
  const { scene, frame: f, rest, theme } = view, size = 12 * f.k, all = scene.distances(rest.centre, rest.window), most = 74 * f.k, wide = (k) => Math.min(most, measured(visible(scene.token(k)), size, theme.font, true));
  const arrow = INSET + wide(rest.centre) + 5 * f.k, context = arrow + 17 * f.k, bar = context + Math.max(24 * f.k, ...all.map((d) => wide(rest.centre + d))) + 12 * f.k, number = f.pairs - INSET - 84 * f.k;
  return { centre: INSET, arrow, context, bar, end: number - 8 * f.k, number, most };
}

function pairMarks(view, d, y, row) {
  const { scene, frame: f, rest, theme, labels } = view, pair = scene.pair(view.at, rest.centre, d), at = pairColumns(view), middle = y + row / 2 + 4 * f.k, isOn = pairLooked(view) === d || (view.marked === "y" && pairShown(view) === d), isNegative = scene.output === "negative";
  const share = isNegative ? pair.sigma : pair.p, high = Math.min(8 * f.k, row - 5), wide = Math.max(0, at.end - at.bar), isBest = d === pairShown(view), out = [];
  if (isOn) out.push(boxMark(0.5, y + 0.5, f.pairs - 1, row - 1, { rx: 4, fill: css(mix(theme.page, theme.accent, 0.12)), stroke: rest.pair === d ? theme.accentText : null }));
  out.push(textMark(view, visible(scene.token(rest.centre)), at.centre, middle, { size: 12, bold: true, fill: theme.text("embedding"), most: at.most }), textMark(view, "→", at.arrow, middle, { size: 11.5 }),
    textMark(view, visible(scene.token(rest.centre + d)), at.context, middle, { size: 12, bold: true, fill: theme.text("output_vector"), most: at.most }),
    boxMark(at.bar, middle - 4 * f.k - high / 2, wide, high, { rx: 2, fill: theme.dark ? css(mix(theme.page, theme.ink, 0.13)) : css(mix(theme.page, theme.ink, 0.08)) }),
    boxMark(at.bar, middle - 4 * f.k - high / 2, Math.max(2, wide * share), high, { rx: 2, fill: theme.mark("probability"), "data-bar": d }),
    textMark(view, fill(isNegative ? labels.costs : labels.log_p, { loss: format(pair.loss) }), f.pairs - INSET, middle, { size: 11, mono: true, anchor: "end", bold: isOn, fill: isBest || isOn ? theme.inkText : theme.quiet }));
  return out;
}

// CBOW: one row, all words of the window and the one in the middle.
function meanRow(view, all) {
  const { scene, frame: f, rest, theme, labels } = view, isKnown = isMeanKnown(view), words = all.map((d) => visible(scene.token(rest.centre + d))), out = [], step = 17 * f.k;
  if (!words.length) return [out, 1];
  const lines = wrapped(`{ ${words.join("  ")} }`, f.pairs - 4, 12.5 * f.k, theme.font).slice(0, 3);
  lines.forEach((line, i) => out.push(textMark(view, line, 0, (i + 1) * step - 3, { size: 12, bold: true, fill: theme.text("output_vector"), most: f.pairs - 2 })));
  let y = lines.length * step + step;
  out.push(textMark(view, "→", 0, y - 3, { size: 12 }), textMark(view, visible(scene.token(rest.centre)), 18 * f.k, y - 3, { size: 12.5, bold: true, fill: theme.text("embedding"), most: 110 * f.k }));
  const mean = scene.mean(view.at, rest.centre), isNegative = scene.output === "negative", share = isKnown ? (isNegative ? mean.sigma : mean.p) : 0, from = 24 * f.k + Math.min(110 * f.k, measured(visible(scene.token(rest.centre)), 12.5 * f.k, theme.font, true)), wide = f.pairs - 92 * f.k - from;
  out.push(boxMark(from, y - 11 * f.k, wide, 8 * f.k, { rx: 2, fill: theme.line }), boxMark(from, y - 11 * f.k, Math.max(2, wide * share), 8 * f.k, { rx: 2, fill: theme.mark("probability") }),
    textMark(view, isKnown ? fill(isNegative ? labels.costs : labels.log_p, { loss: format(mean.loss) }) : "…", f.pairs, y - 3, { size: 11, mono: true, anchor: "end", fill: theme.inkText }));
  y += step;
  out.push(textMark(view, fill(labels.one_pair, { count: words.length }), 0, y, { size: 11, most: f.pairs }));
  return [out, y + 6];
}

// Buttons over the rows, one for each distance, as long as there is such a row.
function placePairs(view, all, row) {
  const { scene, rest, labels } = view;
  for (const [d, node] of view.pairButtons) if (!all.includes(d)) { node.remove(); view.pairButtons.delete(d); }
  all.forEach((d, i) => {
    if (!view.pairButtons.has(d)) {
      const node = button({ class: "pair", "data-pair": d }, "", () => pinPair(view, d)), after = all.slice(i + 1).map((one) => view.pairButtons.get(one)).find(Boolean);
      node.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") lookAtPair(view, "pointedPair", d); });
      node.addEventListener("pointerleave", () => lookAtPair(view, "pointedPair", 0));
      node.addEventListener("focus", () => { if (node.matches(":focus-visible")) lookAtPair(view, "focusPair", d); });
      node.addEventListener("blur", () => lookAtPair(view, "focusPair", 0));
      view.pairBox.insertBefore(node, after ?? null);
      view.pairButtons.set(d, node);
    }
    const node = view.pairButtons.get(d);
    node.style.cssText = `top: ${i * row}px; height: ${row}px`;
    node.setAttribute("aria-pressed", String(rest.pair === d));
    node.setAttribute("aria-label", pairSaid(view, d));
    node.title = view.labels.pin;
  });
}

function lookAtPair(view, by, d) {
  if (view[by] === d) return;
  view[by] = d;
  invalidate(view);
}

function pinPair(view, d) {
  change(view, { pair: view.rest.pair === d ? 0 : d });
}

// Up and down through the rows.
function walkPairs(view, by) {
  const all = view.scene.distances(view.rest.centre, view.rest.window), now = all.indexOf(view.rest.pair);
  if (view.scene.method !== "cbow" && all.length) change(view, { pair: all[now < 0 ? (by > 0 ? 0 : all.length - 1) : clamp(now + by, 0, all.length - 1)] });
}
