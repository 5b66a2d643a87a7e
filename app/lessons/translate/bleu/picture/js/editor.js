// One field for the text of the row that is chosen: the candidate, or one of its references.

function buildEditor(view) {
  const { labels, data: { limits } } = view, ownColours = (row) => (row ? `--own: var(--c-reference_${row}); --own-text: var(--t-reference_${row})` : null);
  const chip = (row) => button({ class: "row-chip", "data-row": row, style: ownColours(row) }, row ? `R${row}` : "C", () => chooseRow(view, row));
  view.chips = Array.from({ length: 1 + limits.references }, (_, row) => chip(row));
  view.addButton = button({ class: "row-chip add", "aria-label": labels.add, title: labels.add }, "+", () => addReference(view));
  view.field = h("input", { type: "text", class: "row-text", dir: "auto", maxlength: limits.letters, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  view.removeButton = button({ class: "row-chip remove", "aria-label": labels.remove, title: labels.remove }, "×", () => removeReference(view));
  listenToField(view);
  return h("div", { class: "editor", role: "group", "aria-label": labels.editor }, h("span", { class: "row-chips" }, ...view.chips, view.addButton), view.field, view.removeButton);
}

// Each letter counts at once; the page hears of it when the typing rests, on Enter, and when the field is left.
function listenToField(view) {
  const { field } = view;
  field.addEventListener("compositionstart", () => { view.composing = true; });
  field.addEventListener("compositionend", () => { view.composing = false; typed(view); });
  field.addEventListener("input", () => typed(view));
  field.addEventListener("blur", () => { if (view.timers.send) tell(view, 0); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") tell(view, 0);
    else if (event.key === "Escape") view.stage.focus({ preventScroll: true });
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

const typed = (view) => setRow(view, view.row, cleaned(view.field.value, view.data.limits.letters));
const textOf = ({ rest }, row) => (row ? rest.references[row - 1] : rest.candidate);

// What another hand has written goes into the field; letters that stand there already stay as they are, and so does the caret.
function fillField(view) {
  view.row = Math.min(view.row, view.rest.references.length);
  const text = textOf(view, view.row);
  if (!view.composing && cleaned(view.field.value, view.data.limits.letters) !== text) view.field.value = text;
}

function chooseRow(view, row) {
  view.row = row;
  fillField(view);
  invalidate(view);
}

// The caret goes to a word of a row, and the word is marked, so that another can be typed for it.
function editAt(view, row, word) {
  const { model, rest, data } = view, words = row ? model.found.references[model.owners.indexOf(row - 1)] : model.words, text = textOf(view, row);
  chooseRow(view, row);
  view.field.focus({ preventScroll: true });
  view.field.setSelectionRange(...placeIn(text, words, word, data.config.lowercase));
}

function addReference(view) {
  const { references } = view.rest;
  view.rest = { ...view.rest, references: [...references, ""] };
  recount(view, false);
  chooseRow(view, references.length + 1);
  view.field.focus({ preventScroll: true });
}

function removeReference(view) {
  const references = view.rest.references.filter((_, i) => i !== view.row - 1);
  change(view, { references, step: -1 });
  recount(view, false);
  chooseRow(view, Math.min(view.row, references.length));
  view.chips[view.row].focus({ preventScroll: true });
}

function drawEditor(view) {
  const { rest: { references }, labels, data: { limits }, row } = view;
  view.chips.forEach((node, i) => {
    node.hidden = i > references.length;
    if (node.hidden) return;
    node.setAttribute("aria-pressed", String(i === row));
    node.setAttribute("aria-label", fill(i ? labels.choose_reference : labels.choose_candidate, { number: i }));
    node.classList.toggle("empty", isBlank(textOf(view, i)));
  });
  view.addButton.hidden = references.length >= limits.references;
  view.removeButton.hidden = !(row && references.length > 1 && isBlank(references[row - 1]));
  view.field.setAttribute("aria-label", fill(row ? labels.reference_text : labels.candidate_text, { number: row }));
  view.field.placeholder = row ? labels.type_reference : labels.type_candidate;
  view.field.style.setProperty("--own", row ? `var(--c-reference_${row})` : "var(--ink)");
}
