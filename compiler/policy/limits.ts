/** Limits and quiet days. They are numbered in the order written: there is only one policy. */
import type { Name, PolicyDeclaration, Value } from "../../grammar/tree.ts";
import type { Limit, Quiet } from "../../schedule/types.ts";
import { withoutRepeats } from "../clauses.ts";
import { compact } from "../compact.ts";
import { fieldOf } from "../model/date-field.ts";
import type { Checker } from "../program.ts";
import { durationOf } from "../values/durations.ts";
import { wholeNumberOf } from "../values/quantities.ts";
import { levelsOf, wordOf } from "../work/words.ts";

export function checkLimits(checker: Checker, { clauses }: PolicyDeclaration): Limit[] {
  return clauses
    .filter((clause) => clause.kind === "limit")
    .map((clause, index) => {
      const path = `policy/limit/${index + 1}`;
      checker.record(path, clause.span);
      const { most: number, channel: name, per: length, except } = clause.content;
      const most = wholeNumberOf(checker, number, "A limit", 1);
      const isOfAll = name?.text === "touches" || name?.text === "touch";
      const channel = isOfAll ? undefined : wordOf(checker, name, "channel");
      const per = checkPer(checker, length);
      if (most === undefined || !per) return undefined;
      return compact<Limit>({ path, most, channel, per, except: exceptions(checker, except) });
    })
    .filter((limit) => limit !== undefined);
}

/** A length of time, or the name of a field that holds one. */
function checkPer(checker: Checker, value: Value | undefined): Limit["per"] | undefined {
  const isLet = value?.kind === "name" && checker.program.symbols.get("let", value.name.text) !== undefined;
  if (value?.kind !== "name" || isLet) {
    return durationOf(checker, value, { what: "The time of a limit", clocks: ["calendar"] });
  }
  const field = fieldOf(checker, value.name, "The time of a limit", "duration", "a length of time");
  return field && { field: field.name };
}

export function checkQuiets(checker: Checker, { clauses }: PolicyDeclaration): Quiet[] {
  return clauses
    .filter((clause) => clause.kind === "quiet")
    .map((clause, index) => {
      const path = `policy/quiet/${index + 1}`;
      checker.record(path, clause.span);
      const over = durationOf(checker, clause.content.over, { what: "Quiet time", clocks: ["calendar"] });
      const after = checker.resolve("touch", clause.content.after)?.name;
      const except = exceptions(checker, clause.content.except);
      return over && after !== undefined ? { path, over, after, except } : undefined;
    })
    .filter((quiet) => quiet !== undefined);
}

export function exceptions(checker: Checker, names: readonly Name[]) {
  return levelsOf(checker, withoutRepeats(checker, names, "level"));
}
