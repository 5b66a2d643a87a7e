// Numbers and sentences as they are shown and read aloud.

const grouped = (value) => Math.round(value).toLocaleString("en");

// A probability as it stands in a column: three digits after the point, a very small one as a power of ten.
const chance = (p) => (!Number.isFinite(p) ? "–" : p >= 0.0005 || p === 0 ? p.toFixed(3) : powerOfTen(p, 0));

// The same in a line of text: two digits that tell something at the least.
const precise = (p) => (p >= 0.00995 || p === 0 ? p.toFixed(3) : p >= 0.0000995 ? p.toFixed(p >= 0.000995 ? 4 : 5) : powerOfTen(p, 1));

function powerOfTen(p, digits) {
  const [number, power] = p.toExponential(digits).split("e");
  return `${number}·10${raised(Number(power))}`;
}

// σ in a pill: two digits after the point, or three where two would be none.
const pillText = (sigma) => (sigma >= 0.0005 || sigma === 0 ? sigma.toFixed(sigma >= 0.005 || sigma === 0 ? 2 : 3) : `10${raised(Math.round(Math.log10(sigma)))}`);

const turnsText = ({ labels }, count) => (count === 1 ? labels.one_turn : fill(labels.turns, { count }));

// The mark of the way that is taken: up or down, and on a phone on or aside.
function wayMark(view, node, digit) {
  if (view.frame.isNarrow) return view.walk.nodes.get(node.key)?.ways[digit].key.startsWith("left:") ? "▶" : "▼";
  return view.above.get(node.key) === digit ? "▲" : "▼";
}

function statusParts(view) {
  const { labels, rest } = view, step = stepNow(view), last = lastStep(view), [before, after] = fill(step < last ? labels.status : labels.status_leaf, { step, turns: last, p: precise(soFar(view, step)) }).split("{word}");
  return [before, h("b", {}, h("bdi", { dir: "auto" }, visible(rest.word))), after ?? ""];
}

const walkedPath = (view) => pathTo(view.tree.words.get(view.walked));

// The product of the turns that have been taken.
const soFar = (view, step) => walkedPath(view)[step].p;

function stepSaid(view) {
  const { labels, rest } = view, step = stepNow(view), turns = lastStep(view), word = isolated(visible(rest.word)), node = walkedPath(view)[step];
  if (!step) return fill(labels.said_root, { word, turns: turnsText(view, turns) });
  return [fill(step < turns ? labels.status : labels.status_leaf, { word, step, turns, p: precise(node.p) }), turnSaid(view, node.parent, node.digit)].join(". ");
}

function turnSaid(view, node, digit) {
  const taken = shareOf(node, digit);
  return fill(view.labels.said_turn, { turn: node.depth + 1, x: format(node.logit), sigma: taken.toFixed(3), other: (1 - taken).toFixed(3), words: wordsBeneath(view, node.ways[digit]), left: wordsBeneath(view, node.ways[1 - digit]) });
}

function leafSaid(view, node) {
  const p = precise(node.p);
  return node.word === undefined ? fill(view.labels.said_bundle, { turn: node.depth, words: wordsBeneath(view, node), p }) : fill(view.labels.tip_leaf, { word: isolated(node.name), turns: turnsText(view, node.depth), p });
}

function announce(view) {
  say(view, () => {
    const node = view.tree.nodes.get(view.pinned?.turn), way = node && walkedPath(view).find((one) => one.parent === node);
    return way ? turnSaid(view, node, way.digit) : stepSaid(view);
  });
}
