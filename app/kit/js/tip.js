// What is pointed at or pressed in a picture, and the tip that tells of it. The view brings `figure` and `tip`, an element in it.

const hitOf = (event) => event.target.closest?.("[data-hit]")?.dataset.hit ?? null;

function showTip(view, lines, event) {
  view.tip.hidden = !lines.length || !event;
  if (view.tip.hidden) return;
  view.tip.replaceChildren(...lines.map((line) => h("div", {}, line)));
  const box = view.figure.getBoundingClientRect(), { offsetWidth: wide, offsetHeight: high } = view.tip;
  const x = clamp(event.clientX - box.left + 14, 4, Math.max(4, box.width - wide - 6)), below = event.clientY - box.top + 18;
  view.tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(below + high > box.height ? event.clientY - box.top - high - 10 : below)}px)`;
}

// A press that goes down and comes up on the same part of the stage, though that may have been drawn anew in between: then a
// browser sends no click.
function pressesOn(stage, act) {
  let down = null;
  stage.addEventListener("pointerdown", (event) => { down = event.button === 0 ? [hitOf(event)] : null; });
  stage.addEventListener("pointerup", (event) => {
    const hit = hitOf(event), isSame = down !== null && down[0] === hit;
    down = null;
    if (isSame) act(hit, event);
  });
}
