/** Explanations 60x to 62x: what is proved of conditions. */
import type { proofMessages } from "../proof-messages.ts";
import type { Explanation } from "./explanation.ts";

const trigger = (condition: string, more = "") => `trigger t { level red  when ${condition}  do alert csm${more} }`;
const on = (filter: string) => `trigger t { level red  on ticket where (${filter})  do alert csm }`;
const cadence = (scope: string, step: string) => `cadence c from contract_start ${scope}{ ${step} }`;
const phase = "phase talk day 1..20 { touch qbr }";
const play = (clauses: string) => `play p {\n  level red\n  ${clauses}\n  ${phase}\n}`;
const ladder = (rung: string) =>
  `play p {\n  level red\n  start when health < 60\n  end after 90d\n  escalation e\n}\nescalation e { ${rung} }`;
const segments = (lines: string) =>
  `account { arr money  signed date }\nrole csm owns accounts\nsegments {\n${lines}\n}\ncadence c from signed { every 1 month alert csm }`;
const alone = { surroundings: { alone: true } };

export const proofExplanations: Record<keyof typeof proofMessages, Explanation> = {
  "segment-shadowed": {
    meaning:
      "Segments are read from top to bottom and the first match wins. The conditions before this segment's take everybody who meets its own.",
    failing: segments("  large when arr >= $25K\n  huge when ⟦arr >= $100K⟧\n  small otherwise"),
    mended: segments("  huge when arr >= $100K\n  large when arr >= $25K\n  small otherwise"),
    ...alone,
  },
  "segment-never": {
    meaning: "The parts of the segment's condition contradict each other.",
    failing: segments("  large when ⟦arr > $25K and arr < $5K⟧\n  small otherwise"),
    mended: segments("  large when arr > $25K or arr < $5K\n  small otherwise"),
    ...alone,
  },
  "segment-gap": {
    meaning:
      "There are customers whom no segment takes; the message names one. They are owed nothing that names a segment.",
    failing: segments("  large when arr > $25K\n  ⟦small⟧ when arr < $25K"),
    mended: segments("  large when arr > $25K\n  small otherwise"),
    ...alone,
  },
  "segment-takes-all": {
    meaning: "The segment's condition holds of everybody, so that the segments behind it stay empty.",
    failing: segments("  large when ⟦arr < $5K or arr >= $5K⟧\n  small otherwise"),
    mended: segments("  large when arr >= $5K\n  small otherwise"),
    ...alone,
  },
  "trigger-never": {
    meaning:
      "The parts of the condition contradict each other, or what its segments and stage say: a threshold was turned round, or it was written for other customers.",
    failing: `trigger t for smb { level red  when ⟦arr > $250K⟧  do alert csm }`,
    mended: `trigger t for enterprise { level red  when arr > $250K  do alert csm }`,
  },
  "trigger-always": {
    meaning:
      "The condition holds of everybody. A trigger fires when its condition becomes true and is armed again when it is false: this one fires once for each customer and then never again.",
    failing: trigger("⟦arr < $5K or arr >= $5K⟧"),
    mended: trigger("arr < $5K"),
  },
  "until-never": {
    meaning: "What is to arm the trigger again can never come about.",
    failing: trigger("health < 40", " until ⟦health > 80 and health < 60⟧"),
    mended: trigger("health < 40", " until health > 80"),
  },
  "until-overlaps": {
    meaning:
      "`until` says when the trigger may fire again. Where it holds beside `when`, the trigger is armed as soon as it has fired.",
    failing: trigger("health < 60", " until ⟦health > 40⟧"),
    mended: trigger("health < 40", " until health > 60"),
  },
  "double-contact": {
    meaning:
      "One condition follows from the other, so that the customer gets the same touch from both triggers. Touches that people make are joined where the policy has `merge`; these are not.",
    failing:
      "trigger low { level yellow  when health < 60  do touch notice }\ntrigger lower { level red  when ⟦health < 40⟧  do touch notice }",
    mended:
      "trigger low { level yellow  when health < 60  do touch notice }\ntrigger lower { level red  when health < 40  do alert csm }",
  },
  "filter-never": {
    meaning: "`where` is asked of each event by itself. One event has one value in a field, so that no event passes.",
    failing: on("⟦severity is low and severity is high⟧"),
    mended: on("severity is low or sentiment < 20%"),
  },
  "filter-idle": {
    meaning: "`where` holds of every event whose fields are known: it filters nothing.",
    failing: on("⟦severity is one of low, high⟧"),
    mended: on("severity is one of high"),
  },
  "start-never": {
    meaning: "No account the play is for can ever start it.",
    failing: play("start when ⟦health < 40 and health > 80⟧"),
    mended: play("start when health < 40 or health > 80"),
  },
  "start-always": {
    meaning: "The condition holds of everybody, so that each account is in a run all the time.",
    failing: play("start when ⟦health < 60 or health >= 60⟧"),
    mended: play("start when health < 60"),
  },
  "win-never": {
    meaning: "The parts of `win` contradict each other: no run is ever won.",
    failing: play("start when health < 60\n  win when ⟦health > 80 and health < 60⟧"),
    mended: play("start when health < 60\n  win when health > 80"),
  },
  "won-at-once": {
    meaning: "Every account that starts the play meets what it takes to win it, before anything was done.",
    failing: play("start when health < 40\n  win when ⟦health < 60⟧"),
    mended: play("start when health < 40\n  win when health > 60"),
  },
  "lose-never": {
    meaning: "The parts of `lose` contradict each other: no run is ever lost.",
    failing: play("start when health < 60\n  lose when ⟦health > 80 and health < 60⟧"),
    mended: play("start when health < 60\n  lose when health < 20"),
  },
  "loss-counts-as-win": {
    meaning: "At each close `win` is asked before `lose`. Where `lose` holds, `win` does, so that no run is ever lost.",
    failing: play("start when health < 60\n  win when health > 70\n  lose when ⟦health > 90⟧"),
    mended: play("start when health < 60\n  win when health > 70\n  lose when health < 20"),
  },
  "window-beyond-run": {
    meaning:
      "In `win` and `lose` a window that begins before the run's first day is unknown. This one is longer than any run, so that it is always unknown.",
    failing: play("start when health < 60\n  end after 30d\n  win when ⟦health > 80 for 60d⟧"),
    mended: play("start when health < 60\n  end after 30d\n  win when health > 80 for 14d"),
  },
  "cadence-never": {
    meaning: "The segments, the stage and the `where` of the cadence exclude each other: nobody is ever in its scope.",
    failing: cadence("during onboarding where ⟦time since contract_start > 90d⟧ ", "every 1 month touch qbr"),
    mended: cadence("where time since contract_start > 90d ", "every 1 month touch qbr"),
  },
  "cadence-step-never": {
    meaning: "On the day of this step nobody is in the cadence's scope, or nobody in it meets the step's condition.",
    failing: cadence("during onboarding ", "day 30 touch qbr  ⟦day 120⟧ touch check_in"),
    mended: cadence("during onboarding ", "day 30 touch qbr  day 60 touch check_in"),
  },
  "step-condition-idle": {
    meaning: "The condition of the step lets it come for everybody in the cadence's scope on its day.",
    failing: cadence("", "day 30 touch qbr unless ⟦time since contract_start < 7d⟧"),
    mended: cadence("", "day 30 touch qbr unless health < 60"),
  },
  "rung-never-acts": {
    meaning: "The rung's condition skips it for every customer.",
    failing: ladder("after 7d touch qbr while ⟦health < 20 and health > 80⟧"),
    mended: ladder("after 7d touch qbr while health < 20"),
  },
  "rung-condition-idle": {
    meaning: "The rung's condition skips it for no customer of whom anything is known.",
    failing: ladder("after 7d touch qbr unless ⟦health < 20 and health > 80⟧"),
    mended: ladder("after 7d touch qbr unless health > 80"),
  },
  "alternative-idle": {
    meaning: "One part of an `or` follows from another: the condition says the same without it.",
    failing: trigger("⟦health < 40⟧ or health < 60"),
    mended: trigger("health < 60"),
  },
  "requirement-idle": {
    meaning: "One part of an `and` follows from another: the condition says the same without it.",
    failing: trigger("health < 40 and ⟦health < 60⟧"),
    mended: trigger("health < 40"),
  },
};
