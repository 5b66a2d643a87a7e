// The same step as the circuit diagram of the textbooks, with the values of the followed unit on its wires.

const CIRCUIT_WIDTH = 900, CIRCUIT_HEIGHT = 362;

function drawCircuit(view) {
  const on = view.mode === "circuit", hidden = [view.canvas, view.headings, view.values, view.reads];
  view.circuitLayer.hidden = !on;
  for (const node of hidden) node.style.visibility = on ? "hidden" : "";
  if (on) { view.rowFrame.hidden = true; view.soFar.hidden = true; view.tip.hidden = true; }
  if (!on) return;
  const key = `${view.model.equation.name}|${view.theme.key}|${view.model.H}`;
  if (view.circuitKey !== key) buildCircuit(view, key);
  const { model } = view, i = view.rest.step - model.start, unit = shownUnit(view) ?? 0, t = view.rest.step + 1;
  for (const { node, term, wire } of view.circuitTexts) {
    if (wire) setText(node, format(model.at(term.series, i, unit), 2));
    else if (term.id === "x") setText(node, `x⟨${t}⟩ = ${visible(model.tokens[i])}`);
    else setText(node, termText(term, t));
  }
  for (const node of view.circuitLayer.querySelectorAll("[data-term]")) {
    node.classList.toggle("marked", node.dataset.term === view.marked);
  }
  setText(view.circuitUnit, fill(view.labels.one_unit, { unit: unit }));
}

function buildCircuit(view, key) {
  const { model, theme } = view, circuit = model.equation.circuit;
  view.circuitKey = key;
  view.circuitTexts = [];
  const colour = (id) => (model.terms.get(id)?.colour ? theme.mark(model.terms.get(id).colour) : theme.quiet);
  const inkOf = (id) => (model.terms.get(id)?.colour ? theme.text(model.terms.get(id).colour) : theme.inkText);
  const ids = [...new Set(circuit.wires.map((wire) => colour(wire.term)))];
  const arrows = ids.map((fillColour, k) => s("marker", {
    id: `arrow-${k}`, viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 5, markerHeight: 5, orient: "auto",
  }, s("path", { d: "M0 0L8 4L0 8z", fill: fillColour })));
  view.circuitUnit = s("text", { x: 868, y: 346, "text-anchor": "end", "font-size": 13, fill: theme.quiet });
  const size = `0 0 ${CIRCUIT_WIDTH} ${CIRCUIT_HEIGHT}`;
  const svg = s("svg", { viewBox: size, role: "img", "aria-label": view.labels.circuit, "font-family": theme.font },
    s("defs", {}, ...arrows),
    s("rect", { x: 95, y: 16, width: 690, height: 304, rx: 14, fill: theme.pale, stroke: theme.line }),
    view.circuitUnit);
  for (const wire of circuit.wires) {
    const stroke = colour(wire.term);
    svg.append(s("path", {
      d: "M" + wire.points.map((p) => p.join(" ")).join("L"), fill: "none", stroke, class: "wire",
      "data-term": wire.term || null, "stroke-width": wire.term ? 2.2 : 1.4, "stroke-linejoin": "round",
      "stroke-dasharray": wire.dashed ? "4 4" : null,
      "marker-end": wire.arrow ? `url(#arrow-${ids.indexOf(stroke)})` : null,
    }));
  }
  for (const node of circuit.nodes) svg.append(circuitNode(view, node, colour, inkOf));
  for (const wire of circuit.wires) {
    if (!wire.at) continue;
    const text = s("text", {
      x: wire.at[0], y: wire.at[1], "text-anchor": "middle", "font-size": 13.5, "font-weight": 600,
      "font-family": "monospace", fill: inkOf(wire.term), stroke: theme.pale, "stroke-width": 4,
      "paint-order": "stroke", "data-term": wire.term,
    });
    view.circuitTexts.push({ node: text, term: model.terms.get(wire.term), wire: true });
    svg.append(text);
  }
  view.circuitSvg = svg;
  view.circuitLayer.replaceChildren(svg);
}

function circuitNode(view, node, colour, inkOf) {
  const { theme, model } = view, { x, y } = node, fill = theme.pageText;
  const group = s("g", { "data-term": node.term || null, opacity: node.unused ? 0.45 : null });
  const text = (value, attributes) => s("text", {
    x, y: y + 5, "text-anchor": "middle", "font-size": 15, fill: theme.inkText, ...attributes }, value);
  if (node.kind === "op") {
    group.append(s("circle", { cx: x, cy: y, r: 14, fill, stroke: theme.inkText, "stroke-width": 1.5 }), text(node.text));
  } else if (node.kind === "end") {
    const label = text("", { "font-weight": 600, fill: inkOf(node.term) });
    view.circuitTexts.push({ node: label, term: model.terms.get(node.term), wire: false });
    group.append(label);
  } else {
    const width = node.text.length > 3 ? 56 : 44;
    const [base, sub] = node.text.split("_");
    const label = text(base);
    if (sub) label.append(s("tspan", { dy: 4, "font-size": 10 }, sub));
    const stroke = colour(node.term), term = model.terms.get(node.term);
    group.append(s("rect", { x: x - width / 2, y: y - 17, width, height: 34, rx: 5, fill, stroke, "stroke-width": 2.2 }), label);
    if (node.text === "σ" || node.term === "c_tilde") {
      group.append(s("text", { x: x - width / 2 - 6, y: y + 14, "font-size": 13, "text-anchor": "end", fill: inkOf(node.term) },
        termText({ ...term, time: null }, 0)));
    }
  }
  return group;
}
