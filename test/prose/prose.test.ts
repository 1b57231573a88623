/** Plain English of programs: what differs is said differently, everything is said, and nothing is left in code. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { actionProse } from "../../runtime/prose/actions.ts";
import { conditionProse, conditionSaid, expressionProse } from "../../runtime/prose/conditions.ts";
import { assumptionProse, experimentSaid, measureSaid, returnSaid } from "../../runtime/prose/goals.ts";
import { journeySaid, journeyStageSaid } from "../../runtime/prose/journeys.ts";
import {
  calendarSaid,
  eventSaid,
  metricSaid,
  roleSaid,
  scoreSaid,
  segmentSaid,
  stageSaid,
  touchModelSaid,
} from "../../runtime/prose/model.ts";
import { escalationSaid, playSaid } from "../../runtime/prose/plays.ts";
import { coverSaid, policySaid, teamSaid } from "../../runtime/prose/policy.ts";
import { named, plain, plainLines, say, sentence } from "../../runtime/prose/prose.ts";
import { taskSaid, touchSaid } from "../../runtime/prose/touches.ts";
import { quantity, wordsOf } from "../../runtime/prose/values.ts";
import { cadenceSaid, triggerProse, triggerSaid } from "../../runtime/prose/work.ts";
import { nodesOf, treesOf } from "../../schedule/conditions.ts";
import type { Condition, Expression, Schedule } from "../../schedule/types.ts";
import { condition } from "../conditions/arbitraries.ts";
import { howOften } from "../support/how-often.ts";
import { scheduleOf } from "../support/world.ts";

const playbooks = join(import.meta.dirname, "../../playbooks");
const schedules = readdirSync(playbooks).map((name) => compileProject(join(playbooks, name)).schedule);

const isExpression = (node: Condition | Expression): node is Expression => "type" in node;

/** What a node means: without the words it was written in. */
const meaning = (node: unknown) => JSON.stringify(node, (key, value) => (key === "text" ? undefined : value));
/** And without what a declaration is called. */
const sameBut = (node: unknown) =>
  JSON.stringify(node, (key, value) => (["text", "name", "path", "doc"].includes(key) ? undefined : value));

/** Remembers what each text was said of, and complains when it is said of something else. */
function distinct() {
  const meant = new Map<string, string>();
  return (text: string, of: string) => {
    expect(meant.get(text) ?? of, text).toBe(of);
    meant.set(text, of);
  };
}

describe("conditions in plain English", () => {
  it("differ where conditions of the playbooks differ", () => {
    for (const schedule of schedules) {
      const words = wordsOf(schedule);
      const say = distinct();
      for (const { tree } of treesOf(schedule)) {
        for (const { node } of nodesOf(tree)) {
          const prose = isExpression(node) ? expressionProse(words, node) : conditionProse(words, node);
          say(plain(prose), meaning(node));
        }
      }
    }
  });

  it("differ where conditions that nobody wrote differ, and stand in a list as in a sentence", () => {
    const words = wordsOf(schedules[0]!);
    const remember = distinct();
    fc.assert(
      fc.property(condition, (tree) => {
        for (const { node } of nodesOf(tree)) {
          if (isExpression(node)) remember(`value ${plain(expressionProse(words, node))}`, meaning(node));
          else remember(plain(conditionProse(words, node)), meaning(node));
        }
        const names = (parts: readonly string[]) => parts.join(" ").match(/\b(?:logins|storage|health|fit|ticket)\b/g);
        expect(names(plainLines([conditionSaid(words, tree)]))).toEqual(names([plain(conditionProse(words, tree))]));
      }),
      { numRuns: howOften(5000, 400) },
    );
  });

  it("read as a person would say them", () => {
    const { triggers, ...schedule } = scheduleOf(`
      account { arr money plan one of trial, pro contract_start date renewal date begins contract_start }
      metric logins count per day missing is zero
      event ticket { key id severity one of low, critical closed by ticket_closed }
      event ticket_closed { id }
      role csm owns accounts
      touch check_in { channel video owner csm effort 25min purpose address_need kind proactive }
      calendar year_end { every year 12-20..01-05 }
      segments { enterprise when arr >= $100K  smb otherwise }
      play save_play { level red end after 30d phase a day 1..2 { touch check_in } }
      trigger a for enterprise { level red when (logins falls > 30% week over week outside year_end) for 2d do start save_play rest 90d }
      trigger b { level red when plan is not trial and (arr > $25K or no ticket where (severity is critical) is open) do touch check_in to csm within 48h }
      trigger c for smb { level red on ticket where (severity is critical) do alert csm within the day }
    `);
    const words = wordsOf(schedule);
    expect(triggers.map((trigger) => plain(triggerProse(words, schedule, trigger)))).toEqual([
      "When logins fell by more than 30% from one week to the next, outside of year end, on each of the last 2 days, for customers in enterprise: the play save play starts. At most once in 90 days for one customer.",
      "When plan is not trial, and (either arr is more than $25,000, or no ticket for which (its severity is critical) is open), for all customers: csm holds check in, within 48 hours.",
      "When the event ticket happens, and its severity is critical, for customers in smb: csm is told, within the day.",
    ]);
  });
});

