// Colours of terms and of values, in the theme the page has now. Both themes come with the data.

function parseColour(text, context) {
  context.fillStyle = "#000";
  context.fillStyle = text;
  context.clearRect(0, 0, 1, 1);
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

const probe = document.createElement("canvas");
probe.width = probe.height = 1;
const probeContext = probe.getContext("2d", { willReadFrequently: true });

function mix(from, to, share) {
  return from.map((channel, k) => Math.round(channel + (to[k] - channel) * share));
}

function css(rgb) {
  return "#" + rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("");
}

class Theme {
  constructor(host, colours) {
    const style = getComputedStyle(host);
    const read = (name, fallback) => parseColour(style.getPropertyValue(name).trim() || fallback, probeContext);
    this.page = read("--st-background-color", "#ffffff");
    this.ink = read("--st-text-color", "#1d2126");
    const [r, g, b] = this.page.map((channel) => channel / 255);
    this.dark = 0.2126 * r + 0.7152 * g + 0.0722 * b < 0.4;
    this.name = this.dark ? "dark" : "light";
    this.accent = read("--st-primary-color", "#0b6b5d");
    this.quiet = css(mix(this.ink, this.page, 0.33));
    this.line = css(mix(this.page, this.ink, this.dark ? 0.16 : 0.13));
    this.pale = css(mix(this.page, this.ink, this.dark ? 0.035 : 0.03));
    this.inkText = css(this.ink);
    this.pageText = css(this.page);
    this.accentText = css(this.accent);
    this.font = style.getPropertyValue("--st-font").trim() || "sans-serif";
    this.mono = style.getPropertyValue("--st-code-font").trim() || "monospace";
    this.palette = colours.palette;
    const signed = colours.signed[this.name] ?? colours.signed;
    this.signed = ["negative", "zero", "positive"].map((name) => parseColour(signed[name], probeContext));
    this.key = [this.name, css(this.page), css(this.ink), this.font].join("|");
    this.tables = new Map();
  }

  mark(key) {
    return this.palette[key]?.[`mark_${this.name}`] ?? this.quiet;
  }

  text(key) {
    return this.palette[key]?.[`text_${this.name}`] ?? this.inkText;
  }

  // 256 colours of a scale, as RGB for pixels and as CSS for rectangles.
  table(scale, key) {
    const name = scale === "gate" ? `gate ${key}` : "signed";
    if (!this.tables.has(name)) {
      const [negative, zero, positive] = this.signed;
      const gate = scale === "gate" ? parseColour(this.mark(key), probeContext) : null;
      const rgb = Array.from({ length: 256 }, (_, k) => {
        const x = (k - 128) / 127;
        return gate ? mix(zero, gate, k / 255) : x < 0 ? mix(zero, negative, Math.min(1, -x)) : mix(zero, positive, x);
      });
      this.tables.set(name, { rgb, css: rgb.map(css) });
    }
    return this.tables.get(name);
  }

  gradient(scale, key) {
    return `linear-gradient(to right, ${[1, 64, 128, 192, 255].map((k) => this.table(scale, key).css[k]).join(", ")})`;
  }
}

// The place of a value in its scale's 256 colours.
function shade(value, scale, limit) {
  if (scale === "gate") return clamp(Math.round(value * 255), 0, 255);
  return clamp(Math.round(128 + (value / limit) * 127), 1, 255);
}

// The theme that the page has now, and its colours as variables for the view's style sheet.
function dress(view, colours) {
  const theme = new Theme(view.root, colours);
  view.theme = theme;
  for (const key of Object.keys(theme.palette)) {
    view.root.style.setProperty(`--c-${key}`, theme.mark(key));
    view.root.style.setProperty(`--t-${key}`, theme.text(key));
  }
  for (const name of ["quiet", "line", "pale"]) view.root.style.setProperty(`--${name}`, theme[name]);
  view.root.classList.toggle("dark", theme.dark);
}
