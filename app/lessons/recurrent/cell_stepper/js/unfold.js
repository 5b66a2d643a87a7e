// How a gate came to be: pointing at its heading unfolds W row · [state, x] + b to the left of it.

function showUnfold(view, term) {
  if (view.unfolded?.kept) { cancel(view, "unfold"); return; }
  later(view, "unfold", 120, () => { view.unfolded = { term, kept: false }; invalidate(view); });
}

function hideUnfold(view) {
  cancel(view, "unfold");
  if (view.unfolded && !view.unfolded.kept) {
    later(view, "unfold", 150, () => closeUnfold(view));
  }
}

function toggleUnfold(view, term) {
  cancel(view, "unfold");
  if (view.unfolded?.kept && view.unfolded.term === term) closeUnfold(view);
  else { view.unfolded = { term, kept: true }; invalidate(view); }
}

function closeUnfold(view) {
  cancel(view, "unfold");
  view.unfolded = null;
  invalidate(view);
}

function drawUnfold(view) {
  const open = view.unfolded && view.model.unfolds.has(view.unfolded.term) ? view.unfolded : null;
  for (const { button, column } of view.headingNodes) {
    if (view.model.unfolds.has(column.term)) button.setAttribute("aria-expanded", String(open?.term === column.term));
  }
  if (!open) { view.panel?.remove(); view.panel = null; return; }
  const unit = view.rest.unit ?? view.pointed?.unit ?? view.order[0], i = view.rest.step - view.model.start;
  const key = [open.term, unit, i, view.model.stamp, view.theme.key, open.kept].join("|");
  if (!view.panel || view.panelKey !== key) {
    const panel = unfoldPanel(view, open, unit, i);
    if (view.panel) view.panel.replaceWith(panel); else view.panelLayer.append(panel);
    view.panel = panel;
    view.panelKey = key;
  }
  placePanel(view, view.panel, open.term);
}

// To the left of its column where there is room, else beneath the headings at the side that has more.
function placePanel(view, panel, term) {
  const column = view.place.columns.find((c) => c.term === term), { frame: f } = view;
  const width = panel.offsetWidth, left = column.x - width - 10;
  const right = column.x + column.width + 10;
  const x = left >= 0 ? left : right + width <= f.outer ? right : clamp(left, 0, Math.max(0, f.width - width));
  panel.style.transform = `translate(${Math.round(x)}px, ${f.top}px)`;
}

const MOST = 6;

function unfoldPanel(view, { term: id, kept }, unit, i) {
  const { model, labels, theme } = view, term = model.terms.get(id), t = view.rest.step + 1;
  const base = model.equation.terms.find((other) => other.series === term.pin) ?? term;
  const found = model.unfold(id, i, unit), panel = h("div", { class: "panel" + (kept ? " kept" : ""), role: "region" });
  panel.style.setProperty("--term", term.colour ? theme.mark(term.colour) : theme.quiet);
  panel.addEventListener("pointerenter", () => cancel(view, "unfold"));
  panel.addEventListener("pointerleave", () => hideUnfold(view));
  const title = fill(labels.unfold, { term: termText(base, t), unit: unit });
  panel.setAttribute("aria-label", title);
  panel.append(h("div", { class: "panel-title" }, title));
  if (!found) { panel.append(h("div", {}, labels.not_sent)); return panel; }
  const most = found.products.slice(0, MOST), rest = found.products.slice(MOST);
  const reach = Math.max(...most.map((p) => Math.abs(p.product)), 0.001), rows = h("tbody", {});
  const row = (name, numbers, product) => rows.append(h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "factors" }, numbers),
    h("td", {}, barOf(view, product, reach)), h("td", { class: "product" }, format(product, 3))));
  for (const p of most) row(productName(view, p, unit, i), factors(p), p.product);
  if (rest.length) row(fill(labels.rest_products, { count: rest.length }), "", rest.reduce((sum, p) => sum + p.product, 0));
  for (const b of found.biases) {
    const numbers = b.factor === 1 ? "" : `${format(b.factor)} · ${format(b.weight)}`;
    row(nameNodes(`${labels.bias} ${b.name}`), numbers, b.weight * b.factor);
  }
  row(labels.sum_z, "", found.sum);
  panel.append(h("table", {}, rows), h("div", { class: "panel-value" }, valueLine(view, base, term, found, i, unit)));
  if (term.pin && kept) {
    const button = h("button", { type: "button", class: "quiet-button" }, labels.pin_hold);
    button.addEventListener("click", () => openPopup(view, model.columns.find((c) => c.term === id), unit));
    panel.append(button);
  }
  return panel;
}

function productName(view, product, unit, i) {
  const [series] = product.series.split("@"), { model } = view;
  const node = document.createDocumentFragment();
  node.append(nameNodes(product.name), product.column === null ? `[${unit}] ` : ` · `);
  if (series === "x" && !model.xs) { node.append("x ", tokenNode(model.tokens[i])); return node; }
  const known = model.equation.terms.find((term) => term.series === product.series);
  const name = known ? known.base + (known.accent ? "\u0303" : "") : series === "reset_c" ? "(Γr∗c)" : series;
  node.append(series === "x" ? "x" : name, h("sub", {}, String(product.index)));
  return node;
}

function factors(p) {
  const times = p.times === 1 ? "" : `${format(p.times)} · `;
  return `${times}${padded(p.weight)} · ${padded(p.value)}`;
}

function barOf(view, value, reach) {
  const share = clamp(Math.abs(value) / reach, 0, 1) * 50;
  const [negative, , positive] = view.theme.signed;
  const style = `left: ${value < 0 ? 50 - share : 50}%; width: ${share}%; background: ${css(value < 0 ? negative : positive)}`;
  return h("span", { class: "signed-track" }, h("span", { class: "signed-bar", style }));
}

// "σ(3.91) = Γf = 0.98"; where the gate is held, the pin's value stands beside what it would have been.
function valueLine(view, base, term, found, i, unit) {
  const { model } = view, t = view.rest.step + 1, out = document.createDocumentFragment();
  const real = model.at(base.series, i, unit), call = found.rule.squash;
  out.append(call ? `${call}(${format(found.sum, 3)}) = ${format(found.squashed, 3)}` : `= ${format(found.sum, 3)}`);
  out.append(" = ", termNodes(base, t));
  if (base !== term) out.append(", ", termNodes(term, t), ` = ${format(1 - real, 3)}`);
  if (Math.abs(real - found.squashed) > 0.02) out.append(` → ${format(real, 3)}`);
  return out;
}
