// From a path, one symbol a frame, to the letters that it spells, as core.speech.ctc.collapse does it; and the same with two
// mistakes, as core.speech.ctc_mistakes makes them. Nothing here knows of a page.

const BLANK = 0, SPACE = 1;

// [symbol, first frame, frame after the last] for each stretch of one symbol.
function runsOf(path) {
  const out = [];
  path.forEach((symbol, t) => {
    if (out.at(-1)?.[0] === symbol) out.at(-1)[2] = t + 1;
    else out.push([symbol, t, t + 1]);
  });
  return out;
}

// Each letter with the stretches of frames that it is made of, and whether a mistake made it.
// wrongly: "dropped": blanks are dropped before repeats are merged; "space": a blank is read as a space.
function lettersOf(path, wrongly = "none") {
  const runs = runsOf(path), out = [];
  for (const [symbol, first, end] of runs) {
    const isBlank = symbol === BLANK, last = out.at(-1);
    if (wrongly === "dropped" && !isBlank && last?.symbol === symbol) {
      last.runs.push([first, end]);
      last.isWrong = true;
    } else if (!isBlank) out.push({ symbol, runs: [[first, end]], isWrong: false });
    else if (wrongly === "space") out.push({ symbol: SPACE, runs: [[first, end]], isWrong: true });
  }
  return out;
}

const spelledBy = (path, wrongly) => lettersOf(path, wrongly).map(({ symbol }) => symbol);
