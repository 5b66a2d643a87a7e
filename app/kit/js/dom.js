// Small helpers for building elements. Text goes in as text, never as HTML.

const SVG = "http://www.w3.org/2000/svg";
const MATHML = "http://www.w3.org/1998/Math/MathML";

function build(namespace, tag, attributes, children) {
  const node = namespace ? document.createElementNS(namespace, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "style") node.style.cssText = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

const h = (tag, attributes, ...children) => build(null, tag, attributes, children);
const s = (tag, attributes, ...children) => build(SVG, tag, attributes, children);
const m = (tag, attributes, ...children) => build(MATHML, tag, attributes, children);

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// A word inside of a line of text: isolated, so that its direction cannot turn the line around it.
const isolated = (text) => `\u2068${text}\u2069`;

// A visitor's token: isolated, so that its direction cannot turn the line around it.
function tokenNode(token, attributes) {
  return h("bdi", { class: "token", dir: "auto", ...attributes }, visible(token));
}

// Text with one token in it, "reads {token}", the token as an element of its own.
function withToken(text, token, attributes) {
  const [before, after] = text.split("{token}");
  const out = document.createDocumentFragment();
  out.append(before);
  if (after !== undefined) out.append(tokenNode(token, attributes), after);
  return out;
}

// "W_aa" -> W with aa below; a name with a tilde gets one.
function nameNodes(text) {
  const out = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(/([A-Za-zΓ])_([a-z]+)/g)) {
    out.append(text.slice(from, match.index), match[1], h("sub", {}, match[2]));
    from = match.index + match[0].length;
  }
  out.append(text.slice(from));
  return out;
}

function timeText(term, t) {
  return term.time === null ? "" : `⟨${t + term.time}⟩`;
}

// A term in plain words of the formula: "Γf", "c⟨28⟩", "tanh c⟨29⟩".
function termText(term, t) {
  const base = term.base + (term.accent === "~" ? "\u0303" : "") + term.sub;
  const gap = term.before && !term.before.startsWith("(") && base ? " " : "";
  return `${term.before.replace("_", "")}${gap}${base}${timeText(term, t)}${term.after}`;
}

// The same as elements, with true subscripts.
function termNodes(term, t) {
  const out = document.createDocumentFragment();
  if (term.before) out.append(nameNodes(term.before));
  if (term.before && !term.before.startsWith("(") && term.base) out.append("\u2009");
  out.append(term.base + (term.accent === "~" ? "\u0303" : ""));
  if (term.sub) out.append(h("sub", {}, term.sub));
  out.append(timeText(term, t) + term.after);
  return out;
}
