// A card's secret, from the QR code's fragment or typed by hand.
//
// Short code: class, 16 characters of secret, one check character; spaces and dashes anywhere, any case.
// In the secret O is read as 0, I and L as 1 (Crockford base32; full-width letters are folded first).
// Check character: number the secret's characters i = 0 … 15; their values are their places in ALPHABET;
// the sum of (i + 1) × value, modulo 31, is the place of the check character in the first 31 of ALPHABET.
// One wrong character (but 0 for Z) and two neighbours exchanged are always found: 31 is a prime.

/** @import { Card } from "./shapes" */

/** @typedef {"length" | "characters" | "check" | "class"} Fault what is wrong with a code; its class is looked up later */

/** The signs of a secret. */
export const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET_LENGTH = 16;

/** @param {string} text */
function readable(text) {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-‐-―−_.]/g, "");
}

/** @param {string} text */
function crockford(text) {
  return text.replace(/O/g, "0").replace(/[IL]/g, "1");
}

/** @param {string} text */
function isSecret(text) {
  return text.length === SECRET_LENGTH && Array.from(text).every((character) => ALPHABET.includes(character));
}

/**
 * The check character of a secret of 16 characters.
 * @param {string} secret
 */
export function checkCharacter(secret) {
  const sum = Array.from(secret).reduce((total, character, i) => total + (i + 1) * ALPHABET.indexOf(character), 0);
  return ALPHABET[sum % 31];
}

/**
 * Card {secret, class} from a short code, or {fault: "length" | "characters" | "check"}.
 * @param {string} text
 * @returns {{secret: string, class: string, fault?: undefined} | {fault: Fault}}
 */
export function fromShortCode(text) {
  const code = readable(text);
  if (code.length < SECRET_LENGTH + 2) return { fault: "length" };
  const ballotClass = code.slice(0, -SECRET_LENGTH - 1);
  const secret = crockford(code.slice(-SECRET_LENGTH - 1, -1));
  const check = crockford(code.slice(-1));
  if (!isSecret(secret)) return { fault: "characters" };
  if (checkCharacter(secret) !== check) return { fault: "check" };
  return { secret, class: ballotClass };
}

/**
 * Card {secret, class, fingerprint} from `#c=…&g=…&k=…`; null where the fragment is no card's.
 * @param {string} fragment
 * @returns {Required<Omit<Card, "id">> | null}
 */
export function fromFragment(fragment) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const secret = crockford(readable(parts.get("c") || ""));
  const ballotClass = parts.get("g") || "";
  const fingerprint = (parts.get("k") || "").toLowerCase();
  const whole = isSecret(secret) && ballotClass !== "" && /^[0-9a-f]{64}$/.test(fingerprint);
  return whole ? { secret, class: ballotClass, fingerprint } : null;
}
