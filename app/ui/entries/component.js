// Streamlit makes an entry of the browser's history of every address that a page writes, of five steps of a picture five. Here
// an address takes the place of the one before where they differ only by where a picture rests, and where a page that has
// just been opened writes by itself what it was left at.

function watch() {
  const { history } = window, push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  const entries = { resting: new Set(), hasActed: true, undo: null };
  const isStep = (from, to) => [...from.searchParams.keys(), ...to.searchParams.keys()].every(
    (name) => entries.resting.has(name) || from.searchParams.get(name) === to.searchParams.get(name));

  // Within a page.
  function write(from, to, args) {
    const isNew = entries.hasActed && !isStep(from, to);
    entries.undo ??= { isNew, href: from.href };
    (isNew ? push : replace)(...args);
  }

  // To another page. What that page has written may have come before it and stand as an entry of the one that is left.
  function turn(from, to, args) {
    const { undo } = entries, isAhead = undo !== null && to.search === from.search;
    if (isAhead && !undo.isNew) replace({}, "", undo.href);
    (isAhead && undo.isNew ? replace : push)(...args);
    Object.assign(entries, { hasActed: false, undo: null });
  }

  history.pushState = (...args) => {
    const from = new URL(window.location.href), to = new URL(args[2], from);
    (to.pathname === from.pathname ? write : turn)(from, to, args);
  };
  const act = () => Object.assign(entries, { hasActed: true, undo: null });
  for (const type of ["pointerdown", "keydown"]) window.addEventListener(type, act, { capture: true });
  return entries;
}

const entries = (window.unrolledEntries ??= watch()); // one for the window, however often this is loaded

export default function ({ data }) {
  entries.resting = new Set(data.resting);
}
