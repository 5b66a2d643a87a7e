// Numbers and sentences as they are shown and read aloud.

const grouped = (value) => Math.round(value).toLocaleString("en");
const epochText = (epoch) => String(Math.round(epoch * 10) / 10);

// Two digits that tell something below 10 %.
function percent(p) {
  if (!Number.isFinite(p)) return "–";
  if (p >= 0.9995) return "100%";
  if (p >= 0.00995) return `${(100 * p).toFixed(1)}%`;
  return p < 0.0000995 ? "<.01%" : `${(100 * p).toFixed(p >= 0.000995 ? 2 : 3)}%`.slice(1);
}

const chance = (p) => (p >= 0.1 ? p.toFixed(3) : p.toPrecision(2));

function rateText({ scene, labels }) {
  if (scene.status) return scene.status;
  return scene.rate ? fill(labels.rate, { rate: scene.rate >= 1000 ? `${Math.round(scene.rate / 1000)}k` : Math.round(scene.rate) }) : "";
}

function statusText(view) {
  const { scene, labels } = view, said = fill(labels.status, { epoch: epochText(scene.epoch(view.at)), total: scene.total });
  return [scene.own ? said : `${labels.other_setting} · ${said}`, rateText(view)].filter(Boolean).join(" · ");
}

function pairSaid(view, d) {
  const { scene, rest, labels } = view, pair = scene.pair(view.at, rest.centre, d);
  return fill(labels.pair_said, { centre: visible(scene.token(rest.centre)), context: visible(scene.token(rest.centre + d)), p: percent(pair.p), loss: format(pair.loss) });
}

function announce(view) {
  say(view, () => {
    const { scene, rest, labels } = view, said = [statusText(view)];
    if (scene.K) said.push(fill(labels.centre_said, { word: visible(scene.token(rest.centre)) }));
    if (scene.K && scene.method === "cbow" && isMeanKnown(view)) said.push(fill(labels.mean_said, { p: percent(scene.mean(view.at, rest.centre).p) }));
    else if (scene.K && rest.pair) said.push(pairSaid(view, rest.pair));
    return said.join(". ");
  });
}

// A word of the map, for the tip.
function wordLines(view, i) {
  const { scene, labels } = view, moment = frameNow(view), group = scene.groups[i] === NO_GROUP ? "" : ` · ${scene.group_names[scene.groups[i]]}`, lines = [`${visible(scene.names[i])}${group}`];
  lines.push(fill(labels.tip_near, { words: scene.near(moment, i).map((j) => visible(scene.names[j])).join(", ") }));
  if (scene.F > 2) {
    const f = scene.movedMost(i);
    lines.push(fill(labels.tip_moved, { from: epochText(scene.moments[Math.max(0, f - 1)]), to: epochText(scene.moments[f]), loss: format(scene.lossAt(scene.moments[f])) }));
  }
  return lines;
}
