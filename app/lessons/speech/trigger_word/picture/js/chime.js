// Two soft tones, the same as core/speech/chime.py mixes into the file that one can keep.

const TONES = [[659.26, 0], [987.77, 0.11]]; // Hz, and the second at which it begins
const FALL = 0.16, RISE = 0.008, LENGTH = 0.7, LOUD = 0.24;

function ring(context) {
  const now = context.currentTime;
  for (const [height, begins] of TONES) {
    for (const [times, share] of [[1, 1], [2, 0.2]]) {
      const tone = context.createOscillator(), gain = context.createGain(), at = now + begins;
      tone.frequency.value = height * times;
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(LOUD * share, at + RISE);
      gain.gain.setTargetAtTime(0, at + RISE, FALL);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + LENGTH);
    }
  }
}
