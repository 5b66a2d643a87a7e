// Beneath the line, as long as the direction is being found: how much of what the pairs differ in lies along it.

function fillVariance(view) {
  const { data, labels } = view, most = Math.max(...data.shares, ...data.random, 0.01), percent = (share) => format(100 * share, 0);
  const high = (share) => `${Math.max(1, (share / most) * 100)}%`;
  const bars = data.shares.map((share, i) => {
    const random = data.random[i] ?? 0, words = fill(labels.variance_value, { n: i + 1, share: percent(share), random: percent(random) });
    return h("li", { title: words, "aria-label": words }, h("span", { class: i ? "bar" : "bar first", style: `height:${high(share)}` }),
      h("span", { class: "random", style: `bottom:${high(random)}` }));
  });
  const said = fill(labels.random, { random: percent(data.random[0]) });
  view.variance.replaceChildren(h("h2", { class: "caption" }, labels.variance), h("ol", {}, ...bars),
    h("div", { class: "legend" }, h("b", {}, `${percent(data.shares[0])} %`), " ", said));
}