/** Every declaration that has sentences, with all of them. */
function* declarationsOf(schedule: Schedule): Generator<{ kind: string; node: object; lines: string[] }> {
  const words = wordsOf(schedule);
  const { segments, models = [], journeys = [], scores = [], experiments = [], measures = [], roi } = schedule;
  const each = function* <T extends object>(kind: string, nodes: readonly T[], said: (node: T) => string[]) {
    for (const node of nodes) yield { kind, node, lines: said(node) };
  };
  yield* each("metric", schedule.metrics, (one) => plainLines(metricSaid(words, one)));
  yield* each("score", scores, (one) => plainLines(scoreSaid(words, one, [])));
  yield* each("event", schedule.events, (one) => plainLines(eventSaid(words, one)));
  yield* each("role", schedule.roles, (one) => plainLines(roleSaid(one)));
  yield* each("calendar", schedule.calendars, (one) => plainLines(calendarSaid(one)));
  yield* each("stage", schedule.stages, (one) => plainLines(stageSaid(one)));
  yield* each("segment", segments, (one) => plainLines(segmentSaid(words, one, [])));
  yield* each("model", models, (one) => plainLines(touchModelSaid(words, one, [])));
  yield* each("journey", journeys, (one) =>
    plainLines([...journeySaid(one), ...one.stages.flatMap((stage) => journeyStageSaid(words, stage))]),
  );
  yield* each("touch", schedule.touches, (one) => plainLines(touchSaid(one)));
  yield* each("task", schedule.tasks, (one) => plainLines(taskSaid(one)));
  yield* each("trigger", schedule.triggers, (one) => plainLines(triggerSaid(words, schedule, one)));
  yield* each("cadence", schedule.cadences, (one) => plainLines(cadenceSaid(words, schedule, one)));
  yield* each("play", schedule.plays, (one) => plainLines(playSaid(words, schedule, one)));
  yield* each("escalation", schedule.escalations, (one) => plainLines(escalationSaid(words, schedule, one)));
  yield* each("experiment", experiments, (one) => plainLines(experimentSaid(words, one)));
  yield* each("measure", measures, (one) => plainLines(measureSaid(words, one)));
  yield* each("roi", roi ? [roi] : [], (one) => plainLines(returnSaid(words, one)));
  yield* each("assume", schedule.assumptions ?? [], (one) => [plain(assumptionProse(one))]);
  yield* each("policy", [schedule.policy], (one) => plainLines(policySaid(one)));
  yield* each("team", schedule.team, (one) => plainLines(teamSaid(one)));
  yield* each("cover", schedule.covers, (one) => plainLines(coverSaid(one)));
}

describe("declarations in plain English", () => {
  it("say all that two of them differ in", () => {
    for (const schedule of schedules) {
      const remember = distinct();
      for (const { kind, node, lines } of declarationsOf(schedule)) {
        // Names, bands and kinds of other declarations are told beside the sentences.
        if (!["trigger", "cadence", "play", "escalation", "measure"].includes(kind)) continue;
        const said = lines.filter((line) => !hasDoc(node, line)).join("\n");
        remember(`${kind}\n${said}`, sameBut(node));
      }
    }
  });

  it("leave nothing in code, and nothing unsaid", () => {
    for (const schedule of schedules) {
      for (const { kind, node, lines } of declarationsOf(schedule)) {
        const said = lines.filter((line) => !hasDoc(node, line)).join("\n");
        expect(lines.length, kind).toBeGreaterThan(0);
        expect(said, kind).not.toMatch(/undefined|NaN|\[object|_|>=|<=| {2}\.|\.\./);
      }
    }
  });

  it("name each thing that they are about, so that a page can lead there", () => {
    for (const schedule of schedules) {
      const words = wordsOf(schedule);
      for (const trigger of schedule.triggers) {
        const prose = triggerProse(words, schedule, trigger);
        const names = trigger.actions.flatMap((action) => action.names);
        for (const name of names) expect(prose).toContainEqual(expect.objectContaining({ name }));
        for (const action of trigger.actions) expect(plain(actionProse(schedule, action))).not.toBe("");
      }
    }
  });
});

/** Comments are the author's own words. */
function hasDoc(node: unknown, line: string): boolean {
  if (typeof node !== "object" || node === null) return false;
  if ("doc" in node && typeof node.doc === "string" && node.doc.includes(line.trim())) return true;
  return Object.values(node).some((part) => hasDoc(part, line));
}

describe("prose", () => {
  it("keeps names apart from texts", () => {
    const prose = sentence(say`watch ${named("metric", ["a_b"])[0]!}, and ${2} more`);
    expect(prose).toEqual(["Watch ", { kind: "metric", name: "a_b" }, ", and 2 more."]);
    expect(plain(prose)).toBe("Watch a b, and 2 more.");
  });

  it("says figures to their last digit", () => {
    const words = wordsOf({ currency: { code: "EUR", minorDigits: 2 }, metrics: [] });
    expect(quantity(words, "money", 123_456_50)).toBe("€123,456.50");
    expect(quantity(words, "ratio", 21_250)).toBe("2.125%");
    expect(quantity(words, "points", -1_500_000)).toBe("-1.5 points");
    expect(quantity(words, "points", 1_000_000)).toBe("1 point");
    const texts = fc.tuple(
      fc.constantFrom("money" as const, "count" as const, "ratio" as const, "points" as const),
      fc.integer(),
      fc.integer(),
    );
    fc.assert(
      fc.property(texts, ([kind, one, other]) => {
        expect(quantity(words, kind, one) === quantity(words, kind, other)).toBe(one === other);
      }),
      { numRuns: howOften(5000, 300) },
    );
  });
});
