// The river: bands from turn to turn, the way that is walked in strong green as far as the step, a pill at each of its turns.

const LEAST_PILL = 25, LEAST_WORDED = 33; // pixels between two turns: below, a pill is drawn only where one is; is drawn small

function buildRiver(view) {
  view.riverTitle = h("h2", { class: "caption" });
  view.riverSvg = s("svg", { "aria-hidden": "true" });
  view.leafBox = h("div", { class: "leaf-box" });
  view.pillBox = h("div", { class: "pill-box" });
  Object.assign(view, { leafButtons: [], pillButtons: [] });
  view.river = h("div", { class: "river", tabindex: "0", role: "application" }, view.riverSvg, view.leafBox, view.pillBox);
  return h("section", { class: "part river-part" }, view.riverTitle, view.river);
}

// The tree that is drawn, with the way that is walked in it.
function plant(view) {
  const { lot, rest } = view, form = formOf(view);
  view.walk = lot.bundled(rest.scale, form, view.walked);
  view.tree = rest.scale === "real" ? view.walk : lot.whole(form);
  view.above = lot.once(`above ${rest.scale} ${form} ${rest.scale === "real" ? view.walked : ""}`, () => (rest.scale === "real" ? sidesAbove : waysAbove)(view.tree));
}

function drawRiver(view, now) {
  const { lot, rest, labels, frame: f } = view, title = rest.scale === "real" ? labels.title_real : labels.title_small;
  setText(view.riverTitle, fill(title, { count: grouped(rest.scale === "real" ? lot.vocabulary : lot.words.length) }));
  view.river.setAttribute("aria-label", [view.riverTitle.textContent, stepSaid(view), labels.keys].join(". "));
  if (f.isNarrow) drawUpright(view);
  else drawWide(view, now);
}

function drawWide(view, now) {
  const { frame: f, tree } = view, r = (view.riverAt = riverFrame(view, tree));
  const target = placesOf(tree, view.above, { slot: (leaf) => r.row + r.thick * leaf.p, thick: r.thick, left: r.left, pitch: r.pitch, top: r.top });
  const places = slidPlaces(view, target, [view.received, view.rest.scale, view.rest.tree, view.rest.scale === "real" ? view.walked : "", frameKey(view)].join("|"), now);
  view.rows = tree.leaves.map((node) => ({ node, ...target.get(node.key), left: target.get(node.key).x + 6 * f.k })).sort((a, b) => a.y - b.y);
  const marks = [...leaderMarks(view, places), ...branchMarks(view, places), ...wayMarks(view, places), ...axisMarks(view), ...leafMarks(view, places), ...pillMarks(view, places)];
  sized(view.riverSvg, f.left, r.high + FOOT * f.k, marks);
  placeLeaves(view);
  placePills(view, target);
}

// All branches, and a ring at each turn that is not on the way.
function branchMarks(view, places) {
  const { tree, theme } = view, { path } = turnsShown(view), out = [], isLeft = ["one_minus", "sigma_minus"].includes(view.marked), colour = waterOf(view, false), branch = looked(view)?.branch;
  const lit = branch ? new Set(pathTo(tree.nodes.get(branch) ?? tree.root)) : null;
  for (const node of tree.nodes.values()) {
    if (!node.parent) continue;
    const place = places.get(node.key), isOff = path.includes(node.parent) && !path.includes(node);
    out.push(bandMark(place, lit?.has(node) ? tint(view, "update", 0.6) : isLeft && isOff ? theme.mark("activation") : colour, 1, { "data-branch": node.key }),
      bandMark({ ...place, wide: Math.max(8, place.wide) }, "transparent", 1, { class: "hot", "data-hit": node.ways ? `branch:${node.key}` : `leaf:${node.key}` }));
  }
  for (const node of tree.turns) {
    if (path.includes(node)) continue;
    const { x, y } = places.get(node.key);
    out.push(s("circle", { cx: round1(x), cy: round1(y), r: 2.6 * view.frame.k, fill: theme.pageText, stroke: css(thinned(view, "ink", 0.42)), "stroke-width": 1.2, "data-hit": `turn:${node.key}`, class: "hot" }));
  }
  return out;
}

