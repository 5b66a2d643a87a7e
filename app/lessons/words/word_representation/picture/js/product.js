// By multiplying: all columns of E meet the cells of o; those that have met a 0 are dim, the one that met the 1 is e.

const DIM = 0.55, TRACK = 9;

function buildProduct(view) {
  const { labels } = view;
  view.productTitle = h("h2", { class: "caption" }, labels.product_title);
  view.sizeSlider = h("input", { type: "range", class: "slide", min: "0", step: "1", "aria-label": labels.size });
  view.sizeSlider.addEventListener("input", () => { setSize(view, Number(view.sizeSlider.value)); view.sizeSlider.value = String(view.shown.sizePlace(view.rest.size)); });
  view.sizeText = h("output", { class: "size" });
  view.sizeBox = h("label", { class: "size-box" }, h("span", { class: "size-name", "aria-hidden": "true" }, "V"), h("span", { class: "size-track" }, view.sizeSlider), view.sizeText);
  view.asked = h("div", { class: "asked", role: "group", "aria-label": labels.text_words });
  view.productCanvas = h("canvas", { "aria-hidden": "true" });
  view.product = s("svg", { class: "over", "aria-hidden": "true" });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": labels.picture, "aria-description": labels.keys }, view.productCanvas, view.product);
  return h("section", { class: "part product-part" }, view.asked, h("div", { class: "head" }, view.productTitle, view.sizeBox), view.stage);
}

function drawSize(view) {
  const { shown, rest, sizeSlider, labels } = view, at = shown.sizePlace(rest.size), last = shown.sizes.length - 1;
  sizeSlider.max = String(last);
  if (sizeSlider.value !== String(at)) sizeSlider.value = String(at);
  sizeSlider.style.setProperty("--done", `${last ? (100 * at) / last : 100}%`);
  sizeSlider.setAttribute("aria-valuetext", fill(labels.size_value, { size: grouped(rest.size) }));
  setText(view.sizeText, grouped(rest.size));
}

// The words of the text, one of them open.
function drawAsked(view) {
  const { shown, rest, asked, labels } = view, words = shown.words.slice(0, shown.asked), key = words.join("\t");
  asked.hidden = words.length < 2;
  if (view.askedKey !== key) {
    view.askedKey = key;
    asked.replaceChildren(...words.map((word) => button({ class: "ask", "data-word": word, title: fill(labels.open_word, { word: isolated(visible(word)) }) }, h("bdi", { dir: "auto" }, visible(word)), () => open(view, word))));
  }
  for (const node of asked.children) node.setAttribute("aria-pressed", String(node.dataset.word === rest.word));
}

function drawProduct(view, now) {
  const { shown, frame: f, rest, theme, labels } = view, k = f.k, columns = columnsOf(view), lit = columns[view.lit], u = shown.place(rest.word), done = doneColumns(view), steps = shownStep(view), reached = isReached(view);
  const y0 = FIXED.arrow * k, high = f.high, foot = y0 + high + 14 * k, out = [], V = rest.size, wide = f.isNarrow ? f.left : COUNTERS * k;
  view.productBox = [y0, high];
  const counter = counterMarks(view, f.counters, f.isNarrow ? foot + 24 * k : y0 + 4 * k, wide, {
    count: grouped(shown.dimensions * done), said: [labels.multiplications, fill(labels.by_0, { count: grouped(shown.dimensions * (done - (reached ? 1 : 0))) })], time: shown.clock("product", V), share: done / V, colour: "loss", aside: labels.measured, asideColour: theme.quiet, notes: notesOfSize(view) });
  const total = f.isNarrow ? counter[1] + 8 * k : y0 + high + FIXED.foot * k, fade = (i) => (i === view.lit ? 0 : i < steps ? DIM : 0);
  paintMatrix(view, view.productCanvas, [f.left, total], y0, high, fade);
  view.productRects = () => matrixRects(view, y0, high, fade);
  out.push(...matrixMarks(view, y0, high, false), ...footMarks(view, foot, fill(labels.columns, { count: grouped(V) })), ...oneHot(view, y0, high, now));
  const isMarked = ["column", "e_w", "e"].includes(view.marked), x = lit.x, part = flown(view, "product", now), blue = theme.mark("embedding"), isHome = reached && part === 1;
  out.push(strip(view, lit.cells, x, y0, lit.wide, high, { colour: blue, term: "column", thick: view.marked === "column" ? 4 : FRAME }));
  if (steps > 0 && steps < columns.length) {
    const here = columns[steps], at = here.x + here.wide * (view.playing ? view.part ?? 0 : 0);
    out.push(lineMark([[at, y0 - 3], [at, y0 + high + 3]], { stroke: theme.inkText, "stroke-width": 1.4 }), s("path", { d: `M${round1(at - 4)} ${round1(y0 - 8)}h8l-4 5Z`, fill: theme.inkText }));
  }
  if (view.pinned?.kind === "column") out.push(...pinnedMarks(view, y0, high));
  const middle = y0 + high / 2;
  out.push(textMark(view, "·", f.dot, middle + 8 * k, { size: 22, bold: true, anchor: "middle" }), textMark(view, "=", f.equals, middle + 6 * k, { size: 17, anchor: "middle" }));
  out.push(strip(view, lit.cells, f.e, y0, f.eWide, high, { colour: blue, isEmpty: !isHome, isStrong: reached, term: "e_w", thick: isMarked && view.marked !== "column" ? 4 : FRAME }), nameMark(view, "e", f.e + f.eWide / 2, foot, theme.text("embedding")));
  if (reached && part < 1) out.push(strip(view, lit.cells, x + (f.e - x) * part, y0, lit.wide + (f.eWide - lit.wide) * part, high, { colour: blue }));
  out.push(...counter[0]);
  view.stage.style.height = `${total}px`;
  sized(view.product, f.left, total, out);
}

