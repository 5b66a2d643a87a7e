// Numbers and sentences as they are shown and read aloud.

const PARTS = ["", "1", "½", "⅓", "¼", "⅕", "⅙", "1/7", "⅛", "1/9", "1/10"];
const grouped = (value) => Math.round(value).toLocaleString("en");

// What a neighbour at distance d adds.
const partText = (d, harmonic) => (harmonic ? PARTS[Math.abs(d)] ?? `1/${Math.abs(d)}` : "1");

// What has been added, as a part of 1 where it is one.
function addedText(w) {
  const d = Math.round(1 / w);
  return Math.abs(d * w - 1) < 1e-9 ? partText(d, true) : countText(w);
}

// A count: as many digits as tell something.
function countText(x) {
  if (x >= 1000) return grouped(x);
  const text = x.toFixed(x >= 100 ? 1 : 2);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

const weightText = (f) => (f === 1 || f === 0 ? String(f) : f.toFixed(f < 0.1 ? 3 : 2));

// "6.6·10⁻⁵"
function chanceText(p) {
  if (!Number.isFinite(p)) return "–";
  if (p === 0) return "0";
  if (p >= 0.1) return p.toFixed(2);
  const [digits, power] = p.toExponential(1).split("e");
  return `${digits}·10${raised(Number(power))}`;
}

function ratioText(ratio) {
  if (Number.isNaN(ratio)) return "–";
  if (ratio === Infinity) return "∞";
  return ratio === 0 ? "0" : ratio >= 100 ? grouped(ratio) : String(Number(ratio.toPrecision(ratio >= 1 ? 3 : 2)));
}

const pairText = ({ scene }, i, j) => `${isolated(scene.word(i))}–${isolated(scene.word(j))}`;
const namesOf = ({ scene }, s) => [scene.rows[s], scene.columns[s]].map((place) => isolated(visible(scene.names[place]))).join("–");

// Where the counting is, as text with the word that is the centre apart.
function statusParts(view) {
  const { scene, labels } = view, t = centreNow(view), total = grouped(scene.read.at(-1));
  if (t !== null) {
    const [before, after] = fill(labels.status_yours, { total }).split("{word}");
    return [before, h("b", {}, h("bdi", { dir: "auto" }, scene.token(t))), after ?? ""];
  }
  return [fill(labels.status_text, { read: grouped(readNow(view)), total })];
}

// Sentences of the text that are counted now.
function readNow(view) {
  const { scene, at } = view, last = scene.M - 1, first = clamp(Math.floor(at), 0, last), next = Math.min(first + 1, last);
  return scene.read[first] + (scene.read[next] - scene.read[first]) * (Math.min(at, last) - first);
}

const statusText = (view) => statusParts(view).map((part) => (part instanceof Node ? part.textContent : part)).join("");

function momentText(view) {
  const { scene, labels } = view, epoch = scene.at("epochs", 1, 0, view.moment);
  return fill(labels.epoch, { epoch: scene.live || view.film ? epoch.toFixed(1) : countText(epoch),
    total: scene.trained.total });
}

// How the counts were made that the vectors were fitted to.
function trainedText({ scene, labels }) {
  const { window, harmonic, symmetric } = scene.trained;
  return fill(labels.trained, { window, harmonic: harmonic ? labels.harmonic : labels.alike, symmetric: symmetric
    ? labels.symmetric : labels.left_only });
}

function stepSaid(view) {
  const { scene, rest, labels } = view, t = centreNow(view);
  if (t === null) return statusText(view);
  const all = scene.written(t, rest).filter((cell) => !cell.isMirror), word = isolated(scene.token(t));
  if (scene.place[t] < 0) return fill(labels.said_no_room, { word });
  if (!all.length) return fill(labels.said_alone, { word });
  return fill(labels.said_step, { word, cells: all.map(({ u,
    w }) => `${isolated(scene.token(u))} +${countText(w)}`).join(", ") });
}

function pinSaid(view) {
  const { scene, rest, labels } = view, pin = pinned(view);
  if (!pin) return "";
  const x = scene.counts(stopNow(view), rest)[pin.at], said = fill(labels.said_pin, { pair: pairText(view, pin.i, pin.j),
    x: countText(x), f: weightText(scene.weight(x, rest.x_max)) });
  if (pin.s === null) return said;
  const { sum, residual } = scene.parts(pin.s, Math.round(view.moment));
  return `${said}. ${fill(labels.said_fit, { log: format(scene.logs[pin.s]), sum: format(sum), residual: format(residual) })}`;
}

function announce(view) {
  say(view, () => [stepSaid(view), pinSaid(view), momentText(view)].filter(Boolean).join(". "));
}
