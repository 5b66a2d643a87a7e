// Words over a picture: see __init__.py for the data; the parts in ../js and js/ come before this file in the same module.

const NARROW = 620;
let stamps = 0;

export default (given) => shown(given, { mount, update });

function mount(view, data) {
  Object.assign(view, { labels: headOf(data).labels, pointedWord: null, pointedPlace: null });
  view.tables = h("div", { class: "tables" });
  view.sides = h("div", { class: "sides" }, buildPlaces(view), buildSentence(view));
  view.figure = h("div", { class: "figure" }, view.sides, buildTable(view, view.tables), view.live);
  view.root = h("section", { class: "aligned", "aria-label": view.labels.picture }, view.figure);
  watch(view, view.figure, () => { if (view.wide !== view.figure.clientWidth) invalidate(view); });
}

// What the visitor has chosen stays as long as picture and words do.
function update(view, data) {
  if (view.bytes !== data) {
    const header = readWire(data);
    Object.assign(view, { bytes: data, present: header.present, colours: header.colours, stamp: ++stamps, laid: new Laid(header) });
    if (view.subject !== header.subject) {
      const { best } = view.laid;
      view.words = null;
      Object.assign(view, { subject: header.subject, word: best.indexOf(Math.max(...best)), place: null, pointedWord: null, pointedPlace: null });
    }
    view.root.classList.toggle("present", Boolean(header.present));
    if (view.words !== view.laid.words.join("\n")) fillSentence(view); // a button that is there keeps the focus
    view.words = view.laid.words.join("\n");
  }
  dress(view, view.colours);
  view.root.style.setProperty("--negative", css(view.theme.signed[0]));
  view.root.style.setProperty("--positive", css(view.theme.signed[2]));
  invalidate(view);
}

function redraw(view) {
  if (!view.laid || !view.figure.clientWidth) return;
  const style = getComputedStyle(view.figure);
  view.wide = view.figure.clientWidth;
  view.outer = Math.floor(view.wide - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
  view.isNarrow = view.outer < NARROW * (view.present ? 1.25 : 1);
  view.root.classList.toggle("narrow", view.isNarrow);
  view.frame = photoFrame(view);
  for (const part of [drawPlaces, drawSentence, drawTable]) part(view);
}
