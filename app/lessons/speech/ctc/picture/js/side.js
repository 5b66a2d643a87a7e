// The right side: one path against all of them, the beam at the cursor, the loss.

const BAR = { left: 58, number: 62, high: 11 }, BEAM_ROWS = 5;

function buildSide(view) {
  view.sideSvg = s("svg", { class: "side-marks", "aria-hidden": "true" });
  view.beamRows = Array.from({ length: BEAM_ROWS }, (_, i) => {
    const node = button({ class: "beam-row", "data-beam": i }, "", () => setLabel(view, view.beam[i][0]));
    node.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") setPreview(view, view.beam[i]?.[0] ?? null); });
    node.addEventListener("pointerleave", () => setPreview(view, null));
    return node;
  });
  view.sideSaid = h("div", { class: "hidden-text" });
  view.sidePlot = h("div", { class: "side-plot" }, view.sideSaid, view.sideSvg, ...view.beamRows);
  return h("div", { class: "side" }, buildField(view), view.sidePlot);
}

function drawSide(view) {
  const { frame: { k, side }, model, data, spelling, rest: { step } } = view, greedy = model.greedily(data.wrongly), { trellis } = spelling, isPath = data.wrongly === "path";
  view.beam = model.beamAt(step);
  const out = [], scale = Math.max(greedy.logP, trellis.logP, greedy.bestLogP), at = { y: 12 * k };
  greedyBlock(view, out, at, greedy, scale);
  if (isPath) mistakenBlock(view, out, at, greedy);
  else trellisBlock(view, out, at, spelling, scale);
  ruled(view, out, at);
  beamBlock(view, out, at);
  ruled(view, out, at);
  lossBlock(view, out, at, isPath ? greedy.bestLogP : trellis.logP, isPath);
  sized(view.sideSvg, side, Math.ceil(at.y), out);
  setText(view.sideSaid, sideSaid(view, greedy));
}

// For those who do not see it.
function sideSaid({ labels, spelling: { text, trellis, paths } }, greedy) {
  const [path, all, own, sum] = [greedy.bestLogP, greedy.logP, trellis.bestLogP, trellis.logP].map(shortP);
  return fill(labels.side_said, { greedy: greedy.text || labels.nothing, path, all, label: text || labels.nothing, own, sum, count: shortCount(paths) });
}

// Pixels, fewer of them while the notes of a first visit are lent their height.
const spaceOf = ({ lent, frame: { k, isNarrow } }, usual, least) => (lent && !isNarrow ? least : usual) * k;

function greedyBlock(view, out, at, greedy, scale) {
  const { labels, data: { wrongly }, theme } = view, isWrong = ["space", "dropped"].includes(wrongly);
  headed(view, out, at, labels.greedy);
  spelt(view, out, at, greedy.labels, isWrong ? theme.text("loss") : null);
  barRow(view, out, at, labels.this_path, greedy.bestLogP, scale, theme.mark("loss"), "greedy-path");
  if (isWrong) noted(view, out, at, labels[`wrong_${wrongly}`]);
  else barRow(view, out, at, labels.all_paths, greedy.logP, scale, theme.accentText, "greedy-all", 0.5);
  at.y += spaceOf(view, 9, 3);
}

function trellisBlock(view, out, at, { labels: symbols, trellis, paths }, scale) {
  const { labels, model, theme, frame: { k } } = view;
  headed(view, out, at, labels.through);
  spelt(view, out, at, symbols);
  barRow(view, out, at, labels.best_path, trellis.bestLogP, scale, theme.mark("loss"), "label-path");
  barRow(view, out, at, labels.all_paths, trellis.logP, scale, theme.accentText, "label-all");
  out.push(textMark(view, shortCount(paths), 0, at.y + 4 * k, { size: 11.5, bold: true, mono: true, fill: theme.inkText, most: view.frame.side }),
    textMark(view, fill(paths === 1n ? labels.count_one : labels.count, { frames: model.T }), 0, at.y + 18 * k, { size: 10.8, most: view.frame.side }));
  at.y += spaceOf(view, 30, 23);
}

// The mistake: the best path's label and probability taken for the best label's.
function mistakenBlock(view, out, at, greedy) {
  const { labels, theme, frame: { k, side } } = view, top = at.y - 10 * k;
  const box = boxMark(-5, top, side + 10, 10, { rx: 5, fill: theme.mark("loss"), "fill-opacity": 0.08, stroke: theme.mark("loss"), "stroke-width": 1.3, "data-mistake": "path" });
  out.push(box);
  at.y += 4 * k;
  headed(view, out, at, labels.taken_for, theme.text("loss"));
  spelt(view, out, at, greedy.labels, theme.text("loss"));
  noted(view, out, at, fill(labels.wrong_path, { path: shortP(greedy.bestLogP), all: shortP(greedy.logP) }));
  box.setAttribute("height", at.y - top - 4 * k);
}

