/**
 * The way of one account through its days: the opening of a day (anchors, pauses, cadence steps, admission), the
 * instants of its events, and its close (wins, losses and ends; phases; rungs; triggers; starts). docs/language.md
 * sections 4 and 8.
 */
import type { EpochDay, Instant } from "../histories/types.ts";
import { admitAll, admitAtInstant, settleLeftOver } from "./admission.ts";
import { nextDay, type WatchedEvent } from "./agenda.ts";
import { askCadences, followAnchors } from "./cadences.ts";
import { askHandovers } from "./handovers.ts";
import { closeJourneys, endJourneys, moveOnEvent, openJourneys } from "./journeys.ts";
import { settleLifts } from "./lifts.ts";
import { enterPhases } from "./phases.ts";
import { countPausedDays, endRun, settlePauses, settleRuns } from "./plays.ts";
import { answer } from "./questions.ts";
import { beginRecords } from "./records.ts";
import { climb } from "./rungs.ts";
import { grantStarts, startPlays } from "./starts.ts";
import { type AccountState, withdraw } from "./state.ts";
import { settleEvent, settleTriggers } from "./triggers.ts";

/** Looks on while an account is simulated: it is handed the engine's own state, to read and never to change. */
export interface Onlooker {
  /** Anchors and pauses of the day are settled, nothing is asked yet. Only on days on which the account is alive. */
  opened(state: AccountState, day: EpochDay): void;
  /** All that is dated the day is settled. On every day up to the last reported one. */
  closed(state: AccountState, day: EpochDay): void;
}

/** Where not all days are walked at once: the first, on which the days before are settled, and the one to stop before. */
export interface WalkedDays {
  readonly from?: EpochDay;
  readonly before?: EpochDay;
}

/**
 * Through all days up to the last reported one; where it is asked what is owed, up to the opening of that. Each step is
 * taken when the next is asked for, and its instant is given before: so a book can take those of many accounts in turn.
 */
export function* walk(
  state: AccountState,
  onlooker: Onlooker | undefined,
  { from, before = Infinity }: WalkedDays = {},
): Generator<Instant, void, undefined> {
  const { program, range, zone } = state;
  const events = watchedEvents(state);
  const alive = program.conditions.aliveDays(state.view);
  let next = 0;
  const last = Math.min(range.to, before - 1);
  let day = from ?? (onlooker ? program.grid.from : nextDay(state, program.grid.from - 1, events[0]));
  while (day <= last) {
    // Those up to the day that had no day to act on before act no more.
    while (next < events.length && events[next]!.record.day < day) next++;
    const first = next;
    while (next < events.length && events[next]!.record.day === day) next++;
    yield zone.dayStart(day);
    if (alive[day - program.grid.from] === 0) endLife(state, day);
    else {
      open(state, day, onlooker);
      if (state.kept?.asOf !== day) {
        const end = zone.dayStart(day + 1);
        const atTheClose: WatchedEvent[] = [];
        for (let index = first; index < next; index++) {
          const event = events[index]!;
          if (event.record.at >= end) {
            atTheClose.push(event);
            continue;
          }
          yield event.record.at;
          meet(state, event);
        }
        yield end;
        close(state, day, atTheClose, onlooker ? day : last);
      }
    }
    beginRecords(state, day);
    onlooker?.closed(state, day);
    day = onlooker ? day + 1 : nextDay(state, day, events[next]);
  }
}

/** Walks it to its end at once. */
export function walkThrough(state: AccountState, onlooker?: Onlooker, days?: WalkedDays): void {
  const steps = walk(state, onlooker, days);
  while (!steps.next().done);
}

function open(state: AccountState, day: EpochDay, onlooker: Onlooker | undefined): void {
  beginRecords(state, day - 1);
  openJourneys(state, day);
  followAnchors(state, day);
  settlePauses(state);
  settleLifts(state, day);
  onlooker?.opened(state, day);
  askCadences(state, day);
  askHandovers(state, day);
  admitAll(state, day);
}

/** An event answers what waits for it, then fires triggers; what they ask for is admitted at once. */
function meet(state: AccountState, { type, record }: WatchedEvent): void {
  moveOnEvent(state, { type, record });
  answer(state, type, record);
  const { created, starts } = settleEvent(state, type, record);
  grantStarts(state, starts, record.day, record.at);
  admitAtInstant(state, record.day, record.at, created);
}

/**
 * An event that is only a date takes its turn among the triggers of the close; what it asks for waits for the opening.
 * `ahead`: how far quiet days may be settled before they come.
 */
function close(state: AccountState, day: EpochDay, events: readonly WatchedEvent[], ahead: EpochDay): void {
  settleLeftOver(state, day);
  for (const { type, record } of events) answer(state, type, record);
  closeJourneys(state, day, events);
  countPausedDays(state);
  settleRuns(state, day);
  for (const run of state.openRuns) if (!run.pausedBy) enterPhases(state, run, day);
  for (const run of state.openRuns) if (!run.pausedBy) climb(state, run, day);
  const starts = events.flatMap(({ type, record }) => settleEvent(state, type, record).starts);
  starts.push(...settleTriggers(state, day, ahead));
  grantStarts(state, starts, day, state.zone.dayStart(day + 1));
  startPlays(state, day, ahead);
}

/** Nothing is owed after the account's end, nor before a beginning that has moved: what is open then is withdrawn. */
function endLife(state: AccountState, day: EpochDay): void {
  const at = state.zone.dayStart(day);
  endJourneys(state, day);
  if (state.waiting.length > 0) withdraw(state, "account ended", day, at, () => true);
  for (const run of state.openRuns) endRun(state, run, "withdrawn", "end", day, at);
}

/** The events that anything acts on or waits for, in order of instant, then of name. */
function watchedEvents({ program, history }: AccountState): WatchedEvent[] {
  return program.watchedEvents
    .flatMap((type) => (history.events.get(type) ?? []).map((record) => ({ type, record })))
    .sort((a, b) => a.record.day - b.record.day || a.record.at - b.record.at);
}
