/** Explanations 2xx: types, units and sizes of values. */
import type { typeMessages } from "../type-messages.ts";
import type { Explanation } from "./explanation.ts";

const trigger = (condition: string) => `trigger t { level red  when ${condition}  do alert csm }`;
const cadence = (step: string) => `cadence c from contract_start { ${step} }`;

export const typeExplanations: Record<keyof typeof typeMessages, Explanation> = {
  "types-differ": {
    meaning:
      "Two values meet in a comparison only when they are of one type: money with money, a ratio with a ratio. A bare number is a count, or points beside points; money has its currency and a ratio its `%`.",
    failing: trigger("arr >= ⟦100⟧"),
    mended: trigger("arr >= $100"),
  },
  "not-ordered": {
    meaning: "Texts, flags, time zones and words of a list are equal or not; none of them is more than another.",
    failing: trigger('⟦goal⟧ > "growth"'),
    mended: trigger('goal = "growth"'),
  },
  "wrong-value": {
    meaning:
      "The clause takes a value of one type, and this is one of another: a bare number where a length of time stands, say.",
    failing:
      "touch t { channel email  owner csm  effort ⟦5⟧  purpose give_insight  kind reactive }\ntrigger u { level yellow  on reply  do touch t }",
    mended:
      "touch t { channel email  owner csm  effort 5min  purpose give_insight  kind reactive }\ntrigger u { level yellow  on reply  do touch t }",
  },
  "wrong-currency": {
    meaning:
      "A project has one currency, named in `playc.yaml`. Amounts in another cannot be compared: the program knows no exchange rates.",
    failing: trigger("arr >= ⟦€100K⟧"),
    mended: trigger("arr >= $100K"),
  },
  "too-fine": {
    meaning:
      "Money is counted in whole minor units (cents), ratios and points in millionths. A finer value would have to be rounded, and the rounding could decide who is called.",
    failing: trigger("arr >= ⟦$0.001⟧"),
    mended: trigger("arr >= $0.01"),
  },
  "not-whole": {
    meaning: "Counts, days and weeks come in whole numbers.",
    failing: trigger("seats > ⟦2.5⟧"),
    mended: trigger("seats > 2"),
  },
  "too-large": {
    meaning:
      "Beyond about nine million billion base units numbers are no longer exact, so comparisons with them would not be either.",
    failing: trigger("arr > ⟦$9000000B⟧"),
    mended: trigger("arr > $9000B"),
  },
  "must-be-positive": {
    meaning:
      "Nothing lasts no time, and nothing is the zeroth: days and weeks are counted from 1, windows and distances have a length.",
    failing: cadence("day ⟦0⟧ touch qbr"),
    mended: cadence("day 1 touch qbr"),
  },
  "too-long": {
    meaning:
      "Windows, distances and deadlines are at most ten years. What is longer is nearly always a slip in the unit.",
    failing: trigger("logins over ⟦11 years⟧ = 0"),
    mended: trigger("logins over 11 months = 0"),
  },
  "wrong-unit": {
    meaning:
      "There are three clocks: elapsed time (`min`, `h`), calendar time (`d`, `w` and longer) and business days. Windows and steps go by the calendar, effort by elapsed time, lead times by business days.",
    failing: trigger("logins over ⟦48h⟧ = 0"),
    mended: trigger("logins over 2d = 0"),
  },
  "bad-date": {
    meaning:
      "The date exists, but cannot stand here: its year is not between 1900 and 2200, or a day of every year has a year written.",
    failing: trigger("renewal > ⟦1815-06-18⟧"),
    mended: trigger("renewal > 2015-06-18"),
  },
  "has-no-members": {
    meaning:
      "`is` asks for one of several named values: a word of a `one of` field, a band of a metric, a segment. This has none.",
    failing: trigger("⟦storage⟧ is green"),
    mended: trigger("health is green"),
  },
  "unknown-member": {
    meaning: "The field or metric has named values, and this is none of them.",
    failing: trigger("plan is ⟦por⟧"),
    mended: trigger("plan is pro"),
  },
  "not-a-condition": {
    meaning:
      "A number, a date or a text is neither true nor false: say what is asked of it. Only a flag stands alone, and in a play an event.",
    failing: trigger("⟦health⟧ or strategic"),
    mended: trigger("health is red or strategic"),
  },
  "wrong-window": {
    meaning:
      "A flow (`per day`) adds up over a window, so its window is the sum. Of a level (`snapshot`) say which value of the window is meant: `avg`, `min` or `max`. So too of the values of several events.",
    failing: trigger("⟦storage over 7d⟧ > 3"),
    mended: trigger("avg storage over 7d > 3"),
  },
  "wrong-amount": {
    meaning: "`falls` and `rises` take a share of what was before (`30%`) or an amount of the metric's own type.",
    failing: trigger("logins falls > ⟦$3⟧ over 7d"),
    mended: trigger("logins falls > 3 over 7d"),
  },
  "wrong-field-type": {
    meaning:
      "The field is declared, but as a type that cannot say what is asked here: `time since` takes a date, `consent` a flag, a limit's time a duration.",
    failing: trigger("time since ⟦seats⟧ > 3d"),
    mended: trigger("time since renewal > 3d"),
  },
  "bad-range": {
    meaning: "A range is written from its smaller to its larger end, and something must lie in it.",
    failing: "event survey { score ⟦10..1⟧ }",
    mended: "event survey { score 1..10 }",
  },
  "out-of-range": {
    meaning: "The value lies outside what this clause or type allows.",
    failing: "event survey { score 1..10 = ⟦11⟧ }",
    mended: "event survey { score 1..10 = 10 }",
  },
  "constant-comparison": {
    meaning:
      "Two fixed values are compared, so the answer is known before any customer is looked at. Most often a name was meant on one side.",
    failing: trigger("⟦3 > 2⟧"),
    mended: trigger("seats > 2"),
  },
  "unknown-type": {
    meaning: "Fields and metrics have one of the types of the language, and this is none of those that can stand here.",
    failing: "metric visits ⟦cuont⟧ per day",
    mended: "metric visits count per day",
  },
  "beyond-range": {
    meaning:
      "The field or metric has a declared range, and the value lies outside it: the comparison is true for nobody, or for everybody. An average, least or greatest value of a window stays in the range; a sum does not.",
    failing: trigger("health > ⟦120⟧"),
    mended: trigger("health > 90"),
  },
};
