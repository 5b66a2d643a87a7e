// The words in their order, each with a bar: its best score, or, while a place is looked at, its score there. Beneath, the sum.

const PLOT = { few: 112, some: 78, many: 58 }; // pixels of a bar's height
const FEW = 11, SOME = 22; // words

function buildSentence(view) {
  const { labels } = view;
  view.wordsTitle = h("h3", { class: "caption" });
  view.buttons = h("div", { class: "words", role: "group", "aria-label": `${labels.words}. ${labels.words_keys}` });
  view.sumTitle = h("h3", { class: "caption" }, labels.sum);
  view.sum = h("div", { class: "numbers" });
  view.buttons.addEventListener("pointerleave", () => pointWord(view, null));
  view.buttons.addEventListener("keydown", (event) => taken(event, { ArrowLeft: () => goTo(view, view.word - 1), ArrowRight: () => goTo(view, view.word + 1),
    Home: () => goTo(view, 0), End: () => goTo(view, view.laid.words.length - 1), ...(view.place === null ? {} : { Escape: () => choosePlace(view, null) }) }[event.key]));
  return h("div", { class: "sentence" }, view.wordsTitle, view.buttons, view.sumTitle, view.sum, h("div", { class: "tools" }, tableButton(view)));
}

// One button a word, once for a sentence.
function fillSentence(view) {
  view.bars = view.laid.words.map((word, i) => {
    const parts = { number: h("span", { class: "number" }), bar: h("i", { class: "bar" }), best: h("i", { class: "best" }), zero: h("i", { class: "zero" }) };
    parts.button = button({ class: "word", "data-word": i }, h("span", { class: "plot", "aria-hidden": "true" }, parts.number, parts.zero, parts.bar, parts.best), () => chooseWord(view, i));
    parts.button.append(h("bdi", {}, word));
    parts.button.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") pointWord(view, i); });
    parts.button.addEventListener("focus", () => { if (view.word !== i) chooseWord(view, i); });
    return parts;
  });
  view.buttons.replaceChildren(...view.bars.map((parts) => parts.button));
}

const wordNow = (view) => view.pointedWord ?? view.word;

function pointWord(view, word) {
  if (view.pointedWord === word) return;
  view.pointedWord = word;
  invalidate(view);
}

function chooseWord(view, word) {
  Object.assign(view, { word, pointedWord: null });
  announce(view);
  invalidate(view);
}

function goTo(view, word) {
  view.bars[clamp(word, 0, view.bars.length - 1)].button.focus();
}

function drawSentence(view) {
  const { laid, labels } = view, high = plotHeight(view), place = placeNow(view), now = wordNow(view), answering = place === null ? null : laid.answering(place);
  setText(view.wordsTitle, place === null ? labels.best : fill(labels.here, { ...named(place), word: isolated(laid.words[answering]) }));
  view.bars.forEach((parts, i) => drawBar(view, parts, { score: place === null ? laid.best[i] : laid.score(i, place), best: place === null ? null : laid.best[i], high }));
  view.bars.forEach(({ button: node }, i) => {
    node.setAttribute("aria-pressed", String(i === view.word));
    node.setAttribute("aria-label", fill(labels.word, { word: laid.words[i], score: format(laid.best[i], 2), ...named(laid.places[i]) }));
    node.tabIndex = i === view.word ? 0 : -1;
    node.classList.toggle("now", i === now);
    node.toggleAttribute("data-answers", i === answering);
  });
  drawSum(view, now);
}

// Beside the picture there is room for tall bars, if they are few.
function plotHeight({ laid: { words }, isNarrow, frame: { k } }) {
  return k * (isNarrow || words.length > SOME ? PLOT.many : words.length > FEW ? PLOT.some : PLOT.few);
}

// From the line of 0 up or down, by one scale for all words and places.
function drawBar(view, { number, bar, best: tick, zero, button: node }, { score, best, high }) {
  const { laid, frame: { k } } = view, top = Math.max(0, laid.most), bottom = Math.min(0, laid.least), y = (value) => ((top - value) / (top - bottom || 1)) * high;
  const head = 17 * k;
  node.dataset.score = score;
  node.style.setProperty("--plot", `${high + head}px`);
  setText(number, format(score, 2));
  bar.style.cssText = `top: ${round1(Math.min(y(score), y(0)) + head)}px; height: ${round1(Math.max(1, Math.abs(y(score) - y(0))))}px`;
  bar.classList.toggle("negative", score < 0);
  zero.style.top = `${round1(y(0) + head)}px`;
  tick.hidden = best === null;
  if (best !== null) tick.style.top = `${round1(y(best) + head - 1)}px`;
}

function drawSum(view, now) {
  const { laid } = view, terms = summands(laid.best).map(([sign, text], i) =>
    h("span", { class: "summand" }, sign, h("span", { class: i === now ? "value marked" : null, "data-term": i }, text)));
  view.sum.replaceChildren("S = ", ...terms.flatMap((term) => [term, " "]), h("span", { class: "summand" }, "= ", h("b", { class: "total" }, format(laid.sum, 2))));
}

// The same as a table, with the place that is looked at.
function drawTable(view) {
  const { laid, labels } = view, place = placeNow(view);
  if (!isTableDue(view, [view.stamp, place].join("|"))) return;
  const rows = laid.words.map((word, i) => tableRow(word, [format(laid.best[i], 2), `${rowOf(laid.places[i]) + 1}, ${columnOf(laid.places[i]) + 1}`, ...(place === null ? [] : [format(laid.score(i, place), 2)])]));
  const heads = [labels.head_word, labels.head_best, labels.head_place, ...(place === null ? [] : [fill(labels.head_here, named(place))])];
  view.tables.replaceChildren(tableOf(heads, [...rows, tableRow("S", [format(laid.sum, 2), "", ...(place === null ? [] : [""])])]));
}

// Read aloud: the word and its best place; of a chosen place, who answers there.
function announce(view) {
  say(view, () => {
    const { laid, labels, word, place } = view, said = fill(labels.word, { word: laid.words[word], score: format(laid.best[word], 2), ...named(laid.places[word]) });
    if (place === null) return said;
    const answering = laid.answering(place), values = { ...named(place), word: laid.words[answering], score: format(laid.score(answering, place), 2), chosen: laid.words[word], own: format(laid.score(word, place), 2) };
    return fill(labels.announce_place, values);
  });
}
