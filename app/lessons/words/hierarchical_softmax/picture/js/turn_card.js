// A turn looked at closely: θ of the turn and e, number by number, their products, x = θ·e, and σ of either way.

const CELLS = 300, CELL_HIGH = 12, CARD_GAP = 14; // pixels

function buildCard(view) {
  view.turnCard = h("div", { class: "turn-card", hidden: true, role: "presentation" });
  return view.turnCard;
}

function drawCard(view) {
  const { turnCard: card, tree, theme, labels } = view, node = turnLooked(view);
  card.hidden = !node;
  if (!node) return;
  const key = [view.received, theme.key, view.labelKey, node.key, view.walked, view.rest.tree, view.rest.scale, view.frame.k].join("|");
  if (view.cardKey !== key) {
    view.cardKey = key;
    const way = walkedPath(view).find((one) => one.parent === node);
    card.replaceChildren(h("b", {}, fill(labels.card_title, { turn: node.depth + 1, centre: isolated(visible(view.lot.centre)) })), cellsNode(view, node), ...[0, 1].map((digit) => wayNode(view, node, digit, way?.digit === digit)));
  }
  placeCard(view, node);
}

// Rows of cells: θ, e and their products, which add up to x.
function cellsNode(view, node) {
  const { lot, rest, theme, frame: f } = view, k = f.k, { theta, e } = lot.vectors(rest.scale, formOf(view), node.turn), colours = theme.table("signed").css;
  const high = CELL_HIGH * k, gap = 4 * k, left = 30 * k, sum = 74 * k, wide = Math.min(CELLS * k, view.figure.clientWidth - 2 * paddingOf(view) - left - sum - 6 * k), cell = wide / theta.length;
  const rows = [["θ", theta, theme.text("output_vector")], ["e", e, theme.text("embedding")], ["θ·e", theta.map((value, i) => value * e[i]), theme.inkText]];
  const marks = rows.flatMap(([name, values, colour], row) => {
    const limit = Math.max(1e-9, ...values.map(Math.abs)), y = row * (high + gap), cells = Array.from(values, (value, i) => boxMark(left + i * cell, y, Math.max(0.5, cell - 0.6), high, { fill: colours[shade(value, "signed", limit)], "data-cell": name }));
    return [textMark(view, name, left - 5 * k, y + high - 2.2 * k, { size: 11.5, bold: true, anchor: "end", fill: colour }), ...cells];
  });
  marks.push(textMark(view, `Σ = ${format(node.logit)}`, left + wide + 6 * k, 3 * high + 5.8 * k, { size: 12, mono: true, bold: true, fill: theme.inkText }));
  const svg = s("svg", { "aria-hidden": "true" });
  sized(svg, left + wide + sum, 3 * high + 2.5 * gap, marks);
  return svg;
}

function wayNode(view, node, digit, isTaken) {
  const { theme } = view, x = format(node.logit), colour = isTaken ? `color: ${theme.text("update")}` : null;
  const sigma = h("span", { class: "sigma" }, digit ? `1 ${MINUS} σ(${x}) = ` : `σ(${x}) = `, h("b", { style: colour }, precise(shareOf(node, digit))));
  return h("div", { class: isTaken ? "way taken" : "way" }, h("span", { class: "mark", style: colour }, wayMark(view, node, digit)), sigma, h("span", {}, wordsBeneath(view, node.ways[digit])));
}

// Beneath the pill where there is room, else above it.
function placeCard(view, node) {
  const { turnCard: card, river, figure, frame: f } = view, origin = figure.getBoundingClientRect(), stage = river.getBoundingClientRect(), at = view.pillsAt.get(node.key) ?? { x: 0, y: 0 }, { offsetWidth: wide, offsetHeight: high } = card;
  const gap = CARD_GAP * f.k, left = stage.left - origin.left + at.x - wide / 2, y = stage.top - origin.top + at.y, above = y - high - gap;
  card.style.transform = `translate(${Math.round(clamp(left, 4, Math.max(4, origin.width - wide - 6)))}px, ${Math.round(y + gap + high > origin.height && above > 0 ? above : y + gap)}px)`;
}
