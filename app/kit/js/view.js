// A component's view: one for each place it is mounted at, built once and then kept up to date. A component gives
// mount(view, data), which builds `view.root`; update(view, data), for new data and for a new theme; redraw(view, now), which
// draws a frame; and, if there is more to end than timers, close(view).

const SEND_MS = 150, ANNOUNCE_MS = 250;
const views = new WeakMap();

function shown({ parentElement, data, setStateValue, setTriggerValue }, { mount, update, close }) {
  let view = views.get(parentElement);
  if (!view) {
    view = { shadow: parentElement, timers: {}, marks: {}, marked: null, live: h("div", { class: "hidden-text", "aria-live": "polite" }) };
    mount(view, data);
    view.root.classList.add("view");
    parentElement.append(view.root);
    views.set(parentElement, view);
  }
  const call = {};
  Object.assign(view, { call, send: asking(view, setStateValue), trigger: asking(view, setTriggerValue) });
  update(view, data);
  fillStart(view, ArrayBuffer.isView(data) ? headOf(data) : data);
  return () => {
    if (view.call !== call) return; // overtaken by another message while the script was on its way
    close?.(view);
    Object.values(view.timers).forEach(clearTimeout);
    cancelAnimationFrame(view.raf);
    view.observer?.disconnect();
    view.resized?.disconnect();
    document.removeEventListener("keydown", view.handOn);
    view.root.remove();
    views.delete(parentElement);
  };
}

// `act` is called when the size of a part of the view has changed.
function watch(view, node, act) {
  view.observer = new ResizeObserver(act);
  view.observer.observe(node);
}

// Of what is asked for under one name, only the last is done.
function later(view, name, ms, act) {
  clearTimeout(view.timers[name]);
  view.timers[name] = setTimeout(() => {
    delete view.timers[name];
    act();
    showBusy(view);
  }, ms);
  showBusy(view);
}

function cancel(view, name) {
  clearTimeout(view.timers[name]);
  delete view.timers[name];
  showBusy(view);
}

function invalidate(view) {
  view.raf ||= requestAnimationFrame((now) => {
    view.raf = 0;
    if (view.root.isConnected) redraw(view, now);
    showBusy(view);
  });
  showBusy(view);
}

// Who waits until the picture rests sees by `data-busy` that a frame or a timer is still to come, and by `data-asked` which
// run of the page stood there when the server was asked last: a newer one holds the answer.
function showBusy(view) {
  view.root?.toggleAttribute("data-busy", Boolean(view.raf) || Object.keys(view.timers).length > 0);
}

function asking(view, send) {
  return (...values) => {
    view.root.dataset.asked = runNow();
    send(...values);
  };
}

// The number of the page's run; a page without a frame has none.
function runNow() {
  return document.querySelector("[data-run]")?.dataset.run ?? "0";
}

// A page's order is taken once; otherwise the picture stays where the visitor has put it. Says whether there was a new one.
function adopt(view, { rest, order_number, subject }) {
  view.subject = subject;
  if (view.adopted === order_number) return false;
  view.adopted = order_number;
  view.rest = { ...rest };
  view.sent = JSON.stringify(view.rest);
  return true;
}

// The page is told where the picture rests once it does, if that is elsewhere than it was told or asked for. `rest()` gives
// null for not yet.
function settle(view, rest = () => view.rest, delay = SEND_MS) {
  later(view, "send", delay, () => {
    const now = rest(), text = JSON.stringify(now);
    if (now === null || text === view.sent) return;
    hideNotes(view); // the first step has been made
    view.sent = text;
    view.send("rest", { ...now, subject: view.subject, number: Date.now() });
  });
}

// Read aloud once the picture rests, so that a reader's voice is not overrun while stepping.
function say(view, text) {
  later(view, "announce", ANNOUNCE_MS, () => setText(view.live, text()));
}
