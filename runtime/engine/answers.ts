/**
 * Answers that are assumed (docs/language.md section 10, Replies): each delivery draws for itself whether, and when, an
 * event answers it. It is settled with the delivery; whoever asks later asks by day, so that nothing happens at the
 * answer's own instant.
 */
import { answerEvents, nearness } from "../../schedule/assumptions.ts";
import type { Assumption, Schedule } from "../../schedule/types.ts";
import { deadlineOf } from "../calendar/deadlines.ts";
import type { AnsweredOn } from "../conditions/index.ts";
import type { DayRange, EpochDay, Instant } from "../histories/types.ts";
import { pairDrawn } from "./chance.ts";
import { isFor, openingOf } from "./scope.ts";
import type { AccountState } from "./state.ts";

/** Where answers to touches come from: what customers did, what the program assumes, or nowhere. */
export type Responses = "history" | "assume" | "none";

/** An answer to a delivery. */
export interface AssumedAnswer extends AnsweredOn {
  readonly at: Instant;
  /** It came with the delivery itself. */
  readonly atOnce: boolean;
}

interface Line {
  readonly assumption: Assumption;
  readonly segments: ReadonlySet<string> | undefined;
  readonly models: ReadonlySet<number> | undefined;
}

export interface PreparedAnswers {
  readonly seed: number;
  /** The events that answer by assumption, or not at all; what the history holds of them answers nothing. */
  readonly assumed: ReadonlySet<string>;
  /** For a touch that went out by a channel: by event, the lines that may fit, the nearest first. */
  linesFor(touch: string, channel: string): ReadonlyMap<string, readonly Line[]>;
}

/** `seed` plays a part when answers are assumed. */
export function prepareAnswers(
  schedule: Schedule,
  placeOfModel: (name: string) => number,
  { responses, seed }: { responses: Responses; seed: number },
): PreparedAnswers {
  if (responses === "none") return { seed, assumed: answerEvents(schedule), linesFor: () => new Map() };
  const lines = (responses === "assume" ? (schedule.assumptions ?? []) : [])
    .toSorted((one, other) => nearness(one) - nearness(other))
    .map((assumption): Line => {
      const { segments, models } = assumption;
      return {
        assumption,
        segments: segments && new Set(segments),
        models: models && new Set(models.map(placeOfModel)),
      };
    });
  const byDelivery = new Map<string, ReadonlyMap<string, readonly Line[]>>();
  return {
    seed,
    assumed: new Set(lines.map(({ assumption }) => assumption.event)),
    linesFor(touch, channel) {
      const key = `${touch}|${channel}`;
      const known = byDelivery.get(key) ?? linesByEvent(lines, touch, channel);
      byDelivery.set(key, known);
      return known;
    },
  };
}

function linesByEvent(lines: readonly Line[], touch: string, channel: string): Map<string, Line[]> {
  const found = new Map<string, Line[]>();
  for (const line of lines) {
    const { of, event } = line.assumption;
    if (of.kind === "touch" ? of.touch !== touch : of.kind === "channel" && of.channel !== channel) continue;
    const fitting = found.get(event);
    if (fitting) fitting.push(line);
    else found.set(event, [line]);
  }
  return found;
}

/** A touch that reached the customer; `id`: of the demand or, where a record names none, what tells the record. */
interface Delivery {
  readonly id: string;
  readonly touch: string;
  readonly channel: string;
  readonly day: EpochDay;
  readonly at: Instant;
}

/** Draws what answers a delivery, by event, and remembers it as what the customer did. */
export function drawAnswers(state: AccountState, delivery: Delivery): ReadonlyMap<string, AssumedAnswer> {
  const { answers, grid } = state.program;
  const drawn = new Map<string, AssumedAnswer>();
  for (const [event, lines] of answers.linesFor(delivery.touch, delivery.channel)) {
    const line = lines.find((each) => (!each.segments && !each.models) || isForOn(state, each, delivery.day, grid));
    const answer = line && drawAnswer(state, line.assumption, delivery);
    if (!answer || !comes(state, answer)) continue;
    drawn.set(event, answer);
    const all = state.assumedAnswers.get(event);
    if (all) all.push(answer);
    else state.assumedAnswers.set(event, [answer]);
  }
  return drawn;
}

/** Before the first day of data nobody's segment is known. */
function isForOn(state: AccountState, line: Line, day: EpochDay, grid: DayRange): boolean {
  return day >= grid.from && isFor(state, line, openingOf(day));
}

/** Chance is a function of seed, run, event, account and demand alone; a greater share adds answers and takes none. */
function drawAnswer(
  state: AccountState,
  { event, share, within }: Assumption,
  { id, at, day }: Delivery,
): AssumedAnswer | undefined {
  if (share === 0) return undefined;
  if (share < million || within) state.byChance = true;
  const { first, second } = pairDrawn([state.program.answers.seed, state.number, event, id].join("|"));
  if (first * million >= share) return undefined;
  if (!within) return { at, day, atOnce: true };
  const { zone, program } = state;
  const tooLate = deadlineOf(within, { ready: at, day }, zone, program.work);
  const answeredAt = at + 1 + Math.floor(second * Math.max(tooLate - at - 1, 1));
  return { at: answeredAt, day: zone.dayOf(answeredAt), atOnce: false };
}

const million = 1_000_000;

/** Nobody answers behind the last day, or when no customer any more. */
function comes({ program, range, view }: AccountState, { day }: AssumedAnswer): boolean {
  return day <= range.to && program.conditions.lifeOf(view, day) === "alive";
}
