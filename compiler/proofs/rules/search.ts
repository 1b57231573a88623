/** What segments and touch models share: they are searched from top to bottom, and the first match is the customer's. */
import type { Name, Span } from "../../../grammar/tree.ts";
import type { Condition } from "../../../schedule/types.ts";
import type { Checker } from "../../program.ts";
import type { Formula } from "../formula.ts";
import type { Prover } from "../prover.ts";
import { isNever } from "./context.ts";

/** One that can be found; `when` absent for `otherwise`. */
export interface Found {
  name: string;
  when: Condition | undefined;
  checker: Checker;
  span: Span;
}

interface Tellings {
  never(found: Found): void;
  shadowed(found: Found, before: readonly string[]): void;
  takesAll(found: Found): void;
}

/** Those of the search in order, with their places; gives what is so of whoever is left behind all of them. */
export function proveSearch(founds: readonly Found[], prover: Prover, tell: Tellings): Formula[] {
  const { known } = prover;
  const earlier: Formula[] = [];
  for (const [index, found] of founds.entries()) {
    const { when } = found;
    if (when && isNever(prover, known.holds(when))) tell.never(found);
    else if (isNever(prover, ...earlier, ...(when ? [known.holds(when)] : []))) {
      tell.shadowed(
        found,
        founds.slice(0, index).map(({ name }) => name),
      );
    } else if (when && index < founds.length - 1 && isNever(prover, known.fails(when))) {
      tell.takesAll(found);
      return earlier;
    }
    if (when) earlier.push(known.fails(when));
  }
  return earlier;
}

/** The written ones with what was made of them, in the order of the search. */
export function foundOf(
  made: readonly { name: string; when?: Condition }[],
  written: readonly { checker: Checker; syntax: { name?: Name; when?: { span: Span } } }[],
): Found[] {
  return made.flatMap(({ name, when }) => {
    const place = written.find(({ syntax }) => syntax.name?.text === name);
    const span = place?.syntax.when?.span ?? place?.syntax.name?.span;
    return place && span ? [{ name, when, checker: place.checker, span }] : [];
  });
}
