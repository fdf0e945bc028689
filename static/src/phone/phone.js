// The attendee's own phone: which card, which tab, and the parts of the page around the app.

import { randomBytes, toHex } from "../ballot/bytes.js";
import { fromFragment } from "../ballot/cards.js";
import { fill, h, part } from "../ballot/dom.js";
import { differs, openMeeting, WrongMeeting } from "../ballot/meeting.js";
import { untilAnswered } from "../ballot/retry.js";
import { cardId } from "../ballot/seat.js";
import { server } from "../ballot/server.js";
import { browserStorage, Drawer } from "../ballot/store.js";
import { ignoreSecondTaps } from "../ballot/taps.js";
import { _ } from "../ballot/words.js";
import { App } from "./app.js";
import { compare, entry } from "./screens/entry.js";
import { noStorage, stop } from "./screens/stop.js";

/** @import { Card, Child, Keeps } from "../ballot/shapes" */
/** @import { Fault } from "../ballot/cards.js" */
/** @typedef {Card & {fingerprint: string}} Placed a card whose meeting is known */

const root = part("app");
const banner = part("offline");
const live = part("live");
const ask = server();

/** @param {Child} element */
function show(element) {
  fill(root, element);
  scrollTo(0, 0);
}

/** @param {boolean} heard */
function onLine(heard) {
  banner.textContent = heard ? "" : _("网络断开，正在重连…您已填的内容都在");
  banner.hidden = heard;
}

/**
 * The page over a storage that works; returns what arrives at an address.
 * @param {Keeps} storage
 */
function page(storage) {
  const kept = new Drawer(storage, "vote");
  /** @type {App | null} */
  let app = null;

  /**
   * Start, or start again, with a card; `scanned` where it has just come from a QR code or a typed code.
   * @param {Placed} card
   * @param {boolean} scanned
   */
  function begin(card, scanned) {
    if (app) app.stop();
    onLine(true);
    const announce = (/** @type {string} */ text) => (live.textContent = text);
    const mine = new App({ root, storage, server: ask, onLine, announce, onJoined: () => forgetSecret(mine) });
    app = mine;
    mine.open(card, { scanned });
  }

  /**
   * Once every pass is in, the card's secret is of no more use to anybody.
   * @param {App} joined
   */
  function forgetSecret({ seat, meeting }) {
    const { id, class: cardClass } = seat.card;
    const present = kept.get("card");
    if (present && present.id === id) kept.set("card", { id, class: cardClass, fingerprint: meeting.fingerprint });
  }

  /**
   * Keep a card, then begin with it. The address bar is cleaned only after that.
   * @param {Placed & {secret: string}} card
   */
  function keepCard(card) {
    const id = cardId(card.fingerprint, card.secret);
    const last = kept.get("card");
    if (!last || last.id !== id) kept.set("card", { ...card, id });
    begin({ ...card, id }, true);
  }

  /**
   * A code typed by hand names no meeting: take the one in session, once the voter has compared it.
   * @param {Card & {secret: string}} card
   * @param {string} code
   */
  async function typed(card, code) {
    show(h("p", { class: "screen lead" }, _("正在打开…")));
    const stopped = (/** @type {string} */ text) => show(stop({ heading: _("请停止操作"), text }));
    try {
      const onTrouble = (/** @type {boolean} */ bad) => onLine(!bad);
      const { fingerprint, manifest } = await untilAnswered(() => openMeeting(ask, ""), { onTrouble });
      if (!(card.class in manifest.classes)) return enterCode({ code, fault: "class" });
      const onSame = () => keepCard({ ...card, fingerprint });
      return show(compare({ fingerprint, onSame, onDifferent: () => stopped(differs()) }));
    } catch (failure) {
      if (!(failure instanceof WrongMeeting)) throw failure;
      return stopped(failure.message);
    }
  }

  /** @param {{broken?: boolean, code?: string, fault?: Fault}} [given] */
  function enterCode({ broken = false, code, fault } = {}) {
    show(entry({ broken, code, fault, onCard: typed }));
  }

  /** Of two tabs of one browser only the last opened works; the other waits to be asked back. */
  function takeCharge() {
    const tab = toHex(randomBytes(8));
    kept.set("tab", tab);
    addEventListener("storage", (event) => {
      if (event.key !== "vote/tab" || event.newValue === JSON.stringify(tab)) return;
      if (app) app.stop();
      show(
        stop({
          heading: _("本页已在别处打开"),
          text: _("这个浏览器的另一个标签页里正在投票。请回到那一页；要在这里继续，请按下面的按钮。"),
          action: { label: _("在这里继续"), run: () => location.reload() },
        }),
      );
    });
  }

  /** Look at the address: a card just scanned, the card of before, or none. */
  function arrive() {
    if (location.hash.length > 1) {
      const card = fromFragment(location.hash);
      if (card) keepCard(card);
      else enterCode({ broken: true });
      history.replaceState(null, "", location.pathname + location.search);
      return;
    }
    const last = kept.get("card");
    if (last) begin(last, false);
    else enterCode();
  }

  return { takeCharge, arrive };
}

ignoreSecondTaps(root);
const storage = browserStorage();
if (storage) {
  const { takeCharge, arrive } = page(storage);
  takeCharge();
  addEventListener("hashchange", () => location.hash.length > 1 && arrive());
  arrive();
} else show(stop(noStorage()));
