/** Delivered touches that ask for an answer, and the events that answer them, in the history or by assumption. */
import { deadlineOf } from "../calendar/deadlines.ts";
import type { RunView, Truth } from "../conditions/index.ts";
import type { EpochDay, EventRecord, Instant } from "../histories/types.ts";
import type { AssumedAnswer } from "./answers.ts";
import type { AccountState, Demand, Question, Run } from "./state.ts";

/** Remembers that a delivered touch waits for an answer, if it does. `answers`: what is assumed to answer the delivery. */
export function openQuestion(
  state: AccountState,
  demand: Demand,
  askedOn: EpochDay,
  askedAt: Instant,
  answers: ReadonlyMap<string, AssumedAnswer>,
): void {
  const { expects } = demand.action;
  if (!expects) return;
  const run = demand.origin.kind === "run" ? demand.origin.run : undefined;
  const until = deadlineOf(expects.within, { ready: askedAt, day: askedOn }, state.zone, state.program.work);
  const runDay = askedOn - (run?.pausedDays ?? 0);
  const assumed = answers.get(expects.event);
  const answered = assumed && inTime(assumed, { askedAt, askedOn, until });
  demand.answeredAt = answered?.at;
  const question: Question = { demand, event: expects.event, askedAt, askedOn, runDay, until, answered };
  state.questions.push(question);
  run?.questions.push(question);
}

/**
 * The answer, if it comes while it is waited for. A touch known to have been delivered may settle a demand at another
 * instant of its day, or later: what came with the touch itself answers on the same day, whatever the instant.
 */
function inTime(answer: AssumedAnswer, asked: Pick<Question, "askedAt" | "askedOn" | "until">) {
  const { at, day, atOnce } = answer;
  if (atOnce) return day === asked.askedOn ? { at: asked.askedAt, day } : undefined;
  return at >= asked.askedAt && at < asked.until ? { at, day } : undefined;
}

/** docs/language.md section 10: an event answers the latest delivered touch that expects it, unanswered and in time. */
export function answer(state: AccountState, event: string, { at, day }: EventRecord): void {
  if (state.program.answers.assumed.has(event)) return;
  let latest: Question | undefined;
  for (const open of state.questions) {
    if (open.event !== event || open.askedAt >= at || open.demand.answeredAt !== undefined) continue;
    if (at >= open.until && !closesBy(state, day, open.until)) continue;
    // Deliveries of one day are not noted in the order of their instants.
    if (!latest || open.askedAt >= latest.askedAt) latest = open;
  }
  if (latest) latest.demand.answeredAt = at;
}

/** An event that is only a date acts at the very end of its day: it is in time when the time ends with that day. */
function closesBy({ zone }: AccountState, day: EpochDay, until: Instant): boolean {
  return zone.dayStart(day + 1) <= until;
}

/** The first delivery in this run that asked for an event. */
export function firstQuestion(run: Run, event: string): Question | undefined {
  return run.questions.find((question) => question.event === event);
}

/** What conditions may know of a run. `windowsFrom` bounds windows to the run (for `win` and `lose`). */
export function viewOfRun(state: AccountState, run: Run, windowsFrom?: EpochDay): RunView {
  const happened = (event: string, through: EpochDay) => hasHappened(state, run, event, through);
  return { firstDay: run.started, happened, ...(windowsFrom === undefined ? {} : { windowsFrom }) };
}

/** Since the run asked for it, when the play asks for it, else since the run started; unknown where the data is silent. */
export function hasHappened(state: AccountState, run: Run, event: string, through: EpochDay): Truth {
  const expected = run.settled.expected.has(event);
  const since = expected ? firstQuestion(run, event) : { askedAt: run.startedAt, askedOn: run.started };
  if (!since) return false;
  if (state.program.answers.assumed.has(event)) return isAssumed(state, run, event, since.askedAt, through);
  const first = firstSince(state.history.events.get(event) ?? [], since.askedAt, since.askedOn);
  if (first && first.day <= through) return true;
  const covers = state.program.covers.get(event);
  return covers && covers.from <= since.askedOn && through <= covers.to ? false : undefined;
}

/** Any delivery's answer counts since then, an answer at that very instant too; and what answered a question of the run. */
function isAssumed(state: AccountState, run: Run, event: string, since: Instant, through: EpochDay): boolean {
  const answers = state.assumedAnswers.get(event) ?? [];
  return (
    answers.some(({ at, day }) => at >= since && day <= through) ||
    run.questions.some((question) => question.event === event && (question.answered?.day ?? Infinity) <= through)
  );
}

/** The first event after an instant. A run that starts at a close does not see the events dated that day, but the next midnight's. */
function firstSince(records: readonly EventRecord[], at: Instant, day: EpochDay): EventRecord | undefined {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const record = records[middle]!;
    if (record.at > at || (record.at === at && record.day > day)) high = middle;
    else low = middle + 1;
  }
  return records[low];
}
