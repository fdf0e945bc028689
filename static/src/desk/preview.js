/* The phones' own screen of one person, fed with the draft: what is seen here is what the attendees will see. */

import { blankEntry } from "../ballot/ballot.js";
import { button, fill, h, part } from "../ballot/dom.js";
import { person } from "../ballot/screens/person.js";
import { _ } from "../ballot/words.js";

/** @import { Appraisee, Draft, Form } from "../ballot/shapes" */

/** @type {{form: Form, people: Appraisee[]}} */
const { form, people } = JSON.parse(part("ballot").textContent || "");
/** @type {Draft} */
const draft = {};
for (const { id } of people) draft[id] = blankEntry(form.scheme.sheets);

/** @param {number} at which person */
function show(at) {
  const appraisee = people[at];
  const several = people.length > 1;
  /**
   * @param {string} label
   * @param {number} to
   */
  const way = (label, to) => button(label, "plain", () => show(to), { disabled: to < 0 || to >= people.length });
  const position = h("p", { class: "position" }, _("第 %(n)s / %(all)s 位", { n: at + 1, all: people.length }));
  const ways = h("div", { class: "foot" }, way(_("上一位"), at - 1), way(_("下一位"), at + 1));
  const body = h("div", { class: "body" }, person({ appraisee, entry: draft[appraisee.id], form, onChange: () => {} }));
  fill(part("app"), h("section", { class: "screen marking" }, several ? position : null, body, several ? ways : null));
  scrollTo(0, 0);
}

show(0);
