// The right column: what may come next, and the beam with a button over each of its rows.

const BEAM_MOST = 12; // the beam, and what the visitor has written before it

function buildSide(view) {
  view.sideTitle = h("h2", { class: "caption" });
  view.sideSvg = s("svg", { class: "side-marks", "aria-hidden": "true" });
  view.beamButtons = Array.from({ length: BEAM_MOST }, (_, row) => button({ class: "beam-row", "data-branch": row }, "", () => chooseBranch(view, row)));
  view.nextSaid = h("div", { class: "hidden-text" });
  view.sidePlot = h("div", { class: "side-plot" }, view.nextSaid, view.sideSvg, h("div", { class: "beam-rows", role: "group", "aria-label": view.labels.beam_group }, ...view.beamButtons));
  return h("div", { class: "side" }, view.sideTitle, view.sidePlot);
}

function drawSide(view) {
  const { model, labels, theme, frame: { side, k, lent }, rest: { step, branch } } = view;
  setText(view.sideTitle, labels[`gives_${model.way}`]);
  const next = nextMarks(view), rule = view.nextHigh - 4 * k, beam = beamMarks(view, view.nextHigh + (lent ? 2 : 8) * k);
  sized(view.sideSvg, side, Math.ceil(beam.high), [...next, lineMark([[0, rule], [side, rule]], { stroke: theme.line }), ...beam.marks]);
  view.beamButtons.forEach((node, row) => {
    const place = view.beamPlaces[row];
    node.hidden = !place || model.sentences.length < 2;
    if (node.hidden) return;
    const { words, score } = model.sentences[row];
    node.style.cssText = `top: ${round1(place.y - 2)}px; height: ${round1(place.pitch)}px`;
    node.setAttribute("aria-pressed", String(row === branch));
    node.setAttribute("aria-label", fill(labels.beam_said, { place: row + 1, text: words.map((word) => model.shown(word)).join(" "), score: format(score, 2) }));
  });
  const likeliest = model.next(branch, step, NEXT).map(([word, p]) => `${model.shown(word)} ${chance(p)}`).join(", ");
  setText(view.nextSaid, fill(labels.next_said, { likeliest }));
}
