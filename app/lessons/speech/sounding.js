// Playing a sound, or a window of one, for the pictures of the speech lessons. The time comes from the audio clock; where that stands still (no device), from the wall's.

const PATIENCE = 800; // ms that the audio clock may take to begin

class Player {
  constructor() {
    this.isSilent = false;
    this.begun = null;
  }

  get isPlaying() {
    return this.begun !== null;
  }

  // The sound (16-bit samples) that begins at so many seconds of the clip.
  load(samples, rate, start = 0) {
    this.samples = samples;
    this.rate = rate;
    this.start = start;
    this.buffer = null;
  }

  // To be called from a click or a key: only then may a browser make a sound.
  open() {
    try {
      this.context ??= new AudioContext();
      this.isSilent = false;
    } catch {
      this.isSilent = true;
    }
  }

  play(from) {
    this.stop();
    this.open();
    const { context } = this;
    this.begun = { from, wall: performance.now(), audio: context ? context.currentTime : null };
    if (!context || !this.samples.length) return;
    if (context.state !== "running") context.resume().catch(() => {});
    this.buffer ??= this.makeBuffer();
    this.gain = context.createGain();
    this.source = context.createBufferSource();
    this.source.buffer = this.buffer;
    this.source.connect(this.gain).connect(context.destination);
    this.source.start(0, Math.max(0, from - this.start));
  }

  makeBuffer() {
    const buffer = this.context.createBuffer(1, this.samples.length, this.rate), out = buffer.getChannelData(0);
    for (let i = 0; i < out.length; i++) out[i] = this.samples[i] / 32767;
    return buffer;
  }

  // A few milliseconds of fading, so that nothing clicks.
  stop() {
    this.begun = null;
    if (!this.source) return;
    const { context, source } = this;
    this.gain.gain.setTargetAtTime(0, context.currentTime, 0.004);
    source.stop(context.currentTime + 0.03);
    this.source = null;
  }

  // The second of the clip that is to be heard now.
  now() {
    const { begun, context } = this;
    if (!begun) return null;
    const wall = (performance.now() - begun.wall) / 1000;
    if (begun.audio === null) return begun.from + wall;
    const audio = context.currentTime - begun.audio;
    if (audio <= 0 && wall * 1000 > PATIENCE) {
      this.stop();
      this.isSilent = true;
      this.begun = { from: begun.from, wall: performance.now(), audio: null };
      return begun.from;
    }
    return begun.from + Math.max(0, audio - (context.outputLatency || 0));
  }

  close() {
    this.stop();
    this.context?.close().catch(() => {});
  }
}
