// The signs of colour, in one line under the picture: signed values with the reach of each of their scales, and gates.

function buildLegend(view) {
  view.legends = h("div", { class: "legends" });
  return view.legends;
}

function fillLegends(view) {
  const { model, labels, theme } = view, reach = new Map();
  for (const column of model.columns) {
    if (column.scale === "gate") continue;
    const most = model.limit(column.scale), limit = fill(model.clipped.get(column.scale) ? labels.beyond : "±{most}", { most });
    const name = termText({ ...column, time: null }, 0);
    reach.set(limit, [...new Set([...(reach.get(limit) ?? []), name])]);
  }
  const [negative, , positive] = theme.signed.map(css), ramp = (scale, key) => h("span", { class: "ramp", style: `background: ${theme.gradient(scale, key)}` });
  const reaches = [...reach].map(([limit, names]) => fill(labels.reach, { names: names.join(", "), limit })).join("; ");
  const gate = model.columns.find((column) => column.scale === "gate");
  view.legends.replaceChildren(
    h("span", {}, h("b", { style: `color: ${negative}` }, labels.below), ramp("unit"), h("b", { style: `color: ${positive}` }, labels.above),
      h("span", { class: "of" }, ` ${labels.full_colour} ${reaches}`)),
    ...(gate ? [h("span", {}, labels.gate_from, ramp("gate", gate.colour), labels.gate_to)] : []),
    ...(model.T > 1 ? [h("span", {}, h("span", { class: "unread" }), labels.not_read)] : []));
}
