// The leaves: what each is called, its probability, and a bar; all of them add up to 1. Buttons lie over their rows.

// From a leaf to its number.
function leaderMarks(view, places) {
  const { tree, frame: f, riverAt: r, theme } = view;
  return tree.leaves.map((leaf) => {
    const { x, y } = places.get(leaf.key);
    return lineMark([[x + 8 * f.k, y], [r.number - 40 * f.k, y]], { stroke: theme.quiet, opacity: 0.4, "stroke-dasharray": "1 3" });
  });
}

// How full the bar of the leaf that is walked to is: it fills when the leaf is reached.
function landed(view) {
  return clamp((view.at - lastStep(view) + 0.5) / 0.5, 0, 1);
}

function leafMarks(view, places) {
  const { tree, riverAt: r, frame: f } = view, k = f.k, most = Math.max(...tree.leaves.map((leaf) => leaf.p)), out = [];
  for (const leaf of tree.leaves) {
    const { x, y } = places.get(leaf.key);
    out.push(...leafName(view, leaf, x + 8 * k, y, r.end - x - 10 * k, r.size), ...leafNumber(view, leaf, { number: r.number, bar: r.bar, y, wide: BAR * k, most, size: r.size, high: Math.min(r.row * 0.62, 10 * k) }));
  }
  return [...out, ...sumMarks(view, { number: r.number, bar: r.bar, foot: r.high })];
}

// Beneath the column: what all of it adds up to.
function sumMarks(view, { number, bar, foot }) {
  const { tree, rest, frame: f, theme, labels } = view, k = f.k, y = foot + 15 * k;
  return [lineMark([[number - 46 * k, foot + 2 * k], [f.left, foot + 2 * k]], { stroke: theme.line }), textMark(view, tree.sum.toFixed(3), number, y, { size: 12, mono: true, bold: true, anchor: "end", fill: theme.inkText }),
    textMark(view, rest.scale === "real" ? labels.all_bundles : labels.all_leaves, bar, y, { size: 11, most: f.left - bar })];
}

// A word; of a bundle how many words it holds, and the likeliest as far as there is room.
function leafName(view, leaf, x, y, room, size) {
  const { theme, frame: f, labels } = view, k = f.k, isTarget = isWalked(view, leaf), isOn = shownLeaf(view) === leaf, base = y + size * 0.35 * k, backed = { halo: true };
  if (leaf.name !== undefined) return [textMark(view, leaf.name, x, base, { ...backed, size: isTarget ? size * 1.15 : size, bold: isTarget || isOn, fill: isTarget || isOn ? theme.text("update") : theme.inkText, most: room })];
  const count = fill(labels.words, { count: grouped(leaf.count) }), wide = measured(count, size * k, theme.font, isOn), left = room - wide - 8 * k;
  const names = cutText(leaf.likeliest.map(([word]) => word).join(", "), left, (size - 1) * k, theme.font, false);
  return [textMark(view, count, x, base, { ...backed, size, bold: isOn, fill: isOn ? theme.text("update") : theme.inkText, most: room }), left > 26 * k && textMark(view, names, x + wide + 7 * k, base, { ...backed, size: size - 1 })].filter(Boolean);
}

function leafNumber(view, leaf, { number, bar, y, wide, most, size, high }) {
  const { theme, frame: f, marked } = view, k = f.k, isTarget = isWalked(view, leaf), isOn = shownLeaf(view) === leaf && !isTarget;
  const share = isTarget ? landed(view) : 1, long = (wide - 3) * leaf.p / most, tall = isTarget ? Math.min(high * 1.8, 19 * k) : high;
  const colour = isTarget || isOn ? theme.mark("update") : tint(view, "update", 0.48), isBold = (isTarget && share === 1) || isOn, out = [];
  if (isTarget && marked === "p") out.push(boxMark(number - 46 * k, y - tall / 2 - 3, wide + 54 * k, tall + 6, { rx: 4, fill: tint(view, "update", 0.14) }));
  out.push(boxMark(bar, y - tall / 2, wide, tall, { rx: 1.5, fill: theme.pale }), boxMark(bar, y - tall / 2, Math.max(1, long * share), tall, { rx: Math.min(1.5, long / 3), fill: colour, "data-bar": leaf.key }));
  if (isTarget && share < 1) out.push(boxMark(bar, y - tall / 2, Math.max(1, long), tall, { rx: 1.5, fill: "none", stroke: colour, "stroke-dasharray": "2 2" }));
  out.push(textMark(view, chance(leaf.p), number, y + size * 0.35 * k, { size: size - 0.5, mono: true, bold: isBold, anchor: "end", fill: isBold ? theme.text("update") : theme.inkText, halo: true }));
  return out;
}

// As many buttons as are wanted over what is drawn.
function fitButtons(view, buttons, box, count, name, act) {
  while (buttons.length > count) buttons.pop().remove();
  while (buttons.length < count) {
    const node = button({ class: name }, "", () => act(node));
    node.addEventListener("focus", () => { if (node.matches(":focus-visible")) look(view, "focused", readHit(node.dataset.hit)); });
    node.addEventListener("blur", () => look(view, "focused", null));
    buttons.push(node);
    box.append(node);
  }
}

function dressButton(node, { left, top, width, height }, hit, said, isPressed, isFirst) {
  node.style.cssText = `left: ${round1(left)}px; top: ${round1(top)}px; width: ${round1(width)}px; height: ${round1(height)}px`;
  node.dataset.hit = hit;
  node.tabIndex = isFirst ? 0 : -1;
  node.setAttribute("aria-pressed", String(isPressed));
  if (node.getAttribute("aria-label") !== said) node.setAttribute("aria-label", said);
}

// Buttons over the rows, from the top: that of the word that is walked to is in the order of the keys.
function placeLeaves(view) {
  const { rows, frame: f } = view;
  fitButtons(view, view.leafButtons, view.leafBox, rows.length, "leaf", (node) => pressed(view, { leaf: node.dataset.leaf }));
  rows.forEach(({ node, top, bottom, left }, i) => {
    dressButton(view.leafButtons[i], { left, top, width: f.left - left, height: bottom - top }, `leaf:${node.key}`, leafSaid(view, node), isWalked(view, node) || view.pinned?.leaf === node.key, isWalked(view, node));
    view.leafButtons[i].dataset.leaf = node.key;
    if (view.isLeafHeld && isWalked(view, node)) view.leafButtons[i].focus({ preventScroll: true });
  });
  view.isLeafHeld = false;
}
