// At the right: whole texts from the same beginning, the greedy one first, with the logarithm of their probability.

const FEW = 5, WARM = 0.7; // samples at first, on a phone; a temperature to go back to from greedy

function buildFinished(view) {
  view.doneList = h("ol", { class: "done-list" });
  view.doneMore = button({ class: "more-samples" }, "", () => {
    if (view.rest.temperature === 0) { change(view, { temperature: view.warm ?? WARM }); return; }
    view.allSamples = true;
    view.doneKey = null;
    invalidate(view);
  });
  view.doneTitle = h("h2", { class: "caption" }, h("span", {}, view.labels.finished), h("span", { class: "unit" }, view.labels.log_p));
  view.done = h("section", { class: "done" }, view.doneTitle, view.doneList, view.doneMore);
  return view.done;
}

// How long the bar of each is: the likeliest has all of it.
function sampleShares(samples) {
  const logs = samples.slice(1).map((one) => one.log_p), low = Math.min(...logs), high = Math.max(...logs);
  return samples.map(({ log_p: log }, i) => (i === 0 ? null : high > low ? 0.12 + (0.88 * (log - low)) / (high - low) : 1));
}

const isOpenSample = (view, sample) => (sample.seed === null ? view.rest.temperature === 0 : sample.seed === view.rest.seed && view.rest.temperature > 0) && !view.rest.kept.length && view.rest.needle === null;

// Beside the bars, or on a phone beneath the numbers.
function placeFinished(view) {
  const place = view.isNarrow ? view.beneath : view.desk;
  if (view.done.parentNode !== place) place.append(view.done);
}

function drawFinished(view) {
  const { model, rest, labels, theme, isNarrow, data } = view, isOld = !SETTINGS.every((name) => rest[name] === model.made[name]);
  view.doneList.classList.toggle("is-old", isOld);
  const key = [view.received, rest.seed, rest.kept.length, rest.needle, rest.temperature === 0, view.warm, theme.key, isNarrow, view.allSamples, view.labelKey].join("|");
  if (view.doneKey === key) return;
  view.doneKey = key;
  const shares = sampleShares(data.samples), shown = isNarrow && !view.allSamples ? data.samples.slice(0, FEW + 1) : data.samples;
  view.start = joinedText(model, data.start);
  const focused = view.doneList.querySelector(":focus")?.dataset.sample;
  view.doneList.replaceChildren(...shown.map((sample, i) => sampleItem(view, sample, i, shares[i])));
  if (focused) view.doneList.querySelector(`[data-sample="${focused}"]`)?.focus();
  const isGreedy = rest.temperature === 0;
  setText(view.doneMore, isGreedy ? fill(labels.back_from_greedy, { temperature: (view.warm ?? WARM).toFixed(2) }) : fill(labels.all_samples, { count: data.samples.length - 1 }));
  view.doneMore.hidden = !isGreedy && shown.length === data.samples.length;
}

function sampleItem(view, sample, i, share) {
  const { labels, start } = view, end = sample.ended ? "" : " …", rest = sample.text.replaceAll("\n", " ↵ ") + end, isOn = isOpenSample(view, sample);
  const node = button({ class: "sample", "data-sample": i, "aria-pressed": String(isOn), title: `${start}${rest}` }, h("span", { class: "text", dir: "auto" }, h("span", { class: "given" }, start), rest), () => replay(view, sample));
  if (sample.known) node.append(h("span", { class: "known", title: labels.known, role: "img", "aria-label": labels.known }, "≡"));
  node.append(h("span", { class: "log" }, format(sample.log_p, 1)), i ? h("span", { class: "bar", style: `width:${(share * 100).toFixed(1)}%` }) : h("span", { class: "always" }, labels.greedy));
  return h("li", { class: i ? null : "greedy" }, node);
}
