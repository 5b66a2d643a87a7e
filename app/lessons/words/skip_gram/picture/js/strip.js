// The sentence with its window: arcs from the word in the middle to its neighbours, as thick as p(context | centre).

const THICKEST = 20;
const POINTED = { context: ["theta"], centre: ["e", "mean"], chance: ["p", "y_hat"], all: ["theta_j", "theta_n"] }; // terms of the formula, by what they mark

function buildStrip(view) {
  view.stripTitle = h("h2", { class: "caption" });
  view.strip = s("svg", { "aria-hidden": "true" });
  view.wordBox = h("div", { class: "words" });
  view.wordButtons = [];
  view.handles = ["left", "right"].map((side) => h("div", { class: "handle", tabindex: "0", role: "slider", "data-handle": side, "aria-valuemin": "1", "aria-valuemax": "10", "aria-label": view.labels.handle }));
  view.sentence = h("div", { class: "sentence" }, view.strip, view.wordBox, ...view.handles);
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": `${view.labels.sentence}. ${view.labels.keys}` }, view.sentence);
  return h("section", { class: "part strip-part" }, view.stripTitle, view.stage);
}

// How far the window is on its way to the word in the middle: 1 where it is there.
function slideShare(view, now) {
  if (!view.slide) return 1;
  const share = clamp((now - view.slide.began) / SLIDE_MS, 0, 1);
  if (share === 1) view.slide = null;
  return share;
}

function drawStrip(view, now) {
  const { scene, frame: f, rest, labels, slide } = view, share = slideShare(view, now), { width } = columnsOf(view), isCbow = scene.method === "cbow";
  const word = scene.K ? isolated(visible(scene.token(rest.centre))) : "";
  setText(view.stripTitle, scene.K ? fill(isCbow ? labels.title_cbow : labels.title, { word }) : labels.no_known);
  const high = f.arcs + (FIXED.words + FIXED.foot) * f.k;
  view.sentence.style.width = `${width}px`;
  view.stage.style.width = f.isNarrow ? "100%" : `${f.left}px`;
  if (!scene.K) { sized(view.strip, width, high, wordMarks(view, null)); placeWords(view, null); return; }
  const from = slide ? boxOf(view, slide.from) : null, to = boxOf(view, rest.centre), box = from ? to.map((x, i) => from[i] + (x - from[i]) * share) : to;
  const arcs = slide ? [...arcMarks(view, slide.from, 1 - share), ...arcMarks(view, rest.centre, share)] : arcMarks(view, rest.centre, 1);
  sized(view.strip, width, high, [...arcs, windowMark(view, box), ...wordMarks(view, box), ...(share > 0.6 ? percentMarks(view, box) : [])]);
  placeWords(view, box);
  follow(view, share, slide);
}

function windowMark(view, [from, to]) {
  const { frame: f, theme } = view, high = FIXED.words * f.k;
  return s("g", {}, boxMark(from, f.arcs, to - from, high - 1, { rx: 7, fill: css(mix(theme.page, theme.accent, 0.09)), stroke: theme.accentText, "stroke-width": 1.5 }),
    ...[from, to].map((x) => boxMark(x - 2.5, f.arcs + high / 2 - 8 * f.k, 5, 16 * f.k, { rx: 2.5, fill: theme.accentText })));
}

const arcWide = (view, p) => clamp((THICKEST * view.frame.k * p) / view.scene.widest, 0.9, THICKEST * view.frame.k);

