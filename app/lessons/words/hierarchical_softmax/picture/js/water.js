// The bands of a river, as paths: from where they leave a turn to where they come to the next, as wide as their probability.

const LEAST_WIDE = 1.1, BENDS = 20, SWELL = 9; // pixels; points along a band; by how much it may swell

// A band runs level out of its turn and level into the next. On the way it swells the more the steeper it is, so that it does not
// look thinner there; a broad one swells less, as it would fill the bends. `share`: its first part.
function bandMark({ fromX, fromY, x, y, wide }, colour, share = 1, attributes = {}) {
  const broad = Math.max(LEAST_WIDE, wide), [dx, dy] = [x - fromX, y - fromY], swell = Math.min(Math.hypot(1, (2 * dy) / dx) - 1, SWELL / broad), upper = [], lower = [];
  for (let i = 0; i <= BENDS; i++) {
    const t = (share * i) / BENDS, px = fromX + dx * (1.5 * t * (1 - t) + t ** 3), py = fromY + dy * t * t * (3 - 2 * t); // a cubic with its bends halfway
    const half = (broad / 2) * (1 + swell * 16 * t * t * (1 - t) ** 2);
    upper.push(`${round1(px)} ${round1(py - half)}`);
    lower.unshift(`${round1(px)} ${round1(py + half)}`);
  }
  return s("path", { d: `M${[...upper, ...lower].join("L")}Z`, fill: colour, ...attributes });
}

// A pill with σ of the way that is taken, and the mark of the way. `grown`: from 0 to 1, while it pops in.
function pillMark(view, { x, y, text, mark, markY, inside, grown, isOn, isMarked, hit, isSmall }) {
  const { theme, frame: f } = view, k = f.k, size = (isSmall ? 9.5 : 11) * k, wide = measured(text, size, theme.mono, true) + 9 * k, high = (isSmall ? 14 : 17) * k, colour = theme.mark("update");
  const pill = s("g", { "data-hit": hit, class: "hot", "data-pill": text, transform: grown < 1 ? `translate(${round1(x * (1 - grown))} ${round1(y * (1 - grown))}) scale(${grown.toFixed(3)})` : null },
    boxMark(x - wide / 2, y - high / 2, wide, high, { rx: high / 2, fill: isOn ? colour : theme.pageText, stroke: isMarked ? theme.mark("output_vector") : colour, "stroke-width": isMarked ? 3 : 1.5 }),
    textMark(view, text, x, y + size * 0.36, { size: size / k, mono: true, bold: true, anchor: "middle", fill: isOn ? theme.pageText : theme.text("update") }));
  if (mark) pill.prepend(textMark(view, mark, x, markY, { size: 8.5, anchor: "middle", fill: inside ? theme.pageText : theme.text("update") }));
  return pill;
}
