const strips = new WeakMap();
const STEP_MS = 70;
const LETTERS_HEIGHT = 30;

class Strip {
  constructor(root) {
    this.figure = root.querySelector("figure");
    this.canvas = root.querySelector("canvas");
    this.button = root.querySelector("button");
    this.button.onclick = () => this.play();
    this.canvas.onpointermove = (event) => this.scrub(event);
    this.canvas.onpointerdown = (event) => this.scrub(event);
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(this.canvas);
  }

  show(data) {
    const same = this.text === data.states.values;
    this.text = data.states.values;
    this.states = unpack(data.states);
    this.letters = data.letters;
    this.colours = data.colours;
    this.canvas.setAttribute("aria-label", data.label);
    this.button.textContent = data.replay;
    if (same) this.draw();
    else this.play();
  }

  play() {
    cancelAnimationFrame(this.frame);
    const last = this.states.steps - 1;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.position = last;
      this.draw();
      return;
    }
    const began = performance.now();
    const tick = (now) => {
      this.position = Math.min(last, Math.max(0, (now - began) / STEP_MS));
      this.draw();
      this.figure.toggleAttribute("data-busy", this.position < last);
      if (this.position < last) this.frame = requestAnimationFrame(tick);
    };
    this.figure.toggleAttribute("data-busy", true);
    this.frame = requestAnimationFrame(tick);
  }

  scrub(event) {
    cancelAnimationFrame(this.frame);
    this.figure.toggleAttribute("data-busy", false);
    const box = this.canvas.getBoundingClientRect();
    const step = Math.floor(((event.clientX - box.left) / box.width) * this.states.steps);
    this.position = Math.max(0, Math.min(this.states.steps - 1, step));
    this.draw();
  }

  draw() {
    const width = this.canvas.clientWidth;
    if (!this.states || !width) return;
    const { steps, units } = this.states;
    const rowHeight = Math.max(1.5, Math.min(7, 118 / units));
    const height = rowHeight * units;
    const context = fitted(this.canvas, width, height + LETTERS_HEIGHT);
    const columnWidth = width / steps;
    const colour = signedScale(this.colours, this.figure);
    const style = getComputedStyle(this.figure);
    const here = Math.floor(this.position);
    const gap = columnWidth > 8 ? 1 : 0;
    context.clearRect(0, 0, width, height + LETTERS_HEIGHT);
    for (let step = 0; step < steps; step++) {
      context.globalAlpha = step <= here ? 1 : 0.12;
      for (let unit = 0; unit < units; unit++) {
        context.fillStyle = colour(this.states.at(step, unit));
        context.fillRect(step * columnWidth, unit * rowHeight, columnWidth - gap, rowHeight + 0.3);
      }
    }
    this.write(context, style, height, columnWidth, here);
    context.globalAlpha = 1;
    context.strokeStyle = style.getPropertyValue("--st-primary-color") || "#0b6b5d";
    context.lineWidth = 2;
    const wide = Math.max(columnWidth, 10) + 2;
    const left = Math.max(1, Math.min(width - wide - 1, this.position * columnWidth + columnWidth / 2 - wide / 2 - gap / 2));
    context.strokeRect(left, 1, wide, height + LETTERS_HEIGHT - 4);
  }

  write(context, style, height, columnWidth, here) {
    const size = Math.min(16, columnWidth * 1.55);
    if (size < 6) return;
    context.fillStyle = style.getPropertyValue("--st-text-color") || "#1d2126";
    context.font = `${size}px ${style.getPropertyValue("--st-code-font") || "monospace"}`;
    context.textAlign = "center";
    this.letters.forEach((letter, step) => {
      context.globalAlpha = step <= here ? 1 : 0.55;
      context.fillText(letter, (step + 0.5) * columnWidth - 0.5, height + 20);
    });
  }
}

export default function ({ data, parentElement }) {
  if (!strips.has(parentElement)) strips.set(parentElement, new Strip(parentElement));
  const strip = strips.get(parentElement), call = (strip.call = {});
  strip.show(data);
  return () => {
    if (strip.call !== call) return; // overtaken by another message while the script was on its way
    cancelAnimationFrame(strip.frame);
    strip.watch.disconnect();
    strips.delete(parentElement);
  };
}
