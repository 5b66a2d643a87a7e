// Another word in place of the one that is written now: a small field at its place in the strip, with words to choose from.

function buildTyping(view) {
  const { labels } = view;
  view.pencil = button({ class: "pencil", "aria-label": labels.type, title: labels.type }, "✎", () => openTyping(view));
  view.words = h("datalist", { id: "captioning-words" });
  view.field = h("input", { type: "text", class: "word-field", list: "captioning-words", dir: "ltr", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    "aria-label": labels.type, "aria-describedby": "captioning-said" });
  view.fieldSaid = h("div", { class: "field-said", id: "captioning-said", role: "status" });
  view.typing = h("div", { class: "typing", hidden: true }, view.fieldSaid, view.field, view.words);
  view.field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (["Enter", "Escape"].includes(event.key)) event.preventDefault(); // else Enter would press the button that gets the focus
    if (event.key === "Enter") writeWord(view);
    else if (event.key === "Escape") closeTyping(view, true);
  });
  view.field.addEventListener("input", () => setRefused(view, ""));
  return h("div", { class: "typing-box" }, view.pencil, view.typing);
}

function openTyping(view) {
  const { model, rest: { step, branch } } = view;
  stopSteps(view);
  if (view.wordsOf !== model.stamp) {
    view.wordsOf = model.stamp;
    view.words.replaceChildren(...model.writable.map((word) => h("option", { value: word })));
  }
  view.typing.hidden = false;
  view.field.value = "";
  view.field.placeholder = model.word(branch, step);
  setRefused(view, "");
  drawTyping(view);
  view.field.focus({ preventScroll: true });
}

function closeTyping(view, goesBack = false) {
  if (view.typing.hidden) return;
  view.typing.hidden = true;
  view.refused = "";
  view.pencil.hidden = false;
  if (goesBack) view.pencil.focus({ preventScroll: true });
  invalidate(view);
}

function setRefused(view, text) {
  view.refused = text;
  setText(view.fieldSaid, text || view.labels.type_how);
  view.fieldSaid.classList.toggle("wrong", text !== "");
}

// A word that the network does not know is refused here, with a sentence, and asked for by no one.
function writeWord(view) {
  const { model, labels, rest: { step, branch } } = view, word = view.field.value.trim().toLowerCase();
  if (!word) { closeTyping(view, true); return; }
  if (!model.writable.includes(word)) { setRefused(view, fill(labels.unknown, { word: isolated(word.slice(0, 30)), count: model.writable.length.toLocaleString("en") })); return; }
  closeTyping(view, true);
  ask(view, "word", { step, word, branch });
}

// Both stand at the word that is written now.
function drawTyping(view) {
  const { model, frame: { film, k }, rest: { step, branch } } = view, x = cellX(view, step), word = model.word(branch, step), bold = measured(word, round1(13.5 * k), view.theme.font, true);
  const right = x + bold / 2 + 1, hasRoom = right + 17 * k <= x + film.pitch / 2;
  const [at, top] = hasRoom ? [right, film.words - 1] : [x + film.width / 2 - 19, film.top + film.height - 23];
  view.pencil.style.cssText = `left: ${round1(at)}px; top: ${Math.round(top)}px`;
  view.pencil.classList.toggle("upon", !hasRoom);
  view.pencil.hidden = !view.typing.hidden || model.writable.length === 0;
  if (view.typing.hidden) return;
  const half = 78 * k, left = clamp(x - half, 0, Math.max(0, film.wide - 2 * half));
  view.typing.style.cssText = `left: ${round1(left)}px; width: ${round1(2 * half)}px`;
}
