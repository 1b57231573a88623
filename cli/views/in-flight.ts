/** Who is in the middle of what when the program changes, for a terminal: a line a declaration, and some accounts of what changed. */
import { inAll } from "../../review/in-flight/in-flight.ts";
import type { AccountInFlight, DeclarationInFlight, InFlight } from "../../review/in-flight/types.ts";
import { counted } from "./figures.ts";
import { printable } from "./printable.ts";

/** Of each declaration; the JSON has all. */
const mostAccounts = 5;

/** Declarations that all simply go on with are one line together. */
export function inFlightLines({ on, isChangeOver, declarations }: InFlight): string[] {
  const told = declarations.filter((each) => each.accounts.length > 0);
  const quiet = declarations.filter((each) => each.accounts.length === 0);
  if (declarations.length === 0) return [];
  const among = quiet.reduce((sum, each) => sum + inAll(each), 0);
  return [
    `In flight when ${on} opens${isChangeOver ? "; the figures after the change are those of this change-over" : ""}`,
    ...told.flatMap(declarationLines),
    ...(among === 0
      ? []
      : [`  ${told.length === 0 ? "All" : "All others"} go on as before, in ${counted(quiet.length, "declaration")}.`]),
    "",
  ];
}

function declarationLines(declaration: DeclarationInFlight): string[] {
  const { kind, name, onChange, accounts } = declaration;
  const called = `${kind} ${name.after ?? name.before}`;
  const word = onChange === null || onChange === "continue" ? "" : ` (on change ${onChange})`;
  const shown = accounts.filter(({ fate }) => fate !== "continues").slice(0, mostAccounts);
  const rest = accounts.filter(({ fate }) => fate !== "continues").length - shown.length;
  return [
    `  ${printable(called)}${word}: ${countsText(declaration)}`,
    ...shown.map((account) => `    ${printable(account.account)} ${printable(accountText(account))}`),
    ...(rest > 0 ? [`    and ${counted(rest, "other")}`] : []),
  ];
}

/** `3 go on, 2 move to another step, 1 orphaned`. */
export function countsText({ counts }: DeclarationInFlight): string {
  const { continues, moves, restarts, ends, orphaned } = counts;
  const parts: [number, string][] = [
    [continues, continues === 1 ? "goes on" : "go on"],
    [moves, moves === 1 ? "moves to another step" : "move to another step"],
    [restarts, restarts === 1 ? "begins anew" : "begin anew"],
    [ends, ends === 1 ? "ends" : "end"],
    [orphaned, "orphaned"],
  ];
  return parts.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`])).join(", ");
}

/** Of one that does not simply go on: `day 12: ends; would have had phase reach: touch call on 2026-03-05`. */
export function accountText({ fate, why, play, day, next, withdrawn }: AccountInFlight): string {
  const of = play === null ? "" : ` of ${play}`;
  const step = ({ text, on }: NonNullable<typeof next.after>) =>
    `${text} ${on === null ? "once it counts" : `on ${on}`}`;
  const was = next.before === null ? "" : step(next.before);
  const will = next.after === null ? "" : step(next.after);
  const words = {
    continues: "goes on",
    moves: was === "" ? `next ${will}` : `next ${will}, was ${was}`,
    restarts: will === "" ? "begins anew" : `begins anew with ${will}`,
    ends: was === "" ? "ends" : `ends before ${was}`,
    orphaned: `orphaned, ${why}${was === "" ? "" : `; was to have ${was}`}`,
  };
  return `on day ${day}${of}: ${words[fate]}${withdrawn > 0 ? `; ${withdrawn} owed withdrawn` : ""}`;
}
