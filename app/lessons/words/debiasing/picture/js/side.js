// Beside the line: the parts of the pairs' variance as bars, and small dials for what is measured at each stage.

function buildSide(view) {
  view.variance = h("div", { class: "variance" });
  view.dials = h("div", { class: "dials" });
  return h("div", { class: "side" }, view.variance, view.dials);
}

function fillSide(view) {
  const { data, labels } = view, most = Math.max(...data.shares, ...data.random, 0.01);
  const high = (share) => `${Math.max(1, (share / most) * 100)}%`;
  const bars = data.shares.map((share, i) => {
    const random = data.random[i] ?? 0, words = fill(labels.variance_value,
      { n: i + 1, share: format(100 * share, 0), random: format(100 * random, 0) });
    return h("li", { title: words, "aria-label": words }, h("span", { class: i ? "bar" : "bar first", style: `height:${high(share)}` }),
      h("span", { class: "random", style: `bottom:${high(random)}` }));
  });
  view.variance.replaceChildren(h("div", { class: "caption" }, labels.variance), h("ol", {}, ...bars),
    h("div", { class: "legend" }, h("b", {}, `${format(100 * data.shares[0], 0)} %`), " ", h("span", {}, labels.random)));
  view.dialNodes = data.dials.map((dial) => {
    const value = h("span", { class: "number" }), now = h("span", { class: "now" });
    const before = h("span", { class: "before", style: `left:${share(dial, dial.values[0])}%` });
    const zero = dial.low < 0 ? h("span", { class: "zero", style: `left:${share(dial, 0)}%` }) : null;
    const node = h("div", { class: "dial", role: "img" }, h("div", { class: "dial-head" }, h("span", {}, dial.label), value),
      h("div", { class: "track" }, zero, before, now));
    return { dial, value, now, node };
  });
  view.dials.replaceChildren(h("div", { class: "caption" }, labels.scores), ...view.dialNodes.map(({ node }) => node));
  view.dials.hidden = !data.dials.length;
}

function share(dial, value) {
  return clamp(((value - dial.low) / (dial.high - dial.low)) * 100, 0, 100);
}

function drawSide(view) {
  const { labels, rest } = view;
  for (const { dial, value, now, node } of view.dialNodes) {
    const [before, here] = [dial.values[0], dial.values[rest.stage]];
    setText(value, format(here, dial.digits));
    now.style.left = `${share(dial, here)}%`;
    node.setAttribute("aria-label", fill(labels.dial,
      { label: dial.label, value: format(here, dial.digits), before: format(before, dial.digits) }));
    node.title = fill(labels.before, { value: format(before, dial.digits) });
  }
}
