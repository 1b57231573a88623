/** Diagnostics 0xx: text that is not the language. */
import { error } from "./diagnostic.ts";
import type { WayOut } from "./syntax-hints.ts";
import { listed, quoted } from "./words.ts";

export const syntaxMessages = {
  "unexpected-text": error(
    "PLAY001",
    (p: { found: string; expected: readonly string[]; context: string } & WayOut) => ({
      message: p.found.startsWith("the end of") ? "The file ends too early." : `${word(p.found)} cannot stand here.`,
      reason: `${p.context === "" ? "This is outside of every declaration" : `This is part of ${p.context}`}, and ${p.expected.length === 0 ? "nothing fits here" : `what fits here is ${listed(p.expected)}`}.`,
      hint: p.hint,
    }),
  ),
  "reserved-word": error("PLAY002", (p: { found: string; context: string }) => ({
    message: `${sentenceStart(p.found)} is a word of the language and cannot be a name.`,
    reason: `This is part of ${p.context}; the word can stand in or after a condition, so a sentence with it could be read in two ways.`,
    hint: "Choose another name, for example with a second word: `last_call` instead of `last`.",
  })),
  unclosed: error("PLAY003", (p: { bracket: "{" | "("; found: string; context: string }) => ({
    message: `The \`${p.bracket}\` of ${p.context} is never closed.`,
    reason: `Before ${word(p.found)} a \`${p.bracket === "{" ? "}" : ")"}\` was expected.`,
    hint: `Add the missing \`${p.bracket === "{" ? "}" : ")"}\`.`,
  })),
  "unknown-declaration": error("PLAY004", (p: { word: string; suggestion?: string | undefined }) => ({
    message: `\`${p.word}\` does not begin a declaration.`,
    reason: "A file is a list of declarations such as `touch`, `cadence`, `trigger` and `play`.",
    hint: p.suggestion === undefined ? "Begin with the word of a declaration." : `Did you mean \`${p.suggestion}\`?`,
  })),
  "too-deeply-nested": error("PLAY005", (p: { limit: number }) => ({
    message: `This is nested more than ${p.limit} levels deep.`,
    reason: "Nobody can read it, and the programs that carry it out have a limit.",
    hint: "Split it, for example into several triggers.",
  })),
  "bad-character": error("PLAY006", (p: { characters: string; meant?: string }) => ({
    message: `${quoted(p.characters)} has no meaning in a .play file.`,
    reason: "Only words, numbers, texts in double quotes and the signs of conditions do.",
    hint: p.meant === undefined ? wayOutOfCharacters(p.characters) : `Did you mean \`${p.meant}\`?`,
  })),
  "bad-number": error("PLAY007", (p: { text: string; problem: keyof typeof numberFaults; meant?: string }) => ({
    message: `${quoted(p.text)} cannot be read as a value.`,
    reason: numberFaults[p.problem],
    hint: p.meant === undefined ? plainNumber(p.text, p.problem) : `Did you mean \`${p.meant}\`?`,
  })),
  "length-without-number": error("PLAY015", (p: { text: string; meant: string }) => ({
    message: `\`${p.text}\` is no length of time.`,
    reason: "A length of time is a number in digits and its unit, such as `1 week` or `2 quarters`.",
    hint: `Did you mean \`${p.meant}\`?`,
  })),
  "wrong-quotes": error("PLAY016", (p: { text: string }) => ({
    message: `${quoted(p.text)} is not in straight double quotes.`,
    reason: "Word processors turn quotes; here a text begins and ends with the same straight one.",
    hint: 'Write it as `"text"`; names stand without quotes.',
  })),
  "no-such-date": error("PLAY008", (p: { text: string }) => ({
    message: `${quoted(p.text)} is not a date.`,
    reason: /^\d{4}-|^\d\d-\d\d$/.test(p.text)
      ? "The calendar has no such day."
      : "Countries write days and months in different orders, so that the language has one way to write a date.",
    hint: "Write year, month and day, for example 2026-11-21; in a calendar's `every year` 12-20.",
  })),
  "no-such-time": error("PLAY009", (p: { text: string }) => ({
    message: `${quoted(p.text)} is not a time of day.`,
    reason: "A day runs from 00:00 to 24:00, and both numbers have two digits.",
    hint: "Write for example 09:00.",
  })),
  "unterminated-text": error("PLAY010", (_: Record<never, never>) => ({
    message: "This text has no closing quote.",
    reason: 'A text begins and ends with " on one line.',
    hint: 'Add the closing " at its end.',
  })),
  "bad-escape": error("PLAY011", (p: { escape: string }) => ({
    message: `${quoted(p.escape)} means nothing in a text.`,
    reason: 'A backslash stands only before " or another backslash.',
    hint: "Write two backslashes for one, or / between folders.",
  })),
  "needs-parentheses": error("PLAY012", (p: { word: string; beside: string }) => ({
    message: `\`${p.word}\` beside \`${p.beside}\` can be read in two ways.`,
    reason: "Two readers could take it for two different conditions.",
    hint: "Put parentheses around what belongs together.",
  })),
  "file-too-large": error("PLAY013", (p: { limit: number; length: number }) => ({
    message: `This file has ${p.length} characters; at most ${p.limit} are read.`,
    reason: "A file of this size is not a playbook that anybody wrote.",
    hint: "Split it into several files, or move it out of the project.",
  })),
  "too-many-problems": error("PLAY014", (p: { limit: number }) => ({
    message: `There are more than ${p.limit} problems in this file; the rest was not read.`,
    reason: "What follows would mostly be reported because of what came before.",
    hint: "Mend the first ones and build again.",
  })),
};

