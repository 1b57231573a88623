/** Words of the language that a clause takes: channels, purposes, kinds, levels, weekdays. */
import type { Name, OnChangeClause } from "../../grammar/tree.ts";
import { type WordRole, wordsOf } from "../../grammar/vocabulary.ts";
import type { OnChange } from "../../schedule/on-change.ts";
import type { Level } from "../../schedule/types.ts";
import { onlyClause } from "../clauses.ts";
import { nearest } from "../diagnostics/suggest.ts";
import type { Checker } from "../program.ts";

const words: Record<string, string> = { kind: "kind of touch", change: "choice of `on change`" };

/** The word, if it is one of its role; else it is reported. */
export function wordOf(checker: Checker, name: Name | undefined, role: WordRole): string | undefined {
  if (!name) return undefined;
  const allowed = wordsOf(role);
  if (allowed.includes(name.text)) return name.text;
  const suggestion = nearest(name.text, allowed);
  const parameters = { what: words[role] ?? role, word: name.text, allowed, suggestion };
  checker.report("unknown-word", parameters, name.span, { suggestion });
  return undefined;
}

export function levelOf(checker: Checker, name: Name | undefined): Level | undefined {
  return wordOf(checker, name, "level") as Level | undefined;
}

/** `what` begins a sentence: "The play `at_risk`". Undefined where nothing is said, and for `continue`, which is the same. */
export function onChangeOf(
  checker: Checker,
  clauses: readonly OnChangeClause[],
  what: string,
): Exclude<OnChange, "continue"> | undefined {
  const word = wordOf(checker, onlyClause(checker, clauses, "on_change", what)?.content, "change");
  return word === "restart" || word === "end" ? word : undefined;
}

/** Levels in the order of their gravity, each once. */
export function levelsOf(checker: Checker, names: readonly Name[]): Level[] {
  const levels = new Set(names.map((name) => levelOf(checker, name)));
  return (wordsOf("level") as Level[]).filter((level) => levels.has(level));
}
