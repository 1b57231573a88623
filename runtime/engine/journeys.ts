/**
 * Customers on their way through journeys (docs/language.md, section 3): each track is in one stage or between stages, and
 * makes at most one move a day. Events move it at their instant, conditions at the close, before plays and triggers.
 */
import { compareText } from "../../schedule/order.ts";
import type { Journey, JourneyStage, Occasion, Path } from "../../schedule/types.ts";
import { isOverdue, type Moment } from "../conditions/index.ts";
import type { EpochDay, EventRecord } from "../histories/types.ts";
import type { JourneyVisit, VisitEnd } from "../ledger/types.ts";
import type { WatchedEvent } from "./agenda.ts";
import { closeOf, dateOn, openingOf, segmentAt } from "./scope.ts";
import type { AccountState, StageVisit, Track } from "./state.ts";

/** When moves are asked for, and what has happened just then. */
interface Occurring {
  readonly moment: Moment;
  /** Conditions are settled at closes alone. */
  readonly closes: boolean;
  readonly events: readonly WatchedEvent[];
  /** What counts as having happened by now. */
  readonly through: (record: EventRecord) => boolean;
}

/** The tracks an account begins with: one a journey; those of a journey with a key come with its events. */
export function newTracks(journeys: readonly Journey[]): Track[] {
  return journeys.flatMap((journey): Track[] =>
    journey.key === undefined ? [{ journey, key: null, current: undefined, movedOn: undefined, next: undefined }] : [],
  );
}

/** Events that a journey acts on, or that tell it of another key. */
export function eventsOfJourneys(journeys: readonly Journey[]): string[] {
  return journeys.flatMap(({ key, stages }) =>
    stages.flatMap(({ enters, leaves, backs, skips }) => [
      ...[...enters, ...leaves, ...backs, ...skips].flatMap(({ cause }) => (cause.kind === "on" ? [cause.event] : [])),
      ...(key === undefined ? [] : leaves.flatMap(({ confirmedBy }) => confirmedBy ?? [])),
    ]),
  );
}

/** At the opening of a day, tracks between stages enter those that begin with a date of today. */
export function openJourneys(state: AccountState, day: EpochDay): void {
  for (const track of state.tracks) {
    if (track.current || track.movedOn === day) continue;
    for (const stage of track.journey.stages) {
      const entry = stage.enters.find(({ cause }) => cause.kind === "from" && dateOn(state, cause.field, day) === day);
      if (entry?.cause.kind !== "from") continue;
      enter(state, track, stage.name, openingOf(day), { path: entry.path, what: `from ${entry.cause.field}` });
      break;
    }
  }
}

/** An event at its instant. */
export function moveOnEvent(state: AccountState, event: WatchedEvent): void {
  meetKeys(state, [event]);
  const { day, at } = event.record;
  const now: Occurring = {
    moment: openingOf(day),
    closes: false,
    events: [event],
    through: (record) => record.at <= at,
  };
  for (const track of state.tracks) move(state, track, now);
}

/** The close of a day, with the events that are only a date. */
export function closeJourneys(state: AccountState, day: EpochDay, events: readonly WatchedEvent[]): void {
  if (state.program.journeys.length === 0) return;
  meetKeys(state, events);
  const now: Occurring = { moment: closeOf(day), closes: true, events, through: (record) => record.day <= day };
  for (const track of state.tracks) move(state, track, now);
}

/** Out of its life an account is in no stage. */
export function endJourneys(state: AccountState, day: EpochDay): void {
  for (const track of state.tracks) if (track.current) leave(track, day, "end", null, undefined);
}

/** A new value of a journey's key is a track of its own. */
function meetKeys(state: AccountState, events: readonly WatchedEvent[]): void {
  for (const { type, record } of events) {
    for (const journey of state.program.journeys) {
      const key = journey.key === undefined ? undefined : record.fields[journey.key];
      if (typeof key !== "string" || !state.program.journeyEvents.get(journey.name)!.has(type)) continue;
      if (state.tracks.some((track) => track.journey === journey && track.key === key)) continue;
      state.tracks.push({ journey, key, current: undefined, movedOn: undefined, next: undefined });
      state.tracks.sort((a, b) => compareText(a.journey.name, b.journey.name) || compareText(a.key ?? "", b.key ?? ""));
    }
  }
}

