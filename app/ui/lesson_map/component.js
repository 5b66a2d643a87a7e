const watched = new WeakMap();

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// The address of a lesson beside this page, which is the app's root.
function address(slug) {
  return `${window.location.pathname.replace(/\/?$/, "/")}${slug}${window.location.search}`;
}

function drawCard(card, data, choose, canvases) {
  const box = element(card.planned ? "div" : "a", card.planned ? "card planned" : "card");
  if (card.planned) box.append(element("span", "coming", data.coming));
  if (card.picture) {
    const canvas = element("canvas");
    canvas.setAttribute("aria-hidden", "true");
    canvases.push([canvas, card]);
    box.append(canvas);
  }
  box.append(element("span", "title", card.title), element("span", "question", card.question));
  if (!card.planned) {
    box.href = address(card.slug);
    box.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      choose(card.slug);
    };
  }
  const item = element("li");
  item.append(box);
  return item;
}

function build(nav, data, choose) {
  const canvases = [];
  nav.setAttribute("aria-label", data.label);
  nav.replaceChildren();
  for (const section of data.sections) {
    const list = element("ul");
    list.append(...section.cards.map((card) => drawCard(card, data, choose, canvases)));
    nav.append(element("h2", "", section.title), list);
  }
  return canvases;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const nav = parentElement.querySelector("nav");
  watched.get(nav)?.disconnect();
  const canvases = build(nav, data, (slug) => setTriggerValue("chosen", slug));
  const draw = () => {
    for (const [canvas, card] of canvases) {
      if (canvas.clientWidth) pictures[card.kind](canvas, card.picture, data.colours);
    }
  };
  const watch = new ResizeObserver(draw);
  watch.observe(nav);
  watched.set(nav, watch);
  draw();
  return () => watch.disconnect();
}
