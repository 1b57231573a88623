/** Explanations 39x: people, and what is said to them. */
import type { peopleMessages } from "../people-messages.ts";
import type { Explanation } from "./explanation.ts";

const alarm = "trigger t { level red  on reply  do touch qbr to champion }";
const bills = "trigger t { level red  on reply  do touch bill }";

export const peopleExplanations: Record<keyof typeof peopleMessages, Explanation> = {
  "contact-ring": {
    meaning:
      "`vacant use` names who is spoken to where nobody is the contact, and that contact may say the same of another. Here this leads back to where it began.",
    failing: `contact champion { vacant use ⟦deputy⟧ }\ncontact deputy { vacant use champion }\n${alarm}`,
    mended: `contact champion { vacant use deputy }\ncontact deputy { vacant alert csm }\n${alarm}`,
  },
  "handover-of-nobody": {
    meaning:
      "`handover` names the task of whoever is given an account by somebody else. That happens in roles that a person holds per account; a machine and a shared role have nobody to give it to.",
    failing: "task take_over { owner csm  effort 1h }\nteam { automation 10h per week handover ⟦take_over⟧ }",
    mended: "task take_over { owner csm  effort 1h }\nteam { csm 30h per week handover take_over }",
  },
  "transactional-without-reason": {
    meaning:
      "`transactional` is for what a customer must be told whatever they want to hear: an invoice, a notice the contract asks for. A line that begins with `##` above the touch says which of these it is.",
    failing: `touch ⟦bill⟧ { channel email  owner automation  effort 0min  purpose address_need  kind transactional }\n${bills}`,
    mended: `## The invoice itself: the law asks for it.\ntouch bill { channel email  owner automation  effort 0min  purpose address_need  kind transactional }\n${bills}`,
  },
};
