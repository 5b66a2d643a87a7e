// Two rulers of one scale: how far the words are from the open one as one-hot vectors, and as embeddings of length 1.

const ROOT2 = Math.SQRT2, STACK = 8, DOT = 4.2;

function buildRuler(view) {
  view.rulerTitle = h("h2", { class: "caption" });
  view.ruler = s("svg", { class: "ruler", "aria-hidden": "true" });
  view.dots = h("div", { class: "dots", role: "group", "aria-label": view.labels.ruler_words });
  view.rulerBox = h("div", { class: "ruler-box" }, view.ruler, view.dots);
  return h("section", { class: "part ruler-part" }, view.rulerTitle, view.rulerBox);
}

function rulerScale(view, words) {
  const { shown, frame: f, rest } = view, u = shown.place(rest.word), farthest = Math.max(0, ...words.map((v) => shown.distance(u, v))), most = farthest > 1.5 ? 2 : 1.5, left = 5 * f.k, right = f.right - 9 * f.k, base = f.ruler - 38 * f.k;
  return { most, left, right, x: (d) => left + ((right - left) * d) / most, embedding: base, one: clamp(base - 62 * f.k, 32 * f.k, 66 * f.k) };
}

function drawRuler(view) {
  const { shown, frame: f, rest, theme, labels } = view, u = shown.place(rest.word), words = shown.rulerWords(u), at = rulerScale(view, words), k = f.k, out = [], looked = view.lookedDot ?? -1;
  setText(view.rulerTitle, fill(labels.ruler_title, { word: isolated(visible(rest.word)) }));
  const brown = theme.mark("input"), blue = theme.mark("embedding"), near = [...words].sort((a, b) => shown.distance(u, a) - shown.distance(u, b));
  for (const [y, isNumbered] of [[at.one, false], [at.embedding, true]]) out.push(...rulerLine(view, at, y, isNumbered));
  out.push(textMark(view, labels.one_hot, 0, at.one - 12 * k, { size: 11.5, bold: true, fill: theme.text("input") }), textMark(view, labels.embedding, 0, at.embedding - 12 * k, { size: 11.5, bold: true, fill: theme.text("embedding") }));
  const stack = Math.min(STACK, words.length, Math.floor((at.one - 4 * k) / (5.4 * k))), xr = at.x(ROOT2);
  for (let i = 0; i < stack; i++) out.push(s("circle", { cx: round1(xr), cy: round1(at.one - (4 + 5.4 * i) * k), r: round1(2.3 * k), fill: brown, "data-term": "o_w" }));
  if (looked >= 0) out.push(s("circle", { cx: round1(xr), cy: round1(at.one - 4 * k), r: round1(6 * k), fill: "none", stroke: theme.inkText, "stroke-width": 1.8 }), textMark(view, visible(shown.words[looked]), xr - 10 * k, at.one - 1 * k, { size: 11.5, bold: true, anchor: "end", fill: theme.inkText, most: 150 * k, halo: true }));
  const room = xr - 12 * k - 62 * k;
  out.push(textMark(view, fill(labels.all_at, { count: grouped(rest.size - 1) }), xr - 10 * k, at.one - 27 * k, { size: 11, anchor: "end", fill: theme.inkText, most: room }));
  if (near.length > 1 && looked < 0) out.push(textMark(view, fill(labels.as_far, { near: isolated(visible(shown.words[near[0]])), far: isolated(visible(shown.words[near.at(-1)])) }), xr - 10 * k, at.one - 13 * k, { size: 11, anchor: "end", most: room }));
  out.push(s("circle", { cx: round1(at.x(0)), cy: round1(at.one), r: round1(5 * k), fill: brown }), s("circle", { cx: round1(at.x(0)), cy: round1(at.embedding), r: round1(5 * k), fill: blue }));
  out.push(...dotLabels(view, near, at, looked));
  for (const v of near) out.push(s("circle", { cx: round1(at.x(shown.distance(u, v))), cy: round1(at.embedding), r: round1((v === looked ? 6 : DOT) * k), fill: blue, stroke: v === looked ? theme.inkText : theme.pageText, "stroke-width": v === looked ? 1.8 : 0.8, "data-hit": `dot ${v}`, "data-term": "e" }));
  sized(view.ruler, f.right, f.ruler, out);
  placeDots(view, near, at);
  if (["e", "e_w", "o_w"].includes(view.marked)) { const y = view.marked === "o_w" ? at.one : at.embedding; view.ruler.append(lineMark([[at.left, y], [at.right, y]], { stroke: theme.mark(view.marked === "o_w" ? "input" : "embedding"), "stroke-width": 3, opacity: 0.5 })); }
}

