// Terms of a formula as MathML; each can be focused, carries its name, and says by data-term which part it marks.
// The view brings `model.terms` (a Map by id) and `labels`; `times` collects the steps that change.

// Terms are buttons with a formula in each, and formulas between them: within one formula nothing may take the focus.
function lineNode(view, line) {
  const node = h("div", { class: "line", "data-line": line.term });
  let between = null;
  for (const word of line.words) {
    const term = view.model.terms.get(word);
    if (term) node.append(termMath(view, term));
    else if (between && node.lastChild === between.parentNode) between.append(wordMath(word));
    else {
      between = m("mrow", {}, wordMath(word));
      node.append(m("math", { class: /^[=+∗]$/.test(word) ? "apart" : null }, between));
    }
    if (!term) between.parentNode.classList.toggle("open", /^[=+∗,]$/.test(word));
  }
  return node;
}

function wordMath(word) {
  const named = word.match(/^([A-Za-zΣ])_(\S+)$/);
  if (named) return m("msub", {}, m("mi", {}, named[1]), m("mi", {}, named[2]));
  if (/^[A-Za-zσ]+$/.test(word)) return m("mi", { class: "function" }, word);
  return m("mo", /^[()[\]]$/.test(word) ? { stretchy: "false" } : {}, word);
}

// A term with its underline and its small name beneath; time stands raised, as in the course.
function termMath(view, term) {
  let base = m("mi", {}, term.base);
  if (term.accent === "~") base = m("mover", { accent: "true" }, base, m("mo", { stretchy: "false" }, "~"));
  const raised = term.time === null ? null : m("mrow", {}, m("mo", { stretchy: "false" }, "⟨"), m("mn", {}), m("mo", { stretchy: "false" }, "⟩"));
  if (raised) view.times.push({ node: raised.children[1], time: term.time });
  const sub = term.sub ? m("mi", {}, term.sub) : null;
  const core = sub && raised ? m("msubsup", {}, base, sub, raised) : sub ? m("msub", {}, base, sub)
    : raised ? m("msup", {}, base, raised) : base;
  const before = term.before === "(1−" ? [m("mo", { stretchy: "false" }, "("), m("mn", {}, "1"), m("mo", {}, "−")]
    : term.before ? [wordMath(term.before), m("mspace", { width: "0.2em" })] : [];
  const body = m("mrow", { class: "body" }, ...before, core, term.after ? m("mo", { stretchy: "false" }, term.after) : null);
  const name = view.labels[term.label] ?? term.label;
  const node = h("span", { class: "term", tabindex: "0", role: "button", "data-term": term.id, "aria-label": name },
    m("math", {}, m("munder", {}, body, m("mtext", { class: "name" }, term.colour ? name : ""))));
  if (term.colour) node.style.setProperty("--term", `var(--c-${term.colour})`);
  else node.classList.add("plain");
  return node;
}

// Pointing at a term, in the formula or the picture, marks it in both; so does the focus, while nothing is pointed at.
function mark(view, by, term) {
  view.marks[by] = term;
  const marked = view.marks.pointer ?? view.marks.picture ?? view.marks.focus ?? null;
  if (view.marked === marked) return;
  view.marked = marked;
  invalidate(view);
}

// `within`: a part of the view; `nameOf` gives what a term marks where that is not the term itself.
function listenToTerms(view, within, nameOf = (term) => term) {
  for (const [type, by, isOn] of [["pointerover", "pointer", true], ["pointerout", "pointer", false], ["focusin", "focus", true], ["focusout", "focus", false]]) {
    within.addEventListener(type, (event) => {
      const node = event.target.closest?.("[data-term]");
      if (node) mark(view, by, isOn ? nameOf(node.dataset.term) : null);
    });
  }
}

function drawMarked(view, nameOf = (term) => term) {
  for (const node of view.root.querySelectorAll(".term")) node.classList.toggle("marked", nameOf(node.dataset.term) === view.marked);
}

// Lines of numbers; a word is plain text, an element, or [term, text] in the term's colour.
function numberNodes(view, lines) {
  return lines.map((words) => h("div", {}, ...words.map((word) => numberNode(view, word))));
}

function numberNode(view, word) {
  if (typeof word === "string" || word instanceof Node) return word;
  const [term, text] = word, colour = view.theme.text(view.model.terms.get(term)?.colour);
  return h("span", { class: view.marked === term ? "value marked" : "value", style: `color:${colour}` }, text);
}

// How terms are spoken: "forget, Γf", "memory, c⟨29⟩".
function spellTerms(view, t) {
  for (const node of view.root.querySelectorAll(".term")) {
    const term = view.model.terms.get(node.dataset.term);
    node.setAttribute("aria-label", `${view.labels[term.label] ?? term.label}, ${termText(term, t)}`);
  }
}
