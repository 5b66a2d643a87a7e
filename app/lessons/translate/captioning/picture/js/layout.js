// Where everything stands, in CSS pixels. Each of the three columns, and the strip, has a drawing of its own.

const NARROW = 660, LEFT = 204, COLUMN_GAP = 24, HEAD = 20;
const PHOTO = { high: 260, wide: 330, least: 210 }, CELL = { least: 58, most: 118, phone: 84, image: 66 };

const paddingOf = (view) => parseFloat(getComputedStyle(view.figure).paddingLeft) || 0;

function frameOf(view) {
  const { model, present } = view, outer = Math.floor(view.figure.clientWidth - 2 * paddingOf(view)), large = present ? 1.25 : 1, isNarrow = outer < NARROW * large;
  const k = present && isNarrow ? 1.1 : large, ratio = model.width / model.height, lent = isNarrow ? 0 : (view.lent ?? 0);
  const tallest = Math.round(isNarrow ? outer * 1.1 : PHOTO.high * k - lent), widest = isNarrow ? outer : Math.round(Math.min(PHOTO.wide * k, outer * 0.35));
  const photo = { width: Math.round(Math.min(widest, tallest * ratio)) };
  photo.height = Math.round(photo.width / ratio);
  const left = isNarrow ? outer : Math.round(LEFT * k), look = isNarrow ? outer : Math.max(photo.width, Math.round(PHOTO.least * k)), gap = Math.round(COLUMN_GAP * k);
  photo.x = Math.round((look - photo.width) / 2);
  photo.y = isNarrow ? 0 : Math.floor((tallest - photo.height) / 2);
  const high = isNarrow ? photo.height : tallest, side = isNarrow ? outer : outer - left - look - 2 * gap;
  return { k, outer, isNarrow, lent, left, look, side, gap, high, head: Math.round(HEAD * k), photo, film: filmFrame(view, outer, k, isNarrow, ratio) };
}

// The strip: a place above the small pictures for bars, beneath them for words.
function filmFrame(view, outer, k, isNarrow, ratio) {
  const T = view.model.steps(view.rest.branch), pitch = isNarrow ? CELL.phone : clamp(outer / Math.max(T, 1), CELL.least * k, CELL.most * k);
  const tallest = CELL.image * k, width = Math.round(Math.min(pitch - 8 * k, tallest * ratio)), height = Math.round(width / ratio);
  const top = Math.round(17 * k), words = top + Math.round(tallest) + 3;
  const wide = Math.max(outer, Math.ceil(pitch * T));
  return { T, pitch, width, height, top: top + Math.floor((tallest - height) / 2), tallest, words, high: words + Math.round(21 * k), wide };
}

const cellX = (view, step) => view.frame.film.pitch * (step + 0.5);

// Where a place lies in the picture.
function placeBox({ photo }, place) {
  const width = photo.width / SIDE, height = photo.height / SIDE;
  return { x: photo.x + columnOf(place) * width, y: photo.y + rowOf(place) * height, width, height };
}
