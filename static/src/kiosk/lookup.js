// Asking what a card may do now, before anything is claimed with it. The secret goes in a body, never in an address.

import { Refused } from "../ballot/seat.js";
import { Unreachable } from "../ballot/server.js";

const TIMEOUT = 15000; // milliseconds, as for the phone's own requests

async function asked(message, signal) {
  try {
    const answer = await fetch("/kiosk/card", {
      method: "POST",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal,
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(message),
    });
    return { status: answer.status, body: await answer.json() };
  } catch (broken) {
    throw new Unreachable(String(broken));
  }
}

/** The class printed on a card that may vote at the kiosk now; Refused with the reason, or Unreachable. */
export async function lookUp({ secret, fingerprint, paper = false }) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  const { status, body } = await asked({ card: secret, k: fingerprint, paper }, stop.signal).finally(() =>
    clearTimeout(timer),
  );
  if (status === 200 && body.class) return body.class;
  if (status >= 400 && status < 500 && body.error) throw new Refused(body);
  throw new Unreachable(`answer ${status}`);
}
