// What goes with one word and what with another: the ratio of two chances, on a scale of powers of ten.

const DECADES = 1.25; // of the scale to each side, at least

function buildRatios(view) {
  const { labels } = view;
  view.ratioTitle = h("h2", { class: "caption" }, labels.ratios);
  view.ratioSvg = s("svg", { "aria-hidden": "true" });
  view.ratioRows = h("div", { class: "ratio-rows", role: "group" });
  view.ratioSwitch = h("div", { class: "sources", role: "group", "aria-label": labels.ratios_of },
    ...["paper", "text"].map((name) => button({ class: "source", "data-source": name }, labels[`ratios_${name}`],
    () => setRatios(view, name))));
  view.ratioPart = h("section", { class: "part ratio-part" }, view.ratioTitle, view.ratioSwitch, h("div", { class: "over" },
    view.ratioSvg, view.ratioRows));
  return view.ratioPart;
}

function setRatios(view, ratios) {
  view.ratioRow = null;
  change(view, { ratios });
}

// Columns: word, two chances, bars from 1, what it goes with.
function ratioScale(view, table) {
  const { frame: f } = view, { k } = f, w = f.whole,
    wide = f.isNarrow ? [66, 0, 0, 76, w - 40] : [118, 244, 352, 400, 764].map((x) => (x * w) / 966);
  const found = table.rows.map((row) => Math.abs(Math.log10(row.ratio))).filter(Number.isFinite),
    reach = Math.max(DECADES, ...found) + (f.isNarrow ? 0.55 : 0.32);
  const [word, first, second, left, right] = wide, middle = (left + right) / 2;
  return { word, first, second, left, right, middle, reach, goes: right + 46 * k,
    x: (ratio) => middle + (clamp(Math.log10(ratio), -reach, reach) / reach) * ((right - left) / 2) };
}

const KIND = { first: ["embedding", 1], second: ["reset", 1], both: ["embedding", 0.4], neither: ["ink", 0.35],
  rare: ["ink", 0.35], never: ["ink", 0.35] };

function drawRatios(view) {
  const { scene, frame: f, rest, theme, labels } = view, { k } = f, table = scene.ratiosOf(rest.ratios),
    at = ratioScale(view, table), head = 12 * k, top = HIGH.head * k, high = top + f.ratio * table.rows.length + 2, out = [];
  const meanings = ["embedding", "reset"];
  const names = [table.first, table.second].map((word) => `P(k | ${visible(word)})`), gap = 10 * k;
  const rooms = [at.first - gap, at.second - at.first - gap];
  if (!f.isNarrow) [at.first, at.second].forEach((x, i) => out.push(textMark(view, names[i], x, head,
    { size: 11, bold: true, anchor: "end", fill: theme.text(meanings[i]), most: rooms[i] })));
  view.ratioTitle.style.maxWidth = f.isNarrow ? "" : `${Math.max(0,
    round1(rooms[0] - measured(names[0], 11 * k, theme.font, true)))}px`;
  for (let power = -Math.floor(at.reach); power <= at.reach; power++) {
    const x = at.x(10 ** power), said = power < -2 ? `10${raised(power)}` : String(10 ** power).replace(/^0\./, ".");
    out.push(lineMark([[x, top - 2], [x, high]], { stroke: power ? theme.line : theme.quiet }),
      textMark(view, said, x, head, { size: 10.5, mono: true, anchor: "middle" }));
  }
  table.rows.forEach((row, i) => out.push(...ratioMarks(view, table, row, at, top + (i + 0.5) * f.ratio, i)));
  sized(view.ratioSvg, f.whole, high, out);
  placeRatios(view, table, top);
  view.ratioSwitch.childNodes.forEach((node) => node.setAttribute("aria-pressed", String(node.dataset.source === rest.ratios)));
  view.ratioRows.setAttribute("aria-label", fill(labels.ratios_said, { first: table.first, second: table.second }));
}

function ratioMarks(view, table, row, at, y, i) {
  const { frame: f, theme, labels } = view, { k } = f, base = y + 4 * k, [meaning, share] = KIND[row.kind],
    isOn = view.ratioRow === i, out = [], thick = Math.min(9 * k, f.ratio - 4);
  if (isOn) out.push(boxMark(0, y - f.ratio / 2, f.whole, f.ratio, { rx: 3, fill: tint(view, "loss", 0.1) }));
  out.push(textMark(view, visible(row.probe), at.word, base, { size: 11.5, bold: true, anchor: "end", fill: theme.inkText,
    most: at.word - 2 }));
  if (!f.isNarrow) [at.first, at.second].forEach((x, j) => out.push(textMark(view,
    chanceText(row.p[j]) + (Number.isFinite(row.x[j]) ? ` (${countText(row.x[j])})` : ""), x, base, { size: 11, anchor: "end",
    fill: theme.inkText })));
  const text = row.kind === "never" ? labels.never_short : ratioText(row.ratio), end = Number.isNaN(row.ratio) ? at.middle
    : at.x(row.ratio), isLeft = row.ratio < 1, isEndless = row.ratio === Infinity || row.ratio === 0;
  if (!Number.isNaN(row.ratio)) out.push(boxMark(Math.min(at.middle, end), y - thick / 2,
    Math.max(1.5, Math.abs(end - at.middle)), thick, { rx: 1.5, fill: tint(view, meaning, share), "data-ratio": row.kind }));
  if (isEndless) out.push(s("path", { d: `M${round1(end + (isLeft ? -7 : 7))} ${round1(y)}l${isLeft ? 7 : -7} -5v10z`,
    fill: theme.mark(meaning) }));
  const gap = (isEndless ? 11 : 6) * k, isInside = isLeft && end - gap - measured(text, 11.5 * k, theme.mono,
    true) < (f.isNarrow ? at.word + 4 : at.second);
  out.push(textMark(view, text, isInside ? end + 5 * k : end + (isLeft ? -gap : gap), base,
    { size: 11.5, mono: true, bold: ["first", "second"].includes(row.kind), anchor: isLeft && !isInside ? "end" : "start",
    fill: isInside ? onColour(view, thinned(view, meaning, share)) : theme.inkText }));
  if (!f.isNarrow) out.push(textMark(view, goesText(view, table, row), at.goes, base,
    { size: 11, fill: ["first", "second"].includes(row.kind) ? theme.text(meaning) : theme.quiet, most: f.whole - at.goes }));
  return out;
}

const goesText = ({ labels }, table, row) => fill(labels[`goes_${row.kind}`], { word: row.kind === "second" ? table.second
  : table.first });

// A row of the text's own puts both of its counts on the curve.
function placeRatios(view, table, top) {
  const { frame: f, rest, labels } = view, key = [view.received, view.labelKey, rest.ratios].join("|"),
    isText = rest.ratios === "text";
  if (view.ratioKey !== key) {
    view.ratioKey = key;
    view.ratioRows.replaceChildren(...table.rows.map((row, i) => {
      const said = fill(labels.ratio_said, { word: row.probe, ratio: ratioText(row.ratio), goes: goesText(view, table, row) });
      return isText ? button({ class: "ratio-row", "data-ratio-row": i, "aria-label": said, title: labels.to_curve }, "",
        () => { view.ratioRow = view.ratioRow === i ? null : i; invalidate(view); }) : h("div", { class: "hidden-text" }, said);
    }));
  }
  if (isText) view.ratioRows.childNodes.forEach((node,
    i) => { node.style.cssText = `top: ${round1(top + i * f.ratio)}px; height: ${round1(f.ratio)}px`;
    node.setAttribute("aria-pressed", String(view.ratioRow === i)); });
}
