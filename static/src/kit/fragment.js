/* An element filled with HTML of the server. Focus, open <details> and an open dialog outlive the exchange. */

import { bind } from "./binding.js";
import { all, first } from "./page.js";

/** One data-live-fragment. */
export class Fragment {
  /**
   * @param {HTMLElement} element
   * @param {() => any} state the present one, or null
   */
  constructor(element, state) {
    this.element = element;
    this.state = state;
    this.busy = false;
    this.again = false; // something came in meanwhile
    this.etag = "";
    // A question that is open keeps its page still; what came in meanwhile is fetched when it is closed.
    element.addEventListener("close", () => this.closed(), true);
  }

  closed() {
    if (!this.again) return;
    this.etag = "";
    this.load();
  }

  isAsking() {
    return first("dialog[open]", this.element) !== null;
  }

  /** Fetch until nothing newer is there; whether the server answered. */
  async load() {
    this.again = this.busy;
    if (this.busy) return true;
    this.busy = true;
    for (;;) {
      this.again = false;
      const answered = await this.fetched().catch(() => false); // the line is down: the next state fetches it again
      if (answered && this.again && !this.isAsking()) continue;
      this.busy = false;
      return answered;
    }
  }

  async fetched() {
    /** @type {Record<string, string>} */
    const headers = this.etag ? { "If-None-Match": this.etag } : {};
    const from = this.element.dataset.liveFragment || "";
    const answer = await fetch(from, { headers, cache: "no-store", redirect: "error" });
    if (answer.status === 304) return true;
    if (answer.status !== 200) return false;
    this.etag = answer.headers.get("ETag") || "";
    this.swap(await answer.text());
    return true;
  }

  /** @param {string} html */
  swap(html) {
    if (this.isAsking()) {
      this.again = true;
      return;
    }
    const { element } = this;
    const focused = element.contains(document.activeElement) && document.activeElement ? document.activeElement.id : "";
    const open = all("details[open][id]", element).map(({ id }) => id);
    element.innerHTML = html;
    open.forEach((id) => Object.assign(document.getElementById(id) || {}, { open: true }));
    const back = focused ? document.getElementById(focused) : null;
    if (back) back.focus({ preventScroll: true });
    if (this.state()) bind(element, this.state());
    document.dispatchEvent(new CustomEvent("live:fragment", { detail: element }));
  }
}
