// What the notes of a first visit speak of, and where they stand.

// What was read, this step's sum, what is expected next.
function spotsOf(view) {
  const { frame: f, place: p } = view, at = view.notes.getBoundingClientRect().left, stage = view.stage.getBoundingClientRect().left - at;
  if (!p) return [view.stage, view.stage, view.predictions];
  const read = f.wide ? { left: stage + f.left, right: stage + Math.max(f.left + 24, p.open - 8) } : { left: stage, right: stage + f.width };
  return [read, { left: stage + p.open, right: stage + p.end }, view.predictions];
}

// The rows lend the notes their height, so that nothing beneath jumps.
function lend(view, pixels) {
  if ((view.lent ?? 0) === pixels) return;
  view.lent = pixels;
  resizeStage(view);
  redraw(view, performance.now());
}

// On a phone the one note that is shown stands right beneath what it speaks of: the strip, the columns or the panel.
function seatNotes(view) {
  const seat = view.frame && !view.frame.wide ? view.noteAt ?? 0 : 2;
  if (view.seat === seat) return;
  view.seat = seat;
  if (seat === 0) view.stage.append(view.notes);
  else (seat === 1 ? view.predictions : view.legends).before(view.notes);
  resizeStage(view);
  redraw(view, performance.now());
}

function gapForNote(view) {
  return view.seat === 0 ? view.lent ?? 0 : 0;
}
