// Thousands of points a frame: each is stamped into the pixels of the canvas from a mask of its shape.

const SHAPES = [
  (c, r) => c.arc(0, 0, r, 0, 7),
  (c, r) => c.rect(-r * 0.88, -r * 0.88, r * 1.76, r * 1.76),
  (c, r) => polygon(c, r * 1.2, 3, -90),
  (c, r) => polygon(c, r * 1.25, 4, -90),
  (c, r) => polygon(c, r * 1.2, 3, 90),
  (c, r) => cross(c, r * 1.1, 0),
  (c, r) => cross(c, r * 1.1, 45),
  (c, r) => star(c, r * 1.3),
];
const masks = new Map();

function polygon(c, r, sides, turn) {
  for (let k = 0; k < sides; k++) {
    const angle = ((turn + (360 * k) / sides) * Math.PI) / 180;
    c[k ? "lineTo" : "moveTo"](r * Math.cos(angle), r * Math.sin(angle));
  }
  c.closePath();
}

function star(c, r) {
  for (let k = 0; k < 10; k++) {
    const angle = ((-90 + 36 * k) * Math.PI) / 180, length = k % 2 ? r * 0.45 : r;
    c[k ? "lineTo" : "moveTo"](length * Math.cos(angle), length * Math.sin(angle));
  }
  c.closePath();
}

function cross(c, r, turn) {
  const t = r * 0.36, angle = (turn * Math.PI) / 180, cos = Math.cos(angle), sin = Math.sin(angle);
  [[-t, -r], [t, -r], [t, -t], [r, -t], [r, t], [t, t], [t, r], [-t, r], [-t, t], [-r, t], [-r, -t], [-t, -t]]
    .forEach(([x, y], k) => c[k ? "lineTo" : "moveTo"](x * cos - y * sin, x * sin + y * cos));
  c.closePath();
}

// The pixels that a shape covers: [dx, dy, share of 255] flat, for a radius in pixels of the canvas.
function maskOf(shape, radius) {
  const key = `${shape}|${radius}`;
  if (!masks.has(key)) {
    const half = Math.ceil(radius * 1.4) + 1, size = 2 * half + 1, canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.translate(half + 0.5, half + 0.5);
    context.beginPath();
    SHAPES[shape](context, radius);
    context.fill();
    const { data } = context.getImageData(0, 0, size, size), found = [];
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const share = data[4 * (y * size + x) + 3];
        if (share > 8) found.push(x - half, y - half, share > 247 ? 255 : share);
      }
    }
    masks.set(key, { half, pixels: Int16Array.from(found) });
  }
  return masks.get(key);
}

class Pixels {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
  }

  resize(width, height, ratio) {
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width === w && this.canvas.height === h && this.image) return;
    this.canvas.width = w;
    this.canvas.height = h;
    this.image = this.context.createImageData(w, h);
    this.words = new Uint32Array(this.image.data.buffer);
  }

  clear([r, g, b]) {
    this.words.fill((255 << 24) | (b << 16) | (g << 8) | r);
  }

  stamp(mask, x, y, [r, g, b]) {
    const { width, height, data } = this.image, { half, pixels } = mask;
    const left = Math.round(x), top = Math.round(y);
    if (left < half || top < half || left >= width - half || top >= height - half) return;
    const whole = (255 << 24) | (b << 16) | (g << 8) | r, { words } = this;
    for (let k = 0; k < pixels.length; k += 3) {
      const at = (top + pixels[k + 1]) * width + left + pixels[k], share = pixels[k + 2];
      if (share === 255) words[at] = whole;
      else {
        const byte = 4 * at, rest = 255 - share;
        data[byte] = (data[byte] * rest + r * share) / 255;
        data[byte + 1] = (data[byte + 1] * rest + g * share) / 255;
        data[byte + 2] = (data[byte + 2] * rest + b * share) / 255;
      }
    }
  }

  show() {
    this.context.putImageData(this.image, 0, 0);
  }
}
