// The text unrolled: a box for each step with its state, its letter beneath, and a thread from the weights to each.

const SMALL_TOKEN = 9; // pixels of a box, below which letters are left out but for some

function drawText(view) {
  const { net, frame: f, theme } = view;
  view.lit = s("path", { fill: "none", stroke: theme.accentText, "stroke-width": 2.5 });
  view.pulse = s("circle", { r: 4.5 * f.scale, fill: theme.accentText });
  view.ring = s("rect", { fill: "none", stroke: theme.accentText, "stroke-width": 2.5, rx: 3 });
  view.threads.replaceChildren(...net.tokens.map(() => s("path", { fill: "none", stroke: theme.quiet, "stroke-width": 0.8, opacity: 0.45 })));
  view.boxes.replaceChildren(...net.tokens.map((token, t) => boxNode(view, token, t)));
  view.shift = null;
}

function boxNode(view, token, t) {
  const { net, frame: f, theme } = view, x = (f.pitch - f.box) / 2, out = [];
  const box = { x, y: f.threads, width: f.box, height: f.tall };
  out.push(pieceOf(view.columns, [net.T + 1, net.H], [t + 1, 0, 1, net.H], box));
  out.push(s("rect", { ...box, rx: 2, fill: "none", stroke: theme.quiet, "stroke-width": f.box > 6 ? 1 : 0.5 }));
  if (f.small) {
    for (let i = 0; i < net.H; i++) out.push(stateNumber(view, t, i, f.pitch / 2, f.threads + (i + 0.5) * f.cell));
  }
  const gap = f.pitch - f.box, middle = f.threads + f.tall / 2;
  if (t && gap > 2) out.push(s("path", { d: `M${-gap / 2} ${middle}H${gap / 2}`, stroke: theme.quiet, "stroke-width": gap > 8 ? 1.2 : 0.8 }));
  if (t && gap > 8) out.push(s("path", { d: `M${gap / 2 - 4} ${middle - 3}L${gap / 2} ${middle}L${gap / 2 - 4} ${middle + 3}`, fill: "none", stroke: theme.quiet }));
  const letter = words(view, visible(token), f.pitch / 2, f.letters, { mono: true, size: f.pitch < 13 ? 10 : 12 });
  return s("g", { class: "step", "data-step": t }, ...out, letter);
}

// Words that are wider than a box show only around the open step.
function fitLetters(view, t) {
  const { net, frame: f } = view, wide = net.tokens.reduce((most, token) => Math.max(most, [...visible(token)].length), 1);
  const reach = Math.ceil((wide * 7.6 * f.scale) / f.pitch), sparse = wide > 1 ? reach : f.pitch < SMALL_TOKEN ? 2 : 1;
  [...view.boxes.children].forEach((node, k) => {
    const text = node.lastChild, isOpen = k === t, isShown = isOpen || (k - t) % sparse === 0;
    text.setAttribute("fill", isOpen ? view.theme.accentText : k > t ? view.theme.quiet : view.theme.inkText);
    text.setAttribute("font-weight", isOpen ? "700" : "400");
    text.style.display = isShown ? "" : "none";
  });
}

// While it moves the ring, and what is lit, stand between two steps.
function drawOpen(view, t, now) {
  const { frame: f, net } = view, motion = view.motion, shift = shiftFor(net, f, t);
  let share = 1, at = t;
  if (motion) {
    share = Math.min(1, (now - motion.begun) / MOTION_MS);
    at = motion.from + (t - motion.from) * (1 - (1 - share) ** 3);
    if (share >= 1) view.motion = null;
  }
  if (view.shift !== shift) moveText(view, shift);
  const thread = threadTo(f, middleOf(f, at, shift)), end = pointOf(thread, motion ? share : 1);
  view.lit.setAttribute("d", pathOf(thread));
  view.pulse.setAttribute("cx", end[0]);
  view.pulse.setAttribute("cy", end[1]);
  const x = middleOf(f, at, shift) - f.box / 2 - 2;
  for (const [name, value] of Object.entries({ x, y: f.threads - 2, width: f.box + 4, height: f.tall + 4 })) view.ring.setAttribute(name, value);
  return Boolean(view.motion);
}

function moveText(view, shift) {
  const { frame: f, net } = view;
  view.shift = shift;
  [...view.boxes.children].forEach((node, t) => node.setAttribute("transform", `translate(${f.left + t * f.pitch - shift} 0)`));
  [...view.threads.children].forEach((node, t) => node.setAttribute("d", pathOf(threadTo(f, middleOf(f, t, shift)))));
}

// The steps at which the shown weight mattered most: their threads in colour, and 1, 2, 3 at their ends.
function drawMattered(view) {
  const { net, frame: f, theme } = view, cell = shownCell(view);
  const found = cell && !cell.name.startsWith("b") ? net.mattered(cell) : [];
  view.mattered.replaceChildren(...found.flatMap(({ t }, k) => {
    const x = middleOf(f, t, view.shift), y = f.threads - 10;
    return [s("path", { d: pathOf(threadTo(f, x)), fill: "none", stroke: theme.mark("forget"), "stroke-width": 1.8 }),
      s("circle", { cx: x, cy: y, r: 7 * f.scale, fill: theme.mark("forget") }),
      words(view, String(k + 1), x, y + 3.6 * f.scale, { size: 10, weight: 700, fill: inkOver(parseColour(theme.mark("forget"), probeContext)) })];
  }));
}
