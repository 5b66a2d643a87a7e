// The row of the player, n-gram by n-gram; n, table and files at its end.

const SMALL = "₀₁₂₃₄₅₆₇₈₉";
const gramName = ({ labels }, n, count) => labels[`${count === 1 ? "one" : "many"}_${n}`];
const counting = (view, n, count) => `${count} ${gramName(view, n, count)}`;

function buildToolbar(view) {
  const { labels } = view;
  const moves = { to_start: () => jump(view, 0), back: () => stepBy(view, -1), play: () => play(view), forward: () => stepBy(view, 1), to_end: () => jump(view, lastStep(view)) };
  view.status = h("div", { class: "status" });
  view.orderButtons = Array.from({ length: ORDERS }, (_, i) => button({ class: "segment", "data-n": i + 1 }, String(i + 1), () => setOrder(view, i + 1)));
  const letter = h("i", { "aria-hidden": "true" }, "n"), orders = h("span", { class: "handle", role: "group", "aria-label": labels.orders }, letter, h("span", { class: "segments" }, ...view.orderButtons));
  const save = (ending) => quietButton(labels[ending], () => savePicture(view, ending), labels[`save_${ending}`]);
  return playerRow(view, moves, [playerSlider(view, "1", (step) => jump(view, step)), view.status, orders, h("span", { class: "tools" }, tableButton(view), save("svg"), save("png"))]);
}

function drawToolbar(view) {
  const { labels, rest, model } = view, step = stepNow(view), last = lastStep(view), said = fill(labels.step_of, { gram: gramName(view, rest.n, 1), step, all: last });
  drawSlider(view, { at: view.glide ? view.at : step, last, said });
  view.buttons.back.disabled = step <= 0;
  for (const name of ["to_start", "play", "forward", "to_end"]) view.buttons[name].disabled = !last;
  const gram = step ? gramWords(model.found, orderAt(model.found, rest.n).grams[step - 1], rest.n).map(visible).join(" ") : "";
  const where = last ? said : model.found ? fill(labels.no_step, { grams: gramName(view, rest.n, 2) }) : "", key = [where, gram].join("|");
  if (view.statusKey !== key) {
    const name = gram ? [" · ", h("bdi", { class: "open-text", dir: "auto", title: gram }, gram)] : [];
    view.statusKey = key;
    view.status.replaceChildren(where, ...name);
  }
  view.orderButtons.forEach((node, i) => {
    node.setAttribute("aria-pressed", String(i + 1 === rest.n));
    node.setAttribute("aria-label", fill(labels.order_said, { n: i + 1, grams: gramName(view, i + 1, 2) }));
  });
  drawPlayButton(view, view.playing);
}

// All parts as they stand on the page, in one drawing.
function savePicture(view, ending) {
  const { theme, figure, frame: f } = view, boxes = [view.svg, view.insetSvg, view.sideSvg].map((svg) => [svg, svg.getBoundingClientRect()]).filter(([, box]) => box.width);
  const left = figure.getBoundingClientRect().left + paddingOf(view), top = Math.min(...boxes.map(([, box]) => box.top)), high = Math.max(...boxes.map(([, box]) => box.bottom)) - top;
  const nodes = boxes.map(([svg, { x, y, width, height }]) => s("svg", { x: x - left, y: y - top, width, height, overflow: "visible" }, ...svg.cloneNode(true).childNodes));
  saveDrawing(drawing(theme, [-MARGIN, -MARGIN, f.wide + 2 * MARGIN, high + 2 * MARGIN], nodes), "bleu", ending);
}
