// Buttons: with a picture, with a word, and with a word that stays pressed.

const ICONS = {
  to_start: "M3 3h2v10H3zM13 3v10L6 8z", back: "M11 3v10L4 8z", play: "M5 3v10l8-5z", pause: "M4 3h3v10H4zM9 3h3v10H9z",
  forward: "M5 3v10l7-5z", to_end: "M11 3h2v10h-2zM3 3v10l7-5z",
};

function icon(name) {
  return s("svg", { viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true" }, s("path", { d: ICONS[name] }));
}

function button(attributes, content, act) {
  const node = h("button", { type: "button", ...attributes }, content);
  node.addEventListener("click", act);
  return node;
}

const pictureButton = (name, said, act) => button({ class: "icon", "aria-label": said, title: said }, icon(name), act);

// `said`: where it is more than the word.
const quietButton = (word, act, said = null) => button({ class: "quiet-button", "aria-label": said, title: said }, word, act);

// `act` is told whether it is pressed now.
function toggleButton(view, word, act, isOn = false) {
  const node = button({ class: "quiet-button", "aria-pressed": String(isOn) }, word, () => {
    const isPressed = node.getAttribute("aria-pressed") !== "true";
    node.setAttribute("aria-pressed", String(isPressed));
    act(isPressed);
    invalidate(view);
  });
  return node;
}
