// Narrow: one storey at a time, a lift of buttons, and the open step of all layers as short columns side by side.

function buildLift(view) {
  view.lift = h("div", { class: "lift", role: "group", "aria-label": view.labels.lift });
  return view.lift;
}

function drawLift(view) {
  const { frame: f, model, labels } = view, key = `${f.isNarrow}|${model.L}|${storeyOf(view)}|${view.labelKey}`;
  if (view.liftKey === key) return;
  view.liftKey = key;
  view.lift.hidden = !f.isNarrow || model.L === 1;
  view.lift.replaceChildren(...Array.from({ length: model.L }, (_, n) => button({ class: "quiet-button", "aria-pressed": String(n === storeyOf(view)) }, fill(labels.layer, { layer: n + 1 }), () => { view.storey = n; view.liftKey = null; invalidate(view); })));
}

function phoneSide(view) {
  const { frame: f, model, theme, rest } = view, whole = f.gutter + f.room, each = whole / model.L, t = lookedAt(view), high = 9 * f.k, out = [];
  out.push(textMark(view, askedTitle(view), 0, 13 * f.k, { size: 11, bold: true, most: whole }));
  for (let n = 0; n < model.L; n++) {
    const x = n * each, top = 38 * f.k, isReady = model.isReady(n, t, rest.step);
    out.push(textMark(view, fill(view.labels.layer, { layer: n + 1 }), x, 29 * f.k, { size: 10, bold: n === storeyOf(view), fill: theme.inkText }));
    for (let w = 0; w < model.W; w++) for (let r = 0; r < model.R; r++) out.push(boxMark(x, top + (w * model.R + r) * high, 16 * f.k, high - 0.6, { fill: model.hasPassed(n, w, t, rest.step) ? theme.table("signed").css[shade(model.at(n, w, t, r), "signed", 1)] : theme.line }));
    if (!isReady) continue;
    const truth = model.truth[rest.asked][t], right = model.right(rest.asked, n, t);
    model.top(rest.asked, n, t).forEach(({ k, p }, i) => {
      const y = top + (11 + 25 * i) * f.k, isRight = k === truth;
      out.push(textMark(view, classText(view, rest.asked, k), x + 22 * f.k, y, { size: 11, mono: true, bold: isRight, fill: isRight ? theme.inkText : theme.quiet, most: each - 26 * f.k }),
        boxMark(x + 22 * f.k, y + 3 * f.k, Math.max(1, (each - 32 * f.k) * p), 5 * f.k, { fill: theme.mark("probability"), opacity: isRight || truth < 0 ? 1 : 0.4 }));
    });
    if (right !== null) out.push(textMark(view, fill(view.labels.bits, { bits: bitsText(right) }), x + 22 * f.k, top + 111 * f.k, { size: 10, mono: true, most: each - 24 * f.k }));
  }
  return { width: whole, height: 50 * f.k + Math.max(model.R * model.W * high, 112 * f.k), marks: out };
}
