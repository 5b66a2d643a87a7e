// Numbers and sentences as they are shown and read aloud.

// ".68"
function chanceText(p) {
  const text = p.toFixed(2);
  return text.startsWith("0") ? text.slice(1) : "1";
}

const percent = (share) => `${Math.round(100 * share)}%`;
const quoted = (text) => `“${isolated(text)}”`;

// The beginning of a sentence, as many words as `most` letters hold.
function beginning(text, most) {
  if (text.length <= most) return text;
  const cut = text.slice(0, most).replace(/\s+\S*$/, "");
  return `${cut || text.slice(0, most)} …`;
}

// Where the player is: what is done, how many, of how many, and the piece.
function statusOf({ one, labels }, step) {
  if (step === one.R) return { text: labels.status_vector, word: "" };
  const isReading = step < one.R, number = isReading ? step : step - one.R;
  const text = fill(isReading ? labels.status_reads : labels.status_writes,
    { number, count: isReading ? one.R : one.T });
  return { text, word: isReading ? one.sourceNames[number - 1] : one.targetNames[number - 1] };
}

function stepSaid(view, step) {
  const { text, word } = statusOf(view, step);
  return word ? `${text}: ${isolated(word)}` : text;
}

function restText(view) {
  const { one, labels } = view, step = stepNow(view), unit = view.rest.unit, t = step - one.R - 1,
    said = [stepSaid(view, step)];
  if (t >= 0) said.push(fill(labels.said_p, { p: chanceText(one.p[t]),
    text: isolated(one.written(t + 1)) }));
  if (step === one.R) said.push(fill(labels.c_numbers, { count: one.C }));
  if (unit !== null && step >= one.R) said.push(unitText(view, unit), t >= 0 && one.knowsEach ? withoutText(view, unit, t) : "");
  return said.filter(Boolean).join(". ");
}

const unitText = ({ one, labels }, unit) => fill(labels.unit, { number: unit + 1, value: format(one.c[unit]) });
const withoutText = ({ one, labels }, unit, t) => fill(labels.without,
  { word: isolated(one.targetNames[t]), p: chanceText(one.p[t]), after: chanceText(one.without(t, unit)) });

// What the tip tells of a part of the picture.
function partLines(view, { kind, i, unit }) {
  const { one, labels, rest } = view, t = writtenNow(view) - 1;
  const value = (state, number) => [fill(labels.value, { state, number: unit + 1, value: format(number) })];
  if (kind === "a") return value(stateName(one, i, halfOf(one, unit)), one.a(i, unit));
  if (kind === "s") return value(`s⟨${i + 1}⟩`, one.s(i, unit));
  if (kind === "x") return [wordText(view, i)];
  if (kind === "y") return [quoted(one.targetNames[i]),
    i + 1 < one.T ? fill(labels.feeds, { step: i + 2 }) : one.ended ? labels.ends : labels.cut];
  if (kind === "P") return one.next[i].map(([piece, p]) => `${chanceText(p)} ${isolated(pieceText(piece, labels))}`);
  return [unitText(view, unit), t >= 0 && one.knowsEach ? withoutText(view, unit, t) : "",
    rest.unit === unit ? labels.unpin : one.knowsEach ? labels.pin : labels.pin_each].filter(Boolean);
}

const stateName = (one, i, half) => (one.both_ways ? `a${half ? "←" : "→"}⟨${i + 1}⟩` : `a⟨${i + 1}⟩`);

// Of a word that was read: how far c moves without it, once there is a c.
function wordText(view, i) {
  const { one, labels } = view, word = one.wordOf[i];
  if (word < 0) return one.sourceNames[i];
  const name = isolated(one.words[word]);
  return flowShare(view) === 1 ? fill(labels.lost_word, { word: name, by: percent(one.left_out[word]) }) : name;
}
