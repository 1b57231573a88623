/** Renaming in all files of a project, refused where the new name would say something else. */
import { kindsSharingScope } from "../../compiler/names/symbols.ts";
import type { Span } from "../../grammar/tree.ts";
import { isReserved } from "../../grammar/vocabulary.ts";
import type { Analysis } from "./analysis.ts";
import { holds, overlap, type Place } from "./places.ts";
import { projectFileName } from "./project.ts";
import { type Target, targetAt } from "./targets.ts";

/** Edits of one text each, by file; or why there are none, as one sentence or two. */
export type Renaming = { places: readonly Place[]; text: string } | { refused: string };

/** What would be renamed at a place, and its name now; or why nothing can be. */
export function nameToRename(
  analysis: Analysis,
  path: string,
  offset: number,
): { span: Span; name: string } | { refused: string } {
  const found = targetAt(analysis, path, offset);
  if (!found) return { refused: "There is no name here." };
  const reason = whyNot(analysis, found.target);
  return reason === undefined ? { span: found.span, name: found.target.name } : { refused: reason };
}

/** The places at which `newName` takes the place of the name at a place. */
export function rename(analysis: Analysis, path: string, offset: number, newName: string): Renaming {
  const found = targetAt(analysis, path, offset);
  if (!found) return { refused: "There is no name here." };
  const { target } = found;
  const reason = whyNot(analysis, target) ?? whyNotCalled(analysis, target, newName);
  if (reason !== undefined) return { refused: reason };
  return { places: newName === target.name ? [] : target.places, text: newName };
}

function whyNot(analysis: Analysis, target: Target): string | undefined {
  const { symbol, member, kind, name, places } = target;
  if (member !== undefined) {
    return `\`${name}\` is a ${kind}: its name is a word of your data. Change it by hand where it is declared, and check what is told then.`;
  }
  const library = places.find((place) => analysis.isOfLibrary(place.path));
  if (library) return `\`${name}\` comes from a library (${library.path}): rename it there.`;
  const shared = places.find((place) => standsForTwo(analysis, target, place));
  if (shared) {
    return `\`${name}\` in ${shared.path} also stands for another declaration of that name. Say there which is meant first.`;
  }
  if (symbol && standsInBrokenText(analysis, target)) {
    return `\`${name}\` may also stand where the text cannot be read. Mend what is wrong there first.`;
  }
  if (symbol?.kind === "metric" && symbol.name === "health" && !isWritten(analysis, target)) {
    return "The score has no name of its own: write one behind the word `health` first.";
  }
  if (
    symbol?.kind === "field" &&
    analysis.projectFile.project &&
    !places.some((each) => each.path === projectFileName)
  ) {
    return `\`${name}\` is also the column of your data. Write \`${name}: ${name}\` under \`account.fields\` in playc.yaml first: then the name and its column can differ.`;
  }
  return undefined;
}

/** `from login_drop` of a test, where a trigger and a cadence are called so. */
function standsForTwo(analysis: Analysis, { symbol, member }: Target, { path, span }: Place): boolean {
  return analysis
    .usesIn(path)
    .some((use) => use.symbol !== symbol && use.span.end === span.end && use.span.start >= span.start && !member);
}

/** The name occurs in a declaration that could not be read, at a place that nobody followed. */
function standsInBrokenText(analysis: Analysis, { name, places }: Target): boolean {
  return analysis.files.some(({ path, text, declarations }) => {
    const problems = analysis.parsed(path)?.problems ?? [];
    if (problems.length === 0) return false;
    const known = new Set(places.flatMap((place) => (place.path === path ? [place.span.start] : [])));
    const sound = declarations.filter(({ span }) => !problems.some((problem) => overlap(problem.span, span)));
    return [...text.matchAll(new RegExp(`\\b${name}\\b`, "g"))].some(
      ({ index }) => !known.has(index) && !sound.some(({ span }) => holds(span, index)),
    );
  });
}

/** `health { ... }` is called so without saying it. */
function isWritten(analysis: Analysis, { symbol }: Target): boolean {
  const declaration = symbol && analysis.declarationOf(symbol);
  return declaration?.kind !== "health" || declaration.name !== undefined;
}

function whyNotCalled(
  analysis: Analysis,
  { symbol, name, places, declared }: Target,
  newName: string,
): string | undefined {
  if (newName === name) return undefined;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(newName)) {
    return "A name is a letter or `_`, then letters, digits and `_`.";
  }
  if (isReserved(newName)) return `\`${newName}\` is a word of the language and cannot be a name.`;
  if (!symbol) {
    const [place] = places;
    const declaration = place && analysis.declarationAt(place.path, place.span.start);
    const isTaken =
      declaration?.kind === "test" &&
      declaration.items.some((item) => item.kind === "account" && item.account?.text === newName);
    return isTaken ? `This test has an account called \`${newName}\` already.` : undefined;
  }
  const { symbols } = analysis.examination.program;
  const score = symbol.name.includes(".") ? `${symbol.name.slice(0, symbol.name.indexOf("."))}.` : "";
  for (const kind of kindsSharingScope(symbol.kind)) {
    const other = symbols.get(kind, score + newName);
    if (other) return `There is a ${kind} called \`${newName}\` already (${other.file.path}).`;
  }
  if (symbol.kind === "field" && ["segment", "model"].includes(newName)) {
    return `\`${newName} is\` asks for the customer's ${newName}: no field can be called so.`;
  }
  return declared ? shadowedBy(analysis, symbol.kind, newName) : undefined;
}

/** A field of an event, or a value of a field, would be read in its place somewhere. */
function shadowedBy(analysis: Analysis, kind: string, newName: string): string | undefined {
  if (!["field", "metric", "let"].includes(kind)) return undefined;
  const { events, fields } = analysis.examination.program;
  for (const { name, fields: itsFields } of events.values()) {
    if (itsFields.some((field) => field.name === newName)) {
      return `The event \`${name}\` has a field called \`${newName}\`: in its \`where\` it would not be clear which is meant.`;
    }
  }
  for (const { name, members } of fields.values()) {
    if (members?.includes(newName)) return `\`${newName}\` is a value of the field \`${name}\`.`;
  }
  return undefined;
}
