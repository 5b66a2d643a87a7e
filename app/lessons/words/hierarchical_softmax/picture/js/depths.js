// The real tree: how many words lie at each depth, and which share of a text they are; what a word costs beside a softmax.

const DEPTH_ROW = 13.4, BENEATH = 116, OLIVE = 44, WORDS_WIDE = 92; // a row, what stands beneath the rows, and the widest bars

function buildDepths(view) {
  view.depthsTitle = h("h2", { class: "caption" });
  view.depthsSvg = s("svg", { role: "img" });
  return h("section", { class: "part depths-part" }, view.depthsTitle, view.depthsSvg);
}

function drawDepths(view) {
  const { lot, frame: f, labels, theme } = view, k = f.k, form = formOf(view), { depths } = lot.real[form], { depths: other, kind } = lot.real[1 - form], walked = lot.depth("real", form, view.walked), wide = f.isNarrow ? f.right : RIGHT * k;
  setText(view.depthsTitle, fill(labels.real_title, { count: grouped(lot.vocabulary) }));
  const shown = depths.depth.map((_, i) => i).filter((i) => depths.words[i] > 0), high = f.high - CAPTION * k, head = 16 * k, row = f.isNarrow ? 16 * k : Math.min(DEPTH_ROW * k, (high - BENEATH * k - head) / shown.length);
  const widest = [Math.max(...depths.words), Math.max(...depths.share)], out = [textMark(view, labels.words_head, 24 * k, 10 * k, { size: 10.5, fill: theme.text("update") }), textMark(view, labels.share_head, wide, 10 * k, { size: 10.5, anchor: "end", fill: theme.text("candidate") })];
  shown.forEach((i, at) => out.push(...depthMarks(view, depths, i, { top: head + at * row, row, wide, isOn: depths.depth[i] === walked, widest })));
  const means = fill(labels.mean, { mean: depths.mean.toFixed(2), other: other.mean.toFixed(2), name: labels[kind], entropy: depths.entropy.toFixed(2) }), lines = wrapped(means, wide, 11 * k, theme.font), under = head + shown.length * row + 15 * k;
  lines.forEach((line, i) => out.push(textMark(view, line, 0, under + i * 14 * k, { size: 11 })));
  const cost = f.isNarrow ? under + lines.length * 14 * k : Math.max(under + (lines.length - 1) * 14 * k, high - 66 * k);
  out.push(lineMark([[0, cost], [wide, cost]], { stroke: theme.line }), ...costMarks(view, cost + 21 * k, wide, walked));
  sized(view.depthsSvg, wide, f.isNarrow ? cost + 56 * k : Math.max(high, cost + 56 * k), out);
  const each = shown.map((i) => fill(labels.depth_said, { depth: depths.depth[i], count: grouped(depths.words[i]), share: percent(depths.share[i]) }));
  view.depthsSvg.setAttribute("aria-label", [view.depthsTitle.textContent, ...each, means, fill(labels.cost_said, { turns: walked, word: visible(view.rest.word), count: grouped(lot.vocabulary) })].join(". "));
}

// A depth: its words as a bar from the left, its share of a text from the right, and between them some of the words.
function depthMarks(view, depths, i, { top, row, wide, isOn, widest }) {
  const { theme, frame: f } = view, k = f.k, depth = depths.depth[i], isLooked = Number(looked(view)?.depth) === depth, isStrong = isOn || isLooked, room = wide / RIGHT, left = 24 * k;
  const long = Math.max(0.8, (WORDS_WIDE * room * depths.words[i]) / widest[0]), share = Math.max(depths.share[i] > 0 ? 0.8 : 0, (OLIVE * room * depths.share[i]) / widest[1]);
  const middle = top + row / 2, high = row * 0.7, size = Math.min(11, row / k - 1.5), base = middle + size * 0.36 * k, end = left + long + 5 * k, strong = theme.text("update"), out = [];
  if (isLooked) out.push(boxMark(-3, top, wide + 6, row, { rx: 3, fill: theme.pale, stroke: theme.line }));
  out.push(textMark(view, String(depth), 17 * k, base, { size, mono: true, anchor: "end", bold: isOn, fill: isOn ? strong : theme.quiet }));
  out.push(boxMark(left, middle - high / 2, long, high, { fill: isStrong ? theme.mark("update") : tint(view, "update", 0.48), "data-depth": depth }), boxMark(wide - share, middle - high / 2, share, high, { fill: isStrong ? theme.mark("candidate") : tint(view, "candidate", 0.5) }));
  const text = examplesThatFit(view, depths.examples[i], isOn, wide - share - 5 * k - end, size * k);
  if (text) out.push(textMark(view, text, end, base, { size, bold: isOn, fill: isOn ? strong : theme.inkText }));
  out.push(boxMark(-3, top, wide + 6, row, { fill: "transparent", "data-hit": `depth:${depth}`, class: "hot" }));
  return out;
}

// Where the word that is walked to lies, it comes first.
function examplesThatFit(view, examples, isOn, most, size) {
  const word = visible(view.rest.word), others = examples.map(visible), words = isOn ? [word, ...others.filter((other) => other !== word)] : others;
  let text = "";
  for (const one of words) {
    const longer = text ? `${text}, ${one}` : one;
    if (measured(longer, size, view.theme.font, isOn) > most) break;
    text = longer;
  }
  return text;
}

// Sigmoids against exponentials, as numbers and as a bar in true proportion.
function costMarks(view, y, wide, depth) {
  const { lot, theme, frame: f, labels, rest } = view, k = f.k, lower = y + 20 * k, bar = lower + 7 * k;
  const line = (number, text, at, colour) => {
    const left = measured(number, 19 * k, theme.mono, true) + 8 * k;
    return [textMark(view, number, 0, at, { size: 19, mono: true, bold: true, fill: theme.text(colour) }), textMark(view, text, left, at, { size: 11.5, fill: theme.inkText, most: wide - left })];
  };
  return [...line(String(depth), fill(depth === 1 ? labels.sigmoid_for : labels.sigmoids_for, { word: isolated(visible(rest.word)) }), y, "update"), ...line(grouped(lot.vocabulary), labels.exponentials, lower, "loss"),
    boxMark(0, bar, wide, 5 * k, { fill: theme.mark("loss") }), boxMark(0, bar, (wide * depth) / lot.vocabulary, 5 * k, { fill: theme.mark("update") })];
}

function percent(share) {
  const digits = share >= 0.0995 || share === 0 ? 0 : share >= 0.00995 ? 1 : 2;
  return `${(100 * share).toFixed(digits)}%`;
}

function depthLines(view, depth) {
  const { lot, labels } = view, { depths } = lot.real[formOf(view)], i = depths.depth.indexOf(depth);
  return i < 0 ? [] : [fill(labels.tip_depth, { depth }), fill(labels.tip_shares, { count: grouped(depths.words[i]), words: percent(depths.words[i] / lot.vocabulary), share: percent(depths.share[i]) }), depths.examples[i].map((word) => isolated(visible(word))).join(", ")].filter(Boolean);
}
