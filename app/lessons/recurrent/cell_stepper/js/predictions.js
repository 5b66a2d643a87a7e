// What the network expects next: the likeliest symbols as bars, and the loss of this step.

function buildPredictions(view) {
  view.nextTitle = h("div", { class: "next-title" });
  view.bars = h("ol", { class: "bars" });
  view.barNodes = Array.from({ length: 10 }, () => {
    const token = h("bdi", { class: "token", dir: "auto" }), bar = h("span", { class: "bar" }), p = h("span", { class: "p" });
    return { row: h("li", {}, token, h("span", { class: "track" }, bar), p), token, bar, p };
  });
  view.bars.append(...view.barNodes.map(({ row }) => row));
  view.loss = h("div", { class: "loss" });
  view.nextPanel = h("div", { class: "next" }, view.nextTitle, view.bars, view.loss);
  view.otherPanel = h("div", { class: "other" });
  return h("div", { class: "predictions" }, view.nextPanel, view.otherPanel);
}

function nextCount(view) {
  const { frame: f, lent = 0 } = view;
  return f.wide && f.height + lent >= 240 && !view.panelData ? 10 : 5;
}

function drawPredictions(view) {
  const { model, labels } = view, i = view.rest.step - model.start;
  const count = nextCount(view), next = model.tokens[i + 1];
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
