/**
 * What each figure judges of one account whose simulation is over: its units, each with the day on which it begins
 * (docs/language.md, section 17). Nothing here depends on other accounts.
 */
import type { Condition, Duration, MeasureFigure, Schedule } from "../../schedule/types.ts";
import { addDuration, formatDay, subtractDuration } from "../calendar/days.ts";
import { type AccountView, type Asking, answered, type Conditions, type Delivered } from "../conditions/index.ts";
import type { AccountHistory, DayRange, EpochDay, EventRecord } from "../histories/types.ts";
import type { PlayRun, ReportRange } from "../ledger/types.ts";
import type { Judged } from "./tally.ts";

/** An account whose simulation is over. */
export interface Measured {
  readonly schedule: Pick<Schedule, "account">;
  readonly conditions: Conditions;
  readonly grid: DayRange;
  readonly range: ReportRange;
  readonly view: AccountView;
  readonly history: AccountHistory;
  /** In order of day. */
  readonly deliveries: readonly Delivered[];
  readonly runs: readonly PlayRun[];
}

/** `begins`: the day at whose opening `among` and `by` are asked; undefined where nothing is there to be asked of. */
export interface Unit {
  readonly begins: EpochDay | undefined;
  readonly judged: Judged;
}

type Of<Kind extends MeasureFigure["kind"]> = Extract<MeasureFigure, { kind: Kind }>;

export function unitsOf(figure: MeasureFigure, account: Measured): Iterable<Unit> {
  switch (figure.kind) {
    case "revenue":
      return revenue(figure, account);
    case "accounts":
      return accounts(figure, account);
    case "runs":
      return runs(figure, account);
    case "touches":
      return touches(figure, account);
    case "followed":
      return followed(figure, account);
    case "events":
      return events(figure, account);
    case "time":
      return time(figure, account);
    case "change":
      return change(figure, account);
  }
}

const unknown = (reason: string): Judged => ({ kind: "unknown", reason });
const noValue = (name: string): Judged => unknown(`no value: ${name}`);
const share = (isPart: boolean): Judged => ({ kind: "unit", x: 1, y: isPart ? 1 : 0 });

/** The days of the account's life among the reported ones; undefined when there are none. */
function livedDays({ conditions, view, grid, range }: Measured): DayRange | undefined {
  const alive = conditions.aliveDays(view).subarray(range.from - grid.from, range.to - grid.from + 1);
  const first = alive.indexOf(1);
  return first < 0 ? undefined : { from: range.from + first, to: range.from + alive.lastIndexOf(1) };
}

function isAlive({ conditions, view, grid }: Measured, day: EpochDay): boolean {
  return conditions.aliveDays(view)[day - grid.from] === 1;
}

function numberOn({ conditions, view }: Measured, field: string, day: EpochDay): number | undefined {
  const value = conditions.fieldOn(view, field, day);
  return typeof value === "number" ? value : undefined;
}

/** Whether the account has ended by the close of the day. */
function hasEnded(account: Measured, day: EpochDay): boolean {
  const { ends } = account.schedule.account;
  return ends !== undefined && numberOn(account, ends, day) !== undefined;
}

function* revenue({ what, field, over }: Of<"revenue">, account: Measured): Generator<Unit> {
  const { range, grid } = account;
  const first = subtractDuration(range.to, over) + 1;
  if (first < grid.from) {
    const reason = `the data begins after ${formatDay(first)}`;
    if (livedDays(account)) yield { begins: undefined, judged: unknown(reason) };
    return;
  }
  if (!isAlive(account, first)) return;
  const then = numberOn(account, field, first);
  const now = hasEnded(account, range.to) ? 0 : numberOn(account, field, range.to);
  if (then === undefined || now === undefined) {
    yield { begins: first, judged: noValue(field) };
    return;
  }
  const kept = Math.min(then, now);
  const y = { gross_churn: then - kept, gross_retention: kept, net_retention: now }[what];
  yield { begins: first, judged: { kind: "unit", x: then, y } };
}

