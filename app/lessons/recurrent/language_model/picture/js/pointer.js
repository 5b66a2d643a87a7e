// Pointer and keys. What is pointed at says its numbers and marks its term of the formula; a press on a column goes to its
// step, one on a likely word sends it to the page.

const TERM_OF = { bar: "token", step: "log_token" };

function listen(view) {
  const { stage } = view;
  stage.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") point(view, hitOf(event), event); });
  stage.addEventListener("pointerleave", () => point(view, null));
  pressesOn(stage, (hit, event) => pressed(view, hit, event));
  stage.addEventListener("scroll", () => point(view, null));
  stage.addEventListener("keydown", (event) => press(view, event, { ArrowUp: () => choose(view, -1), ArrowDown: () => choose(view, 1),
    Enter: () => { if (view.chosen) sendWord(view, view.chosen); }, Escape: () => { view.chosen = null; point(view, null); invalidate(view); } }));
  listenToTerms(view, view.lines, (term) => (term === "bits" ? "total" : term));
  listenToTerms(view, view.panel);
}

// Whether a term is marked by its formula, and not by what is pointed at in the picture.
const isNamed = (view, term) => view.marked === term && !view.pointed;

// The place of the word whose numbers stand beneath: the one that is pointed at, or the open one.
function shownPlace(view) {
  const [kind, , place] = view.pointed?.split(" ") ?? [];
  return kind === "bar" || kind === "step" ? Number(place) : view.rest.step - 1;
}

function point(view, hit, event = null) {
  if (event && hit) placeTip(view, event);
  if (view.pointed === hit) return;
  view.pointed = hit;
  const lines = hit ? tipLines(view, hit) : [];
  view.tip.hidden = !lines.length;
  view.tip.replaceChildren(...lines.map((line) => h("div", {}, line)));
  view.stage.style.cursor = hit ? "pointer" : "";
  mark(view, "picture", TERM_OF[hit?.split(" ")[0]] ?? null);
  if (event && hit) placeTip(view, event);
  invalidate(view);
}

function placeTip(view, event) {
  const box = view.figure.getBoundingClientRect(), { offsetWidth: wide, offsetHeight: high } = view.tip;
  const x = clamp(event.clientX - box.left + 14, 4, Math.max(4, box.width - wide - 6)), below = event.clientY - box.top + 18;
  const y = below + high > box.height ? event.clientY - box.top - high - 10 : below;
  view.tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

function tipLines(view, hit) {
  const { model, labels, rest } = view, [kind, which, place, row] = hit.split(" ");
  if (kind === "column") return [];
  const t = Number(place), side = model.sides[which], costs = view.costs[which], name = sideName(view, which);
  const quoted = (token) => `“${isolated(tokenText(view, token))}”`;
  if (kind === "bar") {
    const { rank, tops } = side.step(t, model.place(rest.size)), { log, spelling, unknown } = costs[t];
    return [`${name} ${quoted(side.words[t])}${unknown ? ` = ${labels.unk}` : ""}`, `P = ${chanceText(log)}   log₂ P = ${bitsText(log)}`,
      fill(labels.rank, { rank: rank.toLocaleString("en"), size: rest.size.toLocaleString("en") }), ...(unknown ? [fill(labels.tip_spelling, { bits: bitsText(-spelling) })] : []),
      fill(labels.tip_tops, { words: tops.map(([token, p]) => `${isolated(tokenText(view, token))} ${shortChance(p)}`).join(", ") })];
  }
  if (kind === "step") {
    return [`${name} ${quoted(side.words[t])}: ${bitsText(costs[t].log + (view.data.unk_free ? 0 : costs[t].spelling))}`, fill(labels.tip_sum, { count: t + 1, bits: bitsText(side.total(costs, t + 1)) })];
  }
  if (kind === "letter") {
    const letter = side.letters[t];
    return [`${name} “${isolated(letterText(letter.symbol))}”: P = ${chanceText(letter.log)}, ${fill(labels.bits, { bits: bitsText(letter.log) })}`,
      fill(labels.tip_letters, { letters: letter.tops.map(([symbol, p]) => `${isolated(letterText(symbol))} ${shortChance(p)}`).join("   ") })];
  }
  const top = side.step(t, model.place(rest.size)).tops[Number(row)];
  return top ? [`${quoted(top[0])}: P = ${chanceText(Math.log2(top[1]))}`, fill(labels.tip_word, { word: isolated(tokenText(view, top[0])) })] : [];
}

function pressed(view, hit, event) {
  if (hit?.startsWith("ghost")) { sendWord(view, hit); return; }
  if (!hit) { point(view, null); return; }
  const [kind, which, place] = hit.split(" "), t = kind === "letter" ? view.model.sides[which].letters[Number(place)].word : Number(place);
  view.jump(t + 1);
  if (event.pointerType === "touch") point(view, hit, event);
}

// The likely words of the open column that can be pressed.
function ghostHits(view) {
  const { rest, model } = view, t = rest.step - 1;
  if (t < 0 || model.byLetters) return [];
  return ghostLists(view, t).flatMap(({ which, tops }) => tops.map(([word], row) => (isGhostWord(word) ? `ghost ${which} ${t} ${row}` : null)).filter(Boolean));
}

function choose(view, by) {
  const hits = ghostHits(view), at = hits.indexOf(view.chosen);
  if (!hits.length) return;
  view.chosen = hits[at < 0 ? (by > 0 ? 0 : hits.length - 1) : clamp(at + by, 0, hits.length - 1)];
  say(view, () => (view.chosen ? tipLines(view, view.chosen).join(" ") : ""));
  invalidate(view);
}

function sendWord(view, hit) {
  const [, which, place, row] = hit.split(" "), top = view.model.sides[which].step(Number(place), view.model.place(view.rest.size)).tops[Number(row)];
  if (top) view.trigger("word", { which, place: Number(place), word: top[0], subject: view.subject, number: Date.now() });
}
