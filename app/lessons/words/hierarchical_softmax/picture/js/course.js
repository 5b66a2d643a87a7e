// A tree as it is drawn: nodes { key, parent, digit, depth, p, count, likeliest } and, of a turn, { turn, logit, ways }; of a leaf
// that is a word, { word, name }; of one that is a bundle of words, neither. The digit 0 of a code is taken with σ(x), 1 with σ(−x).

const shareOf = (node, digit) => sigmoid(digit ? -node.logit : node.logit);

// All of it flows in at the root: p of each node, and what lies beneath it.
function poured(root) {
  const nodes = new Map(), words = new Map(), leaves = [], turns = [];
  const pour = (node, p) => {
    node.p = p;
    nodes.set(node.key, node);
    if (!node.ways) {
      node.count ??= 1;
      node.likeliest ??= [[node.name, p]];
      leaves.push(node);
      if (node.word !== undefined) words.set(node.word, node);
      return;
    }
    turns.push(node);
    node.ways.forEach((way, digit) => pour(way, p * shareOf(node, digit)));
    node.count = node.ways[0].count + node.ways[1].count;
    node.likeliest = node.ways.flatMap((way) => way.likeliest).sort((a, b) => b[1] - a[1]);
  };
  pour(root, 1);
  return { root, nodes, words, leaves, turns, sum: leaves.reduce((total, leaf) => total + leaf.p, 0), deepest: Math.max(...leaves.map((leaf) => leaf.depth)) };
}

const beneathOf = (parent, digit) => ({ parent, digit, depth: parent ? parent.depth + 1 : 0 });

// The tree of a few words. `children`: where the ways of each turn lead, below 0 to the word −1 − child.
function wholeTree(children, logits, names) {
  const grow = (id, parent, digit) => {
    const place = beneathOf(parent, digit);
    if (id < 0) return { ...place, key: `word:${-1 - id}`, word: -1 - id, name: visible(names[-1 - id]) };
    const node = { ...place, key: `turn:${id}`, turn: id, logit: logits[id] };
    node.ways = [0, 1].map((way) => grow(children[2 * id + way], node, way));
    return node;
  };
  return poured(grow(0, null, null));
}

// The way to a word alone: at each step { turn, logit, digit, sides }, the other side is one leaf.
function bundledTree(lot, word, steps) {
  const grow = (i, parent, digit) => {
    const place = beneathOf(parent, digit), step = steps[i];
    if (!step) return { ...place, key: `word:${word}`, word, name: lot.name(word) };
    const node = { ...place, key: `turn:${step.turn}`, turn: step.turn, logit: step.logit };
    node.ways = [0, 1].map((way) => (way === step.digit ? grow(i + 1, node, way) : bundle(lot, node, way, step)));
    return node;
  };
  return poured(grow(0, null, null));
}

// A bundle of one word is that word.
function bundle(lot, node, way, { turn, sides }) {
  const { count, likeliest } = sides[way], [name] = likeliest[0], word = count === 1 ? lot.places.get(name) : undefined;
  return { ...beneathOf(node, way), key: `left:${turn}`, count, likeliest: likeliest.map(([one, p]) => [visible(one), p]), word, name: count === 1 ? visible(name) : undefined };
}

// The nodes from the root to one of them.
function pathTo(node) {
  return node.parent ? [...pathTo(node.parent), node] : [node];
}

// The way to a word of the whole tree, as steps.
function stepsOf(tree, word) {
  const path = pathTo(tree.words.get(word));
  return path.slice(1).map(({ parent, digit }) => ({ turn: parent.turn, logit: parent.logit, digit, sides: parent.ways.map(({ count, likeliest }) => ({ count, likeliest })) }));
}
