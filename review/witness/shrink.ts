/** Makes a history smaller for as long as the two programs still differ on it. The same history gives the same small one. */
import type { Field, Metric, Schedule } from "../../schedule/types.ts";
import { stepOf, within } from "./amounts.ts";
import { cutTo, type Draft, keyOf, type Occurrence, sizeOf, withStretches } from "./draft.ts";

/** Every pass makes it smaller; after so many there is little left to take away. */
const mostPasses = 5;

/** `differs` says whether the two programs still do. */
export function shrunk(start: Draft, after: Schedule, differs: (draft: Draft) => boolean): Draft {
  return smaller(start, differs, (now, take) => {
    cut(now, take);
    leaveOut(now, after, take);
    shorten(now, take);
    cut(now, take);
    makeRounder(now, after, take);
  });
}

/** Only what can be left out as a whole. */
export function withoutMore(start: Draft, after: Schedule, differs: (draft: Draft) => boolean): Draft {
  return smaller(start, differs, (now, take) => leaveOut(now, after, take));
}

/** One pass after the other, until one changes nothing. */
function smaller(
  start: Draft,
  differs: (draft: Draft) => boolean,
  pass: (now: () => Draft, take: Take) => void,
): Draft {
  let best = start;
  const tried = new Set([keyOf(start)]);
  const take: Take = (made) => {
    if (sizeOf(made) > sizeOf(best)) return false;
    const key = keyOf(made);
    if (tried.has(key)) return false;
    tried.add(key);
    const isBetter = differs(made);
    if (isBetter) best = made;
    return isBetter;
  };
  for (let passes = 0; passes < mostPasses; passes++) {
    const before = best;
    pass(() => best, take);
    if (best === before) break;
  }
  return best;
}

type Take = (made: Draft) => boolean;

/** Days from either end, many at first. */
function cut(now: () => Draft, take: Take): void {
  for (const side of ["to", "from"] as const) {
    for (let by = lengthOf(now().days) >> 1; by >= 1; by >>= 1) {
      for (let again = true; again; ) {
        const { days } = now();
        if (by >= lengthOf(days)) break;
        const fewer = side === "to" ? { ...days, to: days.to - by } : { ...days, from: days.from + by };
        again = take(cutTo(now(), fewer));
      }
    }
  }
}

const lengthOf = ({ from, to }: { from: number; to: number }) => to - from + 1;

/** What may be absent, and whatever happens. */
function leaveOut(now: () => Draft, schedule: Schedule, take: Take): void {
  const isNeeded = (name: string) => schedule.account.fields.some((field) => field.name === name && isRequired(field));
  for (const metric of [...now().metrics.keys()]) take(withStretches(now(), metric, []));
  dropEach(
    () => now().events,
    (events) => take({ ...now(), events }),
  );
  dropEach(
    () => now().moves,
    (moves) => take({ ...now(), moves }),
  );
  dropEach(
    () => now().touches,
    (touches) => take({ ...now(), touches }),
  );
  for (const name of [...now().fields.keys()])
    if (!isNeeded(name)) take({ ...now(), fields: less(now().fields, name) });
  for (const name of [...now().arms.keys()]) take({ ...now(), arms: less(now().arms, name) });
  for (const metric of [...now().metrics.keys()]) {
    dropEach(
      () => now().metrics.get(metric) ?? [],
      (stretches) => take(withStretches(now(), metric, stretches)),
    );
  }
  dropDetails(now, schedule, take);
}

export const isRequired = ({ optional, default: value }: Field) => !optional && value === undefined;

function dropEach<T>(list: () => readonly T[], take: (left: T[]) => boolean): void {
  for (let index = list().length - 1; index >= 0; index--) take(list().filter((_, place) => place !== index));
}

function less<Value>(map: ReadonlyMap<string, Value>, name: string): Map<string, Value> {
  return new Map([...map].filter(([key]) => key !== name));
}

