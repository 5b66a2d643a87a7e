// The table of small questions: a row for the true pair and one for each word drawn, what each costs and how it pushes.

const INSET = 6, FULL_PUSH = 76; // FULL_PUSH: pixels of a push of 1

function buildRows(view) {
  view.rowsTitle = h("h2", { class: "caption" });
  view.heads = s("svg", { "aria-hidden": "true" });
  view.rowsSvg = s("svg", { "aria-hidden": "true" });
  view.rowBox = h("div", { class: "row-box" });
  view.rowButtons = [];
  view.rowList = h("div", { class: "row-list", tabindex: "0", role: "application", "aria-label": `${view.labels.rows}. ${view.labels.keys}` }, view.rowsSvg, view.rowBox);
  view.rowsFoot = s("svg", { "aria-hidden": "true" });
  view.rowsPart = h("section", { class: "part rows-part" }, view.rowsTitle, view.heads, view.rowList, view.rowsFoot);
  return view.rowsPart;
}

// Where the columns begin; on a phone the centre has none, it is the same in every row.
function rowColumns(view) {
  const { lot, frame: f, theme } = view, k = f.k, most = (f.isNarrow ? 74 : 92) * k, wide = Math.min(most, measured(lot.token(lot.centre), 13 * k, theme.font, true));
  const centre = INSET, word = f.isNarrow ? INSET : centre + Math.max(44 * k, wide) + 14 * k, truth = word + (f.isNarrow ? 78 : 104) * k, bar = truth + (f.isNarrow ? 20 : 26) * k, push = f.isNarrow ? 34 * k : FULL_PUSH * k;
  const number = 42 * k, axis = f.left - INSET - Math.max(push, number), least = axis - Math.max(push, number), loss = least - (f.isNarrow ? 34 : 32) * k, sigma = loss - (f.isNarrow ? 40 : 46) * k;
  return { centre, word, truth, bar, end: sigma - (f.isNarrow ? 10 : 14) * k, sigma, loss, axis, push, most: truth - word - 14 * k, mostCentre: most };
}

function drawRows(view) {
  const { lot, frame: f, rest, labels, theme, x } = view, k = f.k, at = rowColumns(view), all = lot.questions(x, rest.pair, rest.k), head = { size: 10.5 };
  setText(view.rowsTitle, fill(labels.rows_title, { count: capital(countWord(view, rest.k + 1)), vocabulary: grouped(lot.vocabulary) }));
  sized(view.heads, f.left, HIGH.heads * k, [f.isNarrow ? null : textMark(view, labels.head_centre, at.centre, 10 * k, head), textMark(view, labels.head_word, at.word, 10 * k, head), textMark(view, labels.head_true, at.truth, 10 * k, { ...head, anchor: "middle" }),
    textMark(view, "σ(θ·e)", at.bar, 10 * k, head), textMark(view, labels.head_loss, at.loss + 26 * k, 10 * k, { ...head, anchor: "end", fill: view.marked === "loss" ? theme.text("loss") : theme.quiet }), textMark(view, f.isNarrow ? labels.head_push_short : labels.head_push, f.left - INSET, 10 * k, { ...head, anchor: "end" })].filter(Boolean));
  const high = all.length * f.row, nodes = all.flatMap((one, j) => (rowShare(view, j) > 0 ? [rowMark(view, one, j, at)] : [restMark(view, j)]));
  sized(view.rowsSvg, f.left, Math.max(high, 1), nodes);
  view.rowList.style.height = `${Math.max(f.rows, 20)}px`;
  view.rowList.classList.toggle("scrolls", all.length > ROWS_SEEN);
  drawSum(view, all, at);
  placeRows(view, all);
  if (view.glide && view.at > ROWS_SEEN - 1) showRow(view, Math.min(all.length - 1, Math.floor(view.at)));
}

