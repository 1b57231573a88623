/** What the pages of the diagnostics 38x say. */
import type { chanceMessages } from "../chance-messages.ts";
import type { Explanation } from "./explanation.ts";

const cadences = `cadence monthly from contract_start { every 1 month touch qbr }
cadence biweekly from contract_start { every 2 weeks touch qbr }
`;

/** A model without segments. */
const rankedModel = "account { arr money plan one of trial, pro }";
const reviewed =
  "role csm owns accounts\nsegments reviewed every 1 quarter from 2026-01-01 { big when arr in top 20% small otherwise }";

export const chanceExplanations: Record<keyof typeof chanceMessages, Explanation> = {
  "shares-over": {
    meaning:
      "The shares of an experiment's arms add up to 100% or less. With less, the rest of the customers is in no arm, and the cadences and triggers of the arms do not run for them.",
    failing: `${cadences}experiment ⟦rhythm⟧ {\n  arm monthly 60% { cadence monthly }\n  arm biweekly 50% { cadence biweekly }\n}`,
    mended: `${cadences}experiment rhythm {\n  arm monthly 50% { cadence monthly }\n  arm biweekly 50% { cadence biweekly }\n}`,
  },
  "arm-without-share": {
    meaning: "An arm is the share of the customers that chance gives it; nobody is in one of 0%.",
    failing: `${cadences}experiment rhythm {\n  arm monthly 100% { cadence monthly }\n  arm biweekly ⟦0%⟧ { cadence biweekly }\n}`,
    mended: `${cadences}experiment rhythm {\n  arm monthly 90% { cadence monthly }\n  arm biweekly 10% { cadence biweekly }\n}`,
  },
  "experiment-reads": {
    meaning:
      "Who takes part in an experiment must not hang on what the program delivers, as `time since last done` does and a score that reads it: otherwise an arm would choose its own customers.",
    failing: `${cadences}experiment ⟦rhythm⟧ where time since last done qbr > 30d {\n  arm monthly 50% { cadence monthly }\n}`,
    mended: `${cadences}experiment rhythm where time since contract_start > 30d {\n  arm monthly 50% { cadence monthly }\n}`,
  },
  "no-reviews": {
    meaning:
      "`in top` and `in bottom` compare customers with each other. That is done on review dates, and a customer keeps its standing from one to the next.",
    failing: "segments {\n  big when ⟦arr in top 20%⟧\n  small otherwise\n}",
    mended: "segments reviewed every 1 quarter from 2026-01-01 {\n  big when arr in top 20%\n  small otherwise\n}",
    surroundings: { alone: true, program: rankedModel },
  },
  "rank-not-here": {
    meaning: "Standing among all customers is part of what segments and touch models are made of, and of nothing else.",
    failing: `${reviewed}\ntrigger grow { level green when ⟦arr in top 20%⟧ do alert csm }`,
    mended: `${reviewed}\ntrigger grow { level green when segment is big do alert csm }`,
    surroundings: { alone: true, program: rankedModel },
  },
  "cannot-rank": {
    meaning: "A rank needs an order: money, counts, ratios and points of the account have one.",
    failing: "segments reviewed every 1 quarter from 2026-01-01 {\n  big when ⟦plan⟧ in top 20%\n  small otherwise\n}",
    mended: "segments reviewed every 1 quarter from 2026-01-01 {\n  big when arr in top 20%\n  small otherwise\n}",
    surroundings: { alone: true, program: rankedModel },
  },
  "assumed-twice": {
    meaning:
      "For a delivery the nearest line counts: one of its touch before one of its channel before `touches`, and of two such the one that is for the customer's segment or model. Where two are equally near, neither can count. A customer is in one segment and has one touch model, but may be both in a segment and under a model.",
    failing:
      "assume {\n  touch check_in reply 9% within 3d for smb\n  ⟦touch check_in reply 12% within 3d for enterprise, smb⟧\n}",
    mended:
      "assume {\n  touch check_in reply 9% within 3d for smb\n  touch check_in reply 12% within 3d for enterprise\n}",
  },
  "assumed-for-all": {
    meaning: "`assume` says how often customers answer. An event `for all`, such as a release, is nobody's answer.",
    failing: "event release for all\nassume {\n  touches ⟦release⟧ 10% within 3d\n}",
    mended: "event release for all\nassume {\n  touches reply 10% within 3d\n}",
  },
  "assumed-in-vain": {
    meaning:
      "Assumed answers change something only where somebody asks for them: a touch that `expects` the event or has a `target` for it, `share of touches with` it, or a play that names it in `win`, `lose`, a rung or `stop on`.",
    failing: "assume {\n  video reply 9% within 3d\n  ⟦email nps 2% within 3d⟧\n}",
    mended: "assume {\n  video reply 9% within 3d\n}",
  },
  "answer-not-assumed": {
    meaning:
      "Once `assume` names an event, assumption alone says which touches it answers, and a touch of which nothing is assumed is never answered.",
    failing:
      "assume {\n  touch check_in reply 9% within 3d\n}\ntrigger talk { level yellow  on nps  do start call_back }\nplay call_back {\n  end after 30d\n  phase ask day 1..2 { ⟦touch qbr expects reply within 4d⟧ }\n}",
    mended:
      "assume {\n  video reply 9% within 3d\n}\ntrigger talk { level yellow  on nps  do start call_back }\nplay call_back {\n  end after 30d\n  phase ask day 1..2 { touch qbr expects reply within 4d }\n}",
  },
  "in-two-experiments": {
    meaning:
      "What an arm names runs only for the customers in it. Named by arms of two experiments it would run for those that chance put into both, and the figures of either experiment would say something about the other. In several arms of one experiment it may stand.",
    failing: `${cadences}experiment rhythm {\n  arm monthly 50% { cadence monthly }\n}\nexperiment tone {\n  arm warm 50% { cadence ⟦monthly⟧ }\n}`,
    mended: `${cadences}experiment rhythm {\n  arm monthly 50% { cadence monthly }\n}\nexperiment tone {\n  arm warm 50% { cadence biweekly }\n}`,
  },
};
