// The four other shapes, drawn by the same function; one that is pointed at runs once, one that is pressed is opened.

const RUN_MS = 110; // a box

function buildThumbs(view) {
  view.thumbs = h("div", { class: "thumbs", role: "group", "aria-label": view.labels.others });
  view.thumbCards = new Map();
  return view.thumbs;
}

function thumbOf(view, shape) {
  if (!view.thumbCards.has(shape)) {
    const card = { svg: s("svg", { "aria-hidden": "true" }), title: h("b", {}), task: h("span", { class: "task" }) };
    card.node = button({ class: "thumb", "data-shape": shape }, h("span", { class: "thumb-head" }, card.title, card.task), () => openShape(view, shape));
    card.node.append(card.svg);
    card.node.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch" && !still()) runThumb(view, card); });
    view.thumbCards.set(shape, card);
  }
  return view.thumbCards.get(shape);
}

function runThumb(view, card) {
  card.began = performance.now();
  invalidate(view);
}

function drawThumbs(view, now) {
  const others = view.model.order.filter((shape) => shape !== view.rest.shape), cards = others.map((shape) => thumbOf(view, shape)), nodes = cards.map((card) => card.node);
  if (nodes.some((node, i) => view.thumbs.children[i] !== node) || view.thumbs.children.length !== nodes.length) placeThumbs(view, nodes);
  const widths = cards.map((card) => card.node.clientWidth - 14);
  others.forEach((shape, i) => drawThumb(view, cards[i], view.model.runs[shape], widths[i], now));
}

// They move to their new places; the one that was open comes down out of the row.
function placeThumbs(view, nodes) {
  const { thumbs } = view, before = new Map([...thumbs.children].map((node) => [node, node.getBoundingClientRect()]));
  thumbs.replaceChildren(...nodes);
  if (!before.size || still()) return;
  for (const [node, to] of nodes.map((one) => [one, one.getBoundingClientRect()])) {
    const from = before.get(node), start = from ? { transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)` } : { transform: `translateY(${-to.height}px) scale(1.3)`, opacity: 0 };
    node.animate([start, { transform: "none", opacity: 1 }], { duration: MORPH_MS, easing: "ease-out" });
  }
}

function drawThumb(view, card, run, width, now) {
  const { labels, theme } = view, frame = thumbFrame(view, run, width), last = frame.to - 1;
  const at = card.began ? frame.from + (now - card.began) / RUN_MS : last;
  if (at >= last) card.began = null;
  else invalidate(view);
  const key = [view.received, width, theme.key, view.labelKey, card.began ? at : "still"].join("|");
  if (card.key === key) return;
  card.key = key;
  setText(card.title, labels[`title_${run.shape}`]);
  setText(card.task, labels[`task_${run.shape}`]);
  card.node.setAttribute("aria-label", `${labels[`title_${run.shape}`]}: ${labels[`task_${run.shape}`]}. ${fill(labels.thumb_said, { text: summaryOf(view, run) })}`);
  card.svg.setAttribute("width", width);
  card.svg.setAttribute("height", frame.height);
  card.svg.replaceChildren(...rowMarks({ theme, labels, frame, marked: null }, run, Math.min(at, last)));
}

// A run in words.
function summaryOf(view, run) {
  const join = (symbols) => symbols.map((symbol) => answerText(view.labels, symbol)).join(KINDS[run.shape] === "word" ? " " : "");
  return `${join(run.boxes.map((box) => box.reads).filter(Boolean))} → ${join(run.boxes.map((box) => box.writes).filter(Boolean))}`;
}
