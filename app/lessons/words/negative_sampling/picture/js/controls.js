// The row under the player: the sentence with its window, k, the exponent, and "Throw again".

function buildControls(view) {
  const { labels } = view;
  view.sentence = h("div", { class: "sentence", role: "group", "aria-label": labels.sentence });
  view.kSlider = h("input", { type: "range", class: "slide k", min: "1", step: "1", "aria-label": labels.k });
  view.kSlider.addEventListener("input", () => setK(view, Number(view.kSlider.value)));
  view.kValue = h("b", { class: "value", "aria-hidden": "true" });
  view.exponentSlider = h("input", { type: "range", class: "slide exponent", min: "0", step: "1", "aria-label": labels.exponent });
  view.exponentSlider.addEventListener("input", () => setExponent(view, Number(view.exponentSlider.value)));
  view.exponentValue = h("b", { class: "value", "aria-hidden": "true" });
  view.seed = h("b", { class: "value" });
  view.throwButton = button({ class: "throw" }, labels.throw_again, () => throwAgain(view));
  view.scaleMarks = h("span", { class: "scale-marks", "aria-hidden": "true" }, ...[[0, "0"], [0.75, "¾"], [1, "1"]].map(([value, text]) => h("i", { style: `--at: ${value}` }, text)));
  const group = (word, ...parts) => h("span", { class: "handle" }, h("span", { class: "handle-name", "aria-hidden": "true" }, word), ...parts);
  return h("div", { class: "controls" }, view.sentence, group("k", view.kValue, view.kSlider), group(labels.exponent_short, h("span", { class: "scaled" }, view.exponentSlider, view.scaleMarks), view.exponentValue), group(labels.seed, view.seed, view.throwButton));
}

function drawControls(view) {
  const { lot, rest, x } = view, slider = (node, value, low, high, said) => {
    Object.assign(node, { max: String(high), value: String(value) });
    node.style.setProperty("--done", `${high > low ? (100 * (value - low)) / (high - low) : 100}%`);
    node.setAttribute("aria-valuetext", said);
  };
  slider(view.kSlider, rest.k, 1, lot.K, String(rest.k));
  slider(view.exponentSlider, x, 0, lot.X - 1, exponentText(lot.exponents[x]));
  setText(view.kValue, String(rest.k));
  setText(view.exponentValue, exponentText(lot.exponents[x]));
  setText(view.seed, String(lot.seed));
  drawSentence(view);
}

// A word of the window is a pair; any other known word, or the one whose pair is open already, becomes the centre.
function drawSentence(view) {
  const { lot, rest, labels } = view, key = [lot.subject, view.labelKey].join("|");
  if (view.sentenceKey !== key) {
    view.sentenceKey = key;
    view.words = lot.tokens.map((token, t) => {
      if (lot.places[t] < 0) return h("s", { class: "word", title: fill(labels.unknown, { word: lot.token(t) }) }, h("bdi", { dir: "auto" }, visible(token)));
      const p = lot.targets.indexOf(t), node = button({ class: `word ${t === lot.centre ? "centre" : p >= 0 ? "near" : "far"}`, "data-word": t }, h("bdi", { dir: "auto" }, visible(token)), () => (p >= 0 && p !== view.rest.pair ? toPair(view, p) : toCentre(view, t)));
      node.title = t === lot.centre ? fill(labels.is_centre, { word: lot.token(t) }) : fill(p >= 0 ? labels.to_pair : labels.to_centre, { word: lot.token(t), centre: lot.token(lot.centre) });
      return node;
    });
    view.sentence.replaceChildren(...view.words);
    const middle = view.words[lot.centre];
    if (middle) view.sentence.scrollLeft = middle.offsetLeft - view.sentence.clientWidth / 2;
  }
  view.words.forEach((node, t) => {
    const isPair = lot.P > 0 && t === lot.targets[rest.pair];
    node.classList.toggle("pair", isPair);
    node.classList.toggle("lit", (view.marked === "e" && t === lot.centre) || (view.marked === "theta_t" && isPair));
    if (node.tagName === "BUTTON") { if (t === lot.centre) node.setAttribute("aria-current", "true"); else node.setAttribute("aria-pressed", String(isPair)); }
  });
}
