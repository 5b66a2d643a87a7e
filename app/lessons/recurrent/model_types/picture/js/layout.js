// Where everything stands, in pixels: outputs, boxes, inputs from the top down, a box for each step.

const HEIGHT = 224, PRESENT_HEIGHT = 340, THUMB_HEIGHT = 96;
const PANEL = 168, NARROW = 640;
const FEW = { word: 6, letter: 10, character: 26 }, LEAST = { word: 30, letter: 14, character: 8.6 }; // boxes of a thumbnail at the most, and their pixels at least
const KINDS = { one_one: "word", one_many: "letter", many_one: "word", many_many: "word", n_m: "character" };

function mainFrame(view) {
  const k = view.data.present ? 1.3 : 1, isNarrow = view.figure.clientWidth < NARROW;
  const panel = isNarrow ? 0 : PANEL * k, room = Math.max(120, view.bands.clientWidth - panel);
  const height = (view.data.present ? PRESENT_HEIGHT : HEIGHT) - (isNarrow ? 0 : view.lent ?? 0);
  return { ...rowFrame(view, view.run, { room, height, k, isSmall: false }), panel, isNarrow };
}

const thumbFrame = (view, run, width) => rowFrame(view, run, { room: width, height: THUMB_HEIGHT, k: view.data.present ? 1.15 : 1, isSmall: true });

function rowFrame(view, run, { room, height, k, isSmall }) {
  const kind = KINDS[run.shape], fits = Math.max(3, Math.floor((room - 12) / (LEAST[kind] * k)));
  const count = isSmall ? Math.min(run.T, FEW[kind], fits) : run.T, slots = run.hasMemory ? count : 3;
  const from = isSmall && run.shape !== "many_many" && run.shape !== "one_many" ? run.T - count : 0;
  const gutter = isSmall ? (from ? 10 : 2) : (run.hasMemory ? 74 : 60) * k, tail = !isSmall && run.shape === "many_one" ? 40 * k : 4, divider = run.isPair ? (isSmall ? 9 : 22) * k : 0;
  const least = isSmall ? 0 : leastPitch(view, run, kind, k), most = (isSmall ? 46 : run.hasMemory ? 118 : 150) * k;
  const pitch = clamp((room - gutter - divider - tail) / slots, least, most);
  const box = Math.min((isSmall ? 17 : 44) * k, pitch * (isSmall ? 0.62 : 0.62)), width = Math.max(room, gutter + divider + slots * pitch + tail);
  const [outText, boxTop, foot] = isSmall ? [12, 32, 26] : [run.shape === "many_one" ? 20 : 26, run.shape === "many_one" ? 74 : 52, 44];
  return { k, isSmall, kind, from, to: from + count, gutter, divider, pitch, box, cells: Math.max(3, box * (isSmall ? 0.5 : 0.42)), width, height, room,
    outText: outText * k, axis: [16 * k, 58 * k], top: boxTop * k, bottom: height - foot * k, inText: height - (isSmall ? 6 : 18) * k };
}

// Wide enough for most of the words; letters need less.
function leastPitch(view, run, kind, k) {
  if (kind !== "word") return (kind === "letter" ? 40 : 29) * k;
  const widths = run.boxes.map((box) => measured(symbolText(view.labels, box.reads), 13 * k, view.theme.font)).sort((a, b) => a - b);
  return clamp(widths[Math.floor(0.9 * (widths.length - 1))] + 10 * k, 46 * k, 84 * k);
}

const middleOf = (f, run, t) => f.gutter + (t - f.from + 0.5) * f.pitch + (run.isPair && t >= run.T_x ? f.divider : 0);

// Between two frames while one shape becomes the other: boxes that both have move to their new places.
function betweenFrames(a, b, share) {
  const mixed = { ...b };
  for (const name of ["gutter", "pitch", "box", "cells", "outText", "top", "bottom", "inText", "divider"]) mixed[name] = a[name] + (b[name] - a[name]) * share;
  return mixed;
}
