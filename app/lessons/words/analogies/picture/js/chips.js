// The equation as chips: a word can be taken away, another added or subtracted, with completion as one types.

const OFFERED = 12;

function buildChips(view) {
  const { labels } = view;
  view.chips = h("span", { class: "equation-terms" });
  view.input = h("input", { type: "text", list: "words", "aria-label": labels.add, placeholder: labels.add, autocomplete: "off", spellcheck: "false", maxlength: "60" });
  view.options = h("datalist", { id: "words" });
  const signed = (sign, said) => button({ class: "sign-button", "aria-label": said, title: said }, sign > 0 ? "+" : MINUS, () => addTerm(view, sign));
  view.input.addEventListener("input", () => offer(view));
  view.input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); addTerm(view, 1); } });
  view.result = h("span", { class: "chip result" });
  return h("div", { class: "equation", role: "group", "aria-label": labels.equation }, view.chips, h("span", { class: "sign" }, "≈"), view.result,
    h("span", { class: "gap" }), h("span", { class: "adding" }, signed(-1, labels.minus), signed(1, labels.plus), view.input, view.options));
}

function drawChips(view) {
  const { data, labels } = view, nodes = [];
  data.terms.forEach((term, i) => {
    if (i || term.sign < 0) nodes.push(h("span", { class: "sign" }, term.sign > 0 ? "+" : MINUS));
    const remove = button({ "aria-label": fill(labels.remove, { word: visible(term.word) }) }, "×", () => send(view, data.terms.filter((_, k) => k !== i)));
    nodes.push(h("span", { class: "chip" }, tokenNode(term.word), data.terms.length > 1 ? remove : null));
  });
  view.chips.replaceChildren(...nodes);
  view.result.replaceChildren(tokenNode(data.answers[0]?.word ?? "–"));
}

// The most frequent words that begin with what is typed; a sign before it counts as the sign.
function offer(view) {
  const typed = view.input.value.replace(/^\s*[+\-−]\s*/, "").toLowerCase();
  view.vocabulary ??= view.data.complete.split("\n");
  const found = [];
  for (const word of typed ? view.vocabulary : []) {
    if (word.toLowerCase().startsWith(typed)) found.push(word);
    if (found.length === OFFERED) break;
  }
  view.options.replaceChildren(...found.map((word) => h("option", { value: word })));
}

function addTerm(view, sign) {
  const typed = view.input.value.trim(), signed = /^[+\-−]/.exec(typed);
  const word = typed.replace(/^[+\-−]\s*/, "").replace(/\s+/g, "_");
  if (!word) { view.input.focus(); return; }
  view.input.value = "";
  send(view, [...view.data.terms, { word, sign: signed ? (signed[0] === "+" ? 1 : -1) : sign }]);
}

function send(view, terms) {
  const text = terms.map((term) => `${term.sign > 0 ? "+" : "-"} ${term.word}`).join(" ").replace(/^\+ /, "");
  view.trigger("equation", text);
}