// Arcs of the word k, `lift` of their height high.
function arcMarks(view, k, lift) {
  const { scene, frame: f, rest, theme } = view, { columns } = columnsOf(view), middle = (d) => columns[scene.known[k + d]].middle, all = scene.distances(k, rest.window), base = f.arcs;
  if (scene.method === "cbow") return meanMarks(view, k, lift);
  const farthest = Math.max(1, ...all.map((d) => Math.abs(middle(d) - middle(0)))), looked = pairLooked(view), isMarked = k === rest.centre && (looked || POINTED.chance.includes(view.marked));
  const arcs = all.map((d) => {
    const { p } = scene.pair(view.at, k, d), wide = arcWide(view, p), side = Math.sign(d), from = middle(0) + side * 7 * f.k, half = Math.abs(middle(d) - from) / 2;
    const high = Math.max(3, Math.min(f.arcs - 3 - wide / 2, (0.42 + 0.58 * Math.abs(middle(d) - middle(0)) / farthest) * (f.arcs - 6)) * lift), isOn = !looked || looked === d;
    return { p, node: s("path", { d: `M${round1(from)} ${round1(base)}A${round1(half)} ${round1(high)} 0 0 ${side > 0 ? 1 : 0} ${round1(middle(d))} ${round1(base)}`, fill: "none", stroke: theme.mark("probability"), "stroke-width": round1(wide + (looked === d ? 1.5 : 0)),
      opacity: isMarked ? (isOn ? 1 : 0.22) : 0.85, "data-arc": d }) };
  });
  return arcs.sort((a, b) => b.p - a.p).map(({ node }) => node);
}

// The words of the window meet in their mean, which asks for the word in the middle.
function meanMarks(view, k, lift) {
  const { scene, frame: f, rest, theme } = view, { columns } = columnsOf(view), middle = (d) => columns[scene.known[k + d]].middle, x = middle(0), base = f.arcs, top = base - (f.arcs - 21 * f.k) * lift, out = [];
  for (const d of scene.distances(k, rest.window)) {
    out.push(s("path", { d: `M${round1(middle(d))} ${round1(base)}Q${round1(middle(d))} ${round1(top)} ${round1(x)} ${round1(top)}`, fill: "none", stroke: theme.mark("embedding"), "stroke-width": view.marked === "mean" ? 2.4 : 1.3, opacity: 0.8 }));
  }
  const wide = Math.max(1.2, isMeanKnown(view) ? arcWide(view, scene.mean(view.at, k).p) : 1.2), head = Math.max(4 * f.k, wide * 0.8);
  out.push(lineMark([[x, top], [x, base - head]], { stroke: theme.mark("probability"), "stroke-width": round1(wide) }), s("path", { d: `M${round1(x - head)} ${round1(base - head)}h${round1(2 * head)}L${round1(x)} ${round1(base)}Z`, fill: theme.mark("probability") }),
    s("circle", { cx: round1(x), cy: round1(top), r: round1(5.5 * f.k), fill: theme.mark("embedding"), stroke: theme.pageText, "stroke-width": 1.5 }));
  if (lift > 0.6) out.push(textMark(view, view.labels.mean, x + 7 * f.k, top - 6 * f.k, { size: 10.5, fill: theme.text("embedding"), halo: true }));
  return out;
}

// The mean is of the window that the page knows, if there are words in it.
const isMeanKnown = ({ scene, rest, at }) => rest.window === scene.mean_window && Number.isFinite(scene.mean(at, rest.centre).logit);

function wordMarks(view, box) {
  const { scene, frame: f, rest, theme, labels } = view, { columns } = columnsOf(view), y = f.arcs + 20.5 * f.k, isKnown = new Map(scene.known.map((t, k) => [t, k])), out = [];
  scene.tokens.forEach((token, t) => {
    const { middle, wide } = columns[t], k = isKnown.get(t), isCentre = k === rest.centre && box, isInside = box && middle > box[0] && middle < box[1], isPair = k !== undefined && k - rest.centre === pairLooked(view) && k !== rest.centre;
    const fillColour = k === undefined ? theme.quiet : isCentre ? theme.text("embedding") : isPair || (isInside && POINTED.context.includes(view.marked)) ? theme.text("output_vector") : isInside ? theme.inkText : theme.quiet;
    out.push(textMark(view, visible(token), middle, y, { size: 16, anchor: "middle", bold: isCentre || isPair, fill: fillColour, title: k === undefined ? fill(labels.unknown, { word: visible(token) }) : null }));
    if (isCentre && POINTED.centre.includes(view.marked)) out.push(boxMark(middle - wide / 2 - 5, y - 15.5 * f.k, wide + 10, 21 * f.k, { rx: 4, fill: "none", stroke: theme.mark("embedding"), "stroke-width": 2 }));
    if (k === undefined) out.push(lineMark([[middle - wide / 2 - 1, y - 5 * f.k], [middle + wide / 2 + 1, y - 5 * f.k]], { stroke: theme.quiet, "stroke-width": 1, opacity: 0.8 }));
  });
  return out;
}

