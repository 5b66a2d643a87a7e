// composer: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

export default (given) => shown(given, { mount, update });

function mount(view) {
  view.track = h("div", { class: "track" });
  view.axis = h("div", { class: "axis", "aria-hidden": "true" });
  view.row = h("div", { class: "row", "aria-hidden": "true" });
  view.ends = h("div", { class: "ends", "aria-hidden": "true" });
  view.names = [h("div", { class: "name" }), h("div", { class: "name" })];
  view.list = h("ul", { class: "said" });
  view.note = h("p", { class: "note", "aria-live": "polite" });
  view.mistake = h("p", { class: "mistake" });
  view.root = h("section", { class: "composer" }, h("div", { class: "grid" }, view.names[0], view.track, h("div"), view.axis,
    view.names[1], view.row, view.ends), view.note, view.mistake, view.list);
}

// The clips stay where the visitor has put them, as long as they are the same.
function update(view, data) {
  if (view.data !== data) {
    const isOther = view.subject !== data.subject;
    view.data = data;
    view.labels = data.labels;
    view.lengths = data.blocks.map((block) => block.seconds);
    if (isOther) view.adopted = null;
    if (adopt(view, data)) {
      view.places = [...data.rest.places];
      view.drag = null;
    }
    view.root.setAttribute("aria-label", data.labels.picture);
    view.root.classList.toggle("present", Boolean(data.present));
    buildBlocks(view, isOther);
  }
  dress(view, data.colours);
  draw(view);
}

// The outline of a sound, as wide as its box; the loudest of all fills the height.
function outline(envelope, loudest) {
  const least = loudest / 127, top = envelope.map(([, high], i) => `${i} ${-Math.max(least, high)}`);
  const bottom = envelope.map(([low], i) => `${i} ${-Math.min(-least, low)}`).reverse();
  return s("svg", { viewBox: `0 ${-loudest} ${Math.max(1, envelope.length - 1)} ${2 * loudest}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    s("path", { d: `M${[...top, ...bottom].join("L")}z` }));
}

function buildBlocks(view, isOther) {
  const { data, labels } = view, { seconds } = data;
  setText(view.names[0], labels.sound);
  setText(view.names[1], labels.labels);
  setText(view.note, labels.hint);
  view.mistake.hidden = !data.labelling.early;
  setText(view.mistake, fill(labels.early, { seconds: format(data.labelling.early, 2) }));
  if (!isOther && view.blocks) return;
  const sounds = [data.background, ...data.blocks.map((block) => block.envelope)];
  const loudest = sounds.flat(2).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  view.blocks = data.blocks.map((block, i) => {
    const node = h("div", { class: `block${block.isWord ? " word" : ""}`, role: "slider", tabindex: "0", "aria-valuemin": "0",
      "aria-valuemax": format(seconds - block.seconds, 2), "aria-label": fill(labels.place, { name: block.name }),
      style: `width: ${(block.seconds / seconds) * 100}%` }, outline(block.envelope, loudest), h("bdi", {}, block.name));
    listen(view, node, i);
    return node;
  });
  view.track.replaceChildren(outline(data.background, loudest), ...view.blocks);
  const every = seconds > 20 ? 5 : seconds > 8 ? 2 : 1, ticks = [];
  for (let k = 0; k <= seconds; k += every) ticks.push(h("span", { style: `left: ${(k / seconds) * 100}%` }, k ? String(k) : "0 s"));
  view.axis.replaceChildren(...ticks);
}

function listen(view, node, i) {
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    node.setPointerCapture(event.pointerId);
    view.drag = { i, x: event.clientX, from: view.places[i], good: view.places[i] };
    draw(view);
  });
  node.addEventListener("pointermove", (event) => {
    if (view.drag?.i !== i) return;
    const { data, drag, lengths } = view, moved = ((event.clientX - drag.x) / view.track.clientWidth) * data.seconds;
    const most = Math.floor((data.seconds - lengths[i]) * GRID + 1e-6) / GRID;
    view.places[i] = clamp(Math.round((drag.from + moved) * GRID) / GRID, 0, most);
    if (clashAt(i, view.places[i], view.places, lengths) < 0) drag.good = view.places[i];
    draw(view);
  });
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) {
    node.addEventListener(type, () => {
      if (view.drag?.i !== i) return;
      view.places[i] = view.drag.good;
      view.drag = null;
      draw(view);
      tell(view);
    });
  }
  node.addEventListener("keydown", (event) => onKey(view, event, i));
}

// A key moves a clip to the next free place in its direction, over others that are in the way.
function onKey(view, event, i) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const { data, lengths, places, labels } = view, place = places[i], small = event.shiftKey ? 0.01 : 0.1;
  const [target, direction] = { ArrowLeft: [place - small, -1], ArrowDown: [place - small, -1], ArrowRight: [place + small, 1],
    ArrowUp: [place + small, 1], PageDown: [place - 1, -1], PageUp: [place + 1, 1], Home: [0, 1], End: [data.seconds, -1] }[event.key] ?? [];
  if (target === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const found = freePlace(i, Math.round(target * GRID) / GRID, direction, places, lengths, data.seconds);
  if (found !== null) places[i] = found;
  draw(view);
  if (found === null) setText(view.note, fill(labels.no_room, { name: data.blocks[i].name }));
  else tell(view);
}

function draw(view) {
  const { data, places, lengths, drag, labels } = view, { labelling, seconds, blocks } = data, share = (x) => `${(x / seconds) * 100}%`;
  const clash = places.map((place, i) => clashAt(i, place, places, lengths));
  view.blocks.forEach((node, i) => {
    const start = places[i], end = start + lengths[i];
    node.style.left = share(start);
    node.classList.toggle("held", drag?.i === i);
    node.classList.toggle("clash", clash[i] >= 0);
    node.setAttribute("aria-valuenow", format(start, 2));
    node.setAttribute("aria-valuetext", fill(labels.place_at, { start: format(start, 2), end: format(end, 2) }));
  });
  const ends = blocks.map((block, i) => places[i] + block.end), words = ends.filter((_, i) => blocks[i].isWord);
  const time = (t) => labelling.first + labelling.step * t, y = labelsOf(words, labelling);
  view.row.classList.toggle("early", Boolean(labelling.early));
  view.row.replaceChildren(...stretches(y).map(([from, to]) =>
    h("span", { class: "ones", style: `left: ${share(time(from))}; width: ${share(time(to) + labelling.step - time(from))}` }, "1")));
  view.ends.replaceChildren(...words.map((end) => h("span", { style: `left: ${share(end)}` })));
  view.list.replaceChildren(...blocks.map((block, i) => h("li", {}, saidOf(view, block, i, ends[i]))));
  const over = drag ? clash[drag.i] : clash.findIndex((other) => other >= 0), moved = drag?.i ?? over;
  const other = drag ? over : clash[over];
  setText(view.note, over >= 0 ? fill(labels.clash, { name: blocks[moved].name, other: blocks[other].name }) : labels.hint);
}

function saidOf(view, block, i, end) {
  const { labels, data, places } = view, span = { start: format(places[i], 2), end: format(places[i] + block.seconds, 2), name: block.name };
  if (!block.isWord) return fill(labels.other_at, span);
  const [ones] = stretches(labelsOf([end], data.labelling));
  return ones ? fill(labels.word_at, { ...span, first: ones[0] + 1, last: ones[1] + 1 }) : fill(labels.word_too_late, span);
}

function tell(view) {
  settle(view, () => (view.drag ? null : { places: [...view.places] }));
}
