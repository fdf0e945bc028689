// The meeting's state as it changes: a stream of whole states, and polling with an ETag where it breaks.

const STREAM_DOWN_POLL = 4000; // milliseconds between polls without a stream, before jitter
const STREAM_UP_POLL = 45000; // a phone that slept can hold a stream that died without a word
const REOPEN = 20000; // how long before a stream the browser has given up on is tried again

/** @import { State } from "./shapes" */

/** Calls `onState(state)` with every new state and `onLine(true|false)` as the server is or is not heard. */
export class Feed {
  /**
   * @param {import("./server.js").Server} server
   * @param {string} fingerprint
   * @param {{onState: (state: State) => unknown, onLine: (heard: boolean) => void}} tell
   */
  constructor(server, fingerprint, { onState, onLine }) {
    this.server = server;
    this.fingerprint = fingerprint;
    this.onState = onState;
    this.onLine = onLine;
    this.known = "";
    this.heard = 0;
    this.etag = /** @type {string | null} */ (null);
    this.stream = /** @type {EventSource | null} */ (null);
    this.streaming = false;
    this.stopped = false;
    this.timer = 0;
    this.reopening = 0;
    this.look = () => void (document.visibilityState === "visible" && this.poll());
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
    const stream = this.server.stream(this.fingerprint);
    stream.addEventListener("state", ({ data }) => this.hear(JSON.parse(data)));
    stream.onerror = () => this.fell(stream);
    this.stream = stream;
  }

  /** @param {State} state */
  hear(state) {
    this.streaming = true;
    this.heard += 1;
    this.onLine(true);
    this.take(state);
  }

  /**
   * The stream broke: ask, and open another where the browser has given this one up.
   * @param {EventSource} stream
   */
  fell(stream) {
    const wasStreaming = this.streaming;
    this.streaming = false;
    if (wasStreaming) this.poll();
    if (stream.readyState !== EventSource.CLOSED || this.stopped) return;
    clearTimeout(this.reopening);
    this.reopening = setTimeout(() => this.listen(), REOPEN * (0.5 + Math.random()));
  }

  /**
   * Tell of a state, unless it is the one told of last.
   * @param {State} state
   */
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
