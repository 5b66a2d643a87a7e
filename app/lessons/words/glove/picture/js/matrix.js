// X: how often the word of a row and the word of a column stood together so far, as a matrix of n × n.

function buildMatrix(view) {
  view.matrixTitle = h("h2", { class: "caption" }, h("i", { class: "sign" }, "X"), h("span", { class: "aside" },
    view.labels.matrix));
  view.matrixSvg = s("svg", { "aria-hidden": "true" });
  view.grid = h("div", { class: "grid", role: "grid", "aria-label": view.labels.grid });
  view.matrixBox = h("div", { class: "over" }, view.matrixSvg, view.grid);
  view.matrixPart = h("section", { class: "part matrix-part" }, view.matrixTitle, view.matrixBox);
  return view.matrixPart;
}

// A colour for a count: by log(1 + X), the largest X of the whole text being darkest.
function cellColour(view, x) {
  const { scene, theme, rest } = view, most = Math.log1p(Math.max(1, ...scene.text(scene.M - 1, rest)));
  return theme.table("gate", "update").rgb[x > 0 ? clamp(Math.round(10 + (245 * Math.log1p(x)) / most), 10, 255) : 0];
}

function drawMatrix(view) {
  const { scene, frame: f } = view, { n } = scene, at = cellsOf(view), x = countsNow(view), t = centreNow(view),
    pin = pinned(view), out = [];
  const place = (i, j) => [at.left + j * at.wide, f.heads + i * at.high], row = t === null ? -1 : scene.place[t];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) out.push(boxMark(...place(i, j), at.wide - 1, at.high - 1,
      { fill: css(cellColour(view, x[i * n + j])) }));
  }
  if (row >= 0) out.push(boxMark(at.left - 1, f.heads + row * at.high - 1, n * at.wide + 1, at.high + 1,
    { rx: 2, fill: "none", stroke: view.theme.quiet, "stroke-width": 1 }));
  for (let i = 0; i < n; i++) out.push(...headMarks(view, at, i, row, pin));
  const written = t === null || !isLanded(view) ? [] : merged(scene.written(t, view.rest));
  if (pin) out.push(...pinMarks(view, place(pin.i, pin.j), at, written.some((cell) => cell.i === pin.i && cell.j === pin.j)));
  out.push(...written.flatMap((cell) => writtenMarks(view, place(cell.i, cell.j), at, cell, pin)));
  if (view.pointed?.cell) out.push(boxMark(...place(...view.pointed.cell).map((edge) => edge - 1), at.wide + 1, at.high + 1,
    { fill: "none", stroke: view.theme.inkText, "stroke-width": 1.3, rx: 1.5 }));
  out.push(...footMarks(view, at, x, written, pin));
  sized(view.matrixSvg, f.matrix, f.high, out);
  view.panels.toggleAttribute("data-pinned", Boolean(pin));
  if (pin) view.panels.style.setProperty("--arrow",
    `${round1(view.matrixTitle.offsetHeight + f.heads + (pin.i + 0.5) * at.high - 1)}px`);
  placeGrid(view, at, x, pin);
}

// What a step writes, a cell but once: a word may stand beside the centre twice.
function merged(cells) {
  const out = new Map();
  for (const { i, j, w, isMirror } of cells) {
    const key = `${i} ${j}`, before = out.get(key);
    out.set(key, { i, j, w: w + (before?.w ?? 0), isMirror: Boolean(isMirror) && (before?.isMirror ?? true) });
  }
  return [...out.values()];
}

// The names of row and column i.
function headMarks(view, at, i, row, pin) {
  const { scene, frame: f, theme } = view, { k } = f, size = Math.min(11.5, (at.high / k) * 0.95),
    x = at.left + (i + 0.6) * at.wide, y = f.heads - 4 * k, word = scene.word(i);
  const isPinned = pin && (pin.i === i || pin.j === i), isCentre = i === row, pointed = view.pointed?.cell;
  const look = (isOwn, term) => ({ size, bold: isCentre || isPinned || isOwn, fill: isOwn && view.marked === term
    ? theme.text(term === "theta" ? "output_vector" : "embedding") : isPinned && !isCentre ? theme.text("loss") : isCentre
    ? theme.text("embedding") : theme.inkText });
  const head = textMark(view, word, x, y, { ...look(pin?.j === i || pointed?.[1] === i, "e"), size: 11,
    most: (f.heads - 8 * k) / 0.67, term: pin?.j === i ? "e" : null });
  head.setAttribute("transform", `rotate(-42 ${round1(x)} ${round1(y)})`);
  return [head, textMark(view, word, at.left - 5 * k, f.heads + (i + 0.5) * at.high + size * 0.34 * k,
    { ...look(pin?.i === i || pointed?.[0] === i, "theta"), anchor: "end", most: at.most, term: pin?.i === i ? "theta"
    : null })];
}

