/** What an account has behind it when the program changes, in the words of the program after: deliveries, answers, triggers, journeys. */
import type { Delivered } from "../../conditions/index.ts";
import type { EpochDay, RecordedTouch } from "../../histories/types.ts";
import type { AssumedAnswer } from "../answers.ts";
import { countRecord, type Recorded } from "../records.ts";
import type { AccountState, Question, Run, StageVisit } from "../state.ts";
import type { CarriedDemands } from "./carry-demands.ts";
import type { Translation } from "./translation.ts";

/**
 * Deliveries, and what is assumed to have answered them. Records must have begun up to the day before; those of touches
 * that only the program after knows count, too.
 */
export function carryDeliveries(
  old: AccountState,
  state: AccountState,
  words: Translation,
  demands: CarriedDemands,
  on: EpochDay,
): void {
  const answersOf = (answers: ReadonlyMap<string, AssumedAnswer>) =>
    new Map([...answers].map(([event, answer]) => [words.toldName("event", event), answer] as const));
  const carried = new Map<Delivered, Recorded["delivered"]>();
  const isCounted = (each: Delivered): each is NonNullable<Recorded["delivered"]> => each.answers instanceof Map;
  for (const delivered of old.deliveries) {
    const touch = words.toldName("touch", delivered.touch);
    const now = { ...delivered, touch, answers: isCounted(delivered) ? answersOf(delivered.answers) : new Map() };
    carried.set(delivered, now);
    state.deliveries.push(now);
  }
  for (const [event, answers] of old.assumedAnswers)
    state.assumedAnswers.set(words.toldName("event", event), [...answers]);
  state.byChance = old.byChance;
  const records = new Map<string, Recorded[]>();
  const begun = state.records.all.filter(({ touch }) => touch.day < on);
  for (const recorded of begun) {
    const key = keyOf(recorded.touch, recorded.touch.name);
    records.set(key, [...(records.get(key) ?? []), recorded]);
  }
  for (const { touch, settled, delivered } of old.records.all) {
    const now = records.get(keyOf(touch, words.toldName(touch.kind, touch.name)))?.shift();
    if (!now) continue;
    now.settled = settled && { ...settled, demand: demands.get(settled.demand)! };
    now.delivered = delivered && carried.get(delivered);
  }
  for (const unknown of [...records.values()].flat()) countRecord(state, unknown);
  state.records.begun = begun.length;
  state.deliveries.sort((one, other) => one.day - other.day);
  state.deliveredDays.clear();
  for (const { touch, day } of state.deliveries) {
    state.deliveredDays.set(touch, [...(state.deliveredDays.get(touch) ?? []), day]);
  }
}

function keyOf({ kind, at, day, demand, owner, channel }: RecordedTouch, name: string): string {
  return JSON.stringify([kind, name, at, day, demand, owner, channel]);
}

/** What still waits for an answer, and what runs have asked; of events that are gone nothing does. */
export function carryQuestions(
  old: AccountState,
  state: AccountState,
  words: Translation,
  demands: CarriedDemands,
  runs: ReadonlyMap<Run, Run>,
): void {
  const carried = new Map<Question, Question>();
  for (const question of old.questions) {
    const event = words.name("event", question.event);
    if (event === undefined) continue;
    const now = { ...question, event, demand: demands.get(question.demand)! };
    carried.set(question, now);
    state.questions.push(now);
  }
  for (const [before, after] of runs) {
    after.questions.push(...before.questions.flatMap((question) => carried.get(question) ?? []));
  }
}

/** A trigger that both programs have stays armed or spent; a new one is armed. What lies before the day is settled. */
export function carryTriggers(old: AccountState, state: AccountState, words: Translation, on: EpochDay): void {
  for (const memory of state.triggers.values()) memory.settledTo = on - 1;
  for (const [name, { settledTo: _settledTo, next: _next, unknown, ...before }] of old.triggers) {
    const memory = state.triggers.get(words.name("trigger", name) ?? "");
    if (!memory) continue;
    Object.assign(memory, before);
    for (const [reason, days] of unknown) memory.unknown.set(reason, days);
  }
}

/** A track stays in its stage, unless that is gone: then it is between stages. */
export function carryJourneys(old: AccountState, state: AccountState, words: Translation, on: EpochDay): void {
  const stages = new Map(
    state.program.journeys.flatMap((journey) =>
      journey.stages.map(({ path, name }) => [path, { journey: journey.name, stage: name }] as const),
    ),
  );
  const told = new Map(
    old.program.journeys.flatMap((journey) =>
      journey.stages.map(({ name, path }) => [name, stages.get(words.path(path) ?? "")] as const),
    ),
  );
  const carried = new Map<StageVisit, StageVisit>();
  for (const [stage, visits] of old.visits) {
    const now = told.get(stage);
    const isSame = now !== undefined && isSameTrack(old, state, words, stage, now.journey);
    const called = now && isSame ? now.stage : words.toldPath(`stage ${stage}`).slice("stage ".length);
    const list = visits.map((visit): StageVisit => {
      const after: StageVisit = {
        ...visit,
        ...(now && isSame ? now : { stage: called }),
        to: visit.to === null ? null : (told.get(visit.to)?.stage ?? visit.to),
        segment: visit.segment === null ? null : words.toldName("segment", visit.segment),
        cameBy: words.toldPath(visit.cameBy),
        wentBy: visit.wentBy && words.toldPath(visit.wentBy),
      };
      if (visit.left === undefined && visit.how === "open" && !isSame) Object.assign(after, { left: on, how: "end" });
      carried.set(visit, after);
      return after;
    });
    state.visits.set(called, list);
  }
  for (const track of old.tracks) {
    const journey = state.program.journeys.find(({ path }) => path === words.path(track.journey.path));
    if (!journey || (journey.key === undefined) !== (track.key === null)) continue;
    const current = track.current && carried.get(track.current);
    const isThere = current?.how === "open" && journey.stages.some(({ name }) => name === current.stage);
    const now = {
      journey,
      key: track.key,
      current: isThere ? current : undefined,
      movedOn: track.movedOn,
      next: undefined,
    };
    const place = state.tracks.findIndex((each) => each.journey === journey && each.key === track.key);
    if (place < 0) state.tracks.push(now);
    else state.tracks[place] = now;
  }
}

/** Whether a stage is in the journey that its own is now, with tracks of the same kind. */
function isSameTrack(
  old: AccountState,
  state: AccountState,
  words: Translation,
  stage: string,
  journey: string,
): boolean {
  const before = old.program.journeys.find(({ stages }) => stages.some(({ name }) => name === stage));
  const after = state.program.journeys.find(({ name }) => name === journey);
  return before !== undefined && after?.path === words.path(before.path) && before.key === after?.key;
}

/** The touch models that runs have lifted to on the days before. */
export function carryLifts(old: AccountState, state: AccountState, words: Translation): void {
  const { models: before = [] } = old.program.schedule;
  const { models: after = [] } = state.program.schedule;
  for (const [day, { model, play }] of old.lifts) {
    const name = words.name("model", before[model]?.name ?? "");
    const place = after.findIndex((each) => each.name === name);
    if (place >= 0) state.lifts.set(day, { model: place, play: words.toldName("play", play) });
  }
}
