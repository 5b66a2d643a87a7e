// What is looked at: a leaf with its way, a turn, a branch, or a depth of the real tree. Pointing comes first, then the focus, then
// what is pinned.

const looked = (view) => view.pointed ?? view.focused ?? view.pinned ?? null;

// "leaf:word:3", "turn:turn:5", "branch:turn:2", "depth:9" -> { leaf: "word:3" } and so on.
function readHit(hit) {
  const [, kind, key] = (hit ?? "").match(/^(leaf|turn|branch|depth):(.+)$/) ?? [];
  return kind ? { [kind]: key } : null;
}

function look(view, by, place) {
  if (JSON.stringify(view[by] ?? null) === JSON.stringify(place)) return;
  view[by] = place;
  invalidate(view);
}

// A turn or a bundle stays marked; to a word that is pressed one walks.
function pressed(view, place) {
  const word = view.tree.nodes.get(place?.leaf)?.word;
  if (word !== undefined) walkTo(view, word);
  else if (place?.turn || place?.leaf) pin(view, place);
}

function pin(view, place) {
  view.pinned = JSON.stringify(view.pinned ?? null) === JSON.stringify(place) ? null : place;
  announce(view);
  invalidate(view);
}

// The leaf whose way is shown: the one that is looked at, else the one that is walked to.
function shownLeaf(view) {
  const key = looked(view)?.leaf;
  return view.tree.nodes.get(key) ?? view.tree.words.get(view.walked);
}

const isWalked = (view, leaf) => leaf.word === view.walked;

// The turn that the numbers and the card speak of, or null.
const turnLooked = (view) => view.tree.nodes.get(looked(view)?.turn) ?? null;

// The turns of the way that is shown, as far as it is shown.
function turnsShown(view) {
  const leaf = shownLeaf(view), path = pathTo(leaf);
  return { leaf, path, at: isWalked(view, leaf) ? view.at : path.length - 1 };
}

// Terms of the formula that go with what is looked at.
function termsLooked(view) {
  const place = looked(view);
  return place?.turn ? ["theta", "e"] : place?.leaf ? ["p"] : place?.branch ? ["one_minus", "sigma_minus"] : [];
}

// What is beneath a turn's way or a branch: "5 words: juice, glass, …". Of the real tree the three likeliest are known.
function wordsBeneath({ labels, rest }, { count, likeliest }, most = 4) {
  const shown = likeliest.slice(0, rest.scale === "real" ? 3 : most).map(([word]) => isolated(word)), more = count > shown.length ? ", …" : "";
  return count === 1 ? shown[0] : fill(labels.beneath, { count: grouped(count), words: shown.join(", ") + more });
}

function tipLines(view, place) {
  const { lot, labels, tree } = view;
  if (place?.depth) return depthLines(view, Number(place.depth));
  const node = tree.nodes.get(place?.leaf ?? place?.branch);
  if (!node) return [];
  if (node.word === undefined) return [fill(labels.tip_branch, { p: precise(node.p) }), wordsBeneath(view, node, 8)];
  const lines = [fill(labels.tip_leaf, { word: isolated(node.name), turns: turnsText(view, node.depth), p: precise(node.p) })];
  if (lot.pairs > 0) lines.push(fill(labels.tip_text, { share: percent(lot.beside[node.word] / lot.pairs), centre: isolated(visible(lot.centre)) }));
  return isWalked(view, node) || place.branch ? lines : [...lines, labels.tip_walk];
}

function listenToLooks(view) {
  for (const part of [view.bands, view.numbers]) {
    part.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      const place = readHit(hitOf(event));
      look(view, "pointed", place);
      showTip(view, part === view.bands ? tipLines(view, place) : [], event);
    });
    part.addEventListener("pointerleave", () => { look(view, "pointed", null); showTip(view, [], null); });
    pressesOn(part, (hit, event) => { if (!event.target.closest("button")) pressed(view, readHit(hit)); });
  }
}
