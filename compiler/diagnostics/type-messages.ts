/** Diagnostics 2xx: types, units and sizes of values. */
import { error } from "./diagnostic.ts";
import { listed, quoted, withArticle } from "./words.ts";

export const typeMessages = {
  "types-differ": error(
    "PLAY201",
    (p: { left: string; leftType: string; right: string; rightType: string; example: string | undefined }) => ({
      message: `\`${p.left}\` is ${p.leftType}, but \`${p.right}\` is ${p.rightType}.`,
      reason: "Two values can be compared only when they are of one type; there is no way to turn one into the other.",
      hint: `Compare \`${p.left}\` with ${p.leftType}${p.example === undefined ? exampleOf(p.leftType) : `, for example \`${p.example}\``}.`,
    }),
  ),
  "not-ordered": error("PLAY202", (p: { operator: string; type: string }) => ({
    message: `\`${p.operator}\` cannot compare ${p.type}.`,
    reason: "There is no order among such values, so none is more or less than another.",
    hint: "Compare with `=` or `!=`, or use `is` and `is one of`.",
  })),
  "wrong-value": error("PLAY203", (p: { what: string; expected: string; actual: string; example: string }) => ({
    message: `${p.what} must be ${p.expected}, but this is ${p.actual}.`,
    reason: "A value of another type has no meaning here.",
    hint: `Write ${p.expected}, for example \`${p.example}\`.`,
  })),
  "wrong-currency": error("PLAY204", (p: { written: string; currency: string; example: string }) => ({
    message: `This amount is in ${p.written}, but the project's currency is ${p.currency}.`,
    reason: "Amounts of different currencies cannot be compared, and the program knows no exchange rates.",
    hint: `Write the amount in ${p.currency}, as \`${p.example}\`, or change \`currency\` in playc.yaml.`,
  })),
  "too-fine": error("PLAY205", (p: { what: string; digits: number }) => ({
    message: `${p.what} has at most ${p.digits} decimal${p.digits === 1 ? "" : "s"}.`,
    reason: "Finer values would have to be rounded, and a rounding could decide a comparison.",
    hint: "Round the value yourself, so that everybody can read what is compared.",
  })),
  "not-whole": error("PLAY206", (p: { what: string }) => ({
    message: `${p.what} must be a whole number.`,
    reason: "There is no part of one.",
    hint: "Write a whole number.",
  })),
  "too-large": error("PLAY207", (p: { what: string }) => ({
    message: `${p.what} is too large.`,
    reason: "Beyond about nine million billion base units numbers are no longer exact.",
    hint: "Check the number of zeros and the suffix (K, M, B).",
  })),
  "must-be-positive": error("PLAY208", (p: { what: string; least: string }) => ({
    message: `${p.what} must be at least ${p.least}.`,
    reason: "With less, nothing would ever be meant by it.",
    hint: `Write ${p.least} or more, or leave the clause out.`,
  })),
  "too-long": error("PLAY209", (p: { what: string }) => ({
    message: `${p.what} is longer than ten years.`,
    reason: "No history reaches that far, so the condition could never be decided or the step never come.",
    hint: "Check the number and its unit: `min`, `h`, `d`, `w`, `months`, `quarters`, `years`.",
  })),
  "wrong-unit": error("PLAY210", (p: { what: string; unit: string; allowed: string }) => ({
    message: `${p.what} cannot be given in ${p.unit}.`,
    reason: `It is counted in ${p.allowed}.`,
    hint: `Give it in ${p.allowed}.`,
  })),
  "bad-date": error("PLAY211", (p: { written: string; why: string }) => ({
    message: `${quoted(p.written)} is not a date that can stand here.`,
    reason: p.why,
    hint: "Write a date between 1900-01-01 and 2200-12-31 as 2026-11-21; in a calendar's `every year` as 12-20.",
  })),
  "has-no-members": error("PLAY212", (p: { name: string; actual: string }) => ({
    message: `\`${p.name}\` is ${p.actual}, which has no named values for \`is\` to ask for.`,
    reason: "`is` asks for a member of a `one of` field, a band of a metric, or a segment.",
    hint: "Compare it with `=`, `<` or `>=`, or give the metric `bands`.",
  })),
  "unknown-member": error(
    "PLAY213",
    (p: { name: string; of: string; members: readonly string[]; suggestion?: string | undefined }) => ({
      message: `\`${p.name}\` is not one of the values of \`${p.of}\`.`,
      reason: p.members.length === 0 ? `\`${p.of}\` has no values.` : `\`${p.of}\` can be ${listed(p.members)}.`,
      hint: p.suggestion === undefined ? "Write one of those values." : `Did you mean \`${p.suggestion}\`?`,
    }),
  ),
  "not-a-condition": error("PLAY214", (p: { name: string; actual: string }) => ({
    message: `\`${p.name}\` is ${p.actual}, which is neither true nor false by itself.`,
    reason: "Only a flag, or an event inside a play or escalation, can stand alone as a condition.",
    hint: `Compare it with something, for example \`${p.name} is known\`.`,
  })),
  "wrong-window": error("PLAY215", (p: { name: string; why: string; instead: string }) => ({
    message: `\`${p.name}\` cannot be read over a window like this.`,
    reason: p.why,
    hint: p.instead,
  })),
  "wrong-amount": error("PLAY216", (p: { metric: string; type: string; actual: string }) => ({
    message: `\`${p.metric}\` is ${p.type}, but the change is given as ${p.actual}.`,
    reason: "A change is either a share of what was there before (%), or an amount of the metric's own type.",
    hint: `Write a share such as \`30%\`, or ${withArticle("amount")} in ${p.type}.`,
  })),
  "wrong-field-type": error("PLAY217", (p: { field: string; actual: string; expected: string; what: string }) => ({
    message: `${p.what} must be ${p.expected}, but \`${p.field}\` is ${p.actual}.`,
    reason: "A field of another type cannot say what is asked here.",
    hint: `Name a field that is ${p.expected}, or change the type of \`${p.field}\`.`,
  })),
  "bad-range": error("PLAY218", (p: { what: string; why: string }) => ({
    message: `The range of ${p.what} is empty or reversed.`,
    reason: p.why,
    hint: "Write the smaller end first, as in `0..100`.",
  })),
  "out-of-range": error("PLAY219", (p: { value: string; what: string; from: string; to: string }) => ({
    message: `${p.value} is out of range.`,
    reason: `${p.what} lies between ${p.from} and ${p.to}.`,
    hint: "Write a value inside that range, or widen the range.",
  })),
  "constant-comparison": error("PLAY220", (p: { text: string }) => ({
    message: `\`${p.text}\` says the same for every customer and every day.`,
    reason: "Both sides are fixed values, so the condition is either always or never true.",
    hint: "Put a field, a metric or a count of events on one side.",
  })),
  "unknown-type": error("PLAY221", (p: { name: string; allowed: string; suggestion?: string | undefined }) => ({
    message: `There is no type called \`${p.name}\` here.`,
    reason: `The types that can stand here are ${p.allowed}.`,
    hint: p.suggestion === undefined ? "Write one of those types." : `Did you mean \`${p.suggestion}\`?`,
  })),
  "beyond-range": error("PLAY222", (p: { text: string; value: string; from: string; to: string }) => ({
    message: `\`${p.text}\` is never ${p.value}.`,
    reason: `It lies between ${p.from} and ${p.to}, so the comparison says the same for every customer and every day.`,
    hint: "Compare it with a value inside that range, or correct the range where it is declared.",
  })),
};

const examples: Readonly<Record<string, string>> = {
  "a count": "25",
  "a ratio": "30%",
  "a number of points": "15",
  "a length of time": "14d",
  "a date": "2026-11-21",
  "a text": '"save time"',
};

/** How a value of the type is written, for types that have one way. */
function exampleOf(type: string): string {
  const example = Object.hasOwn(examples, type) ? examples[type] : undefined;
  if (example !== undefined) return `, for example \`${example}\``;
  return type.startsWith("one of ") ? ", without quotes" : "";
}
