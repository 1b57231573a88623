/** Outcomes as an engine could give them, made at random: hostile names, every outcome, ties in every order. */
import fc from "fast-check";
import { weekStart } from "../../runtime/calendar/days.ts";
import type {
  AccountOutcome,
  DeliveredRow,
  HeldBackBy,
  LateCause,
  LedgerRow,
  ModelStretch,
  OutcomeKind,
  Priority,
} from "../../runtime/ledger/types.ts";
import type { Schedule } from "../../schedule/types.ts";

export const firstDay = 20_089; // 2025-01-01
export const lastDay = firstDay + 59;

const names = ["ann", "bo", "__proto__", "unassigned csm", "日本 ✓", "a'b\"c", "x\u0000y\u001b[31m", "", "constructor"];
const rules = ["policy/limit/1", "play at_risk/pauses", "__proto__"];
const reasons = ["window before the data: logins", "no value: storage", "toString"];
const outcomes: OutcomeKind[] = ["done", "merged", "held", "dropped", "withdrawn", "unserved", "open"];
const priorities: Priority[] = ["red", "renewal", "yellow", "cadence", "green"];
const lateCauses: LateCause[] = ["no working hour", "lead time", "limit", "pause", "working hours", "delivered late"];
const millisecondsPerDay = 86_400_000;

const name = fc.constantFrom(...names);
const day = fc.integer({ min: firstDay, max: lastDay });
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

const draft = fc.record({
  source: fc.constantFrom("trigger a", "trigger b", "cadence c", "play p", "play __proto__"),
  kind: fc.constantFrom<LedgerRow["kind"]>("touch", "touch", "task", "alert", "start", "handoff"),
  segment: orNull(name),
  priority: fc.constantFrom(...priorities),
  outcome: fc.constantFrom(...outcomes),
  rule: fc.constantFrom(...rules),
  ownerRole: fc.constantFrom("csm", "automation"),
  owner: name,
  nobody: fc.boolean(),
  contact: orNull(name),
  dated: day,
  after: fc.integer({ min: 0, max: 20 }),
  minute: fc.integer({ min: 0, max: 1439 }),
  late: orNull(fc.record({ cause: fc.constantFrom(...lateCauses), minutes: fc.integer({ min: 1, max: 90_000 }) })),
  deferred: orNull(fc.record({ by: fc.constantFrom(...rules), minutes: fc.integer({ min: 0, max: 90_000 }) })),
  heldBack: orNull(
    fc.record({
      by: fc.constantFrom<HeldBackBy>("days off", "limit", "quiet", "pause", "leave"),
      days: fc.integer({ min: 1, max: 20 }),
    }),
  ),
  effort: fc.constantFrom(0, 0, 5, 25, 60, 7),
  prep: fc.constantFrom(0, 10, 120),
  carriedIn: fc.boolean(),
});

type Draft = typeof draft extends fc.Arbitrary<infer Value> ? Value : never;

function rowOf(account: string, index: number, given: Draft): LedgerRow {
  const unserved = given.outcome === "unserved";
  const done = given.outcome === "done";
  const readyDay = given.dated + 1;
  const doneOn = done ? Math.min(given.dated + given.after, lastDay) : null;
  const path = `${given.source}/do/${index % 3}`;
  return {
    id: `${account}|${path}|${index}`,
    account,
    path,
    source: given.source,
    occurrence: String(index),
    kind: given.kind,
    name: "check_in",
    segment: given.segment,
    priority: given.priority,
    outcome: given.outcome,
    rule: ["dropped", "held", "unserved", "withdrawn"].includes(given.outcome) ? given.rule : null,
    mergedInto: given.outcome === "merged" ? `${account}|${path}|${index}` : null,
    ownerRole: given.ownerRole,
    owner: unserved && given.nobody ? `unassigned ${given.ownerRole}` : given.owner,
    contact: given.contact,
    channel: done ? "email" : null,
    dated: given.dated,
    readyAt: readyDay * millisecondsPerDay,
    deadline: given.late ? readyDay * millisecondsPerDay + given.minute * 60_000 : null,
    doneAt: doneOn === null ? null : doneOn * millisecondsPerDay + given.minute * 60_000,
    doneOn,
    week: doneOn !== null ? weekStart(doneOn) : unserved ? weekStart(readyDay) : null,
    lateMinutes: given.late?.minutes ?? 0,
    lateCause: given.late?.cause ?? null,
    deferredMinutes: given.deferred?.minutes ?? 0,
    deferredBy: given.deferred?.by ?? null,
    heldBackBy: given.heldBack?.by ?? null,
    heldBackSince: given.heldBack ? readyDay - given.heldBack.days : null,
    waitedMinutes: 0,
    effortMinutes: given.effort,
    prepMinutes: given.prep,
    cause: JSON.stringify({ [given.owner]: given.minute }),
    answeredAt: null,
    recorded: done && index % 2 === 0,
    carriedIn: given.carriedIn,
  };
}

const unknownDays = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...reasons), fc.integer({ min: 1, max: 9 })), {
    selector: ([reason]) => reason,
  })
  .map((entries) => new Map(entries));

