// Where everything stands: the plane's scale, which leaves parallels parallel, and places for the words beside their dots.

const STRETCH = 1.7; // how much wider one direction may be drawn than the other
const PAD = { left: 60, right: 76, top: 24, bottom: 40 };
const measurer = document.createElement("canvas").getContext("2d");

function frameOf(view) {
  const { data } = view, width = Math.max(240, view.stage.clientWidth), large = data.present ? 1.3 : 1;
  const height = Math.round(clamp(width * 0.56, 260, 340) * (data.present ? 1.25 : 1)) - view.lent;
  const all = [...data.words.map((word) => word.at), ...shownPath(data)];
  const [xs, ys] = [all.map((at) => at[0]), all.map((at) => at[1])];
  const spanX = Math.max(...xs) - Math.min(...xs) || 1, spanY = Math.max(...ys) - Math.min(...ys) || 1;
  const fitX = (width - PAD.left - PAD.right) / spanX, fitY = (height - PAD.top - PAD.bottom) / spanY;
  const scaleX = Math.min(fitX, STRETCH * fitY), scaleY = Math.min(fitY, STRETCH * fitX);
  const midX = (Math.max(...xs) + Math.min(...xs)) / 2, midY = (Math.max(...ys) + Math.min(...ys)) / 2;
  const centreX = PAD.left + (width - PAD.left - PAD.right) / 2, centreY = PAD.top + (height - PAD.top - PAD.bottom) / 2;
  return { width, height, size: 12.5 * large, place: ([x, y]) => [centreX + (x - midX) * scaleX, centreY - (y - midY) * scaleY] };
}

// The sums that are drawn: where the equation is one step, only the last.
function shownPath(data) {
  return data.step ? data.path.slice(-1) : data.path;
}

// How many steps the way has: to, along and at the end; else a step a term.
function stepsOf(data) {
  return data.step ? 3 : Math.max(1, data.path.length);
}

const boxOf = ([x, y], reach) => ({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });

// Places for labels, the important first; null where there is no room. What stands in the boxes `full` is not covered.
function placeLabels(items, full, frame, font) {
  const taken = [...full];
  return items.map(({ text, at: [x, y], size, bold, must, radius, isRinged, over }) => {
    measurer.font = `${bold ? 650 : 400} ${size}px ${font}`;
    const width = measurer.measureText(text).width;
    const around = (gap) => [[x + gap, y + size * 0.35], [x - gap - width, y + size * 0.35], [x - width / 2, y - gap], [x - width / 2, y + gap + size * 0.8],
      [x + gap, y - size * 0.5], [x + gap, y + size * 1.2], [x - gap - width, y - size * 0.5], [x - gap - width, y + size * 1.2]];
    const tries = [...around(radius + 5), ...(isRinged ? around(2 * RING + 5) : [])];
    if (over) tries.unshift(tries[2], tries[3]);
    const box = ([left, base]) => ({ left, right: left + width, top: base - size * 0.85, bottom: base + size * 0.25 });
    const free = (b) => b.left >= 2 && b.right <= frame.width - 2 && b.top >= 2 && b.bottom <= frame.height - 20
      && !taken.some((o) => b.left < o.right + 2 && b.right > o.left - 2 && b.top < o.bottom && b.bottom > o.top);
    const found = tries.find((one) => free(box(one))) ?? (must ? tries[0] : null);
    if (!found) return null;
    const inside = [clamp(found[0], 2, Math.max(2, frame.width - width - 2)), found[1]];
    taken.push(box(inside));
    return inside;
  });
}
