// Arrays as they travel (base64 of little-endian float32, float16 or int8) and numbers as they are shown.

const HALF = new Float32Array(65536);
for (let h = 0; h < 65536; h++) {
  const exponent = (h >> 10) & 31, fraction = h & 1023, sign = h >> 15 ? -1 : 1;
  HALF[h] = exponent === 31 ? (fraction ? NaN : sign * Infinity)
    : sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024));
}

function bytes(text) {
  const raw = atob(text), out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
  return out.buffer;
}

// {data, shape, kind} -> {values: Float32Array, rows, columns}
function unpack(packed) {
  const buffer = bytes(packed.data);
  const rows = packed.shape[0], columns = packed.shape.length > 1 ? packed.shape[1] : 1;
  let values;
  if (packed.kind === "f4") values = new Float32Array(buffer);
  else if (packed.kind === "f2") values = Float32Array.from(new Uint16Array(buffer), (h) => HALF[h]);
  else {
    const scale = new Float32Array(bytes(packed.scale));
    values = Float32Array.from(new Int8Array(buffer), (q, i) => q * scale[Math.floor(i / columns)] / 127);
  }
  return { values, rows, columns };
}

const MINUS = "\u2212";

// A number with a fixed number of digits and a true minus sign; never "−0.00".
function format(value, digits = 2) {
  if (!Number.isFinite(value)) return "–";
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

// The same, padded so that signed numbers stand in columns.
function padded(value, digits = 2) {
  const text = format(value, digits);
  return text.startsWith(MINUS) ? text : "\u2007" + text;
}

// An exponent: "⁻¹⁰".
const SUPERS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const raised = (number) => [...String(Math.abs(number))].reduce((out, digit) => out + SUPERS[digit], number < 0 ? "⁻" : "");

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(high, value));
}

// A token as it is shown: blanks made visible, and a ring for what else cannot be seen.
function visible(token) {
  if (token === " ") return "·";
  if (token === "\n") return "↵";
  const text = token.replace(/ /g, "·").replace(/\n/g, "↵");
  return /^[\p{Cc}\p{Cf}\p{Zs}]+$/u.test(text) ? "◌" : text;
}

function spoken(token, labels) {
  return token === " " ? labels.space : token === "\n" ? labels.newline : visible(token);
}
