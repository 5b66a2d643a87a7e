// What is read aloud: where the picture stands, the candidate that was chosen, what came first.

function announceStep(view) {
  say(view, () => {
    const { model, labels, rest } = view;
    if (!rest.step) return labels.announce_start;
    const t = rest.step - 1, { kept, of, rows } = model.steps[t];
    return fill(labels.announce, { step: rest.step, steps: model.T, kept, of, text: model.text(t, 0), total: format(rows[0].total, 2) });
  });
}

function announceOne(view, found) {
  say(view, () => {
    const one = view.model.steps[found.t].rows[found.row];
    return fill(view.labels.announce_one, { word: view.model.text(found.t, found.row), total: format(one.total, 2),
      fate: fateText(view, found, one, view.model.steps[found.t].room) });
  });
}

function announceFirst(view) {
  say(view, () => {
    const [best] = view.model.ranked(view.rest.alpha);
    return fill(view.labels.announce_first, { alpha: format(view.rest.alpha, 2), text: best.text || view.labels.nothing, score: format(best.score, 3) });
  });
}
