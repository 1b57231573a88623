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

/** What the playbook says, beside words of playc's own. */
export interface Quote {
  readonly quote: string;
}
export type Piece = string | Quote;

/** `step qbr: every 1 quarter, was 2 months`; of what comes or goes as a whole, what it says. On one line, and not too long. */
export function sentenceOf(change: Change): string {
  return piecesOf(change)
    .map((piece) => (typeof piece === "string" ? piece : piece.quote))
    .join("");
}

/** The same, told apart in what playc says and what it quotes; no quote is empty. */
export function piecesOf(change: Change): Piece[] {
  const where = placesOf(change.within).flatMap((place, index) => (index === 0 ? place : [", ", ...place]));
  const said = whatOf(change);
  return shortened(where.length === 0 ? said : [...where, ": ", ...said]);
}

/** For who sees both texts side by side: which clause it is, and which way a condition moved. */
export function besideTexts(change: Change): { readonly clause: Piece[]; readonly moved: Piece[] } {
  const { within, what, clause, kind, weight, movement } = change;
  const where = placesOf(within).flatMap((place, index) => (index === 0 ? place : [", ", ...place]));
  const word = clause === null ? "" : clause === "order of dos" ? "order of actions" : wordOf(clause);
  const said = {
    added: `new ${word}`,
    removed: `${word} gone`,
    renamed: `${word === "" ? "" : `${word}, `}called otherwise`,
    order: word,
    changed: weight === "words" ? `${word}, in words alone` : word,
  }[what].trim();
  // A `limit` of which the limit is another one is told once.
  const isTold = said === "" || (where.length > 0 && said === within.at(-1)?.clause);
  return {
    clause: isTold ? shortened(where) : shortened([...where, ...(where.length === 0 ? [] : [": "]), said]),
    moved: movement ? shortened(movementPieces(movement, kind, clause)) : [],
  };
}

/** Longer texts nobody reads to their end; the change itself has all of it. */
const longest = 400;

/** Quotes of several lines as one. */
function shortened(pieces: readonly Piece[]): Piece[] {
  const lines = pieces.map((piece) => (typeof piece === "string" ? piece : { quote: oneLine(piece.quote) }));
  let left = longest;
  const kept: Piece[] = [];
  for (const piece of lines) {
    const text = typeof piece === "string" ? piece : piece.quote;
    if (text === "") continue;
    if (text.length > left) {
      const cut = text.slice(0, left);
      const rest = cut === "" ? [] : [typeof piece === "string" ? cut : { quote: cut }];
      return [...kept, ...rest, " ..."];
    }
    kept.push(piece);
    left -= text.length;
  }
  return kept;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " / ").replace(/ \/ $/, "");
}

function quote(text: string | null): Quote {
  return { quote: text ?? "" };
}

/** An action that is all its step does needs no words of its own. */
function placesOf(within: Change["within"]): Piece[][] {
  return within.flatMap(({ clause, before, after }, index) => {
    const outer = within[index - 1];
    const isAllOfIt = clause === "do" && outer?.after === after && outer.before === before;
    return isAllOfIt ? [] : [[`${wordOf(clause)} `, quote(after ?? before)]];
  });
}

function wordOf(clause: string): string {
  return clause === "do" ? "action" : clause;
}

function whatOf({ what, clause, text, movement, kind, weight }: Change): Piece[] {
  const { before, after } = text;
  const word = clause === null ? null : wordOf(clause);
  switch (what) {
    case "added":
      return behind(word === null ? "new" : `new ${word}`, "", after);
    case "removed":
      return behind(word === null ? "gone" : `${word} gone`, ", it said", before);
    case "renamed":
      return word === null
        ? ["was called ", quote(before)]
        : [`${word} `, quote(after), ", was called ", quote(before)];
    case "order":
      return [`${clause === "order of dos" ? "order of actions" : clause}: `, quote(after), "; was ", quote(before)];
    case "changed": {
      const said = weight === "words" ? wordsText(clause, text) : changedText(clause, text);
      const moved = movement ? movementPieces(movement, kind, clause) : [];
      return moved.length === 0 ? said : [...said, "; ", ...moved];
    }
  }
}

/** `more` stands where anything follows. */
function behind(title: string, more: string, text: string | null): Piece[] {
  return text === null || text === "" ? [title] : [`${title}${more}: `, quote(text)];
}

function wordsText(clause: string | null, { before, after }: Change["text"]): Piece[] {
  if (clause === "doc comment") {
    if (before === null) return ["doc comment, new: ", quote(after)];
    return after === null ? ["doc comment, gone"] : ["doc comment: ", quote(after)];
  }
  return [quote(after), ", put otherwise; was ", quote(before)];
}

function changedText(clause: string | null, { before, after }: Change["text"]): Piece[] {
  if (after === null) return ["no longer ", quote(before)];
  if (before === null) return ["new: ", quote(after)];
  return [quote(after), ", was ", quote(differing(before, after, clause ?? ""))];
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

/** By kind of declaration and clause: what is so for those for whom the condition is true. It counts nothing: what is true for fewer may come about more often. */
const effects: Readonly<Record<string, string>> = {
  "trigger when": "can fire for",
  "trigger until": "can be armed again for",
  "play start when": "can start for",
  "play win when": "can be won for",
  "play lose when": "can be lost for",
  unless: "stands in the way for",
  while: "lets act for",
};

const otherwise = "true for";

function movementPieces(movement: Movement, kind: DeclarationKind, clause: string | null): Piece[] {
  const effect = effects[`${kind} ${clause}`] ?? effects[clause ?? ""] ?? otherwise;
  // Only an account that is named is sure to be there.
  const fewer = movement.lost === null ? "as many or fewer" : "fewer";
  const more = movement.gained === null ? "as many or more" : "more";
  const said = (text: string): Piece[] => [
    text,
    ...(movement.lost === null ? [] : ["; no longer with ", quote(movement.lost)]),
    ...(movement.gained === null ? [] : ["; newly with ", quote(movement.gained)]),
  ];
  switch (movement.kind) {
    case "equal":
      return ["the same for everybody"];
    case "alike":
      return ["true for the same; whether it is false for the same could not be proved"];
    case "stricter":
      return said(`${effect} ${fewer}: wherever it is true now, it was before`);
    case "looser":
      return said(`${effect} ${more}: wherever it was true, it still is`);
    case "disjoint":
      return said("true for others: never where it was true before");
    case "neither":
      return said("true for some others, and no longer for some");
    case "unproved":
      return movement.because.length > 0
        ? ["which way it moved is not said: ", quote(movement.because.join(", ")), " changed, too"]
        : said("neither side implies the other, or it cannot be proved");
  }
}
