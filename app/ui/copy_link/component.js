const SAID_MS = 4000;
const timers = new WeakMap();

// Without https the clipboard is closed to pages; the older way still works there.
function copyByHand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.appendChild(field);
  field.select();
  const worked = document.execCommand("copy");
  field.remove();
  return worked;
}

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyByHand(text);
    }
  }
  return copyByHand(text);
}

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("[role=status]");
  button.dataset.label = data.label; // of now, in case the language changes meanwhile
  const rest = () => {
    timers.delete(button);
    button.textContent = button.dataset.label;
    status.textContent = "";
  };
  if (!timers.has(button)) rest(); // a rerun does not take back what was just said
  button.onclick = async () => {
    const worked = await copy(window.location.href);
    button.textContent = status.textContent = worked ? data.done : data.failed;
    button.focus();
    clearTimeout(timers.get(button));
    timers.set(button, setTimeout(rest, SAID_MS));
  };
}
