/** Ledger rows told: the row's own figures, rules in words, local dates. */
import type { Action, Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { Zone } from "../calendar/zones.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import type { LedgerRow } from "../ledger/types.ts";
import { clockOf } from "./clock.ts";
import { placeOf, ruleText } from "./places.ts";
import { spotFinder, spotsOf } from "./spots.ts";
import type { DemandTold, Values } from "./types.ts";

export interface Teller {
  /** `endedOn`: the day the demand came to its end, if it did. */
  tell(row: LedgerRow, endedOn: EpochDay | undefined): DemandTold;
}

/** `rows` are all of the account: what was merged is said by what it was merged into. */
export function createTeller(schedule: Schedule, zone: Zone, rows: readonly LedgerRow[]): Teller {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const words = (rule: string | null) => (rule === null ? null : ruleText(schedule, rule));
  const spotOf = spotFinder(spotsOf(schedule));
  return {
    tell(row, endedOn) {
      const into = row.mergedInto === null ? undefined : byId.get(row.mergedInto);
      return {
        id: row.id,
        path: row.path,
        kind: row.kind,
        name: row.name,
        ...vacancyOf(row, spotOf(row.path).action),
        priority: row.priority,
        outcome: row.outcome,
        rule: row.rule,
        ruleText: words(row.rule),
        rulePlace: row.rule === null ? undefined : placeOf(schedule, row.rule),
        mergedInto: row.mergedInto,
        mergedIntoText: into ? `${into.name} of ${into.source} asked ${formatDay(into.dated)}` : row.mergedInto,
        ownerRole: row.ownerRole,
        owner: row.owner,
        contact: row.contact,
        channel: row.channel,
        dated: formatDay(row.dated),
        readyAt: new Date(row.readyAt).toISOString(),
        deadline: isoOf(row.deadline),
        doneAt: isoOf(row.doneAt),
        endedOn: endedOn === undefined ? null : formatDay(endedOn),
        doneClock: row.doneAt === null || row.doneOn === null ? null : clockOf(zone, row.doneOn, row.doneAt),
        lateMinutes: row.lateMinutes,
        lateCause: row.lateCause,
        deferredMinutes: row.deferredMinutes,
        ...(row.waitedMinutes > 0 && { waitedMinutes: row.waitedMinutes }),
        deferredBy: row.deferredBy,
        deferredByText: words(row.deferredBy),
        ...(schedule.policy.spread && heldBackOf(row)),
        answeredAt: isoOf(row.answeredAt),
        answeredOn: row.answeredAt === null ? null : formatDay(zone.dayOf(row.answeredAt)),
        recorded: row.recorded,
        carriedIn: row.carriedIn,
        values: JSON.parse(row.cause) as Values,
        place: placeOf(schedule, row.path),
      };
    },
  };
}

function heldBackOf({ heldBackBy, heldBackSince }: LedgerRow): Pick<DemandTold, "heldBack"> {
  return heldBackBy === null ? {} : { heldBack: { by: heldBackBy, since: formatDay(heldBackSince!) } };
}

function isoOf(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/** Whether it went another way than its action says, because nobody was the contact. */
function vacancyOf({ kind, contact }: LedgerRow, asked: Action): { vacant?: string } {
  const went = contact !== (asked.contact ?? null) || kind !== asked.kind;
  return went && asked.contact !== undefined ? { vacant: asked.contact } : {};
}
