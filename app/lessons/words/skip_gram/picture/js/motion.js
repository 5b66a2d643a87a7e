// Where the words stand between moments: where the film says, or on the way there from where they were before.

const GLIDE_MS = 420, PLAY_SECONDS = 5, SLIDE_MS = 200;

class Motion {
  constructor() {
    this.shown = new Float32Array(0);
    this.goal = new Float32Array(0);
    this.from = null;
    this.box = null;
  }

  fit(scene) {
    if (this.shown.length === 2 * scene.N) return;
    this.shown = new Float32Array(2 * scene.N);
    this.goal = new Float32Array(2 * scene.N);
    this.from = this.box = null;
  }

  // From here on the words come from where they are now.
  glide(now, duration) {
    Object.assign(this, { from: duration > 0 && this.box ? this.shown.slice() : null, boxFrom: this.box, began: now, duration });
  }

  // Bring `shown` and `box` up to date; true while they still move.
  advance(scene, at, now) {
    scene.place(at, this.from ? this.goal : this.shown);
    if (!this.from) { this.box = scene.box; return false; }
    const share = clamp((now - this.began) / this.duration, 0, 1), { from, goal, shown } = this;
    for (let i = 0; i < shown.length; i++) shown[i] = from[i] + (goal[i] - from[i]) * share;
    this.box = scene.box.map((edge, i) => this.boxFrom[i] + (edge - this.boxFrom[i]) * share);
    if (share === 1) this.from = null;
    return share < 1;
  }
}

const frameNow = (view) => clamp(Math.round(view.at), 0, view.scene.F - 1);

// Where the film stands; with reduced motion it goes from moment to moment, twice a second.
function tick(view, now) {
  const { playing, scene } = view, rate = still() ? 2 : Math.max(2, (scene.F - 1) / PLAY_SECONDS), at = playing.from + ((now - playing.began) / 1000) * rate;
  view.at = Math.min(scene.F - 1, still() ? Math.floor(at) : at);
  if (at >= scene.F - 1) play(view, false);
}

function go(view, at, isGlide = true) {
  if (view.scene.live) return;
  play(view, false);
  if (isGlide && !still()) view.motion.glide(performance.now(), GLIDE_MS);
  view.at = clamp(at, 0, view.scene.F - 1);
  change(view, { moment: momentNow(view) });
}

function momentNow(view) {
  const moment = frameNow(view);
  return moment >= view.scene.F - 1 ? -1 : moment;
}

function play(view, isOn) {
  const { scene } = view, wasOn = Boolean(view.playing);
  if (scene.F < 2 || scene.live) isOn = false;
  if (isOn && view.at >= scene.F - 1.01) view.at = 0;
  view.playing = isOn ? { from: view.at, began: performance.now() } : null;
  if (wasOn && !isOn) change(view, { moment: momentNow(view) });
  invalidate(view);
}

// The picture rests elsewhere: the page and who listens are told.
function change(view, changed) {
  view.rest = { ...view.rest, ...changed };
  settle(view, () => (view.playing ? null : view.rest));
  announce(view);
  invalidate(view);
}

// The window moves to another word: its old arcs sink while the new ones rise.
function moveTo(view, k) {
  const { scene } = view, centre = clamp(k, 0, scene.K - 1), isHeld = view.wordButtons.includes(view.shadow.activeElement);
  if (centre === view.rest.centre || !scene.K) return;
  if (!still()) view.slide = { from: view.rest.centre, began: performance.now() };
  view.isFollowed = false;
  view.pointedPair = 0;
  view.tip.hidden = true;
  change(view, { centre, pair: 0 });
  if (isHeld) { redraw(view, performance.now()); view.wordButtons[centre]?.focus({ preventScroll: true }); }
}

function setWindow(view, window) {
  const wanted = clamp(window, 1, 10);
  if (wanted === view.rest.window) return;
  view.isFollowed = false;
  change(view, { window: wanted, pair: Math.abs(view.rest.pair) > wanted ? 0 : view.rest.pair });
}

// A word takes the place of the one that was chosen longest ago.
function ask(view, word) {
  const { asked } = view.rest;
  if (asked.includes(word)) return;
  change(view, { asked: [...asked, word].slice(-3) });
}

// The words stand where they stood; a new one has the place of the one that went.
function slotsOf(view) {
  const { asked } = view.rest, before = view.slots ?? [], kept = before.map((word) => (asked.includes(word) ? word : null)), fresh = asked.filter((word) => !before.includes(word));
  for (const word of fresh) {
    const free = kept.indexOf(null);
    if (free < 0) kept.push(word);
    else kept[free] = word;
  }
  view.slots = kept.filter((word) => word !== null).slice(0, 3);
  return view.slots;
}
