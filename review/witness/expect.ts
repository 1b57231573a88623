/**
 * What a test can expect of a made-up account that is so after the change and was not before: found by looking at what
 * happened in both programs, and said of both.
 */
import { formatDay } from "../../runtime/calendar/days.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { Facts } from "../../runtime/testing/facts.ts";
import { daysOf } from "../../runtime/testing/judge.ts";
import {
  demandOutcomes,
  type Expectation,
  type OccurrenceExpectation,
  runStates,
  stageMoves,
  type TestCase,
} from "../../schedule/tests.ts";
import type { Condition } from "../../schedule/types.ts";
import { type Rename, sameNames } from "../diff/rule.ts";
import { quantityText } from "../diff/words.ts";
import { nameKindOf, renamedExpectation, renamedPath } from "./names.ts";
import type { Programs } from "./run.ts";

/** An expectation with what is so of it in both programs, a sentence each without its full stop. */
export interface Proposal {
  /** As it stands behind `expect`. */
  readonly expectation: Expectation;
  readonly before: string;
  readonly after: string;
}

/** What is asked about, with the words for it. */
interface Topic {
  readonly about: string;
  /** `touch check_in`, then `from login_drop dropped`. */
  readonly subject: string;
  readonly behind: string;
  readonly happens: string;
  readonly happensNot: string;
  readonly asked: Asked;
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
type Asked = DistributiveOmit<OccurrenceExpectation, "text" | "place" | "account" | "from" | "to" | "least" | "most">;

export interface BothFacts {
  readonly before: Facts;
  readonly after: Facts;
}

/** Everything that happens on other days in the one program than in the other, of what `about` asks for. */
export function proposals(
  programs: Programs,
  test: TestCase,
  facts: BothFacts,
  about: (what: string) => boolean,
): Proposal[] {
  const account = test.accounts[0]!.name;
  const told = { account, place: test.place };
  return topicsOf(programs, facts)
    .filter((topic) => about(topic.about))
    .flatMap((topic): Proposal[] => {
      const any = {
        ...topic.asked,
        ...told,
        text: "",
        from: test.from,
        to: test.to,
        least: 1,
        most: null,
      } as OccurrenceExpectation;
      const old = daysOf(renamedExpectation(any, programs.names.toBefore) as OccurrenceExpectation, facts.before);
      const now = daysOf(any, facts.after);
      const window = windowOf(old, now);
      if (!window) return [];
      const { day, count } = window;
      const days = day === undefined ? "" : `on ${formatDay(day)}`;
      const text = joined(count, topic.subject, `for ${account}`, topic.behind, days);
      const often = count === "no" ? { least: 0, most: 0 } : { least: 1, most: null };
      const bounds = day === undefined ? {} : { from: formatDay(day), to: formatDay(day) };
      const expectation = { ...any, ...often, ...bounds, text } as Expectation;
      return [{ expectation, before: saidOf(topic, old), after: saidOf(topic, now) }];
    });
}

/** A day of the one and not of the other; `no` where the program after does nothing then. */
function windowOf(
  old: readonly EpochDay[],
  now: readonly EpochDay[],
): { day?: EpochDay; count: "" | "no" } | undefined {
  const gained = now.find((day) => !old.includes(day));
  if (gained !== undefined) return { day: gained, count: "" };
  const lost = old.find((day) => !now.includes(day));
  if (lost === undefined) return undefined;
  return now.length === 0 ? { count: "no" } : { day: lost, count: "no" };
}

const mostDays = 4;

function saidOf({ subject, behind, happens, happensNot }: Topic, days: readonly EpochDay[]): string {
  const source = behind.startsWith("from ") ? behind.split(" ").slice(0, 2).join(" ") : "";
  if (days.length === 0) return joined(subject, source, happensNot);
  const shown = days.slice(0, mostDays).map(formatDay).join(", ");
  return joined(subject, source, happens, `on ${shown}`, days.length > mostDays ? "and later" : "");
}

function joined(...words: readonly string[]): string {
  return words.filter((word) => word !== "").join(" ");
}

// ---- what can happen -------------------------------------------------------------------------------------------------

/** Triggers first, then runs and rungs, then what is owed: what says most of why comes before what follows from it. */
function topicsOf(programs: Programs, facts: BothFacts): Topic[] {
  const { after, rungs } = programs;
  const topics: Topic[] = [];
  for (const { name } of after.triggers) {
    topics.push({
      about: `trigger ${name}`,
      subject: `trigger ${name}`,
      behind: "",
      happens: "fires",
      happensNot: "does not fire",
      asked: { kind: "trigger", trigger: name },
    });
  }
  for (const { name } of after.plays) {
    for (const state of runStates) {
      topics.push({
        about: `play ${name}`,
        subject: `play ${name}`,
        behind: state === "started" ? "" : state,
        ...verbOf(state),
        asked: { kind: "run", play: name, state },
      });
    }
  }
  for (const { name, rungs: all } of after.escalations) {
    for (const [place, { path }] of all.entries()) {
      // The test counts rungs as the program after does; one that had another place is no difference by itself.
      if (![...rungs].some(([old, now]) => now === path && old === path) && rungs.size > 0) continue;
      for (const skipped of [false, true]) {
        topics.push({
          about: `escalation ${name}`,
          subject: `rung ${place + 1} of ${name}`,
          behind: skipped ? "skipped" : "",
          happens: skipped ? "is skipped" : "acts",
          happensNot: skipped ? "is not skipped" : "does not act",
          asked: { kind: "rung", path, skipped },
        });
      }
    }
  }
  for (const { name: journey, stages } of after.journeys ?? []) {
    for (const { name } of stages) {
      for (const move of stageMoves) {
        topics.push({
          about: `journey ${journey}`,
          subject: `stage ${name}`,
          behind: move,
          happens: `is ${move}`,
          happensNot: `is not ${move}`,
          asked: { kind: "stage", stage: name, key: null, move, other: null, how: null },
        });
      }
    }
  }
  return [...topics, ...demandTopics(programs, facts)];
}

function verbOf(state: (typeof runStates)[number]): Pick<Topic, "happens" | "happensNot"> {
  if (state === "started") return { happens: "starts", happensNot: "does not start" };
  if (state === "ended") return { happens: "ends", happensNot: "does not end" };
  return { happens: `is ${state}`, happensNot: `is not ${state}` };
}

const rules = ["limit", "quiet", "consent"] as const;
/** What was asked says more than what became of it, and what held it back more than that it was done later or not at all. */
const outcomesInOrder = [...demandOutcomes].sort((one, other) => rankOf(one) - rankOf(other));

function rankOf(outcome: (typeof demandOutcomes)[number]): number {
  return outcome === "asked" ? 0 : outcome === "done" ? 2 : 1;
}

/** Of every demand of either program that the one after has names for. */
function demandTopics({ after, names: { toAfter } }: Programs, facts: BothFacts): Topic[] {
  const declared = new Set([...after.triggers, ...after.cadences, ...after.plays].map(({ path }) => path));
  const names = {
    touch: new Set(after.touches.map(({ name }) => name)),
    task: new Set(after.tasks.map(({ name }) => name)),
    alert: new Set(after.roles.map(({ name }) => name)),
    handoff: new Set(after.roles.map(({ name }) => name)),
    start: new Set(after.plays.map(({ name }) => name)),
  };
  const seen = new Map<string, Topic>();
  const called = (rename: Rename, demands: Facts["demands"]) =>
    demands.map(({ row: { kind, name, source } }) => ({
      kind,
      name: rename(nameKindOf(kind), name),
      source: renamedPath(source, rename),
    }));
  for (const row of [...called(sameNames, facts.after.demands), ...called(toAfter, facts.before.demands)]) {
    if (!names[row.kind].has(row.name)) continue;
    const isNamed = declared.has(row.source);
    const from = isNamed ? `from ${row.source.split(" ")[1]}` : "";
    for (const outcome of outcomesInOrder) {
      const held = outcome === "dropped" || outcome === "deferred" ? rules : [];
      for (const rule of [...held, undefined]) {
        const behind = joined(from, outcome === "done" ? "" : outcome, rule === undefined ? "" : `by ${rule}`);
        const key = `${row.kind} ${row.name} ${behind}`;
        const sources = isNamed ? [row.source] : null;
        const asked: Asked = {
          kind: "demand",
          demand: row.kind,
          name: row.name,
          sources,
          outcome,
          rule: rule === undefined ? null : `policy/${rule}/`,
        };
        const by = rule === undefined ? "" : ` by ${rule}`;
        seen.set(key, {
          about: row.source,
          subject: `${row.kind} ${row.name}`,
          behind,
          happens: `is ${outcome}${by}`,
          happensNot: `is not ${outcome}${by}`,
          asked,
        });
      }
    }
  }
  return [...seen.values()];
}

// ---- what is so ------------------------------------------------------------------------------------------------------

/** The segment or touch model of an account at the close of a day, in each program; null: none. */
export interface Standing {
  readonly day: EpochDay;
  readonly before: string | null;
  readonly after: string | null;
}

export function standingProposal(
  kind: "segment" | "model",
  { day, before, after }: Standing,
  test: TestCase,
  exists: (name: string) => boolean,
): Proposal | undefined {
  const account = test.accounts[0]!.name;
  const name = after ?? (before !== null && exists(before) ? before : undefined);
  if (name === undefined) return undefined;
  const date = formatDay(day);
  const is: Condition = { node: kind, values: [name], text: `${kind} is ${name}` };
  const condition: Condition = after === null ? { node: "not", operand: is, text: `${kind} is not ${name}` } : is;
  const text = `${account} is ${after === null ? "not " : ""}${name} at ${date}`;
  const said = (which: string | null) => (which === null ? `in no ${kind} on ${date}` : `${kind} ${which} on ${date}`);
  return {
    expectation: { kind: "state", condition, text, account, place: test.place, from: date, to: date },
    before: said(before),
    after: said(after),
  };
}

/** Points of a score or component. */
export function pointsProposals(
  { after, names }: Programs,
  facts: BothFacts,
  test: TestCase,
  about: (what: string) => boolean,
): Proposal[] {
  const account = test.accounts[0]!.name;
  const scores = (after.scores ?? []).filter(({ name }) => about(`health ${name}`));
  const called = scores.flatMap(({ name, components }) => [name, ...components.map((component) => component.name)]);
  return called.flatMap((score): Proposal[] => {
    const now = facts.after.scores.filter((stretch) => stretch.score === score);
    const old = facts.before.scores.filter((stretch) => names.toAfter("metric", stretch.score) === score);
    const found = now.find(({ from, low, high }) => {
      const before = old.find((stretch) => stretch.from <= from && stretch.to >= from);
      return before?.low !== low || before.high !== high;
    });
    if (!found) return [];
    const { from: day, low, high } = found;
    const before = old.find((stretch) => stretch.from <= day && stretch.to >= day);
    const date = formatDay(day);
    const points = (stretch: { low: number; high: number } | undefined) => {
      if (!stretch) return "unknown";
      const [least, most] = [stretch.low, stretch.high].map((units) =>
        quantityText("points", units, after).replace(" points", ""),
      );
      return least === most ? `${least}` : `${least}..${most}`;
    };
    const text = `${score} is ${points(found)} for ${account} at ${date}`;
    const expectation: Expectation = {
      kind: "points",
      score,
      low,
      high,
      text,
      account,
      place: test.place,
      from: date,
      to: date,
    };
    return [
      {
        expectation,
        before: `${score} is ${points(before)} on ${date}`,
        after: `${score} is ${points(found)} on ${date}`,
      },
    ];
  });
}
