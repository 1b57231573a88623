/** Where a customer went in a journey, for a test that expected something else. */
import type { Expectation } from "../../schedule/tests.ts";
import type { Condition, Journey, Occasion, Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { Simulation } from "../engine/simulation.ts";
import type { StageVisit } from "../engine/state.ts";
import type { AccountHistory } from "../histories/types.ts";
import { dayOf } from "./accounts.ts";
import { type Facts, gatherFacts } from "./facts.ts";
import { visitBefore } from "./judge.ts";

type StageMoved = Extract<Expectation, { kind: "stage" }>;

/** Every time in the stage that was asked for: how it was entered and left. */
export function visitWords(schedule: Schedule, expectation: StageMoved, facts: Facts): string[] {
  const { stage, key } = expectation;
  const visits = facts.visits.filter((visit) => visit.stage === stage && (key ?? visit.key) === visit.key);
  if (visits.length === 0) return [`nobody ever came into ${stage}${keyText(key)}`];
  const several = journeyOf(schedule, stage)?.key !== undefined;
  return visits.map((visit) => {
    const before = visitBefore(visit, facts);
    const came = `${stage}${several ? keyText(visit.key) : ""} was entered on ${formatDay(visit.entered)}${before ? ` from ${before.stage}` : ""} (${visit.enteredBy})`;
    return `${came}, ${endText(visit)}`;
  });
}

function endText({ left, how, to, what }: StageVisit): string {
  if (left === undefined) return "and not left in the test";
  if (how === "end") return `and ended with the account on ${formatDay(left)}`;
  const way = how === "leave" ? "" : how === "back" ? " back" : " by a skip";
  return `and left on ${formatDay(left)}${way}${to === null ? "" : ` to ${to}`} (${what})`;
}

/** `its track of "Sales" was in pilot`, of a day. */
export function whereabouts(
  schedule: Schedule,
  { stage, key, from }: Extract<Expectation, { kind: "inside" }>,
  { visits }: Facts,
): string {
  const journey = journeyOf(schedule, stage);
  const day = dayOf(from);
  const own = visits.filter((visit) => visit.journey === journey?.name && visit.key === key && visit.entered <= day);
  if (own.length === 0) return `there was no track${keyText(key)} yet`;
  const current = own.find(({ left }) => left === undefined || left > day);
  return `its track${keyText(key)} was ${current ? `in ${current.stage}` : "between stages"}`;
}

/**
 * Why a move did not come: each clause that could have made it, with its condition's values at the close of the last day
 * expected. Clauses that wait for an event say so themselves.
 */
export function waysOf(
  schedule: Schedule,
  simulation: Simulation,
  history: AccountHistory,
  expectation: StageMoved,
): string[] {
  const { stage: name, move, least, to } = expectation;
  const journey = journeyOf(schedule, name);
  if (least === 0 || !journey) return [];
  const clauses = clausesOf(journey, name, move);
  const asked = new Map(
    clauses.flatMap(({ when }) =>
      when ? [[when, { ...expectation, kind: "state", condition: when, from: to } as const] as const] : [],
    ),
  );
  const { states } = gatherFacts(schedule, simulation, history, [...asked.values()]);
  return clauses.map(({ text, when }) => {
    const fact = when && states.get(asked.get(when)!);
    if (!fact) return text;
    const truth = fact.truth === undefined ? "unknown" : fact.truth ? "true" : "false";
    const values = Object.entries(fact.values).map(([leaf, value]) => `${leaf} was ${value ?? "unknown"}`);
    const why = fact.because === undefined ? "" : ` (${fact.because})`;
    return `${text}: ${truth} at the close of ${to}${why}${values.length > 1 ? `; ${values.join(", ")}` : ""}`;
  });
}

/** The clauses that lead into a stage, or out of it. */
function clausesOf({ stages }: Journey, name: string, move: StageMoved["move"]): { text: string; when?: Condition }[] {
  return stages.flatMap((stage) => {
    const isOwn = stage.name === name;
    const leavesHere = stages.find(({ name: each }) => each === name)?.after.includes(stage.name) ?? false;
    const own = move === "left" && isOwn;
    const leads = (to: string | undefined) => move === "entered" && (to === undefined ? leavesHere : to === name);
    return [
      ...stage.enters.flatMap(({ cause }) =>
        isOwn && move === "entered"
          ? [cause.kind === "from" ? { text: `enter from ${cause.field}` } : worded("enter", cause)]
          : [],
      ),
      ...stage.leaves.flatMap(({ cause, confirmedBy, then }) =>
        own || leads(then) ? [worded(`${stage.name}: leave`, cause, confirmedBy)] : [],
      ),
      ...stage.backs.flatMap(({ cause, to }) =>
        own || leads(to) ? [worded(`${stage.name}: back to ${to}`, cause)] : [],
      ),
      ...stage.skips.flatMap(({ cause, to }) =>
        own || leads(to) ? [worded(`${stage.name}: skip to ${to}`, cause)] : [],
      ),
    ];
  });
}

function worded(words: string, cause: Occasion, confirmedBy?: string): { text: string; when?: Condition } {
  const confirmed = confirmedBy === undefined ? "" : ` confirmed by ${confirmedBy}`;
  if (cause.kind === "when") return { text: `${words} when ${cause.when.text}${confirmed}`, when: cause.when };
  return { text: `${words} on ${cause.event}${cause.where ? ` where (${cause.where.text})` : ""}${confirmed}` };
}

function journeyOf({ journeys = [] }: Schedule, stage: string): Journey | undefined {
  return journeys.find(({ stages }) => stages.some(({ name }) => name === stage));
}

function keyText(key: string | null): string {
  return key === null ? "" : ` of ${JSON.stringify(key)}`;
}
