// The list: y* over ŷ, their scores as bars and numbers, and whose fault it is. Only the rows that are seen are drawn.

const BAR_HIGH = 8;

function buildRows(view) {
  const { labels } = view;
  view.heads = s("svg", { class: "heads", "aria-hidden": "true" });
  view.rowsSvg = s("svg", { class: "rows", "aria-hidden": "true" });
  view.rowBox = h("div", { class: "row-box" });
  view.rowButtons = new Map();
  view.goodButton = button({ class: "as-good", "aria-pressed": "false" }, labels.as_good, () => toggleGood(view));
  view.list = h("div", { class: "row-list", tabindex: "0", role: "application", "aria-label": `${labels.rows}. ${labels.keys}` }, h("div", { class: "held" }, view.rowsSvg), view.rowBox, view.goodButton);
  view.axis = s("svg", { class: "axis", "aria-hidden": "true" });
  view.pageUp = pictureButton("up", labels.page_up, () => pageBy(view, -1));
  view.pageDown = pictureButton("down", labels.page_down, () => pageBy(view, 1));
  view.moreRows = h("span", { class: "more-rows" });
  view.foot = h("div", { class: "foot" }, h("span", { class: "pages" }, view.pageUp, view.pageDown, view.moreRows), view.axis);
  return h("section", { class: "rows-part" }, view.heads, view.list, view.foot);
}

const barX = (view, value) => { const { bar, end } = view.frame; return between(bar, end, clamp(1 - value / lowShown(view), 0, 1)); };
const pageBy = (view, by) => scrollTo(view, clamp(view.list.scrollTop + by * (view.list.clientHeight - view.frame.row), 0, view.list.scrollHeight - view.list.clientHeight), !still());

function drawRows(view, now) {
  const { frame: f, list } = view, high = listHigh(view), { tops, high: whole } = (view.places = placesOf(view)), out = [];
  list.style.height = `${Math.round(high)}px`;
  view.rowBox.style.height = `${Math.max(whole, high)}px`;
  runScroll(view, now);
  const from = list.scrollTop, seen = view.listed.filter((row) => tops.get(row) < from + high && tops.get(row) + highOf(view, row) > from);
  for (const row of seen) out.push(rowMark(view, row, tops.get(row) - from, now));
  sized(view.rowsSvg, f.wide, Math.round(high), out);
  placeButtons(view, seen);
  drawHeads(view);
  drawFoot(view, seen.length, from, whole - high);
}

function drawHeads(view) {
  const { frame: f, theme, labels, rest, marked } = view, k = f.k, head = { size: 10.5 }, y = 11 * k, isRanked = rest.width > 1, of = (term) => (marked === term ? theme.text(view.cases.terms.get(term).colour) : theme.quiet);
  if (f.isNarrow) { sized(view.heads, f.wide, 0, []); return; }
  const title = isRanked ? labels.head_bars : labels.head_bars_unranked, T = [textMark(view, labels.head_text, f.text, y, head), textMark(view, title, f.bar, y, { ...head, most: f.score - 40 * k - f.bar, fill: of("score") })];
  T.push(textMark(view, labels.head_score, f.score, y, { ...head, anchor: "end", fill: of("score") }), textMark(view, "log P", f.total, y, { ...head, anchor: "end", fill: of("sum") }), textMark(view, "T", f.T, y, { ...head, anchor: "end", fill: of("power") }), textMark(view, labels.head_fault, f.chip, y, head));
  sized(view.heads, f.wide, 16 * k, [...T, lineMark([[0, 15.5 * k], [f.wide, 15.5 * k]], { stroke: theme.line })]);
}

