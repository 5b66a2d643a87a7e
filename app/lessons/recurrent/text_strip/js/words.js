// Tokens as the strip shows them, and ink that can be read.

const LEGIBLE = 4.5;

// Blanks made visible, a ring for what else cannot be seen, and one beneath a mark that stands alone.
function shownToken(token) {
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

// The colour of a value in [-1, 1].
function signedColour({ signed: [negative, zero, positive] }, value) {
  return mix(zero, value < 0 ? negative : positive, Math.min(1, Math.abs(value)));
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// The page's own ink where it can be read on that colour, else black or white.
function inkOn(background, ink) {
  const under = luminance(background);
  const contrast = (l) => (Math.max(l, under) + 0.05) / (Math.min(l, under) + 0.05);
  if (contrast(luminance(ink)) >= LEGIBLE) return "";
  return contrast(0) > contrast(1) ? "#000" : "#fff";
}

function shortened(text) {
  const signs = [...text];
  return signs.length > 24 ? `${signs.slice(0, 23).join("")}…` : text;
}
