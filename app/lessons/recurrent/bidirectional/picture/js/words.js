// Numbers and sentences as they are shown and read aloud.

const shortChance = (p) => (p >= 0.9995 ? "1.00" : p.toFixed(3).slice(1));
const signedText = (value, digits = 1) => { const text = format(value, digits); return value > 0 && Number(text) !== 0 ? `+${text}` : text; };
const lookedAt = (view) => view.pointed ?? view.rest.word;
const tagText = (model, p) => `${model.tags[best(p)]} ${p[best(p)].toFixed(3)}`;

// What follows a word: "… Roosevelt was a".
const endText = (view, words, t) => (t + 1 < words.length ? `… ${words.slice(t + 1, t + 4).map(visible).join(" ")}` : view.labels.nothing_after);

function statusText({ model, rest, labels }) {
  const ready = model.words.filter((_, t) => model.isReady(t, rest.step)).length;
  return fill(labels.status, { step: rest.step, steps: model.T, ready });
}

// Who is still to come by word t.
function waitText({ model, rest, labels }, t) {
  const isLeft = model.hasPassed("left", t, rest.step), isRight = model.hasPassed("right", t, rest.step);
  const who = isLeft ? "a←" : "a→";
  return fill(isLeft || isRight ? labels.waits : labels.waits_both, { who, step: model.ready[t] });
}

// A word in a sentence, for the tip and for who listens.
function wordLines(view, t) {
  const { model, rest, labels } = view, left = fill(labels.tip_forward, { tag: tagText(model, model.forward(t)) });
  if (!model.isReady(t, rest.step)) return [waitText(view, t), ...(model.hasPassed("left", t, rest.step) ? [left] : [])];
  const lines = [fill(labels.tip_both, { tag: tagText(model, model.chances(t)) }), fill(labels.tip_zero_right, { tag: tagText(model, model.chances(t, "right")) }), fill(labels.tip_zero_left, { tag: tagText(model, model.chances(t, "left")) })];
  return [...lines, left, ...(model.known[t] ? [] : [labels.unknown])];
}

// One unit at one word, times its weights for both tags.
function cellLines(view, side, t, r) {
  const { model, labels, rest } = view, unit = model.units[side === "left" ? 0 : 1][r], a = model.at(side, t, r);
  const name = `${side === "left" ? "a→" : "a←"}⟨${t + 1}⟩[${unit}] = ${format(a)}`, W = `W_${side}`;
  if (rest.zero === side) return [name, labels.at_zero];
  return [name, ...model.compared(t, rest.zero, rest.step).map((k) => fill(labels.tip_cell, { tag: model.tags[k], weight: format(model.at(W, k, r)), value: format(a), product: signedText(a * model.at(W, k, r), 2) }))];
}
