// Slanted lines, for what is cut and for what is not shown one by one.
function hatchPattern(id, colour, ground) {
  return s("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("rect", { width: 5, height: 5, fill: ground }), s("rect", { width: 1, height: 5, fill: colour }));
}

// A colour of the theme, so far from the page's.
function shadeOf(view, name, share) {
  const { tables, page } = view.theme, key = `shade ${name} ${share}`;
  if (!tables.has(key)) tables.set(key, css(mix(page, parseColour(view.theme.mark(name), probeContext), share)));
  return tables.get(key);
}