function rowMark(view, row, y, now) {
  const { frame: f, theme } = view, k = f.k, one = view.found.get(row), share = openShare(view, row), high = highOf(view, row), out = [], began = view.flashes.get(row), piece = view.pointed?.piece ?? null;
  if (share) out.push(boxMark(0.5, y + 1, f.wide - 1, high - 3, { rx: 5, fill: theme.pale, stroke: theme.accentText, "stroke-opacity": 0.4 * share, opacity: share < 1 ? share : null, "data-open": row }));
  else out.push(lineMark([[0, y + high - 0.5], [f.wide, y + high - 0.5]], { stroke: theme.line }));
  if (began !== undefined) out.push(boxMark(0.5, y + 1, f.wide - 1, f.row - 2, { rx: 4, fill: theme.mark(COLOUR_OF[one.kind] ?? "human"), opacity: round2(0.28 * (1 - (now - began) / FLASH_MS)), "data-flash": row }));
  const middle = y + (f.isNarrow ? 51 * k : f.row / 2), size = 3.4 * k, x = 8 * k, angle = 90 * share;
  out.push(s("path", { d: `M${-size} ${-size}L${size} 0L${-size} ${size}Z`, transform: `translate(${round1(x)} ${round1(middle)}) rotate(${round1(angle)})`, fill: theme.quiet }));
  [one.human, one.machine].forEach((text, side) => out.push(...sideMarks(view, one, text, side, y)));
  out.push(...chipMarks(view, one, f.chip, f.isNarrow ? y + 42 * k : y + f.row / 2 - 9 * k));
  if (share) out.push(drawerMark(view, row, y + f.row, share));
  return s("g", { "data-row": row, opacity: piece && one.kind !== piece ? 0.35 : null }, ...out);
}

const round2 = (value) => Math.round(value * 100) / 100;

// One of the two sentences: its words, its bar, its numbers.
function sideMarks(view, one, text, side, y) {
  const { frame: f, theme, marked } = view, k = f.k, meaning = side ? "machine" : "human", base = y + (side ? 29 : 14) * k, colour = theme.text(meaning), value = scoresShown(view, one.row)[side], isGreater = one.kind !== "equal" && (side ? one.scores[1] >= one.scores[0] : one.scores[0] > one.scores[1]), isOpen = one.row === view.rest.row;
  const shown = text.text || view.labels.nothing, out = [letterMark(view, side ? "ŷ" : "y*", f.text - 4 * k, base, { size: 11.5, anchor: "end", fill: colour })];
  out.push(textMark(view, shown, f.text, base, { size: 13, bold: isOpen, fill: side ? colour : theme.inkText, most: f.textEnd - f.text, hit: `row:${one.row}` }));
  if (!side && view.cases.isOwn(one.row)) { const x = f.text + measured(shown, round1(13 * k), theme.font, isOpen) + 10 * k; if (x < f.textEnd - 40 * k) out.push(textMark(view, view.labels.yours, x, base, { size: 10.5, most: f.textEnd - x })); }
  const barY = f.isNarrow ? y + (side ? 54 : 41) * k : y + (side ? 20 : 5.5) * k, high = BAR_HIGH * k, end = barX(view, value), isBelow = value < lowShown(view), hit = `bar:${one.row}:${side}`;
  if (isBelow) out.push(textMark(view, "‹", f.bar, barY + 7.5 * k, { size: 12, bold: true, fill: colour }));
  else out.push(boxMark(f.bar, barY, Math.max(1, end - f.bar), high, { rx: 1.5, fill: theme.mark(meaning), "data-bar": meaning, "data-value": value.toFixed(4), opacity: marked === "sum" || marked === "power" ? 0.4 : null }));
  if (isGreater) out.push(boxMark(end - 1, f.isNarrow ? y + 38 * k : y + 3 * k, 1.5, (f.isNarrow ? 27 : 28) * k, { fill: theme.inkText, "data-greater": meaning }));
  out.push(boxMark(f.bar, barY - 3 * k, f.end - f.bar, high + 6 * k, { fill: "transparent", "data-hit": hit, class: "hot" }));
  const number = (content, x, options) => textMark(view, content, x, f.isNarrow ? barY + 8 * k : base, { size: 11.5, mono: true, anchor: "end", ...options });
  out.push(number(format(value), f.score, { bold: isGreater || marked === "score", fill: marked === "score" ? theme.text("search") : isGreater ? theme.inkText : theme.quiet }));
  if (f.isNarrow) return out;
  out.push(number(format(text.total), f.total, { bold: marked === "sum", fill: marked === "sum" ? theme.text("model") : theme.quiet }), number(String(text.T), f.T, { bold: marked === "power", fill: marked === "power" ? theme.text("length_rule") : theme.quiet }));
  return out;
}