const triggerDays = fc.record({
  fires: fc.integer({ min: 0, max: 3 }),
  unknown: unknownDays,
  spent: fc.constantFrom(0, 0, 3),
});

const run = fc.record({
  play: fc.constantFrom("p", "__proto__"),
  started: fc.integer({ min: firstDay - 30, max: lastDay }),
  end: fc.constantFrom("won" as const, "lost" as const, "ran out" as const, "withdrawn" as const, undefined),
});

const points = fc.integer({ min: 0, max: 100_000_000 });

const stretch = fc
  .record({
    score: fc.constantFrom("health", "health.usage"),
    from: day,
    length: fc.integer({ min: 0, max: 9 }),
    ends: fc.tuple(points, points),
    band: orNull(fc.constantFrom("green", "red")),
  })
  .map(({ score, from, length, ends, band }) => {
    return { score, from, to: from + length, low: Math.min(...ends), high: Math.max(...ends), band };
  });

const record = fc.record({
  kind: fc.constantFrom<DeliveredRow["kind"]>("touch", "touch", "task"),
  name,
  on: day,
  minute: fc.integer({ min: 0, max: 1439 }),
  owner: orNull(name),
  channel: orNull(fc.constantFrom("email", "call")),
  demand: orNull(name),
  effortMinutes: fc.constantFrom(0, 25),
  prepMinutes: fc.constantFrom(0, 10),
});

/** Stretches of models one behind the other; they may leave days out. */
const modelStretches = fc
  .array(
    fc.record({
      model: orNull(fc.constantFrom("__proto__", "low")),
      liftedBy: orNull(fc.constant("p")),
      reason: orNull(fc.constantFrom(...reasons)),
      gap: fc.integer({ min: 0, max: 5 }),
      days: fc.integer({ min: 1, max: 20 }),
    }),
    { maxLength: 6 },
  )
  .map((drafts) => {
    let next = firstDay;
    return drafts.flatMap(({ gap, days, ...told }): ModelStretch[] => {
      const from = next + gap;
      next = from + days;
      return next - 1 > lastDay ? [] : [{ from, to: next - 1, own: null, ...told }];
    });
  });

const account = fc.record({
  rows: fc.array(draft, { maxLength: 30 }),
  records: fc.array(record, { maxLength: 5 }),
  triggers: fc.record({ a: triggerDays, b: orNull(triggerDays) }),
  runs: fc.array(run, { maxLength: 4 }),
  scores: fc.array(stretch, { maxLength: 4 }),
  models: modelStretches,
  alive: fc.integer({ min: 0, max: 60 }),
  unsegmented: unknownDays,
});

/** A ledger's worth of outcomes, in order of account id. */
export const ledgers: fc.Arbitrary<AccountOutcome[]> = fc.array(account, { maxLength: 30 }).map((accounts) =>
  accounts.map((given, index) => {
    const id = `${String(index).padStart(3, "0")}:${names[index % names.length]}`;
    return {
      account: id,
      rows: given.rows.map((row, rowIndex) => rowOf(id, rowIndex, row)),
      delivered: given.records.map(({ minute, ...rest }) => ({
        account: id,
        ...rest,
        at: rest.on * millisecondsPerDay + minute * 60_000,
        settledBy: rest.demand === null ? null : minute % 2 === 0 ? "id" : "window",
      })),
      triggers: Object.entries(given.triggers).flatMap(([trigger, days]) =>
        days === null ? [] : [{ trigger, fires: days.fires, days: 60, unknown: days.unknown, spent: days.spent }],
      ),
      scores: given.scores,
      models: given.models,
      arms: [],
      visits: [],
      measures: [],
      returns: [],
      endings: [],
      rungs: [],
      runs: given.runs.map(({ play, started, end }) =>
        end === undefined ? { play, started } : { play, started, ended: lastDay, end },
      ),
      daysAlive: Math.max(
        given.alive,
        [...given.unsegmented.values()].reduce((sum, days) => sum + days, 0),
      ),
      life: { from: firstDay, to: lastDay },
      daysUnsegmented: given.unsegmented,
      byChance: false,
    };
  }),
);

/** What a summary asks of a schedule; `quiet` is a trigger that never had an account in scope. */
export const schedule = {
  digest: `sha256:${"0".repeat(64)}`,
  touches: [],
  roles: [
    { name: "csm", kind: "person" },
    { name: "automation", kind: "machine" },
  ],
  team: [{ role: "csm", people: 2, hoursPerWeekMinutes: 1800, shareForPlays: 500_000 }],
  covers: [],
  policy: {
    hours: { path: "policy/hours", from: 540, to: 1020, days: ["mon", "tue", "wed", "thu", "fri"] },
    holidays: ["2025-01-07"],
    limits: [],
  },
  models: [{ name: "__proto__" }, { name: "low" }],
  segments: [],
  cadences: [],
  escalations: [],
  triggers: ["a", "b", "quiet"].map((name) => ({
    name,
    scope: {},
    cause: { kind: "on", event: "ticket" },
    actions: [],
  })),
  plays: [
    { name: "__proto__", scope: {}, phases: [], target: { outcome: "win", operator: ">=", ratio: 500_000 } },
    { name: "p", scope: {}, phases: [] },
  ],
} as unknown as Schedule;
