/**
 * The text of a `--what-if` (docs/people.md): `[name:] CHANGE[; CHANGE]`. A change is `csm +2 from 2026-03-01`,
 * `csm 35h per week [from DATE]`, `Dana away 2026-08-01..2026-08-20` or `arr >= $100K accounts +20%`.
 */
import { likely } from "../../compiler/diagnostics/suggest.ts";
import { parseDay } from "../../runtime/calendar/days.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { Change } from "../../runtime/scenarios/change.ts";
import type { Role } from "../../schedule/types.ts";
import { Failure } from "../failure.ts";

/** A condition as it is written, and where it begins in the text. */
export interface WrittenCondition {
  readonly text: string;
  readonly at: number;
}

/** Conditions are still to be compiled. */
export type WrittenChange =
  | Exclude<Change, { kind: "accounts" }>
  | { readonly kind: "accounts"; readonly condition: WrittenCondition | undefined; readonly share: number };

export interface WrittenScenario {
  /** As it was typed. */
  readonly text: string;
  readonly name: string;
  /** Without the name. */
  readonly change: string;
  readonly changes: readonly WrittenChange[];
}

const forms =
  "A change is one of `csm +2 from 2026-03-01`, `csm -1 from 2026-03-01`, `csm 35h per week from 2026-03-01`, `Dana away 2026-08-01..2026-08-20` and `arr >= $100K accounts +20%`.";

/** More people, or more times the accounts, than any team has. */
const mostPeople = 10_000;
const mostPercent = 10_000;
const mostHours = 168;

/** Reads one scenario. A Failure of kind `usage` points at what is wrong. */
export function readScenario(text: string, roles: readonly Role[]): WrittenScenario {
  const named = /^\s*([^:;="]+?)\s*:(?!\d)/.exec(text);
  const start = named?.[0].length ?? 0;
  const changes = partsOf(text, start).map(({ part, at }) => readChange(text, part, at, roles));
  const change = text.slice(start).trim();
  return { text, name: named?.[1] ?? change, change, changes };
}

/** What stands between semicolons that are in no text of the language. */
function partsOf(text: string, start: number): { part: string; at: number }[] {
  const parts: { part: string; at: number }[] = [];
  let at = start;
  for (const match of text.slice(start).matchAll(/((?:"(?:[^"\\]|\\.)*"|[^;"]|")*?)(;|$)/gs)) {
    const part = match[1]!;
    const blanks = part.length - part.trimStart().length;
    parts.push({ part: part.trim(), at: at + blanks });
    at += match[0].length;
    if (match[2] !== ";") break;
  }
  return parts;
}

function readChange(text: string, part: string, at: number, roles: readonly Role[]): WrittenChange {
  const wrong = (message: string, from = 0, length = part.length - from) =>
    wrongScenario(text, message, at + from, length);
  if (part === "") throw wrong(`There is no change here. ${forms}`, 0, 1);
  const accounts = /^(.*?)\s*\baccounts\s*([+-])\s*(\d+(?:\.\d+)?)\s*%$/s.exec(part);
  if (accounts) {
    const [, condition = "", sign, figure = ""] = accounts;
    const share = Math.round(Number(figure) * 10_000) * (sign === "-" ? -1 : 1);
    if (Number(figure) > mostPercent || share < -1_000_000) {
      throw wrong("Accounts can become fewer by 100% and more by 10000% at most.", part.lastIndexOf(sign!));
    }
    return { kind: "accounts", condition: condition === "" ? undefined : { text: condition, at }, share };
  }
  const away = /^(.+?)\s+away\s+(\S+?)\.\.(\S+)$/s.exec(part);
  if (away) {
    const [, person = "", first = "", last = ""] = away;
    const [from, to] = [dayIn(first), dayIn(last)];
    if (from > to) throw wrong("The time off ends before it begins.", part.lastIndexOf(first));
    return { kind: "away", person, days: { from, to } };
  }
  const people = /^(?!accounts\b)(\w+)\s*([+-])\s*(\d+)(?:\s+(?:people|person))?(?:\s+from\s+(\S+))?$/s.exec(part);
  if (people) {
    const [, role = "", sign, number = "", date] = people;
    if (Number(number) > mostPeople) throw wrong(`More than ${mostPeople} people are more than any team has.`);
    const from = date === undefined ? undefined : dayIn(date);
    return { kind: "people", role: roleIn(role), number: Number(number) * (sign === "-" ? -1 : 1), from };
  }
  const hours = /^(\w+)\s+(\d+(?:\.\d+)?)\s*h\s+(?:per|a)\s+week(?:\s+from\s+(\S+))?$/s.exec(part);
  if (hours) {
    const [, role = "", figure = "", date] = hours;
    if (Number(figure) > mostHours) throw wrong(`A week has ${mostHours} hours.`, part.indexOf(figure));
    const from = date === undefined ? undefined : dayIn(date);
    return { kind: "hours", role: roleIn(role), minutes: Math.round(Number(figure) * 60), from };
  }
  const bare = /\baccounts\b\s*(.*)$/s.exec(part);
  if (bare) {
    throw wrong(
      "After `accounts` comes how many more or fewer, in percent and with a sign: `accounts +20%`.",
      bare.index,
    );
  }
  throw wrong(`It cannot be read. ${forms}`);

  function dayIn(date: string): EpochDay {
    const day = parseDay(date);
    if (day === undefined) throw wrong("A date is written like 2026-03-01.", part.lastIndexOf(date), date.length);
    return day;
  }

  function roleIn(name: string): string {
    const persons = roles.flatMap((role) => (role.kind === "person" ? role.name : []));
    if (persons.includes(name)) return name;
    const { suggestion } = likely(name, persons);
    const instead =
      suggestion === undefined
        ? `Roles of people are ${persons.join(", ") || "none"}.`
        : `Did you mean \`${suggestion}\`?`;
    const other = roles.find((role) => role.name === name);
    const why = other
      ? `\`${name}\` is a ${other.kind} role: nobody of it has hours to be planned.`
      : `There is no role \`${name}\`.`;
    throw wrong(`${why} ${instead}`, 0, name.length);
  }
}

/** A Failure that shows what was typed, with a mark under what is wrong. */
export function wrongScenario(text: string, message: string, at: number, length: number): Failure {
  const marked = { text, at, length: Math.min(length, text.length - at) };
  return new Failure("usage", `--what-if cannot be simulated. ${message}`, { marked });
}
