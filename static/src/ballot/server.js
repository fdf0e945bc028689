// The server, as the protocol sees it. No cookie, no referrer, no cache: a request carries its own proof.

/** @import { Answer, Form, Lists, State } from "./shapes" */
/** @typedef {{status: number, etag: string | null, body: Uint8Array | null}} Raw */

/** No answer that can be relied on came back: try again with the same message. */
export class Unreachable extends Error {}

const TIMEOUT = 15000; // milliseconds; a hall's Wi-Fi is slow, and a retry costs nothing
const KEEPALIVE_LIMIT = 60000; // bytes; browsers refuse to finish larger requests of a closed page

/**
 * One request; {status, etag, body} where body is bytes, or Unreachable.
 * @param {string} path
 * @param {RequestInit} options
 * @returns {Promise<Raw>}
 */
async function request(path, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  try {
    const answer = await fetch(path, {
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: stop.signal,
      ...options,
    });
    const body = answer.status === 304 ? null : new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, etag: answer.headers.get("ETag"), body };
  } catch (broken) {
    throw new Unreachable(String(broken));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The JSON an answer holds. A captive portal's page is no answer of ours: Unreachable.
 * @param {Raw} answer
 */
function json(answer) {
  try {
    const value = JSON.parse(new TextDecoder().decode(answer.body || undefined));
    if (value !== null && typeof value === "object") return value;
  } catch (notJson) {
    // falls through: whatever it was, it did not come from our server
  }
  throw new Unreachable(`answer ${answer.status} is not JSON`);
}

/**
 * A value whose named parts are lists; whatever else came is no answer of ours.
 * @param {any} value
 * @param {...string} lists
 */
function shaped(value, ...lists) {
  if (lists.every((name) => Array.isArray(value[name]))) return value;
  throw new Unreachable("an answer without its lists");
}

/**
 * The server's answer to a message, a refusal too; Unreachable where it was too busy to give one.
 * @param {string} path
 * @param {object} message
 * @returns {Promise<Answer>}
 */
export async function posted(path, message) {
  const body = JSON.stringify(message);
  const keepalive = new TextEncoder().encode(body).length < KEEPALIVE_LIMIT;
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const answer = await request(path, { method: "POST", headers, body, keepalive });
  if (answer.status >= 500 || answer.status === 429) throw new Unreachable(`answer ${answer.status}`);
  return { ...json(answer), status: answer.status };
}

/**
 * @param {string} path
 * @returns {Promise<Raw | null>}
 */
async function got(path) {
  const answer = await request(path, {});
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw new Unreachable(`answer ${answer.status}`);
  return answer;
}

/** @typedef {ReturnType<typeof server>} Server */

/**
 * All that a phone ever asks of a server; `base` is for a page that is served from elsewhere.
 * @param {string} [base]
 */
export function server(base = "") {
  /**
   * @param {string} path
   * @param {string} k a fingerprint, or "" for the meeting in session
   */
  const about = (path, k) => `${base}/v/${path}${k ? `?k=${k}` : ""}`;
  return {
    /**
     * The manifest's exact bytes; without a fingerprint, those of the meeting in session; null if none.
     * @param {string} k
     */
    async manifest(k) {
      const answer = await got(about("manifest", k));
      return answer && (json(answer), answer.body);
    },
    /**
     * Title, organisation and scheme of a meeting; null where the server has no such meeting.
     * @param {string} k
     * @returns {Promise<Form | null>}
     */
    async form(k) {
      const answer = await got(about("form", k));
      return answer && json(answer);
    },
    /**
     * {state, etag}; state is null where nothing has changed since `etag`.
     * @param {string} k
     * @param {string | null} etag
     * @returns {Promise<{state: State | null, etag: string | null}>}
     */
    async state(k, etag) {
      const answer = await request(about("state", k), { headers: etag ? { "If-None-Match": etag } : {} });
      if (answer.status === 304) return { state: null, etag };
      if (answer.status !== 200) throw new Unreachable(`answer ${answer.status}`);
      return { state: shaped(json(answer), "rounds"), etag: answer.etag };
    },
    /**
     * Both lists of a closed round, or null while there are none.
     * @param {string} k
     * @param {number} round
     * @returns {Promise<Lists | null>}
     */
    async lists(k, round) {
      const answer = await got(about(`lists/${round}`, k));
      return answer && shaped(json(answer), "leaves", "tokens");
    },
    /** @param {string} k */
    stream: (k) => new EventSource(about("stream", k)),
    /** @param {object} message */
    claim: (message) => posted(`${base}/claim`, message),
    /** @param {object} message */
    cast: (message) => posted(`${base}/cast`, message),
  };
}
