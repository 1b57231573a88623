/**
 * A tiny world for engine tests: `.play` text in, accounts described in a few words, ledger rows out. The text is
 * compiled by the real compiler; histories are built in memory, in base units, on the grid the test names.
 */
import { compile } from "../../compiler/compile.ts";
import { formatDay, parseDay } from "../../runtime/calendar/days.ts";
import { type Zone, zoneOf } from "../../runtime/calendar/zones.ts";
import { type BookOutcome, createSimulation, type Simulation } from "../../runtime/engine/simulation.ts";
import type { AccountHistory, EventRecord, FieldChange, FieldValue } from "../../runtime/histories/types.ts";
import type { AccountOutcome, LedgerRow } from "../../runtime/ledger/types.ts";
import { createTeam } from "../../runtime/people/team.ts";
import type { Roster, RosterPerson, Team } from "../../runtime/people/types.ts";
import type { Schedule } from "../../schedule/types.ts";

export interface AccountText {
  id?: string;
  zone?: string;
  /** A value, or its changes as `{ "2026-01-05": value }`. Dates are written `YYYY-MM-DD`. */
  fields?: Record<string, FieldText | Record<string, FieldText | null>>;
  people?: Record<string, string | Record<string, string | null>>;
  /** Per metric, in plain units, runs of equal days: `"2026-01-01..2026-01-31": 5`. */
  metrics?: Record<string, Record<string, number>>;
  /** Per event, when: a date, or a local time `2026-01-05T10:00`; with fields where it has any. */
  events?: Record<string, (string | [string, Record<string, FieldText>])[]>;
  /** What was really delivered, in order: when, as of an event, and the touch or task. */
  touches?: [when: string, name: string, more?: { owner?: string; channel?: string; demand?: string }][];
}
type FieldText = string | number | boolean;

export interface World {
  play: string;
  /** The days of the data. */
  grid: [from: string, to: string];
  /** Where an event or metric is covered less than the grid. */
  covers?: Record<string, [from: string, to: string]>;
  accounts?: AccountText[];
  range?: { from?: string; to?: string };
  files?: Record<string, string>;
  /** The fields whose values are known only as of today. */
  lookAhead?: string[];
  /** Who has finite hours, for `enforced`; names in the accounts that are not among them have those of `team`. */
  roster?: RosterPerson[];
  /** Their time off, by name. */
  away?: Roster["away"];
}

export function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`not a date: ${text}`);
  return parsed;
}

