/* Built by static/build.mjs; do not edit.
   Source: static/src/kit/live.js */

// static/src/kit/paths.js
function valueAt(state, path) {
  return path.split(".").reduce((at, key) => at === null || at === void 0 ? void 0 : at[key], state);
}
function percentAt(state, path) {
  const [above, below] = path.split("/").map((part) => valueAt(state, part.trim()));
  if (above === void 0) return void 0;
  const value = path.includes("/") ? Number(below) ? 100 * Number(above) / Number(below) : 0 : Number(above);
  return Math.min(100, Math.max(0, value || 0));
}
function holds(state, condition) {
  const not = condition.startsWith("!");
  const [path, word] = condition.slice(not ? 1 : 0).split("=");
  const value = valueAt(state, path.trim());
  const so = word === void 0 ? Boolean(value) : String(value) === word.trim();
  return so !== not;
}

// static/src/kit/live.js
var SILENCE_MS = 4e4;
var PAUSE_MS = [1500, 3e3, 5e3, 8e3];
var LoggedOut = class extends Error {
};
var within = (root, selector) => Array.from(root.querySelectorAll(selector));
function setWidth(element, percent) {
  if (element instanceof SVGElement) element.setAttribute("width", `${percent}%`);
  else element.style.width = `${percent}%`;
}
function setClass(element, value) {
  const prefix = element.dataset.prefix || "";
  const next = value === void 0 || value === null ? "" : prefix + value;
  if (element.dataset.was === next) return;
  if (element.dataset.was) element.classList.remove(element.dataset.was);
  if (next) element.classList.add(next);
  element.dataset.was = next;
}
function bind(root, state) {
  within(root, "[data-bind]").forEach((element) => {
    const value = valueAt(state, element.dataset.bind);
    if (value === void 0) return;
    const text = value === null ? "" : String(value);
    if (element.textContent !== text) element.textContent = text;
  });
  const share = (name, put) => within(root, `[data-bind-${name}]`).forEach((element) => {
    const percent = percentAt(state, element.getAttribute(`data-bind-${name}`));
    if (percent !== void 0) put(element, percent);
  });
  share("width", setWidth);
  share("ring", (element, percent) => element.setAttribute("stroke-dasharray", `${percent} 100`));
  within(root, "[data-bind-show]").forEach((element) => {
    element.hidden = !holds(state, element.dataset.bindShow);
  });
  within(root, "[data-bind-class]").forEach((element) => setClass(element, valueAt(state, element.dataset.bindClass)));
}
function fragment(element, root, current) {
  let busy = false, again = false, etag = "";
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
          redirect: "error"
        });
        if (answer.status === 200) {
          etag = answer.headers.get("ETag") || "";
          swap(await answer.text());
        } else if (answer.status !== 304) done = false;
      } catch (error) {
        done = false;
        break;
      }
    } while (again && !element.querySelector("dialog[open]"));
    busy = false;
    return done;
  };
  element.addEventListener(
    "close",
    () => {
      if (again) {
        etag = "";
        load();
      }
    },
    true
  );
  return load;
}
function* events(blocks) {
  for (const block of blocks) {
    const data = block.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5).replace(/^ /, ""));
    if (data.length) yield data.join("\n");
  }
}
var Line = class {
  constructor(root) {
    this.root = root;
    this.state = null;
    this.version = root.dataset.liveVersion;
    this.etag = "";
    this.failures = 0;
    this.line = "live";
    this.fragments = within(root, "[data-live-fragment]").map((element) => fragment(element, root, () => this.state));
    this.silence = Number(root.dataset.liveSilence) || SILENCE_MS;
  }
  take(text) {
    const state = JSON.parse(text);
    const changed = state.version === void 0 || String(state.version) !== this.version;
    this.state = state;
    this.version = String(state.version);
    bind(this.root, state);
    if (changed)
      this.fragments.forEach(
        (load) => load().then((done) => {
          if (!done) this.version = void 0;
        })
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
      banner.textContent = { poll: banner.dataset.textPoll, lost: banner.dataset.textLost, login: banner.dataset.textLogin }[line] || "";
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
        signal: this.abort.signal
      });
      refuse(answer);
      const reader = answer.body.getReader(), decoder = new TextDecoder();
      let rest = "";
      for (; ; ) {
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
      redirect: "manual"
    });
    if (answer.status === 304) return;
    refuse(answer);
    this.etag = answer.headers.get("ETag") || "";
    this.take(await answer.text());
  }
  async run() {
    for (; ; ) {
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
};
function refuse(answer) {
  if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") throw new LoggedOut();
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
}
function seen() {
  if (!document.hidden) return Promise.resolve();
  return new Promise(
    (wake) => document.addEventListener("visibilitychange", function once() {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", once);
      wake();
    })
  );
}
var region = document.querySelector("[data-live]");
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
export {
  bind,
  events
};
