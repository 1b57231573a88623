/** Explanations 35x and 36x: touch models and journeys. */
import type { journeyMessages } from "../journey-messages.ts";
import type { Explanation } from "./explanation.ts";

const rescue = (lifts: string) =>
  `models {\n  high when seats > 100 { coverage dedicated 15..30 accounts per csm }\n  low otherwise { coverage none }\n}\nplay rescue {\n  level red\n  start when health < 60\n  ${lifts}\n  phase talk day 1..2 { touch qbr }\n}`;

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
};
