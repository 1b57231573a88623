/** What was really delivered, told on its day, with the demand that it settled. */
import type { Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { Zone } from "../calendar/zones.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import type { AccountOutcome } from "../ledger/types.ts";
import { clockOf } from "./clock.ts";
import { placeOf } from "./places.ts";
import type { Entry } from "./types.ts";

/** One entry a record of the reported days, with its day and instant. */
export function deliveriesTold(
  schedule: Schedule,
  zone: Zone,
  { rows, delivered }: AccountOutcome,
): { day: EpochDay; at: Instant; entry: Entry }[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return delivered.map(({ kind, name, at, on, owner, channel, demand, settledBy }) => {
    const row = demand === null ? undefined : byId.get(demand);
    const entry: Entry = {
      kind: "delivery",
      work: kind,
      name,
      clock: at >= zone.dayStart(on + 1) ? null : clockOf(zone, on, at),
      owner,
      channel,
      settles: demand,
      settlesText: row ? `${row.source} asked ${formatDay(row.dated)}` : demand,
      settledBy,
      place: placeOf(schedule, `${kind} ${name}`),
      demands: [],
    };
    return { day: on, at, entry };
  });
}
