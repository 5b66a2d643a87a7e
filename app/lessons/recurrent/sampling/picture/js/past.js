// The margin: what was given, kept and drawn before, each as a thin bar.

// {kind, text, pieces, at, u} of every symbol before the open step.
function pastSteps(view) {
  const { model, rest, memory, data } = view, settings = settingsOf(model.made);
  const given = data.start.map((symbol, i) => ({ kind: "given", text: tokenText(view, symbol), ...data.given[i] }));
  return [...given, ...symbolsBefore(view, rest.step).map((symbol, n) => {
    const index = model.places.get(symbol), isKept = n < rest.kept.length, drawn = isKept ? memory[n] : { index, u: model.us[n], settings };
    const known = drawn?.index === index ? drawn : null; // how it was drawn, if that was here
    return { kind: isKept ? "kept" : "drawn", n, text: tokenText(view, symbol), u: known?.u ?? null, ...model.thin(n, index, known?.settings) };
  })];
}

function buildPast(view) {
  view.pastList = h("ol", { class: "past-list" });
  view.pastScroll = h("div", { class: "past-scroll", tabindex: "0", role: "region", "aria-label": view.labels.past }, view.pastList);
  view.pastNow = h("div", { class: "past-now" });
  view.pastNote = h("p", { class: "past-note" });
  return h("section", { class: "past" }, h("h2", { class: "caption" }, view.labels.past), view.pastScroll, view.pastNote);
}

function drawPast(view) {
  const { model, rest, labels, theme, frame: f } = view;
  const key = [view.received, rest.step, rest.kept.join("\u0001"), rest.kept.length, shownText(view), theme.key, view.pastWide, f.isNarrow, view.labelKey].join("|");
  if (view.pastKey === key) return;
  const isOther = view.pastStep !== rest.step || view.pastCount !== model;
  Object.assign(view, { pastKey: key, pastStep: rest.step, pastCount: model });
  view.pastSteps = pastSteps(view);
  view.pastList.classList.toggle("letters", model.level === "character");
  view.pastList.replaceChildren(...view.pastSteps.map((one, i) => pastItem(view, one, i)), h("li", { class: "now" }, h("b", { class: "token" }, shownText(view)), h("span", {}, labels.being_drawn)));
  setText(view.pastNote, labels.needle_note);
  view.pastNote.hidden = false;
  view.pastNote.hidden = view.pastScroll.scrollHeight > view.pastScroll.clientHeight + 1; // the steps come first
  if (isOther) Object.assign(view.pastScroll, { scrollTop: view.pastScroll.scrollHeight, scrollLeft: view.pastScroll.scrollWidth });
}

function pastItem(view, one, i) {
  const { frame: f, labels, model } = view, { k } = f, wide = f.isNarrow ? 64 : view.pastWide - (model.level === "word" ? 8 : 66), high = 9 * k;
  const side = one.kind === "drawn" ? `${model.level === "word" ? "u " : ""}${one.u.toFixed(2)}` : labels[one.kind], bar = s("svg", { width: wide, height: high + 4, "aria-hidden": "true" }, ...thinMarks(view, one, 0, 2, wide, high));
  const content = [h("span", { class: "token" }, one.text), h("span", { class: "side" }, side), bar];
  if (one.kind === "given") return h("li", { class: "given", "data-past": i }, ...content);
  const node = button({ class: "step", "data-past": i, "aria-label": fill(labels.back_to, { token: one.text, step: one.n + 1 }) }, content[0], () => go(view, one.n));
  node.append(content[1], content[2]);
  return h("li", { class: one.kind }, node);
}

// A thin bar: its pieces, the own one lit, the needle where there was one.
function thinMarks(view, { kind, pieces, at, u }, x, y, wide, high) {
  const { theme } = view, out = [boxMark(x, y, wide, high, { fill: "none", stroke: theme.line })];
  let from = 0;
  pieces.forEach((piece, i) => {
    const shade = kind === "given" ? css(mix(theme.page, theme.ink, i % 2 ? 0.07 : 0.11)) : shadeOf(view, "drawn", i % 2 ? 0.17 : 0.28);
    if (piece * wide > 0.4) out.push(boxMark(x + from * wide, y, piece * wide - (piece * wide > 2 ? 0.8 : 0), high, { fill: shade }));
    from += piece;
  });
  if (at) out.push(boxMark(x + at[0] * wide, y, Math.max(2, (at[1] - at[0]) * wide), high, { fill: kind === "given" ? shadeOf(view, "drawn", 0.62) : theme.text("drawn") }));
  if (u !== null && u !== undefined) out.push(lineMark([[x + u * wide, y - 2], [x + u * wide, y + high + 2]], { stroke: theme.inkText, "stroke-width": 1.6 }));
  return out;
}
