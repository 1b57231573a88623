/** With assumed answers, too, quiet days are passed over as they would have been lived, whatever the program asks. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import { digestOf } from "../../schedule/digest.ts";
import type { Action, Assumption, Condition, Schedule } from "../../schedule/types.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { world } from "../conditions/arbitraries.ts";
import { program, range } from "../engine/programs.ts";

const numRuns = process.env.PROPERTIES === "full" ? 100_000 : 200;

const days = (amount: number) => ({ unit: "days" as const, amount });

const assumption = fc
  .record({
    of: fc.constantFrom<Assumption["of"]>(
      { kind: "touch", touch: "qbr" },
      { kind: "touches" },
      { kind: "channel", channel: "email" },
    ),
    share: fc.constantFrom(100_000, 500_000, 1_000_000),
    within: fc.constantFrom(undefined, days(3), { unit: "minutes" as const, amount: 3000 }),
    segments: fc.constantFrom<string[] | undefined>(undefined, ["big"]),
    models: fc.constantFrom<string[] | undefined>(undefined, undefined, ["high"]),
  })
  .map(({ within, segments, models, ...rest }) => ({
    ...rest,
    event: "reply",
    text: "reply",
    ...(within && { within }),
    ...(segments && { segments }),
    ...(models && !segments && { models }),
  }));

const assumptions = fc
  .uniqueArray(assumption, { minLength: 1, maxLength: 4, selector: ({ of }) => of.kind })
  .map((lines): Assumption[] => lines.map((line, index) => ({ ...line, path: `assume/line/${index + 1}` })));

const replied: Condition = { node: "happened", event: "reply", text: "reply" };

/** `share of touches with reply within 4d over 20d > 0%` */
const heard = (): Condition => ({
  node: "compare",
  operator: ">",
  left: { node: "touch_share", event: "reply", within: days(4), over: days(20), type: "ratio", text: "share" },
  right: { node: "literal", type: "ratio", value: 0, text: "0%" },
  text: "share > 0%",
});

/** Its plays ask for replies and are won by them, and its first trigger asks how many came. */
function asking(schedule: Schedule, lines: readonly Assumption[]): Schedule {
  const expecting = (actions: Action[]) =>
    actions.map((action) => ({ ...action, expects: { event: "reply", within: days(4) } }));
  return {
    ...schedule,
    events: [
      ...schedule.events,
      ...(schedule.events.some(({ name }) => name === "reply") ? [] : [{ name: "reply", forAll: false, fields: [] }]),
    ],
    assumptions: [...lines],
    triggers: schedule.triggers.map((trigger, index) =>
      index === 0 && trigger.cause.kind === "when" ? { ...trigger, cause: { kind: "when", when: heard() } } : trigger,
    ),
    plays: schedule.plays.map((play) => ({
      ...play,
      win: structuredClone(replied),
      phases: play.phases.map((phase) => ({
        ...phase,
        steps: phase.steps.map((step) => ({ ...step, actions: expecting(step.actions) })),
      })),
    })),
  };
}

it("passed over as lived", () => {
  const seen = { answered: 0, won: 0, fires: 0, differs: 0 };
  fc.assert(
    fc.property(
      program,
      assumptions,
      world,
      range,
      fc.integer({ min: 1, max: 9 }),
      (made, lines, given, reported, number) => {
        const schedule = asking(made, lines);
        const simulation = createSimulation(schedule, given, { ...reported, responses: "assume", seed: 7 });
        const passed = simulation.run(given.history, undefined, number);
        const lived = simulation.run(given.history, { opened: () => {}, closed: () => {} }, number);
        expect(passed).toEqual(lived);
        seen.answered += passed.rows.filter(({ answeredAt }) => answeredAt !== null).length;
        seen.won += passed.runs.filter(({ end }) => end === "won").length;
        seen.fires += schedule.triggers[0]?.cause.kind === "when" ? passed.triggers[0]!.fires : 0;
        const other = simulation.run(given.history, undefined, number + 1);
        // What chance decides nothing of is the same in every run.
        if (!passed.byChance) expect(other).toEqual(passed);
        else if (JSON.stringify(other.rows) !== JSON.stringify(passed.rows)) seen.differs++;
      },
    ),
    { numRuns },
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(numRuns / 100);
}, 600_000);

it("these programs are schedules", () => {
  fc.assert(
    fc.property(program, assumptions, (made, lines) => {
      const schedule = asking(made, lines);
      const problems = validateSchedule(JSON.parse(JSON.stringify({ ...schedule, digest: digestOf(schedule) })));
      const ofAssumptions = "problems" in problems ? problems.problems.filter((text) => text.startsWith("assume")) : [];
      expect(ofAssumptions).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
