// Where everything stands: two rows of words with ribbons between, and the heat map beside them (beneath, on a phone).

const WIDE = 760, BARS = 56, CELL = 28, TILT = 55, INSET = 44;

// Words in a row: flat where they fit, else tilted and evenly spaced from `start` on, so that none sticks out.
function rowOf(names, width, size, font, start) {
  const most = size * 9, widths = names.map((name) => Math.min(measured(name, size, font), most) + size * 0.8);
  const total = widths.reduce((sum, w) => sum + w, 0), count = names.length;
  if (total <= width) {
    const gap = Math.min((width - total) / count, size * 3), left = (width - total - gap * count) / 2;
    let x = left;
    const at = widths.map((w) => { const middle = x + (w + gap) / 2; x += w + gap; return middle; });
    return { at, size, tilted: false, depth: size * 1.7, most, every: 1 };
  }
  const room = width - INSET, space = room / count, small = clamp(space * 1.05, 8, size), every = Math.ceil((small * 0.95) / space);
  const longest = Math.min(Math.max(...names.map((name) => measured(name, small, font))), small * 9);
  return { at: names.map((_, i) => start + (i + 0.5) * space), size: small, tilted: true, most: small * 9, every,
    depth: longest * Math.sin((TILT * Math.PI) / 180) + small };
}

// What has been written, the open word with what is to come, and the map.
function spotsOf({ left, target, heat, width, wide }, step) {
  const word = target.at[step] - 12, all = { left: 0, right: width };
  return wide ? [{ left: 0, right: word }, { left: word + 8, right: left - 10 }, { left: heat.x - heat.label, right: heat.x + heat.columns }] : [all, all, all];
}

function frameOf(view) {
  const { model, theme } = view, width = Math.max(260, Math.floor(view.stage.clientWidth)), wide = width >= WIDE;
  const size = model.present ? 17 : 13, left = wide ? Math.floor(width * 0.58) : width;
  const source = rowOf(model.sourceNames, left - 12, size, theme.font, INSET), target = rowOf(model.targetNames, left - 12, size, theme.font, 0);
  const top = BARS + (model.present ? 12 : 4), ribbons = (wide ? 166 : 130) - (view.lent ?? 0);
  source.y = top;                                     // bars end here, names begin
  source.below = source.y + source.depth + 4;         // ribbons begin
  target.y = source.below + ribbons;                  // ribbons end, names begin
  const height = target.y + target.depth + 8;
  const heat = heatOf(view, wide ? left + 20 : 0, wide ? 0 : height + 14, wide ? width - left - 20 : width, height, size);
  return { width, height: Math.ceil(Math.max(height, heat.y + heat.rows + 8)), size, wide, left, source, target, heat };
}

function heatOf(view, x, y, width, height, size) {
  const { model, theme } = view;
  const label = Math.min(Math.max(...model.targetNames.map((name) => measured(name, size * 0.92, theme.font))), size * 7) + 12;
  const cell = Math.min(CELL, (width - label - 12) / model.positions), small = clamp(cell * 1.05, 8, size * 0.92);
  const longest = Math.min(Math.max(...model.sourceNames.map((name) => measured(name, small, theme.font))), small * 8);
  const top = longest * Math.sin((TILT * Math.PI) / 180) + small + 6, tallest = Math.max(height - top - 8, 160);
  const row = clamp(tallest / model.steps, model.steps > 40 ? 5 : 11, CELL);
  return { x: x + label, y: y + top, top, cell, row, size: size * 0.92, small, most: small * 8, every: Math.ceil((small * 0.95) / cell), label: label - 12,
    columns: cell * model.positions, rows: row * model.steps };
}

// A name cut to a width, with an ellipsis.
function cut(name, most, size, font) {
  if (measured(name, size, font) <= most) return name;
  const letters = [...name];
  while (letters.length > 1 && measured(`${letters.join("")}…`, size, font) > most) letters.pop();
  return `${letters.join("")}…`;
}
