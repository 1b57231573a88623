/** Why an expectation failed: what there was instead, the days around, and why what should have come did not. */
import { type Expectation, isSnapshot, type OccurrenceExpectation } from "../../schedule/tests.ts";
import type { Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { Simulation } from "../engine/simulation.ts";
import { placeOf, ruleText } from "../explain/places.ts";
import { explainAccount } from "../explain/story.ts";
import type { DayTold } from "../explain/types.ts";
import { explainWhyNot, type Question } from "../explain/why-not.ts";
import type { AccountHistory, EpochDay } from "../histories/types.ts";
import { dayOf } from "./accounts.ts";
import type { DemandFact, Facts } from "./facts.ts";
import { daysOf, daysWithin, demandsOf, pointsOn } from "./judge.ts";
import { visitWords, waysOf, whereabouts } from "./stage-words.ts";
import type { ExpectationFailure } from "./types.ts";

/** How far around the days expected the story is told. */
const daysAround = 3;
/** Of longer stories the days nearest to the end of what was expected. */
const mostDays = 12;
const mostSentences = 12;
/** Of more days than these, those on which nothing of the kind happened say little. */
const longStretch = 31;

export function failureOf(
  schedule: Schedule,
  simulation: Simulation,
  history: AccountHistory,
  expectation: Expectation,
  facts: Facts,
): ExpectationFailure {
  const { days } = explainAccount(schedule, simulation, history);
  const actual = actualWords(schedule, simulation, history, expectation, facts);
  const left = actual.length - mostSentences;
  return {
    actual: left > 0 ? [...actual.slice(0, mostSentences), `and ${left} more`] : actual,
    days: daysNear(days, expectation, facts),
    whyNot: whyNot(schedule, simulation, history, expectation, facts),
  };
}

/**
 * Those around the days expected. Of long stretches those around what did happen to the thing or, if nothing did, the last.
 */
function daysNear(days: readonly DayTold[], expectation: Expectation, facts: Facts): DayTold[] {
  const [first, last] = [dayOf(expectation.from), dayOf(expectation.to)];
  const around = days.filter(({ day }) => dayOf(day) >= first - daysAround && dayOf(day) <= last + daysAround);
  const happened = last - first <= longStretch ? [] : happenedOn(expectation, facts);
  const near = around.filter(({ day }) => happened.some((each) => Math.abs(each - dayOf(day)) <= daysAround));
  return (near.length > 0 ? near : around).slice(-mostDays);
}

/** The days on which the thing was asked for, came or came to another end. */
function happenedOn(expectation: Expectation, facts: Facts): EpochDay[] {
  if (isSnapshot(expectation)) return [];
  if (expectation.kind === "demand") {
    return demandsOf(expectation, facts).flatMap(({ row, endedOn }) => [row.dated, endedOn ?? row.dated]);
  }
  return daysOf(expectation, facts);
}

// ---- what there was --------------------------------------------------------------------------------------------

function actualWords(
  schedule: Schedule,
  simulation: Simulation,
  history: AccountHistory,
  expectation: Expectation,
  facts: Facts,
): string[] {
  switch (expectation.kind) {
    case "state":
      return stateWords(expectation, facts);
    case "points":
      return pointsWords(expectation, facts);
    case "inside":
      return [`at the close of ${expectation.from} ${whereabouts(schedule, expectation, facts)}`];
    case "stage":
      return [...happened(schedule, expectation, facts), ...waysOf(schedule, simulation, history, expectation)];
    default:
      return happened(schedule, expectation, facts);
  }
}

function pointsWords(expectation: Extract<Expectation, { kind: "points" }>, facts: Facts): string[] {
  const points = pointsOn(expectation, facts);
  const { from, account } = expectation;
  if (!points) return [`${account} had no score on ${from}: that is no day of its life`];
  const [low, high] = [points.low / 1e6, points.high / 1e6];
  return [`it was ${low === high ? low : `${low}..${high}`} at the close of ${from}`];
}

function stateWords(expectation: Expectation, { states, account }: Facts): string[] {
  const { from } = expectation;
  const fact = states.get(expectation);
  if (!fact) return [`${account} was not followed on ${from}`];
  const why = fact.because === undefined ? "" : `: ${fact.because}`;
  const values = Object.entries(fact.values).map(([leaf, value]) => `${leaf} was ${value ?? "unknown"}`);
  return [`it was ${fact.truth === undefined ? "unknown" : "not so"} at the close of ${from}${why}`, ...values];
}

function happened(schedule: Schedule, expectation: OccurrenceExpectation, facts: Facts): string[] {
  const { from, to } = expectation;
  const days = from === to ? `on ${from}` : `from ${from} to ${to}`;
  const counted = `${times(daysWithin(expectation, facts).length)} ${days}`;
  if (expectation.kind === "demand") {
    const demands = demandsOf(expectation, facts).map((fact) => demandWords(schedule, fact, facts));
    return [counted, ...(demands.length > 0 ? demands : [`no such ${expectation.demand} was ever asked for`])];
  }
  if (expectation.kind === "run") return [counted, ...runWords(expectation.play, facts)];
  if (expectation.kind === "stage") return [counted, ...visitWords(schedule, expectation, facts)];
  const all = daysOf(expectation, facts).map(formatDay);
  return [counted, all.length === 0 ? "nor on any other day of the test" : `it came on ${all.join(", ")}`];
}

function times(count: number): string {
  return count === 0 ? "it did not come" : count === 1 ? "it came once" : `it came ${count} times`;
}

/** `touch check_in of trigger login_drop asked 2026-03-15: dropped 2026-03-22, limit 2 touches per 14 days (policy.play:3)`. */
function demandWords(schedule: Schedule, { row, endedOn }: DemandFact, { demands }: Facts): string {
  const ended = endedOn === undefined ? "" : ` ${formatDay(endedOn)}`;
  const rule = row.rule ?? row.deferredBy;
  const place = rule === null ? undefined : placeOf(schedule, rule);
  const where = place ? ` (${place.file}:${place.line})` : "";
  const why =
    rule === null ? "" : `, ${row.rule === null ? "after waiting for " : ""}${ruleText(schedule, rule)}${where}`;
  const other = demands.find((each) => each.row.id === row.mergedInto)?.row;
  const into = other ? ` into ${other.name} of ${other.source}` : "";
  return `${row.kind} ${row.name} of ${row.source} asked ${formatDay(row.dated)}: ${row.outcome}${ended}${into}${why}`;
}

function runWords(play: string, { runs }: Facts): string[] {
  const own = runs.filter((run) => run.play === play);
  if (own.length === 0) return [`play ${play} never started`];
  return own.map(({ started, ended, end }) => {
    const ending = ended === undefined ? "still open at the end of the test" : `${end} on ${formatDay(ended)}`;
    return `play ${play} started on ${formatDay(started)}, ${ending}`;
  });
}

// ---- why not ---------------------------------------------------------------------------------------------------

/** Asked on the last day expected, of what should have come and did not. */
function whyNot(
  schedule: Schedule,
  simulation: Simulation,
  history: AccountHistory,
  expectation: Expectation,
  facts: Facts,
): ExpectationFailure["whyNot"] {
  if (isSnapshot(expectation) || expectation.least <= daysWithin(expectation, facts).length) return null;
  if (expectation.kind === "demand" && expectation.least <= askedWithin(expectation, facts)) return null;
  const question = questionOf(schedule, expectation, dayOf(expectation.to));
  if (!question) return null;
  const { answers } = explainWhyNot(schedule, simulation, history, question);
  const source = expectation.kind === "trigger" ? `trigger ${expectation.trigger}` : undefined;
  const own = answers.filter(({ path }) => source === undefined || path.startsWith(`${source}/`));
  return { on: expectation.to, answers: own };
}

/** What was asked for often enough and came to another end has been told of. */
function askedWithin(expectation: Extract<Expectation, { kind: "demand" }>, facts: Facts): number {
  return daysWithin({ ...expectation, outcome: "asked" }, facts).length;
}

/** A trigger is asked by what it does. */
function questionOf(schedule: Schedule, expectation: OccurrenceExpectation, on: EpochDay): Question | undefined {
  if (expectation.kind === "demand") {
    return expectation.name === null ? undefined : { kind: expectation.demand, name: expectation.name, on };
  }
  if (expectation.kind !== "trigger") return undefined;
  const action = schedule.triggers.find(({ name }) => name === expectation.trigger)?.actions[0];
  const name = action?.names[0];
  return action && name !== undefined ? { kind: action.kind, name, on } : undefined;
}
