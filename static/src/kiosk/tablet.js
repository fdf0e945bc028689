// The shared tablet's page: reach the meeting it was started for, then one voter after another.

import { button, fill, h, part, within } from "../ballot/dom.js";
import { _ } from "../ballot/words.js";
import { Booth } from "./booth.js";
import { ask, begin, onLine, root } from "./page.js";

const live = part("live");
const strip = part("clock");
const WARNING = 20; // seconds before the end in which the countdown grows large

/**
 * @param {number} left seconds
 * @param {boolean} fixed
 */
function countdown(left, fixed) {
  if (fixed) return _("%(n)s 秒后清屏", { n: left });
  return left <= WARNING ? _("%(n)s 秒后自动清屏", { n: left }) : _("%(n)s 秒不碰就清屏", { n: left });
}

/**
 * The countdown over every screen that holds something of a voter's.
 * @param {number | null} left seconds, or null where nothing counts down
 * @param {boolean} fixed whether no touch begins it again
 */
function clock(left, fixed) {
  strip.hidden = left === null;
  strip.classList.toggle("soon", left !== null && !fixed && left <= WARNING);
  within(strip, "[data-words]").textContent = left === null ? "" : countdown(left, fixed);
  if (left === null) return;
  within(strip, "[data-give]").hidden = fixed; // those screens have a button of their own
  within(strip, "[data-stay]").hidden = fixed || left > WARNING; // any touch says so; the button says it in words
}

history.pushState(null, "");
addEventListener("popstate", () => history.pushState(null, "")); // "back" stays on this page
begin((meeting) => {
  const bar = { onLine, clock, announce: (/** @type {string} */ text) => void (live.textContent = text) };
  const leave = () => location.replace(root.dataset.leave || "/");
  const booth = new Booth({ root, server: ask, meeting, bar, leave });
  fill(
    strip,
    h("span", { "data-words": "" }),
    button(_("还在填，不要清"), "quiet stay", () => {}, { "data-stay": "" }),
    button(_("放弃，清屏"), "quiet", () => booth.blank(), { "data-give": "" }),
  );
  booth.start();
  addEventListener("pagehide", () => booth.blank()); // nothing of a voter in a page the browser may keep
});
