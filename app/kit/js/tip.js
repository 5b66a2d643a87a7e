// What is pointed at in a picture, and the tip that tells of it. The view brings `figure` and `tip`, an element in it.

const hitOf = (event) => event.target.closest?.("[data-hit]")?.dataset.hit ?? null;

function showTip(view, lines, event) {
  view.tip.hidden = !lines.length || !event;
  if (view.tip.hidden) return;
  view.tip.replaceChildren(...lines.map((line) => h("div", {}, line)));
  const box = view.figure.getBoundingClientRect(), { offsetWidth: wide, offsetHeight: high } = view.tip;
  const x = clamp(event.clientX - box.left + 14, 4, Math.max(4, box.width - wide - 6)), below = event.clientY - box.top + 18;
  view.tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(below + high > box.height ? event.clientY - box.top - high - 10 : below)}px)`;
}
