// The row under the player: the beam's width, α, and the filter by verdict with how many there are of each.

const FILTERS = ["all", "search", "length", "model"], ALPHA_STEP = 0.05;

function buildControls(view) {
  const { labels, rest } = view;
  view.widthButtons = view.widths.map((width) => button({ class: "segment", "data-width": width }, String(width), () => setWidth(view, width)));
  view.alphaSlider = h("input", { type: "range", class: "slide alpha", min: "0", max: "1", step: ALPHA_STEP, value: rest.alpha, "aria-label": labels.alpha });
  view.alphaSlider.addEventListener("input", () => setAlpha(view, Math.round(Number(view.alphaSlider.value) * 100) / 100));
  view.alphaValue = h("b", { class: "value", "aria-hidden": "true" });
  view.alphaNote = h("span", { class: "alpha-note" });
  view.filters = FILTERS.map((kind) => button({ class: "filter", "data-only": kind }, "", () => setOnly(view, kind)));
  const group = (name, word, said, ...parts) => h("span", { class: `handle ${name}`, role: said ? "group" : null, "aria-label": said }, h("span", { "aria-hidden": "true" }, word), ...parts);
  return h("div", { class: "controls" }, group("beam", labels.beam, labels.beam_said, h("span", { class: "segments" }, ...view.widthButtons)),
    group("rule", labels.rule, null, view.alphaSlider, view.alphaValue, view.alphaNote), h("span", { class: "gap" }), h("span", { class: "filters", role: "group", "aria-label": labels.filter }, ...view.filters));
}

function drawControls(view) {
  const { labels, rest, counts, cases } = view, isRanked = rest.width > 1;
  view.widthButtons.forEach((node, i) => node.setAttribute("aria-pressed", String(view.widths[i] === rest.width)));
  view.alphaSlider.value = String(rest.alpha);
  view.alphaSlider.style.setProperty("--done", `${100 * rest.alpha}%`);
  view.alphaSlider.setAttribute("aria-valuetext", isRanked ? format(rest.alpha) : `${format(rest.alpha)}, ${labels.not_ranked}`);
  setText(view.alphaValue, format(rest.alpha));
  setText(view.alphaNote, isRanked ? "" : labels.not_ranked);
  view.root.classList.toggle("unranked", !isRanked);
  view.filters.forEach((node, i) => {
    const kind = FILTERS[i], count = kind === "all" ? cases.rows.length : counts[kind];
    if (node.dataset.shown !== `${view.labelKey}|${count}`) {
      node.dataset.shown = `${view.labelKey}|${count}`;
      node.replaceChildren(kind === "all" ? labels.all : labels[`verdict_${kind}`], " ", h("b", {}, String(count)));
    }
    node.setAttribute("aria-pressed", String(rest.only === kind));
  });
}
