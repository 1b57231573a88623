/** Why something was not asked for on a day: every place in the program that could have asked, and what it says. */
import type { Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import { zoneOf } from "../calendar/zones.ts";
import { closeOf } from "../engine/scope.ts";
import type { Simulation } from "../engine/simulation.ts";
import type { AccountState } from "../engine/state.ts";
import type { Onlooker } from "../engine/walk.ts";
import type { AccountHistory, EpochDay } from "../histories/types.ts";
import type { LedgerRow } from "../ledger/types.ts";
import { createTeller } from "./demands.ts";
import { createJournal } from "./journal.ts";
import { durationText, figureText, phaseStepText, placeOf, timingText } from "./places.ts";
import { type Spot, spotFinder, spotsOf } from "./spots.ts";
import type { Answer, DemandTold, Reason, WhyNot } from "./types.ts";
import { cadenceReasons } from "./why-cadence.ts";
import { rungFinder, runReasons } from "./why-run.ts";
import { reason } from "./why-scope.ts";
import { type TriggerMemory, triggerReasons } from "./why-trigger.ts";

export interface Question {
  readonly kind: WhyNot["kind"];
  readonly name: string;
  /** Within the simulation's range. */
  readonly on: EpochDay;
}

/** The places that could ask for it; none when the program never does. */
export function askersOf(schedule: Schedule, { kind, name }: Omit<Question, "on">): Spot[] {
  return spotsOf(schedule).filter(({ action }) => action.kind === kind && action.names.includes(name));
}

/** Simulates the account and gives an answer for every place that could have asked. */
export function explainWhyNot(
  schedule: Schedule,
  simulation: Simulation,
  history: AccountHistory,
  question: Question,
): WhyNot {
  const spots = askersOf(schedule, question);
  const watcher = new Watcher(schedule, spots, question);
  const { rows } = simulation.run(history, watcher);
  const asked = rows.filter((row) => row.kind === question.kind && row.name === question.name);
  const find = spotFinder(spotsOf(schedule));
  const teller = createTeller(schedule, zoneOf(history.zone), rows);
  const endOf = (row: LedgerRow) => watcher.state?.demands.get(row.id)?.ending?.on;
  const answers = spots.map((spot): Answer => {
    const own = asked.filter((row) => find(row.path).path === spot.path);
    const told = (row: LedgerRow): DemandTold => teller.tell(row, endOf(row));
    const owed = own.filter((row) => row.dated <= question.on && (endOf(row) ?? Infinity) >= question.on);
    const last = own.findLast((row) => row.dated < question.on && !owed.includes(row));
    const obstacles = watcher.reasons.get(spot) ?? [];
    const askedThen = owed.some((row) => row.dated === question.on);
    return {
      path: spot.path,
      asker: askerText(spot),
      place: placeOf(schedule, spot.path),
      demands: owed.map(told),
      reasons: askedThen ? obstacles : orFallback(obstacles),
      last: last ? told(last) : null,
    };
  });
  return {
    format: "playc-why-not",
    version: 1,
    schedule: schedule.digest,
    account: history.id,
    zone: history.zone,
    kind: question.kind,
    name: question.name,
    on: formatDay(question.on),
    segment: watcher.segment,
    answers,
  };
}

/** What nothing stood in the way of and yet was not asked had been asked before, under the same path and occurrence. */
function orFallback(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.length > 0 ? reasons : [reason("came before", "what comes once has come before for the same date")];
}

function askerText(spot: Spot): string {
  switch (spot.kind) {
    case "cadence":
      return `${spot.cadence.path}, ${timingText(spot.step.timing)}`;
    case "trigger":
      return spot.trigger.path;
    case "phase":
      return `${spot.play.path}, ${phaseStepText(spot.phase, spot.step)}`;
    case "rung":
      return `${spot.play.path}, ${spot.escalation.name} rung ${spot.place} (after ${figureText(spot.rung.after, durationText)})`;
  }
}

/** Asks every place on the day itself, when what it remembers is what the engine goes by. */
class Watcher implements Onlooker {
  readonly reasons = new Map<Spot, readonly Reason[]>();
  segment: string | null = null;
  state: AccountState | undefined;
  private readonly journal: ReturnType<typeof createJournal>;
  private readonly memories = new Map<string, TriggerMemory>();

  constructor(
    schedule: Schedule,
    private readonly spots: readonly Spot[],
    private readonly question: Question,
  ) {
    this.journal = createJournal(schedule);
  }

  opened(state: AccountState, day: EpochDay): void {
    this.journal.opened(state, day);
    if (day !== this.question.on) return;
    for (const [name, { armed, lastFire, restsUntil }] of state.triggers) {
      this.memories.set(name, { armed, lastFire, restsUntil });
    }
    for (const spot of this.spots) {
      if (spot.kind === "cadence") this.reasons.set(spot, cadenceReasons(state, spot, this.question.name, day));
    }
  }

  closed(state: AccountState, day: EpochDay): void {
    this.state = state;
    this.journal.closed(state, day);
    if (day !== this.question.on) return;
    const { conditions } = state.program;
    const life = conditions.lifeOf(state.view, day);
    if (life === "alive") this.segment = conditions.segmentOf(state.view, closeOf(day)).segment ?? null;
    const rungAsked = rungFinder(this.journal.noted);
    for (const spot of this.spots) {
      if (life !== "alive") this.reasons.set(spot, [reason("not alive", lifeText[life])]);
      else if (spot.kind === "trigger") {
        this.reasons.set(spot, triggerReasons(state, spot, this.memories.get(spot.trigger.name)!, day));
      } else if (spot.kind !== "cadence") this.reasons.set(spot, runReasons(state, spot, rungAsked, day));
    }
  }
}

const lifeText = {
  before: "the account had not begun",
  after: "the account had ended",
  never: "nobody knows when the account begins",
} as const;
