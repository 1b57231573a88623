/** Diagnostics 0xx: text that is not the language. */
import { error } from "./diagnostic.ts";
import { listed, quoted } from "./words.ts";

export const syntaxMessages = {
  "unexpected-text": error("PLAY001", (p: { found: string; expected: readonly string[]; context: string }) => ({
    message: `${sentenceStart(p.found)} cannot stand here.`,
    reason:
      p.expected.length === 0
        ? `This is part of ${p.context}, and nothing fits here.`
        : `This is part of ${p.context}, and what fits here is ${listed(p.expected)}.`,
    hint: "Correct the word, or look whether something is missing before it.",
  })),
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
  "bad-character": error("PLAY006", (p: { characters: string }) => ({
    message: `${quoted(p.characters)} has no meaning in a .play file.`,
    reason: "Only words, numbers, texts in double quotes and the signs of conditions do.",
    hint: "Remove it; in front of a comment write #.",
  })),
  "bad-number": error("PLAY007", (p: { text: string; problem: "form" | "separator" | "size" }) => ({
    message: `${quoted(p.text)} is not a number that can be read.`,
    reason: {
      form: "A number is digits, perhaps with decimals, and after it K, M, B, % or a unit of time.",
      separator: "A comma separates the members of a list, so it cannot separate thousands.",
      size: "It is too large to be counted exactly.",
    }[p.problem],
    hint: "Write it plainly, for example 25000, 25K, 1.5M or 30%.",
  })),
  "no-such-date": error("PLAY008", (p: { text: string }) => ({
    message: `${quoted(p.text)} is not a date.`,
    reason: "The calendar has no such day.",
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

/** What the parser found, as a word of the text; the end of the file is none. */
function word(found: string): string {
  return found.startsWith("the end of") ? found : `\`${found}\``;
}

function sentenceStart(found: string): string {
  const shown = word(found);
  return shown.charAt(0).toUpperCase() + shown.slice(1);
}
