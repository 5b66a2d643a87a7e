// The sentence with its window: arcs from the centre to its neighbours, and under each what it adds to its cell.

const TOKEN = 15.5, TOKEN_GAP = 13; // size of a word, and what is between two

function buildSentence(view) {
  const { labels } = view;
  view.sentenceTitle = h("h2", { class: "caption" });
  view.sentenceSvg = s("svg", { "aria-hidden": "true" });
  view.wordBox = h("div", { class: "words" });
  view.stage = h("div", { class: "stage", tabindex: "0", role: "application",
    "aria-label": `${labels.sentence}. ${labels.keys}` }, view.sentenceSvg, view.wordBox);
  view.sentencePart = h("section", { class: "part sentence-part" }, view.sentenceTitle, view.stage);
  return view.sentencePart;
}

// Left, right and middle of each word.
function columnsOf(view) {
  const { scene, frame: f, theme } = view, key = [view.received, f.k, theme.font].join();
  if (view.columnsKey === key) return view.columns;
  let x = TOKEN_GAP;
  const words = scene.tokens.map((_, t) => {
    const from = x, to = from + measured(scene.token(t), TOKEN * f.k, theme.font);
    x = to + TOKEN_GAP * f.k;
    return { from, to, middle: (from + to) / 2 };
  });
  Object.assign(view, { columnsKey: key, columns: { words, width: Math.ceil(x) } });
  return view.columns;
}

function titleText(view) {
  const { scene, rest, labels } = view, t = centreNow(view);
  if (t === null) return labels.title_text;
  if (scene.place[t] < 0) return fill(labels.said_no_room, { word: isolated(scene.token(t)) });
  return rest.harmonic ? labels.title_harmonic : labels.title_alike;
}

function drawSentence(view) {
  const { scene, frame: f, rest } = view, { words, width } = columnsOf(view), t = centreNow(view), all = t === null ? []
    : scene.around(t, rest.window);
  setText(view.sentenceTitle, titleText(view));
  const high = f.arcs + (HIGH.words + HIGH.weights) * f.k, inside = t === null ? [] : [t, ...all.map(({ u }) => u)];
  const box = inside.length ? [words[Math.min(...inside)].from - 6, words[Math.max(...inside)].to + 6] : null;
  sized(view.sentenceSvg, width, high, [...(box ? [windowBox(view, box)] : []),
    ...all.flatMap((one) => arcMarks(view, t, one)), ...tokenMarks(view, t, inside)]);
  view.stage.style.height = `${high}px`;
  placeWords(view, t);
  if (view.followed !== t && t !== null) {
    view.followed = t;
    view.stage.scrollLeft = words[t].middle - view.stage.clientWidth / 2;
  }
}

function windowBox(view, [from, to]) {
  const { frame: f, theme } = view;
  return boxMark(from, f.arcs, to - from, HIGH.words * f.k, { rx: 6, fill: tint(view, "candidate", 0.09),
    stroke: theme.mark("candidate"), "stroke-width": 1.4, "data-window": true });
}

// Whether the words t and u of the sentence are the pair of the pinned cell.
function isPinnedPair({ scene, rest }, t, u) {
  const pair = [scene.tokens[t], scene.tokens[u]], own = [rest.row, rest.column];
  return pair.join("\n") === own.join("\n") || (rest.symmetric && pair.join("\n") === own.reverse().join("\n"));
}

// At the left of the centre what is counted now; at the right what will be, when these are centres.
function arcMarks(view, t, { u, d }) {
  const { scene, frame: f, rest, theme } = view, { words } = columnsOf(view), isLeft = d < 0, side = isLeft ? -1 : 1;
  const isPinned = isLeft && isPinnedPair(view, t, u), meaning = isPinned ? "loss" : "candidate",
    from = words[t].middle + side * 4, to = words[u].middle, w = weightAt(d, rest.harmonic);
  const far = Math.max(...scene.around(t, rest.window).map((one) => Math.abs(words[one.u].middle - words[t].middle))),
    base = f.arcs - 1;
  const lift = Math.max(6, (0.35 + (0.65 * Math.abs(to - from)) / far) * (f.arcs - 4)), grow = isLeft
    ? clamp(stepShare(view) / 0.3, 0.05, 1) : 1;
  const hasRoom = scene.place[t] >= 0 && scene.place[u] >= 0, y = f.arcs + (HIGH.words + 12) * f.k, isFalling = isLeft &&
    !isLanded(view) && hasRoom;
  const [wide, tall] = [Math.abs(to - from) / 2, lift * grow].map(round1), end = `${round1(to)} ${round1(base)}`;
  return [s("path", { d: `M${round1(from)} ${round1(base)}A${wide} ${tall} 0 0 ${isLeft ? 0 : 1} ${end}`, fill: "none",
    stroke: isLeft ? theme.mark(meaning) : theme.line, "stroke-width": round1(1.3 + 3.2 * w), "stroke-dasharray": hasRoom
      ? null : "2 3", "data-arc": d }),
  textMark(view, partText(d, rest.harmonic), to, y, { size: 11.5, anchor: "middle", bold: isLeft, fill: isFalling ? "none"
    : isLeft && hasRoom ? theme.text(meaning) : theme.quiet })];
}

function tokenMarks(view, t, inside) {
  const { scene, frame: f, rest, theme, labels } = view, { words } = columnsOf(view), y = f.arcs + 17.5 * f.k, out = [];
  scene.tokens.forEach((_, u) => {
    const { middle, from, to } = words[u], word = scene.token(u), place = scene.place[u], isCentre = u === t,
      isPair = t !== null && u < t && inside.includes(u) && isPinnedPair(view, t, u);
    const title = place === UNKNOWN ? fill(labels.unknown, { word }) : place < 0 ? fill(labels.no_room, { word }) : null,
      isOn = inside.includes(u);
    out.push(textMark(view, word, middle, y, { size: TOKEN, anchor: "middle", bold: isCentre || isPair, title, fill: isCentre
      ? theme.text("embedding") : isPair ? theme.text("loss") : isOn ? theme.inkText : theme.quiet }));
    if (place === UNKNOWN) out.push(lineMark([[from, y - 5 * f.k], [to, y - 5 * f.k]], { stroke: theme.quiet }));
    else if (place < 0) out.push(lineMark([[from, y + 4 * f.k], [to, y + 4 * f.k]],
      { stroke: theme.quiet, "stroke-dasharray": "1.5 2.5" }));
  });
  return out;
}

// Buttons over the known words: a press makes the word the centre.
function placeWords(view, t) {
  const { scene, frame: f, labels } = view, { words } = columnsOf(view), key = [view.received, view.labelKey].join("|"),
    gap = TOKEN_GAP * f.k;
  if (view.wordsKey !== key) {
    view.wordsKey = key;
    view.wordButtons = scene.known.map((u, i) => button({ class: "word", "data-word": u, "aria-label": fill(labels.to_centre,
      { word: scene.token(u) }) }, "", () => goTo(view, scene.M + i)));
    view.wordBox.replaceChildren(...view.wordButtons);
  }
  view.wordButtons.forEach((node, i) => {
    const u = scene.known[i], { from, to } = words[u];
    const box = { left: from - gap / 2, width: to - from + gap, top: f.arcs, height: (HIGH.words + HIGH.weights) * f.k };
    for (const [name, value] of Object.entries(box)) node.style[name] = `${round1(value)}px`;
    node.tabIndex = u === t || (t === null && i === 0) ? 0 : -1;
    node.setAttribute("aria-pressed", String(u === t));
  });
}
