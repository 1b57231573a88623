/** One line for each change, in the words of the language: the same for a terminal, a comment and a page. */
import type { Change, DeclarationKind, Movement } from "./types.ts";

/** What belongs to one declaration. */
export interface Subject {
  readonly kind: DeclarationKind;
  /** As it is called now, or was. */
  readonly name: string | null;
  readonly changes: readonly Change[];
}

/** Changes by the declaration they belong to, in their order. */
export function bySubject(changes: readonly Change[]): Subject[] {
  const subjects = new Map<string, { kind: DeclarationKind; name: string | null; changes: Change[] }>();
  for (const change of changes) {
    const { kind, name } = change;
    const key = JSON.stringify([kind, name.before, name.after]);
    const found = subjects.get(key) ?? { kind, name: name.after ?? name.before, changes: [] };
    subjects.set(key, found);
    found.changes.push(change);
  }
  return [...subjects.values()];
}

/** `cadence enterprise_rhythm` */
export function subjectText({ kind, name }: Pick<Subject, "kind" | "name">): string {
  return name === null ? kind : `${kind} ${name}`;
}

/** `step qbr: every 1 quarter, was 2 months`; of what comes or goes as a whole, what it says. On one line, and not too long. */
export function sentenceOf(change: Change): string {
  const where = placesOf(change.within).join(", ");
  const said = whatOf(change);
  return oneLine(where === "" ? said : `${where}: ${said}`);
}

/** Longer texts nobody reads to their end; the change itself has all of it. */
const longest = 400;

function oneLine(text: string): string {
  const plain = text.replace(/\s*\n\s*/g, " / ").replace(/ \/ $/, "");
  return plain.length > longest ? `${plain.slice(0, longest)} ...` : plain;
}

/** An action that is all its step does needs no words of its own. */
function placesOf(within: Change["within"]): string[] {
  return within.flatMap(({ clause, before, after }, index) => {
    const outer = within[index - 1];
    const isAllOfIt = clause === "do" && outer?.after === after && outer.before === before;
    return isAllOfIt ? [] : [`${wordOf(clause)} ${after ?? before}`];
  });
}

function wordOf(clause: string): string {
  return clause === "do" ? "action" : clause;
}

function whatOf({ what, clause, text, movement, kind, weight }: Change): string {
  const { before, after } = text;
  const word = clause === null ? null : wordOf(clause);
  switch (what) {
    case "added":
      return behind(word === null ? "new" : `new ${word}`, after);
    case "removed":
      return behind(word === null ? "gone, it said" : `${word} gone, it said`, before).replace(/, it said$/, "");
    case "renamed":
      return word === null ? `was called ${before}` : `${word} ${after}, was called ${before}`;
    case "order":
      return `${clause === "order of dos" ? "order of actions" : clause}: ${after}; was ${before}`;
    case "changed": {
      const said = weight === "words" ? wordsText(clause, text) : changedText(clause, text);
      const moved = movement ? movementText(movement, kind, clause) : "";
      return moved === "" ? said : `${said}; ${moved}`;
    }
  }
}

function behind(title: string, text: string | null): string {
  return text === null || text === "" ? title : `${title}: ${text}`;
}

function wordsText(clause: string | null, { before, after }: Change["text"]): string {
  if (clause === "doc comment") {
    if (before === null) return `doc comment, new: ${after}`;
    return after === null ? "doc comment, gone" : `doc comment: ${after}`;
  }
  return `${after}, put otherwise; was ${before}`;
}

function changedText(clause: string | null, { before, after }: Change["text"]): string {
  if (after === null) return `no longer ${before}`;
  if (before === null) return `new: ${after}`;
  return `${after}, was ${differing(before, after, clause ?? "")}`;
}

/** Of what was there before, as much as shows the difference: `> 20%` of a long condition; of a list, all of it. */
function differing(before: string, after: string, clause: string): string {
  const [old, now] = [before.split(" "), after.split(" ")];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  if (start > 0 && isOperator(old[start - 1]!)) start--;
  const middle = old.slice(start, old.length - end);
  const isValue = old.length === now.length && middle.length > 0 && !middle.join(" ").includes(",");
  const isInList = old[start - 1]?.endsWith(",") === true;
  if (isValue && !isInList) return middle.join(" ");
  const isUnderKeyword = before.startsWith(`${clause} `) && after.startsWith(`${clause} `);
  return isUnderKeyword ? before.slice(clause.length + 1) : before;
}

function isOperator(word: string): boolean {
  return /^(?:[<>!]?=|[<>]|\d+)$/.test(word);
}

/** By kind of declaration and clause: what it means when the condition is true for fewer, and for more. */
const effects: Readonly<Record<string, readonly [fewer: string, more: string]>> = {
  "trigger when": ["fires for fewer", "fires for more"],
  "trigger until": ["armed again less often", "armed again more often"],
  "play start when": ["starts for fewer", "starts for more"],
  "play win when": ["harder to win", "easier to win"],
  "play lose when": ["lost by fewer", "lost by more"],
  unless: ["stands in the way less often", "stands in the way more often"],
  while: ["acts less often", "acts more often"],
  when: ["true for fewer", "true for more"],
  where: ["for fewer", "for more"],
};

const otherwise = ["true for fewer", "true for more"] as const;

/** Empty where there is nothing to say. */
export function movementText(movement: Movement, kind: DeclarationKind, clause: string | null): string {
  const [fewer, more] = effects[`${kind} ${clause}`] ?? effects[clause ?? ""] ?? otherwise;
  const examples = [
    ...(movement.lost === null ? [] : [`no longer of ${movement.lost}`]),
    ...(movement.gained === null ? [] : [`newly of ${movement.gained}`]),
  ];
  const said = (text: string) => [text, ...examples].join("; ");
  switch (movement.kind) {
    case "equal":
      return "the same for everybody";
    case "alike":
      return "true for the same; whether it is false for the same could not be proved";
    case "stricter":
      return said(`${fewer}: wherever it is true now, it was before`);
    case "looser":
      return said(`${more}: wherever it was true, it still is`);
    case "disjoint":
      return said("true for others: never where it was true before");
    case "neither":
      return said("true for some others, and no longer for some");
    case "unproved":
      return movement.because.length > 0
        ? `which way it moved is not said: ${movement.because.join(", ")} changed, too`
        : said("neither side implies the other, or it cannot be proved");
  }
}