// The way that is shown, as far as the step; where another leaf is looked at, that which is walked steps back.
function wayMarks(view, places) {
  const { tree, frame: f, riverAt: r, theme, lot, labels } = view, k = f.k, { leaf, path, at } = turnsShown(view), out = [], strong = waterOf(view, true), root = places.get(tree.root.key), up = root.y - root.wide / 2, isMarked = view.marked === "e";
  const walked = walkedPath(view);
  if (!isWalked(view, leaf)) out.push(...walked.slice(1).map((node, i) => (i < view.at ? bandMark(places.get(node.key), tint(view, "update", 0.42)) : null)));
  out.push(boxMark(0, up, r.left, root.wide, { fill: strong, "data-root": true }));
  path.slice(1).forEach((node, i) => {
    if (i < at) out.push(bandMark(places.get(node.key), strong, clamp(at - i, 0, 1), { "data-way": i + 1, "data-hit": `turn:${node.parent.key}`, class: "hot" }));
  });
  const centre = textMark(view, visible(lot.centre), 0, root.y + root.wide / 2 + 14 * k, { size: 12, bold: true, fill: theme.text("embedding"), halo: true, most: 92 * k, term: "e", title: fill(labels.is_centre, { word: visible(lot.centre) }) });
  if (isMarked) out.push(boxMark(-3, root.y + root.wide / 2 + 2 * k, measured(centre.firstChild.textContent, 12 * k, theme.font, true) + 7, 17 * k, { rx: 3, fill: tint(view, "embedding", 0.2) }));
  out.push(textMark(view, "1", 1, up - 5 * k, { size: 12, mono: true, bold: true, fill: theme.text("update"), halo: true }), centre);
  return out.filter(Boolean);
}

function pillMarks(view, places) {
  const { frame: f, riverAt: r } = view, k = f.k, { path, at } = turnsShown(view), on = looked(view)?.turn, isSmall = r.pitch < LEAST_WORDED * k;
  return path.slice(1).flatMap((node, i) => {
    const turn = node.parent, { x, y, wide } = places.get(turn.key), grown = clamp((at - i) / 0.6, 0, 1), isOn = on === turn.key;
    if (grown <= 0 || (r.pitch < LEAST_PILL * k && !isOn && i !== Math.ceil(at) - 1)) return [];
    const isUp = view.above.get(turn.key) === node.digit, inside = wide > 40 * k;
    return [pillMark(view, { x, y, text: pillText(shareOf(turn, node.digit)), mark: isUp ? "▲" : "▼", markY: y + (isUp ? -11.5 : 18) * k, inside, grown, isOn, isMarked: view.marked === "theta", hit: `turn:${turn.key}`, isSmall })];
  });
}

// How many turns deep, beneath; the last one that has been taken stands out.
function axisMarks(view) {
  const { tree, frame: f, riverAt: r, theme, labels } = view, k = f.k, { at } = turnsShown(view), taken = turnsDone(at), every = r.pitch < 20 * k ? 2 : 1;
  const out = [textMark(view, labels.turn, r.left - 4 * k, r.foot, { size: 10.5, anchor: "middle" })];
  for (let depth = 1; depth <= tree.deepest; depth++) {
    const isTaken = depth === taken;
    if (depth % every === 0 || isTaken) out.push(textMark(view, String(depth), r.left + depth * r.pitch, r.foot, { size: 10.5, mono: true, anchor: "middle", bold: isTaken, fill: isTaken ? theme.text("update") : theme.quiet }));
  }
  return out;
}

// Buttons over the pills: one of them in the order of the keys. On a phone only the way that is walked has any.
function placePills(view, places) {
  const { path, at } = turnsShown(view), turns = path.slice(1).filter((node, i) => i < at && places.has(node.parent.key));
  view.pillsAt = places;
  fitButtons(view, view.pillButtons, view.pillBox, turns.length, "pill", (node) => pin(view, { turn: node.dataset.turn }));
  turns.forEach((node, i) => {
    const turn = node.parent, { x, y } = places.get(turn.key), isPinned = view.pinned?.turn === turn.key, k = view.frame.k;
    const box = { left: x - 17 * k, top: y - 9 * k, width: 34 * k, height: 18 * k };
    dressButton(view.pillButtons[i], box, `turn:${turn.key}`, turnSaid(view, turn, node.digit), isPinned, isPinned || (!view.pinned?.turn && i === turns.length - 1));
    view.pillButtons[i].dataset.turn = turn.key;
  });
}
