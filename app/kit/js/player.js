// The player of a picture: buttons in a row, a slider where there is one, and the same by keys.

const MOVES = ["to_start", "back", "play", "forward", "to_end"];

function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// `moves`: what each move does. `parts`: what stands behind the buttons. `buttons`: the moves that have one.
function playerRow(view, moves, parts, buttons = MOVES) {
  view.moves = moves;
  view.buttons = Object.fromEntries(buttons.map((name) => [name, pictureButton(name, view.labels[name], moves[name])]));
  return h("div", { class: "toolbar" }, ...Object.values(view.buttons), ...parts);
}

function playerSlider(view, step, slide) {
  view.scrubber = h("input", { type: "range", class: "slide", step, "aria-label": view.labels.scrub });
  view.scrubber.addEventListener("input", () => slide(Number(view.scrubber.value)));
  return view.scrubber;
}

// Where the player stands between `first` and `last`; `said`: the same in words.
function drawSlider(view, { at, first = 0, last, said }) {
  const { scrubber } = view;
  scrubber.min = String(first);
  scrubber.max = String(last);
  scrubber.value = String(at);
  scrubber.style.setProperty("--done", `${last > first ? (100 * (at - first)) / (last - first) : 100}%`);
  scrubber.setAttribute("aria-valuetext", said);
}

function drawPlayButton(view, isPlaying) {
  const button = view.buttons.play, name = isPlaying ? "pause" : "play", said = view.labels[name];
  if (button.getAttribute("aria-label") === said) return;
  button.setAttribute("aria-label", said);
  button.title = said;
  button.replaceChildren(icon(name));
}

// A key moves the picture, or does one of the `more` things of its own; all others are left to the page.
function press(view, event, more = {}) {
  const { to_start: Home, back: ArrowLeft, play, forward: ArrowRight, to_end: End } = view.moves;
  taken(event, { Home, ArrowLeft, " ": play, ArrowRight, End, ...more }[event.key]);
}

function taken(event, act) {
  if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  act(event);
}

// From step to step, another one every `ms`; from the end it begins anew. Where it plays already, it stops.
function playSteps(view, { ms, isAtEnd, start, next }) {
  if (view.playing) { stopSteps(view); return; }
  const again = () => {
    next();
    if (isAtEnd()) stopSteps(view);
    else later(view, "play", ms, again);
  };
  view.playing = true;
  if (isAtEnd()) {
    start();
    later(view, "play", ms, again);
  } else again();
  invalidate(view);
}

function stopSteps(view) {
  cancel(view, "play");
  view.playing = false;
  invalidate(view);
}

// Where a picture moves from one step to the next, `view.at` runs from where it stands to the new step, in `ms`.
function startGlide(view, step) {
  if (!still()) view.glide = { from: view.at, to: step, began: performance.now() };
}

function runGlide(view, now, ms) {
  if (!view.glide) return;
  const { from, to, began } = view.glide, along = clamp((now - began) / ms, 0, 1);
  view.at = from + (to - from) * along;
  if (along === 1) view.glide = null;
}

// Whatever moves stands still, where it goes to.
function halt(view) {
  stopSteps(view);
  view.glide = null;
  view.at = view.rest.step;
}
