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
});
