/** From the state of an account when a day opens to what it is owed then. */
import { formatDay } from "../calendar/days.ts";
import { ownerOn } from "../engine/admission.ts";
import { minutesBetween } from "../engine/outcome.ts";
import { leadEndOf, roleOf } from "../engine/queueing.ts";
import { valueOn } from "../engine/scope.ts";
import type { AccountState, Demand } from "../engine/state.ts";
import { placeOf } from "../explain/places.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import { renderAt } from "../templates/render.ts";
import type { DueItem, DueMessage, DueStatus, Permitted } from "./types.ts";

/** In the order in which they were asked for. */
export function itemsOf(state: AccountState, day: EpochDay): DueItem[] {
  return state.waiting.map((demand) => itemOf(state, demand, day));
}

function itemOf(state: AccountState, demand: Demand, day: EpochDay): DueItem {
  const { zone, history, program } = state;
  const { touch, action, deadline, contact } = demand;
  const now = zone.dayStart(day);
  const at = state.kept?.today.get(demand);
  const missed = state.kept?.missed.get(demand);
  const person = contact === undefined ? undefined : valueOn(history.people.get(contact), day);
  const work = touch ?? demand.task;
  return {
    id: demand.id,
    account: history.id,
    zone: history.zone,
    kind: action.kind,
    name: demand.name,
    ...standing(state, demand, day),
    owner: ownerOn(state, roleOf(demand), day),
    ownerRole: roleOf(demand),
    machine: !demand.human,
    contact: contact ?? null,
    contactPerson: typeof person === "string" ? person : null,
    channel: (touch && at !== undefined && demand.channel) || null,
    touchKind: touch?.kind ?? null,
    purposes: touch?.purposes ?? [],
    priority: demand.priority,
    segment: demand.segment,
    source: demand.source,
    path: demand.path,
    occurrence: demand.occurrence,
    place: placeOf(program.schedule, demand.path) ?? null,
    why: demand.cause,
    dated: formatDay(demand.dated),
    readyAt: isoOf(demand.readyAt),
    permitted: at === undefined ? null : permittedOf(state, demand, day, at),
    deadline: deadline === undefined ? null : isoOf(deadline),
    dueOn: deadline === undefined ? null : formatDay(zone.dayOf(deadline - 1)),
    late: deadline !== undefined && deadline <= now,
    lateMinutes: minutesBetween(deadline, now),
    deferredMinutes: minutesBetween(demand.deferredSince, now),
    deferredBy: demand.deferredBy ?? null,
    effortMinutes: work?.effortMinutes ?? 0,
    prepMinutes: work?.prepMinutes ?? 0,
    missed: missed ? { count: missed.count, since: formatDay(missed.since) } : null,
    joined: demand.absorbed.map(({ id }) => id),
    message: at === undefined || !touch ? null : messageOf(state, touch, day),
  };
}

function standing(state: AccountState, demand: Demand, day: EpochDay): { status: DueStatus; because: string | null } {
  const { kept, zone } = state;
  if (kept?.today.has(demand)) return { status: "today", because: null };
  const rule = kept?.blocked.get(demand);
  if (rule !== undefined) return { status: rule.endsWith("/pauses") ? "paused" : "deferred", because: rule };
  const { takenUpOn } = demand;
  const leadEnds = leadEndOf(demand);
  if (takenUpOn !== undefined && takenUpOn > day) {
    return { status: "waiting", because: `spread to ${formatDay(takenUpOn)}` };
  }
  const answersLater = leadEnds !== undefined && leadEnds > zone.dayStart(day + 1);
  const because = answersLater
    ? `${roleOf(demand)} answers by ${formatDay(zone.dayOf(leadEnds - 1))}`
    : "no working hour";
  return { status: "waiting", because };
}

function permittedOf({ program, zone }: AccountState, { human }: Demand, day: EpochDay, at: Instant): Permitted {
  return { from: isoOf(at), to: human ? isoOf(Math.max(at, program.work.closeOfWork(zone, day))) : null };
}

function messageOf(state: AccountState, touch: NonNullable<Demand["touch"]>, day: EpochDay): DueMessage | null {
  const rendering = renderAt(state, touch, day);
  if (!rendering) return null;
  return {
    subject: rendering.subject ?? null,
    text: rendering.text,
    gaps: [...new Set(rendering.gaps.map(({ what }) => what))],
  };
}

function isoOf(instant: Instant): string {
  return new Date(instant).toISOString();
}