function* accounts({ when }: Of<"accounts">, account: Measured): Generator<Unit> {
  const { conditions, view, grid, range } = account;
  if (!isAlive(account, range.to)) return;
  const firstDay = grid.from + conditions.aliveDays(view).indexOf(1);
  const begins = Math.max(conditions.firstRead(when, range.to), firstDay);
  const close = { windowDay: range.to, today: range.to };
  const truth = conditions.test(when)(view, close);
  yield {
    begins,
    judged: truth === undefined ? unknown(conditions.because(when, view, close) ?? "unknown") : share(truth),
  };
}

function* runs({ play, by }: Of<"runs">, account: Measured): Generator<Unit> {
  const { range } = account;
  for (const run of account.runs) {
    if (run.play !== play) continue;
    const decided = by ? decidedBy(run, by, account) : decidedAtEnd(run);
    if (!decided || decided.on < range.from || decided.on > range.to) continue;
    yield { begins: run.started, judged: decided.judged };
  }
}

interface Decided {
  on: EpochDay;
  judged: Judged;
}

function decidedAtEnd({ ended, end }: PlayRun): Decided | undefined {
  return ended === undefined || end === "withdrawn" ? undefined : { on: ended, judged: share(end === "won") };
}

/** A run that is still open on its last day in time is decided by that day; one that began after it, on its first day. */
function decidedBy(run: PlayRun, by: { lead: Duration; field: string }, account: Measured): Decided | undefined {
  const date = numberOn(account, by.field, run.started);
  if (date === undefined) {
    const decided = decidedAtEnd(run);
    return decided && { on: decided.on, judged: noValue(by.field) };
  }
  const deadline = subtractDuration(date, by.lead);
  if (run.ended !== undefined && run.ended <= deadline) return decidedAtEnd(run);
  return { on: Math.max(deadline, run.started), judged: share(false) };
}

function* touches({ touch, channel, event, within }: Of<"touches">, account: Measured): Generator<Unit> {
  const { range, conditions } = account;
  const made = account.deliveries.filter(
    (each) =>
      each.day >= range.from &&
      each.day <= range.to &&
      (touch ?? each.touch) === each.touch &&
      (channel ?? each.channel) === each.channel,
  );
  if (conditions.isAssumed(event)) {
    for (const { day, answers: assumed } of made) {
      const last = addDuration(day, within);
      const isAnswered = (assumed.get(event)?.day ?? Infinity) <= last;
      if (isAnswered || last <= range.to) yield { begins: day, judged: share(isAnswered) };
    }
    return;
  }
  yield* answers(
    made.sort((a, b) => a.at - b.at),
    event,
    within,
    account,
  );
}

function* followed({ event, where, answer, within }: Of<"followed">, account: Measured): Generator<Unit> {
  yield* unknownDays(event, account);
  const asking: EventRecord[] = [];
  for (const { record, truth } of filtered(event, where, account)) {
    if (truth === true) asking.push(record);
    else if (truth === undefined) yield { begins: record.day, judged: unknown(`where of ${event}`) };
  }
  yield* answers(asking, answer, within, account);
}

/** Whether each was answered; those whose time is not over are left for later. */
function* answers(
  asking: readonly Asking[],
  event: string,
  within: Duration,
  { conditions, view, history, range }: Measured,
): Generator<Unit> {
  const given = (history.events.get(event) ?? []).filter(({ day }) => day <= range.to);
  const answerBy = (day: EpochDay) => addDuration(day, within);
  const replied = answered(asking, given, answerBy);
  for (const each of asking) {
    const last = answerBy(each.day);
    if (replied.has(each)) yield { begins: each.day, judged: share(true) };
    else if (last <= range.to) {
      const reason = conditions.eventsUnknown(view, event, each.day, last);
      yield { begins: each.day, judged: reason === undefined ? share(false) : unknown(reason) };
    }
  }
}

/** The events of a type on reported days of the account's life, with what a filter says of each. */
function filtered(event: string, where: Condition | undefined, account: Measured) {
  const { conditions, history, range } = account;
  const test = where && conditions.eventTest(where);
  return (history.events.get(event) ?? [])
    .filter(({ day }) => day >= range.from && day <= range.to && isAlive(account, day))
    .map((record) => ({ record, truth: test ? test(record) : true }));
}

