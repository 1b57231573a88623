/** Explanations 648 to 699: what is proved of touch models, journeys, scores, experiments, and of cadences beside each other. */
import type { planMessages } from "../plan-messages.ts";
import type { Explanation } from "./explanation.ts";

const models = (...lines: string[]) => `models {\n  ${lines.join("\n  ")}\n}`;
const paid = (coverage: string) =>
  `team { csm 20 people 30h per week 65% for plays }\ncadence calls for enterprise from contract_start { every 1 week task review_usage }\n${models(
    `${coverage === "dedicated 30 accounts per csm" ? "⟦" : ""}high when segment is enterprise { coverage ${coverage} }${coverage === "dedicated 30 accounts per csm" ? "⟧" : ""}`,
    "low otherwise { coverage none }",
  )}`;
const lifting = (scope: string, clause: string) =>
  `${models("high when segment is enterprise", "middle when segment is smb", "low otherwise")}\nplay rescue for ${scope} {\n  level red\n  start when health < 60\n  ${clause}\n  phase talk day 1..2 { touch qbr }\n}`;
const journey = (...clauses: string[]) =>
  `journey customer {\n  stage setup {\n    ${clauses.join("\n    ")}\n  }\n  stage use { enter after setup }\n}`;
const score = (condition: string) =>
  `health fit {\n  use 100 {\n    60 points when active_users > 10\n    ${condition}\n  }\n}`;
const tip = "touch tip { channel email  owner automation  effort 0min  purpose give_insight  kind educational }";
const monthly = "cadence tips for enterprise from contract_start { every 1 month touch tip }";
const experiment = (where: string) =>
  `${tip}\n⟦experiment e for smb where ${where} {\n  arm a 50% { cadence tips }\n}⟧\ncadence tips for smb from contract_start { every 1 month touch tip }`;

export const planExplanations: Record<keyof typeof planMessages, Explanation> = {
  "model-too-dear": {
    meaning:
      "TM7: a touch model that the team cannot pay for. Counted are the steps of cadences that come for everybody, in a year after the first, with effort and prep; against them stand the hours that `team` keeps for plays. Triggers and plays come on top, so that it is worse in truth. `playc capacity` has the figures for every segment and role.",
    failing: paid("dedicated 30 accounts per csm"),
    mended: paid("dedicated 5 accounts per csm"),
  },
  "model-never": {
    meaning: "No data of a customer can make the condition of the touch model true.",
    failing: models("high when ⟦seats > 100 and seats < 50⟧", "low otherwise"),
    mended: models("high when seats > 100 or arr >= $50K", "low otherwise"),
  },
  "model-shadowed": {
    meaning:
      "Touch models are searched from top to bottom and the first match is the customer's own. Whoever meets this one has met one before it.",
    failing: models("high when seats > 10", "middle when ⟦seats > 100⟧", "low otherwise"),
    mended: models("high when seats > 100", "middle when seats > 10", "low otherwise"),
  },
  "model-takes-all": {
    meaning: "Whoever the search comes to has this model, and nobody comes to those behind it.",
    failing: models("high when ⟦seats > 10 or seats < 20⟧", "low otherwise"),
    mended: models("high when seats > 20 or seats < 10", "low otherwise"),
  },
  "lifts-served": {
    meaning:
      "Everybody the play is for has the named touch model, or a higher one, of their own: the highest model takes all of its segments, or the play names such models alone.",
    failing: lifting("enterprise", "⟦lifts to high⟧"),
    mended: lifting("smb", "lifts to high"),
  },
  "stage-stuck": {
    meaning:
      "Each `leave`, `back to` and `skip to` of the stage asks for what cannot be. A customer who comes into it stays in it for as long as the account lives.",
    failing:
      "journey customer {\n  ⟦stage setup { enter from contract_start  leave when seats > 9 and seats < 3 }⟧\n  stage use { enter after setup }\n}",
    mended:
      "journey customer {\n  stage setup { enter from contract_start  leave when seats > 9 and active_users > 3 }\n  stage use { enter after setup }\n}",
  },
  "way-closed": {
    meaning: "A way into a stage or out of it whose condition contradicts itself. The stage has other ways.",
    failing: journey("enter from contract_start", "leave on reply", "⟦leave when health > 80 and health < 60⟧"),
    mended: journey("enter from contract_start", "leave on reply", "leave when health > 80 and active_users > 3"),
  },
  "way-hidden": {
    meaning:
      "A customer takes one way a day, the first that is open. This one is open only on days on which one that is asked before it is open, too.",
    failing: journey(
      "enter from contract_start",
      "skip to use when active_users > 10",
      "⟦leave when active_users > 20⟧",
    ),
    mended: journey("enter from contract_start", "skip to use when active_users > 20", "leave when active_users > 10"),
  },
  "left-at-once": {
    meaning:
      "What lets a customer into the stage is enough to end it. It would be a stage of one day, and what it asks of people would be withdrawn.",
    failing: journey("⟦enter when active_users > 10⟧", "leave when active_users > 5"),
    mended: journey("enter when active_users > 5", "leave when active_users > 10"),
  },
  "points-never": {
    meaning: "A line of a score whose condition contradicts itself: its points are lost to every customer.",
    failing: score("⟦40 points when health > 80 and health < 60⟧"),
    mended: score("40 points when health > 80 or storage > 60"),
  },
  "points-always": {
    meaning: "A line of a score whose condition is true of every customer of whom what it asks for is known.",
    failing: score("⟦40 points when health >= 60 or health < 80⟧"),
    mended: score("40 points when health >= 80"),
  },
  "experiment-never": {
    meaning: "No customer can be in the scope of the experiment: its arms stay empty.",
    failing: experiment("arr >= $50K and arr < $20K"),
    mended: experiment("arr >= $20K and arr < $50K").replace("⟦", "").replace("⟧", ""),
  },
  "asked-twice": {
    meaning:
      "Two cadences that count from the same date bring one touch to the same customers on one day. A year is looked at. Steps with a condition or a figure by segment, `week` steps, and touches of people that a policy merges are not counted, nor are cadences of different arms.",
    failing: `${tip}\n${monthly}\ncadence welcome for enterprise, smb from contract_start {\n  day 1 touch notice\n  ⟦every 1 quarter touch tip⟧\n}`,
    mended: `${tip}\n${monthly}\ncadence welcome for enterprise, smb from contract_start {\n  day 1 touch notice\n  day 9 touch tip\n}`,
  },
  "urgent-by-mail": {
    meaning:
      "CH1: an urgent issue is said by telephone or short message. The trigger is red, and nothing it does reaches anybody at once, neither the customer nor the team. What a contract asks for (`transactional`) goes out as it says.",
    failing: `${tip}\n⟦trigger t { level red  on reply  do touch tip }⟧`,
    mended: `${tip}\ntrigger t { level red  on reply  do touch tip alert csm }`,
  },
};
