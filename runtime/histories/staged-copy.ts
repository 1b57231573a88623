/**
 * Staged histories for other processes: what they need to stream accounts out of the files that one process staged, as
 * plain data, and the reading of it. Files stay where they are, and are the first process's to take away.
 */
import { openSync } from "node:fs";
import type { Schedule } from "../../schedule/types.ts";
import { type CellsIndex, MetricCells } from "./cells/cells.ts";
import { openSettled } from "./database.ts";
import { accountStreams, type StagedInput, type StreamedInput } from "./stream/accounts.ts";
import type { DayRange, Histories, Staff } from "./types.ts";

/** Can be sent to another process (structured clone). Fields, events and metrics by name. */
export interface HistoriesCopy {
  readonly folder: string;
  readonly grid: DayRange;
  readonly covers: ReadonlyMap<string, DayRange>;
  readonly lookAhead: readonly string[];
  readonly staff?: Staff;
  /** The accounts of the run, ascending; absent where it is of all. */
  readonly ordinals?: Int32Array;
  readonly accounts: { readonly fields: readonly string[]; readonly people: readonly string[]; readonly count: number };
  readonly people: ReadonlyMap<string, { table: string }>;
  readonly everybody: ReadonlyMap<string, string>;
  readonly events: readonly { readonly event: string; readonly fields: readonly string[]; readonly table: string }[];
  readonly metrics: readonly {
    readonly metrics: readonly string[];
    readonly holds: readonly string[];
    readonly scratch: string;
    readonly cells: CellsIndex;
  }[];
  readonly touches: readonly string[];
}

/** The histories as far as a simulation of some of the accounts needs them. */
export interface CopiedHistories extends Pick<Histories, "grid" | "covers" | "accounts" | "staff" | "close"> {
  readonly summary: Pick<Histories["summary"], "lookAhead">;
}

const namesOf = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

export function copyOf(
  folder: string,
  input: StagedInput,
  { grid, covers, summary, staff }: Pick<Histories, "grid" | "covers" | "summary" | "staff">,
  ordinals: readonly number[],
): HistoriesCopy {
  const { accounts, people, everybody, events, metrics, touches } = input;
  return {
    folder,
    grid,
    covers,
    lookAhead: summary.lookAhead,
    ...(staff && { staff }),
    ...(ordinals.length < accounts.count && { ordinals: Int32Array.from(ordinals) }),
    accounts: { fields: namesOf(accounts.fields), people: accounts.people, count: accounts.count },
    people,
    everybody,
    events: events.map(({ event, fields, staged }) => ({
      event: event.name,
      fields: namesOf(fields),
      table: staged.table,
    })),
    metrics: metrics.map((table) => ({
      metrics: namesOf(table.metrics),
      holds: namesOf(table.holds),
      scratch: table.scratch,
      cells: table.cells.index(),
    })),
    touches: touches.map(({ table }) => table),
  };
}

/** Opens what was staged for this schedule. `spill`: a folder of this process's own. */
export async function openCopy(copy: HistoriesCopy, schedule: Schedule, spill: string): Promise<CopiedHistories> {
  const database = await openSettled(copy.folder, spill);
  const { grid, covers, lookAhead, staff, ordinals } = copy;
  const stream = accountStreams(database, schedule, inputOf(copy, schedule), grid);
  const all = ordinals ?? Int32Array.from({ length: copy.accounts.count }, (_, ordinal) => ordinal);
  return {
    grid,
    covers,
    summary: { lookAhead: [...lookAhead] },
    ...(staff && { staff }),
    accounts: (places = { from: 0, to: all.length }) =>
      stream(places.ordinals ?? [...all.subarray(places.from, places.to)]),
    close: () => database.close(),
  };
}

function inputOf(copy: HistoriesCopy, schedule: Schedule): StreamedInput {
  return {
    accounts: {
      fields: named(schedule.account.fields, copy.accounts.fields),
      people: [...copy.accounts.people],
      count: copy.accounts.count,
    },
    people: copy.people,
    everybody: copy.everybody,
    events: copy.events.map(({ event, fields, table }) => {
      const [type] = named(schedule.events, [event]);
      return { event: type!, fields: named(type!.fields, fields), staged: { table } };
    }),
    metrics: copy.metrics.map(({ metrics, holds, scratch, cells }) => ({
      metrics: named(schedule.metrics, metrics),
      holds: named(schedule.metrics, holds),
      cells: MetricCells.restored(openSync(scratch, "r"), cells),
    })),
    touches: copy.touches.map((table) => ({ table })),
  };
}

/** Those of the names, in their order. */
function named<Named extends { readonly name: string }>(all: readonly Named[], names: readonly string[]): Named[] {
  return names.map((name) => {
    const found = all.find((each) => each.name === name);
    if (found === undefined) throw new Error(`The schedule has no \`${name}\`, of which histories were staged.`);
    return found;
  });
}