/** Compiles text that must be right. */
export function scheduleOf(play: string, files: Record<string, string> = {}): Schedule {
  const { schedule, diagnostics } = compile({
    files: [{ path: "test.play", text: play }],
    currency: "USD",
    readText: (path) => files[path],
    exists: (path) => path in files,
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (!schedule || errors.length > 0) {
    throw new Error(errors.map(({ code, message }) => `${code} ${message}`).join("\n"));
  }
  return schedule;
}

/** A world's program, simulation and histories, for tests that look closer than its outcomes. */
export function setUp(world: World): { schedule: Schedule; simulation: Simulation; histories: AccountHistory[] } {
  const schedule = scheduleOf(world.play, world.files);
  const grid = { from: day(world.grid[0]), to: day(world.grid[1]) };
  const named = [...schedule.metrics, ...schedule.events].map(({ name }) => name);
  const covers = new Map(
    named.map((name) => {
      const [from, to] = world.covers?.[name] ?? world.grid;
      return [name, { from: day(from), to: day(to) }] as const;
    }),
  );
  const days = Object.fromEntries(Object.entries(world.range ?? {}).map(([end, text]) => [end, day(text)]));
  const summary = { lookAhead: world.lookAhead ?? [] };
  const histories = (world.accounts ?? [{}]).map((account) => historyOf(account, schedule, grid));
  const team = world.roster && teamOf(schedule, { people: world.roster, away: world.away ?? new Map() }, histories);
  const simulation = createSimulation(schedule, { grid, covers, summary }, { ...days, team });
  return { schedule, simulation, histories };
}

/** The people of a roster, and all whom the histories name for roles of theirs. */
export function teamOf(schedule: Schedule, roster: Roster, histories: readonly AccountHistory[]): Team {
  const roles = schedule.roles.filter(({ kind }) => kind === "person");
  const owners = new Map(
    roles.map(({ name }) => {
      const named = histories.flatMap((history) => (history.people.get(name) ?? []).map(({ value }) => value));
      return [name, new Set(named.filter((value) => typeof value === "string"))] as const;
    }),
  );
  return createTeam({ schedule, roster, owners, zone: "UTC" });
}

/** Simulates the accounts of a world, in order of id, as one book whose people are those of its roster. */
export function enforced(world: World): BookOutcome {
  const { simulation, histories } = setUp({ ...world, roster: world.roster ?? [] });
  return simulation.runBook(histories);
}

/** Simulates every account of a world. */
export function outcomes(world: World): AccountOutcome[] {
  const { simulation, histories } = setUp(world);
  return histories.map((history) => simulation.run(history));
}

/** The rows of a world with one account. */
export function ledger(world: World): readonly LedgerRow[] {
  return outcomes(world)[0]!.rows;
}

/** One line a demand: `2026-01-05 check_in done 2026-01-06`, with the rule behind other outcomes. */
export function story(rows: readonly LedgerRow[]): string[] {
  return rows.map((row) => {
    const end = row.doneOn === null ? (row.rule ?? "") : formatDay(row.doneOn);
    const late = row.lateMinutes > 0 ? ` late: ${row.lateCause}` : "";
    return `${formatDay(row.dated)} ${row.name} ${row.outcome} ${end}`.trimEnd() + late;
  });
}

export function historyOf(
  account: AccountText,
  schedule: Schedule,
  grid: { from: number; to: number },
): AccountHistory {
  const zone = zoneOf(account.zone ?? "UTC");
  return {
    id: account.id ?? "acme",
    zone: zone.name,
    fields: new Map(
      schedule.account.fields.map((field) => {
        const given = account.fields?.[field.name];
        const changes: FieldChange[] =
          typeof given === "object"
            ? Object.entries(given).map(([from, value]) => ({
                from: day(from),
                value: value === null ? undefined : fieldValue(field.type, value),
              }))
            : [
                {
                  from: Number.NEGATIVE_INFINITY,
                  value: given === undefined ? undefined : fieldValue(field.type, given),
                },
              ];
        const filled = changes.map(({ from, value }) => ({
          from,
          value: value ?? (field.default as FieldValue | undefined),
        }));
        return [field.name, filled] as const;
      }),
    ),
    people: new Map(
      Object.entries(account.people ?? {}).map(([role, given]) => [
        role,
        typeof given === "string"
          ? [{ from: Number.NEGATIVE_INFINITY, value: given }]
          : Object.entries(given).map(([from, value]) => ({ from: day(from), value: value ?? undefined })),
      ]),
    ),
    metrics: new Map(
      schedule.metrics.map(({ name, quantity }) => {
        const values = new Float64Array(grid.to - grid.from + 1).fill(Number.NaN);
        for (const [span, value] of Object.entries(account.metrics?.[name] ?? {})) {
          const [from, to = from] = span.split("..");
          values.fill(value * baseUnits[quantity], day(from!) - grid.from, day(to!) - grid.from + 1);
        }
        return [name, values] as const;
      }),
    ),
    events: new Map(
      schedule.events.map(({ name }) => {
        const records = (account.events?.[name] ?? []).map((given): EventRecord => {
          const [when, fields] = typeof given === "string" ? [given, {}] : given;
          return { ...whenOf(when, zone), fields };
        });
        return [name, records.sort((a, b) => a.at - b.at)] as const;
      }),
    ),
    touches: (account.touches ?? []).map(([when, name, { owner, channel, demand } = {}]) => {
      const kind = schedule.touches.some((touch) => touch.name === name) ? "touch" : "task";
      return { ...whenOf(when, zone), kind, name, owner, channel, demand };
    }),
  };
}

/** A date alone is the close of its day. */
function whenOf(when: string, zone: Zone): { at: number; day: number } {
  const [date, time] = when.split("T");
  const on = day(date!);
  const [hours, minutes] = (time ?? "24:00").split(":").map(Number);
  return { at: time ? zone.at(on, hours! * 60 + minutes!) : zone.dayStart(on + 1), day: on };
}

const baseUnits = { count: 1, money: 100, ratio: 1_000_000, points: 1_000_000 } as const;

function fieldValue(type: string, value: FieldText): FieldValue {
  if (type === "date") return day(String(value));
  if (type === "duration") {
    const [amount, unit] = String(value).split(" ");
    return { amount: Number(amount), unit: unit as "days" };
  }
  return value;
}
