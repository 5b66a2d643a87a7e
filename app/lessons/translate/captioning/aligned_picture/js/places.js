// The picture with a word's scores over its places: the best of them in a frame, and the one that is pointed at or chosen.

const NEGATIVE = "#f0a04b", POSITIVE = "#2fe0cf", GROUND = "#10161c"; // upon a photograph, whatever the theme
const VEIL = 0.38, STRONGEST = 0.78;
const PHOTO = { wide: 460, high: 330, share: 0.45 };

function buildPlaces(view) {
  const { labels } = view;
  view.photoTitle = h("h3", { class: "caption" });
  view.photoImage = s("image", { preserveAspectRatio: "none", x: 0, y: 0 });
  view.photoMarks = s("g");
  view.photoSvg = s("svg", { "aria-hidden": "true" }, view.photoImage, view.photoMarks);
  view.photo = h("div", { class: "photo", tabindex: "0", role: "application", "aria-label": `${labels.photo}. ${labels.photo_keys}` }, view.photoSvg);
  view.ends = [h("span"), h("span")];
  view.legend = h("div", { class: "legend" }, view.ends[0], h("span", { class: "scale" }), view.ends[1], h("span", { class: "legend-said" }, labels.scale));
  listenToPlaces(view);
  return h("div", { class: "places" }, view.photoTitle, view.photo, view.legend);
}

function listenToPlaces(view) {
  const { photo } = view;
  const placeOf = (event) => {
    const box = view.photoSvg.getBoundingClientRect(), column = Math.floor(((event.clientX - box.left) / box.width) * SIDE), row = Math.floor(((event.clientY - box.top) / box.height) * SIDE);
    return column >= 0 && column < SIDE && row >= 0 && row < SIDE ? row * SIDE + column : null;
  };
  const point = (place) => { if (view.pointedPlace !== place) { view.pointedPlace = place; invalidate(view); } };
  photo.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") point(placeOf(event)); });
  photo.addEventListener("pointerleave", () => point(null));
  photo.addEventListener("click", (event) => {
    const place = placeOf(event);
    if (place !== null) choosePlace(view, place === view.place ? null : place);
  });
  const by = (down, right) => () => movePlace(view, down, right);
  photo.addEventListener("keydown", (event) => taken(event, { ArrowUp: by(-1, 0), ArrowDown: by(1, 0), ArrowLeft: by(0, -1), ArrowRight: by(0, 1),
    ...(view.place === null ? {} : { Escape: () => choosePlace(view, null) }) }[event.key]));
}

// The first key shows the best place of the word, the next ones go on from there.
function movePlace(view, down, right) {
  const from = view.place ?? view.laid.places[view.word];
  if (view.place === null) { choosePlace(view, from); return; }
  choosePlace(view, clamp(rowOf(from) + down, 0, SIDE - 1) * SIDE + clamp(columnOf(from) + right, 0, SIDE - 1));
}

function choosePlace(view, place) {
  Object.assign(view, { place, pointedPlace: null });
  announce(view);
  invalidate(view);
}

const placeNow = (view) => view.pointedPlace ?? view.place;

function photoFrame(view) {
  const { laid, outer, isNarrow, present } = view, ratio = laid.width / laid.height, large = present ? 1.25 : 1;
  const widest = isNarrow ? outer : Math.min(PHOTO.wide * large, outer * PHOTO.share), tallest = isNarrow ? outer * 1.1 : PHOTO.high * large;
  const width = Math.round(Math.min(widest, tallest * ratio));
  return { k: large, width, height: Math.round(width / ratio) };
}

function drawPlaces(view) {
  const { laid, labels, frame: { width, height } } = view, word = wordNow(view);
  setText(view.photoTitle, fill(labels.where, { word: isolated(laid.words[word]) }));
  for (const [name, value] of Object.entries({ width, height, href: laid.photo })) {
    if (view.photoImage.getAttribute(name) !== String(value)) view.photoImage.setAttribute(name, value);
  }
  view.photoSvg.setAttribute("width", width);
  view.photoSvg.setAttribute("height", height);
  view.photo.dataset.word = word;
  view.photoMarks.replaceChildren(boxMark(0, 0, width, height, { fill: GROUND, "fill-opacity": VEIL }), ...tintMarks(view, word), ...placeLines(view), ...frameMarks(view, word));
  setText(view.ends[0], format(-laid.limit, 1));
  setText(view.ends[1], format(laid.limit, 1));
}

function placeBox({ frame: { width, height } }, place) {
  return [(columnOf(place) * width) / SIDE, (rowOf(place) * height) / SIDE, width / SIDE, height / SIDE];
}

// By one scale for all words: nothing at 0, the strongest at the greatest score, of either sign, that any word has anywhere.
function tintMarks(view, word) {
  const { laid } = view;
  return Array.from({ length: PLACES }, (_, place) => {
    const score = laid.score(word, place), share = Math.abs(score) / laid.limit;
    return boxMark(...placeBox(view, place), { fill: score < 0 ? NEGATIVE : POSITIVE, "fill-opacity": (STRONGEST * share).toFixed(4), "data-place": place });
  });
}

function placeLines({ frame: { width, height } }) {
  const line = (points) => lineMark(points, { stroke: "#fff", "stroke-opacity": 0.16, "stroke-width": 1 }), out = [];
  for (let i = 1; i < SIDE; i++) {
    const x = (width * i) / SIDE, y = (height * i) / SIDE;
    out.push(line([[x, 0], [x, height]]), line([[0, y], [width, y]]));
  }
  return out;
}

function frameMarks(view, word) {
  const { laid } = view, best = laid.places[word], place = placeNow(view);
  const other = place === null || place === best ? [] : framed(view, place, laid.score(word, place), { "stroke-dasharray": "4 3", "data-chosen": place });
  return [...framed(view, best, laid.best[word], { "data-best": best }), ...other];
}

// A frame around a place with its score, beneath it or, at the foot, above.
function framed(view, place, score, attributes) {
  const { frame: { k, width, height }, theme } = view, [x, y, wide, high] = placeBox(view, place), text = format(score, 2), half = measured(text, round1(12 * k), theme.font, true) / 2 + 4;
  const isLow = y + high + 18 * k > height, said = textMark(view, text, clamp(x + wide / 2, half, width - half), isLow ? y - 6 * k : y + high + 14 * k, { fill: "#fff", size: 12, bold: true, anchor: "middle" });
  for (const [name, value] of Object.entries({ stroke: "#0b0f14", "stroke-width": 3, "stroke-opacity": 0.8, "stroke-linejoin": "round", "paint-order": "stroke" })) said.setAttribute(name, value);
  return [boxMark(x + 1, y + 1, wide - 2, high - 2, { rx: 4, fill: "none", stroke: "#fff", "stroke-width": 2.4, ...attributes }), said];
}
