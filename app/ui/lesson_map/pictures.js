// How the small picture of a lesson is drawn, by the kind that the registry names, from what its thumbnail.py gives.
const pictures = {
  // pairs, own: arrows [[x, y], [x, y]] in any unit; the own ones stand out.
  arrows(canvas, { pairs, own }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), pad = 6;
    const { positive } = colours[themeOf(canvas)], ends = [...pairs, ...own].flat();
    const [xs, ys] = [ends.map((at) => at[0]), ends.map((at) => at[1])];
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const place = ([x, y]) => [pad + ((x - left) / (right - left)) * (width - 2 * pad), height - pad - ((y - low) / (high - low)) * (height - 2 * pad)];
    const arrow = (pair, weight) => {
      const [[x, y], [toX, toY]] = pair.map(place), angle = Math.atan2(toY - y, toX - x), size = 3 + weight;
      context.lineWidth = weight;
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(toX, toY);
      context.stroke();
      context.beginPath();
      context.moveTo(toX, toY);
      for (const turn of [2.6, -2.6]) context.lineTo(toX + size * Math.cos(angle + turn), toY + size * Math.sin(angle + turn));
      context.fill();
    };
    context.strokeStyle = context.fillStyle = getComputedStyle(canvas).color;
    context.globalAlpha = 0.35;
    pairs.forEach((pair) => arrow(pair, 1));
    context.globalAlpha = 1;
    context.strokeStyle = context.fillStyle = positive;
    own.forEach((pair) => arrow(pair, 2));
  },
  // values: base64 of bytes, 255 for 1; threshold: 0 to 1, dashed; events: shares of the width, dots on the threshold.
  curve(canvas, { values, threshold, events }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height);
    const { negative, positive } = colours[themeOf(canvas)];
    const heights = Uint8Array.from(atob(values), (c) => c.charCodeAt(0));
    const y = (value) => 3 + (height - 6) * (1 - value);
    context.strokeStyle = context.fillStyle = negative;
    context.setLineDash([4, 3]);
    context.beginPath();
    context.moveTo(0, y(threshold));
    context.lineTo(width, y(threshold));
    context.stroke();
    context.strokeStyle = context.fillStyle = positive;
    context.setLineDash([]);
    context.lineWidth = 1.5;
    context.beginPath();
    heights.forEach((value, i) => context.lineTo((i * width) / (heights.length - 1), y(value / 255)));
    context.stroke();
    for (const event of events) {
      context.beginPath();
      context.arc(event * width, y(threshold), 3.5, 0, 2 * Math.PI);
      context.fill();
    }
  },
  // alpha: rows of weights, 0 to 1, from places above to places below.
  ribbons(canvas, { alpha }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { positive } = colours[themeOf(canvas)];
    const place = (i, count) => ((i + 0.5) * width) / count;
    context.strokeStyle = positive;
    alpha.forEach((row, t) => row.forEach((weight, i) => {
      if (weight < 0.04) return;
      const x = place(i, row.length), u = place(t, alpha.length);
      context.lineWidth = 6 * weight;
      context.globalAlpha = 0.25 + 0.6 * weight;
      context.beginPath();
      context.moveTo(x, 3);
      context.bezierCurveTo(x, height / 2, u, height / 2, u, height - 3);
      context.stroke();
    }));
    context.globalAlpha = 1;
  },
  // stairs: sums from 0 down, a row a sentence; the first is drawn over the second.
  stairs(canvas, { stairs }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { negative, positive } = colours[themeOf(canvas)];
    const low = Math.min(...stairs.flat()), step = (width - 8) / (Math.max(...stairs.map((sums) => sums.length)) - 1);
    const y = (sum) => 5 + (height - 10) * (sum / low);
    context.lineWidth = 2.5;
    [...stairs].reverse().forEach((sums, i) => {
      context.strokeStyle = i === stairs.length - 1 ? positive : negative;
      context.beginPath();
      sums.slice(1).forEach((sum, t) => {
        context.lineTo(4 + t * step, y(sums[t]));
        context.lineTo(4 + (t + 0.6) * step, y(sums[t]));
        context.lineTo(4 + (t + 0.6) * step, y(sum));
        context.lineTo(4 + (t + 1) * step, y(sum));
      });
      context.stroke();
    });
  },
  // places: [x, y] from -1 to 1; groups: a number for each, for colour and shape.
  points(canvas, { places, groups }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height);
    const { negative, positive } = colours[themeOf(canvas)];
    const unit = Math.min(width, 1.6 * height) / 2 - 4;
    places.forEach(([x, y], i) => {
      context.globalAlpha = groups[i] % 4 < 2 ? 1 : 0.5;
      context.fillStyle = groups[i] % 2 ? negative : positive;
      const at = [width / 2 + x * unit, height / 2 - y * unit];
      context.beginPath();
      if (groups[i] % 2) context.rect(at[0] - 1.7, at[1] - 1.7, 3.4, 3.4);
      else context.arc(at[0], at[1], 2, 0, 2 * Math.PI);
      context.fill();
    });
  },
  // nodes: [step, row, row of the parent, P, kept], steps and rows from 0; steps: how many.
  tree(canvas, { nodes, steps }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { positive } = colours[themeOf(canvas)];
    const rows = Math.max(...nodes.map(([, row]) => row)) + 1;
    const at = (step, row) => [6 + ((step + 1) * (width - 12)) / steps, 6 + (row * (height - 12)) / Math.max(1, rows - 1)];
    for (const [step, row, parent, p, kept] of nodes) {
      const [x, y] = at(step - 1, Math.max(0, parent)), [toX, toY] = at(step, row), middle = (x + toX) / 2;
      context.strokeStyle = kept ? positive : getComputedStyle(canvas).color;
      context.globalAlpha = kept ? 0.9 : 0.35;
      context.lineWidth = 0.7 + 3.5 * p;
      context.setLineDash(kept ? [] : [2, 2]);
      context.beginPath();
      context.moveTo(x, y);
      context.bezierCurveTo(middle, y, middle, toY, toX, toY);
      context.stroke();
    }
    context.globalAlpha = 1;
    context.setLineDash([]);
    context.fillStyle = positive;
    for (const [step, row, , , kept] of nodes) {
      if (!kept) continue;
      context.beginPath();
      context.arc(...at(step, row), 2, 0, 2 * Math.PI);
      context.fill();
    }
  },
  // rows: bars of pieces, {width: share of the whole, hit}, whose pieces flow into those of the next; needle: from 0 to 1.
  needle(canvas, { rows, needle }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { positive } = colours[themeOf(canvas)], tall = height * 0.24;
    const tops = rows.map((_, i) => 3 + (i * (height - 8 - tall)) / (rows.length - 1)), wide = width - 6;
    const ends = rows.map((row) => row.reduce((all, piece) => [...all, all.at(-1) + piece.width * wide], [3]));
    context.fillStyle = positive;
    rows[0].forEach((piece, k) => rows.forEach((row, i) => {
      if (!row[k]) return;
      const [left, right] = [ends[i][k] + 0.5, ends[i][k + 1] - 0.5];
      context.globalAlpha = row[k].hit ? 1 : 0.35 - 0.08 * (k % 2);
      context.fillRect(left, tops[i], Math.max(0, right - left), tall);
      if (!rows[i + 1]?.[k]) return;
      const [from, to, middle] = [tops[i] + tall, tops[i + 1], (tops[i] + tall + tops[i + 1]) / 2];
      context.globalAlpha = row[k].hit ? 0.6 : 0.14;
      context.beginPath();
      context.moveTo(left, from);
      context.bezierCurveTo(left, middle, ends[i + 1][k], middle, ends[i + 1][k], to);
      context.lineTo(ends[i + 1][k + 1], to);
      context.bezierCurveTo(ends[i + 1][k + 1], middle, right, middle, right, from);
      context.fill();
    }));
    context.globalAlpha = 1;
    context.fillStyle = getComputedStyle(canvas).color;
    context.fillRect(3 + needle * wide - 1, tops.at(-1) - 4, 2, tall + 8);
  },
  // rows: shapes side by side, of each its boxes [an arrow comes in, an arrow goes out].
  shapes(canvas, { rows }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { negative, positive } = colours[themeOf(canvas)], ink = getComputedStyle(canvas).color;
    const pitch = width / (rows.flat().length + 0.7 * (rows.length - 1)), box = pitch * 0.58, [top, high] = [height * 0.3, height * 0.4];
    const part = (colour, alpha, ...at) => { context.fillStyle = colour; context.globalAlpha = alpha; context.fillRect(...at); };
    let x = 0;
    for (const row of rows) {
      row.forEach(([comesIn, goesOut], i) => {
        const middle = x + pitch / 2;
        part(ink, 0.45, middle - box / 2, top, box, high);
        if (i) part(ink, 0.45, middle - pitch + box / 2, height / 2 - 0.75, pitch - box, 1.5);
        if (goesOut) part(positive, 1, middle - 1.5, 1, 3, top - 3);
        if (comesIn) part(negative, 1, middle - 1.5, top + high + 2, 3, height - top - high - 3);
        x += pitch;
      });
      x += 0.7 * pitch;
    }
    context.globalAlpha = 1;
  },
  // curves: numbers along the width, of three, on one scale.
  falls(canvas, { curves }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { negative, positive } = colours[themeOf(canvas)], all = curves.flat();
    const [low, high] = [Math.min(...all), Math.max(...all)], inks = [getComputedStyle(canvas).color, positive, negative];
    context.lineWidth = 1.8;
    curves.forEach((values, i) => {
      context.strokeStyle = inks[i];
      context.beginPath();
      values.forEach((value, k) => context.lineTo(3 + (k * (width - 6)) / (values.length - 1), 3 + ((height - 6) * (high - value)) / (high - low)));
      context.stroke();
    });
  },
  // left, right: numbers from −1 to 1 by word and unit, above and below a line of words, of which the names stand out.
  fronts(canvas, { left, right, names }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { positive } = colours[themeOf(canvas)], colour = signedScale(colours, canvas);
    const pitch = width / names.length, wide = pitch * 0.56, high = (height - 8) / 2, units = left[0].length;
    names.forEach((isName, t) => {
      const x = t * pitch + (pitch - wide) / 2;
      [left, right].forEach((side, below) => side[t].forEach((value, unit) => {
        context.fillStyle = colour(value);
        context.fillRect(x, below * (high + 8) + (unit * high) / units, wide, high / units - 0.5);
      }));
      context.fillStyle = isName ? positive : getComputedStyle(canvas).color;
      context.globalAlpha = isName ? 1 : 0.4;
      context.fillRect(x, high + 2.5, wide, 3);
      context.globalAlpha = 1;
    });
  },
  // words: numbers along a line; pairs: [number, number], drawn beneath.
  line(canvas, { words, pairs }, colours) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height), { negative, positive } = colours[themeOf(canvas)];
    const most = Math.max(...words.map(Math.abs), ...pairs.flat().map(Math.abs)), rows = words.length + pairs.length;
    const x = (value) => width / 2 + (value / most) * (width / 2 - 5), y = (row) => ((row + 0.5) * height) / rows;
    context.strokeStyle = context.fillStyle = getComputedStyle(canvas).color;
    context.globalAlpha = 0.5;
    context.fillRect(width / 2 - 0.5, 0, 1, height);
    pairs.forEach(([a, b], i) => context.fillRect(Math.min(x(a), x(b)), y(words.length + i) - 0.5, Math.abs(x(a) - x(b)), 1));
    context.globalAlpha = 1;
    const dot = (value, row, isPair) => {
      context.fillStyle = value < 0 ? negative : positive;
      context.beginPath();
      if (isPair) context.rect(x(value) - 1.8, y(row) - 1.8, 3.6, 3.6);
      else context.arc(x(value), y(row), 2, 0, 2 * Math.PI);
      context.fill();
    };
    words.forEach((value, row) => dot(value, row, false));
    pairs.forEach((pair, i) => pair.forEach((value) => dot(value, words.length + i, true)));
  },
  // values, steps, units: as app/kit/states.py packs them.
  states(canvas, picture, colours) {
    const { steps, units, at } = unpack(picture);
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = fitted(canvas, width, height);
    const colour = signedScale(colours, canvas);
    for (let step = 0; step < steps; step++) {
      for (let unit = 0; unit < units; unit++) {
        context.fillStyle = colour(at(step, unit));
        context.fillRect((step * width) / steps, (unit * height) / units, width / steps - 0.5, height / units - 0.5);
      }
    }
  },
};
