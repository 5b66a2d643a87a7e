// The picture with its light, the grid of places, the brightest of them and the one that is pinned.

function buildPhoto(view) {
  const { labels } = view;
  view.photoTitle = h("h2", { class: "caption" });
  view.photoImage = s("image", { preserveAspectRatio: "none" });
  view.veilImage = s("image", { preserveAspectRatio: "none", "data-veil": "" });
  view.photoMarks = s("g");
  view.photoSvg = s("svg", { class: "photo-marks", "aria-hidden": "true" }, view.photoImage, view.veilImage, view.photoMarks);
  view.photo = h("div", { class: "photo", tabindex: "0", role: "group", "aria-label": `${labels.photo}. ${labels.photo_keys}` }, view.photoSvg);
  view.hold = button({ class: "hold-button" }, "", () => { askHold(view); view.photo.focus({ preventScroll: true }); });
  listenToPhoto(view);
  return h("div", { class: "look-column" }, view.photoTitle, h("div", { class: "photo-box" }, view.photo, view.hold));
}

function listenToPhoto(view) {
  const { photo } = view;
  const placeOf = (event) => {
    const { photo: box } = view.frame, at = view.photoSvg.getBoundingClientRect(), x = event.clientX - at.left - box.x, y = event.clientY - at.top - box.y;
    const column = Math.floor((x / box.width) * SIDE), row = Math.floor((y / box.height) * SIDE);
    return column >= 0 && column < SIDE && row >= 0 && row < SIDE ? row * SIDE + column : null;
  };
  photo.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") pointAt(view, placeOf(event)); });
  photo.addEventListener("pointerleave", () => pointAt(view, null));
  photo.addEventListener("click", (event) => {
    const place = placeOf(event);
    if (place !== null) pin(view, place === view.rest.place ? null : place);
  });
  photo.addEventListener("keydown", (event) => taken(event, {
    ArrowUp: () => movePlace(view, -1, 0), ArrowDown: () => movePlace(view, 1, 0), ArrowLeft: () => movePlace(view, 0, -1), ArrowRight: () => movePlace(view, 0, 1),
    Enter: () => (view.rest.place === null ? movePlace(view, 0, 0) : askHold(view)), ...(view.rest.place === null ? {} : { Escape: () => pin(view, null) }),
  }[event.key]));
}

function drawPhoto(view) {
  const { model, frame: f, rest: { step, branch, place }, labels } = view, { photo: box } = f, word = model.word(branch, step);
  setText(view.photoTitle, fill(labels[`looks_${model.way}`], { word }));
  view.photoSvg.setAttribute("width", f.look);
  view.photoSvg.setAttribute("height", f.high);
  const put = (node, href) => Object.entries({ ...box, href }).forEach(([name, value]) => { if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value); });
  put(view.photoImage, model.link("photo"));
  const light = underWay(view, "light", lightOf(model.alpha(branch, step), model.scaled)), key = light.join();
  if (view.veilKey !== key) [view.veilKey, view.veil] = [key, veilLink(light)];
  put(view.veilImage, view.veil);
  view.shownLight = light;
  view.photoMarks.replaceChildren(...gridMarks(view), ...noteMarks(view), ...brightestMarks(view), ...placeMarks(view));
  view.photo.dataset.light = `${branch}:${step}`;
  view.hold.hidden = !mayHold(view);
  setText(view.hold, fill(labels.hold, { word }));
  view.hold.dataset.place = place ?? "";
  view.hold.classList.toggle("at-head", isFootTaken(view));
  view.hold.style.top = isFootTaken(view) ? `${box.y + 6}px` : "";
  view.hold.style.bottom = isFootTaken(view) ? "" : `${f.high - box.y - box.height + 6}px`;
}

