// What is read aloud: the word that is written, where it looks, and what a chosen place has given to it.

function announce(view) {
  say(view, () => {
    const { model, labels, rest: { step, branch, place } } = view, alpha = model.alpha(branch, step), [brightest] = byLight(alpha);
    const said = fill(labels.announce, { number: step + 1, count: model.steps(branch), word: model.word(branch, step), p: chance(Math.exp(model.logP(branch, step))) });
    if (model.way !== "attend") return said;
    return `${said} ${placeSaid(view, brightest, labels.announce_light)}${place === null ? "" : ` ${placeSaid(view, place, labels.announce_place)}`}`;
  });
}

// "The light is brightest in row 5, column 6: 0.13."
function placeSaid({ model, rest: { step, branch } }, place, text) {
  return fill(text, { row: rowOf(place) + 1, column: columnOf(place) + 1, alpha: format(model.alpha(branch, step)[place], 3) });
}