/** Times of day, and fields of events that may be absent. */
function dropDetails(now: () => Draft, { events }: Schedule, take: Take): void {
  for (const index of now().events.keys()) {
    const told = () => now().events[index]!;
    const put = (made: Occurrence) => take({ ...now(), events: now().events.with(index, made) });
    if (told().minutes !== null) put({ ...told(), minutes: null });
    const type = events.find(({ name }) => name === told().event);
    for (const field of type?.fields ?? []) {
      const isTold = told().fields.has(field.name);
      if (isTold && !isRequired(field)) put({ ...told(), fields: less(told().fields, field.name) });
    }
  }
}

/** One value for two stretches, and stretches of fewer days. */
function shorten(now: () => Draft, take: Take): void {
  for (const metric of [...now().metrics.keys()]) {
    const stretches = () => now().metrics.get(metric) ?? [];
    for (let index = stretches().length - 2; index >= 0; index--) {
      const [one, other] = [stretches()[index], stretches()[index + 1]];
      if (!one || !other) continue;
      const joined = (value: number) =>
        stretches().map((each) => (each === one || each === other ? { ...each, value } : each));
      take(withStretches(now(), metric, joined(other.value))) || take(withStretches(now(), metric, joined(one.value)));
    }
    for (const index of stretches().keys()) {
      for (const side of ["from", "to"] as const) {
        const first = stretches()[index];
        for (let by = first ? lengthOf(first) >> 1 : 0; by >= 1; by >>= 1) {
          const each = stretches()[index];
          if (!each || by >= lengthOf(each)) continue;
          const made = side === "from" ? { ...each, from: each.from + by } : { ...each, to: each.to - by };
          take(
            withStretches(
              now(),
              metric,
              stretches().map((other) => (other === each ? made : other)),
            ),
          );
        }
      }
    }
  }
}

/** Numbers that are easier to read. */
function makeRounder(now: () => Draft, { metrics, account, currency }: Schedule, take: Take): void {
  for (const [name, stretches] of now().metrics) {
    const metric = metrics.find((each) => each.name === name);
    if (!metric) continue;
    for (const value of new Set(stretches.map((each) => each.value))) {
      for (const rounder of rounderThan(value, stepOf(metric.quantity, { currency }), metric)) {
        const made = (now().metrics.get(name) ?? []).map((each) =>
          each.value === value ? { ...each, value: rounder } : each,
        );
        if (take(withStretches(now(), name, made))) break;
      }
    }
  }
  for (const field of account.fields) {
    const value = now().fields.get(field.name);
    if (typeof value !== "number") continue;
    const found = rounderThan(value, stepOf(field.type, { currency }), field);
    found.some((rounder) => take({ ...now(), fields: new Map(now().fields).set(field.name, rounder) }));
  }
}

/** Of as much or nearly as much, or another order of size; the plainest first. */
function rounderThan(value: number, step: number, range: Pick<Metric | Field, "range">): number[] {
  const plain = [0, 1, 10, 100, 1000, 10_000, 100_000].map((each) => each * step);
  const near = [1, 2, 3].flatMap((digits) => {
    const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value / step))) + 1 - digits) * step;
    return [Math.floor(value / unit) * unit, Math.ceil(value / unit) * unit];
  });
  const found = [...near, ...plain].filter((each) => Number.isSafeInteger(each) && within(range, each) === each);
  return [...new Set(found)]
    .filter((each) => effortOf(each, step) < effortOf(value, step))
    .sort((one, other) => effortOf(one, step) - effortOf(other, step));
}

/** Digits that are not zeros at the end, and what is smaller than a step. */
function effortOf(value: number, step: number): number {
  const inSteps = value / step;
  if (!Number.isInteger(inSteps)) return 20 + String(value).length;
  const digits = String(inSteps);
  return 2 * digits.replace(/0+$/, "").length + digits.length / 10;
}
