/**
 * Warns of declarations that nothing uses. Fields, metrics and events are left alone: they say what is known of
 * customers, and templates and people read them too. Cadences, triggers, plays and segments act by themselves.
 */
import type { SymbolKind } from "../names/symbols.ts";
import { Checker, libraryOf, type Program } from "../program.ts";

const mustBeUsed: readonly SymbolKind[] = [
  "let",
  "contact",
  "role",
  "calendar",
  "stage",
  "touch",
  "task",
  "escalation",
];

/** Asked only of a program without errors: a broken use is still a use. */
export function warnOfUnused(program: Program): void {
  for (const { kind, name, file, span } of program.symbols.unused(mustBeUsed)) {
    // Of a library some is taken, and the rest is for other projects.
    if (libraryOf(program, file.path)) continue;
    new Checker(program, file).report("never-used", { kind, name }, span);
  }
}
