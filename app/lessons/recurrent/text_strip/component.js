// text_strip: how a phrase is selected, and how Python hears of it. See __init__.py for the data; the parts in kit/js and in js/
// come before this file in the same module.

export default (given) => shown(given, { mount, update });

function mount(view) {
  view.strip = new Strip(view);
}

function update(view, data) {
  view.strip.show(data);
}

class Strip extends Drawing {
  constructor(view) {
    super(view);
    this.press = null;
    this.anchor = 0;
    this.listen();
  }

  listen() {
    const on = (type, act) => this.text.addEventListener(type, (event) => act.call(this, event));
    on("keydown", this.key);
    on("pointerdown", this.down);
    on("pointermove", this.move);
    on("pointerup", this.up);
    on("pointercancel", () => { if (this.press) { this.select(this.press.before); this.press = null; } });
    on("pointerleave", () => { if (!this.press) this.point(null); });
    on("focus", () => this.point(this.text.matches(":focus-visible") && this.boxes.length ? this.cursor : this.pointed));
    on("blur", () => this.point(null));
  }

  // New data or a new theme. A page's order is taken once; otherwise the selection stays as the visitor has put it.
  show(data) {
    const { labels } = data, isOther = this.data?.text !== data.text;
    this.data = data;
    this.view.root.setAttribute("aria-label", labels.text);
    this.text.setAttribute("aria-label", `${labels.text}. ${labels.keys}`);
    if (isOther) {
      cancel(this.view, "announce");
      this.build();
    }
    this.paint();
    this.drawLegend();
    if (isOther || this.adopted !== data.order_number) {
      cancel(this.view, "send");
      this.adopted = data.order_number;
      this.selection = data.selection;
      this.sent = JSON.stringify(data.selection);
      this.press = null;
      this.anchor = data.selection?.[0] ?? 0;
      this.cursor = data.selection ? data.selection[1] - 1 : 0;
    }
    this.draw();
  }

  point(i) {
    if (this.pointed === i) return;
    this.pointed = i;
    this.draw();
  }

  // The change is drawn at once and goes to Python when it has rested, if it is another than what is known there.
  select(selection) {
    if (JSON.stringify(selection) === JSON.stringify(this.selection)) return;
    this.selection = selection;
    this.draw();
    say(this.view, () => (this.selection ? this.selectionText("announce") : this.data.labels.cleared));
    this.settle();
  }

  // Not while it is being dragged: the page would change beneath the pointer.
  settle() {
    later(this.view, "send", SEND_MS, () => {
      const text = JSON.stringify(this.selection);
      if (this.press) this.settle();
      else if (text !== this.sent) {
        this.sent = text;
        this.view.send("selection", { span: this.selection, text: this.data.text, number: Date.now() });
      }
    });
  }

  reach(i) {
    this.cursor = i;
    this.pointed = i;
    this.select([Math.min(this.anchor, i), Math.max(this.anchor, i) + 1]);
    this.draw();
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.boxes.length) return;
    const { cursor } = this, last = this.boxes.length - 1;
    const target = {
      ArrowLeft: () => Math.max(0, cursor - 1), ArrowRight: () => Math.min(last, cursor + 1), Home: () => 0, End: () => last,
      ArrowUp: () => this.line(-1), ArrowDown: () => this.line(1), Enter: () => cursor, " ": () => cursor,
    }[event.key]?.();
    if (target === undefined && (event.key !== "Escape" || !this.selection)) return;
    event.preventDefault();
    event.stopPropagation();
    const isEnter = event.key === "Enter" || event.key === " ";
    if (event.key === "Escape") this.clear();
    else if (event.shiftKey && !isEnter) this.reach(target);
    else this.step(target);
    if (isEnter) this.reach(target);
  }

  clear() {
    this.anchor = this.cursor;
    this.select(null);
  }

  // Where one has gone without Shift, the next selection begins; the one there is stays.
  step(target) {
    this.anchor = this.cursor = this.pointed = target;
    say(this.view, () => fill(this.valueText(target), { token: this.spokenToken(this.data.tokens[target]) }));
    this.draw();
  }

  // The token above or below the cursor.
  line(by) {
    const middle = (box) => { const r = box.getBoundingClientRect(); return [(r.left + r.right) / 2, (r.top + r.bottom) / 2]; };
    const [x, y] = middle(this.boxes[this.cursor]), height = parseFloat(getComputedStyle(this.text).lineHeight);
    const [found, at] = this.nearest(x, y + by * height);
    return at > height ? this.cursor : found;
  }

  // The token nearest to a point of the window, lines first, and how far away its line is.
  nearest(x, y) {
    const off = (low, high, at) => Math.max(low - at, 0, at - high);
    let best = 0, least = Infinity, lineAway = Infinity;
    this.boxes.forEach((box, i) => {
      for (const r of box.getClientRects()) {
        const vertical = off(r.top, r.bottom, y), away = 1000 * vertical + off(r.left, r.right, x);
        if (away < least) [best, least, lineAway] = [i, away, vertical];
      }
    });
    return [best, lineAway];
  }

  down(event) {
    if (event.button !== 0 || !event.isPrimary || !this.boxes.length) return;
    const [at] = this.nearest(event.clientX, event.clientY);
    this.press = { at, x: event.clientX, y: event.clientY, before: this.selection, moved: false };
    this.text.setPointerCapture(event.pointerId);
  }

  move(event) {
    if (!this.boxes.length) return;
    const [at] = this.nearest(event.clientX, event.clientY), { press } = this;
    if (!press) { if (event.pointerType !== "touch") this.point(this.isOver(event, at) ? at : null); return; }
    press.moved ||= at !== press.at || Math.hypot(event.clientX - press.x, event.clientY - press.y) > 6;
    if (!press.moved) return;
    this.anchor = press.at;
    this.reach(at);
  }

  isOver(event, at) {
    return [...this.boxes[at].getClientRects()].some((r) => event.clientX >= r.left && event.clientX <= r.right
      && event.clientY >= r.top && event.clientY <= r.bottom);
  }

  // A click selects one token; on the one that is selected, or beside the text, it clears.
  up(event) {
    const { press } = this;
    this.press = null;
    if (!press || press.moved) return;
    const [start, stop] = this.selection ?? [-1, -1];
    if (!this.isOver(event, press.at) || (start === press.at && stop === start + 1)) { this.clear(); return; }
    this.anchor = press.at;
    this.reach(press.at);
  }
}
