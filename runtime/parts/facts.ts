/** What a shard tells of its run besides parts, as JSON: all that adding up needs to know of the data. */
import type { Budgets } from "../../project/budgets.ts";
import { compareText } from "../../schedule/order.ts";
import { isZone } from "../calendar/zones.ts";
import { gridOf } from "../histories/grid.ts";
import type { DayRange, InputSummary } from "../histories/types.ts";
import type { Roster, RosterPerson } from "../people/types.ts";
import type { Answering } from "../responses.ts";
import type { InputSeen } from "../summary/summarise.ts";
import { hasShape } from "./shape.ts";

export interface ShardFacts {
  /** What a page about the run is called. */
  readonly title: string;
  /** Where each part of the whole run ends, counted in accounts. */
  readonly ends: readonly number[];
  /** The reported days. */
  readonly range: DayRange;
  readonly answering: Answering;
  readonly input: InputSeen;
  /** What the whole run must stay within. */
  readonly budgets?: Budgets;
}

type PersonJson = Omit<RosterPerson, "attributes"> & { readonly attributes: readonly (readonly [string, string])[] };

export interface FactsJson extends Omit<ShardFacts, "input"> {
  readonly grid: DayRange;
  readonly summary: InputSummary;
  readonly staff?: {
    readonly zone: string;
    readonly owners: readonly (readonly [string, readonly string[]])[];
  };
  readonly roster?: {
    readonly people: readonly PersonJson[];
    readonly away: readonly (readonly [string, readonly DayRange[]])[];
  };
}

export function factsJson({ input: { grid, summary, staff }, ...told }: ShardFacts): string {
  const { roster } = staff ?? {};
  const all: FactsJson = {
    ...told,
    grid,
    summary,
    ...(staff && {
      staff: {
        zone: staff.zone,
        owners: [...staff.owners].map(([role, names]) => [role, [...names].sort(compareText)] as const),
      },
    }),
    ...(roster && {
      roster: {
        people: roster.people.map((person) => ({ ...person, attributes: [...(person.attributes ?? [])] })),
        away: [...(roster.away ?? [])],
      },
    }),
  };
  return JSON.stringify(all);
}

/** Reads what `factsJson` wrote; RangeError or SyntaxError for anything else. */
export function factsOf(json: string): ShardFacts {
  const read: unknown = JSON.parse(json);
  if (!hasShape(read)) throw new RangeError("What a shard tells of its run is not what playc writes.");
  const { grid, summary, staff: told, roster, ...rest } = read;
  const { ends, range } = rest;
  const zones = [told?.zone, ...(roster?.people ?? []).map((person) => person.zone)];
  const isWithin = grid.from <= range.from && range.from <= range.to && range.to <= grid.to;
  const isRising = ends.every((end, index) => index === 0 || end > ends[index - 1]!);
  if (!isWithin || !isRising || zones.some((name) => name !== undefined && !isZone(name))) {
    throw new RangeError("What a shard tells of its run makes no sense.");
  }
  // Refuses more days than a run may have.
  gridOf([grid]);
  const staff = told && {
    zone: told.zone,
    owners: new Map(told.owners.map(([role, names]) => [role, new Set(names)])),
    ...(roster && { roster: rosterOf(roster) }),
  };
  return { ...rest, input: { grid, summary, ...(staff && { staff }) } };
}

function rosterOf({ people, away }: NonNullable<FactsJson["roster"]>): Roster {
  return {
    people: people.map((person) => ({ ...person, attributes: new Map(person.attributes) })),
    away: new Map(away),
  };
}
