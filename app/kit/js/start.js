// Start here: the strip at the head of a picture, with its experiments, and the notes of a first visit under it. A picture
// that takes part gives `view.spots()`, the three parts (elements, or {left, right} in the figure's pixels) that the notes
// speak of, and puts `notesRow(view)` where they shall stand; one that can lend height gives `view.lend(pixels)`.

const NOTED = "unrolled.noted"; // in the browser's own storage: the lessons whose notes have been seen, "*" for all
const NOTES_HEIGHT = 50, NOTE_GAP = 10, LEAST_NOTE = 168, PHONE = 560;
const MARKS = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`/g;

// A line of a lesson's text with its few marks; app/ui/marks.py sets the same.
function markedNodes(text) {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const found of text.matchAll(MARKS)) {
    const [whole, bold, emphasis, key] = found;
    out.append(nameNodes(text.slice(at, found.index)), bold ? h("b", {}, nameNodes(bold)) : emphasis ? h("em", {}, nameNodes(emphasis)) : h("kbd", {}, key));
    at = found.index + whole.length;
  }
  out.append(nameNodes(text.slice(at)));
  return out;
}

function notesRow(view) {
  view.notes = h("ol", { class: "notes", id: "notes", hidden: true });
  return view.notes;
}

// The page's word is taken as it comes; between a press and its answer the browser's own holds.
function fillStart(view, data) {
  const start = data?.strip ?? null, text = JSON.stringify(start);
  if (view.startText === text) return;
  Object.assign(view, { startText: text, lesson: start, startOn: start?.on ?? 0 });
  if (!start) { view.startBar?.remove(); view.startBar = null; return; }
  if (!view.startBar) mountStart(view);
  drawStart(view);
  fillNotes(view);
}

function mountStart(view) {
  const figure = view.figure ?? view.root.querySelector(".figure");
  view.startBar = h("div", { class: "start", role: "group" });
  view.meaning = h("div", { class: "meaning", hidden: true });
  figure.prepend(view.startBar, view.meaning);
  view.root.addEventListener("keydown", (event) => pressStart(view, event), true);
  view.handOn = (event) => handOn(figure, event);
  document.addEventListener("keydown", view.handOn);
  view.hasNotes = Boolean(view.notes) && !isNoted(view.lesson.lesson);
  view.resized = new ResizeObserver(() => { fitStart(view, figure); placeNotes(view); });
  view.resized.observe(figure);
}

// While nothing has the focus, as on a page that has just been opened, these keys are the picture's; the focus stays.
const HANDED_ON = ["ArrowLeft", "ArrowRight", "Escape", "1", "2", "3"];

function handOn(figure, event) {
  const { key, repeat, altKey, ctrlKey, metaKey } = event, isFree = [document.body, document.documentElement].includes(event.target);
  const stage = figure.querySelector("[role=application]");
  if (!stage || !isFree || altKey || ctrlKey || metaKey || !HANDED_ON.includes(key)) return;
  event.preventDefault();
  stage.dispatchEvent(new KeyboardEvent("keydown", { key, repeat, bubbles: true, cancelable: true }));
}

// From edge to edge of the figure, whatever its padding.
function fitStart(view, figure) {
  const { paddingTop, paddingLeft, paddingRight } = getComputedStyle(figure);
  view.startBar.style.margin = `-${paddingTop} -${paddingRight} 6px -${paddingLeft}`;
  view.meaning.style.margin = `-6px -${paddingRight} 6px -${paddingLeft}`;
}

function drawStart(view) {
  const { lesson: start, startOn: on } = view, { labels, seen, experiments } = start;
  view.startBar.setAttribute("aria-label", labels.title);
  const chips = experiments.map((words, i) => {
    const number = i + 1, isSeen = seen.includes(number) && number !== on;
    const ring = h("span", { class: "ring", "aria-hidden": "true" }, isSeen ? "✓" : String(number));
    const node = button({ class: "chip-start", "aria-pressed": String(number === on), "data-try": number }, ring, () => chooseTry(view, number));
    node.append(markedNodes(words.title), isSeen ? h("span", { class: "hidden-text" }, ` (${labels.was})`) : "");
    return node;
  });
  const look = h("div", { class: "look", "aria-live": "polite" });
  view.startBar.replaceChildren(h("span", { class: "start-title" }, labels.title), h("div", { class: "chips" }, ...chips), look);
  if (on) fillLook(view, look);
  else if (seen.length) view.startBar.append(h("span", { class: "seen" }, fill(labels.seen, { count: seen.length, all: experiments.length })));
  if (view.notes && start.notes.length) {
    const help = button({ class: "help", "aria-label": labels.help, title: labels.help, "aria-expanded": String(view.hasNotes) }, "?", () => showNotes(view, !view.hasNotes));
    view.startBar.append(help);
    view.help = help;
  }
  view.startBar.toggleAttribute("data-on", on > 0);
  if (!on) showMeaning(view, false);
  chips[on - 1]?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
}

function fillLook(view, look) {
  const { lesson: { experiments, labels }, startOn: on } = view, { look: said, means } = experiments[on - 1];
  const isLast = on === experiments.length;
  const more = button({ class: "more-start", "aria-expanded": "false" }, labels.means + " ▾", () => showMeaning(view, view.meaning.hidden));
  const next = button({ class: "next-start" }, isLast ? labels.back : fill(labels.next, { number: on + 1 }), () => chooseTry(view, isLast ? 0 : on + 1));
  look.append(h("p", {}, markedNodes(said), " ", more), next);
  view.more = more;
  const isOpen = view.meansOf === on && !view.meaning.hidden;
  view.meaning.replaceChildren(markedNodes(means));
  showMeaning(view, isOpen);
}

function showMeaning(view, isOpen) {
  view.meaning.hidden = !isOpen;
  view.meansOf = isOpen ? view.startOn : 0;
  view.more?.setAttribute("aria-expanded", String(isOpen));
  if (view.more) setText(view.more, `${view.lesson.labels.means} ${isOpen ? "▴" : "▾"}`);
  view.startBar.toggleAttribute("data-read", isOpen);
}

function chooseTry(view, number) {
  hideNotes(view);
  view.startOn = number;
  drawStart(view);
  view.startBar.querySelector(number ? `[data-try="${number}"]` : "[data-try]")?.focus();
  view.trigger("start", { chosen: number, number: Date.now() });
}

// Numbers press an experiment while the picture has the focus; Escape hides the notes before it does anything else.
function pressStart(view, event) {
  if (!view.lesson || event.altKey || event.ctrlKey || event.metaKey) return;
  const isTyping = event.target.closest?.("input:not([type=range]), textarea, select, [contenteditable]");
  const number = Number(event.key);
  if (event.key === "Escape" && view.hasNotes) taken(event, () => hideNotes(view));
  else if (!isTyping && number >= 1 && number <= view.lesson.experiments.length) taken(event, () => chooseTry(view, number));
}

function isNoted(lesson) {
  try {
    const noted = (localStorage.getItem(NOTED) ?? "").split(" ");
    return noted.includes("*") || noted.includes(lesson);
  } catch { return false; }
}

function keepNoted(lesson) {
  try {
    const noted = new Set((localStorage.getItem(NOTED) ?? "").split(" ").filter(Boolean));
    localStorage.setItem(NOTED, [...noted.add(lesson)].join(" "));
  } catch { /* a browser that keeps nothing shows them again */ }
}

function fillNotes(view) {
  if (!view.notes) return;
  const { lesson: start } = view;
  view.noteAt = 0;
  view.brackets = start.notes.map(() => s("path", { class: "bracket", fill: "none" }));
  view.cards = start.notes.map((said, i) => {
    const card = button({ class: "note", title: start.labels.hide }, h("span", { class: "disc", "aria-hidden": "true" }, String(i + 1)), () => pressNote(view, i));
    card.append(h("span", { class: "said" }, markedNodes(said.replace(".**", "**"))), h("span", { class: "note-next", "aria-hidden": "true" }));
    return card;
  });
  const lines = s("svg", { class: "brackets", "aria-hidden": "true" }, ...view.brackets);
  view.notes.replaceChildren(...view.cards.map((card) => h("li", {}, card)), h("li", { class: "leaders", "aria-hidden": "true" }, lines));
  showNotes(view, view.hasNotes);
}

function showNotes(view, isShown) {
  if (!view.notes) return;
  view.hasNotes = isShown && view.lesson.notes.length > 0;
  const isNow = view.hasNotes && !view.data?.present && !view.present;
  view.notes.hidden = !isNow;
  view.lend?.(isNow ? NOTES_HEIGHT : 0);
  view.help?.setAttribute("aria-expanded", String(isNow));
  if (isNow) { view.root.setAttribute("aria-describedby", "notes"); placeNotes(view); }
  else view.root.removeAttribute("aria-describedby");
}

// Gone for good, until the question mark brings them back.
function hideNotes(view) {
  if (!view.hasNotes) return;
  keepNoted(view.lesson.lesson);
  showNotes(view, false);
}

function pressNote(view, i) {
  if (view.notes.clientWidth < PHONE && i + 1 < view.cards.length) {
    view.noteAt = i + 1;
    placeNotes(view);
    view.cards[view.noteAt].focus();
  } else hideNotes(view);
}

// Each note beneath what it speaks of, as near as the others let it; on a phone one at a time.
function placeNotes(view) {
  if (!view.notes || view.notes.hidden || !view.spots) return;
  const width = view.notes.clientWidth, left = view.notes.getBoundingClientRect().left;
  const spots = view.spots().map((spot) => spotBox(spot, left, width)), isPhone = width < PHONE;
  view.notes.classList.toggle("one", isPhone);
  const boxes = isPhone ? spots.map(() => [0, width]) : noteBoxes(spots, width);
  view.cards.forEach((card, i) => {
    const item = card.parentNode, [from, to] = boxes[i];
    item.style.cssText = `left: ${from}px; width: ${to - from}px`;
    item.classList.toggle("off", isPhone && i !== view.noteAt);
    const rest = isPhone && i + 1 < view.cards.length ? view.lesson.labels.next_note : "";
    setText(card.querySelector(".note-next"), isPhone ? `${fill(view.lesson.labels.note, { number: i + 1, all: view.cards.length })} ${rest}` : "");
    const [a, b] = spots[i], middle = clamp((a + b) / 2, from + 12, to - 12);
    view.brackets[i].setAttribute("d", isPhone && i !== view.noteAt ? "" : `M${a} 0V4H${b}V0M${middle} 4V14`);
  });
}

function spotBox(spot, left, width) {
  const box = spot instanceof Element ? spot.getBoundingClientRect() : { left: spot.left + left, right: spot.right + left };
  const from = clamp(box.left - left, 1, width - 20);
  return [from, clamp(box.right - left, from + 12, width - 1)];
}

// Boxes as wide as their spots but wide enough to be read, in the order of the spots, none over another.
function noteBoxes(spots, width) {
  const order = spots.map((_, i) => i).sort((i, k) => spots[i][0] - spots[k][0]), boxes = [];
  const least = Math.min(LEAST_NOTE, (width - NOTE_GAP * (spots.length - 1)) / spots.length);
  let free = 0;
  order.forEach((i, place) => {
    const after = order.length - 1 - place, most = width - after * (least + NOTE_GAP);
    const size = clamp(spots[i][1] - spots[i][0], least, 420), from = clamp(spots[i][0], free, Math.max(free, most - size));
    boxes[i] = [from, Math.min(from + size, most)];
    free = boxes[i][1] + NOTE_GAP;
  });
  return boxes;
}
