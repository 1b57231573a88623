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

/** `step qbr: every 1 quarter, was every 2 months`; of what comes or goes as a whole, what it says. */
export function sentenceOf(change: Change): string {
  const where = change.within.map(({ clause, before, after }) => `${clause} ${after ?? before}`).join(", ");
  const said = whatOf(change);
  return where === "" ? said : `${where}: ${said}`;
}

function whatOf({ what, clause, text, movement, kind, weight }: Change): string {
  const { before, after } = text;
  switch (what) {
    case "added":
      return clause === null ? `new: ${after}` : `new ${clause}: ${after}`;
    case "removed":
      return clause === null ? `gone, it said: ${before}` : `${clause} gone, it said: ${before}`;
    case "renamed":
      return clause === null ? `was called ${before}` : `${clause} ${after}, was called ${before}`;
    case "order":
      return `${clause}: ${after}; was ${before}`;
    case "changed": {
      const said = weight === "words" ? wordsText(clause, text) : changedText(clause, text);
      const moved = movement ? movementText(movement, kind, clause) : "";
      return moved === "" ? said : `${said}; ${moved}`;
    }
  }
}

function wordsText(clause: string | null, { before, after }: Change["text"]): string {
  if (clause === "doc comment") {
    if (before === null) return `doc comment, new: ${after}`;
    return after === null ? "doc comment, gone" : `doc comment: ${after}`;
  }
  return `${after}, put otherwise; was ${before}`;
}

function changedText(clause: string | null, { before, after }: Change["text"]): string {
  if (after === null) return `no ${before}`.replace(/^no (?=no )/, "");
  if (before === null) return `${after}, was without`;
  return `${after}, was ${differing(before, after)}${clause === null ? "" : ""}`;
}

/** Of what was there before, as much as shows the difference: `> 20%` of a long condition. */
function differing(before: string, after: string): string {
  const [old, now] = [before.split(" "), after.split(" ")];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  if (start > 0 && isOperator(old[start - 1]!)) start--;
  const middle = old.slice(start, old.length - end);
  // Where something only came in between, all that was there is what it was before.
  if (middle.length > 0) return middle.join(" ");
  return old.join(" ");
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
