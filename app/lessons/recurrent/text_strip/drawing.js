// text_strip: how the text, its legend and the line above it are drawn.

class Drawing {
  constructor(parent) {
    this.reading = h("div", { class: "reading" });
    this.legend = h("div", { class: "legend" });
    this.plain = h("p", { class: "hidden-text" });
    this.text = h("div", { class: "text", role: "application", tabindex: "0" });
    this.live = h("div", { class: "hidden-text", "aria-live": "polite" });
    const head = h("div", { class: "head" }, this.reading, this.legend);
    this.root = h("div", { class: "strip", role: "group" }, head, this.plain, this.text, this.live);
    parent.append(this.root);
    this.boxes = [];
    this.selection = this.pointed = null;
    this.cursor = 0;
  }

  build() {
    const { tokens } = this.data, parts = document.createDocumentFragment();
    this.pointed = null;
    this.boxes = tokens.map((token, i) => {
      const box = h("bdi", { class: "tok", dir: "auto", "data-i": i, "aria-hidden": "true" }, visible(token));
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
    const { values, marks, colours } = this.data, ink = this.colour("--st-text-color");
    const page = this.colour("--st-background-color"), dark = themeOf(this.root) === "dark", marked = new Set(marks);
    const mixed = (from, to, share) => `rgb(${from.map((c, k) => Math.round(c + (to[k] - c) * share)).join(" ")})`;
    this.root.style.setProperty("--quiet", mixed(ink, page, 0.33));
    this.root.style.setProperty("--line", mixed(page, ink, dark ? 0.16 : 0.13));
    this.scale = signedScale(colours, this.root);
    this.boxes.forEach((box, i) => {
      const value = values?.[i] ?? null, background = value === null ? "" : this.scale(value);
      box.style.background = background;
      box.style.color = background && inkOn(background, ink);
      box.classList.toggle("marked", marked.has(i));
    });
  }

  colour(name) {
    const text = getComputedStyle(this.root).getPropertyValue(name).trim();
    if (/^#[0-9a-f]{6}$/i.test(text)) return channels(text);
    return (themeOf(this.root) === "dark") === (name === "--st-text-color") ? [232, 234, 237] : [29, 33, 38];
  }

  drawLegend() {
    const { values, marks, labels } = this.data;
    this.legend.replaceChildren();
    if (values) {
      const ramp = h("span", { class: "ramp" });
      ramp.style.background = `linear-gradient(to right, ${[-1, -0.5, 0, 0.5, 1].map(this.scale).join(", ")})`;
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
      this.reading.replaceChildren(before, h("bdi", { dir: "auto" }, shortened(visible(tokens[i]))), after);
    } else {
      this.reading.textContent = this.selection ? this.selectionText("selected") : labels.hint;
    }
  }

  valueText(i) {
    const { values, marks, labels } = this.data, value = values?.[i] ?? null;
    const text = fill(labels.step, { step: i + 1, value: value === null ? "" : number(value) }).trim();
    return marks.includes(i) ? `${text} · ${labels.mark}` : text;
  }

  selectionText(label) {
    const { tokens, labels } = this.data, [start, stop] = this.selection;
    const phrase = stop - start === 1 ? this.spoken(tokens[start]) : joined(tokens.slice(start, stop));
    return fill(labels[stop - start === 1 ? `${label}_one` : label], { first: start + 1, last: stop, phrase });
  }

  spoken(token) {
    const { labels } = this.data;
    return token === " " ? labels.space : token === "\n" ? labels.newline : visible(token);
  }
}
