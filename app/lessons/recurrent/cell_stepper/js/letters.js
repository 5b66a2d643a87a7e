// The text's letters beneath the picture.

// All where columns are wide enough, else those around the pointer and before the open step.
function letterMarks(view, p) {
  const { model, theme, frame: f } = view, out = [];
  const { longest } = model, fitting = clamp(f.step / (0.61 * longest), 0, 13 * f.scale), fits = fitting >= 10;
  const size = fits ? fitting : 13 * f.scale, em = size * 0.61;
  const base = f.wide ? f.bottom + 16 * f.scale : f.stripTop + f.strip + 15;
  const text = (k) => visible(model.tokens[k]);
  const letter = (value, x, anchor, extra) => out.push({ kind: "text", text: `\u2068${value}\u2069`, x, y: base, size, anchor,
    family: theme.mono, fill: theme.inkText, ...extra });
  const folded = (k) => (f.wide ? (k < p.i ? p.history.x + (k + 0.5) * f.step : p.rest.x + (k - p.i - 0.5) * f.step)
    : (k + 0.5) * f.step);
  if (fits) {
    for (let k = 0; k < model.T; k++) {
      if (k !== p.i || !f.wide) letter(text(k), folded(k), "middle", tint(view, k, p.i));
    }
  } else {
    const pointed = view.pointed?.kind === "history" || view.pointed?.kind === "rest" ? view.pointed.step : null;
    const around = pointed ?? (f.wide ? null : p.i);
    if (around !== null && (around !== p.i || !f.wide)) snippet(view, p, around, folded(around), em, letter);
    else {
      tail(view, p, em, letter);
      if (f.wide) head(view, p, em, letter);
    }
  }
  return out;
}

// How much room a token takes: words stand apart.
function roomOf(model, k, em) {
  return ([...visible(model.tokens[k])].length + (model.longest > 2 ? 0.8 : 0)) * em;
}

function tint(view, k, i) {
  const { theme, model } = view;
  return { fill: model.unknown.has(k) ? theme.text("forget") : k > i ? theme.quiet : theme.inkText,
    bold: k === i || view.pointed?.step === k, opacity: k > i ? 0.8 : 1 };
}

// A few letters with the pointed one in the middle, where it lies.
function snippet(view, p, around, x, em, letter) {
  const { model, frame: f } = view, reach = Math.min(12, Math.floor(f.width / (2.4 * em)));
  const widths = (k) => roomOf(model, k, em);
  let half = widths(around) / 2, left = clamp(x, reach * em * 0.7, f.width - reach * em * 0.7);
  letter(visible(model.tokens[around]), left, "middle", { ...tint(view, around, p.i), bold: true });
  let a = left - half, b = left + half;
  for (let d = 1; d <= reach; d++) {
    if (around - d >= 0 && a - widths(around - d) > 0) {
      a -= widths(around - d);
      letter(visible(model.tokens[around - d]), a + widths(around - d) / 2, "middle", tint(view, around - d, p.i));
    }
    if (around + d < model.T && b + widths(around + d) < f.width) {
      letter(visible(model.tokens[around + d]), b + widths(around + d) / 2, "middle", tint(view, around + d, p.i));
      b += widths(around + d);
    }
  }
}

// The last letters read, ending at the open step; and the first ones that come, beginning after it.
function tail(view, p, em, letter) {
  let x = p.open - 8;
  for (let k = p.i - 1; k >= 0; k--) {
    const width = roomOf(view.model, k, em);
    if (x - width < 0) break;
    letter(visible(view.model.tokens[k]), x - width / 2, "middle", tint(view, k, p.i));
    x -= width;
  }
}

function head(view, p, em, letter) {
  const edge = view.frame.width;
  let x = p.end + 10;
  for (let k = p.i + 1; k < view.model.T; k++) {
    const width = roomOf(view.model, k, em);
    if (x + width > edge) break;
    letter(visible(view.model.tokens[k]), x + width / 2, "middle", tint(view, k, p.i));
    x += width;
  }
}
