// Where the rows stand: the pinned one opens, so that its numbers stand in it, and all others share the rest and step back.

const HERO = 23, HERO_PHONE = 30, HERO_STRIP = 14; // pixels of a pinned row; the last in a phone's strip of what was read
const OPEN_MS = 180, DIMMED = 0.25, MOST_OPEN = 6;

// `shares`: row -> how far it is open, 0 … 1; `row`: the pinned one, null for none.
function setRows(f, rows, row, shares, isFull) {
  const even = f.height / rows, hero = f.wide ? HERO * f.scale : HERO_PHONE;
  const open = rows < 4 || hero <= even ? new Map() : shares;
  f.shares = open;
  f.opened = open.has(row) ? row : null;
  f.others = isFull ? 1 : 1 - (1 - DIMMED) * Math.min(1, [...open.values()].reduce((sum, share) => sum + share, 0));
  f.edges = rowEdges(f.height, rows, open, hero);
  f.stripEdges = f.wide ? f.edges : rowEdges(f.strip, rows, open, HERO_STRIP);
  f.rowHeight = leastHeight(f.height, rows, open, hero);
}

function leastHeight(height, rows, open, hero) {
  const even = height / rows, taken = [...open.values()].reduce((sum, share) => sum + even + (hero - even) * share, 0);
  return (height - taken) / (rows - open.size);
}

// Where each row begins, and where the last ends.
function rowEdges(height, rows, open, hero) {
  const even = height / rows, least = leastHeight(height, rows, open, hero), edges = new Float64Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    edges[row + 1] = edges[row] + (open.has(row) ? even + (hero - even) * open.get(row) : least);
  }
  return edges;
}

// How strongly a row is seen.
function rowShown(f, row) {
  return f.others + (1 - f.others) * (f.shares.get(row) ?? 0);
}

function rowTop(f, row) {
  return snap(f.top + f.edges[row], f);
}

function rowMiddle(f, row) {
  return (rowTop(f, row) + rowTop(f, row + 1)) / 2;
}

// The row at `y` from the first one's beginning.
function rowAt(edges, y) {
  let row = edges.length - 2;
  while (row > 0 && edges[row] > y) row--;
  return row;
}

// The row that is pinned opens while the one that was closes. Says whether they still move.
function openPinned(view, now) {
  const { frame: f, rest, model, rowOf } = view, opening = (view.opening ??= new Map());
  if (view.openUnit !== rest.unit) {
    const begun = view.openUnit === undefined || still() ? -Infinity : now;
    for (const unit of [view.openUnit ?? null, rest.unit]) {
      if (unit === null) continue;
      const from = openShare(opening.get(unit), now);
      opening.delete(unit);
      opening.set(unit, { from, to: Number(unit === rest.unit), begun });
    }
    view.openUnit = rest.unit;
  }
  for (const [unit, way] of opening) {
    if (unit >= model.H || (way.to === 0 && openShare(way, now) === 0) || opening.size > MOST_OPEN) opening.delete(unit);
  }
  const shares = new Map([...opening].map(([unit, way]) => [rowOf[unit], openShare(way, now)]));
  setRows(f, model.H, rest.unit === null ? null : rowOf[rest.unit], shares, view.isFull);
  return [...opening.values()].some(({ begun }) => now - begun < OPEN_MS);
}

function openShare(way, now) {
  if (!way) return 0;
  const share = clamp((now - way.begun) / OPEN_MS, 0, 1);
  return way.from + (way.to - way.from) * (1 - (1 - share) ** 3);
}

// What stands left of the rows: which is pinned, and what the order goes by.
function rowNames(view) {
  const { frame: f, labels, rest } = view, row = f.opened;
  if (!f.left) return {};
  const hero = row === null ? null : { y: rowMiddle(f, row), parts: [labels.unit, String(rest.unit)] };
  if (rest.order !== "hold" || f.height < 120) return { hero };
  const under = hero && hero.y - f.top < 40, over = hero && f.bottom - hero.y < 32;
  return { hero, first: { y: under ? rowTop(f, row + 1) + 15 : f.top + 12, parts: [labels.held_longest] },
    last: { y: over ? rowTop(f, row) - 9 : f.bottom - 8, parts: [labels.held_least] } };
}

function nameRows(view) {
  const names = rowNames(view);
  for (const [place, node] of Object.entries(view.rowNames)) {
    const name = names[place];
    node.hidden = !name;
    if (!name) continue;
    node.replaceChildren(...name.parts.map((text, k) => h(k ? "b" : "span", {}, text)));
    node.style.transform = `translate(0, ${Math.round(name.y)}px) translateY(-50%)`;
  }
}
