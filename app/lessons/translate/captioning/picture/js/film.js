// The strip: for each word that is written a small copy of the picture with its light; over it which words looked at a place.

function buildFilm(view) {
  view.filmBars = s("g");
  view.filmCells = s("g");
  view.filmNow = s("g");
  view.filmSvg = s("svg", { class: "film-marks", "aria-hidden": "true" }, view.filmCells, view.filmBars, view.filmNow);
  view.filmButtons = h("div", { class: "film-buttons", role: "group", "aria-label": view.labels.film });
  view.filmInner = h("div", { class: "film-inner" }, view.filmSvg, view.filmButtons, buildTyping(view));
  view.filmSaid = h("div", { class: "film-said" });
  view.film = h("div", { class: "film" }, view.filmInner);
  return h("div", { class: "film-box" }, view.film, view.filmSaid);
}

function drawFilm(view) {
  const { model, frame: { film, k }, rest: { step, branch }, theme } = view, key = [model.stamp, theme.key, JSON.stringify(film), step, branch, view.present].join("|");
  if (view.filmKey !== key) {
    view.filmKey = key;
    view.filmInner.style.width = `${film.wide}px`;
    view.filmInner.style.height = `${film.high}px`;
    sizeOnly(view.filmSvg, film.wide, film.high);
    view.filmCells.replaceChildren(...Array.from({ length: film.T }, (_, t) => cellMarks(view, t)).flat());
    view.filmNow.replaceChildren(...nowMarks(view));
    placeButtons(view);
  }
  view.filmBars.replaceChildren(...barMarks(view));
  setText(view.filmSaid, filmSaid(view));
  view.filmSaid.hidden = view.filmSaid.textContent === "";
  view.filmSaid.style.height = `${Math.round(15 * k)}px`;
  followFilm(view);
  drawTyping(view);
}

const sizeOnly = (svg, width, height) => { svg.setAttribute("width", width); svg.setAttribute("height", height); };

// A word's small picture, empty while it is not written; given by hand: with a dashed line beneath.
function cellMarks(view, t) {
  const { model, frame: { film, k }, rest: { step, branch }, theme } = view, x = round1(cellX(view, t) - film.width / 2), box = { x, y: film.top, width: film.width, height: film.height }, middle = cellX(view, t);
  if (t > step) return [boxMark(x, film.top, film.width, film.height, { rx: 3, fill: theme.quiet, "fill-opacity": 0.09, "data-empty": t }),
    s("circle", { cx: round1(middle), cy: film.words + 10 * k, r: 1.5, fill: theme.quiet })];
  const faded = model.way === "start" ? Math.max(0.2, 1 - 0.09 * t) : 1, word = model.word(branch, t), isNow = t === step;
  const out = [s("image", { ...box, href: model.link("small"), preserveAspectRatio: "none", opacity: faded, "data-cell": t, "data-faded": faded }),
    s("image", { ...box, href: stepVeil(view, branch, t), preserveAspectRatio: "none", opacity: faded }),
    photoText(view, chance(Math.exp(model.logP(branch, t))), middle, film.top + 13 * k, { size: 11, mono: true, anchor: "middle" }),
    textMark(view, word, middle, film.words + 14 * k, { size: isNow ? 13.5 : 12.5, bold: isNow, anchor: "middle", fill: theme.inkText, most: film.pitch - 4 * k })];
  const isHeld = model.pinned(branch, t) >= 0, isPut = branch === 0 && t < model.put;
  if (isHeld) out.push(boxMark(x, film.top, film.width, film.height, { rx: 2, fill: "none", stroke: theme.mark("update"), "stroke-width": 2, "stroke-dasharray": "3 3", "data-held": t }));
  if (isPut) out.push(lineMark([[middle - film.width * 0.35, film.words + 18.5 * k], [middle + film.width * 0.35, film.words + 18.5 * k]],
    { stroke: theme.text("candidate"), "stroke-width": 1.6, "stroke-dasharray": "4 2", "data-put": t }));
  return out;
}

function nowMarks(view) {
  const { frame: { film, k }, rest: { step }, theme } = view, x = cellX(view, step) - film.width / 2;
  return [boxMark(x - 3, film.top - 3, film.width + 6, film.height + 6, { rx: 6, fill: "none", stroke: theme.inkText, "stroke-width": 2, "data-now": step })];
}

// How much each word looked at the place, by the same scale as the light: a whole bar from α = FULL on.
function barMarks(view) {
  const { model, frame: { film, k }, rest: { step, branch }, theme } = view, place = shownPlace(view), base = 14 * k, high = 12 * k;
  if (place === null || model.way !== "attend") return [];
  return Array.from({ length: step + 1 }, (_, t) => t).flatMap((t) => {
    const alpha = model.alpha(branch, t)[place], tall = Math.max(1, high * Math.min(1, alpha / FULL)), x = cellX(view, t) - film.width / 2;
    return [boxMark(x, base - high, 9 * k, high, { rx: 1.5, fill: theme.quiet, "fill-opacity": 0.14 }),
      boxMark(x, base - tall, 9 * k, tall, { rx: 1.5, fill: theme.mark("update"), "data-looked": t, "data-alpha": alpha }),
      textMark(view, format(alpha, 3), x + 13 * k, base - 1.5 * k, { size: 10.5, mono: true, fill: t === step ? theme.inkText : theme.quiet, bold: t === step })];
  });
}

// What stands over the strip while no place is looked at.
function filmSaid(view) {
  const { model, labels } = view;
  if (model.way === "attend") return shownPlace(view) === null ? labels.film_attend : "";
  return labels[`film_${model.way}`];
}

function placeButtons(view) {
  const { model, frame: { film, k }, rest: { step, branch }, labels } = view;
  while (view.filmButtons.children.length > film.T) view.filmButtons.lastChild.remove();
  for (let t = view.filmButtons.children.length; t < film.T; t++) view.filmButtons.append(button({ class: "cell", "data-step": t }, "", () => jump(view, t)));
  [...view.filmButtons.children].forEach((node, t) => {
    const values = { number: t + 1, word: model.word(branch, t), p: chance(Math.exp(model.logP(branch, t))) };
    node.style.cssText = `left: ${round1(cellX(view, t) - film.pitch / 2)}px; width: ${round1(film.pitch)}px; top: ${Math.round(17 * k)}px; height: ${film.high - Math.round(17 * k)}px`;
    node.setAttribute("aria-label", fill(t > step ? labels.cell_empty : labels.cell, values));
    node.toggleAttribute("data-written", t <= step);
    if (t === step) node.setAttribute("aria-current", "step");
    else node.removeAttribute("aria-current");
  });
}

// Where the strip is wider than the page, the word that is written now is brought to its middle.
function followFilm(view) {
  if (!view.isFollowing) return;
  view.isFollowing = false;
  const { film } = view, wanted = cellX(view, view.rest.step) - film.clientWidth / 2;
  film.scrollTo({ left: Math.max(0, wanted), behavior: still() || !view.motion ? "auto" : "smooth" });
}
