/**
 * Small random programs and customers for the reference: cadences under a policy. A program is described as data, so that
 * the reference never reads what the compiler made of it.
 */
import fc from "fast-check";

export type Timing =
  | { kind: "every"; days?: number; months?: number; atOnce: boolean }
  | { kind: "day"; day: number }
  | { kind: "week"; week: number }
  | { kind: "from week"; week: number; days: number }
  | { kind: "before"; days: number };

export interface Step {
  timing: Timing;
  touches: string[];
  inTurn: boolean;
  within?: { days: number; business: boolean } | undefined;
  level?: "red" | "yellow" | "green" | undefined;
  flag?: "when vip" | "unless vip" | undefined;
  notWithin?: { days: number; touch: string } | undefined;
}

export interface Cadence {
  name: string;
  anchor: "contract_start" | "renewal";
  before: boolean;
  vipOnly: boolean;
  onboarding: boolean;
  steps: Step[];
}

export interface Limit {
  most: number;
  channel?: string | undefined;
  per: { days: number } | { months: number } | "interval";
  exceptRed: boolean;
}

export interface Program {
  hours: boolean;
  consent: boolean;
  /** Days since the first day of the data. */
  holidays: number[];
  limits: Limit[];
  quietAfterReview?: number | undefined;
  mergeWithin?: number | undefined;
  deferUpTo?: number | undefined;
  cadences: Cadence[];
}

/** Values from a day (since the first day of the data) on; null is absent. */
export type Changes<Value> = { from: number; value: Value | null }[];

export interface Customer {
  zone: string;
  contract_start: Changes<number>;
  renewal: Changes<number>;
  churned_on: Changes<number>;
  vip: Changes<boolean>;
  mail_ok: Changes<boolean>;
  phone_ok: Changes<boolean>;
  interval: Changes<number>;
  csm: Changes<string>;
}

const touch = fc.constantFrom("call", "chat", "review", "mail", "bill");
const sometimes = <Value>(value: fc.Arbitrary<Value>, nothings: number): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: nothings, arbitrary: fc.constant(undefined) }, { weight: 4, arbitrary: value });
const often = <Value>(value: fc.Arbitrary<Value>) => sometimes(value, 4);
const rarely = <Value>(value: fc.Arbitrary<Value>) => sometimes(value, 12);
const upTo = (max: number, min = 1) => fc.integer({ min, max });

const seldom = fc.integer({ min: 0, max: 3 }).map((dice) => dice === 3);

const fromTiming: fc.Arbitrary<Timing> = fc.oneof(
  fc.record({ kind: fc.constant("every" as const), days: upTo(14), atOnce: fc.boolean() }),
  fc.record({ kind: fc.constant("every" as const), months: fc.constant(1), atOnce: fc.boolean() }),
  fc.record({ kind: fc.constant("day" as const), day: upTo(40) }),
  fc.record({ kind: fc.constant("week" as const), week: upTo(6) }),
  fc.record({ kind: fc.constant("from week" as const), week: upTo(4), days: upTo(14) }),
);
const beforeTiming: fc.Arbitrary<Timing> = fc.record({ kind: fc.constant("before" as const), days: upTo(30, 0) });

const step = (timing: fc.Arbitrary<Timing>): fc.Arbitrary<Step> =>
  fc
    .record({
      timing,
      touches: fc.uniqueArray(touch, { minLength: 1, maxLength: 3 }),
      inTurn: fc.boolean(),
      within: rarely(fc.record({ days: upTo(5), business: fc.boolean() })),
      level: often(fc.constantFrom("red", "red", "yellow", "green")),
      flag: rarely(fc.constantFrom("when vip", "unless vip")),
      notWithin: rarely(fc.record({ days: upTo(6), touch })),
    })
    .map((made) => ({ ...made, inTurn: made.inTurn && made.touches.length > 1 && isRepeated(made.timing) }));

const isRepeated = ({ kind }: Timing): boolean => kind === "every" || kind === "from week";

const cadence = (name: string): fc.Arbitrary<Cadence> =>
  fc.boolean().chain((before) =>
    fc.record({
      name: fc.constant(name),
      anchor: before ? fc.constant("renewal" as const) : fc.constantFrom("contract_start", "renewal"),
      before: fc.constant(before),
      vipOnly: seldom,
      onboarding: seldom,
      steps: fc.array(step(before ? beforeTiming : fromTiming), { minLength: 1, maxLength: 5 }),
    }),
  );

const limit: fc.Arbitrary<Limit> = fc.record({
  most: upTo(2),
  channel: often(fc.constantFrom("email", "video", "phone")),
  per: fc.oneof(fc.record({ days: upTo(10) }), fc.constant({ months: 1 }), fc.constant("interval" as const)),
  exceptRed: fc.boolean(),
});