// A row that is still to come: a faint line where it will stand.
function restMark(view, j) {
  const { frame: f, theme } = view, y = (j + 0.5) * f.row;
  return lineMark([[INSET, y], [f.left - INSET, y]], { stroke: theme.line, "stroke-dasharray": "1 5" });
}

function rowMark(view, one, j, at) {
  const { lot, frame: f, theme } = view, k = f.k, y = j * f.row, middle = y + f.row / 2, base = middle + 4.3 * k, colour = j ? "loss" : "update", isOn = isLit(view, j), isPinned = view.pinned?.row === j;
  const share = rowShare(view, j), isThere = j && share < 1 && view.glide ? clamp((share - 0.85) / 0.15, 0, 1) : j ? (share < 1 && !view.glide ? 0 : 1) : share, out = [];
  if (isOn || !j) out.push(boxMark(0.5, y + 1, f.left - 1, f.row - 2, { rx: 4, fill: isOn ? tint(view, colour, 0.12) : tint(view, "update", 0.07), stroke: isPinned ? theme.mark(colour) : null }));
  if (!f.isNarrow) out.push(textMark(view, lot.token(lot.centre), at.centre, base, { size: 13, bold: true, fill: theme.text("embedding"), most: at.mostCentre }));
  out.push(textMark(view, lot.name(one.word), at.word, base, { size: 13, bold: true, fill: theme.text("output_vector"), most: at.most }));
  if (j && wrongNote(view, one.word)) out.push(...wrongMarks(view, at.word + Math.min(at.most, measured(lot.name(one.word), 13 * k, theme.font, true)) + 7 * k, middle));
  out.push(s("circle", { cx: round1(at.truth), cy: round1(middle), r: round1(9 * k), fill: j ? theme.pageText : theme.mark("update"), stroke: theme.mark(colour), "stroke-width": 1.6 }),
    textMark(view, j ? "0" : "1", at.truth, base, { size: 12, mono: true, bold: true, anchor: "middle", fill: j ? theme.text("loss") : theme.pageText }));
  out.push(...barMarks(view, one, at, middle));
  const isLoss = view.marked === "loss";
  out.push(textMark(view, sigmaText(one.sigma), at.sigma + 30 * k, base, { size: 12.5, mono: true, anchor: "end", fill: theme.inkText }), textMark(view, format(one.loss), at.loss + 28 * k, base, { size: 12.5, mono: true, anchor: "end", bold: isLoss || isOn, fill: isLoss || isOn ? theme.text(colour) : theme.inkText }));
  out.push(lineMark([[at.axis, y + 3], [at.axis, y + f.row - 3]], { stroke: theme.line }), ...arrowMarks([at.axis, middle], [at.axis + one.push * at.push, middle], theme.mark(colour), { wide: 2, head: 6 * k }));
  out.push(textMark(view, signedText(one.push), at.axis + (j ? 5 : -5) * k, base, { size: 11.5, mono: true, anchor: j ? "start" : "end", fill: theme.text(colour) }));
  return s("g", { opacity: isThere < 1 ? round1(isThere) : null, "data-row": j }, ...out);
}

// The bar of σ, the mark | where it should be, and how far a step along the push brings it.
function barMarks(view, one, at, middle) {
  const { frame: f, theme } = view, k = f.k, wide = at.end - at.bar, high = 11 * k, top = middle - high / 2, colour = one.y ? "update" : "loss", to = pushedSigma(view, one), from = one.sigma, end = from + (to - from) * pushShare(view), place = (value) => at.bar + wide * value, out = [];
  out.push(boxMark(at.bar, top, wide, high, { rx: 2, fill: tint(view, "ink", theme.dark ? 0.14 : 0.09) }), boxMark(at.bar, top, Math.max(1.5, wide * (one.y ? from : end)), high, { rx: 2, fill: theme.mark(colour), "data-bar": one.y }));
  if (pushShare(view) > 0) out.push(boxMark(place(Math.min(from, end)), top, wide * Math.abs(end - from), high, { fill: theme.mark(colour), opacity: 0.42, "data-creep": one.y }));
  out.push(boxMark(place(one.y) - (one.y ? 1 : 0) * 2 * k, middle - 8.5 * k, 2 * k, 17 * k, { fill: theme.inkText, "data-target": one.y }));
  return out;
}

