// The table: what the numbers say of words, on axes made from pairs of words; and where one adds an axis.

const MOST_COLOUR = 3; // standard deviations that have all the colour

function buildFeatures(view) {
  const { labels } = view;
  view.featuresTitle = h("h2", { class: "caption" });
  view.features = h("table", { class: "features" });
  view.openFrame = h("div", { class: "open-frame", "aria-hidden": "true" });
  view.featureBox = h("div", { class: "feature-box" }, view.features, view.openFrame);
  view.legend = h("span", { class: "legend" });
  view.addButton = button({ class: "add", "aria-expanded": "false" }, labels.add_axis, () => showForm(view, true));
  view.typed = [labels.first_word, labels.second_word].map((said) => h("input", { type: "text", class: "typed", maxlength: "60", autocapitalize: "none", autocomplete: "off", spellcheck: "false", "aria-label": said, placeholder: said }));
  view.form = h("form", { class: "axis-form", hidden: true }, view.typed[0], h("span", { "aria-hidden": "true" }, "→"), view.typed[1], h("button", { type: "submit", class: "add" }, labels.add), button({ class: "drop", "aria-label": labels.cancel, title: labels.cancel }, "×", () => showForm(view, false)));
  view.form.addEventListener("submit", (event) => { event.preventDefault(); addAxis(view); });
  view.form.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); showForm(view, false); } });
  return h("section", { class: "part features-part" }, view.featuresTitle, view.featureBox, h("div", { class: "feature-foot" }, view.legend, view.addButton, view.form));
}

function showForm(view, isOpen) {
  view.formOpen = isOpen;
  invalidate(view);
  drawFoot(view);
  (isOpen ? view.typed[0] : view.addButton).focus();
}

function addAxis(view) {
  const words = view.typed.map((node) => node.value.trim()), missing = words.findIndex((word) => !word);
  if (missing >= 0) { view.typed[missing].focus(); return; }
  view.trigger("axis", { words, number: Date.now() });
}

function drawFoot(view) {
  const { shown } = view, isOpen = Boolean(view.formOpen && shown.can_add);
  setText(view.legend, pairsText(view));
  view.legend.title = pairsText(view);
  view.legend.hidden = isOpen;
  view.addButton.hidden = !shown.can_add || isOpen;
  view.addButton.setAttribute("aria-expanded", String(isOpen));
  view.form.hidden = !isOpen;
}

// The ground of a number and the ink that can be read on it.
function cellColours(view, value) {
  const { shown, theme } = view, most = Math.max(MOST_COLOUR, ...view.cellValues.map(Math.abs)), ground = theme.table("signed").rgb[Number.isFinite(value) ? shade(value, "signed", most) : 128];
  const inks = [theme.ink, theme.page, [255, 255, 255], [0, 0, 0]], ink = inks.find((one) => contrast(ground, one) >= 4.5) ?? inks.at(-1);
  return { ground: css(ground), ink: css(ink) };
}