/** Back, skip, leave, enter: the first of them whose time has come. */
function move(state: AccountState, track: Track, now: Occurring): void {
  if (track.movedOn === now.moment.today) return;
  const stage = track.journey.stages.find(({ name }) => name === track.current?.stage);
  if (!stage) {
    enterByOccasion(state, track, now);
    return;
  }
  const isDue = ({ cause }: { cause: Occasion }) => occurs(state, track, cause, now);
  const back = stage.backs.find(isDue);
  const skip = back ? undefined : stage.skips.find(isDue);
  const jump = back ?? skip;
  if (jump) {
    const by = { path: jump.path, what: occasionText(jump.cause) };
    leave(track, now.moment.today, back ? "back" : "skip", jump.to, by);
    enter(state, track, jump.to, now.moment, by);
    return;
  }
  const left = stage.leaves.find((each) => isDue(each) && isConfirmed(state, track, each.confirmedBy, now));
  if (!left) return;
  const confirmed = left.confirmedBy === undefined ? "" : ` confirmed by ${left.confirmedBy}`;
  const by = { path: left.path, what: occasionText(left.cause) + confirmed };
  const to = left.then ?? track.journey.stages.find(({ after }) => after.includes(stage.name))?.name ?? null;
  leave(track, now.moment.today, "leave", to, by);
  if (to !== null) enter(state, track, to, now.moment, by);
}

function enterByOccasion(state: AccountState, track: Track, now: Occurring): void {
  for (const stage of track.journey.stages) {
    for (const { path, cause } of stage.enters) {
      if (cause.kind === "from" || !occurs(state, track, cause, now)) continue;
      enter(state, track, stage.name, now.moment, { path, what: occasionText(cause) });
      return;
    }
  }
}

/** A condition that is known true at the close, or an event of the track's key whose filter is. */
function occurs(state: AccountState, track: Track, cause: Occasion, { moment, closes, events }: Occurring): boolean {
  const { conditions } = state.program;
  if (cause.kind === "when") return closes && conditions.test(cause.when)(state.view, moment) === true;
  return events.some(
    ({ type, record }) =>
      type === cause.event &&
      isOfKey(track, record) &&
      (!cause.where || conditions.eventTest(cause.where)(record) === true),
  );
}

function isOfKey({ journey, key }: Track, record: EventRecord): boolean {
  return journey.key === undefined || record.fields[journey.key] === key;
}

/** The event has happened on or after the day on which the stage was entered. */
function isConfirmed(state: AccountState, track: Track, event: string | undefined, { through }: Occurring): boolean {
  if (event === undefined) return true;
  const records = state.history.events.get(event) ?? [];
  return records.some((record) => record.day >= track.current!.entered && through(record) && isOfKey(track, record));
}

/** The clause by which a track moves, and what it says. */
interface MovedBy {
  readonly path: Path;
  readonly what: string;
}

function enter(state: AccountState, track: Track, stage: string, moment: Moment, by: MovedBy): void {
  const visit: StageVisit = {
    journey: track.journey.name,
    key: track.key,
    stage,
    entered: moment.today,
    segment: segmentAt(state, moment),
    enteredBy: by.what,
    cameBy: by.path,
    wentBy: undefined,
    left: undefined,
    how: "open",
    what: null,
    to: null,
  };
  track.current = visit;
  track.movedOn = moment.today;
  track.next = undefined;
  const visits = state.visits.get(stage);
  if (visits) visits.push(visit);
  else state.visits.set(stage, [visit]);
}

function leave(track: Track, day: EpochDay, how: VisitEnd, to: string | null, by: MovedBy | undefined): void {
  Object.assign(track.current!, { left: day, how, what: by?.what ?? null, to, wentBy: by?.path });
  track.current = undefined;
  track.movedOn = day;
  track.next = undefined;
}

function occasionText(cause: Occasion): string {
  if (cause.kind === "when") return cause.when.text;
  return `on ${cause.event}${cause.where ? ` where (${cause.where.text})` : ""}`;
}

/** The tracks in a stage at the close of a day or, on the day that is lived, by now. */
export function visitsOn(visits: AccountState["visits"], stage: string, day: EpochDay): readonly StageVisit[] {
  return (visits.get(stage) ?? []).filter(({ entered, left }) => entered <= day && (left === undefined || left > day));
}

/** The visits that touch the reported days, by journey, key and day. */
export function journeyVisits(state: AccountState): JourneyVisit[] {
  const { range, program } = state;
  const stages = new Map(program.journeys.flatMap((journey) => journey.stages.map((stage) => [stage.name, stage])));
  return [...state.visits.values()]
    .flat()
    .filter(({ entered, left }) => entered <= range.to && (left === undefined || left >= range.from))
    .map((visit) => visitTold(visit, stages.get(visit.stage), range.to))
    .sort(
      (a, b) =>
        compareText(a.journey, b.journey) ||
        compareText(a.key ?? "", b.key ?? "") ||
        a.entered - b.entered ||
        compareText(a.stage, b.stage),
    );
}

function visitTold(visit: StageVisit, stage: JourneyStage | undefined, last: EpochDay): JourneyVisit {
  const until = visit.left ?? last;
  const { left, cameBy: _cameBy, wentBy: _wentBy, ...told } = visit;
  return {
    ...told,
    left: left ?? null,
    days: until - visit.entered,
    overdue: (stage && isOverdue(stage, visit, until)) ?? null,
  };
}
