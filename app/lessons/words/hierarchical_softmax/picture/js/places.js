// Where the nodes of a tree stand: a row for each leaf, and a turn between what lies beneath it.

// CALM: how much more a large side weighs than a small one, 0 for not at all; MIDDLE: what it costs to lie off the middle, beside
// what it costs to wind; PASSES: of the search.
const CALM = 0.5, MIDDLE = 2, PASSES = 8;

// Which way of each turn is drawn above: those by which the river winds least and keeps to the middle. They do not depend on the
// probabilities, so that the tree stays where it is while these change.
function waysAbove(tree) {
  const above = new Map(tree.turns.map((node, i) => [node.key, i % 2]));
  const cost = () => {
    const places = placesOf(tree, above, { slot: () => 1, thick: 0, left: 0, pitch: 1, top: 0 });
    const middle = tree.leaves.length / 2, of = (node) => places.get(node.key).y;
    return tree.turns.slice(1).reduce((sum, node) => sum + node.count * ((of(node) - of(node.parent)) ** 2 + MIDDLE * (of(node) - middle) ** 2), 0);
  };
  let least = cost();
  for (let pass = 0, isBetter = true; isBetter && pass < PASSES; pass++) {
    isBetter = false;
    for (const node of tree.turns) {
      above.set(node.key, 1 - above.get(node.key));
      const now = cost();
      if (now < least - 1e-9) [least, isBetter] = [now, true];
      else above.set(node.key, 1 - above.get(node.key));
    }
  }
  return above;
}

// Of the way to one word, what is left at a turn goes off above, at the next beneath.
function sidesAbove(tree) {
  return new Map(tree.turns.map((node, i) => {
    const bundle = node.ways.findIndex((way) => way.key.startsWith("left:"));
    return [node.key, i % 2 ? 1 - bundle : bundle];
  }));
}

// `slot`: how high the row of a leaf is; `thick`: of a probability of 1. Of each node { x, y, wide } and where its band leaves the
// turn before it, { fromX, fromY }; `top` and `bottom` of its rows.
function placesOf(tree, above, { slot, thick, left, pitch, top }) {
  const places = new Map(), inOrder = (node) => (above.get(node.key) ? [node.ways[1], node.ways[0]] : node.ways);
  let free = top;
  const stand = (node) => {
    const x = left + node.depth * pitch, wide = thick * node.p;
    if (!node.ways) {
      const high = slot(node);
      places.set(node.key, { x, y: free + high / 2, wide, top: free, bottom: free + high });
      free += high;
      return 1;
    }
    const [first, last] = inOrder(node).map((way) => ({ count: stand(way), place: places.get(way.key) })), [a, b] = [first.count ** CALM, last.count ** CALM];
    const y = (a * first.place.y + b * last.place.y) / (a + b), { top } = first.place, { bottom } = last.place;
    places.set(node.key, { x, y: clamp(y, top + wide / 2, bottom - wide / 2), wide, top, bottom });
    return first.count + last.count;
  };
  stand(tree.root);
  for (const node of tree.turns) {
    const place = places.get(node.key);
    let edge = place.y - place.wide / 2;
    for (const way of inOrder(node)) {
      const to = places.get(way.key);
      Object.assign(to, { fromX: place.x, fromY: edge + to.wide / 2 });
      edge += to.wide;
    }
  }
  return places;
}

// From where everything stood to where it is to stand, in SLIDE_MS.
function slidPlaces(view, places, key, now) {
  if (view.placesKey !== key) {
    if (view.places && !still() && view.placesFrame === frameKey(view)) view.slide = { from: view.places, began: now };
    Object.assign(view, { placesKey: key, placesFrame: frameKey(view) });
  }
  const along = view.slide ? clamp((now - view.slide.began) / SLIDE_MS, 0, 1) : 1;
  if (along === 1) view.slide = null;
  view.places = view.slide ? between(view.slide.from, places, along * along * (3 - 2 * along)) : places;
  return view.places;
}

function between(from, to, share) {
  return new Map([...to].map(([key, place]) => {
    const old = from.get(key) ?? place, names = Object.keys(place);
    return [key, Object.fromEntries(names.map((name) => [name, (old[name] ?? place[name]) + (place[name] - (old[name] ?? place[name])) * share]))];
  }));
}
