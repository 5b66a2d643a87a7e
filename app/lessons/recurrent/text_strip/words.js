// text_strip: tokens and numbers as they are shown, and ink that can be read. Text goes in as text, never as HTML.

const LEGIBLE = 4.5;

function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function number(value) {
  const text = Math.abs(value).toFixed(2);
  return (value < 0 && Number(text) !== 0 ? "\u2212" : "") + text;
}

// Blanks made visible, and a ring for what else cannot be seen.
function visible(token) {
  const text = token.replace(/ /g, "·").replace(/\n/g, "↵");
  if (/^[\p{C}\p{Z}\u115f\u1160\u3164]*$/u.test(text)) return "◌";
  return /^\p{M}/u.test(text) ? `◌${text}` : text;
}

// Words stand apart, letters do not.
function isWord(token) {
  return !/\s/.test(token) && [...token.replace(/[\p{M}\u200d]/gu, "")].length > 1;
}

function joined(tokens) {
  return tokens.map((token) => (isWord(token) ? `${token} ` : token)).join("");
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// The page's own ink where it can be read on that colour, else black or white.
function inkOn(background, ink) {
  const under = luminance(background.match(/\d+/g).map(Number));
  const contrast = (l) => (Math.max(l, under) + 0.05) / (Math.min(l, under) + 0.05);
  if (contrast(luminance(ink)) >= LEGIBLE) return "";
  return contrast(0) > contrast(1) ? "#000" : "#fff";
}

function shortened(text) {
  const signs = [...text];
  return signs.length > 24 ? `${signs.slice(0, 23).join("")}…` : text;
}
