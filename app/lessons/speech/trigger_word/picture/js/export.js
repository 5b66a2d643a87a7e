// The picture as a file, from the same marks as on the screen.

function savePicture(view, ending) {
  const { frame: f } = view, marks = [...standingMarks(view), ...movingMarks(view)];
  saveMarks(view.theme, { marks, width: f.outer, height: f.total }, `probability-${format(view.rest.seconds, 2)}s`, ending, markElement,
    (context) => marks.forEach((one) => paintMark(context, one)));
}
