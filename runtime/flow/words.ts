/** The words on the nodes of a flow, as the program's author would say them. */

import type {
  Action,
  Condition,
  Phase,
  PhaseSpan,
  PhaseStep,
  Play,
  Scope,
  Trigger,
  Within,
} from "../../schedule/types.ts";
import { counted, durationText, everyText, figureText } from "../explain/places.ts";
import type { FlowSource } from "./flow.ts";

/** What is written of a condition in its box. */
export type SaysCondition = (condition: Condition) => string;

export const asWritten: SaysCondition = ({ text }) => text;

/** `day 3 to 6`, `180 to 121 days before renewal`. */
export function spanText(span: Phase["span"]): string {
  return figureText(span, (one: PhaseSpan) => {
    if (one.kind === "run") return one.from === one.to ? `day ${one.from}` : `day ${one.from} to ${one.to}`;
    const [from, to] = [durationText(one.from), durationText(one.to)];
    return from === to ? `${from} before ${one.field}` : `${from} to ${to} before ${one.field}`;
  });
}

/** `every week`, `every 2 weeks, at once`. */
export function rhythmText({ every, atOnce }: NonNullable<PhaseStep["every"]>): string {
  return `${figureText(every, everyText)}${atOnce ? ", at once" : ""}`;
}

/** Whom it is for, a line each thing that is asked. */
export function scopeLines({ segments = [], models = [], stage, where }: Scope, say: SaysCondition): string[] {
  const whom = [...segments, ...models];
  return [
    ...(whom.length > 0 ? [`for ${whom.join(", ")}`] : []),
    ...(stage === undefined ? [] : [`during ${stage}`]),
    ...(where ? [`where ${say(where)}`] : []),
  ];
}

/** What makes a trigger fire. */
export function causeText({ cause }: Trigger, say: SaysCondition = asWritten): string {
  if (cause.kind === "when") return `when ${say(cause.when)}`;
  return cause.where ? `on ${cause.event} where ${say(cause.where)}` : `on ${cause.event}`;
}

/** `touch qbr`, `touch value_report, value_call in turn`, `alert csm`. */
export function actionTitle({ kind, names, inTurn }: Action): string {
  const verb = kind === "handoff" ? "handoff to" : kind;
  return `${verb} ${names.join(", ")}${inTurn ? " in turn" : ""}`;
}

/** Who does it, to whom, how long it takes and by when. */
export function actionLines(action: Action, { touches, tasks }: FlowSource): string[] {
  const { contact, role, within, level, needs } = action;
  const works = [...(action.kind === "touch" ? touches : []), ...(action.kind === "task" ? tasks : [])].filter(
    ({ name }) => action.names.includes(name),
  );
  const owners = role === undefined ? [...new Set(works.map(({ owner }) => owner))] : [role];
  const minutes = [...new Set(works.map(({ effortMinutes, prepMinutes }) => effortMinutes + prepMinutes))];
  const effort = minutes.length === 1 && minutes[0]! > 0 ? [counted(minutes[0]!, "minute")] : [];
  const who = [...(owners.length > 0 ? [owners.join(", ")] : []), ...effort].join(", ");
  return [
    ...(who === "" ? [] : [who]),
    ...(contact === undefined ? [] : [`to ${contact}`]),
    ...(within === undefined ? [] : [`within ${figureText(within, withinText)}`]),
    ...(needs && needs.length > 0 ? [`needs ${needs.join(", ")}`] : []),
    ...(level === undefined ? [] : [`level ${level}`]),
  ];
}

function withinText(within: Within): string {
  return within === "the_day" ? "the day" : durationText(within);
}

/** What a run does beside its steps, and when there can be another. */
export function playLines({ level, scope, pauses, liftsTo, again }: Play, say: SaysCondition): string[] {
  const paused = [...pauses.cadences, ...pauses.plays];
  return [
    ...(level === undefined ? [] : [`level ${level}`]),
    ...scopeLines(scope, say),
    ...(paused.length > 0 ? [`pauses ${paused.join(", ")}`] : []),
    ...(liftsTo === undefined ? [] : [`lifts to ${liftsTo}`]),
    ...(again === undefined ? [] : [`again after ${figureText(again, durationText)}`]),
  ];
}

/** `target >= 50% of runs`. */
export function targetText({ operator, ratio }: NonNullable<Play["target"]>): string {
  return `target ${operator} ${ratio / 10_000}% of runs`;
}
