// What is finished, ranked for an α that is dragged: the same set, at once.

function buildRanking(view) {
  const { labels } = view;
  view.rankTitle = h("h2", { class: "caption" });
  view.slider = h("input", { type: "range", class: "slide", min: "0", max: "1", step: "0.01", "aria-label": labels.alpha });
  view.slider.addEventListener("input", () => setAlpha(view, Number(view.slider.value)));
  view.alphaText = h("output", { class: "alpha" });
  view.list = h("ol", { class: "finished", tabindex: "0", "aria-label": labels.finished });
  view.greedy = h("p", { class: "greedy" });
  return h("section", {}, view.rankTitle, h("label", { class: "alpha-row" }, h("span", {}, labels.alpha), view.slider, view.alphaText), view.list, view.greedy);
}

function setAlpha(view, alpha) {
  view.rest = { ...view.rest, alpha: Math.round(alpha * 1000) / 1000 };
  settle(view);
  announceFirst(view);
  invalidate(view);
}

function firstText(labels, span) {
  if (!span) return "";
  const [low, high] = span.map((value) => format(value, 2));
  if (span[0] <= 0 && span[1] >= 1) return labels.first_all;
  if (span[0] <= 0) return fill(labels.first_to, { high });
  return span[1] >= 1 ? fill(labels.first_from, { low }) : fill(labels.first_between, { low, high });
}

function drawRanking(view) {
  const { model, labels, rest, data } = view, key = `${data.subject}|${data.punishing}|${rest.alpha}|${rest.column}|${rest.row}|${view.labelKey}`;
  if (view.rankKey === key) return;
  view.rankKey = key;
  setText(view.rankTitle, data.punishing ? labels.finished_wrong : labels.finished);
  if (Number(view.slider.value) !== rest.alpha) view.slider.value = String(rest.alpha);
  view.slider.style.setProperty("--done", `${100 * rest.alpha}%`);
  setText(view.alphaText, format(rest.alpha, 2));
  view.spans ??= new Map(model.finished.map((one) => [one.place, firstText(labels, model.first(one))]));
  const focused = view.root.getRootNode().activeElement?.dataset?.place, nodes = model.ranked(rest.alpha).map((one) => rankNode(view, one));
  view.list.replaceChildren(...nodes);
  drawGreedy(view);
  if (focused !== undefined) view.list.querySelector(`[data-place="${focused}"]`)?.focus({ preventScroll: true });
}

// What the likeliest word at each step comes to, by the same score.
function drawGreedy(view) {
  const { model, labels, rest, data: { greedy } } = view;
  view.greedy.hidden = !greedy;
  if (!greedy) return;
  const detail = fill(labels.detail, { total: format(greedy.total, 2), length: greedy.length });
  view.greedy.replaceChildren(h("span", { class: "score" }, format(model.score(greedy, rest.alpha), 3)), h("span", { class: "said" },
    h("bdi", { dir: "auto" }, greedy.text || labels.nothing), " ", h("span", { class: "detail" }, detail), h("span", { class: "when" }, ` ${GREEDY} ${labels.greedy}`)));
}

function rankNode(view, one) {
  const { labels, rest } = view, isPinned = rest.column === one.step && rest.row === one.row, score = format(one.score, 3);
  const detail = fill(labels.detail, { total: format(one.total, 2), length: one.length });
  const note = [view.spans.get(one.place), one.isEnded ? "" : labels.cut].filter(Boolean).join(", ");
  const node = h("button", { type: "button", class: "rank", "aria-pressed": String(isPinned), "data-place": one.place, title: detail },
    h("span", { class: "score" }, score), h("span", { class: "said" }, h("bdi", { dir: "auto" }, one.text || labels.nothing), " ",
      h("span", { class: "detail" }, detail), note ? h("span", { class: "when" }, ` ${note}`) : null));
  node.addEventListener("click", () => {
    halt(view);
    if (isPinned) pin(view, null);
    else {
      if (rest.step <= one.step) go(view, one.step + 1);
      pin(view, { t: one.step, row: one.row });
    }
  });
  return h("li", {}, node);
}
