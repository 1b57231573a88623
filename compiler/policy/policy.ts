/** The policy: what restrains all touches together (docs/language.md, section 9). */

import type { Name, PolicyDeclaration } from "../../grammar/tree.ts";
import { wordsOf } from "../../grammar/vocabulary.ts";
import { compareText } from "../../schedule/order.ts";
import type { Consent, Policy, TouchKind, Weekday } from "../../schedule/types.ts";
import { onlyClause, reportMissing, withoutRepeats } from "../clauses.ts";
import { compact } from "../compact.ts";
import { likely } from "../diagnostics/suggest.ts";
import { fieldOf } from "../model/date-field.ts";
import type { Checker } from "../program.ts";
import { stretchWithoutWork } from "../rules/working-days.ts";
import { durationOf } from "../values/durations.ts";
import { literalOf } from "../values/quantities.ts";
import { wordsOfValue } from "../values/type-words.ts";
import { wordOf } from "../work/words.ts";
import { checkHolidays } from "./holidays.ts";
import { checkLimits, checkQuiets, exceptions } from "./limits.ts";

export const noPolicy: Policy = { holidays: [], limits: [], quiets: [], consents: [] };

const what = "`policy`";

export function checkPolicy(checker: Checker, declaration: PolicyDeclaration): Policy {
  const { clauses } = declaration;
  checker.record("policy", declaration.span);
  const limits = checkLimits(checker, declaration);
  const quiets = checkQuiets(checker, declaration);
  const blocks = clauses.some(({ kind }) => kind === "limit" || kind === "quiet");
  if (blocks && !clauses.some(({ kind }) => kind === "otherwise")) {
    const requirement = {
      what,
      clause: "otherwise",
      reason: "A limit or quiet days hold touches back, and nothing says what becomes of them.",
      example: "otherwise defer up to 7d then drop",
    };
    reportMissing(checker, requirement, declaration.span);
  }
  const hours = checkHours(checker, declaration);
  const holidaysClause = onlyClause(checker, clauses, "holidays", what);
  const holidays = checkHolidays(checker, holidaysClause?.content);
  const stretch = stretchWithoutWork({ ...(hours ? { hours } : {}), holidays });
  if (stretch) checker.report("no-working-day", stretch, holidaysClause?.content?.span ?? declaration.span);
  return compact<Policy>({
    hours,
    holidays,
    limits,
    quiets,
    consents: checkConsents(checker, declaration),
    merge: checkMerge(checker, declaration),
    spread: checkSpread(checker, declaration),
    otherwise: checkOtherwise(checker, declaration),
  });
}

function checkHours(checker: Checker, { clauses }: PolicyDeclaration): Policy["hours"] {
  const clause = onlyClause(checker, clauses, "hours", what);
  if (!clause) return undefined;
  const path = "policy/hours";
  checker.record(path, clause.span);
  const { range, days: written } = clause.content;
  const from = minutesOfDay(checker, range?.from);
  const to = minutesOfDay(checker, range?.to);
  const days = weekdaysOf(checker, written);
  if (from === undefined || to === undefined || !range) return undefined;
  if (from < to) return { path, from, to, days };
  checker.report("bad-range", { what: "working hours", why: "They end before they begin." }, range.span);
  return undefined;
}

function minutesOfDay(checker: Checker, value: Parameters<typeof literalOf>[1]): number | undefined {
  const literal = literalOf(checker, value);
  if (!literal) return undefined;
  if (literal.kind === "time") {
    const [hours = 0, minutes = 0] = literal.value.split(":").map(Number);
    return hours * 60 + minutes;
  }
  const parameters = { expected: "a time of day", actual: wordsOfValue(literal), example: "09:00" };
  checker.report("wrong-value", { what: "A bound of working hours", ...parameters }, literal.span);
  return undefined;
}

