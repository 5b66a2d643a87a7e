// The words' row, and under it the arcs: each word goes in again as the next x.

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

function columnWord(view, t, isRead) {
  const { frame: f, theme } = view, parts = columnWords(view, t), y = f.row + 17 * f.k, slash = parts.length > 1 ? 14 * f.k : 0, room = f.widths[t] - 6 * f.k - slash;
  const names = parts.map(({ word }) => tokenText(view, word)), sizes = [14.5, 12.5].map((one) => [one, names.map((name) => measured(name, one * f.k, theme.font, isRead))]);
  const [size, needs] = sizes.find(([, widths]) => sum(widths) <= room) ?? sizes[1], least = Math.min(...needs);
  const most = parts.length > 1 && least < room / 2 ? room - least : room / parts.length; // the longer one is cut first
  const texts = names.map((name) => cutText(name, sum(needs) <= room ? Infinity : Math.max(most, 8), size * f.k, theme.font, isRead));
  const wide = texts.map((text) => measured(text, size * f.k, theme.font, isRead));
  let x = middleOf(f, t) - (sum(wide) + slash) / 2;
  const out = [];
  parts.forEach(({ word, which }, i) => {
    if (i) { out.push(textMark(view, "/", x + slash / 2, y, { size, anchor: "middle" })); x += slash; }
    const text = tokenText(view, word), colour = !isRead ? theme.quiet : which ? sideText(view, which) : theme.inkText;
    out.push(textMark(view, texts[i], x, y, { size, fill: colour, bold: isRead && word !== EOS, title: texts[i] === text ? null : text }));
    x += wide[i];
  });
  return out;
}

function arcMark(view, from, to, { colour, weight, dip = 0 }) {
  const { frame: f } = view, y = f.row + 23 * f.k, low = y + (12 + dip) * f.k, tip = [to, y - 0.5], k = f.k;
  const bow = Math.min(26 * k, (to - from) / 2);
  return s("g", { stroke: colour, fill: "none", "stroke-width": weight }, s("path", { d: `M${round1(from)} ${round1(y)}C${round1(from + bow)} ${round1(low)} ${round1(to - bow)} ${round1(low)} ${round1(to)} ${round1(y)}` }),
    s("path", { d: `M${round1(tip[0] + 1)} ${round1(tip[1] - 1)}l${-5.5 * k} ${0.2 * k}l${3.4 * k} ${4.6 * k}z`, fill: colour, stroke: "none" }));
}

function arcs(view) {
  const { frame: f, theme, rest, data, labels, model } = view, out = [], open = rest.step - 1;
  for (let t = 0; t <= open; t++) {
    const isOpen = t === open, to = middleOf(f, t) - 6 * f.k, from = t ? middleOf(f, t - 1) + 6 * f.k : 3 * f.k;
    const isOwn = data.free && t > data.given && t < model.sides.b.T;
    out.push(arcMark(view, from, to, { colour: isOpen ? theme.inkText : theme.quiet, weight: isOpen ? 1.7 : 0.9, dip: isOwn ? -4 : 0 }));
    if (isOwn) out.push(arcMark(view, from, to, { colour: sideMark(view, "b"), weight: isOpen ? 2 : 1.2, dip: 2 }));
  }
  if (open >= 0) out.push(arcLabel(view, open));
  if (open < 0 || open > 1) out.push(textMark(view, labels.zero_input, 2, f.row + 43 * f.k, { size: 9 }));
  return out;
}

function arcLabel(view, t) {
  const { frame: f, theme, data, labels, model } = view, isOwn = data.free && t > data.given && t < model.sides.b.T;
  const text = !t ? labels.first_input : isOwn ? fill(labels.own_input, { word: isolated(tokenText(view, model.sides.b.words[t - 1])), next: t + 1 })
    : fill(labels.next_input, { time: t, words: columnText(view, t - 1), next: t + 1 });
  const wide = measured(text, 9.5 * f.k, theme.font), at = t ? f.lefts[t] : 4 * f.k + wide / 2, x = clamp(at, wide / 2 + 2, f.width - wide / 2 - 2);
  return textMark(view, text, x, f.row + 43 * f.k, { size: 9.5, fill: isOwn ? sideText(view, "b") : theme.inkText, anchor: "middle", halo: true });
}