// Under each word of the window its chance; behind them what these are.
function percentMarks(view, box) {
  const { scene, frame: f, rest, theme, labels } = view, { columns, width } = columnsOf(view), y = f.arcs + (FIXED.words + 13) * f.k, isCbow = scene.method === "cbow", out = [], all = scene.distances(rest.centre, rest.window), at = (d) => columns[scene.known[rest.centre + d]].middle;
  const best = isCbow ? 0 : all.reduce((top, d) => (!top || scene.pair(view.at, rest.centre, d).p > scene.pair(view.at, rest.centre, top).p ? d : top), 0), looked = pairLooked(view);
  for (const d of all) {
    const isOn = d === (looked || best) || POINTED.chance.includes(view.marked);
    out.push(textMark(view, isCbow ? `1/${all.length}` : percent(scene.pair(view.at, rest.centre, d).p), at(d), y, { size: 10.5, mono: true, anchor: "middle", bold: isOn, fill: isCbow ? theme.text("embedding") : isOn ? theme.text("probability") : theme.quiet }));
  }
  const own = isCbow ? (isMeanKnown(view) ? percent(scene.mean(view.at, rest.centre).p) : "…") : labels.centre;
  out.push(textMark(view, own, at(0), y, { size: isCbow ? 11.5 : 11, anchor: "middle", mono: isCbow, bold: isCbow, fill: isCbow ? theme.text("probability") : theme.text("embedding") }));
  const said = isCbow ? labels.p_cbow : labels.p_skip, wide = measured(said, 10.5 * f.k, theme.font) + 10;
  const from = scrollAt(view, rest.centre), to = Math.min(width, from + view.stage.clientWidth);
  if (box[1] + wide < to) out.push(textMark(view, said, box[1] + 8 * f.k, y, { size: 10.5 }));
  else if (box[0] - wide > from) out.push(textMark(view, said, box[0] - 8 * f.k, y, { size: 10.5, anchor: "end" }));
  return out;
}

// Buttons over the known words, and the handles of the window.
function placeWords(view, box) {
  const { scene, frame: f, rest, labels } = view, { columns, gap } = columnsOf(view);
  const key = [...scene.tokens, scene.known].join("\t");
  if (view.wordsKey !== key) {
    view.wordsKey = key;
    view.wordButtons = scene.known.map((t, k) => button({ class: "word", "data-word": scene.tokens[t], "data-known": k }, "", () => moveTo(view, k)));
    view.wordBox.replaceChildren(...view.wordButtons);
  }
  view.wordButtons.forEach((node, k) => {
    const { from, to } = columns[scene.known[k]], isCentre = k === rest.centre;
    node.style.cssText = `left: ${from - gap / 2}px; width: ${to - from + gap}px; top: ${f.arcs}px; height: ${(FIXED.words + FIXED.foot) * f.k}px`;
    node.tabIndex = isCentre ? 0 : -1;
    node.setAttribute("aria-pressed", String(isCentre));
    node.setAttribute("aria-label", isCentre ? fill(labels.word_centre, { word: visible(scene.token(k)) }) : visible(scene.token(k)));
  });
  view.handles.forEach((node, i) => {
    node.hidden = !box;
    if (!box) return;
    node.style.cssText = `left: ${box[i] - 7}px; top: ${f.arcs}px; height: ${FIXED.words * f.k}px`;
    node.setAttribute("aria-valuenow", String(rest.window));
    node.setAttribute("aria-valuetext", fill(labels.handle_value, { window: rest.window }));
  });
}

// How far the sentence is scrolled where the word k is in the middle of what is seen.
function scrollAt(view, k) {
  const { columns, width } = columnsOf(view), room = view.stage.clientWidth;
  return clamp(columns[view.scene.known[k]].middle - room / 2, 0, Math.max(0, width - room));
}

// The word in the middle stays in the middle of what is seen.
function follow(view, share, slide) {
  if (view.isFollowed) return;
  const to = scrollAt(view, view.rest.centre), from = slide ? scrollAt(view, slide.from) : to;
  view.stage.scrollLeft = from + (to - from) * share;
  view.isFollowed = share === 1;
}
