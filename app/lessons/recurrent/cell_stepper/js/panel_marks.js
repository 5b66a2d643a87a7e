// What stands at the right and beneath, for the picture as a file: the panel and the signs of colour, as marks.

function panelMarks(view) {
  const { frame: f, panelData: panel, rest, model } = view, i = rest.step - model.start;
  if (!f.wide) return { marks: [], height: 0 };
  const pen = { out: [], y: 14, left: f.width + PANEL_GAP, right: f.outer };
  if (panel?.kind !== "forecasts") nextMarks(view, pen, i);
  if (panel?.kind === "forecasts") forecastMarks(view, pen, i);
  if (panel?.kind === "marks") otherMarks(view, pen, i);
  return { marks: pen.out, height: pen.y };
}

function write(view, pen, text, x, extra) {
  pen.out.push({ kind: "text", text, x, y: pen.y, size: 12, family: view.theme.font, fill: view.theme.inkText, anchor: "start", ...extra });
}

// A name, a bar from `from`, and its number at the right end.
function barMarks(view, pen, { name, from, share, number, extra = {} }) {
  const { theme } = view, most = pen.right - from - 48;
  write(view, pen, name, pen.left, extra);
  pen.out.push({ kind: "cell", x: from, y: pen.y - 10, width: Math.max(1, share * most), height: 11, fill: theme.accentText, opacity: extra.bold ? 1 : 0.5 });
  write(view, pen, number, pen.right, { anchor: "end", family: theme.mono, bold: extra.bold });
}

function nextMarks(view, pen, i) {
  const { model, theme, labels } = view, next = model.tokens[i + 1];
  write(view, pen, fill(labels.next, { step: view.rest.step + 1 }), pen.left, { fill: theme.quiet });
  pen.y += 6;
  model.top[i]?.slice(0, nextCount(view)).forEach((place, k) => {
    const p = model.topP.values[i * model.topP.columns + k], symbol = model.symbols[place];
    pen.y += 20;
    barMarks(view, pen, { name: visible(symbol), from: pen.left + 24, share: p, number: format(p, p < 0.0095 ? 3 : 2), extra: { family: theme.mono, bold: symbol === next } });
  });
  pen.y += 20;
  write(view, pen, view.loss.textContent, pen.left, { fill: theme.quiet, family: theme.mono });
  pen.y += 22;
}

function forecastMarks(view, pen, i) {
  const { panelData: panel, labels, theme } = view, isVerb = panel.cells[0].is_verb[i];
  write(view, pen, view.panelTitle.textContent, pen.left, { bold: true });
  panel.cells.forEach((cell, k) => {
    const values = panel.unpacked[k].subarray(2 * i, 2 * i + 2), from = pen.y + 8;
    pen.y += 22;
    write(view, pen, cell.name, pen.left, { bold: true, fill: theme.text(cell.colour) });
    if (k === panel.shown) write(view, pen, labels.this_picture, pen.right, { anchor: "end", size: 10, fill: theme.quiet });
    values.forEach((p, n) => {
      const symbol = cell.symbols[cell.ids[i][n]], name = isVerb ? symbol + VERB_ENDS[symbol] : visible(symbol);
      pen.y += 17;
      barMarks(view, pen, { name, from: pen.left + 36, share: p, number: shortP(p), extra: { bold: p === Math.max(...values) } });
    });
    if (isVerb && cell.right) { pen.y += 15; write(view, pen, cell.right, pen.left, { size: 10, fill: theme.quiet }); }
    if (k === panel.shown) pen.out.push({ kind: "frame", x: pen.left - 8, y: from, width: pen.right - pen.left + 16, height: pen.y + 6 - from, stroke: theme.accentText, weight: 1 });
    pen.y += 8;
  });
}

function otherMarks(view, pen, i) {
  const { panelData: panel, labels, theme, rest, model } = view;
  write(view, pen, labels.other_mark, pen.left, { bold: true });
  pen.y += 15;
  if (rest.unit !== null) write(view, pen, `${labels.unit} ${rest.unit}`, pen.left + 75, { anchor: "middle", size: 10, fill: theme.quiet });
  write(view, pen, labels.may_close, pen.right, { anchor: "end", size: 10, fill: theme.quiet });
  [...panel.labels, labels.no_mark].forEach((name, k) => {
    const { colour, value, share, p } = caseNow(view, i, k, rest.unit), isShown = k === panel.shown;
    pen.y += 22;
    if (isShown) pen.out.push({ kind: "frame", x: pen.left - 8, y: pen.y - 16, width: pen.right - pen.left + 16, height: 22, stroke: theme.accentText, weight: 1 });
    barMarks(view, pen, { name, from: pen.left + 106, share, number: shortP(p), extra: { bold: isShown, family: k < panel.labels.length ? theme.mono : theme.font } });
    if (value === null) return;
    pen.out.push({ kind: "cell", x: pen.left + 52, y: pen.y - 13, width: 46, height: 17, fill: colour });
    write(view, pen, value, pen.left + 75, { anchor: "middle", size: 11, bold: true, family: theme.mono, fill: inkOn(colour) });
  });
  pen.y += 10;
}

// The signs of colour in one line.
function legendMarks(view, y) {
  const { theme, labels } = view, { reaches, gate } = legendOf(view), out = [], [negative, , positive] = theme.signed.map(css);
  let x = 0;
  const probe = view.canvas.getContext("2d"), gap = (pixels) => { x += pixels; };
  const text = (value, extra) => {
    out.push({ kind: "text", text: value, x, y, size: 11, family: theme.font, fill: theme.quiet, anchor: "start", ...extra });
    probe.font = `${extra?.bold ? "600 " : ""}11px ${theme.font}`;
    gap(probe.measureText(value).width + 5);
  };
  const ramp = (scale, key) => {
    const { css: colours } = theme.table(scale, key), first = scale === "gate" ? 0 : 1;
    for (let k = 0; k < 21; k++) out.push({ kind: "cell", x: x + 4 * k, y: y - 8, width: 4, height: 9, fill: colours[Math.round(first + (255 - first) * k / 20)] });
    gap(89);
  };
  text(labels.below, { bold: true, fill: negative });
  ramp("unit");
  text(labels.above, { bold: true, fill: positive });
  text(`${labels.full_colour} ${reaches}`);
  if (gate) { gap(20); text(labels.gate_from); ramp("gate", gate.colour); text(labels.gate_to); }
  return out;
}
