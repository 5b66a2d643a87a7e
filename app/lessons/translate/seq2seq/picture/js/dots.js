// The points of the plane to the pointer and to the keys, and the tabs of the maps.

function drawTabs(view) {
  const { one, rest, labels } = view, names = Object.keys(one.maps), key = [view.labelKey, names.join()].join("|");
  if (view.tabsKey !== key) {
    view.tabsKey = key;
    view.tabs.replaceChildren(...names.map((name) => mapButton(view, name)));
  }
  view.tabs.hidden = names.length < 2;
  for (const node of view.tabs.children) node.setAttribute("aria-pressed", String(node.dataset.map === rest.map));
}

function mapButton(view, name) {
  const node = quietButton(view.labels[`map_${name}`] ?? name, () => { view.dot = null; change(view, { map: name }); });
  node.dataset.map = name;
  return node;
}

// A button over each point, one of them in the order of the keys.
function placeDots(view, map, points) {
  const key = [view.one.stamp, view.rest.map, view.labelKey].join("|"), { dotNodes } = view;
  if (view.dotsKey !== key) {
    view.dotsKey = key;
    while (dotNodes.length > map.texts.length) dotNodes.pop().remove();
    while (dotNodes.length < map.texts.length) dotNodes.push(dotButton(view, dotNodes.length));
    dotNodes.forEach((node, i) => node.setAttribute("aria-label", dotSaid(view, i)));
    view.dotFocus = clamp(view.dotFocus ?? 0, 0, map.texts.length - 1);
  }
  dotNodes.forEach((node, i) => {
    node.style.transform = `translate(${Math.round(points[i][0] - 9)}px, ${Math.round(points[i][1] - 9)}px)`;
    node.tabIndex = i === view.dotFocus ? 0 : -1;
  });
}

function dotButton(view, i) {
  const node = button({ class: "dot", "data-dot": i }, "", () => load(view, i));
  node.addEventListener("focus", () => {
    view.dotFocus = i;
    if (node.matches(":focus-visible")) overDot(view, i, middleOf(node));
  });
  node.addEventListener("blur", () => overDot(view, null, null));
  view.dots.append(node);
  return node;
}

function middleOf(node) {
  const box = node.getBoundingClientRect();
  return { clientX: box.left + box.width / 2, clientY: box.bottom };
}

function dotSaid(view, i) {
  const { texts, near, apart } = mapNow(view);
  return fill(view.labels.dot_said, { text: isolated(texts[i]), near: format(near[i]), apart: format(apart[i]) });
}

function dotLines(view, i) {
  const { one, labels } = view, { texts, near, apart } = mapNow(view), isOwn = texts[i] === one.text;
  if (isOwn) return [isolated(texts[i]), labels.dot_own];
  return [isolated(texts[i]), fill(labels.dot_far, { near: format(near[i]), apart: format(apart[i]) }),
    labels.dot_load];
}

function overDot(view, i, event) {
  showTip(view, i === null ? [] : dotLines(view, i), event);
  if (view.dot === i) return;
  view.dot = i;
  invalidate(view);
}

// The page is asked for that sentence.
function load(view, i) {
  const text = mapNow(view).texts[i];
  if (text !== view.one.text) view.trigger("text", { text, subject: view.subject, number: Date.now() });
}

function dotUnder(view, event) {
  const box = view.plane.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
  let best = null, least = NEAR;
  (view.points ?? []).forEach(([px, py], i) => {
    const away = Math.hypot(px - x, py - y);
    if (away < least) [best, least] = [i, away];
  });
  return best;
}

function listenToPlane(view) {
  const { planeBox, dots } = view, isTab = (event) => event.target.closest?.(".maps button");
  planeBox.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const i = isTab(event) ? null : dotUnder(view, event);
    planeBox.style.cursor = i === null ? "" : "pointer";
    overDot(view, i, event);
  });
  planeBox.addEventListener("pointerleave", () => overDot(view, null, null));
  planeBox.addEventListener("click", (event) => {
    const i = isTab(event) || event.target.closest?.(".dot") ? null : dotUnder(view, event);
    if (i !== null) load(view, i);
  });
  dots.addEventListener("keydown", (event) => {
    const { dotNodes: all } = view, walk = (by) => () =>
      all[clamp(view.dotFocus + by, 0, all.length - 1)].focus({ preventScroll: true });
    taken(event, { ArrowRight: walk(1), ArrowDown: walk(1), ArrowLeft: walk(-1), ArrowUp: walk(-1),
      Home: walk(-Infinity), End: walk(Infinity), Escape: () => overDot(view, null, null) }[event.key]);
  });
}

// Of the map on screen: the nearest other sentence, one of the same meaning if it has a group, and the farthest.
function compared(view) {
  const map = mapNow(view), mine = map ? map.texts.indexOf(view.one.text) : -1,
    others = [...(map?.texts.keys() ?? [])].filter((i) => i !== mine);
  if (others.length < 2) return null;
  const same = others.filter((i) => mine >= 0 && map.groups[mine] >= 0 && map.groups[i] === map.groups[mine]);
  const best = (among, sign) => among.reduce((a, b) => (sign * map.near[b] > sign * map.near[a] ? b : a));
  return [best(same.length ? same : others, 1), best(others, -1)].map((i) =>
    ({ text: map.texts[i], near: map.near[i] }));
}

function nearestSaid(view) {
  const pair = compared(view);
  return pair ? fill(view.labels.nearest_said, { text: isolated(pair[0].text), near: format(pair[0].near) }) : "";
}