// o: a 1 among V cells, from which an arrow goes to its column; and how far the product has come.
function oneHot(view, y0, high, now) {
  const { shown, frame: f, rest, theme } = view, k = f.k, lit = columnsOf(view)[view.lit], V = rest.size, share = (shown.rows[shown.place(rest.word)] + 0.5) / V, to = y0 + clamp(share * high, 4 * k, high - 4 * k), part = flown(view, "one", now), y = (view.oneFrom ?? to) + (to - (view.oneFrom ?? to)) * part;
  if (part === 1) view.oneFrom = to;
  const { o: x, oWide: wide } = f, brown = theme.mark("input"), text = theme.text("input"), out = [], isMarked = view.marked === "o_w", gap = y < y0 + high / 2 ? y0 + high * 0.72 : y0 + high * 0.3, done = doneColumns(view);
  out.push(boxMark(x, y0 - 2, wide, high + 4, { rx: 3, fill: theme.pageText, stroke: brown, "stroke-width": isMarked ? 3.5 : 1.6, "data-term": "o_w", "data-hit": "o", "pointer-events": "all" }));
  for (let line = y0 + 3; line < y0 + high - 1; line += 3 * k) out.push(lineMark([[x + 2, line], [x + wide - 2, line]], { stroke: theme.line, "stroke-width": 1, "pointer-events": "none" }));
  if (V > shown.D) out.push(s("path", { d: `M${round1(x - 2)} ${round1(gap + 2)}l${round1(wide / 3)} -4l${round1(wide / 3)} 4l${round1(wide / 3 + 4)} -4v5l${round1(-wide / 3 - 4)} 4l${round1(-wide / 3)} -4l${round1(-wide / 3)} 4Z`, fill: theme.pageText, stroke: brown, "stroke-width": 1 }));
  out.push(boxMark(x, y - 1.6 * k, wide, 3.2 * k, { fill: brown }), textMark(view, "1", x + wide + 5 * k, y + 4 * k, { size: 12, mono: true, bold: true, fill: text }));
  if (y > y0 + 18 * k) out.push(textMark(view, "0", x + wide + 5 * k, y0 + 8 * k, { size: 10.5, mono: true }));
  if (y < y0 + high - 18 * k) out.push(textMark(view, "0", x + wide + 5 * k, y0 + high, { size: 10.5, mono: true }));
  out.push(nameMark(view, "o", x + wide / 2, y0 + high + 14 * k, text));
  if (done > 0 && done < V) { const at = y0 + (done / V) * high; out.push(s("path", { d: `M${round1(x - 1)} ${round1(at)}l-7 -4v8Z`, fill: theme.inkText })); }
  const top = y0 - TRACK * k, at = lit.x + lit.wide / 2, turn = Math.max(at + 12, x - 44 * k);
  out.push(lineMark([], { d: `M${round1(x)} ${round1(y)}C${round1(x - 24 * k)} ${round1(y)} ${round1(x - 16 * k)} ${round1(top)} ${round1(turn)} ${round1(top)}H${round1(at + 6)}Q${round1(at)} ${round1(top)} ${round1(at)} ${round1(top + 5)}`, stroke: brown, "stroke-width": isMarked ? 2.6 : 1.5, "pointer-events": "none" }),
    s("path", { d: `M${round1(at - 3.5)} ${round1(y0 - 8)}h7l-3.5 5Z`, fill: brown }));
  return out;
}

// A column that is not open but has been pressed.
function pinnedMarks(view, y0, high) {
  const one = columnsOf(view).find(({ from, to }) => from <= view.pinned.index && view.pinned.index <= to);
  return one ? [boxMark(one.x - 1, y0 - 2, one.wide + 2, high + 4, { rx: 2, fill: "none", stroke: view.theme.inkText, "stroke-width": 1.5 })] : [];
}
