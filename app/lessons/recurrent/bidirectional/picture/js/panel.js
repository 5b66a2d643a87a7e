// At the right: what either side says about the word that is looked at, its chances, and the same word with another ending.

const LISTED = 5;

function panelMarks(view) {
  const { frame: f, model, theme, labels, rest } = view, { k } = f, wide = f.isNarrow ? f.room : f.panel - 16 * k, left = f.isNarrow ? 0 : 14 * k, t = lookedAt(view), out = [];
  let y = 13 * k;
  out.push(textMark(view, fill(labels.says, { word: isolated(visible(model.words[t])) }), left, y, { size: 11.5, bold: true, most: wide }));
  y += 8 * k;
  const marks = waterfallMarks(view, t, left, y, wide);
  out.push(...marks.out);
  y = marks.y + (f.isNarrow || view.lent ? 15 : 22) * k;
  const p = model.isReady(t, rest.step) ? model.chances(t, rest.zero) : null;
  if (p === null) {
    for (const line of wrapped(waitText(view, t), wide, 10.5 * k, theme.font)) { out.push(textMark(view, line, left, y, { size: 10.5, fill: theme.inkText })); y += 13.5 * k; }
    y += (LISTED * 15.5 - 13.5 * wrapped(waitText(view, t), wide, 10.5 * k, theme.font).length) * k;
  } else {
    for (const [i, label] of ranked(p).slice(0, LISTED).entries()) {
      const bar = (wide - 112 * k) * p[label];
      out.push(textMark(view, model.tags[label], left, y, { size: 11, mono: true, bold: i === 0, fill: i ? theme.quiet : theme.inkText }), boxMark(left + 54 * k, y - 8.5 * k, Math.max(1, bar), 9 * k, { rx: 1, fill: theme.mark("probability"), opacity: i ? 0.45 : 1 }),
        textMark(view, p[label].toFixed(3), left + wide - 4, y, { size: 11, mono: true, anchor: "end", bold: i === 0, fill: i ? theme.quiet : theme.inkText }));
      y += 15.5 * k;
    }
  }
  y += view.lent ? 0 : 4 * k;
  if (p !== null) out.push(...twinMarks(view, t, left, y, wide));
  return { marks: out, width: f.isNarrow ? f.room : f.panel, height: f.isNarrow ? y + 124 * k : f.height };
}

// For two tags, the left's share, the right's and the bias one after the other; the tick is their sum.
function waterfallMarks(view, t, left, top, wide) {
  const { frame: f, model, theme, rest, labels, marked } = view, { k } = f, pair = model.compared(t, rest.zero, rest.step), out = [];
  const shareOf = (side, label) => (rest.zero === side ? 0 : model.hasPassed(side, t, rest.step) ? model.at(`from_${side}`, t, label) : null);
  const partsOf = (label) => [["left", shareOf("left", label)], ["right", shareOf("right", label)], ["bias", model.bias(label)]];
  const reach = pair.flatMap((label) => runs(partsOf(label).map(([, value]) => value ?? 0)).flat()), low = Math.min(0, ...reach), high = Math.max(0.5, ...reach), from = left + 92 * k, room = wide - 100 * k, xOf = (value) => from + (room * (value - low)) / (high - low);
  let y = top;
  for (const label of pair) {
    const parts = partsOf(label), spans = runs(parts.map(([, value]) => value ?? 0)), sum = spans.at(-1)[1];
    out.push(textMark(view, model.tags[label], left, y + 22 * k, { size: 13, bold: true, fill: theme.inkText, most: 52 * k }), textMark(view, labels.logit, left, y + 34 * k, { size: 9.5 }));
    parts.forEach(([name, value], i) => {
      const colour = name === "bias" ? theme.quiet : theme.mark(`from_${name}`), [a, b] = spans[i], isMarked = marked === (name === "bias" ? "bias" : `from_${name}`), at = y + (3 + 12.5 * i) * k;
      out.push(textMark(view, value === null ? "?" : signedText(value), from - 6 * k, at + 9 * k, { size: 10, mono: true, anchor: "end", fill: name === "bias" ? theme.quiet : theme.text(`from_${name}`), bold: isMarked }));
      out.push(boxMark(Math.min(xOf(a), xOf(b)), at, Math.max(1, Math.abs(xOf(b) - xOf(a))), 10.5 * k, { fill: colour, stroke: isMarked ? theme.accentText : null, "stroke-width": isMarked ? 2 : null }));
    });
    if (model.isReady(t, rest.step)) out.push(lineMark([[xOf(sum), y + 27 * k], [xOf(sum), y + 47 * k]], { stroke: theme.inkText, "stroke-width": 2 }), textMark(view, format(sum, 1), clamp(xOf(sum) + 5 * k, from, left + wide - 22 * k), y + 48 * k, { size: 10.5, mono: true, bold: true, fill: theme.inkText, halo: true }));
    y += 53 * k;
  }
  out.push(lineMark([[xOf(0), top + 2], [xOf(0), y]], { stroke: theme.quiet, "stroke-width": 0.8 }));
  return { out, y };
}

