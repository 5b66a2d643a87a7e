// The nearest words of up to three, at this moment.

function buildNear(view) {
  view.nearTitle = h("h2", { class: "caption" }, view.labels.nearest_now);
  view.nearSvg = s("svg", { role: "img" });
  view.nearFold = h("details", { class: "part near-part", open: true }, h("summary", {}, view.labels.nearest_now), view.nearTitle, view.nearSvg);
  return view.nearFold;
}

function drawNear(view) {
  const { scene, frame: f, labels, theme } = view, slots = slotsOf(view), moment = frameNow(view), key = [view.received, moment, slots.join("\t"), f.near, f.k, f.isNarrow, theme.key].join("|");
  if (view.nearKey === key) return;
  view.nearKey = key;
  const step = 15.5 * f.k, out = [], said = [];
  let y = 13 * f.k;
  if (!slots.length) out.push(textMark(view, labels.press_word, 0, y, { size: 11.5, most: f.near }));
  slots.forEach((word, i) => {
    const wide = f.isNarrow ? f.near : f.near / 3 - 6, x = f.isNarrow ? 0 : (i * f.near) / 3, found = scene.answers(moment, word), head = Math.min(measured(visible(word), 12 * f.k, theme.font, true), wide * 0.46), room = wide - head - 12 * f.k;
    out.push(textMark(view, visible(word), x, y, { size: 12, bold: true, fill: theme.text("embedding"), most: wide * 0.46 }));
    const lines = found ? [found.slice(0, 2), found.slice(2)].map((some) => some.map((one) => visible(one.word)).join(" · ")) : ["…"];
    lines.forEach((line, n) => out.push(textMark(view, line, x + head + 9 * f.k, y + n * step, { size: 12, fill: theme.inkText, most: room })));
    said.push(`${visible(word)}: ${found ? found.map((one) => `${visible(one.word)} ${format(one.cosine)}`).join(", ") : "…"}`);
    if (f.isNarrow) y += 2 * step + 6 * f.k;
  });
  sized(view.nearSvg, f.near, f.isNarrow ? Math.max(24, y - 4) : FIXED.near * f.k - FIXED.caption * f.k, out);
  view.nearSvg.setAttribute("aria-label", `${labels.nearest_now}. ${said.join(". ")}`);
}
