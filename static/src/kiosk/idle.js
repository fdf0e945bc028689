// The clock that clears the tablet when nobody touches it.

const TOUCHES = ["pointerdown", "keydown", "input", "wheel", "touchmove"];

/** Counts down; a touch anywhere begins it again. */
export class Idle {
  /**
   * `onTick(secondsLeft)` once a second, `onOver()` at the end.
   * @param {{onTick: (left: number) => void, onOver: () => void}} tell
   */
  constructor({ onTick, onOver }) {
    this.onTick = onTick;
    this.onOver = onOver;
    this.timer = 0; // 0 while nothing counts down
    this.seconds = 0;
    this.until = 0;
    this.fixed = false;
    for (const touch of TOUCHES) document.addEventListener(touch, () => this.touch(), { capture: true, passive: true });
  }

  /**
   * Count down from so many seconds; with `fixed`, touches do not begin it again.
   * @param {number} seconds
   * @param {{fixed?: boolean}} [how]
   */
  start(seconds, { fixed = false } = {}) {
    this.stop();
    this.seconds = seconds;
    this.fixed = fixed;
    this.until = Date.now() + seconds * 1000;
    this.timer = setInterval(() => this.tick(), 1000);
    this.onTick(seconds);
  }

  touch() {
    if (!this.timer || this.fixed) return;
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
    this.timer = 0;
  }
}
