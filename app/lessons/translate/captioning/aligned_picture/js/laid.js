// A sentence laid over the places of a picture: v · s of each word at each place, and what follows from it.

const SIDE = 7, PLACES = SIDE * SIDE;

class Laid {
  constructor({ words, width, height, arrays }) {
    Object.assign(this, { words, width, height, scores: arrays.scores.values });
    this.places = words.map((_, word) => this.bestPlace(word));
    this.best = this.places.map((place, word) => this.score(word, place));
    this.sum = this.best.reduce((total, value) => total + value, 0);
    this.most = Math.max(...this.scores);
    this.least = Math.min(...this.scores);
    this.limit = Math.max(this.most, -this.least) || 1; // of the one scale for all words and places
    this.photo = linkOf(arrays.photo.values);
  }

  score(word, place) { return this.scores[word * PLACES + place]; }

  bestPlace(word) {
    let found = 0;
    for (let place = 1; place < PLACES; place++) if (this.score(word, place) > this.score(word, found)) found = place;
    return found;
  }

  // The word that scores most at a place; of equals the first.
  answering(place) {
    return this.words.reduce((found, _, word) => (this.score(word, place) > this.score(found, place) ? word : found), 0);
  }
}

// A file as an address that stands for itself.
function linkOf(values) {
  let text = "";
  for (let i = 0; i < values.length; i += 8192) text += String.fromCharCode(...values.subarray(i, i + 8192));
  return `data:image/jpeg;base64,${btoa(text)}`;
}

const rowOf = (place) => Math.floor(place / SIDE);
const columnOf = (place) => place % SIDE;
const named = (place) => ({ row: rowOf(place) + 1, column: columnOf(place) + 1 });

// "0.31 + 2.10 − 0.20": each number with the sign before it.
function summands(values) {
  return values.map((value, i) => {
    const text = format(Math.abs(value), 2), isMinus = format(value, 2).startsWith(MINUS);
    return [i ? `${isMinus ? MINUS : "+"} ` : isMinus ? MINUS : "", text];
  });
}
