// Beside the line: small dials for what is measured at each stage, in groups; a ring for before, a dot for now.

function buildDials(view) {
  view.dials = h("div", { class: "dials" });
  return view.dials;
}

function fillDials(view) {
  const { data } = view, out = [];
  let group = "";
  view.dialNodes = data.dials.map((dial) => {
    if (dial.group !== group) out.push(h("div", { class: "caption" }, dial.group));
    group = dial.group;
    const made = dialOf(dial);
    out.push(made.node);
    return made;
  });
  view.dials.replaceChildren(...out);
}

function dialOf(dial) {
  const was = h("span", { class: "was" }), value = h("b"), now = h("span", { class: "now" });
  const before = h("span", { class: "before", style: `left:${share(dial, dial.values[0])}%` });
  const zero = dial.low < 0 ? h("span", { class: "zero", style: `left:${share(dial, 0)}%` }) : null;
  const node = h("div", { class: "dial" }, h("div", { class: "dial-head" }, h("span", {}, dial.label), h("span", { class: "number" }, was, value)),
    h("div", { class: "track" }, zero, before, now), dial.note ? h("div", { class: "about" }, dial.note) : null);
  return { dial, was, value, now, node };
}

function share(dial, value) {
  return clamp(((value - dial.low) / (dial.high - dial.low)) * 100, 0, 100);
}

function drawDials(view) {
  const { stage } = view.rest;
  for (const { dial, was, value, now } of view.dialNodes) {
    const [before, here] = [dial.values[0], dial.values[stage]];
    setText(was, stage ? `${format(before, dial.digits)} → ` : "");
    setText(value, format(here, dial.digits));
    now.style.left = `${share(dial, here)}%`;
  }
}