// Where each part begins and ends, one after the other.
function runs(values) {
  let at = 0;
  return values.map((value) => [at, (at += value)]);
}

// The same word where another sentence goes on, or where nothing comes after it: the left has the same column, the right has not.
function twinMarks(view, t, left, top, wide) {
  const { frame: f, model, theme, labels } = view, { k } = f, { other } = model, isTwin = model.hasTwin(t), high = f.isNarrow ? 56 * k : Math.max(40 * k, f.height - top - 52 * k), width = 17 * k, out = [lineMark([[left, top], [left + wide, top]], { stroke: theme.line })];
  const cases = [{ said: endText(view, model.words, t), left: ["left", t], right: ["right", t], p: model.chances(t) },
    isTwin ? { said: endText(view, other.words, t), left: ["other_left", t], right: ["other_right", t], p: model.otherChances(t) } : { said: labels.nothing_after, left: ["left", t], right: ["alone", t], p: model.endedChances(t) }];
  const heading = isTwin ? labels.twin : labels.cut_here;
  out.push(textMark(view, view.rest.zero === "none" ? heading : fill(labels.with_both, { heading }), left, top + 15 * k, { size: 11, bold: true, most: wide }));
  cases.forEach((one, i) => {
    const x = left + (i * wide) / 2, y = top + 35 * k, label = best(one.p);
    out.push(textMark(view, one.said, x, y - 5 * k, { size: 9.5, most: wide / 2 - 8 * k }));
    for (const [j, side] of ["left", "right"].entries()) {
      const [name, at] = one[side], each = high / model.R, from = x + j * (width + 4 * k);
      for (let r = 0; r < model.R; r++) out.push(boxMark(from, y + r * each, width, each, { fill: theme.table("signed").css[shade(model.at(name, at, r), "signed", 1)] }));
      out.push(boxMark(from - 1, y - 1, width + 2, high + 2, { rx: 2, fill: "none", stroke: theme.mark(`from_${side}`) }), textMark(view, side === "left" ? "a→" : "a←", from + width / 2, y + high + 12 * k, { size: 9.5, anchor: "middle", fill: theme.text(`from_${side}`) }));
    }
    out.push(textMark(view, model.tags[label], x + 46 * k, y + 18 * k, { size: 12.5, bold: true, fill: label ? theme.text("probability") : theme.inkText, most: wide / 2 - 50 * k }), textMark(view, one.p[label].toFixed(3), x + 46 * k, y + 33 * k, { size: 10.5, mono: true }));
  });
  out.push(textMark(view, labels.same_left, left + 46 * k, top + 35 * k + 50 * k, { size: 9.5, fill: theme.text("from_left"), most: wide / 2 - 48 * k }), textMark(view, isSameColumn(model, cases[0].right, cases[1].right) ? labels.same_right : labels.other_right, left + 46 * k, top + 35 * k + 62 * k, { size: 9.5, fill: theme.text("from_right"), most: wide / 2 - 48 * k }));
  return out;
}

// Whether two columns are the same, number by number.
function isSameColumn(model, [name, t], [other, u]) {
  return model.units[0].every((_, r) => model.at(name, t, r) === model.at(other, u, r));
}
