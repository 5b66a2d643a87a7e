// Gates held at a value: the slider that sets one, the marks on the picture and the list to let go again.

function openPopup(view, column, unit) {
  closePopup(view);
  closeUnfold(view);
  const { labels, model, rest, theme } = view, gate = model.equation.terms.find((term) => term.series === column.pin);
  const t = rest.step + 1, name = termText(gate, t);
  const now = model.at(column.pin, rest.step - model.start, unit);
  const slider = h("input", { type: "range", min: "0", max: "1", step: "0.01", value: now.toFixed(2),
    "aria-label": fill(labels.pin_value, { term: name }) });
  const output = h("output", {}, format(now));
  slider.addEventListener("input", () => setText(output, format(Number(slider.value))));
  const who = ["pin_unit", "pin_all"].map((key, k) => {
    const radio = h("input", { type: "radio", name: "who", value: key });
    radio.checked = k === 0;
    return { radio, node: h("label", {}, radio, fill(labels[key], { unit, step: t })) };
  });
  const hold = h("button", { type: "submit", class: "solid-button" }, labels.pin_set);
  const cancel = h("button", { type: "button", class: "quiet-button" }, labels.pin_cancel);
  const form = h("form", { class: "popup", role: "dialog", "aria-label": fill(labels.pin_title, { term: name }) },
    h("div", { class: "panel-title" }, fill(labels.pin_title, { term: name })), h("div", { class: "slider" }, "0", slider, "1", output),
    ...who.map(({ node }) => node), h("div", { class: "actions" }, hold, cancel));
  form.style.setProperty("--term", theme.mark(gate.colour));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    setPin(view, { gate: column.pin, unit: who[1].radio.checked ? null : unit, start: rest.step, value: Number(slider.value) });
    closePopup(view);
  });
  cancel.addEventListener("click", () => closePopup(view));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); closePopup(view); }
  });
  view.panelLayer.append(form);
  view.popup = form;
  const at = view.place.columns.find((c) => c.term === column.term), f = view.frame;
  const x = clamp(at.x + at.width + 8, 0, Math.max(0, f.width - form.offsetWidth));
  const y = clamp(rowTop(f, view.rowOf[unit]) - 40, 0, Math.max(0, f.total - form.offsetHeight));
  form.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  slider.focus({ preventScroll: true });
}

function closePopup(view) {
  if (!view.popup) return;
  const inside = view.popup.contains(view.shadow.activeElement);
  view.popup.remove();
  view.popup = null;
  if (inside) view.stage.focus({ preventScroll: true });
}

function setPin(view, pin) {
  const others = view.rest.pins.filter((other) => other.gate !== pin.gate || other.unit !== pin.unit);
  changePins(view, [...others, pin]);
}

// Python reads the text anew; until its answer comes the old picture stays.
function changePins(view, pins) {
  change(view, { pins });
  fillPins(view);
  wait(view);
}

function fillPins(view) {
  const { labels, model } = view;
  view.pinList.replaceChildren(...view.rest.pins.map((pin, k) => {
    const gate = model.equation.terms.find((term) => term.series === pin.gate);
    const who = pin.unit === null ? labels.who_all : fill(labels.who_unit, { unit: pin.unit });
    const text = fill(labels.pin_text, { term: termText(gate, 0), value: format(pin.value), who, step: pin.start + 1 });
    const remove = h("button", { type: "button", class: "quiet-button", "aria-label": fill(labels.pin_remove, { pin: text }) }, "×");
    remove.addEventListener("click", () => changePins(view, view.rest.pins.filter((_, other) => other !== k)));
    const chip = h("span", { class: "chip" }, text, remove);
    chip.style.setProperty("--term", `var(--c-${gate.colour})`);
    return chip;
  }));
}

// A small wedge at the cell that is held, or over the whole column.
function pinMarks(view, p) {
  const { frame: f, theme, rest, rowOf } = view, out = [];
  for (const pin of rest.pins) {
    if (pin.start > rest.step) continue;
    for (const column of p.columns.filter((c) => c.pin === pin.gate)) {
      const all = pin.unit === null, x = column.x + (all ? column.width / 2 : column.width + 2);
      const y = all ? f.top - 7 : rowMiddle(f, rowOf[pin.unit]);
      out.push({ kind: "text", text: all ? "▼" : "◀", x, y, size: 9, family: theme.font, fill: theme.inkText,
        anchor: all ? "middle" : "start", middle: true });
    }
  }
  return out;
}
