// Where everything stands, in pixels of the whole tree, of which the stage shows a part.

const ZOOMS = [0.34, 0.5, 0.7, 1, 1.3];
const CAPTIONS = 26; // pixels at the top for the names of the columns
const READABLE = 8.5; // pixels of type

function layout(view) {
  const { model, data } = view, k = ZOOMS[view.zoom] * (data.present ? 1.2 : 1);
  const column = 167 * k, box = Math.max(9, 41 * k), small = Math.max(8, 29 * k);
  const lent = (view.lent ?? 0) / (12 * model.most + 7 * model.pruned), lend = (gap, share) => Math.max(2, gap - share * lent); // to the notes
  const pitch = box + lend(Math.max(3, (model.most > 8 ? 9 : 18) * k), 12), smallPitch = small + lend(Math.max(2, 10 * k), 7);
  const left = Math.max(72, 108 * k);
  const divider = CAPTIONS + 14 + model.most * pitch + 12;
  const bottom = divider + 18 + model.pruned * smallPitch + (model.pruned ? 20 : 0);
  return { k, column, pitch, box, small, smallPitch, left, divider, size: 14 * k, wide: 112 * k, first: CAPTIONS + 14,
    width: left + model.T * column, height: bottom + 6 };
}

// The box of a candidate. `fall`: how far a pruned one has fallen to its place, 0 to 1.
function boxOf(view, t, row, fall = 1) {
  const { frame: f, model } = view, { kept } = model.steps[t], x = f.left + t * f.column;
  if (row < kept) return { x, y: f.first + row * f.pitch, width: f.wide, height: f.box };
  const goal = f.divider + 18 + (row - kept) * f.smallPitch, from = f.first + row * Math.min(f.pitch, f.smallPitch + 4);
  return { x, y: from + (goal - from) * fall, width: f.wide, height: f.small };
}

function startOf(view) {
  const { frame: f } = view;
  return [f.left - 26 * f.k, f.first + f.box / 2];
}

// The candidate at a point of the tree, of the steps that are shown.
function candidateAt(view, x, y) {
  const { frame: f, model, rest } = view, t = Math.floor((x - f.left) / f.column);
  if (t < 0 || t >= rest.step) return null;
  for (let row = 0; row < model.shown(t); row++) {
    const box = boxOf(view, t, row);
    if (x >= box.x - 2 && x <= box.x + box.width + 2 && y >= box.y - 2 && y <= box.y + box.height + 2) return { t, row };
  }
  return null;
}
