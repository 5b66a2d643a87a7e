// The light of a word over a picture. One scale for all words, steps and pictures: full from α = FULL on, beneath it linear.

const FULL = 0.15, DARKEST = 0.64, GLOW = 0.24, VEIL = 56; // the veil where no light falls, the glow in full light; pixels of a side
const VEIL_RGB = [8, 12, 18], GLOW_RGB = [150, 255, 200]; // dark things are seen to be lit as well

// α (49) -> light, 0 to 1; `isScaled`: stretched to its own most, a mistake.
function lightOf(alpha, isScaled) {
  const most = isScaled ? Math.max(...alpha) : FULL;
  return Float32Array.from(alpha, (value) => Math.min(1, value / most));
}

// Between the middles of places in straight lines; from the outermost on to the edge as these.
function smoothed(light, size) {
  const out = new Float32Array(size * size), cut = (i) => clamp(((i + 0.5) * SIDE) / size - 0.5, 0, SIDE - 1);
  for (let row = 0; row < size; row++) {
    const y = cut(row), top = Math.min(SIDE - 2, Math.floor(y)), b = y - top;
    for (let column = 0; column < size; column++) {
      const x = cut(column), left = Math.min(SIDE - 2, Math.floor(x)), a = x - left, i = top * SIDE + left;
      out[row * size + column] = (1 - b) * ((1 - a) * light[i] + a * light[i + 1]) + b * ((1 - a) * light[i + SIDE] + a * light[i + SIDE + 1]);
    }
  }
  return out;
}

// What lies over a picture, as the address of one: dark where no light falls, a faint glow where it does.
function veilLink(light, size = VEIL) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const context = canvas.getContext("2d"), image = context.createImageData(size, size);
  smoothed(light, size).forEach((value, i) => {
    const [dark, glow] = [DARKEST * (1 - value), GLOW * value], rgb = VEIL_RGB.map((part, k) => (part * dark + GLOW_RGB[k] * glow) / (dark + glow));
    image.data.set([...rgb.map(Math.round), Math.round(255 * (dark + glow))], 4 * i);
  });
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

// The same for a step, kept.
function stepVeil(view, branch, step) {
  const key = `${view.model.stamp}|${branch}|${step}|${view.model.scaled}`;
  view.veils ??= new Map();
  if (!view.veils.has(key)) {
    if (view.veils.size > 400) view.veils.clear();
    view.veils.set(key, veilLink(lightOf(view.model.alpha(branch, step), view.model.scaled), 28));
  }
  return view.veils.get(key);
}

// A map of a layer in the colours from nothing to the most.
function mapLink(theme, values, side) {
  const canvas = document.createElement("canvas"), { rgb } = theme.table("gate", "activation");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d"), image = context.createImageData(side, side);
  values.forEach((value, i) => image.data.set([...rgb[value], 255], 4 * i));
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}