const numberFaults = {
  form: "A number is digits, perhaps with decimals, and after it K, M, B, % or a unit of time.",
  separator: "A comma separates the members of a list, so it cannot separate thousands.",
  size: "It is too large to be counted exactly.",
  unit: "Units are `min`, `h`, `d`, `w`, `days`, `weeks`, `months`, `quarters`, `years`, `business days`, `points` and `%`, and there are no parts of a unit of time.",
  blank: "K, M, B and % stand right behind their number, without a blank.",
};

function plainNumber(text: string, problem: keyof typeof numberFaults): string {
  if (/^\d+ ?(?:s|ms|secs?|seconds?)$/i.test(text)) return "The shortest unit is the minute: write for example `1min`.";
  if (/^\d+m$/.test(text)) return `Write \`${text}in\` for minutes, \`${text.slice(0, -1)} months\` for months.`;
  if (problem === "unit") return "Write a whole number of a smaller unit, for example `90min` or `36h`.";
  if (/^\d+(?:am|pm)$/i.test(text)) return "Write a time of day as 09:00 or 17:00.";
  return "Write it plainly, for example 25000, 25K, 1.5M or 30%.";
}

/** By the characters as they are usually meant. */
const usualCharacters: readonly [RegExp, string][] = [
  [/^;+$/, "Leave it out: clauses need nothing between them."],
  [/^:+$/, "Leave it out: a clause is its word and its value, with nothing between them."],
  [/^(?:&+|\|+)$/, "Join conditions with `and` and `or`."],
  [/^!$/, "Write `not` before the condition, or `!=` between two values."],
  [/^-+$/, "In a name write `_`, in a range `..`; the language does not subtract, and no value is below zero."],
  [/^(?:\/\/|\/\*|\*\/|--)/, "Begin a comment with #; it ends with its line."],
  [
    /^[+*/]$/,
    "The language does not calculate: compare with a share (`80% of seats`), or compute it as a metric or field.",
  ],
  [/^['`’‘“”„«»]+$/, 'Write texts in straight double quotes, `"like this"`; names stand without quotes.'],
  [/^[[\]]+$/, "Leave it out: the members of a list stand without brackets, with commas between them."],
  [/^%$/, "Write it right behind its number, as in `30%`."],
  [/^[–—−]+$/, "In a range write `..`, in a date and nowhere else `-`."],
  [/^…$/, "Write a range with two dots: `..`."],
  [/^≥$/, "Write `>=`."],
  [/^≤$/, "Write `<=`."],
  [/^≠$/, "Write `!=`."],
];

function wayOutOfCharacters(characters: string): string {
  return (
    usualCharacters.find(([pattern]) => pattern.test(characters))?.[1] ?? "Remove it; in front of a comment write #."
  );
}

/** What the parser found, as a word of the text; the end of the file is none. */
function word(found: string): string {
  return found.startsWith("the end of") ? found : `\`${found}\``;
}

function sentenceStart(found: string): string {
  const shown = word(found);
  return shown.charAt(0).toUpperCase() + shown.slice(1);
}
