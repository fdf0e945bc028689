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

import { holds, percentAt, valueAt } from "./paths.js";

const SILENCE_MS = 40000; // heartbeats come every 15 s; nothing for this long means the line is dead
const PAUSE_MS = [1500, 3000, 5000, 8000];

class LoggedOut extends Error {}

const within = (root, selector) => Array.from(root.querySelectorAll(selector));

function setWidth(element, percent) {
  if (element instanceof SVGElement) element.setAttribute("width", `${percent}%`);
  else element.style.width = `${percent}%`;
}

function setClass(element, value) {
  const prefix = element.dataset.prefix || "";
  const next = value === undefined || value === null ? "" : prefix + value;
  if (element.dataset.was === next) return;
  if (element.dataset.was) element.classList.remove(element.dataset.was);
  if (next) element.classList.add(next);
  element.dataset.was = next;
}

/* Put a state into everything that is bound to it; a text that is the same is not written again. */
export function bind(root, state) {
  within(root, "[data-bind]").forEach((element) => {
    const value = valueAt(state, element.dataset.bind);
    if (value === undefined) return; // not in this state: what the server wrote there stands
    const text = value === null ? "" : String(value);
    if (element.textContent !== text) element.textContent = text;
  });
  const share = (name, put) =>
    within(root, `[data-bind-${name}]`).forEach((element) => {
      const percent = percentAt(state, element.getAttribute(`data-bind-${name}`));
      if (percent !== undefined) put(element, percent);
    });
  share("width", setWidth);
  share("ring", (element, percent) => element.setAttribute("stroke-dasharray", `${percent} 100`));
  within(root, "[data-bind-show]").forEach((element) => {
    element.hidden = !holds(state, element.dataset.bindShow);
  });
  within(root, "[data-bind-class]").forEach((element) => setClass(element, valueAt(state, element.dataset.bindClass)));
}

/* An element filled with HTML of the server. Focus, open <details> and an open dialog outlive the exchange. */
function fragment(element, root, current) {
  let busy = false,
    again = false,
    etag = "";
  const swap = (html) => {
    if (element.querySelector("dialog[open]")) {
      again = true;
      return;
    }
    const focused = element.contains(document.activeElement) ? document.activeElement.id : "";
    const open = within(element, "details[open][id]").map((details) => details.id);
    element.innerHTML = html;
    open.forEach((id) => {
      const details = document.getElementById(id);
      if (details) details.open = true;
    });
    const back = focused && document.getElementById(focused);
    if (back) back.focus({ preventScroll: true });
    if (current()) bind(element, current());
    document.dispatchEvent(new CustomEvent("live:fragment", { detail: element }));
  };
  const load = async () => {
    if (busy) {
      again = true;
      return true;
    }
    busy = true;
    let done = true;
    do {
      again = false;
      try {
        const answer = await fetch(element.dataset.liveFragment, {
          headers: etag ? { "If-None-Match": etag } : {},
          cache: "no-store",
          redirect: "error",
        });
        if (answer.status === 200) {
          etag = answer.headers.get("ETag") || "";
          swap(await answer.text());
        } else if (answer.status !== 304) done = false;
      } catch (error) {
        done = false;
        break;
      } // the line is down: the next state fetches it again
    } while (again && !element.querySelector("dialog[open]"));
    busy = false;
    return done;
  };
  // A question that is open keeps its page still; what came in meanwhile is fetched when it is closed.
  element.addEventListener(
    "close",
    () => {
      if (again) {
        etag = "";
        load();
      }
    },
    true,
  );
  return load;
}

/* The data of each event among the blocks of a text/event-stream; a comment is a block without data. */
export function* events(blocks) {
  for (const block of blocks) {
    const data = block
      .split("\n")
      .filter((line) => line.startsWith("data:"))
      .map((line) => line.slice(5).replace(/^ /, ""));
    if (data.length) yield data.join("\n");
  }
}

class Line {
  constructor(root) {
    this.root = root;
    this.state = null;
    this.version = root.dataset.liveVersion; // of the fragments as they came with the page
    this.etag = "";
    this.failures = 0;
    this.line = "live";
    this.fragments = within(root, "[data-live-fragment]").map((element) => fragment(element, root, () => this.state));
    this.silence = Number(root.dataset.liveSilence) || SILENCE_MS;
  }

  take(text) {
    const state = JSON.parse(text);
    const changed = state.version === undefined || String(state.version) !== this.version;
    this.state = state;
    this.version = String(state.version);
    bind(this.root, state);
    if (changed)
      this.fragments.forEach((load) =>
        load().then((done) => {
          if (!done) this.version = undefined;
        }),
      );
    document.dispatchEvent(new CustomEvent("live:state", { detail: state }));
  }

  tell(line) {
    if (line === this.line) return;
    this.line = line;
    const banner = document.querySelector("[data-live-banner]");
    if (banner) {
      banner.hidden = line === "live";
      banner.dataset.line = line;
      banner.textContent =
        { poll: banner.dataset.textPoll, lost: banner.dataset.textLost, login: banner.dataset.textLogin }[line] || "";
    }
    document.dispatchEvent(new CustomEvent("live:line", { detail: line }));
  }

  /* Reads the stream until it ends, falls silent or the page is hidden. */
  async stream() {
    this.abort = new AbortController();
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.abort.abort(), this.silence);
    };
    alive();
    try {
      const answer = await fetch(this.root.dataset.live, {
        headers: { Accept: "text/event-stream" },
        cache: "no-store",
        redirect: "manual",
        signal: this.abort.signal,
      });
      refuse(answer);
      const reader = answer.body.getReader(),
        decoder = new TextDecoder();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        alive();
        const blocks = (rest + decoder.decode(value, { stream: true })).replace(/\r\n?/g, "\n").split("\n\n");
        rest = blocks.pop();
        for (const text of events(blocks)) {
          this.take(text);
          this.failures = 0;
          this.tell("live");
        }
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /* One look at the state, while the stream is down. */
  async poll() {
    if (!this.root.dataset.liveState) throw new Error("no state to poll");
    const answer = await fetch(this.root.dataset.liveState, {
      headers: this.etag ? { "If-None-Match": this.etag } : {},
      cache: "no-store",
      redirect: "manual",
    });
    if (answer.status === 304) return;
    refuse(answer);
    this.etag = answer.headers.get("ETag") || "";
    this.take(await answer.text());
  }

  async run() {
    for (;;) {
      await seen();
      try {
        await this.stream();
      } catch (error) {
        if (error instanceof LoggedOut) return this.tell("login");
      }
      if (document.hidden) continue;
      try {
        await this.poll();
        if (this.failures > 0) this.tell("poll");
      } catch (error) {
        if (error instanceof LoggedOut) return this.tell("login");
        this.tell("lost");
      }
      const longest = PAUSE_MS[Math.min(this.failures, PAUSE_MS.length - 1)];
      this.failures += 1;
      await new Promise((wake) => setTimeout(wake, longest * (0.5 + Math.random() / 2)));
    }
  }
}

function refuse(answer) {
  if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") throw new LoggedOut();
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
}

/* Resolves at once on a page that can be seen, else when it is. */
function seen() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((wake) =>
    document.addEventListener("visibilitychange", function once() {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", once);
      wake();
    }),
  );
}

const region = document.querySelector("[data-live]");
if (region) {
  const line = new Line(region);
  const leave = () => {
    if (line.abort) line.abort.abort();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) leave();
  });
  window.addEventListener("pagehide", leave);
  line.run();
}
