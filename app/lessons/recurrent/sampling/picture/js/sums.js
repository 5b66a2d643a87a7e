// Beneath the picture at the right: the same in numbers, for the symbol that is drawn or the piece that is pointed at.

function drawNumbers(view) {
  const { rest, shown, theme } = view, place = shownPiece(view), key = [view.received, JSON.stringify(rest), place, shown.u, theme.key, view.labelKey].join("|");
  if (view.numbersKey !== key) fillNumbers(view, place);
  view.numbersKey = key;
  for (const node of view.numbers.querySelectorAll("[data-term]")) node.classList.toggle("marked", marksOf(view, node.dataset.term) === view.marked);
}

function fillNumbers(view, place) {
  const token = tokenOf(view, place);
  view.wordTitle.replaceChildren(withToken(view.labels.row_by_row, token), h("span", { class: "read", title: view.labels.z_title }, view.labels.z_note));
  view.numbers.replaceChildren(...sumLines(view, place, token).map((words) => h("div", {}, ...words.map((word) => sumWord(view, word)))));
}

const shownPiece = (view) => view.pointedPlace ?? view.shown.place;
const tokenOf = (view, place) => tokenText(view, view.model.symbols[view.model.ranking(view.rest.step).order[place]]);

// A word is text, or [term, text] in the term's colour.
function sumWord(view, word) {
  if (typeof word === "string" || word instanceof Node) return word;
  const [term, text] = word, colour = view.theme.text(view.model.terms.get(term)?.colour);
  return h("span", { class: "value", "data-term": term, style: `color:${colour}` }, text);
}

const longSum = (value) => (value < 1e5 ? value.toFixed(1) : value.toExponential(1).replace("e+", " · 10^"));
const aligned = (text, width) => text.padEnd(width);

function sumLines(view, place, token) {
  const { rest, warp, model, shown, labels } = view, { rows } = warp, z = format(model.ranking(rest.step).sorted[place]), isLast = rest.temperature_last;
  const lines = [[aligned("p", 3), "= ", aligned(`exp(${z})`, 18), `/ ${longSum(1 / rows[0][0])}`, " = ", h("b", {}, chance(rows[0][place]))]];
  lines.push(...(isLast ? [cutLine(view, place, 0), squeezedLine(view, place, z, 2)] : [squeezedLine(view, place, z, 1), cutLine(view, place, 1)]));
  lines.push(hitLine(view, place, token));
  const t = timeOf(view), isEnd = model.symbols[model.ranking(rest.step).order[place]] === EOS;
  lines.push([h("span", { class: "quiet" }, isEnd ? labels.ends_here : unitLabel(view, "read_next", { next: t + 1, time: t }))]);
  return lines;
}

function squeezedLine(view, place, z, row) {
  const { rest, warp, labels } = view, value = ["squeezed", chance(warp.rows[row][place])], isGone = row === 2 && place >= warp.cut.count;
  if (isGone) return [aligned("q", 3), "= ", ["squeezed", "0"], `   ${labels.is_cut}`];
  if (rest.temperature === 0) return [aligned("q", 3), "= ", aligned(labels.greedy_sum, 18), " = ", value];
  return [aligned("q", 3), "= ", aligned(`exp(${z} / ${rest.temperature.toFixed(2)})`, 18), `/ ${longSum(1 / warp.rows[row][0])}`, " = ", value];
}

function cutLine(view, place, row) {
  const { warp, labels, rest } = view, { cut, rows } = warp, before = rows[row][place], after = rows[row + 1][place], count = rest.temperature === 0 && row ? warp.most : cut.count;
  if (place >= cut.count) return [aligned("q′", 3), "= ", ["cut", "0"], `   ${labels.is_cut}`];
  const left = unitLabel(view, count === 1 ? "left_one" : "left_many", { count: many(count) });
  return [aligned("q′", 3), "= ", aligned(`${chance(before)} / ${chance(cut.left)}`, 18), "= ", ["cut", chance(after)], `   ${left}`];
}

// As many as tell the needle from the ends of the piece that it hits.
function digitsOf([from, to], u) {
  for (let digits = 3; digits < 8; digits++) if (from.toFixed(digits) !== to.toFixed(digits) && (u < from || u >= to || u.toFixed(digits) !== to.toFixed(digits))) return digits;
  return 8;
}

// Where the piece lies in the last bar, and whether the needle hits it.
function hitLine(view, place, token) {
  const { warp, shown, labels, rest } = view, edge = rest.temperature_last ? "edge_last" : "edge", ends = [warp.edges[2][place], warp.edges[2][place + 1]], digits = digitsOf(ends, shown.u);
  const [from, to] = ends.map((at) => at.toFixed(digits)), u = ["needle", shown.u.toFixed(digits)];
  const bdi = h("bdi", { class: "value", style: `color:${view.theme.text("drawn")}` }, token);
  if (shown.isKept) return ["     ", from, " … ", [edge, to], `   ${labels.kept_sum}`];
  if (place !== shown.place) return ["     ", from, " … ", [edge, to], `   ${place >= warp.most ? labels.never_hit : labels.not_hit} `, "u = ", u];
  return ["     ", from, " ≤ u = ", u, " < ", [edge, to], "  → ", bdi];
}