/** `mon..fri sun`: in the order of the week, which a range may cross the end of. */
function weekdaysOf(
  checker: Checker,
  written: Extract<PolicyDeclaration["clauses"][number], { kind: "hours" }>["content"]["days"],
): Weekday[] {
  const week = wordsOf("weekday") as Weekday[];
  const days = new Set<Weekday>();
  for (const { from, to } of written) {
    const first = wordOf(checker, from, "weekday") as Weekday | undefined;
    const last = to ? (wordOf(checker, to, "weekday") as Weekday | undefined) : first;
    if (first === undefined || last === undefined) continue;
    for (let index = week.indexOf(first); ; index = (index + 1) % week.length) {
      const day = week[index]!;
      if (days.has(day)) checker.report("repeated-in-list", { what: "weekday", name: day }, (to ?? from).span);
      days.add(day);
      if (day === last) break;
    }
  }
  return week.filter((day) => days.has(day));
}

function checkConsents(checker: Checker, { clauses }: PolicyDeclaration): Policy["consents"] {
  const consents: Policy["consents"] = [];
  for (const { channel: name, field: fieldName, kinds: written, span } of clauses.flatMap((clause) =>
    clause.kind === "consent" ? clause.content : [],
  )) {
    const channel = wordOf(checker, name, "channel");
    const field = fieldOf(checker, fieldName, "What a consent asks", "flag", "a flag");
    if (channel === undefined || !field || !name) continue;
    if (consents.some((consent) => consent.channel === channel)) {
      checker.report("repeated-in-list", { what: "channel", name: channel }, name.span);
      continue;
    }
    const path = `policy/consent/${channel}`;
    checker.record(path, span);
    consents.push(compact<Consent>({ path, channel, field: field.name, ...askedFor(checker, written) }));
  }
  return consents.sort((a, b) => compareText(a.channel, b.channel));
}

/** The kinds and purposes that a consent is asked for; neither stands for all. A transactional touch needs none anyway. */
function askedFor(checker: Checker, written: readonly Name[] | undefined): Pick<Consent, "kinds" | "purposes"> {
  if (!written) return {};
  const kinds = wordsOf("kind").filter((word) => word !== "transactional");
  const purposes = wordsOf("purpose");
  const words = withoutRepeats(checker, written, "kind or purpose").filter((name) => {
    const allowed = [...kinds, ...purposes];
    if (allowed.includes(name.text)) return true;
    const near = likely(name.text, allowed);
    const parameters = { what: "kind of touch or purpose", word: name.text, allowed, suggestion: near.suggestion };
    checker.report("unknown-word", parameters, name.span, near);
    return false;
  });
  const named = new Set(words.map(({ text }) => text));
  return {
    kinds: kinds.filter((word) => named.has(word)) as TouchKind[],
    purposes: purposes.filter((word) => named.has(word)),
  };
}

function checkMerge(checker: Checker, { clauses }: PolicyDeclaration): Policy["merge"] {
  const clause = onlyClause(checker, clauses, "merge", what);
  const within = durationOf(checker, clause?.content, { what: "The time for merging", clocks: ["calendar"] });
  if (!clause || !within) return undefined;
  checker.record("policy/merge", clause.span);
  return { path: "policy/merge", within };
}

/** Over one day nothing would be spread. */
function checkSpread(checker: Checker, { clauses }: PolicyDeclaration): Policy["spread"] {
  const clause = onlyClause(checker, clauses, "spread", what);
  const { over: written, except = [] } = clause?.content ?? {};
  const use = { what: "What is spread", clocks: ["business"] } as const;
  const over = durationOf(checker, written, use);
  const levels = exceptions(checker, except);
  if (!clause || !over) return undefined;
  const path = "policy/spread";
  checker.record(path, clause.span);
  if (over.amount > 1) return { path, businessDays: over.amount, except: levels };
  checker.report("must-be-positive", { what: use.what, least: "2" }, written?.span ?? clause.span);
  return undefined;
}

function checkOtherwise(checker: Checker, { clauses }: PolicyDeclaration): Policy["otherwise"] {
  const clause = onlyClause(checker, clauses, "otherwise", what);
  if (!clause) return undefined;
  const path = "policy/otherwise";
  checker.record(path, clause.span);
  const { deferUpTo: written } = clause.content;
  const deferUpTo = durationOf(checker, written, { what: "The time for deferring", clocks: ["calendar"] });
  return deferUpTo ? { path, deferUpTo } : { path };
}
