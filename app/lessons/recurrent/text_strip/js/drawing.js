// How the text, its legend and the line above it are drawn.

class Drawing {
  constructor(view) {
    this.view = view;
    this.reading = h("div", { class: "reading" });
    this.legend = h("div", { class: "legend" });
    this.plain = h("p", { class: "hidden-text" });
    this.text = h("div", { class: "text", role: "application", tabindex: "0" });
    const head = h("div", { class: "head" }, this.reading, this.legend);
    view.root = h("div", { class: "strip", role: "group" }, head, this.plain, this.text, view.live);
    this.boxes = [];
    this.selection = this.pointed = null;
    this.cursor = 0;
  }

  build() {
    const { tokens } = this.data, parts = document.createDocumentFragment();
    this.pointed = null;
    this.boxes = tokens.map((token, i) => {
      const box = h("bdi", { class: "tok", dir: "auto", "data-i": i, "aria-hidden": "true" }, shownToken(token));
      box.classList.toggle("word", isWord(token));
      parts.append(box);
      if (token.endsWith("\n")) parts.append(document.createElement("br"));
      else if (isWord(token) || /\s$/.test(token)) parts.append(document.createElement("wbr"));
      return box;
    });
    this.text.replaceChildren(parts);
    this.plain.textContent = joined(tokens);
  }

  paint() {
    const { values, marks, colours } = this.data, marked = new Set(marks);
    dress(this.view, { palette: {}, signed: colours });
    const { theme } = this.view;
    this.boxes.forEach((box, i) => {
      const value = values?.[i] ?? null, background = value === null ? null : signedColour(theme, value);
      box.style.background = background ? css(background) : "";
      box.style.color = background ? inkOn(background, theme.ink) : "";
      box.classList.toggle("marked", marked.has(i));
    });
  }

  drawLegend() {
    const { values, marks, labels } = this.data;
    this.legend.replaceChildren();
    if (values) {
      const ramp = h("span", { class: "ramp" });
      const colours = [-1, -0.5, 0, 0.5, 1].map((value) => css(signedColour(this.view.theme, value)));
      ramp.style.background = `linear-gradient(to right, ${colours.join(", ")})`;
      this.legend.append(h("span", { class: "scale" }, h("span", { class: "scale-name" }, labels.scale), "−1", ramp, "1"));
    }
    if (marks.length) this.legend.append(h("span", { class: "key-mark" }, labels.mark));
  }

  draw() {
    const [start, stop] = this.selection ?? [0, 0];
    this.boxes.forEach((box, i) => {
      const is = (name, truth) => box.classList.toggle(name, truth);
      is("selected", i >= start && i < stop);
      is("first", i === start);
      is("last", i === stop - 1);
      is("cursor", i === this.cursor);
      is("pointed", i === this.pointed);
    });
    this.read();
  }

  // What one points at, else what is selected, else what one can do, always in the same place.
  read() {
    const { tokens, labels } = this.data, [start, stop] = this.selection ?? [0, 0];
    const i = this.pointed ?? (stop - start === 1 ? start : null);
    this.reading.classList.toggle("pointed", i !== null);
    if (i !== null) {
      const [before, after = ""] = this.valueText(i).split("{token}");
      this.reading.replaceChildren(before, h("bdi", { dir: "auto" }, shortened(shownToken(tokens[i]))), after);
    } else {
      this.reading.textContent = this.selection ? this.selectionText("selected") : labels.hint;
    }
  }

  valueText(i) {
    const { values, marks, labels } = this.data, value = values?.[i] ?? null;
    const text = fill(labels.step, { step: i + 1, value: value === null ? "" : format(value) }).trim();
    return marks.includes(i) ? `${text} · ${labels.mark}` : text;
  }

  selectionText(label) {
    const { tokens, labels } = this.data, [start, stop] = this.selection;
    const phrase = stop - start === 1 ? this.spokenToken(tokens[start]) : joined(tokens.slice(start, stop));
    return fill(labels[stop - start === 1 ? `${label}_one` : label], { first: start + 1, last: stop, phrase });
  }

  spokenToken(token) {
    const { labels } = this.data;
    return token === " " ? labels.space : token === "\n" ? labels.newline : shownToken(token);
  }
}
