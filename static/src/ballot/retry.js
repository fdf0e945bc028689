// Asking again until there is an answer: waits grow, are spread by chance, and end early when the network is back.

import { Unreachable } from "./server.js";

const FIRST_WAIT = 800; // milliseconds
const LONGEST_WAIT = 12000;

/**
 * How long to wait before the n-th retry (n from 0): doubled each time, between half and the whole of it.
 * @param {number} n
 * @param {() => number} [random]
 */
export function waitBefore(n, random = Math.random) {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** n);
  return longest / 2 + (random() * longest) / 2;
}

/**
 * Resolves after some milliseconds, or at once when the phone is back online, looked at again or `hurry` is called.
 * @param {number} milliseconds
 * @param {(wake: () => void) => void} hurry
 * @returns {Promise<void>}
 */
function pause(milliseconds, hurry) {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    const look = () => void (document.visibilityState === "visible" && wake());
    const timer = setTimeout(wake, milliseconds);
    addEventListener("online", wake);
    document.addEventListener("visibilitychange", look);
    hurry(wake);
  });
}

/**
 * The answer of `attempt`, asked again after every Unreachable until there is one; other errors pass through.
 * `onTrouble(true)` at the first failure and `onTrouble(false)` after it; `hurry` takes a function that ends a
 * wait; `stopped()` ends it all: the promise then never settles, for whoever asked is gone.
 * @template T
 * @param {() => Promise<T>} attempt
 * @param {{onTrouble?: (trouble: boolean) => void, hurry?: (wake: () => void) => void, stopped?: () => boolean}} [ways]
 * @returns {Promise<T>}
 */
export async function untilAnswered(attempt, ways = {}) {
  const { onTrouble = () => {}, hurry = () => {}, stopped = () => false } = ways;
  for (let n = 0; ; n++) {
    if (stopped()) return new Promise(() => {});
    try {
      const answer = await attempt();
      if (n > 0) onTrouble(false);
      return answer;
    } catch (failure) {
      if (!(failure instanceof Unreachable)) throw failure;
      onTrouble(true);
      await pause(waitBefore(n), hurry);
    }
  }
}
