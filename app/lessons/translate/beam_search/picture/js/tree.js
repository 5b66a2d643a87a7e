// The tree as marks: of the steps from `from` to `to`, at a place `at` of the way (whole numbers are steps).

const ease = (x) => (x < 0.5 ? 2 * x * x : 1 - (2 - 2 * x) ** 2 / 2);
const GREY_DASH = [3, 3], GREEDY = "◆";

// The candidate whose way stands out: pointed at, pinned, or the best of the last step that is shown.
function shownCandidate(view) {
  const { model, rest } = view;
  if (view.pointed) return view.pointed;
  if (rest.column >= 0) return { t: rest.column, row: rest.row };
  if (!rest.step) return null;
  const best = rest.step === model.T ? model.ranked(rest.alpha)[0] : null;
  return best ? { t: best.step, row: best.row } : { t: rest.step - 1, row: 0 };
}

function treeMarks(view, at, from, to) {
  const { model, frame: f, theme, labels } = view, shown = shownCandidate(view), out = [], boxes = [], [x0, y0] = startOf(view);
  const way = new Map(shown ? model.path(shown.t, shown.row) : []);
  out.push({ kind: "text", text: labels.start, x: x0 - 4, y: y0 + 4, size: Math.max(READABLE, 13 * f.k), family: theme.mono, fill: theme.quiet, anchor: "end" });
  for (let t = from; t < Math.min(to, Math.ceil(at)); t++) {
    const share = clamp(at - t, 0, 1), grown = ease(clamp(share / 0.55, 0, 1)), fall = ease(clamp((share - 0.55) / 0.45, 0, 1));
    const { kept } = model.steps[t];
    for (let row = model.shown(t) - 1; row >= 0; row--) { // the best are drawn last, above the others
      const isOn = way.get(t) === row;
      out.push(linkMark(view, t, row, { grown, fall, isOn, shown }));
      if (grown > 0.6) boxes.push(...boxMarks(view, t, row, { fall, isOn, isShown: shown?.t === t && shown.row === row, opacity: clamp((grown - 0.6) / 0.4, 0, 1) }));
    }
    const more = model.steps[t].of - model.shown(t), y = f.divider + 18 + (model.shown(t) - kept) * f.smallPitch + 12;
    if (more > 0 && fall === 1 && f.size >= READABLE) {
      boxes.push({ kind: "text", text: fill(labels.more, { count: more.toLocaleString("en") }), x: f.left + t * f.column + 2, y,
        size: Math.max(READABLE, 11 * f.k), family: theme.font, fill: theme.quiet, anchor: "start" });
    }
  }
  out.push(dividerMark(view));
  return [...out, ...boxes];
}

function linkMark(view, t, row, { grown, fall, isOn, shown }) {
  const { model, frame: f, theme } = view, one = model.steps[t].rows[row], to = boxOf(view, t, row, fall);
  const before = t ? boxOf(view, t - 1, one.parent) : null;
  const from = before ? [before.x + before.width, before.y + before.height / 2] : startOf(view);
  const end = [from[0] + (to.x - from[0]) * grown, from[1] + (to.y + to.height / 2 - from[1]) * grown];
  const weight = Math.max(0.8, 9 * Math.exp(one.logP) * Math.max(0.4, f.k)), isKept = one.kept || fall < 0.5;
  const isMarked = shown && t === shown.t && row === shown.row && view.marked === "token";
  const isBefore = isOn && view.marked === "before" && t < shown.t;
  return { kind: "link", from, to: end, weight: isMarked ? Math.max(3, weight) : weight, dash: isKept ? undefined : GREY_DASH,
    stroke: isMarked ? theme.mark("output") : isBefore ? theme.inkText : isKept ? theme.accentText : theme.quiet,
    opacity: isOn || isMarked ? 0.9 : isKept ? 0.36 : 0.4 };
}

