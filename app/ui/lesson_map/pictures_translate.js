// More kinds of small pictures, of the lessons on translation.
Object.assign(pictures, {
  // read, written: a column of numbers from −1 to 1 for each piece; c: those of the one column between them.
  accordion(canvas, { read, c, written }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { positive } = colours[themeOf(canvas)], colour = signedScale(colours, canvas);
    const pitch = (width - 4) / (read.length + written.length + 4);
    const draw = (column, x, wide, top, strong) => column.forEach((value, row) => {
      const tall = (height - 2 * top) / column.length;
      context.globalAlpha = strong ? 1 : 0.8;
      context.fillStyle = colour(value);
      context.fillRect(x, top + row * tall, wide, tall - 0.3);
    });
    read.forEach((column, i) => draw(column, 2 + i * pitch, pitch * 0.55, height * 0.26, i === read.length - 1));
    written.forEach((column, i) => draw(column, 2 + (read.length + 4 + i) * pitch, pitch * 0.55, height * 0.26, true));
    const middle = 2 + (read.length + 1.3) * pitch;
    draw(c, middle, pitch * 1.2, 3, true);
    context.globalAlpha = 1;
    context.strokeStyle = positive;
    context.lineWidth = 1.8;
    context.strokeRect(middle - 1, 1.5, pitch * 1.2 + 2, height - 3);
  },
  // tally: how many rows have each fault, the model's first; rows: the scores of people's and of the machine's translation, and the
  // fault: the likelier of the two has the longer bar.
  verdicts(canvas, { tally, rows }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { negative, positive } = colours[themeOf(canvas)];
    const ink = getComputedStyle(canvas).color, all = tally.reduce((a, b) => a + b, 0), shades = [ink, positive, negative];
    let from = 2;
    tally.forEach((count, i) => {
      context.fillStyle = shades[i];
      context.globalAlpha = i ? 1 : 0.5;
      context.fillRect(from, 2, Math.max(0, (count / all) * (width - 4) - 1), height * 0.16);
      from += (count / all) * (width - 4);
    });
    const least = Math.min(...rows.flatMap(([a, b]) => [a, b])), pitch = (height * 0.8 - 4) / rows.length;
    rows.forEach(([human, machine], i) => [human, machine].forEach((score, which) => {
      context.fillStyle = which ? negative : positive;
      context.globalAlpha = score === Math.max(human, machine) ? 1 : 0.45;
      const long = (1 - (0.92 * score) / least) * (width - 4);
      context.fillRect(2, height * 0.22 + i * pitch + which * pitch * 0.38, long, pitch * 0.34);
    }));
    context.globalAlpha = 1;
  },
  // words: how many the candidate and each reference have; pairs: [where in the candidate, the reference that pays, where there], the last
  // two null where nobody does.
  counted(canvas, { words, pairs }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { negative, positive } = colours[themeOf(canvas)];
    const ink = getComputedStyle(canvas).color, shades = [positive, negative, ink], most = Math.max(...words);
    const rowAt = (row) => (row ? height * 0.56 + ((row - 1) * (height * 0.44 - 5)) / Math.max(1, words.length - 2) : 3), across = (row, word) => 2 + (word * (width - 4)) / most;
    pairs.filter(([, payer]) => payer !== null).forEach(([from, payer, to]) => {
      const [x, left] = [across(0, from + 1), across(payer + 1, to + 1)], [top, bottom] = [rowAt(0) + 3, rowAt(payer + 1) - 1], middle = (top + bottom) / 2;
      context.strokeStyle = shades[payer];
      context.globalAlpha = 0.45;
      context.lineWidth = 3;
      context.beginPath();
      context.moveTo(x, top);
      context.bezierCurveTo(x, middle, left, middle, left, bottom);
      context.stroke();
    });
    words.forEach((count, row) => {
      context.fillStyle = row ? shades[row - 1] : ink;
      for (let word = 0; word < count; word++) {
        const isPaid = pairs.some(([from, payer, to]) => payer !== null && (row ? payer === row - 1 && (word === to || word === to + 1) : word === from || word === from + 1));
        context.globalAlpha = isPaid ? 1 : 0.3;
        context.fillRect(across(row, word), rowAt(row), ((width - 4) / most) * 0.78, 2.6);
      }
    });
    context.globalAlpha = 1;
  },
  // light: for each word the shares of 7 × 7 places, row by row; squares side by side, the brightest place of all in full colour.
  light(canvas, { light }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { positive } = colours[themeOf(canvas)], most = Math.max(...light.flat());
    const gap = 3, side = Math.min(height - 4, (width - 2 - gap * (light.length - 1)) / light.length), cell = side / 7;
    const left = (width - light.length * (side + gap) + gap) / 2, top = (height - side) / 2;
    context.fillStyle = positive;
    light.forEach((row, t) => row.forEach((share, i) => {
      context.globalAlpha = 0.1 + 0.9 * (share / most);
      context.fillRect(left + t * (side + gap) + (i % 7) * cell, top + Math.floor(i / 7) * cell, cell, cell);
    }));
    context.globalAlpha = 1;
  },
});
