// The signs of colour, in one line under the picture: signed values with the reach of each of their scales, and gates.

function buildLegend(view) {
  view.legends = h("div", { class: "legends" });
  return view.legends;
}

// What full colour stands for, in words; and a gate, if there is one.
function legendOf({ model, labels }) {
  const reach = new Map();
  for (const column of model.columns) {
    if (column.scale === "gate") continue;
    const most = model.limit(column.scale), limit = fill(model.clipped.get(column.scale) ? labels.beyond : "±{most}", { most });
    const name = termText({ ...column, time: null }, 0);
    reach.set(limit, [...new Set([...(reach.get(limit) ?? []), name])]);
  }
  const reaches = [...reach].map(([limit, names]) => fill(labels.reach, { names: names.join(", "), limit })).join("; ");
  return { reaches, gate: model.columns.find((column) => column.scale === "gate") };
}

function fillLegends(view) {
  const { model, labels, theme } = view, { reaches, gate } = legendOf(view);
  const [negative, , positive] = theme.signed.map(css), ramp = (scale, key) => h("span", { class: "ramp", style: `background: ${theme.gradient(scale, key)}` });
  view.legends.replaceChildren(
    h("span", {}, h("span", { class: "side", style: `color: ${negative}` }, labels.below), ramp("unit"), h("span", { class: "side", style: `color: ${positive}` }, labels.above),
      h("span", { class: "of" }, ` ${labels.full_colour} ${reaches}`)),
    ...(gate ? [h("span", {}, labels.gate_from, ramp("gate", gate.colour), labels.gate_to)] : []),
    ...(model.T > 1 ? [h("span", {}, h("span", { class: "unread" }), labels.not_read)] : []));
}
