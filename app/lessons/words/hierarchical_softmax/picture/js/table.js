// The same as tables: the turns of the way, and all leaves.

function drawTable(view) {
  const { lot, rest, labels, tree } = view;
  if (!isTableDue(view, [view.received, view.labelKey, rest.word, rest.scale, rest.tree].join("|"))) return;
  const path = walkedPath(view), word = (text) => h("bdi", { dir: "auto" }, text);
  const turns = path.slice(1).map((node, i) => tableRow(String(i + 1), [format(node.parent.logit, 3), shareOf(node.parent, node.digit).toFixed(4), shareOf(node.parent, 1 - node.digit).toFixed(4), precise(node.p), wordsBeneath(view, node), wordsBeneath(view, node.parent.ways[1 - node.digit])]));
  const leaves = [...tree.leaves].sort((a, b) => b.p - a.p).map((leaf) => {
    const isWord = leaf.word !== undefined, share = isWord && lot.pairs ? percent(lot.beside[leaf.word] / lot.pairs) : "";
    return tableRow(leaf.name === undefined ? wordsBeneath(view, leaf) : word(leaf.name), [String(leaf.depth), precise(leaf.p), share, isWord ? grouped(lot.counts[leaf.word]) : ""]);
  });
  leaves.push(tableRow(rest.scale === "real" ? labels.all_bundles : labels.all_leaves, ["", tree.sum.toFixed(6), "", ""]));
  view.tables.replaceChildren(tableOf([labels.turn, "θ·e", labels.head_taken, labels.head_other, labels.head_far, labels.head_way, labels.head_left], turns, fill(labels.walk_of, { centre: visible(lot.centre), word: visible(rest.word), turns: turnsText(view, path.length - 1) })),
    tableOf([labels.head_leaf, labels.head_turns, "p", labels.head_text, labels.head_count], leaves, view.riverTitle.textContent));
}
