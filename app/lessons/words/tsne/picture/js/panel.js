// Beside the map: find a word, the groups, what was chosen, and the true neighbours of the word that is looked at.

function buildPanel(view) {
  const { labels } = view;
  view.find = h("input", { type: "search", class: "find", placeholder: labels.find, "aria-label": labels.find, autocomplete: "off", spellcheck: "false" });
  view.find.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); findWord(view); } });
  view.find.addEventListener("input", () => findWord(view, true));
  view.findNote = h("div", { class: "find-note", role: "status" });
  view.legend = h("div", { class: "legend", role: "group", "aria-label": labels.groups });
  view.chosenBox = h("div", { class: "chosen", hidden: true });
  view.nearBox = h("div", { class: "near" });
  view.panel = h("div", { class: "panel" }, h("div", {}, view.find, view.findNote), view.legend, view.chosenBox, view.nearBox);
  return view.panel;
}

// The word as typed, else the first that begins so; while one types nothing is pinned yet, only shown.
function findWord(view, isTyping = false) {
  const typed = view.find.value.trim().toLowerCase(), { names } = view.film;
  if (!typed) { setText(view.findNote, ""); view.hovered = -1; invalidate(view); return; }
  let found = names.findIndex((name) => name.toLowerCase() === typed);
  if (found < 0) found = names.findIndex((name) => name.toLowerCase().startsWith(typed));
  setText(view.findNote, found < 0 ? fill(view.labels.not_found, { word: view.find.value.trim() }) : "");
  if (isTyping) view.hovered = found;
  else if (found >= 0 && view.rest.pinned !== found) pin(view, found);
  invalidate(view);
}

function shapeIcon(style) {
  const half = 8, canvas = h("canvas", { width: "32", height: "32", class: "shape", "aria-hidden": "true" }), context = canvas.getContext("2d");
  context.scale(2, 2);
  context.translate(half, half);
  context.beginPath();
  SHAPES[style.shape](context, 5);
  context.fillStyle = css(style.rgb);
  context.fill();
  return canvas;
}

function drawLegend(view) {
  const { film } = view;
  view.legend.replaceChildren(...film.group_names.map((name, g) => {
    const node = h("button", { type: "button", class: "group", "aria-pressed": String(view.only.has(g)) }, shapeIcon(view.styles[g]), h("bdi", {}, name));
    node.addEventListener("click", () => {
      if (!view.only.delete(g)) view.only.add(g);
      node.setAttribute("aria-pressed", String(view.only.has(g)));
      rested(view);
      invalidate(view);
    });
    return node;
  }));
}

function chosenChanged(view) {
  const { labels, chosen, film } = view;
  view.chosenBox.hidden = !chosen.size;
  if (chosen.size) {
    const clear = () => { view.chosen = new Set(); chosenChanged(view); };
    const again = button({ class: "act", disabled: chosen.size < film.fewest }, labels.isolate, () => {
      view.send("isolate", { subject: film.subject, chosen: [...chosen], number: Date.now() });
      clear();
    });
    view.chosenBox.replaceChildren(h("span", {}, fill(labels.chosen, { count: chosen.size })), again, quietButton(labels.clear, clear));
  }
  setText(view.live, fill(labels.chosen, { count: chosen.size }));
  rested(view);
  invalidate(view);
}

function drawNear(view) {
  const { film, labels } = view, i = lookedAt(view), frame = frameOf(view);
  const key = `${film.stamp}|${i}|${i < 0 ? "" : frame}|${view.focus}`;
  if (view.nearKey === key) return;
  view.nearKey = key;
  if (i < 0) { view.nearBox.replaceChildren(h("p", { class: "quiet" }, labels.hint)); return; }
  const held = film.mapped(frame, i), near = film.neighbours(i), kept = near.filter((j) => held.has(j)).length;
  const items = near.map((j) => {
    const isKept = held.has(j), button = h("button", { type: "button", class: "word", "data-kept": String(isKept) },
      h("span", { class: isKept ? "rule" : "rule torn", "aria-hidden": "true" }), h("bdi", {}, film.names[j]),
      h("span", { class: "hidden-text" }, `, ${isKept ? labels.kept : labels.torn}`));
    button.classList.toggle("focus", view.focus === j);
    button.addEventListener("click", () => pin(view, j));
    button.addEventListener("pointerenter", () => { view.focus = j; invalidate(view); });
    return h("li", {}, button);
  });
  view.nearBox.replaceChildren(
    h("p", {}, h("bdi", { class: "name" }, film.names[i]), ` ${fill(labels.kept_of, { kept, all: near.length })}`), h("ol", {}, ...items));
}
