/** What the pages of the diagnostics 44x say. */
import type { measureMessages } from "../measure-messages.ts";
import type { Explanation } from "./explanation.ts";

const roi = (benefit: string) => `roi {\n  cost salaries $65 per hour of csm\n  benefit kept ${benefit}\n}`;
const winless = "play care { level yellow start when health < 60 phase call day 1..7 { touch qbr } }";
const winning = winless.replace(" phase", " win when health >= 80 phase");

export const measureExplanations: Record<keyof typeof measureMessages, Explanation> = {
  "goal-never-met": {
    meaning: "A share lies between 0% and 100%. A target outside of what a figure can be is missed whatever happens.",
    failing: "measure mostly_green { share of accounts when health >= 80 ⟦target > 100%⟧ }",
    mended: "measure mostly_green { share of accounts when health >= 80 target > 70% }",
  },
  "goal-always-met": {
    meaning: "A target that every figure meets tells nobody anything.",
    failing: "measure mostly_green { share of accounts when health >= 80 ⟦target >= 0%⟧ }",
    mended: "measure mostly_green { share of accounts when health >= 80 target >= 70% }",
  },
  "goal-in-months": {
    meaning:
      "The time that customers take is counted in days. A month has 28 to 31 of them, so that a target in months would be another one for each customer.",
    failing: "measure first_reply { median time from contract_start to reply target < ⟦1 month⟧ }",
    mended: "measure first_reply { median time from contract_start to reply target < 30d }",
  },
  "revenue-without-end": {
    meaning:
      "Churn and retention hold what customers paid at the beginning against what they pay at the end; a customer that ended pays nothing. Which customers ended the account says with `ends`.",
    failing: "measure churn { ⟦gross churn of arr over 1 year⟧ target < 5% }",
    mended: "measure churn { share of accounts when arr >= $10K }",
    surroundings: { alone: true, program: "account { arr money }\nsegments { all otherwise }" },
  },
  "never-won": {
    meaning: "Runs end won only where the play says with `win` what that is.",
    failing: `${winless}\nmeasure cared { share of runs of ⟦care⟧ won }`,
    mended: `${winning}\nmeasure cared { share of runs of care won }`,
  },
  "change-of-flow": {
    meaning:
      "A change after a touch is the metric's value some days later less its value before. The days of a flow add up; one of them is a Monday and the other a Sunday, and their difference says nothing.",
    failing: "measure after_call { mean change of ⟦logins⟧ 30d after reply }",
    mended: "measure after_call { mean change of health 30d after reply }",
  },
  "share-of-no-customer": {
    meaning:
      "A share of a field is of the customer to whom something happened: who was touched, whose run was won, who had the event. Hours and months are of all customers together.",
    failing: roi("30% of ⟦arr⟧ per month"),
    mended: roi("30% of arr per reply"),
  },
  "measured-never-done": {
    meaning:
      "A measure names a touch that nothing in the program makes. Unless the records of what was delivered have some, there will be none to judge.",
    failing:
      "touch hello { channel email owner csm effort 5min purpose open_dialogue kind proactive }\nmeasure heard { share of touch ⟦hello⟧ with reply within 7d }",
    mended:
      "touch hello { channel email owner csm effort 5min purpose open_dialogue kind proactive }\ncadence greeting from contract_start { every 1 year touch hello }\nmeasure heard { share of touch hello with reply within 7d }",
  },
};
