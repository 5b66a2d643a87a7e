// The weights fall from under the sentence into the cells that they are added to.

function buildFlight(view) {
  view.flight = s("svg", { class: "flight", "aria-hidden": "true" });
  return view.flight;
}

function drawFlight(view) {
  const { scene, rest, frame: f, theme, bands, flight } = view, t = centreNow(view), isOn = (view.glide || view.playing) &&
    t !== null && !isLanded(view);
  flight.toggleAttribute("hidden", !isOn);
  if (!isOn) { flight.replaceChildren(); return; }
  const origin = bands.getBoundingClientRect(), from = view.sentenceSvg.getBoundingClientRect(),
    to = view.matrixSvg.getBoundingClientRect(), at = cellsOf(view), { words } = columnsOf(view);
  const along = clamp((stepShare(view) / DROP - 0.25) / 0.75, 0, 1), eased = along * along * (3 - 2 * along),
    y0 = from.top - origin.top + f.arcs + (HIGH.words + 12) * f.k;
  sized(flight, origin.width, origin.height, scene.written(t, rest).map(({ u, i, j, w, isMirror }) => {
    const start = [from.left - origin.left + words[u].middle, y0],
      end = [to.left - origin.left + at.left + (j + 0.5) * at.wide, to.top - origin.top + f.heads + (i + 0.75) * at.high];
    const meaning = isPinnedPair(view, t, u) ? "loss" : "candidate";
    return textMark(view, addedText(w), ...start.map((edge, axis) => edge + (end[axis] - edge) * eased),
      { size: 11.5, bold: true, anchor: "middle", halo: true, fill: isMirror && along < 0.15 ? "none" : theme.text(meaning) });
  }));
}
