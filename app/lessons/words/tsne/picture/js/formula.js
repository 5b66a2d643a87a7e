// The formula with the numbers of one pair: the pinned word and one of its neighbours.

const TERMS = new Map([
  ["C", { base: "C", label: "cost", colour: "kl" }],
  ["p", { base: "p", sub: "ij", label: "near_space", colour: "space" }],
  ["q", { base: "q", sub: "ij", label: "near_map", colour: "map" }],
  ["g", { base: "p", sub: "j|i", label: "near_one", colour: "space" }],
  ["r", { base: "p", sub: "i|j", label: "near_other", colour: "space" }],
  ["x", { base: "exp(−‖xᵢ−xⱼ‖²/2σᵢ²)", label: "bell", colour: "space" }],
  ["w", { base: "(1+‖yᵢ−yⱼ‖²)⁻¹", label: "tail", colour: "map" }],
].map(([id, term]) => [id, { id, sub: "", before: "", after: "", time: null, ...term }]));
const LINES = [
  { term: "C", words: ["C", "=", "Σ", "p", "log", "p", "/", "q"] },
  { term: "p", words: ["p", "=", "(", "g", "+", "r", ")", "/", "2N"] },
  { term: "g", words: ["g", "∝", "x"] },
  { term: "q", words: ["q", "=", "w", "/", "Z"] },
];

function buildFormula(view) {
  view.model = { terms: TERMS };
  view.times = [];
  view.lines = h("div", { class: "lines" }, ...LINES.map((line) => lineNode(view, line)));
  view.numbers = h("div", { class: "numbers" });
  view.formula = h("div", { class: "beneath" }, view.lines, view.numbers);
  listenToTerms(view, view.lines);
  return view.formula;
}

function drawFormula(view) {
  const { film, labels } = view, i = lookedAt(view);
  view.formula.hidden = film.method !== "tsne";
  if (view.formula.hidden) return;
  drawMarked(view);
  const frame = frameOf(view), key = `${film.stamp}|${i}|${view.focus}|${frame}|${view.moving}`;
  if (view.numberKey === key) return;
  view.numberKey = key;
  if (i < 0 || view.moving) { setText(view.numbers, i < 0 ? labels.pin_for_numbers : view.numbers.textContent); return; }
  const near = film.neighbours(i), j = near.includes(view.focus) ? view.focus : near[0], p = film.p(i, near.indexOf(j)), q = film.q(frame, i, j);
  const about = film.isExact ? "=" : "≈", power = (value) => value.toExponential(2).replace("e-", "·10⁻").replace(/⁻(\d)/, (_, d) => `⁻${"⁰¹²³⁴⁵⁶⁷⁸⁹"[d]}`);
  const values = { p: power(p), q: power(q), away: format(Math.sqrt(film.squared(frame, i, j)), 2), share: (p * Math.log(p / q)).toExponential(1).replace("-", MINUS), about };
  view.numbers.replaceChildren(
    h("bdi", {}, film.names[i]), " – ", h("bdi", {}, film.names[j]), `: ${fill(labels.pair, values)}`);
}
