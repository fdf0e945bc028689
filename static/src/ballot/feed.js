// The meeting's state as it changes: a stream of whole states, and polling with an ETag where it breaks.

const STREAM_DOWN_POLL = 4000; // milliseconds between polls without a stream, before jitter
const STREAM_UP_POLL = 45000; // a phone that slept can hold a stream that died without a word
const REOPEN = 20000; // how long before a stream the browser has given up on is tried again

/** Calls `onState(state)` with every new state and `onLine(true|false)` as the server is or is not heard. */
export class Feed {
  constructor(server, fingerprint, { onState, onLine }) {
    Object.assign(this, { server, fingerprint, onState, onLine });
    this.known = "";
    this.heard = 0;
    this.etag = null;
    this.streaming = false;
    this.stopped = false;
    this.look = () => document.visibilityState === "visible" && this.poll();
  }

  /** Begin; the first poll goes out at once. */
  start() {
    document.addEventListener("visibilitychange", this.look);
    addEventListener("online", this.look);
    this.listen();
    this.poll();
  }

  /** End for good. */
  stop() {
    this.stopped = true;
    document.removeEventListener("visibilitychange", this.look);
    removeEventListener("online", this.look);
    clearTimeout(this.timer);
    clearTimeout(this.reopening);
    if (this.stream) this.stream.close();
  }

  listen() {
    this.stream = this.server.stream(this.fingerprint);
    this.stream.addEventListener("state", (event) => {
      this.streaming = true;
      this.heard += 1;
      this.onLine(true);
      this.take(JSON.parse(event.data));
    });
    this.stream.onerror = () => {
      const fell = this.streaming;
      this.streaming = false;
      if (fell) this.poll();
      if (this.stream.readyState === EventSource.CLOSED && !this.stopped) {
        clearTimeout(this.reopening);
        this.reopening = setTimeout(() => this.listen(), REOPEN * (0.5 + Math.random()));
      }
    };
  }

  /** Tell of a state, unless it is the one told of last. */
  take(state) {
    const text = JSON.stringify(state);
    if (text === this.known) return;
    this.known = text;
    this.onState(state);
  }

  /** Ask once, and again after a while. What the stream has said meanwhile is newer than the answer. */
  async poll() {
    clearTimeout(this.timer);
    const heard = this.heard;
    try {
      const { state, etag } = await this.server.state(this.fingerprint, this.etag);
      if (this.stopped) return;
      this.etag = etag;
      this.onLine(true);
      if (state && heard === this.heard) this.take(state);
    } catch (unreachable) {
      if (this.stopped) return;
      this.onLine(false);
    }
    const wait = this.streaming ? STREAM_UP_POLL : STREAM_DOWN_POLL;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.poll(), wait * (0.5 + Math.random()));
  }
}
