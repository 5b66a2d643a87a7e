// States as images, a row for each number: drawn once for a size and a theme, and then only moved.

const raw = document.createElement("canvas"), scaled = document.createElement("canvas");

// Numbers in hundredths as an image one pixel wide (or high, if it lies) and `pixels` long: sharp on a fine screen.
function stripUrl(theme, values, most, pixels, lies) {
  const scale = theme.table("signed").rgb, count = values.length, size = (length) => (lies ? [length, 1] : [1, length]);
  [raw.width, raw.height] = size(count);
  const context = raw.getContext("2d"), image = context.createImageData(...size(count));
  values.forEach((value, row) => image.data.set([...scale[shade(value, "signed", most)], 255], row * 4));
  context.putImageData(image, 0, 0);
  [scaled.width, scaled.height] = size(Math.max(1, Math.round(pixels)));
  const fine = scaled.getContext("2d");
  Object.assign(fine, { imageSmoothingEnabled: pixels < count, imageSmoothingQuality: "high" });
  fine.drawImage(raw, 0, 0, scaled.width, scaled.height);
  return scaled.toDataURL();
}

const imageOf = (href) => s("image", { href, preserveAspectRatio: "none" });

// A column, and the same again to be stretched to the next one.
function pairOf(theme, values, most, high) {
  const url = stripUrl(theme, values, most, 2 * high, false);
  return { band: imageOf(url), column: imageOf(url) };
}

// The images of all columns and of c, anew where the data, the theme or the size is another.
function fillStrips(view) {
  const { one, frame: f, theme } = view, { read, write, c } = f;
  const key = [one.stamp, theme.key, read.high, write.high, c.high, c.wide, f.isNarrow].join("|");
  if (view.stripsKey === key) return;
  view.stripsKey = key;
  const parts = one.halves.length, part = one.C / parts, long = (2 * (f.isNarrow ? c.wide : c.high)) / parts;
  const halfAt = (i, [from, to], half) => pairOf(theme, one.encoder.subarray(i * one.H + from, i * one.H + to),
    ENCODER_MOST, halfPlace(view, read, half)[1]);
  view.readStrips = one.source.map((_, i) => one.halves.map((rows, half) => halfAt(i, rows, half)));
  view.writeStrips = one.target.map((_, t) => pairOf(theme, one.states.subarray(t * one.S, (t + 1) * one.S),
    DECODER_MOST, write.high));
  const hundredths = Array.from(one.c, (value) => value * 100);
  view.cStrips = one.halves.map((_, half) => imageOf(stripUrl(theme, hundredths.slice(half * part, (half + 1) * part),
    ENCODER_MOST, long, f.isNarrow)));
  const all = [...view.readStrips.flat(), ...view.writeStrips];
  view.strips.replaceChildren(...all.map(({ band }) => band), ...all.map(({ column }) => column), ...view.cStrips);
}

function place(node, x, y, width, height, opacity) {
  const isThere = opacity > 0 && width > 0.05, key = isThere ? [x, y, width, height, opacity].join(" ") : "";
  if (node.placed === key) return;
  node.placed = key;
  node.style.display = isThere ? "" : "none";
  if (!isThere) return;
  for (const [name, value] of Object.entries({ x, y, width, height })) node.setAttribute(name, round1(value));
  node.setAttribute("opacity", Math.round(opacity * 100) / 100);
}

// Each column slides out of the one before it, and what lies between is stretched.
function drawStrips(view) {
  fillStrips(view);
  const { one } = view, flow = flowShare(view), faded = 1 - 0.6 * flow;
  one.source.forEach((_, i) => one.halves.forEach((__, half) => placeRead(view, i, half, half ? -1 : 1, faded)));
  one.target.forEach((_, t) => placeWritten(view, t));
  one.halves.forEach((_, half) => placeInto(view, half, flow));
}

// `way`: 1 if it is read to the right, −1 to the left. The last column of a reading does not fade.
function placeRead(view, i, half, way, faded) {
  const { one, frame: { read } } = view, { at } = read.row, { column, band } = view.readStrips[i][half],
    [y, high] = halfPlace(view, read, half);
  const shareOf = (j) => columnShare(view, one.stepOf(j, half)), isLast = at[i + way] === undefined,
    next = isLast ? 0 : shareOf(i + way);
  const x = between(at[i - way] ?? at[i], at[i], shareOf(i)), reach = next ? between(at[i], at[i + way], next) : at[i];
  place(column, x - read.wide / 2, y, read.wide, high, shareOf(i) > 0 ? (isLast ? 1 : faded) : 0);
  place(band, Math.min(reach, at[i]), y, Math.abs(reach - at[i]), high, next ? 0.3 * faded : 0);
}

// The first comes out of the funnel.
function placeWritten(view, t) {
  const { one, frame: { write, k } } = view, { at } = write.row, { column, band } = view.writeStrips[t];
  const shareOf = (j) => (j < one.T ? ease(clamp(writeShare(view, j) / SLID, 0, 1)) : 0),
    isLatest = t === writtenNow(view) - 1;
  const x = between(at[t - 1] ?? at[0] - 26 * k, at[t], shareOf(t)), next = shareOf(t + 1);
  place(column, x - write.wide / 2, write.top, write.wide, write.high, shareOf(t) > 0 ? (isLatest ? 1 : 0.8) : 0);
  place(band, at[t], write.top, next ? (at[t + 1] - at[t]) * next : 0, write.high, next ? 0.2 : 0);
}

// The last column flows through the funnel and is stretched into c.
function placeInto(view, half, flow) {
  const { one, frame: { read, c, isNarrow } } = view, parts = one.halves.length,
    [y, high] = halfPlace(view, read, half);
  const to = isNarrow ? [c.x + (c.wide * half) / parts, c.y, c.wide / parts, c.high] : [c.x,
    c.y + (c.high * half) / parts, c.wide, c.high / parts];
  const column = [read.row.at[half ? 0 : one.R - 1] - read.wide / 2, y, read.wide, high],
    edge = [half ? c.x : c.x + c.wide - 4, c.y, 4, c.high];
  place(view.cStrips[half], ...(isNarrow ? edge : column).map((value, i) => between(value, to[i], flow)),
    flow > 0 ? 1 : 0);
}
