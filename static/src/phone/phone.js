// The attendee's own phone: which card, which tab, and the parts of the page around the app.

import { App } from "./app.js";
import { fromFragment } from "../ballot/cards.js";
import { fill, h } from "../ballot/dom.js";
import { differs, openMeeting, WrongMeeting } from "../ballot/meeting.js";
import { compare, entry } from "./screens/entry.js";
import { stop } from "./screens/stop.js";
import { cardId } from "../ballot/seat.js";
import { server } from "../ballot/server.js";
import { browserStorage, Drawer } from "../ballot/store.js";
import { _ } from "../ballot/words.js";
import { ignoreSecondTaps } from "../ballot/taps.js";
import { untilAnswered } from "../ballot/retry.js";
import { randomBytes, toHex } from "../ballot/bytes.js";

const root = document.getElementById("app");
const banner = document.getElementById("offline");
const live = document.getElementById("live");
const ask = server();
const storage = browserStorage();
const kept = storage && new Drawer(storage, "vote");
let app = null;

function show(element) {
  fill(root, element);
  scrollTo(0, 0);
}

function onLine(heard) {
  banner.textContent = heard ? "" : _("网络断开，正在重连…您已填的内容都在");
  banner.hidden = heard;
}

/** Start, or start again, with a card; `scanned` where it has just come from a QR code or a typed code. */
function begin(card, scanned) {
  if (app) app.stop();
  onLine(true);
  const mine = new App({
    root,
    storage,
    server: ask,
    onLine,
    announce: (text) => (live.textContent = text),
    onJoined: () => forgetSecret(mine),
  });
  app = mine;
  mine.open(card, { scanned });
}

/** Once every pass is in, the card's secret is of no more use to anybody. */
function forgetSecret({ seat, meeting }) {
  const { id, class: cardClass } = seat.card;
  const present = kept.get("card");
  if (present && present.id === id) kept.set("card", { id, class: cardClass, fingerprint: meeting.fingerprint });
}

/** Keep a card, then begin with it. The address bar is cleaned only after that. */
function keepCard(card) {
  const id = cardId(card.fingerprint, card.secret);
  const last = kept.get("card");
  if (!last || last.id !== id) kept.set("card", { ...card, id });
  begin({ ...card, id }, true);
}

/** A code typed by hand names no meeting: take the one in session, once the voter has compared it. */
async function typed(card, code) {
  show(h("p", { class: "screen lead" }, _("正在打开…")));
  try {
    const { fingerprint, manifest } = await untilAnswered(() => openMeeting(ask, ""), {
      onTrouble: (bad) => onLine(!bad),
    });
    if (!(card.class in manifest.classes)) return enterCode({ code, fault: "class" });
    return show(
      compare({
        fingerprint,
        onSame: () => keepCard({ ...card, fingerprint }),
        onDifferent: () => show(stop({ heading: _("请停止操作"), text: differs() })),
      }),
    );
  } catch (failure) {
    if (!(failure instanceof WrongMeeting)) throw failure;
    return show(stop({ heading: _("请停止操作"), text: failure.message }));
  }
}

function enterCode(given = {}) {
  show(entry({ broken: false, onCard: typed, ...given }));
}

/** Look at the address: a card just scanned, the card of before, or none. */
function arrive() {
  const fragment = location.hash;
  if (fragment.length > 1) {
    const card = fromFragment(fragment);
    if (card) keepCard(card);
    else enterCode({ broken: true });
    history.replaceState(null, "", location.pathname + location.search);
    return;
  }
  const last = kept.get("card");
  if (last) begin(last, false);
  else enterCode();
}

/** Of two tabs of one browser only the last opened works; the other waits to be asked back. */
function takeCharge() {
  const tab = toHex(randomBytes(8));
  kept.set("tab", tab);
  addEventListener("storage", (event) => {
    if (event.key !== "vote/tab" || event.newValue === JSON.stringify(tab)) return;
    if (app) app.stop();
    const again = { label: _("在这里继续"), run: () => location.reload() };
    show(
      stop({
        heading: _("本页已在别处打开"),
        text: _("这个浏览器的另一个标签页里正在投票。请回到那一页；要在这里继续，请按下面的按钮。"),
        action: again,
      }),
    );
  });
}

ignoreSecondTaps(root);
if (storage) {
  takeCharge();
  addEventListener("hashchange", () => location.hash.length > 1 && arrive());
  arrive();
} else {
  show(
    stop({
      heading: _("这个浏览器不能投票"),
      text: _("浏览器不让本页保存内容（可能开着无痕模式，或存储已满），中途断网会丢票。请到工作台用平板投票。"),
    }),
  );
}
