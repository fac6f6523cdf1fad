/** Facts of a gate: met, not met, not known; each with where it comes from and how old it is. */

import { age } from "./clock.js";
import { h, icon } from "./dom.js";

/** @typedef {import("./types.js").Fact} Fact */

const ICONS = { met: "tick_one", unmet: "cross", unknown: "question" };
const ANSWERS = { met: "met", unmet: "not met", unknown: "not known" };

/** @type {Record<string, string>} */
const NAMES = { padss: "PADSS", label_contraindication: "no contraindication of the label", pre_dose_pressure: "pressure before the dose" };

/** @param {Fact[]} facts @param {(fact: Fact) => Node | null} [act] what can be done about one */
export function factList(facts, act = () => null) {
  return h(
    "ul",
    { class: "facts" },
    facts.map((fact) =>
      h(
        "li",
        { "data-met": fact.met },
        icon(ICONS[fact.met]),
        h(
          "span",
          { class: "fact" },
          `${factName(fact)} `,
          h("span", { class: "answer" }, ANSWERS[fact.met]),
          h("span", { class: "detail" }, fact.detail),
          act(fact),
        ),
        h("span", { class: "source" }, fact.source, fact.as_of && [h("br"), `${age(fact.as_of)} ago`]),
      ),
    ),
  );
}

/** @param {Fact} fact */
export function factName(fact) {
  const words = (NAMES[fact.code] ?? fact.code).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
