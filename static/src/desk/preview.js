/* The phones' own screen of one person, fed with the draft: what is seen here is what the attendees will see. */
import { blankEntry } from "../ballot/ballot.js";
import { button, fill, h } from "../ballot/dom.js";
import { person } from "../ballot/screens/person.js";
import { _ } from "../ballot/words.js";

const { form, people } = JSON.parse(document.getElementById("ballot").textContent);
const app = document.getElementById("app");
const draft = Object.fromEntries(people.map(({ id }) => [id, blankEntry(form.scheme.sheets)]));

function show(at) {
  const appraisee = people[at];
  const way = (label, to) => button(label, "plain", () => show(to), { disabled: to < 0 || to >= people.length });
  fill(
    app,
    h(
      "section",
      { class: "screen marking" },
      people.length > 1
        ? h("p", { class: "position" }, _("第 %(n)s / %(all)s 位", { n: at + 1, all: people.length }))
        : null,
      h("div", { class: "body" }, person({ appraisee, entry: draft[appraisee.id], form, onChange: () => {} })),
      people.length > 1 ? h("div", { class: "foot" }, way(_("上一位"), at - 1), way(_("下一位"), at + 1)) : null,
    ),
  );
  scrollTo(0, 0);
}

show(0);
