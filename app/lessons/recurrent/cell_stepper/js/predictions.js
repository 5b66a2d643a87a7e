// What the network expects next: the likeliest symbols as bars, the loss of this step, and the two legends.

function buildPredictions(view) {
  view.nextTitle = h("div", { class: "next-title" });
  view.bars = h("ol", { class: "bars" });
  view.barNodes = Array.from({ length: 10 }, () => {
    const token = h("bdi", { class: "token", dir: "auto" }), bar = h("span", { class: "bar" }), p = h("span", { class: "p" });
    return { row: h("li", {}, token, h("span", { class: "track" }, bar), p), token, bar, p };
  });
  view.bars.append(...view.barNodes.map(({ row }) => row));
  view.loss = h("div", { class: "loss" });
  view.legends = h("div", { class: "legends" });
  return h("div", { class: "predictions" }, view.nextTitle, view.bars, view.loss, view.legends);
}

function drawPredictions(view) {
  const { model, labels, frame: f } = view, i = view.rest.step - model.start;
  const count = f.wide && f.height >= 260 ? 10 : 5, next = model.tokens[i + 1];
  const widest = Math.max(1, ...(model.top[i] ?? []).slice(0, count).map((place) => [...visible(model.symbols[place])].length));
  view.bars.style.setProperty("--token", `${Math.min(widest, 8) + 0.6}ch`);
  setText(view.nextTitle, fill(labels.next, { step: view.rest.step + 1 }));
  view.barNodes.forEach(({ row, token, bar, p }, k) => {
    const place = model.top[i]?.[k], symbol = model.symbols[place];
    row.hidden = k >= count || symbol === undefined;
    if (row.hidden) return;
    const probability = model.topP.values[i * model.topP.columns + k];
    setText(token, visible(symbol));
    bar.style.transform = `scaleX(${clamp(probability, 0.002, 1)})`;
    setText(p, probability < 0.0095 ? format(probability, 3) : format(probability, 2));
    row.classList.toggle("came", symbol === next);
    row.title = symbol === next ? labels.came : "";
  });
  const loss = model.losses[i], sum = format(model.sums[i], 1);
  setText(view.loss, fill(loss === null ? labels.loss_none : labels.loss, { loss: format(loss ?? NaN, 2), sum }));
}

// One legend for signed values, with the reach of each of its scales, and one for gates.
function fillLegends(view) {
  const { model, labels, theme } = view, reach = new Map();
  for (const column of model.columns) {
    if (column.scale === "gate") continue;
    const reachOf = model.limit(column.scale);
    const limit = (model.clipped.get(column.scale) ? "≥" : "") + reachOf, name = termText({ ...column, time: null }, 0);
    reach.set(limit, [...new Set([...(reach.get(limit) ?? []), name])]);
  }
  const least = (limit) => limit.replace("≥", "≤").replace(/\d/, MINUS + "$&");
  const rows = [...reach].map(([limit, names]) => h("div", { class: "ticks" }, h("span", {}, least(limit)),
    h("span", { class: "of" }, names.join(", ")), h("span", {}, limit)));
  const gate = model.columns.find((column) => column.scale === "gate");
  view.legends.replaceChildren(h("div", { class: "ramp", style: `background: ${theme.gradient("unit")}` }), ...rows,
    ...(gate ? [h("div", { class: "gate-title" }, labels.gate_scale),
      h("div", { class: "ramp", style: `background: ${theme.gradient("gate", gate.colour)}` })] : []));
}