/** Of a customer whose events are not known on all of its reported days it is said once: there may have been others. */
function* unknownDays(event: string, account: Measured): Generator<Unit> {
  const days = livedDays(account);
  const reason = days && account.conditions.eventsUnknown(account.view, event, days.from, days.to);
  if (reason !== undefined) yield { begins: undefined, judged: unknown(reason) };
}

function* events({ event, where, minus }: Of<"events">, account: Measured): Generator<Unit> {
  yield* unknownDays(event, account);
  const less = minus && account.conditions.eventTest(minus);
  for (const { record, truth } of filtered(event, where, account)) {
    const other = less ? less(record) : false;
    const isKnown = truth !== undefined && other !== undefined;
    const judged: Judged = isKnown
      ? { kind: "unit", x: 1, y: Number(truth) - Number(other) }
      : unknown(`where of ${event}`);
    yield { begins: record.day, judged };
  }
}

function* time({ from, to }: Of<"time">, account: Measured): Generator<Unit> {
  const { range, grid } = account;
  const begins = numberOn(account, from, range.to);
  const lived = account.conditions.aliveDays(account.view).lastIndexOf(1, range.to - grid.from);
  if (begins === undefined || begins < range.from || begins > range.to || lived < 0) return;
  const arrival = "field" in to ? dateArrival(to.field, account) : eventArrival(to, begins, account);
  if (typeof arrival === "object") yield { begins, judged: arrival };
  else if (arrival !== undefined) yield { begins, judged: { kind: "reached", days: arrival - begins } };
  else {
    yield { begins, judged: { kind: "waiting", days: Math.max(grid.from + lived - begins, 0) + 1 } };
  }
}

/** The day of arrival; undefined when it has not come, or why nobody knows. */
type Arrival = EpochDay | undefined | Judged;

function dateArrival(field: string, account: Measured): Arrival {
  const day = numberOn(account, field, account.range.to);
  return day === undefined || day > account.range.to ? undefined : day;
}

/** The first on or after the date. An event that may be it, and days on which there may have been one, leave it open. */
function eventArrival(
  { event, where }: { event: string; where?: Condition },
  from: EpochDay,
  { conditions, view, history, range, schedule, grid }: Measured,
): Arrival {
  const test = where && conditions.eventTest(where);
  const { begins } = schedule.account;
  const beginsOn = begins === undefined ? grid.from : conditions.fieldOn(view, begins, range.to);
  const knownFrom = Math.max(from, typeof beginsOn === "number" ? beginsOn : from);
  const candidates = (history.events.get(event) ?? []).filter(({ day }) => day >= from && day <= range.to);
  for (const record of candidates) {
    const truth = test ? test(record) : true;
    if (truth === false) continue;
    const reason = conditions.eventsUnknown(view, event, knownFrom, Math.max(record.day, knownFrom));
    if (reason !== undefined) return unknown(reason);
    return truth === true ? record.day : unknown(`where of ${event}`);
  }
  const reason = conditions.eventsUnknown(view, event, knownFrom, Math.max(range.to, knownFrom));
  return reason === undefined ? undefined : unknown(reason);
}

function* change({ metric, after, since }: Of<"change">, account: Measured): Generator<Unit> {
  const { conditions, view, range } = account;
  if ("event" in since) yield* unknownDays(since.event, account);
  const days =
    "touch" in since
      ? account.deliveries.filter(({ touch }) => touch === since.touch).map(({ day }) => day)
      : filtered(since.event, undefined, account).map(({ record }) => record.day);
  for (const day of days) {
    const end = addDuration(day, after);
    if (day < range.from || end > range.to) continue;
    const before = conditions.metricOn(view, metric, { windowDay: day - 1, today: day });
    const later = conditions.metricOn(view, metric, { windowDay: end, today: end });
    const isKnown = before !== undefined && later !== undefined;
    yield { begins: day, judged: isKnown ? { kind: "unit", x: 1, y: later - before } : noValue(metric) };
  }
}
