// Heatmaps of states, shared by the components of the home page.

function unpack({ values, steps, units }) {
  const raw = atob(values);
  const bytes = Int8Array.from(raw, (c) => c.charCodeAt(0));
  return { steps, units, at: (step, unit) => bytes[step * units + unit] / 127 };
}

function channels(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

// Streamlit names the page's colours as variables on the component; a dark page has a dark background.
function themeOf(element) {
  const page = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  if (!/^#[0-9a-f]{6}$/i.test(page)) return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const [r, g, b] = channels(page);
  return 0.3 * r + 0.6 * g + 0.1 * b < 110 ? "dark" : "light";
}

function signedScale(colours, element) {
  const { negative, zero, positive } = colours[themeOf(element)];
  const [low, middle, high] = [negative, zero, positive].map(channels);
  return (value) => {
    const end = value < 0 ? low : high;
    const share = Math.min(1, Math.abs(value));
    return `rgb(${middle.map((c, i) => Math.round(c + (end[i] - c) * share)).join(" ")})`;
  };
}

// A canvas as sharp as the screen; gives its context in CSS pixels.
function fitted(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
