// What a phone keeps: a drawer of its own for every fingerprint and card, and in it one for every round.
// The kiosk uses the same drawers over memory, so that a ballot leaves nothing behind.
//
//   vote/tab                              which tab of this browser is in charge
//   vote/card                             the card scanned last {id, class, fingerprint, secret until joined}
//   vote/<fingerprint>/<card>/<round>/…
//     blank     {token, inverse, blinded} stored before /claim, never overwritten; gone once the card has joined
//     pass      {token, signature}        the right to one ballot, never overwritten
//     late      true: the round was over before this card joined
//     draft     marks as they are filled in
//     sent      the message to /cast, stored before it is sent, never overwritten; gone with the answer
//     outcome   what became of the ballot {status, receipt, leaves until checked, …}

/** @import { Keeps } from "./shapes" */

/** Storage that did not keep what it was given: full, blocked, or private mode. */
export class StorageRefused extends Error {}

/**
 * A storage like localStorage that lives as long as the page.
 * @returns {Keeps & { clear(): void }}
 */
export function memoryStorage() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    getItem: (key) => {
      const value = kept.get(key);
      return value === undefined ? null : value;
    },
    setItem: (key, value) => void kept.set(key, String(value)),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

/**
 * This browser's localStorage where it works, else null.
 * @returns {Keeps | null}
 */
export function browserStorage() {
  try {
    const probe = "vote/probe";
    localStorage.setItem(probe, "1");
    const works = localStorage.getItem(probe) === "1";
    localStorage.removeItem(probe);
    return works ? localStorage : null;
  } catch (refused) {
    return null; // a SecurityError where site data is blocked; a QuotaExceededError where there is no room
  }
}

/** Values as JSON under one prefix of a storage. */
export class Drawer {
  /**
   * @param {Keeps} storage
   * @param {string} prefix
   */
  constructor(storage, prefix) {
    this.storage = storage;
    this.prefix = prefix;
  }

  /**
   * A drawer inside this one.
   * @param {string} name
   */
  inner(name) {
    return new Drawer(this.storage, `${this.prefix}/${name}`);
  }

  /**
   * The value under a name; null where there is none.
   * @param {string} name
   * @returns {any}
   */
  get(name) {
    const text = this.storage.getItem(`${this.prefix}/${name}`);
    return text === null ? null : JSON.parse(text);
  }

  /**
   * Keep a value, over the last one; StorageRefused where it does not read back as written.
   * @param {string} name
   * @param {any} value
   */
  set(name, value) {
    const key = `${this.prefix}/${name}`;
    const text = JSON.stringify(value);
    try {
      this.storage.setItem(key, text);
    } catch (refused) {
      throw new StorageRefused(String(refused));
    }
    if (this.storage.getItem(key) !== text) throw new StorageRefused(key);
    return value;
  }

  /**
   * Keep a value unless there is one already; returns the one that is kept.
   * @param {string} name
   * @param {() => any} make
   */
  setOnce(name, make) {
    const present = this.get(name);
    return present === null ? this.set(name, make()) : present;
  }

  /**
   * Forget a value.
   * @param {string} name
   */
  remove(name) {
    this.storage.removeItem(`${this.prefix}/${name}`);
  }
}
