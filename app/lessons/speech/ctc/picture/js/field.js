// The label that the trellis is drawn for, typed above its numbers; each letter is added up at once.

function buildField(view) {
  const { labels } = view;
  view.field = h("input", { type: "text", class: "label-text", dir: "ltr", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "ctc-field-said" });
  view.fieldSaid = h("div", { class: "field-said", id: "ctc-field-said", role: "status" });
  view.field.addEventListener("compositionstart", () => { view.composing = true; });
  view.field.addEventListener("compositionend", () => { view.composing = false; typed(view); });
  view.field.addEventListener("input", () => { if (!view.composing) typed(view); });
  view.field.addEventListener("blur", () => {
    if (view.timers.send) tell(view, 0);
    invalidate(view);
  });
  view.field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") tell(view, 0);
    else if (event.key === "Escape") view.stage.focus({ preventScroll: true });
    event.stopPropagation();
  });
  return h("div", { class: "label-field" }, h("label", {}, h("span", {}, labels.label), view.field), view.fieldSaid);
}

// Letters that the network does not know are refused, with a sentence; the caret stays where it was between the others.
function typed(view) {
  const { field, labels, model } = view, found = cleaned(field.value, model), caret = cleaned(field.value.slice(0, field.selectionStart), model).text.length;
  if (field.value !== found.text) {
    field.value = found.text;
    field.setSelectionRange(caret, caret);
  }
  if (found.text !== view.rest.label) setLabel(view, found.text, TYPED_MS);
  view.refused = found.isOther ? labels.only_letters : found.isCut ? fill(labels.too_long, { most: model.longest }) : "";
  invalidate(view);
}

// What another hand has written goes into the field; letters that stand there already stay as they are, and so does the caret.
function drawField(view) {
  const { field, fieldSaid, model, labels, rest, refused, spelling: { needed, trellis } } = view, isTyping = view.shadow.activeElement === field;
  const shown = rest.label || (isTyping ? "" : model.text), held = field.value, isSame = held === rest.label || (held === model.text && !rest.label);
  if (!view.composing && held !== shown && !(isTyping && isSame)) field.value = shown;
  field.placeholder = model.text || labels.type_label;
  const isShort = needed > model.T, said = refused || (trellis.best.length ? fill(needed === 1 ? labels.needs_one : labels.needs, { needed, frames: model.T }) : unspelledSaid(view));
  setText(fieldSaid, said);
  fieldSaid.classList.toggle("wrong", Boolean(refused) || isShort || !trellis.best.length);
}
