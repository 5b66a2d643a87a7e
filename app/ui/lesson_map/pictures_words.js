// More kinds of small pictures, of the lessons on words.
Object.assign(pictures, {
  // columns: numbers from −1 to 1; lit: the place of the one that is looked up and stands again at the right.
  columns(canvas, { columns, lit }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { positive } = colours[themeOf(canvas)], colour = signedScale(colours, canvas);
    const pitch = (width - 4) / (columns.length + 4), rows = columns[0].length;
    const draw = (column, x, strong) => column.forEach((value, row) => {
      context.globalAlpha = strong ? 1 : 0.4;
      context.fillStyle = colour(value);
      context.fillRect(x, 3 + (row * (height - 6)) / rows, pitch - 0.5, (height - 6) / rows - 0.5);
    });
    columns.forEach((column, i) => draw(column, 2 + i * pitch, i === lit));
    const right = 2 + (columns.length + 2.5) * pitch, from = 2 + lit * pitch;
    draw(columns[lit], right, true);
    context.globalAlpha = 1;
    context.strokeStyle = positive;
    context.lineWidth = 1.8;
    for (const x of [from, right]) context.strokeRect(x - 1, 1.5, pitch + 1, height - 3);
    context.setLineDash([3, 2.5]);
    context.beginPath();
    context.moveTo(from + pitch + 1, height / 2);
    context.lineTo(right - 2, height / 2);
    context.stroke();
  },
  // bars: shares that add up to 1, of three bars beneath each other; darts: from 0 to 1, which fall on the middle one.
  darts(canvas, { bars, darts }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { negative, positive } = colours[themeOf(canvas)];
    const tall = height * 0.17, tops = [2, height * 0.5, height - tall - 2];
    bars.forEach((shares, i) => {
      context.fillStyle = i === 1 ? positive : getComputedStyle(canvas).color;
      let from = 0;
      shares.forEach((share, band) => {
        context.globalAlpha = 1 - (0.75 * band) / (shares.length - 1);
        context.fillRect(2 + from * (width - 4), tops[i], Math.max(0, share * (width - 4) - 1), tall);
        from += share;
      });
    });
    context.globalAlpha = 1;
    context.strokeStyle = context.fillStyle = negative;
    context.lineWidth = 1.6;
    for (const dart of darts) {
      const x = 2 + dart * (width - 4), y = tops[1];
      context.beginPath();
      context.moveTo(x + 7, y - height * 0.22);
      context.lineTo(x, y - 3);
      context.stroke();
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x - 1, y - 6);
      context.lineTo(x + 5, y - 4);
      context.fill();
    }
  },
  // bands: [x, y] from, [x, y] to in steps and rows, what flows there from 0 to 1, and 1 where it leads to the word.
  river(canvas, { bands }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { positive } = colours[themeOf(canvas)];
    const [deep, low] = [2, 3].map((i) => Math.max(...bands.map((band) => band[i])) + (i === 3 ? 0.5 : 0));
    const place = (x, y) => [3 + (x * (width - 6)) / deep, (y * height) / low];
    for (const lit of [0, 1]) {
      context.strokeStyle = lit ? positive : getComputedStyle(canvas).color;
      context.globalAlpha = lit ? 1 : 0.4;
      for (const [x, y, toX, toY, share] of bands.filter((band) => band[5] === lit)) {
        const [[a, b], [c, d]] = [place(x, y), place(toX, toY)];
        context.lineWidth = Math.max(0.7, 0.4 * height * share);
        context.beginPath();
        context.moveTo(a, b);
        context.bezierCurveTo((a + c) / 2, b, (a + c) / 2, d, c, d);
        context.stroke();
      }
    }
    context.globalAlpha = 1;
  },
  // points: [log X, what the vectors say, weight], all from 0 to 1; the diagonal is where they should lie.
  fit(canvas, { points }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { negative, positive } = colours[themeOf(canvas)];
    const place = ([x, y]) => [3 + x * (width - 6), height - 3 - y * (height - 6)];
    context.strokeStyle = negative;
    context.lineWidth = 1.2;
    context.beginPath();
    context.moveTo(...place([0, 0]));
    context.lineTo(...place([1, 1]));
    context.stroke();
    context.fillStyle = positive;
    for (const point of points) {
      context.globalAlpha = 0.15 + 0.85 * point[2];
      context.beginPath();
      context.arc(...place(point), 1.7, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
  },
});