function wrongMarks(view, x, y) {
  const { frame: f, theme } = view, r = 5.2 * f.k;
  return [s("circle", { cx: round1(x), cy: round1(y), r: round1(r), fill: "none", stroke: theme.mark("reset"), "stroke-width": 1.2, "data-wrong": true }), textMark(view, "!", x, y + 3.4 * f.k, { size: 9.5, bold: true, anchor: "middle", fill: theme.text("reset") })];
}

function drawSum(view, all, at) {
  const { frame: f, labels, theme } = view, k = f.k, there = all.filter((_, j) => rowShare(view, j) >= 1), sum = there.reduce((total, one) => total + one.loss, 0), isMarked = view.marked === "loss", y = 15 * k, out = [];
  out.push(lineMark([[f.isNarrow ? 0 : at.bar, 1.5], [f.left, 1.5]], { stroke: theme.line }));
  if (isMarked) out.push(boxMark(at.loss - 12 * k, 3 * k, 44 * k, 16 * k, { rx: 3, fill: tint(view, "loss", 0.18) }));
  if (there.length) out.push(textMark(view, format(sum), at.loss + 28 * k, y, { size: 12.5, mono: true, bold: true, anchor: "end", fill: theme.text("loss"), term: "loss" }), there.length > 1 && textMark(view, fill(labels.sum, { count: countWord(view, there.length) }), at.bar, y, { size: 10.5 }));
  const wrong = there.find((one, j) => j && wrongNote(view, one.word));
  if (wrong && !f.isNarrow) out.push(...wrongMarks(view, INSET + 5.5 * k, y - 4 * k), textMark(view, labels.wrong_short, INSET + 15 * k, y, { size: 10.5, most: at.bar - INSET - 22 * k }));
  if (!f.isNarrow) out.push(textMark(view, labels.target, f.left - INSET, y, { size: 10.5, anchor: "end", most: f.left - INSET - at.loss - 34 * k }));
  sized(view.rowsFoot, f.left, HIGH.foot * k, out.filter(Boolean));
}

// Buttons over the rows that are there: one of them in the order of the keys.
function placeRows(view, all) {
  const { frame: f } = view, count = Math.min(all.length, rowsSeen(view));
  while (view.rowButtons.length > count) view.rowButtons.pop().remove();
  while (view.rowButtons.length < count) view.rowButtons.push(rowButton(view, view.rowButtons.length));
  view.rowButtons.forEach((node, j) => {
    node.style.cssText = `top: ${j * f.row}px; height: ${f.row}px`;
    node.tabIndex = (view.pinned?.row ?? 0) === j ? 0 : -1;
    node.setAttribute("aria-pressed", String(view.pinned?.row === j));
    node.setAttribute("aria-label", rowSaid(view, j));
  });
}

function rowButton(view, j) {
  const node = button({ class: "row", "data-hit": `row:${j}`, "data-question": j }, "", () => pin(view, { row: j }));
  node.addEventListener("focus", () => { if (node.matches(":focus-visible")) look(view, "focused", { row: j }); });
  node.addEventListener("blur", () => look(view, "focused", null));
  view.rowBox.append(node);
  return node;
}

// Where there are more rows than are seen, this one comes into sight.
function showRow(view, j) {
  const { rowList, frame: f } = view, top = j * f.row, bottom = top + f.row;
  if (top < rowList.scrollTop) rowList.scrollTop = top;
  else if (bottom > rowList.scrollTop + rowList.clientHeight) rowList.scrollTop = bottom - rowList.clientHeight;
}
