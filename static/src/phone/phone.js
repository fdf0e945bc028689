// The attendee's own phone: which card, which tab, and the parts of the page around the app.

import { App } from "./app.js";
import { fromFragment } from "../ballot/cards.js";
import { fill, h } from "../ballot/dom.js";
import { openMeeting, WrongMeeting } from "../ballot/meeting.js";
import { compare, entry } from "./screens/entry.js";
import { stop } from "./screens/stop.js";
import { cardId } from "../ballot/seat.js";
import { server } from "../ballot/server.js";
import { browserStorage, Drawer } from "../ballot/store.js";
import { t } from "../ballot/strings.js";
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
  banner.textContent = heard ? "" : t("offline");
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
  show(h("p", { class: "screen lead" }, t("opening")));
  try {
    const { fingerprint, manifest } = await untilAnswered(() => openMeeting(ask, ""), {
      onTrouble: (bad) => onLine(!bad),
    });
    if (!(card.class in manifest.classes)) return enterCode({ code, fault: "class" });
    return show(
      compare({
        fingerprint,
        onSame: () => keepCard({ ...card, fingerprint }),
        onDifferent: () => show(stop({ heading: t("stopTitle"), text: t("fingerprint_differs") })),
      }),
    );
  } catch (failure) {
    if (!(failure instanceof WrongMeeting)) throw failure;
    return show(stop({ heading: t("stopTitle"), text: t(failure.message) }));
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
    const again = { label: t("continueHere"), run: () => location.reload() };
    show(stop({ heading: t("otherTabTitle"), text: t("otherTabLead"), action: again }));
  });
}

ignoreSecondTaps(root);
if (storage) {
  takeCharge();
  addEventListener("hashchange", () => location.hash.length > 1 && arrive());
  arrive();
} else {
  show(stop({ heading: t("storageTitle"), text: t("storage_refused") }));
}
