// The trigger word: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

const CLOSE = 0.0006; // seconds within which two times are the same
let stamps = 0;

export default (given) => shown(given, { mount, update, close: (view) => view.player.close() });

function mount(view, data) {
  Object.assign(view, { labels: readWire(data).labels, player: new Player() });
  view.stage = buildStage(view);
  view.tables = h("div", { class: "tables" });
  view.figure = h("div", { class: "figure" }, buildToolbar(view), buildOverview(view), view.stage, notesRow(view), buildTools(view),
    buildTable(view, allStepsButton(view), view.tables), view.live);
  view.root = h("div", { class: "scope" }, view.figure, buildFormula(view));
  view.spots = () => spotsOf(view);
  view.lend = (pixels) => lend(view, pixels);
  listen(view);
  watch(view, view.stage, () => {
    if (!view.model || view.frame?.outer === Math.floor(view.stage.clientWidth)) return;
    resizeStage(view);
    redraw(view);
  });
}

// What was heard, where the word makes the curve rise, the threshold's grip.
function spotsOf(view) {
  const { frame: f, model } = view, [first] = model.fired, at = first === undefined ? model.total / 2 : model.timeOf(first);
  const middle = clamp(xOf(view, at), f.left + 220, f.right - 360);
  return [{ left: f.left, right: middle - 116 }, { left: middle - 104, right: middle + 116 }, { left: f.right - 215, right: f.right + 13 }];
}

// The plots lend the notes their height, so that nothing beneath jumps.
function lend(view, pixels) {
  if ((view.lent ?? 0) === pixels) return;
  view.lent = pixels;
  if (!view.model) return;
  resizeStage(view);
  redraw(view);
}

// What plays goes on.
function update(view, bytes) {
  if (view.bytes !== bytes) {
    view.bytes = bytes;
    view.model = new Heard(readWire(bytes));
    view.model.stamp = ++stamps;
    view.labels = view.model.labels;
    view.present = view.model.present;
    view.root.classList.toggle("present", Boolean(view.present));
    take(view);
    fillFormula(view);
    spellTerms(view, spokenStep(view));
  }
  dress(view, view.model.colours);
  drawLegend(view);
  resizeStage(view);
  redraw(view);
}

// Another sound begins where its page says.
function take(view) {
  const { model } = view, isOther = view.subject !== model.subject;
  if (isOther) view.adopted = null;
  if (adopt(view, model)) {
    view.player.stop();
    view.resume = false;
  }
  if (isOther || Math.abs(view.loaded - model.start) > CLOSE) {
    view.player.load(model.sound, model.rate, model.start);
    view.loaded = model.start;
  }
  if (view.resume && !isWaiting(view)) play(view, true);
}

// What is to be shown is on its way.
function isWaiting(view) {
  return Math.abs(view.model.start - view.rest.start) > CLOSE || isOtherStream(view);
}

function round3(value) {
  return Math.round(value * 1000) / 1000;
}

// Show the part of the clip that begins there.
function setStart(view, start) {
  const { total, span } = view.model;
  view.rest.start = round3(clamp(start, 0, total - span));
}

function moveWindow(view, start) {
  const { span } = view.model;
  setStart(view, start);
  const { seconds, start: now } = view.rest, within = clamp(seconds, now, now + span);
  if (view.player.isPlaying && (within !== seconds || isWaiting(view))) play(view, false);
  view.rest.seconds = within;
  change(view);
}

// Put the cursor at a time, and the window where the cursor is; what plays goes on from there.
function go(view, seconds) {
  const { total, span } = view.model, { start } = view.rest;
  view.rest.seconds = clamp(seconds, 0, total);
  if (view.rest.seconds < start - CLOSE || view.rest.seconds > start + span + CLOSE) setStart(view, view.rest.seconds - span / 3);
  if (view.player.isPlaying || view.resume) play(view, view.rest.seconds < total);
  change(view);
}

function setThreshold(view, value) {
  const threshold = clamp(value, 0, 1);
  if (threshold === view.rest.threshold) return;
  view.rest.threshold = threshold;
  view.model.follow(threshold); // a key that comes before the next frame goes to an event of the new threshold
  change(view, "threshold");
}

function play(view, isOn) {
  const { player, rest, model } = view;
  player.stop();
  view.resume = false;
  if (isOn) {
    player.open();
    if (rest.seconds >= model.total - 0.005) {
      rest.seconds = 0;
      if (rest.start > 0) setStart(view, 0);
    }
    if (isWaiting(view)) view.resume = true;
    else player.play(rest.seconds);
    view.rungUntil = model.knownBy(rest.seconds);
  }
  tell(view, view.resume ? 0 : SEND_MS);
  invalidate(view);
}

// One frame of playing: the cursor goes to where the sound is, and each event that it passes rings.
function tick(view) {
  const { player, rest, model } = view, now = player.now();
  rest.seconds = clamp(now, 0, model.end);
  const known = model.knownBy(rest.seconds);
  for (const step of model.fired) {
    const time = model.timeOf(step);
    if (time > view.rungUntil && time <= known) chimeAt(view, step, time);
  }
  view.rungUntil = known;
  if (now < Math.min(model.end, model.total) - 0.002) return;
  player.stop();
  rest.seconds = Math.min(model.end, model.total);
  if (rest.seconds < model.total - CLOSE) {
    setStart(view, rest.seconds - 1);
    view.resume = true;
  }
  tell(view, view.resume ? 0 : SEND_MS);
}

function chimeAt(view, step, time) {
  if (view.chimes.checked && view.player.context?.state === "running") ring(view.player.context);
  view.eventLayer.querySelector(`[data-step="${step}"]`)?.classList.add("rung");
  setText(view.live, fill(view.labels.event, { time: format(time, 2) }));
}

function change(view, what = "time") {
  tell(view);
  announce(view, what);
  invalidate(view);
}

function restNow(view) {
  const { seconds, ...others } = view.rest;
  return { seconds: round3(seconds), ...others };
}

// While the sound plays the page is told of another threshold or window only.
function tell(view, delay = SEND_MS) {
  settle(view, () => {
    const now = restNow(view), told = JSON.parse(view.sent);
    return view.player.isPlaying && told.threshold === now.threshold && told.start === now.start && told.chunk === now.chunk && told.forget === now.forget ? null : now;
  }, delay);
}

function redraw(view) {
  if (!view.frame) return;
  view.model.follow(view.rest.threshold);
  if (view.player.isPlaying) tick(view);
  drawStage(view);
  drawOverview(view);
  drawToolbar(view);
  drawFormula(view);
  drawTable(view);
  if (view.player.isPlaying) invalidate(view);
}

function announce(view, what) {
  say(view, () => {
    if (view.player.isPlaying) return view.live.textContent;
    const { model, labels, rest } = view, t = model.stepAt(model.knownBy(rest.seconds)), time = format(rest.seconds, 2);
    spellTerms(view, spokenStep(view));
    if (what === "threshold") {
      const times = model.firedBy(rest.seconds).slice(0, MOST_EVENTS).map((step) => `${format(model.timeOf(step), 2)} s`).join(", ");
      const events = `${eventCount(view)}${times ? `: ${times}` : ""}`;
      return fill(labels.announce_threshold, { value: thresholdText(rest.threshold), events });
    }
    return t < 0 ? fill(labels.announce_none, { time }) : `${fill(labels.announce, { time, p: format(model.p[t], 2) })}. ${runText(view, t)}`;
  });
}
