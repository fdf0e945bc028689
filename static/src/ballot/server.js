// The server, as the protocol sees it. No cookie, no referrer, no cache: a request carries its own proof.

/** No answer that can be relied on came back: try again with the same message. */
export class Unreachable extends Error {}

const TIMEOUT = 15000; // milliseconds; a hall's Wi-Fi is slow, and a retry costs nothing
const KEEPALIVE_LIMIT = 60000; // bytes; browsers refuse to finish larger requests of a closed page

/** One request; {status, body} where body is bytes, or Unreachable. */
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

/** The JSON an answer holds. A captive portal's page is no answer of ours: Unreachable. */
function json(answer) {
  try {
    const value = JSON.parse(new TextDecoder().decode(answer.body));
    if (value !== null && typeof value === "object") return value;
  } catch (notJson) {
    // falls through: whatever it was, it did not come from our server
  }
  throw new Unreachable(`answer ${answer.status} is not JSON`);
}

/** A value whose named parts are lists; whatever else came is no answer of ours. */
function shaped(value, ...lists) {
  if (lists.every((name) => Array.isArray(value[name]))) return value;
  throw new Unreachable("an answer without its lists");
}

function post(path, message) {
  const body = JSON.stringify(message);
  const keepalive = new TextEncoder().encode(body).length < KEEPALIVE_LIMIT;
  return request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body, keepalive });
}

async function posted(path, message) {
  const answer = await post(path, message);
  if (answer.status >= 500 || answer.status === 429) throw new Unreachable(`answer ${answer.status}`);
  return { status: answer.status, ...json(answer) };
}

async function got(path) {
  const answer = await request(path, {});
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw new Unreachable(`answer ${answer.status}`);
  return answer;
}

/** All that a phone ever asks of a server; `base` is for a page that is served from elsewhere. */
export function server(base = "") {
  const about = (path, k) => `${base}/v/${path}${k ? `?k=${k}` : ""}`;
  return {
    /** The manifest's exact bytes; without a fingerprint, those of the meeting in session; null if none. */
    async manifest(k) {
      const answer = await got(about("manifest", k));
      return answer && (json(answer), answer.body);
    },
    /** Title, organisation and scheme of a meeting; null where the server has no such meeting. */
    async form(k) {
      const answer = await got(about("form", k));
      return answer && json(answer);
    },
    /** {state, etag}; state is null where nothing has changed since `etag`. */
    async state(k, etag) {
      const answer = await request(about("state", k), { headers: etag ? { "If-None-Match": etag } : {} });
      if (answer.status === 304) return { state: null, etag };
      if (answer.status !== 200) throw new Unreachable(`answer ${answer.status}`);
      return { state: shaped(json(answer), "rounds"), etag: answer.etag };
    },
    /** Both lists of a closed round, or null while there are none. */
    async lists(k, round) {
      const answer = await got(about(`lists/${round}`, k));
      return answer && shaped(json(answer), "leaves", "tokens");
    },
    stream: (k) => new EventSource(about("stream", k)),
    claim: (message) => posted(`${base}/claim`, message),
    cast: (message) => posted(`${base}/cast`, message),
  };
}
