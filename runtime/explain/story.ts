/** The story of one account: the journal of its days and the rows of its ledger, put in order. */
import { settle } from "../../schedule/figures.ts";
import type { Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import { zoneOf } from "../calendar/zones.ts";
import type { Simulation } from "../engine/simulation.ts";
import type { AccountHistory, EpochDay, Instant } from "../histories/types.ts";
import type { AccountOutcome, LedgerRow, ReportRange } from "../ledger/types.ts";
import { deliveriesTold } from "./deliveries.ts";
import { createTeller } from "./demands.ts";
import { createJournal, type Journal, type Noted, ranks } from "./journal.ts";
import { phaseStepText, placeOf, timingText } from "./places.ts";
import { type Spot, spotFinder, spotsOf } from "./spots.ts";
import type { DemandTold, Entry, Grounds, Story, Values } from "./types.ts";

/** Simulates one account and tells what happened to it in the simulation's range. */
export function explainAccount(schedule: Schedule, simulation: Simulation, history: AccountHistory): Story {
  const journal = createJournal(schedule);
  const outcome = simulation.run(history, journal);
  return tellStory(schedule, history, simulation.range, outcome, journal);
}

/** One thing to tell, still to be filled with the demands that it asked for. */
interface Chapter {
  readonly day: EpochDay;
  readonly rank: number;
  /** Within a rank: instants for events, else the order of paths. */
  readonly at: number;
  readonly entry: Entry;
  readonly demands: DemandTold[];
}

function tellStory(
  schedule: Schedule,
  history: AccountHistory,
  range: ReportRange,
  outcome: AccountOutcome,
  journal: Pick<Journal, "noted" | "state">,
): Story {
  const zone = zoneOf(history.zone);
  const teller = createTeller(schedule, zone, outcome.rows);
  const find = spotFinder(spotsOf(schedule));
  const chapters = journal.noted.map((noted) => chapterOf(noted, outcome.rows, zone.dayStart(noted.day + 1)));
  const byKey = new Map<string, Chapter>(
    journal.noted.flatMap(({ path, day, entry }, index) =>
      entry.kind === "rung" ? [[`${path}|${day}`, chapters[index]!] as const] : [],
    ),
  );
  for (const row of outcome.rows) {
    const spot = find(row.path);
    const key = keyOf(spot, row);
    let chapter = byKey.get(key);
    if (!chapter) {
      chapter = chapterOfRow(schedule, spot, row, zone.dayStart(row.dated + 1));
      byKey.set(key, chapter);
      chapters.push(chapter);
    }
    chapter.demands.push(teller.tell(row, journal.state?.demands.get(row.id)?.ending?.on));
  }
  for (const { day, at, entry } of deliveriesTold(schedule, zone, outcome)) {
    chapters.push({ day, rank: ranks.event, at, entry, demands: [] });
  }
  return {
    format: "playc-explanation",
    version: 1,
    schedule: schedule.digest,
    account: history.id,
    zone: history.zone,
    from: formatDay(range.from),
    to: formatDay(range.to),
    days: daysOf(chaptersTold(chapters, range)),
  };
}

/** Rows that were asked for together stand together. */
function keyOf(spot: Spot, row: LedgerRow): string {
  if (spot.kind === "rung") return `${spot.play.path}/${spot.rung.path}|${row.dated}`;
  if (spot.kind === "trigger") return `${spot.trigger.path}|${row.occurrence}`;
  return `${spot.step.path}|${row.dated}|${row.occurrence}`;
}

/** A run that an event's trigger started stands behind that fire, the others at the close. */
function chapterOf({ day, rank, entry }: Noted, rows: readonly LedgerRow[], close: Instant): Chapter {
  const demands: DemandTold[] = [];
  if (entry.kind !== "start") return { day, rank, at: 0, entry: { ...entry, demands }, demands };
  const request = rows.find(
    (row) => row.kind === "start" && row.name === entry.play && row.outcome === "done" && row.dated === day,
  );
  const told = { ...entry, demands, by: request?.source ?? null };
  if (!request || request.readyAt >= close) return { day, rank, at: 0, entry: told, demands };
  return { day, rank: ranks.event, at: request.readyAt, entry: told, demands };
}

function chapterOfRow(schedule: Schedule, spot: Spot, row: LedgerRow, close: Instant): Chapter {
  const demands: DemandTold[] = [];
  const values = JSON.parse(row.cause) as Values;
  const told = (path: string) => ({ place: placeOf(schedule, path), demands });
  switch (spot.kind) {
    case "cadence": {
      const { step } = spot;
      const grounds = stepGrounds(spot, values);
      const entry = {
        kind: "step",
        source: row.source,
        step: timingText(settle(step, row.segment)?.timing ?? step.timing),
        grounds,
        ...told(step.path),
      } as const;
      return { day: row.dated, rank: ranks.cadence, at: 0, entry, demands };
    }
    case "trigger": {
      const { trigger } = spot;
      const grounds = fireGrounds(spot, values);
      const { name, level, path } = trigger;
      const entry = { kind: "fire", trigger: name, level, grounds, ...told(path) } as const;
      const early = row.readyAt < close;
      // Half a millisecond before the run it may have started.
      return {
        day: row.dated,
        rank: early ? ranks.event : ranks.fire,
        at: early ? row.readyAt - 0.5 : 0,
        entry,
        demands,
      };
    }
    case "phase": {
      const { phase, step } = spot;
      const words = phaseStepText(phase, step);
      const entry = { kind: "step", source: row.source, step: words, grounds: undefined, ...told(step.path) } as const;
      const onFirstDay = values["run started"] === formatDay(row.dated);
      return { day: row.dated, rank: onFirstDay ? ranks.firstDay : ranks.phase, at: 0, entry, demands };
    }
    case "rung":
      throw new Error(`${row.id} was asked for by a rung that nobody climbed`);
  }
}

/** What let a step come; the anchor of a `from` cadence explains nothing. */
function stepGrounds({ cadence, step }: Extract<Spot, { kind: "cadence" }>, values: Values): Grounds | undefined {
  const { kind, field } = cadence.anchor;
  const condition = [
    kind === "before" && field,
    step.when && `when ${step.when.text}`,
    step.unless && `unless ${step.unless.text}`,
  ]
    .filter(Boolean)
    .join(" ");
  if (kind === "before") return { condition, values };
  const others = Object.entries(values).filter(([leaf]) => leaf !== field || condition.includes(field));
  return condition === "" ? undefined : { condition, values: Object.fromEntries(others) };
}

function fireGrounds({ trigger: { cause } }: Extract<Spot, { kind: "trigger" }>, values: Values): Grounds {
  if (cause.kind === "when") return { condition: cause.when.text, values };
  const fields = Object.entries(values).filter(([name, value]) => name !== "event" || value !== cause.event);
  const where = cause.where ? ` where (${cause.where.text})` : "";
  return { condition: `on ${cause.event}${where}`, values: Object.fromEntries(fields) };
}

/** Of the segments and touch models before the range only the last is told, on the first reported day. */
function chaptersTold(chapters: readonly Chapter[], range: ReportRange): Chapter[] {
  const told = chapters.filter(({ day, demands }) => demands.length > 0 || (day >= range.from && day <= range.to));
  const brought = (["segment", "model"] as const).flatMap((kind) => broughtInto(kind, chapters, told, range));
  return [...brought, ...told];
}

function broughtInto(
  kind: "segment" | "model",
  chapters: readonly Chapter[],
  told: readonly Chapter[],
  range: ReportRange,
): Chapter[] {
  const before = chapters.filter(({ day, entry }) => entry.kind === kind && day < range.from).at(-1);
  const ended = chapters.some(
    ({ day, entry }) =>
      entry.kind === "life" && entry.change === "ends" && before && day > before.day && day < range.from,
  );
  const isTold = told.some(({ day, entry }) => entry.kind === kind && day === range.from);
  if (!before || ended || isTold || (before.entry.kind !== "segment" && before.entry.kind !== "model")) return [];
  const entry = { ...before.entry, first: true, before: null, grounds: undefined };
  return [{ ...before, day: range.from, rank: ranks.openingSegment, entry }];
}

function daysOf(chapters: readonly Chapter[]): Story["days"] {
  const inOrder = [...chapters].sort((a, b) => a.day - b.day || a.rank - b.rank || a.at - b.at);
  const days: { day: EpochDay; entries: Entry[] }[] = [];
  for (const { day, entry } of inOrder) {
    if (days.at(-1)?.day !== day) days.push({ day, entries: [] });
    days.at(-1)!.entries.push(entry);
  }
  return days.map(({ day, entries }) => ({ day: formatDay(day), entries }));
}