function boxMarks(view, t, row, { fall, isOn, isShown, opacity }) {
  const { model, frame: f, theme, data } = view, one = model.steps[t].rows[row], box = boxOf(view, t, row, fall), isKept = one.kept || fall < 0.3;
  const isTotal = isShown && view.marked === "total", isParent = isOn && !isShown && view.marked === "before";
  const isPinned = view.rest.column === t && view.rest.row === row, zero = data.products && one.product === 0;
  const stroke = isTotal ? theme.mark("memory") : isPinned || isParent ? theme.inkText : isKept ? theme.accentText : theme.line;
  const out = [{ kind: "box", ...box, radius: Math.min(6, 0.2 * box.height), fill: isKept ? theme.pageText : theme.pale, stroke, opacity,
    weight: isTotal || isPinned || isParent ? 2.4 : isOn ? 1.8 : 1.1 }];
  const pad = 8 * f.k, ink = isKept ? theme.inkText : theme.quiet;
  const bar = isKept && box.height > 16 ? box.height * 0.12 : 0, base = box.y + (box.height - (bar ? bar * 2.6 : 0)) / 2;
  if (bar) {
    const y = box.y + box.height - bar * 2.4, wide = box.width - 2 * pad;
    out.push({ kind: "box", x: box.x + pad, y, width: wide, height: bar, radius: bar / 2, fill: theme.line, opacity },
      { kind: "box", x: box.x + pad, y, width: Math.max(bar, wide * Math.exp(one.total)), height: bar, radius: bar / 2, fill: theme.accentText, opacity });
  }
  if (f.size < READABLE) return out;
  const size = isKept ? f.size : 0.92 * f.size, figure = 11.5 * f.k, number = valueText(view, one), isWide = figure >= READABLE - 1;
  const taken = isWide ? number.length * figure * 0.61 + pad : 0;
  out.push({ kind: "text", text: visible(one.word), x: box.x + pad, y: base + size * 0.36, size, family: theme.font, fill: ink, anchor: "start",
    bold: isOn, most: box.width - 2 * pad - taken, opacity });
  if (isWide) {
    out.push({ kind: "text", text: number, x: box.x + box.width - pad, y: base + figure * 0.36, size: figure, family: theme.mono, anchor: "end",
      fill: zero ? theme.text("forget") : isKept ? theme.inkText : theme.quiet, bold: zero, opacity });
  }
  if (model.greedy[t] === row) {
    out.push({ kind: "text", text: GREEDY, x: box.x, y: box.y + 6 * f.k, size: Math.max(READABLE, 18 * f.k), family: theme.font, fill: theme.inkText, anchor: "middle", opacity });
  }
  if (one.ended) out.push({ kind: "box", x: box.x + box.width - 3, y: box.y, width: 3, height: box.height, radius: 1, fill: theme.accentText, opacity });
  return out;
}

// What stands in a box: Σ log P, or the product as float16 has it.
function valueText(view, one) {
  return view.data.products ? scientific(one.product) : format(one.total, 2);
}

function scientific(value) {
  if (value === 0) return "0";
  if (value >= 0.01) return format(value, 3);
  const exponent = Math.floor(Math.log10(value));
  return `${format(value / 10 ** exponent, 1)}e${MINUS}${-exponent}`;
}

function dividerMark(view) {
  const { frame: f, theme } = view;
  return { kind: "line", from: [0, f.divider], to: [f.width, f.divider], stroke: theme.line, weight: 1, dash: [4, 4] };
}

// Names of the columns; on the screen they stay at the top.
function captionMarks(view, at, from, to) {
  const { frame: f, theme, rest } = view, out = [];
  for (let t = from; t < Math.min(to, Math.ceil(at)); t++) {
    out.push({ kind: "text", text: `y⟨${t + 1}⟩`, x: f.left + t * f.column + f.wide / 2, y: 17, size: Math.max(READABLE, 12 * f.k), family: theme.font,
      fill: t === rest.step - 1 ? theme.inkText : theme.quiet, anchor: "middle", bold: t === rest.step - 1 });
  }
  return out;
}

// What is above the dashed line, and beneath it, and what marks the greedy way; on the screen at the left edge, over what
// has been scrolled beneath them.
function rowNames(view, x) {
  const { frame: f, theme, labels, data } = view, grow = data.present ? 1.3 : 1, size = 11.5 * grow;
  const name = (text, y) => {
    probeContext.font = `${size}px ${theme.font}`;
    const width = probeContext.measureText(text).width + 4;
    return [{ kind: "box", x: x - 2, y: y - size, width, height: 1.3 * size, radius: 2, fill: theme.pageText },
      { kind: "text", text, x, y, size, family: theme.font, fill: theme.quiet, anchor: "start" }];
  };
  return [...name(fill(labels.kept_row, { width: data.width }), f.divider - 6), ...name(labels.pruned_row, f.divider + 14),
    ...(data.greedy ? name(`${GREEDY} ${labels.greedy}`, f.divider + 14 + 17 * grow) : [])];
}
