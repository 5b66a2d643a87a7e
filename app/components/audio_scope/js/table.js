// The same as tables: the events, what is said, and the steps near the cursor or all that are in view.

const NEAR = 10;

function buildTable(view) {
  view.allSteps = false;
  view.allButton = h("button", { type: "button", class: "quiet-button", "aria-pressed": "false" }, view.labels.all_steps);
  view.allButton.addEventListener("click", () => {
    view.allSteps = !view.allSteps;
    view.allButton.setAttribute("aria-pressed", String(view.allSteps));
    invalidate(view);
  });
  view.tables = h("div", { class: "tables" });
  view.tableBox = h("div", { class: "table-box", hidden: true, tabindex: "0", role: "region", "aria-label": view.labels.table },
    view.allButton, view.tables);
  return view.tableBox;
}

function drawTable(view) {
  view.tableBox.hidden = !view.tableOpen;
  if (!view.tableOpen) return;
  const { model, rest } = view, now = Math.max(0, model.stepAt(rest.seconds));
  const [first, last] = view.allSteps
    ? [Math.max(0, Math.ceil((rest.start - model.first) / model.step)), model.stepAt(rest.start + model.span)]
    : [Math.max(0, now - NEAR), Math.min(model.T - 1, now + NEAR)];
  const key = `${model.stamp}|${rest.threshold}|${first}|${last}|${view.allSteps ? "" : now}`;
  if (view.tableKey === key) return;
  view.tableKey = key;
  view.tables.replaceChildren(eventTable(view), ...wordTable(view), stepTable(view, first, last, now));
}

function tableOf(caption, heads, rows) {
  return h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...rows));
}

function eventTable(view) {
  const { model, labels, rest } = view;
  const rows = model.fired.map((t) => h("tr", {}, h("th", { scope: "row" }, format(model.timeOf(t), 3)), h("td", {}, String(t + 1)),
    h("td", {}, format(model.smoothed[t], 3))));
  const caption = `${fill(labels.table_events, { value: thresholdText(rest.threshold) })}: ${eventCount(view)}`;
  return tableOf(caption, [labels.time, labels.step, model.isSmoothed ? labels.p_mean : labels.p], rows);
}

function wordTable(view) {
  const { labels, model } = view;
  const rows = model.words.map(([word, start, end]) => h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, word)),
    h("td", {}, format(start, 2)), h("td", {}, format(end, 2))));
  return rows.length ? [tableOf(labels.table_words, [labels.word, labels.from, labels.to], rows)] : [];
}

function stepTable(view, first, last, now) {
  const { model, labels } = view, fires = new Set(model.fired), rows = [];
  for (let t = first; t <= last; t++) {
    const mean = model.isSmoothed ? [h("td", {}, format(model.smoothed[t], 3))] : [];
    rows.push(h("tr", { class: t === now ? "now" : null, "aria-current": t === now ? "true" : null },
      h("th", { scope: "row" }, String(t + 1)), h("td", {}, format(model.timeOf(t), 3)), h("td", {}, format(model.p[t], 3)), ...mean,
      h("td", {}, String(model.runs[t])), h("td", {}, fires.has(t) ? `✓ ${labels.yes}` : "")));
  }
  const heads = [labels.step, labels.time, labels.p, ...(model.isSmoothed ? [labels.p_mean] : []), labels.run, labels.fires];
  return tableOf(fill(labels.table_steps, { first: first + 1, last: last + 1 }), heads, rows);
}
