// The same as tables: the events, what is said, and the steps near the cursor or all that are in view.

const NEAR = 10;

function allStepsButton(view) {
  return toggleButton(view, view.labels.all_steps, (isOn) => { view.allSteps = isOn; });
}

function drawTable(view) {
  const { model, rest } = view, now = Math.max(0, model.stepAt(model.knownBy(rest.seconds)));
  const [first, last] = view.allSteps
    ? [Math.max(0, Math.ceil((rest.start - model.first) / model.step)), model.stepAt(rest.start + model.span)]
    : [Math.max(0, now - NEAR), Math.min(model.T - 1, now + NEAR)];
  const key = `${model.stamp}|${rest.threshold}|${first}|${last}|${view.allSteps ? "" : now}`;
  if (!isTableDue(view, key)) return;
  view.tables.replaceChildren(eventTable(view), ...wordTable(view), ...chunkTable(view), stepTable(view, first, last, now));
}

function eventTable(view) {
  const { model, labels, rest } = view;
  const rows = model.fired.map((t) => tableRow(format(model.timeOf(t), 3), [String(t + 1), format(model.smoothed[t], 3)]));
  const caption = `${fill(labels.table_events, { value: thresholdText(rest.threshold) })}: ${eventCount(view)}`;
  return tableOf([labels.time, labels.step, model.isSmoothed ? labels.p_mean : labels.p], rows, caption);
}

function wordTable(view) {
  const { labels, model } = view;
  const rows = model.words.map(([word, start, end]) => tableRow(h("bdi", {}, word), [format(start, 2), format(end, 2)]));
  return rows.length ? [tableOf([labels.word, labels.from, labels.to], rows, labels.table_words)] : [];
}

function stepTable(view, first, last, now) {
  const { model, labels } = view, fires = new Set(model.fired), rows = [];
  for (let t = first; t <= last; t++) {
    const mean = model.isSmoothed ? [format(model.smoothed[t], 3)] : [];
    const row = tableRow(String(t + 1), [format(model.timeOf(t), 3), format(model.p[t], 3), ...mean, String(model.runs[t]), fires.has(t) ? `✓ ${labels.yes}` : ""]);
    if (t === now) {
      row.className = "now";
      row.setAttribute("aria-current", "true");
    }
    rows.push(row);
  }
  const heads = [labels.step, labels.time, labels.p, ...(model.isSmoothed ? [labels.p_mean] : []), labels.run, labels.fires];
  return tableOf(heads, rows, fill(labels.table_steps, { first: first + 1, last: last + 1 }));
}
