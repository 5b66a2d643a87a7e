// A step on: the box of the new frame becomes its letter, slides into an equal one before it, or, a blank, falls out.

const FALL_MS = 280;

function startFall(view) {
  if (!still()) view.fall = { began: performance.now(), share: 0 };
}

function runFall(view, now) {
  if (!view.fall) return;
  view.fall.share = clamp((now - view.fall.began) / FALL_MS, 0, 1);
  if (view.fall.share === 1) view.fall = null;
  else invalidate(view);
}

function fallMarks(view) {
  const { fall, rest: { step }, spelling: { path }, letters, frame: { boxes, letters: row, names, upper: { w }, k }, theme } = view, own = path[step];
  if (!fall || own === undefined) return [];
  const { share } = fall, x = upperX(view, step) - w / 2, box = (left, top, wide, high, opacity) => [boxMark(left, top, wide, high, { rx: 3, fill: own === BLANK ? theme.quiet : markOf(view, own), "fill-opacity": opacity, "data-fall": step })];
  if (own === BLANK) return box(x, boxes.top + 26 * k * share, w, boxes.high, 0.5 * (1 - share));
  if (own === path[step - 1]) return box(x - w * share, boxes.top, w, boxes.high, 0.8);
  const letter = letters.find(({ runs }) => runs.some(([first]) => first === step));
  if (!letter) return [];
  const towards = (from, to) => from + (to - from) * share, left = names + letter.x - letter.half - view.from * w;
  return box(towards(x, left), towards(boxes.top, row.top), towards(w, 2 * letter.half), towards(boxes.high, row.high), 0.75 - 0.5 * share);
}
