/* Keeps a page as the server has it. The region says where to listen; the server sends the whole state each time.

   <div data-live="/chair/stream" data-live-state="/chair/state">        one region a page; data-live-version: the
                                                     state its fragments were drawn from, so they are not fetched at once
     <b data-bind="round.count"></b>                  the text at that path of the state
     <rect data-bind-width="round.count/round.total"> its share as a width; a path alone is a percentage
     <circle data-bind-ring="round.count/round.total">  the same on a ring (pathLength="100")
     <p data-bind-show="round.state=open">            shown while it is so; without =, while it is truthy; ! before it: not
     <p data-bind-class="round.state" data-prefix="is-">   one class, is-open, that follows the value
     <div data-live-fragment="/chair/fragment"></div> HTML of the server, fetched again when the state's version changes
     <div data-chart="bar" data-chart-bind="marks">   drawn by charts.js
   </div>
   The document gets `live:state` (detail: the state) after each, and `live:line` (detail: live, poll, lost, login).

   The stream is read with fetch, not EventSource: so heartbeat comments are seen, a dead line is noticed, and an
   answer of 401 is not mistaken for a broken line. When it breaks, /state is polled (ETag, jitter) until it is back.
   A page that nobody sees closes its stream: a browser allows six to one server. */

import { bind } from "./binding.js";
import { Fragment } from "./fragment.js";
import { all } from "./page.js";

const SILENCE_MS = 40000; // heartbeats come every 15 s; nothing for this long means the line is dead
const PAUSE_MS = [1500, 3000, 5000, 8000];

class LoggedOut extends Error {}

/**
 * The data of each event among the blocks of a text/event-stream; a comment is a block without data.
 * @param {string[]} blocks
 */
function* events(blocks) {
  for (const block of blocks) {
    const data = block.split("\n").filter((line) => line.startsWith("data:"));
    if (data.length) yield data.map((line) => line.slice(5).replace(/^ /, "")).join("\n");
  }
}

/**
 * An answer that is none: the login has ended, or something is broken.
 * @param {Response} answer
 */
function refuse(answer) {
  if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") throw new LoggedOut();
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
}

/**
 * Resolves at once on a page that can be seen, else when it is.
 * @returns {Promise<void>}
 */
function seen() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((wake) => {
    const look = () => {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", look);
      wake();
    };
    document.addEventListener("visibilitychange", look);
  });
}

/** The line between one region of the page and the server. */
class Line {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.state = /** @type {any} */ (null);
    this.version = /** @type {string | undefined} */ (root.dataset.liveVersion); // of the fragments as they came
    this.etag = "";
    this.failures = 0;
    this.line = "live";
    this.abort = new AbortController();
    this.fragments = all("[data-live-fragment]", root).map((element) => new Fragment(element, () => this.state));
    this.silence = Number(root.dataset.liveSilence) || SILENCE_MS;
  }

  /** @param {string} text the whole state as JSON */
  take(text) {
    const state = JSON.parse(text);
    const changed = state.version === undefined || String(state.version) !== this.version;
    this.state = state;
    this.version = String(state.version);
    bind(this.root, state);
    if (changed) this.fragments.forEach((fragment) => this.refresh(fragment));
    document.dispatchEvent(new CustomEvent("live:state", { detail: state }));
  }

  /**
   * Fetch a fragment; where it does not come, the next state asks for all of them again.
   * @param {Fragment} fragment
   */
  async refresh(fragment) {
    if (!(await fragment.load())) this.version = undefined;
  }

  /** @param {"live" | "poll" | "lost" | "login"} line */
  tell(line) {
    if (line === this.line) return;
    this.line = line;
    const [banner] = all("[data-live-banner]");
    if (banner) {
      const { textPoll, textLost, textLogin } = banner.dataset;
      banner.hidden = line === "live";
      banner.dataset.line = line;
      banner.textContent = { live: "", poll: textPoll, lost: textLost, login: textLogin }[line] || "";
    }
    document.dispatchEvent(new CustomEvent("live:line", { detail: line }));
  }

  /** Reads the stream until it ends, falls silent or the page is hidden. */
  async stream() {
    this.abort = new AbortController();
    const { signal } = this.abort;
    let timer = 0;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.abort.abort(), this.silence);
    };
    alive();
    try {
      const headers = { Accept: "text/event-stream" };
      const how = /** @type {const} */ ({ cache: "no-store", redirect: "manual" });
      const answer = await fetch(this.root.dataset.live || "", { headers, signal, ...how });
      refuse(answer);
      if (answer.body) await this.read(answer.body.getReader(), alive);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * @param {ReadableStreamDefaultReader<Uint8Array>} reader
   * @param {() => void} alive called with every bite
   */
  async read(reader, alive) {
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      const blocks = (rest + decoder.decode(value, { stream: true })).replace(/\r\n?/g, "\n").split("\n\n");
      rest = blocks.pop() || "";
      for (const text of events(blocks)) {
        this.take(text);
        this.failures = 0;
        this.tell("live");
      }
    }
  }

  /** One look at the state, while the stream is down. */
  async poll() {
    const { liveState } = this.root.dataset;
    if (!liveState) throw new Error("no state to poll");
    /** @type {Record<string, string>} */
    const headers = this.etag ? { "If-None-Match": this.etag } : {};
    const answer = await fetch(liveState, { headers, cache: "no-store", redirect: "manual" });
    if (answer.status === 304) return;
    refuse(answer);
    this.etag = answer.headers.get("ETag") || "";
    this.take(await answer.text());
  }

  /** Listens for as long as the page and the login last. */
  async run() {
    try {
      for (;;) await this.turn();
    } catch (error) {
      if (!(error instanceof LoggedOut)) throw error;
      this.tell("login");
    }
  }

  /** One stream to its end, then one look, then a pause that grows. */
  async turn() {
    await seen();
    await this.stream().catch(unlessLoggedOut);
    if (document.hidden) return;
    const polled = await this.poll().then(() => true, unlessLoggedOut);
    if (!polled) this.tell("lost");
    else if (this.failures > 0) this.tell("poll");
    const longest = PAUSE_MS[Math.min(this.failures, PAUSE_MS.length - 1)];
    this.failures += 1;
    await new Promise((wake) => setTimeout(wake, longest * (0.5 + Math.random() / 2)));
  }
}

/**
 * A broken line is tried again, an ended login is not.
 * @param {unknown} error
 */
function unlessLoggedOut(error) {
  if (error instanceof LoggedOut) throw error;
  return false;
}

const [region] = all("[data-live]");
if (region) {
  const line = new Line(region);
  const leave = () => line.abort.abort();
  document.addEventListener("visibilitychange", () => document.hidden && leave());
  window.addEventListener("pagehide", leave);
  line.run();
}
