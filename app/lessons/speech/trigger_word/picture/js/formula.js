// The step at the cursor: formula and numbers, and how far it is from an event.

const term = (id, base, label, time, rest) =>
  [id, { id, base, label, colour: rest?.colour ?? label, time, sub: "", accent: "", before: "", after: "", ...rest }];
const TERMS = new Map([
  term("y", "ŷ", "probability", 0),
  term("mean", "ȳ", "mean", 0, { colour: "probability" }),
  term("a", "a", "activation", 0),
  term("a_before", "a", "activation", -1),
  term("x", "x", "input", 0),
  term("theta", "θ", "threshold", null),
]);
const LINES = {
  step: { term: "y", words: ["y", "=", "σ", "(", "w", "·", "a", "+", "b", ")"] },
  state: { term: "a", words: ["a", "=", "GRU", "(", "a_before", ",", "x", ")"] },
  fires: { term: "theta", words: ["y", "≥", "theta"] },
  fires_mean: { term: "theta", words: ["mean", "≥", "theta"] },
};

function buildFormula(view) {
  view.stepTitle = h("h2", { class: "caption" });
  view.lines = h("div", { class: "lines" });
  view.numbers = h("div", { class: "numbers" });
  view.chunkText = h("div", { class: "chunk-text" });
  view.fireLine = h("div", { class: "lines" });
  view.fireTitle = h("h2", { class: "caption" }, view.labels.does_it_fire);
  view.runText = h("div", { class: "numbers" });
  view.eventList = h("div", { class: "event-list" });
  return h("div", { class: "beneath" }, h("section", {}, view.stepTitle, view.lines, view.numbers, view.chunkText),
    h("section", {}, view.fireTitle, view.fireLine, view.runText, view.eventList));
}

function fillFormula(view) {
  view.times = [];
  view.model.terms = TERMS;
  view.lines.replaceChildren(lineNode(view, LINES.step), lineNode(view, LINES.state));
  view.fireLine.replaceChildren(lineNode(view, view.model.isSmoothed ? LINES.fires_mean : LINES.fires));
}

function drawFormula(view) {
  const { model, labels, rest } = view, now = model.knownBy(rest.seconds), t = model.stepAt(now);
  setText(view.stepTitle, fill(labels.the_step, { time: format(now, 2) }));
  for (const { node, time } of view.times) setText(node, t < 0 ? (time ? "t−1" : "t") : String(t + 1 + time));
  drawMarked(view);
  setText(view.numbers, numberText(view, t));
  setText(view.runText, runText(view, t));
  setText(view.chunkText, chunkText(view));
  drawEventList(view);
}

function spokenStep(view) {
  const { model, rest } = view;
  return Math.max(0, model.stepAt(model.knownBy(rest.seconds))) + 1;
}

// "0.94 = σ(2.75)"; where a term is pointed at, what it stands for at this step.
function numberText(view, t) {
  const { model, labels } = view;
  if (t < 0) return fill(labels.no_step, { first: format(model.first, 2) });
  const until = model.timeOf(t), value = format(model.p[t], 2);
  const said = {
    x: `x⟨${t + 1}⟩: ${format(t ? until - model.step : 0, 2)} s – ${format(until, 2)} s`,
    a: `a⟨${t + 1}⟩: 0 s – ${format(until, 2)} s`,
    a_before: `a⟨${t}⟩: 0 s – ${format(t ? until - model.step : 0, 2)} s`,
  }[view.marked];
  if (said) return said;
  const z = model.logit(t), inside = Math.abs(z) > 13.8 ? `${z < 0 ? `< ${MINUS}` : "> "}13.8` : format(z, 2);
  return `${value} = σ(${inside})`;
}

// How many steps agree by now, and what comes of it.
function runText(view, t) {
  const { model, labels, rest } = view, { agree, refractory, smoothing } = model.events;
  if (t < 0) return "";
  const run = model.runs[t], threshold = thresholdText(rest.threshold), p = format(model.smoothed[t], 2);
  const values = { run, agree, threshold, refractory: format(refractory, 1), p };
  const mean = model.isSmoothed ? `${fill(labels.mean_of, { count: Math.min(smoothing, t + 1) })} = ${p} · ` : "";
  if (!run) return mean + fill(labels.run_none, values);
  if (run < agree) return mean + fill(run === 1 ? labels.run_one : labels.run_some, values);
  const event = model.eventBefore(t), time = event < 0 ? "" : format(model.timeOf(event), 2), begun = t - run + agree;
  if (event === t) return mean + fill(run === 1 ? labels.run_fires_one : labels.run_fires, { ...values, time });
  return mean + fill(event === begun ? labels.run_fired : labels.run_rests, { ...values, time });
}

const MOST_EVENTS = 12;

function drawEventList(view) {
  const { model, labels, rest } = view, fired = model.firedBy(rest.seconds), key = `${model.stamp}|${rest.threshold}|${fired.length}`;
  if (view.listKey === key) return;
  view.listKey = key;
  const shown = fired.slice(0, MOST_EVENTS).map((step) => {
    const time = format(model.timeOf(step), 2);
    return button({ class: "chip", "aria-label": fill(labels.event, { time }) }, `✓ ${time} s`, () => go(view, model.knownAt(model.timeOf(step))));
  });
  view.eventList.replaceChildren(h("span", { class: "count" }, eventCount(view)), ...shown,
    fired.length > MOST_EVENTS ? "…" : "");
}
