// The clock that clears the tablet when nobody touches it.

const TOUCHES = ["pointerdown", "keydown", "input", "wheel", "touchmove"];

export class Idle {
  /** `onTick(secondsLeft)` once a second, `onOver()` at the end. */
  constructor({ onTick, onOver }) {
    Object.assign(this, { onTick, onOver, timer: null });
    for (const touch of TOUCHES) document.addEventListener(touch, () => this.touch(), { capture: true, passive: true });
  }

  /** Count down from so many seconds; with `fixed`, touches do not begin it again. */
  start(seconds, { fixed = false } = {}) {
    this.stop();
    Object.assign(this, { seconds, fixed, until: Date.now() + seconds * 1000 });
    this.timer = setInterval(() => this.tick(), 1000);
    this.onTick(seconds);
  }

  touch() {
    if (this.timer === null || this.fixed) return;
    this.until = Date.now() + this.seconds * 1000;
    this.onTick(this.seconds);
  }

  // By the clock on the wall, not by counted ticks: a tablet that slept has been idle too.
  tick() {
    const left = Math.ceil((this.until - Date.now()) / 1000);
    if (left > 0) return this.onTick(left);
    this.stop();
    return this.onOver();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
  }
}
