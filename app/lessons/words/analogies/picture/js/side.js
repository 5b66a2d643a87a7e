// The nearest words with their scores as bars; one can be pinned.

function buildSide(view) {
  view.sideTitle = h("h2", { class: "caption" });
  view.list = h("ol", { class: "answers" });
  view.share = h("p", { class: "share" });
  return h("div", { class: "side" }, view.sideTitle, view.list, view.share);
}

function fillSide(view) {
  const { data, labels } = view, far = data.method === "euclid";
  setText(view.sideTitle, labels[{ add: "nearest", mul: "nearest_mul", euclid: "nearest_euclid" }[data.method]]);
  const most = Math.max(...data.answers.map((answer) => Math.abs(answer.score)), data.method === "add" ? 1 : 1e-9);
  view.answers = data.answers.map((answer) => {
    const score = format(far ? -answer.score : answer.score, 3), bar = h("span", { class: "bar" });
    const node = h("button", { type: "button", class: "answer", "aria-pressed": "false", "aria-label": fill(labels.point, { word: visible(answer.word), score }) },
      h("span", { class: "name" }, tokenNode(answer.word)), h("span", { class: "track" }, bar), h("span", { class: "number" }, score));
    node.addEventListener("click", () => pin(view, view.rest.word === answer.word ? "" : answer.word));
    node.addEventListener("pointerenter", () => point(view, answer.word));
    node.addEventListener("pointerleave", () => point(view, null));
    node.addEventListener("focus", () => point(view, answer.word));
    node.addEventListener("blur", () => point(view, null));
    return { answer, node, bar, width: clamp(Math.abs(answer.score) / most, 0, 1) };
  });
  view.list.replaceChildren(...view.answers.map(({ node }) => h("li", {}, node)));
  const percent = (share) => format(100 * share, 0);
  setText(view.share, data.share === null || data.count < 3 ? "" : fill(labels.share, { share: percent(data.share), count: data.count, chance: percent(data.chance) }));
}

function drawSide(view) {
  const open = ease(clamp(view.at - stepsOf(view.data) + 1, 0, 1)), shown = shownAnswer(view);
  for (const { answer, node, bar, width } of view.answers) {
    bar.style.width = `${100 * width * open}%`;
    node.classList.toggle("closed", open < 0.5);
    node.classList.toggle("shown", answer === shown);
    node.setAttribute("aria-pressed", String(view.rest.word === answer.word));
  }
}

// The answer whose numbers are shown: pointed at, pinned, or the first.
function shownAnswer(view) {
  const of = (word) => view.data.answers.find((answer) => answer.word === word);
  return of(view.pointed) ?? of(view.rest.word) ?? view.data.answers[0];
}
