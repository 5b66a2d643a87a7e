// Where there is room for a clip. Pure: places and lengths in seconds.

const HAIR = 1e-9, GRID = 100; // places are hundredths of a second

// The clip that clip i would lie over at a place; -1 if there is none.
function clashAt(i, place, places, lengths) {
  return places.findIndex((other, j) => j !== i && place < other + lengths[j] - HAIR && place + lengths[i] > other + HAIR);
}

// The free place for clip i that is nearest to a target in a direction (1 or -1); null if there is none.
function freePlace(i, target, direction, places, lengths, total) {
  const most = Math.floor((total - lengths[i]) * GRID + 1e-6) / GRID;
  const edges = places.flatMap((other, j) => (j === i ? []
    : [Math.ceil((other + lengths[j]) * GRID - 1e-6) / GRID, Math.floor((other - lengths[i]) * GRID + 1e-6) / GRID]));
  const within = Math.max(0, Math.min(target, most));
  return [within, ...edges].filter((place) => place >= 0 && place <= most && (place - within) * direction >= -HAIR)
    .filter((place) => clashAt(i, place, places, lengths) < 0)
    .sort((a, b) => (a - b) * direction)[0] ?? null;
}