function beamBlock(view, out, at) {
  const { labels, model, theme, frame: { k, side }, beam, spelling } = view, top = Math.max(...beam.map(([, logP]) => logP)), number = 62 * k, text = 0.44 * side, rows = spaceOf(view, BEAM_ROWS, 3) / k;
  out.push(textMark(view, fill(labels.beam, { width: model.width }), 0, at.y, { size: 11.5, bold: true }), textMark(view, fill(labels.p_up_to, { frame: view.rest.step + 1 }), side, at.y, { size: 10.3, anchor: "end" }));
  at.y += 4 * k;
  view.beamRows.forEach((node, i) => {
    node.hidden = i >= Math.min(rows, beam.length);
    const y = at.y + 17 * k * i;
    if (node.hidden) return;
    const [label, logP] = beam[i], isOpen = label === spelling.text, share = Math.exp(logP - top), shown = label ? label.replaceAll(" ", "␣") : labels.nothing;
    node.style.cssText = `top: ${round1(y)}px; height: ${round1(17 * k)}px`;
    node.setAttribute("aria-label", fill(labels.beam_said, { place: i + 1, label: label || labels.nothing, p: shortP(logP) }));
    node.setAttribute("aria-pressed", String(isOpen));
    node.dataset.label = label;
    const cut = cutText(shown, text - 6 * k, round1(12 * k), theme.font, isOpen, true);
    out.push(textMark(view, cut, 0, y + 13 * k, { size: 12, bold: isOpen, fill: theme.inkText }), boxMark(text, y + 4 * k, side - number - text, 10 * k, { fill: theme.quiet, "fill-opacity": 0.1 }),
      boxMark(text, y + 4 * k, share * (side - number - text), 10 * k, { fill: theme.accentText, "fill-opacity": isOpen ? 1 : 0.5 }),
      textMark(view, shortP(logP), side, y + 13 * k, { size: 11.5, mono: true, anchor: "end", bold: isOpen, fill: theme.inkText }));
  });
  at.y += (17 * rows + 9) * k;
}

function lossBlock(view, out, at, logP, isWrong) {
  const { labels, theme, frame: { k, side } } = view, text = logP === -Infinity ? "−log 0 = ∞" : `−log ${shortP(logP)} = ${format(-logP, 2)}`, size = text.length > 19 ? 12.5 : 14.5;
  out.push(textMark(view, labels.loss, 0, at.y + 5 * k, { size: 12, bold: true }),
    textMark(view, text, side, at.y + 5 * k, { size, bold: true, mono: true, anchor: "end", fill: theme.text("loss"), term: "loss" }));
  if (isWrong) out.push(lineMark([[side - measured(text, round1(size * k), theme.mono, true), at.y], [side, at.y]], { stroke: theme.mark("loss"), "stroke-width": 1.5 }));
  at.y += 10 * k;
}

function headed(view, out, at, text, colour = view.theme.inkText) {
  out.push(textMark(view, text, 0, at.y, { size: 11, fill: colour, most: view.frame.side }));
  at.y += 20 * view.frame.k;
}

// A label in its letters' colours; a long one smaller, in two lines.
function spelt(view, out, at, symbols, colour = null) {
  const { frame: { side, k }, theme, model, labels } = view, text = symbols.map((symbol) => shownAs(model, symbol)).join("");
  if (!text) out.push(textMark(view, labels.nothing, 0, at.y, { size: 13 }));
  const wide = measured(text, 17 * k, theme.mono, true), size = clamp((17 * (side - 2)) / Math.max(1, wide), 11.5, 17), fits = Math.floor(((side - 2) / wide) * (17 / size) * symbols.length + 1e-6);
  const lines = wide * (size / 17) <= side ? [symbols] : [symbols.slice(0, fits), symbols.slice(fits, 2 * fits)];
  lines.filter((line) => line.length).forEach((line, i) => {
    const node = textMark(view, "", 0, at.y + i * 14 * k, { size, bold: true, mono: true });
    node.append(...letterSpans(view, line, colour), symbols.length > 2 * fits && i ? "…" : "");
    out.push(node);
  });
  at.y += (lines.length > 1 ? 23 : 13) * k;
}

function barRow(view, out, at, name, logP, scale, colour, id, opacity = 1) {
  const { frame: { k, side }, theme } = view, left = BAR.left * k, wide = side - left - BAR.number * k, y = at.y - 6 * k, share = scale === -Infinity ? 0 : Math.exp(logP - scale);
  out.push(textMark(view, name, 0, at.y + 3 * k, { size: 10.8 }), boxMark(left, y, wide, BAR.high * k, { fill: theme.quiet, "fill-opacity": 0.1 }),
    boxMark(left, y, logP > -Infinity ? Math.max(2, wide * share) : 0, BAR.high * k, { fill: colour, "fill-opacity": opacity, "data-bar": id, "data-log-p": logP }),
    textMark(view, shortP(logP), side, at.y + 4 * k, { size: 11.5, mono: true, anchor: "end", fill: theme.inkText, bold: id === "label-all" }));
  at.y += 16 * k;
}

function noted(view, out, at, text) {
  const { frame: { side, k }, theme } = view, lines = wrapped(text, side, round1(10.8 * k), theme.font);
  lines.forEach((line, i) => out.push(textMark(view, line, 0, at.y + (3 + 14 * i) * k, { size: 10.8, fill: theme.text("loss") })));
  at.y += (14 * lines.length + 4) * k;
}

function ruled(view, out, at) {
  const { frame: { side, k }, theme } = view;
  out.push(lineMark([[0, at.y + 1], [side, at.y + 1]], { stroke: theme.line }));
  at.y += spaceOf(view, 18, 14);
}