// Whose fault: in its colour; a dashed edge where the mistake says otherwise than the score.
function chipMarks(view, { kind, right, row }, x, y) {
  const { frame: f, theme, labels } = view, k = f.k, meaning = COLOUR_OF[kind], text = labels[`verdict_${kind}`], size = round1(11.5 * k), wide = measured(text, size, theme.font, true) + 20 * k, colour = meaning ? theme.mark(meaning) : theme.line, left = f.isNarrow ? f.wide - wide - 6 * k : x;
  return [boxMark(left, y, wide, 18 * k, { rx: 9 * k, fill: meaning ? tint(view, meaning, 0.07) : "none", stroke: colour, "stroke-width": 1.4, "stroke-dasharray": kind === right ? null : "4 3", "data-hit": `chip:${row}`, "data-chip": kind, class: "hot" }),
    textMark(view, text, left + wide / 2, y + 13 * k, { size: 11.5, bold: true, anchor: "middle", fill: meaning ? theme.text(meaning) : theme.quiet })];
}

// The scale of the bars, and how many rows are not seen.
function drawFoot(view, seen, from, most) {
  const { frame: f, theme, labels, listed } = view, k = f.k, low = -lowShown(view), step = niceStep(low / 5), out = [], hidden = listed.length - seen;
  for (let value = 0; value <= low * 1.0001; value += step) {
    const x = barX(view, -value);
    out.push(lineMark([[x, 0], [x, 4]], { stroke: theme.quiet }), textMark(view, `${value ? MINUS : ""}${Number(value.toFixed(3))}`, x, 14 * k, { size: 10, mono: true, anchor: value < low * 0.98 ? (value || !f.isNarrow ? "middle" : "end") : "start" }));
  }
  sized(view.axis, f.wide, AXIS_HIGH * k, [lineMark([[f.bar, 0.5], [f.end, 0.5]], { stroke: theme.line }), ...out]);
  const none = view.rest.only !== "all" && !listed.some((row) => view.found.get(row).kind === view.rest.only);
  setText(view.moreRows, none ? fill(labels.none_of, { verdict: labels[`verdict_${view.rest.only}`] }) : hidden > 0 ? fill(labels.more_rows, { count: hidden }) : "");
  view.pageUp.disabled = from < 1;
  view.pageDown.disabled = from > most - 1;
}

// Buttons over the heads of the rows that are seen, in their order; the open one is in the order of the keys.
function placeButtons(view, seen) {
  const { frame: f, rowButtons, rest } = view;
  for (const [row, node] of rowButtons) if (!seen.includes(row) && node !== view.shadow.activeElement) { node.remove(); rowButtons.delete(row); }
  let last = null;
  for (const row of seen) {
    if (!rowButtons.has(row)) rowButtons.set(row, button({ class: "row", "data-hit": `row:${row}`, "data-case": row }, "", () => openRow(view, row)));
    const node = rowButtons.get(row), top = view.places.tops.get(row), said = rowSaid(view, row);
    node.style.cssText = `top: ${round1(top)}px; height: ${f.row}px`;
    node.tabIndex = row === rest.row ? 0 : -1;
    node.setAttribute("aria-expanded", String(row === rest.row));
    if (node.getAttribute("aria-label") !== said) node.setAttribute("aria-label", said);
    if (node !== (last ? last.nextSibling : view.rowBox.firstChild) && node !== view.shadow.activeElement) view.rowBox.insertBefore(node, last ? last.nextSibling : view.rowBox.firstChild);
    last = node;
    if (view.focusRow === row) { view.focusRow = null; node.focus({ preventScroll: true }); }
  }
  placeGood(view);
}

function placeGood(view) {
  const { rest, frame: f, goodButton: node, labels } = view, one = openOf(view), d = view.drawers(rest.row), isThere = one.kind !== "equal" && openShare(view, rest.row) === 1;
  node.hidden = !isThere;
  if (!isThere) return;
  const top = view.places.tops.get(rest.row) + f.row + d.saidTop + d.lines.length * LINE * f.k + 5 * f.k;
  node.style.cssText = `top: ${round1(top)}px; left: ${round1(d.saidLeft)}px`;
  node.setAttribute("aria-pressed", String(one.kind === "marked"));
  setText(node, one.kind === "marked" ? labels.as_good_on : labels.as_good);
}