// The pinned cell, framed; one that this step writes is framed already.
function pinMarks(view, [x, y], at, isWritten) {
  const { theme } = view, isMarked = ["log_x", "J"].includes(view.marked);
  return [boxMark(x - 1.5, y - 1.5, at.wide + 2, at.high + 2, { rx: 2.5, fill: "none", stroke: theme.mark("loss"),
    "stroke-width": isMarked ? 3.4 : isWritten ? 0 : 2, "data-pin": true })];
}

// A cell that this step has written, with what it adds; it glows where that has just come.
function writtenMarks(view, [x, y], at, { i, j, w, isMirror }, pin) {
  const { frame: f, theme } = view, isPinned = pin && ((pin.i === i && pin.j === j) || (view.rest.symmetric && pin.i === j &&
    pin.j === i)), meaning = isPinned ? "loss" : "candidate", glow = glowNow(view);
  const text = `+${addedText(w)}`, most = Math.min(10, (at.high / f.k) * 0.82),
    size = Math.min(most, (most * (at.wide - 4)) / measured(text, most * f.k, theme.font, true));
  return [glow ? boxMark(x - 7, y - 7, at.wide + 13, at.high + 13, { rx: 6, fill: theme.mark(meaning),
    opacity: round1(glow * 5) / 10, "data-glow": isMirror ? "mirror" : "own" }) : null,
    boxMark(x - 0.5, y - 0.5, at.wide, at.high, { rx: 2, fill: theme.pageText, stroke: theme.mark(meaning),
      "stroke-width": 1.6, "data-written": isMirror ? "mirror" : "own" }),
    textMark(view, text, x + at.wide / 2 - 0.5, y + at.high / 2 + size * 0.34 * f.k, { size, anchor: "middle", bold: true,
      fill: theme.text(meaning) })].filter(Boolean);
}

// "juice–orange 20.33 + 1 = 21.33"; and whether the mirror cell is written too.
function footMarks(view, at, x, written, pin) {
  const { frame: f, scene, theme, labels, rest } = view, y = f.heads + at.high * scene.n + 14 * f.k,
    right = at.left + at.wide * scene.n, out = [];
  const said = rest.symmetric ? labels.symmetric : labels.left_only, wide = measured(said, 10.5 * f.k, theme.font);
  out.push(textMark(view, said, right, y, { size: 10.5, anchor: "end" }));
  if (!pin) return [...out, textMark(view, labels.pin_hint, at.left, y, { size: 10.5, most: right - at.left - wide - 10 })];
  const own = written.find((cell) => cell.i === pin.i && cell.j === pin.j), now = x[pin.at], name = pairText(view, pin.i,
    pin.j), room = right - wide - 12 * f.k;
  const sum = own ? `${countText(now - own.w)} + ${countText(own.w)} = ${countText(now)}` : countText(now),
    from = Math.max(0, Math.min(at.left, room - measured(name, 11.5 * f.k, theme.font, true) - measured(sum, 12 * f.k,
    theme.mono, true) - 10 * f.k));
  return [...out, textMark(view, name, from, y, { size: 11.5, bold: true, fill: theme.text("loss") }),
    textMark(view, sum, from + measured(name, 11.5 * f.k, theme.font, true) + 9 * f.k, y, { size: 12, bold: true, mono: true,
    fill: theme.text("loss"), term: "log_x" })];
}

// Cells for the keyboard and for the pointer, one of them in the order of the keys.
function placeGrid(view, at, x, pin) {
  const { scene, frame: f, labels } = view, { n } = scene, key = [view.received, view.labelKey].join("|");
  if (view.gridKey !== key) {
    view.gridKey = key;
    view.cellNodes = Array.from({ length: n * n }, (_, c) => h("div", { role: "gridcell", class: "cell",
      "data-cell": `${Math.floor(c / n)} ${c % n}` }));
    view.grid.replaceChildren(...Array.from({ length: n }, (_, i) => h("div", { role: "row" }, ...view.cellNodes.slice(i * n,
      (i + 1) * n))));
  }
  const box = [`left: ${round1(at.left)}px`, `top: ${round1(f.heads)}px`, `width: ${round1(at.wide * n)}px`, `--row: ${at.high}px`];
  view.grid.style.cssText = box.join("; ");
  const roving = pin?.at ?? view.focusedCell ?? 0;
  view.cellNodes.forEach((node, c) => {
    node.tabIndex = c === roving ? 0 : -1;
    node.setAttribute("aria-selected", String(pin?.at === c));
    node.setAttribute("aria-label", fill(labels.cell, { row: scene.word(Math.floor(c / n)), column: scene.word(c % n),
      x: countText(x[c]) }));
  });
}
