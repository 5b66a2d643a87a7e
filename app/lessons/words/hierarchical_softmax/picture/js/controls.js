// The row under the player: the words to walk to, the small tree or the real one, Huffman's or the balanced one.

function buildControls(view) {
  const { labels } = view;
  view.chips = h("div", { class: "chips-row", role: "group", "aria-label": labels.walk_to });
  view.scaleButtons = SCALES.map((scale) => segment(view, "scale", scale));
  view.treeButtons = FORMS.map((tree) => segment(view, "tree", tree));
  const group = (name, buttons) => h("span", { class: "segments", role: "group", "aria-label": name }, ...buttons);
  return h("div", { class: "controls" }, h("span", { class: "chips-name", "aria-hidden": "true" }, labels.walk_to), view.chips, group(labels.scale, view.scaleButtons), group(labels.tree, view.treeButtons));
}

function segment(view, name, value) {
  return button({ class: "segment", [`data-${name}`]: value }, view.labels[value] ?? "", () => { if (view.rest[name] !== value) turnTo(view, { [name]: value }); });
}

function drawControls(view) {
  const { lot, rest, labels } = view, key = [view.labelKey, lot.subject].join("|");
  if (view.chipsKey !== key) {
    view.chipsKey = key;
    view.wordButtons = lot.words.map((word, i) => button({ class: "word", "data-word": word }, h("bdi", { dir: "auto" }, visible(word)), () => walkTo(view, i)));
    view.chips.replaceChildren(...view.wordButtons);
    view.shownChip = null;
  }
  view.wordButtons.forEach((node, i) => node.setAttribute("aria-pressed", String(i === view.walked)));
  setText(view.scaleButtons[0], fill(labels.words, { count: grouped(lot.words.length) }));
  setText(view.scaleButtons[1], fill(labels.words, { count: grouped(lot.vocabulary) }));
  for (const node of view.scaleButtons) node.setAttribute("aria-pressed", String(node.dataset.scale === rest.scale));
  for (const node of view.treeButtons) node.setAttribute("aria-pressed", String(node.dataset.tree === rest.tree));
  showChip(view);
}

// The word that is walked to comes into sight.
function showChip(view) {
  const { chips, walked } = view, node = view.wordButtons[walked], key = [walked, chips.clientWidth].join("|"), edge = 14, from = node.offsetLeft, to = from + node.offsetWidth;
  if (view.shownChip === key) return;
  view.shownChip = key;
  if (from < chips.scrollLeft + edge || to > chips.scrollLeft + chips.clientWidth - edge) chips.scrollLeft = (from + to - chips.clientWidth) / 2;
}
