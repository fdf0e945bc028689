// The tellers' page: reach the meeting, then one paper ballot after another.

import { TellersDesk } from "./desk.js";
import { ask, begin, onLine, root } from "./page.js";

begin((meeting) => {
  const { first = "", second = "" } = root.dataset;
  const desk = new TellersDesk({ root, server: ask, meeting, names: [first, second], onLine });
  desk.start();
  addEventListener("pagehide", () => desk.home());
  addEventListener("beforeunload", (event) => desk.ballot && event.preventDefault()); // a ballot half entered
});
