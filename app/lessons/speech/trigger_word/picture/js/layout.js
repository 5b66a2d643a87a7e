// Where everything stands, in CSS pixels. Wide: names of the plots to the left; narrow: above them.

const NARROW = 560;

function layout(view, outer) {
  const k = view.present ? 1.3 : 1, isNarrow = outer < NARROW, { words } = view.model;
  const left = isNarrow ? 4 : Math.round(84 * k), right = Math.round((isNarrow ? 15 : 18) * k);
  const caption = isNarrow ? Math.round(18 * k) : 0;
  let y = 4;
  const plot = (height, gap, above = caption) => {
    const box = { top: y + above, height: Math.round(height * k) };
    box.bottom = box.top + box.height;
    y = box.bottom + gap;
    return box;
  };
  const { wave: high, spectrum, state: tall, curve } = heights(view, isNarrow);
  const wave = plot(high, isNarrow ? 2 : tall ? 8 : 14), spectrogram = plot(spectrum, tall ? 6 : 0), state = tall ? plot(tall, 0) : null;
  const lane = plot(26, 0), probability = plot(curve, 0, 0), axis = { top: probability.bottom, height: Math.round(18 * k) };
  const frame = { k, isNarrow, outer, left, width: Math.max(20, outer - left - right), wave, spectrogram, state, lane, probability, axis,
    size: Math.round(11.5 * k), dpr: Math.min(3, window.devicePixelRatio || 1) };
  frame.right = frame.left + frame.width;
  frame.words = { top: axis.top + axis.height, row: Math.round(19 * k) };
  frame.total = frame.words.top + (words.length ? (isNarrow ? 2 : 1) * frame.words.row : 0) + 4;
  return frame;
}

// The state of a sound in chunks takes its room from the others, and so do the notes of a first visit, so that nothing
// beneath jumps.
function heights(view, isNarrow) {
  const lent = isNarrow ? 0 : (view.lent ?? 0) / (view.present ? 1.3 : 1), of = (height, share) => height - share * lent;
  if (!view.model.stream) return { wave: of(58, 0.3), spectrum: of(isNarrow ? 100 : 120, 0.5), state: 0, curve: of(86, 0.2) };
  return { wave: of(40, 0.2), spectrum: of(78, 0.4), state: of(64, 0.2), curve: of(82, 0.2) };
}

function xOf(view, seconds) {
  return view.frame.left + ((seconds - view.rest.start) / view.model.span) * view.frame.width;
}

function secondsAt(view, x) {
  const { frame: f, model, rest } = view;
  return rest.start + (clamp(x - f.left, 0, f.width) / f.width) * model.span;
}

function yOf(frame, p) {
  return frame.probability.bottom - p * frame.probability.height;
}

// Which plot is at a height: "wave", "spectrogram", "probability", or null.
function plotAt(frame, y) {
  return ["wave", "spectrogram", "probability"].find((name) => y >= frame[name].top - 2 && y <= frame[name].bottom + 2) ?? null;
}

// A round distance between ticks of the time axis, some 70 pixels.
function tickSeconds(view) {
  const least = (view.model.span / view.frame.width) * 66 * view.frame.k;
  return [0.1, 0.2, 0.5, 1, 2, 5, 10].find((seconds) => seconds >= least) ?? 10;
}
