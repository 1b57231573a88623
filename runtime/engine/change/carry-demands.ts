/**
 * What was asked before a change, in the state of the program after: done and ended as it was; what is still owed goes on
 * being owed, as it was asked, where what asked for it is still there, and is withdrawn else.
 */
import type { Settled } from "../../../schedule/figures.ts";
import type { Action } from "../../../schedule/types.ts";
import type { Duty } from "../../people/types.ts";
import { isHuman, namesOf } from "../ask.ts";
import { type AccountState, type Demand, end, type Origin, type Run } from "../state.ts";
import { goneWords, type Translation } from "./translation.ts";

/** The demand before, and what it is after. */
export type CarriedDemands = ReadonlyMap<Demand, Demand>;

/** `runs`: what the runs before are after. */
export function carryDemands(
  old: AccountState,
  state: AccountState,
  words: Translation,
  runs: ReadonlyMap<Run, Run>,
): CarriedDemands {
  const actions = actionsByPath(state);
  const carried = new Map<Demand, Demand>();
  for (const demand of old.demands.values()) {
    const now = carryDemand(demand, state, words, actions, runs);
    carried.set(demand, now);
    state.demands.set(now.id, now);
  }
  const ids = new Map([...carried].map(([before, after]) => [before.id, after.id]));
  for (const [before, after] of carried) {
    after.absorbed.push(...before.absorbed.map((each) => carried.get(each)!));
    if (before.mergedInto !== undefined) after.mergedInto = ids.get(before.mergedInto);
  }
  state.waiting = old.waiting.map((demand) => carried.get(demand)!);
  // Up to the opening they stand where they stood.
  for (const [demand, place] of old.queueing?.places ?? []) state.queueing?.places.set(carried.get(demand)!, place);
  return carried;
}

/** Withdraws, at the opening of a day, what nothing in the program after goes on owing. */
export function withdrawOrphans(
  old: AccountState,
  state: AccountState,
  carried: CarriedDemands,
  words: Translation,
  day: number,
): void {
  const at = state.zone.dayStart(day);
  for (const before of old.waiting) {
    const demand = carried.get(before)!;
    if (demand.ending || isOwedStill(before, state, words)) continue;
    end(demand, { outcome: "withdrawn", rule: changeRule, on: day, at });
  }
  state.waiting = state.waiting.filter(({ ending }) => !ending);
}

/** What withdraws what no declaration asks for any more. */
export const changeRule = "program changed";

function isOwedStill({ action, name, path, origin }: Demand, { program }: AccountState, words: Translation): boolean {
  if (origin.kind === "handover") return program.handovers.some((each) => each.path === words.nearest(path));
  if (words.path(ownPath(path, action)) === undefined) return false;
  switch (action.kind) {
    case "touch":
      return program.touches.has(words.name("touch", name) ?? "");
    case "task":
      return program.tasks.has(words.name("task", name) ?? "");
    case "start":
      return words.name("play", name) !== undefined;
    default:
      return program.roles.has(words.name("role", name) ?? "");
  }
}

/** The path of the action that asked, inside its play where it is a ladder's. */
function ownPath(path: string, action: Settled<Action>): string {
  return path.slice(0, path.indexOf(action.path) + action.path.length);
}

type ActionsByPath = ReadonlyMap<string, Pick<Action, "names" | "path" | "inTurn">>;

function actionsByPath({ program: { schedule } }: AccountState): ActionsByPath {
  const steps = [
    ...schedule.cadences.flatMap((cadence) => cadence.steps),
    ...schedule.triggers,
    ...schedule.plays.flatMap(({ phases }) => phases.flatMap((phase) => phase.steps)),
    ...schedule.escalations.flatMap(({ rungs }) => rungs),
  ];
  return new Map(steps.flatMap(({ actions }) => actions.map((action) => [action.path, action] as const)));
}

function carryDemand(
  demand: Demand,
  state: AccountState,
  words: Translation,
  actions: ActionsByPath,
  runs: ReadonlyMap<Run, Run>,
): Demand {
  const { program, history } = state;
  const { kind } = demand.action;
  const name = kind === "touch" || kind === "task" ? words.toldName(kind, demand.name) : toldName(demand, words);
  const path = pathOf(demand, name, words, actions);
  const ownerRole = words.toldName("role", demand.ownerRole);
  const isOwed = demand.ending === undefined;
  return {
    ...demand,
    id: `${history.id}|${path}|${demand.occurrence}`,
    path,
    source: words.toldPath(demand.source),
    action: toldAction(demand.action, words),
    name,
    // What was done took what it took then; what is owed takes what it takes now.
    touch: demand.touch && ((isOwed && program.touches.get(name)) || { ...demand.touch, name }),
    task: demand.task && ((isOwed && program.tasks.get(name)) || { ...demand.task, name }),
    origin: originOf(demand.origin, words, runs),
    segment: demand.segment === null ? null : words.toldName("segment", demand.segment),
    ownerRole,
    human: isOwed ? isHuman(program, ownerRole) : demand.human,
    owner: dutyOf(demand.owner, demand.ownerRole, words).owner,
    ...(demand.contact !== undefined && { contact: words.toldName("contact", demand.contact) }),
    ...(demand.deferredBy !== undefined && { deferredBy: words.toldPath(demand.deferredBy) }),
    queues: demand.queues.map(({ owner, role }) => dutyOf(owner, role, words)),
    standIn: demand.standIn && { ...demand.standIn, role: words.toldName("role", demand.standIn.role) },
    absorbed: [],
    ...(demand.ending && {
      ending: { ...demand.ending, rule: demand.ending.rule && words.toldPath(demand.ending.rule) },
    }),
  };
}

function toldName({ action, name }: Demand, words: Translation): string {
  return words.toldName(action.kind === "start" ? "play" : "role", name);
}

/** A role that is not held by anybody is its own owner. */
function dutyOf(owner: string, role: string, words: Translation): Duty {
  const now = words.toldName("role", role);
  return { owner: owner === role ? now : owner, role: now };
}

/** Where an action names several, its demands have paths by their places, and places may be others now. */
function pathOf(demand: Demand, name: string, words: Translation, actions: ActionsByPath): string {
  const { action, path, origin } = demand;
  if (origin.kind === "handover") return words.nearest(path);
  const own = ownPath(path, action);
  const now = words.path(own);
  if (now === undefined) return words.toldPath(path);
  const written = actions.get(words.path(action.path) ?? "");
  const place = written && !written.inTurn && namesOf(written, 0).find((each) => each.name === name);
  if (place) return now + place.path.slice(written.path.length);
  const rest = path.slice(own.length);
  return rest === "" ? now : `${now}${rest}${goneWords}`;
}

function toldAction(action: Settled<Action>, words: Translation): Settled<Action> {
  const { expects, role, contact, needs } = action;
  return {
    ...action,
    path: words.toldPath(action.path),
    ...(role !== undefined && { role: words.toldName("role", role) }),
    ...(contact !== undefined && { contact: words.toldName("contact", contact) }),
    ...(expects && { expects: { ...expects, event: words.toldName("event", expects.event) } }),
    ...(needs && { needs: needs.map((field) => words.toldName("field", field)) }),
  };
}

function originOf(origin: Origin, words: Translation, runs: ReadonlyMap<Run, Run>): Origin {
  if (origin.kind === "cadence") return { ...origin, cadence: words.toldName("cadence", origin.cadence) };
  // What a run that is gone owed is withdrawn with it.
  return origin.kind === "run" ? { kind: "run", run: runs.get(origin.run) ?? origin.run } : origin;
}