export const programs: fc.Arbitrary<Program> = fc.record({
  hours: fc.boolean(),
  consent: fc.boolean(),
  holidays: fc.uniqueArray(upTo(69, 0), { maxLength: 12 }),
  limits: fc.array(limit, { maxLength: 2 }),
  quietAfterReview: rarely(upTo(6)),
  mergeWithin: often(upTo(3)),
  deferUpTo: often(upTo(15)),
  cadences: fc
    .tuple(cadence("a"), cadence("b"), cadence("c"))
    .chain((all) => fc.shuffledSubarray(all, { minLength: 2 })),
});

const changes = <Value>(
  first: fc.Arbitrary<Value | null>,
  later: fc.Arbitrary<Value | null>,
): fc.Arbitrary<Changes<Value>> =>
  fc
    .tuple(first, fc.uniqueArray(fc.tuple(upTo(65), later), { maxLength: 3, selector: ([from]) => from }))
    .map(([value, more]) => [
      { from: -1000, value },
      ...more.map(([from, next]) => ({ from, value: next })).sort((a, b) => a.from - b.from),
    ]);

const absentOr = <Value>(value: fc.Arbitrary<Value>) => sometimes(value, 1).map((found) => found ?? null);
const mostly = <Value>(value: Value, other: fc.Arbitrary<Changes<Value>>): fc.Arbitrary<Changes<Value>> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<Changes<Value>>([{ from: -1000, value }]) },
    { weight: 1, arbitrary: other },
  );

export const customers: fc.Arbitrary<Customer> = fc.record({
  zone: fc.constantFrom("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "America/St_Johns"),
  contract_start: mostly(2, changes(upTo(20, -20), absentOr(upTo(40, -20)))),
  renewal: changes(absentOr(upTo(70, -10)), absentOr(fc.constantFrom(20, 35, 36, 50, 64))),
  churned_on: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Changes<number>>([{ from: -1000, value: null }]) },
    { weight: 1, arbitrary: changes(fc.constant(null), absentOr(upTo(65))) },
  ),
  vip: changes(fc.boolean(), fc.boolean()),
  mail_ok: mostly(true, changes(fc.boolean(), fc.boolean())),
  phone_ok: mostly(true, changes(fc.boolean(), fc.boolean())),
  interval: changes(absentOr(upTo(12)), absentOr(upTo(12))),
  csm: mostly("Dana", changes(fc.constantFrom("Dana", "Eli"), absentOr(fc.constantFrom("Dana", "Eli")))),
});

/** The program as a person would write it, but for the model that it shares with all engine tests. */
export function textOf(program: Program): string {
  const policy = [
    program.hours ? "hours 09:00..17:00 mon..fri" : "",
    'holidays "holidays.yaml"',
    ...program.limits.map(limitText),
    program.quietAfterReview ? `quiet ${program.quietAfterReview}d after review` : "",
    program.consent ? "consent email by mail_ok  phone by phone_ok" : "",
    program.mergeWithin ? `merge touches within ${program.mergeWithin}d with the same owner` : "",
    program.deferUpTo ? `otherwise defer up to ${program.deferUpTo}d then drop` : "otherwise drop",
  ];
  return [`policy {\n${policy.filter(Boolean).join("\n")}\n}`, ...program.cadences.map(cadenceText)].join("\n");
}

function limitText({ most, channel, per, exceptRed }: Limit): string {
  const span = per === "interval" ? "interval" : "days" in per ? `${per.days}d` : `${per.months} month`;
  return `limit ${most} ${channel ?? "touches"} per ${span}${exceptRed ? " except red" : ""}`;
}

function cadenceText({ name, anchor, before, vipOnly, onboarding, steps }: Cadence): string {
  const head = `cadence ${name}${vipOnly ? " for vip" : ""} ${before ? "before" : "from"} ${anchor}`;
  return `${head}${onboarding ? " during onboarding" : ""} {\n${steps.map(stepText).join("\n")}\n}`;
}

function stepText({ timing, touches, inTurn, within, level, flag, notWithin }: Step): string {
  return [
    timingText(timing),
    `touch ${touches.join(", ")}${inTurn ? " in turn" : ""}`,
    within ? `within ${within.days} ${within.business ? "business days" : "days"}` : "",
    level ? `level ${level}` : "",
    notWithin ? `not within ${notWithin.days}d of ${notWithin.touch}` : "",
    flag ?? "",
  ]
    .filter(Boolean)
    .join(" ");
}

function timingText(timing: Timing): string {
  switch (timing.kind) {
    case "every":
      return `every ${timing.days ? `${timing.days} days` : `${timing.months} month`}${timing.atOnce ? " at once" : ""}`;
    case "day":
      return `day ${timing.day}`;
    case "week":
      return `week ${timing.week}`;
    case "from week":
      return `from week ${timing.week} every ${timing.days} days`;
    case "before":
      return `${timing.days}d`;
  }
}
