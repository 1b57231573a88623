/** Turns an action into demands: identity, owner's role, ready time, deadline and cause. */
import type { Settled, Standing } from "../../schedule/figures.ts";
import type { Action, Within } from "../../schedule/types.ts";
import { deadlineOf } from "../calendar/deadlines.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import type { Priority } from "../ledger/types.ts";
import { type Program, priorityOf } from "./program.ts";
import type { AccountState, Demand, Origin } from "./state.ts";

export interface Occasion {
  /** Path of the declaration. */
  source: string;
  /** Put before the action's own path where an escalation is read inside a play. */
  pathPrefix?: string;
  occurrence: string;
  origin: Origin;
  segment: Standing;
  repeats: boolean;
  dated: EpochDay;
  /** The day off that it would have been dated. */
  movedFrom?: EpochDay | undefined;
  readyAt: Instant;
  /** When `within` is not written. */
  deadline: Instant | undefined;
  level: Demand["level"];
  usualPriority: Priority;
  cause: Demand["cause"];
  /** Which of the names an `in turn` action takes. */
  turn?: number;
  /** The one of its names that is owed now, where they do not fall due together. */
  only?: string | undefined;
}

/** The names an action owes on this occasion, each with its path. */
export function namesOf(
  action: Pick<Action, "names" | "path" | "inTurn">,
  turn: number,
): { name: string; path: string }[] {
  const { names, path } = action;
  if (action.inTurn) return [{ name: names[turn % names.length]!, path }];
  if (names.length === 1) return [{ name: names[0]!, path }];
  return names.map((name, index) => ({ name, path: `${path}/${index + 1}` }));
}

/** The role that owns `name` when this action asks for it. */
export function ownerRoleOf(
  program: Pick<Program, "touches" | "tasks">,
  action: Pick<Action, "role" | "kind">,
  name: string,
): string {
  if (action.role) return action.role;
  if (action.kind === "alert" || action.kind === "handoff") return name;
  if (action.kind === "start") return "program";
  return (action.kind === "touch" ? program.touches : program.tasks).get(name)!.owner;
}

/** Whether people, not a machine, do it. Starts of plays are nobody's. */
export function isHuman(program: Pick<Program, "roles">, role: string): boolean {
  const kind = program.roles.get(role)?.kind;
  return kind !== undefined && kind !== "machine";
}

/**
 * Adds the action's demands to the account and returns the new ones. A demand that was asked for before, by the same
 * path and occurrence, is not asked for again.
 */
export function ask(state: AccountState, action: Settled<Action>, occasion: Occasion): Demand[] {
  const created: Demand[] = [];
  for (const { name, path } of namesOf(action, occasion.turn ?? 0)) {
    if (occasion.only !== undefined && name !== occasion.only) continue;
    const demand = demandFor(state, action, name, (occasion.pathPrefix ?? "") + path, occasion);
    if (state.demands.has(demand.id)) continue;
    state.demands.set(demand.id, demand);
    state.waiting.push(demand);
    created.push(demand);
  }
  return created;
}

function demandFor(
  state: AccountState,
  action: Settled<Action>,
  name: string,
  path: string,
  occasion: Occasion,
): Demand {
  const { program, zone } = state;
  const ownerRole = ownerRoleOf(program, action, name);
  const level = action.level ?? occasion.level;
  const ready = { ready: occasion.readyAt, day: occasion.dated };
  const deadlineFor = (within: Within) => deadlineOf(within, ready, zone, program.work);
  const deadline = action.within ? deadlineFor(action.within) : occasion.deadline;
  const readyDay = zone.dayOf(occasion.readyAt);
  return {
    id: `${state.history.id}|${path}|${occasion.occurrence}`,
    path,
    source: occasion.source,
    occurrence: occasion.occurrence,
    action,
    name,
    touch: action.kind === "touch" ? program.touches.get(name) : undefined,
    task: action.kind === "task" ? program.tasks.get(name) : undefined,
    origin: occasion.origin,
    segment: occasion.segment ?? null,
    repeats: occasion.repeats,
    ownerRole,
    human: isHuman(program, ownerRole),
    standIn: undefined,
    queues: [],
    dated: occasion.dated,
    readyAt: occasion.readyAt,
    readyDay,
    leadEnds: leadEnd(state, ownerRole, ready),
    windowEnds: deadline ?? zone.dayStart(readyDay + daysWithoutDeadline + 1),
    cause: occasion.cause,
    owner: ownerRole,
    contact: action.contact,
    level,
    priority: priorityOf(level, occasion.usualPriority),
    deadline,
    channel: undefined,
    deferredSince: undefined,
    deferredBy: undefined,
    waitedForPause: false,
    heldBack: occasion.movedFrom === undefined ? undefined : { by: "days off", since: occasion.movedFrom },
    takenUpOn: undefined,
    couldBeDoneAt: undefined,
    recorded: false,
    mergedInto: undefined,
    absorbed: [],
    answeredAt: undefined,
    ending: undefined,
  };
}

/** A touch for a contact that nobody is becomes an alert to a role, under the same identity and with the same deadline. */
export function becomeAlert(state: AccountState, demand: Demand, role: string, day: EpochDay, now: Instant): void {
  const { path, within, level } = demand.action;
  demand.action = {
    path,
    kind: "alert",
    names: [role],
    inTurn: false,
    ...(within && { within }),
    ...(level && { level }),
  };
  demand.name = role;
  demand.touch = undefined;
  demand.ownerRole = role;
  demand.human = isHuman(state.program, role);
  demand.leadEnds = leadEnd(state, role, { ready: now, day });
}

/** docs/language.md section 10: for so many days after the one it is ready on, a record settles what has no deadline. */
const daysWithoutDeadline = 7;

/** When a shared role answers: the end of its lead time, at the close of working hours where that counts working days. */
export function leadEnd(
  state: AccountState,
  role: string,
  ready: { ready: Instant; day: EpochDay },
): Instant | undefined {
  const { program, zone } = state;
  const within = program.roles.get(role)?.answersWithin;
  if (!within) return undefined;
  if (within.unit !== "business_days") return deadlineOf(within, ready, zone, program.work);
  return program.work.closeOfWork(zone, program.work.nthWorkingDayAfter(ready.day, within.amount));
}

/** One cause of several; a condition may be called `__proto__`, which plain assignment would not keep. */
export function joinCauses(...causes: readonly Demand["cause"][]): Demand["cause"] {
  const [only, ...others] = causes.filter((cause) => Object.keys(cause).length > 0);
  return others.length === 0 ? (only ?? {}) : Object.fromEntries(causes.flatMap((cause) => Object.entries(cause)));
}
