// More kinds of small pictures, of the lessons on speech.
Object.assign(pictures, {
  // blank: its probability in each frame; letters: [frame, probability] of those that the best path takes.
  spikes(canvas, { blank, letters }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { positive } = colours[themeOf(canvas)];
    const pitch = width / blank.length, floor = height - 3, y = (p) => floor - p * (height - 6);
    context.fillStyle = getComputedStyle(canvas).color;
    context.globalAlpha = 0.18;
    context.beginPath();
    context.moveTo(0, floor);
    blank.forEach((p, t) => context.lineTo((t + 0.5) * pitch, y(p)));
    context.lineTo(width, floor);
    context.fill();
    context.fillStyle = positive;
    context.globalAlpha = 1;
    for (const [t, p] of letters) {
      context.beginPath();
      context.moveTo((t - 0.6) * pitch, floor);
      context.lineTo((t + 0.5) * pitch, y(p));
      context.lineTo((t + 1.6) * pitch, floor);
      context.fill();
    }
  },
});
