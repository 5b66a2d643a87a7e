// What a pair costs on average, over the epochs: what is past, what is still to come, and what guessing would cost.

function buildLoss(view) {
  view.lossTitle = h("h2", { class: "caption" }, view.labels.loss);
  view.lossSvg = s("svg", { class: "loss", role: "img" });
  return h("section", { class: "part loss-part" }, view.lossTitle, view.lossSvg);
}

// A step that numbers are written at: 1, 2 or 5 times a power of ten.
function niceStep(span, count) {
  const raw = span / count, power = 10 ** Math.floor(Math.log10(raw)), share = raw / power;
  return power * (share > 5 ? 10 : share > 2 ? 5 : share > 1 ? 2 : 1);
}

function lossScale(view) {
  const { scene, frame: f } = view, values = [...scene.curve.map(([, y]) => y), ...(scene.guessing === null ? [] : [scene.guessing])].filter(Number.isFinite), [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
  const span = Math.max(high - low, 0.05), step = niceStep(span, 4.5), bottom = low - span * 0.09, top = high + span * 0.03, { loss: wide, lossHigh } = f;
  const left = f.isNarrow ? 2 : 30 * f.k, right = wide - (f.isNarrow ? 74 * f.k : 12 * f.k), base = lossHigh - (f.isNarrow ? 5 : 30 * f.k), head = f.isNarrow ? 5 : 16 * f.k;
  return { step, bottom, top, left, right, base, head, x: (epoch) => left + ((right - left) * epoch) / Math.max(scene.total, 1e-9), y: (loss) => head + ((base - head) * (top - loss)) / (top - bottom) };
}

function drawLoss(view) {
  const { scene, frame: f, theme, labels } = view, epoch = scene.epoch(view.at), at = (view.scale = lossScale(view)), now = scene.lossAt(epoch), colour = theme.mark("loss"), isMarked = view.marked === "loss", out = [];
  if (!f.isNarrow) out.push(...axisMarks(view, at));
  if (scene.guessing !== null) {
    const y = at.y(scene.guessing);
    out.push(lineMark([[at.left, y], [at.right, y]], { stroke: theme.quiet, "stroke-dasharray": "2 3" }));
    if (!f.isNarrow) out.push(textMark(view, guessText(view), at.right, y - 5 * f.k, { size: 10.5, anchor: "end", most: at.right - at.left }));
  }
  const past = scene.curve.filter(([x]) => x <= epoch + 1e-6), later = scene.curve.filter(([x]) => x > epoch), to = ([x, y]) => [at.x(x), at.y(y)], here = [at.x(epoch), at.y(now)];
  if (later.length) out.push(lineMark([here, ...later.map(to)], { stroke: colour, "stroke-width": 1.6, "stroke-dasharray": "2 3", opacity: 0.6 }));
  if (past.length) out.push(lineMark([...past.map(to), here], { stroke: colour, "stroke-width": isMarked ? 3.4 : 2, "stroke-linejoin": "round" }));
  if (Number.isFinite(now)) {
    out.push(s("circle", { cx: round1(here[0]), cy: round1(here[1]), r: round1(5 * f.k), fill: colour, stroke: theme.pageText, "stroke-width": 1.5 }));
    if (f.isNarrow) out.push(textMark(view, fill(labels.spark, { loss: format(now) }), f.loss, f.lossHigh / 2 + 4, { size: 12, bold: true, anchor: "end", fill: theme.text("loss") }));
    else out.push(lossMark(view, at, here, format(now)));
  }
  sized(view.lossSvg, f.loss, f.lossHigh, out);
  view.lossSvg.setAttribute("aria-label", fill(labels.loss_said, { epoch: epochText(epoch), total: scene.total, loss: format(now), guess: guessText(view) }));
}

// The number of the moment that is shown: above its point, or at the right of one that stands at the top.
function lossMark(view, at, [x, y], text) {
  const { frame: f, theme } = view, isTop = y - 9 * f.k < at.head + 8 * f.k;
  return textMark(view, text, isTop ? x + 12 * f.k : clamp(x + 2, at.left + 18 * f.k, at.right - 14 * f.k), y + (isTop ? 15 : -9) * f.k, { size: 12, bold: true, mono: true, anchor: isTop ? "start" : "middle", fill: theme.text("loss"), halo: true });
}

function axisMarks(view, at) {
  const { scene, frame: f, theme, labels } = view, out = [], digits = Math.max(0, -Math.floor(Math.log10(at.step) + 1e-9)), each = Math.max(1, niceStep(scene.total, 5));
  out.push(lineMark([[at.left, at.base], [at.right, at.base]], { stroke: theme.line }));
  for (let y = Math.ceil(at.bottom / at.step) * at.step; y <= at.top + 1e-9; y += at.step) {
    out.push(lineMark([[at.left, at.y(y)], [at.right, at.y(y)]], { stroke: theme.line }), textMark(view, format(y, digits), at.left - 5 * f.k, at.y(y) + 3.5 * f.k, { size: 10.5, mono: true, anchor: "end" }));
  }
  for (let x = 0; x <= scene.total + 1e-9; x += each) {
    out.push(lineMark([[at.x(x), at.base], [at.x(x), at.base + 3]], { stroke: theme.quiet }), textMark(view, String(Math.round(x)), at.x(x), at.base + 14 * f.k, { size: 10.5, mono: true, anchor: "middle" }));
  }
  out.push(textMark(view, labels.epoch, (at.left + at.right) / 2, at.base + 26 * f.k, { size: 10.5, anchor: "middle" }));
  return out;
}

// What one would lose who knows nothing, and why.
function guessText({ scene, labels }) {
  const { guessing, vocabulary, negative, output } = scene;
  if (guessing === null) return "";
  const [wanted, sum] = output === "softmax" ? [Math.log(vocabulary), `log ${grouped(vocabulary)} = `] : [(negative + 1) * Math.log(2), `${negative + 1} · log 2 = `];
  return fill(labels.guessing, { loss: `${Math.abs(wanted - guessing) < 0.01 ? sum : ""}${format(guessing)}` });
}

// A press on the curve goes to the nearest moment that was kept.
function pressCurve(view, event) {
  const { scene, scale, lossSvg } = view, x = event.clientX - lossSvg.getBoundingClientRect().left, wanted = (scene.total * (x - scale.left)) / (scale.right - scale.left);
  go(view, scene.moments.reduce((best, epoch, f) => (Math.abs(epoch - wanted) < Math.abs(scene.moments[best] - wanted) ? f : best), 0));
}
