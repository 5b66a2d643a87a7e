// The equations of the step with their terms, and the same with this step's numbers.

function buildFormula(view) {
  view.lines = h("div", { class: "lines" });
  view.numbers = h("div", { class: "numbers" });
  view.strip = h("canvas", { class: "strip", width: "384", height: "12", role: "img" });
  view.stripText = h("div", { class: "strip-text" });
  return h("div", { class: "beneath" }, h("section", {}, h("h2", { class: "caption" }, view.labels.formula), view.lines),
    h("section", {}, h("h2", { class: "caption" }, view.labels.numbers), view.numbers, view.strip, view.stripText));
}

function fillFormula(view) {
  view.times = [];
  view.lines.replaceChildren(...view.model.lines.map((line) => lineNode(view, line)));
}

// The place t' whose numbers are shown: pointed at, pinned, or the one most looked at.
function shownPosition(view) {
  return view.lit ?? view.rest.position ?? ranked(view.model.alpha(view.rest.step, view.held))[0];
}

function drawFormula(view) {
  const { model, rest } = view, t = rest.step + 1, here = shownPosition(view) + 1;
  for (const { node, time } of view.times) {
    setText(node, time.replace("t−1", String(t - 1)).replace("t′", String(here)).replace(/^t\b/, String(t)));
  }
  drawMarked(view, (term) => term.replace(/\d$/, ""));
  view.numbers.replaceChildren(...numberNodes(view, numberLines(view)));
  drawStrip(view);
}

function numberLines(view) {
  const { model, rest, labels } = view, t = rest.step, alpha = model.alpha(t, view.held), n = (value, digits = 2) => format(value, digits);
  const i = shownPosition(view), order = ranked(alpha), sum = alpha.reduce((total, value) => total + value, 0);
  const name = (k) => tokenNode(model.sourceNames[k]);
  const energies = order.slice(0, 4).flatMap((k, j) => [j ? ", " : "", name(k), " ", ["e", n(model.energy(t, k))]]);
  const largest = order.slice(0, 3).filter((k) => alpha[k] >= 0.005).flatMap((k, j) => [j ? " + " : "", ["alpha", n(alpha[k])], " · a(", name(k), ")"]);
  const next = model.next[t].slice(0, 3).flatMap(([word, p], j) => [j ? ", " : "", tokenNode(pieceText(word, labels)), ` ${n(p)}`]);
  const lines = [
    [["e", "e"], ": ", ...energies, ` … (${model.positions},)`],
    softmaxLine(view, t, i, alpha),
    [["c", "c"], " = ", ...largest, ` + … (${model.size},)`],
    [`${labels.sum} `, ["alpha", n(sum)], ` · ${labels.next}: `, ...next],
  ];
  const was = model.before.target[t];
  if (model.changed.length && was !== undefined && t >= Math.min(...model.changed)) {
    lines.push([`${labels.before}: `, tokenNode(pieceText(was, labels)), ` ${n(model.before.p[t])}`]);
  }
  return lines;
}

// α = exp e / Σ exp e with the numbers, or what was set by hand.
function softmaxLine(view, t, i, alpha) {
  const { model, labels } = view, n = (value, digits = 2) => format(value, digits), e = model.energy(t, i);
  const held = view.held?.step === t || model.changed.includes(t) || (model.held !== null && t >= model.held);
  const head = [["alpha", "α"], "(", tokenNode(model.sourceNames[i]), ") = "];
  if (held) return [...head, ["alpha", n(alpha[i])], ` (${labels.changed})`];
  const others = model.over_outputs ? [...Array(t + 1).keys()].map((j) => model.energy(j, i)) : [...Array(model.positions).keys()].map((k) => model.energy(t, k));
  const most = Math.max(...others), total = others.reduce((sum, value) => sum + Math.exp(value - most), 0);
  return [...head, ["e", `exp(${n(e)})`], " / ", ["e", `exp(${n(most + Math.log(total))})`], " = ", ["alpha", n(alpha[i])]];
}

// All components of the context, as colours; pointing at one says how it is made.
function drawStrip(view) {
  const { model, theme, rest, labels } = view, alpha = model.alpha(rest.step, view.held), c = model.context(alpha), canvas = view.strip;
  if (canvas.width !== model.size) canvas.width = model.size;
  const context = canvas.getContext("2d"), limit = Math.max(0.2, ...c.map(Math.abs)), scale = theme.table("signed").css;
  c.forEach((value, k) => { context.fillStyle = scale[shade(value, "signed", limit)]; context.fillRect(k, 0, 1, 12); });
  canvas.setAttribute("aria-label", fill(labels.strip, { size: model.size }));
  if (view.component === null) { setText(view.stripText, fill(labels.strip, { size: model.size })); return; }
  const k = view.component, parts = ranked(alpha).slice(0, 3).filter((i) => alpha[i] >= 0.005);
  const words = parts.flatMap((i, j) => [j ? " + " : "", ["alpha", format(alpha[i], 2)], " · ", ["a", format(model.annotation(i, k), 2)]]);
  view.stripText.replaceChildren(`${fill(labels.component, { index: k + 1 })}: `, ...[...words, " + … = ", ["c", format(c[k], 2)]].map((word) => numberNode(view, word)));
}