function rulerLine(view, at, y, isNumbered) {
  const { frame: { k }, theme } = view, out = [lineMark([[at.left, y], [at.right, y]], { stroke: theme.quiet, opacity: 0.7 })];
  for (let d = 0; d <= at.most + 1e-9; d += 0.5) {
    const x = at.x(d);
    if (d) out.push(lineMark([[x, y - 4 * k], [x, y]], { stroke: theme.quiet, opacity: 0.7 }));
    if (isNumbered) out.push(textMark(view, String(d), x, y + 15 * k, { size: 10.5, mono: true, anchor: d ? "middle" : "start" }));
  }
  return out;
}

// Names above and beneath the dots, the nearest first, none over another.
function dotLabels(view, near, at, looked) {
  const { shown, frame: f, rest, theme, labels } = view, k = f.k, u = shown.place(rest.word), size = 11.5 * k, y = at.embedding, out = [], lines = [];
  const taken = [[0, measured(labels.embedding, size, theme.font, true) + 4, y - 23 * k, y - 9 * k]];
  for (let d = 0; d <= at.most + 1e-9; d += 0.5) taken.push([at.x(d) - 10 * k, at.x(d) + 10 * k, y + 6 * k, y + 17 * k]);
  const levels = [y - 12 * k, y + 17 * k, y - 25 * k, y + 30 * k, y - 38 * k].filter((one) => one < f.ruler - 2 && one > at.one + 13 * k);
  near.forEach((v) => {
    const word = cutText(visible(shown.words[v]), 84 * k, size, theme.font, v === looked), wide = measured(word, size, theme.font, v === looked), x = at.x(shown.distance(u, v));
    for (const level of levels) {
      const shift = [0, -wide / 2 + 6, wide / 2 - 6].map((one) => clamp(x + one, wide / 2, f.right - wide / 2)).find((middle) => { const box = [middle - wide / 2 - 3, middle + wide / 2 + 3, level - 10 * k, level + 3 * k]; return !taken.some(([a, b, c, d]) => box[0] < b && box[1] > a && box[2] < d && box[3] > c); });
      if (shift === undefined) continue;
      taken.push([shift - wide / 2 - 3, shift + wide / 2 + 3, level - 10 * k, level + 3 * k]);
      if (level < y) taken.push([x - 1, x + 1, level + 3 * k, y - 4 * k]);
      else taken.push([x - 1, x + 1, y + 4 * k, level - 10 * k]);
      lines.push(lineMark([[x, level < y ? level + 3 * k : level - 10 * k], [x, level < y ? y - 4 * k : y + 4 * k]], { stroke: theme.line, "stroke-width": 1.2 }));
      out.push(textMark(view, word, shift, level, { size: 11.5, anchor: "middle", bold: v === looked, fill: theme.inkText, hit: `dot ${v}` }));
      return;
    }
  });
  return [...lines, ...out];
}

// Buttons over the dots, for those who come by keys, and for a press.
function placeDots(view, near, at) {
  const { shown, frame: f, rest, labels } = view, u = shown.place(rest.word), key = [view.received, u].join("|");
  if (view.dotsKey !== key) {
    const isHeld = view.dots.contains(view.shadow.activeElement);
    view.dotsKey = key;
    view.dots.replaceChildren(...near.map((v) => button({ class: "dot", "data-dot": v, "aria-label": `${distanceLine(view, v)}. ${fill(labels.open_word, { word: isolated(visible(shown.words[v])) })}` }, "", () => open(view, shown.words[v]))));
    if (isHeld) view.dots.firstChild?.focus({ preventScroll: true });
  }
  const xs = near.map((v) => at.x(shown.distance(u, v))); // each reaches half the way to the next, at the most
  [...view.dots.children].forEach((node, i) => {
    const half = Math.max(1, Math.min(7 * f.k, ...[i - 1, i + 1].filter((j) => xs[j] !== undefined).map((j) => Math.abs(xs[j] - xs[i]) / 2)));
    node.style.cssText = `left: ${xs[i] - half}px; top: ${at.embedding - 9 * f.k}px; width: ${2 * half}px; height: ${18 * f.k}px`;
  });
}
