// audio_scope: one view for each place it is mounted at, built once and then kept up to date. See __init__.py for the
// data; the parts in js/ come before this file in the same module.

const views = new WeakMap();
const SEND_MS = 150, ANNOUNCE_MS = 250, CLOSE = 0.0006; // seconds within which two times are the same
let stamps = 0;

export default function audioScope({ parentElement, data, setStateValue }) {
  let view = views.get(parentElement);
  if (!view) {
    view = mount(parentElement, readWire(data));
    views.set(parentElement, view);
  }
  view.send = setStateValue;
  update(view, data);
  return () => unmount(view, parentElement);
}

function mount(shadow, { labels }) {
  const view = { shadow, labels, player: new Player(), adopted: null, subject: null, sent: "", marked: null, marks: {} };
  view.root = h("div", { class: "scope" });
  view.live = h("div", { class: "hidden-text", "aria-live": "polite" });
  view.stage = buildStage(view);
  view.figure = h("div", { class: "figure" }, buildToolbar(view), buildOverview(view), view.stage, buildTools(view),
    buildTable(view), view.live);
  view.root.append(view.figure, buildFormula(view));
  shadow.append(view.root);
  listen(view);
  view.observer = new ResizeObserver(() => {
    if (!view.model || view.frame?.outer === Math.floor(view.stage.clientWidth)) return;
    resizeStage(view);
    redraw(view);
  });
  view.observer.observe(view.stage);
  return view;
}

function unmount(view, shadow) {
  view.observer.disconnect();
  view.player.close();
  for (const timer of [view.sendTimer, view.announceTimer]) clearTimeout(timer);
  cancelAnimationFrame(view.raf);
  view.root.remove();
  views.delete(shadow);
}

// New data or a new theme: the picture is brought up to date where it stands, and what plays goes on.
function update(view, bytes) {
  if (view.bytes !== bytes) {
    view.bytes = bytes;
    view.model = new Heard(readWire(bytes));
    view.model.stamp = ++stamps;
    view.labels = view.model.labels;
    view.present = view.model.present;
    view.root.classList.toggle("present", Boolean(view.present));
    adopt(view);
    fillFormula(view);
    spellTerms(view);
  }
  const theme = new Theme(view.root, view.model.colours);
  view.theme = theme;
  for (const key of Object.keys(theme.palette)) {
    view.root.style.setProperty(`--c-${key}`, theme.mark(key));
    view.root.style.setProperty(`--t-${key}`, theme.text(key));
  }
  for (const name of ["quiet", "line", "pale"]) view.root.style.setProperty(`--${name}`, theme[name]);
  view.root.classList.toggle("dark", theme.dark);
  drawLegend(view);
  resizeStage(view);
  redraw(view);
}

// A page's order is taken once, and so is that for another sound; otherwise all stays where the visitor has put it.
function adopt(view) {
  const { model } = view, isOther = view.subject !== model.subject;
  if (isOther || view.adopted !== model.order_number) {
    view.adopted = model.order_number;
    view.player.stop();
    view.resume = false;
    view.rest = { ...model.rest };
    view.sent = restText(view);
  }
  if (isOther || Math.abs(view.loaded - model.start) > CLOSE) {
    view.player.load(model.sound, model.rate, model.start);
    view.loaded = model.start;
  }
  view.subject = model.subject;
  if (view.resume && !isWaiting(view)) play(view, true);
}

// The window that is shown is on its way.
function isWaiting(view) {
  return Math.abs(view.model.start - view.rest.start) > CLOSE;
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
    view.rungUntil = rest.seconds;
  }
  scheduleSend(view, view.resume ? 0 : SEND_MS);
  invalidate(view);
}

// One frame of playing: the cursor goes to where the sound is, and each event that it passes rings.
function tick(view) {
  const { player, rest, model } = view, now = player.now();
  rest.seconds = clamp(now, 0, model.end);
  for (const step of model.fired) {
    const time = model.timeOf(step);
    if (time > view.rungUntil && time <= rest.seconds) chimeAt(view, step, time);
  }
  view.rungUntil = rest.seconds;
  if (now < Math.min(model.end, model.total) - 0.002) return;
  player.stop();
  rest.seconds = Math.min(model.end, model.total);
  if (rest.seconds < model.total - CLOSE) {
    setStart(view, rest.seconds - 1);
    view.resume = true;
  }
  scheduleSend(view, view.resume ? 0 : SEND_MS);
}

function chimeAt(view, step, time) {
  if (view.chimes.checked) view.player.chime();
  view.eventLayer.querySelector(`[data-step="${step}"]`)?.classList.add("rung");
  setText(view.live, fill(view.labels.event, { time: format(time, 2) }));
}

function change(view, what = "time") {
  scheduleSend(view);
  scheduleAnnouncement(view, what);
  invalidate(view);
}

function restText(view) {
  const { seconds, threshold, start } = view.rest;
  return JSON.stringify([round3(seconds), threshold, start]);
}

// The resting state goes back 150 ms after the last move, if it is another than what was sent or asked for. While the
// sound plays, only another threshold or window does.
function scheduleSend(view, delay = SEND_MS) {
  clearTimeout(view.sendTimer);
  view.sendTimer = setTimeout(() => {
    const text = restText(view), [seconds, threshold, start] = JSON.parse(text);
    if (text === view.sent) return;
    if (view.player.isPlaying && JSON.stringify(JSON.parse(view.sent).slice(1)) === JSON.stringify([threshold, start])) return;
    view.sent = text;
    view.send("rest", { seconds, threshold, start, subject: view.model.subject, number: Date.now() });
  }, delay);
}

function invalidate(view) {
  view.raf ||= requestAnimationFrame(() => {
    view.raf = 0;
    redraw(view);
  });
}

function redraw(view) {
  if (!view.frame || !view.root.isConnected) return;
  view.model.follow(view.rest.threshold);
  if (view.player.isPlaying) tick(view);
  drawStage(view);
  drawOverview(view);
  drawToolbar(view);
  drawFormula(view);
  drawTable(view);
  if (view.player.isPlaying) invalidate(view);
}

// Said once things have come to rest, so that a reader's voice is not overrun while stepping or dragging.
function scheduleAnnouncement(view, what) {
  clearTimeout(view.announceTimer);
  view.announceTimer = setTimeout(() => {
    if (view.player.isPlaying) return;
    const { model, labels, rest } = view, t = model.stepAt(rest.seconds), time = format(rest.seconds, 2);
    if (what === "threshold") {
      const times = model.fired.slice(0, MOST_EVENTS).map((step) => `${format(model.timeOf(step), 2)} s`).join(", ");
      const events = `${eventCount(view)}${times ? `: ${times}` : ""}`;
      setText(view.live, fill(labels.announce_threshold, { value: thresholdText(rest.threshold), events }));
    } else if (t < 0) setText(view.live, fill(labels.announce_none, { time }));
    else setText(view.live, `${fill(labels.announce, { time, p: format(model.p[t], 2) })}. ${runText(view, t)}`);
    spellTerms(view);
  }, ANNOUNCE_MS);
}