function contrast(one, other) {
  const light = (rgb) => { const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; }, [a, b] = [light(one), light(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function drawFeatures(view) {
  const { shown, frame: f, rest, labels, theme } = view, u = shown.place(rest.word), words = shown.tableWords(u), key = [view.received, view.labelKey, words, f.isNarrow, f.k, f.right, round1(f.row), theme.key].join("|");
  setText(view.featuresTitle, fill(labels.features_title, { count: shown.dimensions }));
  if (view.featuresKey !== key) { view.featuresKey = key; rebuildFeatures(view, words); }
  drawFoot(view);
  placeOpen(view, words.indexOf(u));
  const looked = view.lookedCell ?? (view.pinned?.kind === "cell" ? view.pinned : null);
  for (const node of view.cellButtons) {
    const isLooked = looked && node.dataset.axis === String(looked.axis) && node.dataset.place === String(looked.place);
    node.classList.toggle("looked", Boolean(isLooked) || [view.marks.pointer, view.marks.focus].includes("feature"));
    node.setAttribute("aria-pressed", String(view.pinned?.kind === "cell" && view.pinned.axis === Number(node.dataset.axis) && view.pinned.place === Number(node.dataset.place)));
  }
  view.features.classList.toggle("axes-marked", view.marked === "d");
}

function rebuildFeatures(view, words) {
  const { shown, frame: f, features } = view, holder = view.shadow.activeElement?.closest?.("[data-cell], [data-open], [data-drop]"), held = holder?.dataset.cell, fresh = view.axesBefore !== undefined && shown.A > view.axesBefore ? shown.A - 1 : -1, axes = [...shown.axes.keys()];
  if (fresh >= 0) view.formOpen = false;
  view.axesBefore = shown.A;
  view.cellValues = axes.flatMap((a) => words.map((v) => shown.feature(a, v))).filter(Number.isFinite);
  const heads = words.map((v) => wordHead(view, v, f.isNarrow)), across = f.isNarrow ? axes.length : words.length, first = (f.isNarrow ? 82 : across > 7 ? 72 : 92) * f.k, each = (f.right - first) / across, down = f.isNarrow ? words.length : axes.length;
  view.table = { first, each, head: (f.isNarrow ? (shown.can_drop ? 34 : 20) : FIXED.heads) * f.k, row: f.isNarrow ? 26 * f.k : f.row, down };
  features.style.fontSize = `${round1(clamp(each / (f.k * 3.05), 9.5, 12) * f.k)}px`;
  features.classList.toggle("tight", view.table.row < 24 * f.k);
  features.style.setProperty("--row", `${view.table.row}px`);
  features.style.setProperty("--head", `${view.table.head}px`);
  const columns = h("colgroup", {}, h("col", { style: `width: ${first}px` }), ...Array.from({ length: across }, () => h("col", { style: `width: ${each}px` })));
  const top = h("thead", {}, h("tr", {}, h("td", {}), ...(f.isNarrow ? axes.map((a) => axisHead(view, a, "col")) : heads)));
  const row = (head, cells, isFresh) => h("tr", { class: isFresh ? "fresh" : null }, head, ...cells);
  const body = h("tbody", {}, ...(f.isNarrow ? words.map((v, w) => row(heads[w], axes.map((a) => cellOf(view, a, v)))) : axes.map((a) => row(axisHead(view, a, "row"), words.map((v) => cellOf(view, a, v)), a === fresh))));
  features.replaceChildren(columns, top, body);
  view.cellButtons = [...features.querySelectorAll("[data-cell]")];
  const now = view.cellButtons.find((node) => node.dataset.cell === held) ?? view.cellButtons[0];
  if (now) now.tabIndex = 0;
  const again = holder && (held ? now : ["open", "drop"].map((by) => holder.dataset[by] && features.querySelector(`[data-${by}="${holder.dataset[by]}"]`)).find(Boolean));
  if (again && view.featureBox.contains(again)) again.focus({ preventScroll: true });
}

function wordHead(view, v, isRow) {
  const { shown, labels } = view, word = shown.words[v], node = button({ class: "open-word", "data-open": v, title: `${visible(word)} · ${fill(labels.open_word, { word: isolated(visible(word)) })}` }, h("bdi", { dir: "auto" }, visible(word)), () => open(view, word));
  return h("th", { scope: isRow ? "row" : "col", "data-head": v }, node);
}

const pairOf = (axis) => (axis.first.length ? `${isolated(visible(axis.first[0]))} → ${isolated(visible(axis.first[1]))}` : "");
const axisName = (axis) => axis.name || pairOf(axis);

function axisHead(view, a, scope) {
  const { shown, labels } = view, axis = shown.axes[a], pair = pairOf(axis), name = axisName(axis);
  const drop = shown.can_drop ? button({ class: "drop", "data-drop": a, "aria-label": fill(labels.drop_axis, { axis: isolated(name) }), title: fill(labels.drop_axis, { axis: isolated(name) }) }, "×", () => view.trigger("drop", { place: a, number: Date.now() })) : null;
  return h("th", { scope, class: "axis", "data-term": "d", title: `${name}: ${pair}` }, h("span", { class: "axis-name" }, h("bdi", { dir: "auto" }, name)), scope === "row" && pair !== name ? h("span", { class: "axis-pair" }, pair) : null, drop);
}

function cellOf(view, a, v) {
  const value = view.shown.feature(a, v), { ground, ink } = cellColours(view, value), pin = { kind: "cell", axis: a, place: v };
  const node = button({ class: "cell", tabindex: "-1", "data-cell": `${a} ${v}`, "data-axis": a, "data-place": v, "data-term": "feature", "aria-label": featureLine(view, a, v), style: `background: ${ground}; color: ${ink}` }, signedText(value), () => pinCell(view, pin, node));
  return h("td", {}, node);
}

// Around the open word's numbers and its name.
function placeOpen(view, w) {
  const { frame: f, openFrame, table: { first, each, head, row, down } } = view, u = view.shown.place(view.rest.word);
  for (const node of view.features.querySelectorAll("[data-head]")) {
    const isOpen = node.dataset.head === String(u);
    node.classList.toggle("is-open", isOpen);
    node.firstChild.setAttribute("aria-pressed", String(isOpen));
  }
  openFrame.style.cssText = f.isNarrow ? `left: 0; top: ${head + w * row}px; width: ${f.right}px; height: ${row}px` : `left: ${first + w * each}px; top: ${head}px; width: ${each}px; height: ${down * row}px`;
  openFrame.classList.toggle("strong", ["e", "e_w"].includes(view.marked));
}

// The table for a file.
function tableMarks(view, placed) {
  const { theme, frame: f } = view, out = [], size = parseFloat(view.features.style.fontSize) / f.k, text = (node, mono, options) => { const [x, y, width, height] = placed(node); if (width) out.push(textMark(view, node.textContent, options.anchor ? x + width / 2 : x, y + height / 2 + 4 * f.k, { size: options.size ?? size, mono, most: width + 2, fill: theme.inkText, ...options })); };
  for (const node of view.cellButtons) {
    const [x, y, width, height] = placed(node), { ground, ink } = cellColours(view, view.shown.feature(Number(node.dataset.axis), Number(node.dataset.place)));
    out.push(boxMark(x, y, width, height, { rx: 3, fill: ground }));
    text(node, true, { anchor: "middle", fill: ink });
  }
  for (const node of view.features.querySelectorAll(".axis-name")) text(node, false, { bold: true, size: 12 });
  for (const node of view.features.querySelectorAll(".axis-pair")) text(node, false, { size: 9, fill: theme.quiet });
  for (const node of view.features.querySelectorAll(".open-word")) { const isOpen = node.parentNode.classList.contains("is-open"); text(node, false, { anchor: "middle", bold: isOpen, fill: isOpen ? theme.text("embedding") : theme.inkText }); }
  text(view.legend, false, { size: 10.5, fill: theme.quiet });
  const [x, y, width, height] = placed(view.openFrame);
  out.push(boxMark(x, y, width, height, { rx: 4, fill: "none", stroke: theme.mark("embedding"), "stroke-width": 2 }));
  return out;
}