// Faint lines between the places; where the formula's α or a is pointed at, clear ones and a green edge around all.
function gridMarks(view) {
  const { frame: { photo: box }, theme, marks } = view, out = [], marked = marks.pointer ?? marks.focus, isMarked = ["alpha", "alpha2", "a", "a2"].includes(marked);
  for (let i = 1; i < SIDE; i++) {
    const x = box.x + (box.width * i) / SIDE, y = box.y + (box.height * i) / SIDE;
    out.push([[x, box.y], [x, box.y + box.height]], [[box.x, y], [box.x + box.width, y]]);
  }
  const lines = out.map((points) => lineMark(points, { stroke: "#fff", "stroke-opacity": isMarked ? 0.55 : 0.17, "stroke-width": 1 }));
  return isMarked ? [...lines, boxMark(box.x, box.y, box.width, box.height, { fill: "none", stroke: theme.mark("update"), "stroke-width": 3 })] : lines;
}

// White upon the picture, whatever is beneath.
const photoText = (view, text, x, y, options) => {
  const node = textMark(view, text, x, y, { fill: "#fff", ...options });
  for (const [name, value] of Object.entries({ stroke: "#0b0f14", "stroke-width": 3, "stroke-opacity": 0.75, "stroke-linejoin": "round", "paint-order": "stroke" })) node.setAttribute(name, value);
  return node;
};

// Whether a place at the foot of the picture has a frame: then what else stands there goes to its head.
function isFootTaken(view) {
  const { model, rest: { step, branch, place } } = view, [brightest] = byLight(model.alpha(branch, step));
  return [place, model.way === "attend" ? brightest : null].some((one) => one !== null && rowOf(one) > 4);
}

function noteMarks(view) {
  const { model, frame: { photo: box, k }, labels, rest: { step, branch } } = view, most = Math.max(...model.alpha(branch, step));
  const text = model.scaled ? fill(labels.scaled, { most: format(most, 2) }) : model.way === "attend" ? labels.adds_up : labels.even, lines = wrapped(text, box.width - 16 * k, round1(10.5 * k), view.theme.font);
  if (mayHold(view)) return [];
  const y = isFootTaken(view) ? box.y + 15 * k : box.y + box.height - (8 + 13 * (lines.length - 1)) * k;
  return lines.map((line, i) => photoText(view, line, box.x + 8 * k, y + 13 * i * k, { size: 10.5, bold: model.scaled }));
}

// A frame around a place and its α, beneath it or, at the foot, above.
function framed(view, place, text, attributes) {
  const { frame: f } = view, { photo: box, k } = f, own = placeBox(f, place), half = measured(text, round1(11.5 * k), view.theme.font, true) / 2 + 4;
  const isLow = own.y + own.height + 18 * k > box.y + box.height - 16 * k, x = clamp(own.x + own.width / 2, box.x + half, box.x + box.width - half);
  return [boxMark(own.x + 1, own.y + 1, own.width - 2, own.height - 2, { rx: 4, fill: "none", stroke: "#fff", "stroke-width": 2.2, ...attributes }),
    photoText(view, text, x, isLow ? own.y - 6 * k : own.y + own.height + 14 * k, { size: 11.5, bold: true, anchor: "middle" })];
}

// "α = 0.13", of a place that is not the brightest with one digit more; and whether the light is held there.
function lightText({ model, rest: { step, branch }, labels }, place) {
  const alpha = model.alpha(branch, step), value = `α = ${format(alpha[place], place === byLight(alpha)[0] ? 2 : 3)}`;
  return model.pinned(branch, step) === place ? `${labels.held} · ${value}` : value;
}

function brightestMarks(view) {
  const { model, rest: { step, branch, place } } = view, alpha = model.alpha(branch, step), [brightest] = byLight(alpha);
  if (model.way !== "attend" || (brightest === place && view.pointed === null)) return [];
  return framed(view, brightest, lightText(view, brightest), { "data-brightest": brightest });
}

function placeMarks(view) {
  const { model, rest: { step, branch, place }, theme } = view, alpha = model.alpha(branch, step), shown = shownPlace(view), [brightest] = byLight(alpha);
  const own = (at, attributes) => framed(view, at, lightText(view, at), { stroke: theme.dark ? theme.mark("update") : "#12d8a2", ...attributes });
  return [...(place === null ? [] : view.pointed === null || view.pointed === place ? own(place, { "data-pinned": place }) : own(place, { "data-pinned": place }).slice(0, 1)),
    ...(shown === null || shown === place || (shown === brightest && model.way === "attend") ? [] : own(shown, { "data-pointed": shown, "stroke-dasharray": "4 3" }))];
}
