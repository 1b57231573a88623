/** Explanations 35x and 36x: touch models and journeys. */
import type { journeyMessages } from "../journey-messages.ts";
import type { Explanation } from "./explanation.ts";

const rescue = (lifts: string) =>
  `models {\n  high when seats > 100 { coverage dedicated 15..30 accounts per csm }\n  low otherwise { coverage none }\n}\nplay rescue {\n  level red\n  start when health < 60\n  ${lifts}\n  phase talk day 1..2 { touch qbr }\n}`;

const journey = (...stages: string[]) => `journey customer {\n  ${stages.join("\n  ")}\n}`;
const use = "stage use { enter after setup }";

export const journeyExplanations: Record<keyof typeof journeyMessages, Explanation> = {
  "model-reads": {
    meaning:
      "The conditions of `models` are read from top to bottom to find the touch model in force. They cannot ask for the model that they decide.",
    failing: "models {\n  high when ⟦model is low⟧\n  low otherwise\n}",
    mended: "models {\n  high when seats > 100\n  low otherwise\n}",
  },
  "model-after-otherwise": {
    meaning:
      "Touch models are read from top to bottom and the first that matches is the customer's own. Behind `otherwise`, which matches everybody, nobody is left.",
    failing: "models {\n  low otherwise\n  ⟦high⟧ when seats > 100\n}",
    mended: "models {\n  high when seats > 100\n  low otherwise\n}",
  },
  "lifts-nobody": {
    meaning:
      "Touch models are written from the highest to the lowest, and `lifts to` gives a customer the higher of its own model and the named one. The last model lifts nobody.",
    failing: rescue("lifts to ⟦low⟧"),
    mended: rescue("lifts to high"),
  },
  "never-left": {
    meaning:
      "A stage of a journey is ended by `leave`, `skip to` or `back to`. Without one of them whoever comes into it stays; only the last stage may be so.",
    failing: journey("stage ⟦setup⟧ { enter from contract_start }", use),
    mended: journey("stage setup { enter from contract_start  leave on reply }", use),
  },
  "never-entered": {
    meaning:
      "A customer comes into a stage by its own `enter`, or because another stage leads to it: by `then`, `back to` or `skip to`.",
    failing: journey("stage setup { enter from contract_start  leave on reply }", "stage ⟦use⟧ { leave on nps }"),
    mended: journey("stage setup { enter from contract_start  leave on reply }", use),
  },
  "left-by-calendar": {
    meaning:
      "A stage that ends when enough days have gone by ends for everybody, whether its aim is reached or not. What the customer does should decide, or confirm it: `confirmed by EVENT`.",
    failing: journey("stage setup { enter from contract_start  ⟦leave when time in setup >= 30d⟧ }", use),
    mended: journey(
      "stage setup { enter from contract_start  leave when time in setup >= 30d confirmed by reply }",
      use,
    ),
  },
  "wrong-way": {
    meaning:
      "`back to` names a stage that is written before, `skip to` one that is written behind, so that the way forward can be read from top to bottom.",
    failing: journey("stage setup { enter from contract_start  leave on reply  back to ⟦use⟧ on nps }", use),
    mended: journey("stage setup { enter from contract_start  leave on reply  skip to use on nps }", use),
  },
  "event-without-key": {
    meaning:
      "`per FIELD` takes a customer through the journey once for each value of that field. Every event the journey names must say which value it is about.",
    failing:
      "event begun { team text }\njourney rollout per team {\n  stage pilot { enter on begun  leave on ⟦reply⟧ }\n  stage everybody { enter after pilot }\n}",
    mended:
      "event begun, finished { team text }\njourney rollout per team {\n  stage pilot { enter on begun  leave on finished }\n  stage everybody { enter after pilot }\n}",
  },
  "stage-of-another": {
    meaning:
      "`enter after`, `then`, `back to` and `skip to` name stages of the same journey. Several journeys are gone through side by side, each by itself.",
    failing: `${journey("stage setup { enter from contract_start  leave on reply }", use)}\njourney other {\n  stage talk { enter after ⟦setup⟧ }\n}`,
    mended: `${journey("stage setup { enter from contract_start  leave on reply }", use)}\njourney other {\n  stage talk { enter when during setup }\n}`,
  },
  "not-of-a-journey": {
    meaning:
      "`time in` and `is overdue` ask when a customer came into a stage of a journey. A stage of the calendar is no such thing: its date says all of it.",
    failing:
      "stage early from contract_start to 30d after\ntrigger t { level red  when time in ⟦early⟧ > 7d  do alert csm }",
    mended:
      "stage early from contract_start to 30d after\ntrigger t { level red  when during early and time since contract_start > 7d  do alert csm }",
  },
};
