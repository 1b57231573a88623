/**
 * What a program assumes of answers: which share of deliveries an event answers, and how soon (docs/language.md,
 * section 9, "Assumed answers"), and which events are answers at all.
 */
import { nodesOf, treesOf, type WithConditions } from "./conditions.ts";
import type { Action, Duration, Path, Schedule } from "./types.ts";

export interface Assumption {
  /** `assume/line/2`, numbered in the order written. */
  path: Path;
  of: AnsweredTouches;
  event: string;
  /** Of deliveries, in millionths. */
  share: number;
  /** How late an answer may come; absent: at the delivery's own instant. */
  within?: Duration;
  /** Customers in any of these segments, or with any of these models in force; both absent: all. Sorted. */
  segments?: string[];
  models?: string[];
  /** As it is written, with figures for the names of `let`s. */
  text: string;
  doc?: string;
}

/** Which deliveries it is about. */
export type AnsweredTouches =
  | { kind: "touch"; touch: string }
  | { kind: "channel"; channel: string }
  | { kind: "touches" };

/** The nearest first: a touch before its channel before all touches, and for some customers before for all. */
export function nearness({ of, segments, models }: Pick<Assumption, "of" | "segments" | "models">): number {
  const subject = { touch: 0, channel: 2, touches: 4 }[of.kind];
  return segments || models ? subject : subject + 1;
}

/**
 * Lines of which an earlier one speaks of the same deliveries to one customer, so that neither is the nearer: a customer
 * is in one segment and has one model in force, but may be in the one and under the other.
 */
export function contradictions<Line extends Assumption>(lines: readonly Line[]): { line: Line; first: Line }[] {
  const seen = new Map<string, Line>();
  return lines.flatMap((line) => {
    const { of, event, segments, models } = line;
    const subject = of.kind === "touch" ? of.touch : of.kind === "channel" ? of.channel : "";
    const key = (whom: string) => [of.kind, subject, event, whom].join("|");
    const isAsked = [
      ...(segments || models ? [] : ["all"]),
      ...(segments ?? []).map((name) => `segment ${name}`),
      ...(models ?? []).map((name) => `model ${name}`),
    ];
    const alsoMeets = [...(segments ? ["a model"] : []), ...(models ? ["a segment"] : [])];
    const first = [...isAsked, ...alsoMeets].map((whom) => seen.get(key(whom))).find((earlier) => earlier);
    const isSaid = [...isAsked, ...(segments ? ["a segment"] : []), ...(models ? ["a model"] : [])];
    for (const whom of isSaid) if (!seen.has(key(whom))) seen.set(key(whom), line);
    return first ? [{ line, first }] : [];
  });
}

/** Everything in a schedule that asks whether an event answered a touch. */
export interface AnswerAsked {
  event: string;
  /** The touches it is asked of; absent: any that was delivered. */
  of?: AnsweredTouches;
}

/** What asks for answers: touches that expect them, targets, shares of touches, and what has happened in a run. */
export function* answersAsked(schedule: Pick<Schedule, "touches"> & WithConditions): Generator<AnswerAsked> {
  for (const action of actionsExpecting(schedule)) {
    for (const touch of action.names) yield { event: action.expects!.event, of: { kind: "touch", touch } };
  }
  for (const { name, targets = [] } of schedule.touches) {
    for (const { event } of targets) yield { event, of: { kind: "touch", touch: name } };
  }
  for (const { figure } of schedule.measures ?? []) {
    if (figure.kind === "touches") yield { event: figure.event, ...touchesAsked(figure) };
  }
  for (const { stopOn } of schedule.escalations) for (const event of stopOn) yield { event };
  for (const { tree } of treesOf(schedule)) {
    for (const { node } of nodesOf(tree)) {
      if (node.node === "happened") yield { event: node.event };
      if (node.node !== "touch_share") continue;
      yield { event: node.event, ...touchesAsked(node) };
    }
  }
}

function touchesAsked({ touch, channel }: { touch?: string; channel?: string }): Pick<AnswerAsked, "of"> {
  if (touch !== undefined) return { of: { kind: "touch", touch } };
  return channel === undefined ? {} : { of: { kind: "channel", channel } };
}

/** What phases and rungs do that expects an answer. */
export function actionsExpecting(schedule: Pick<WithConditions, ActingPart>): Action[] {
  return actionsOf(schedule).filter(({ expects }) => expects !== undefined);
}

type ActingPart = "cadences" | "triggers" | "plays" | "escalations";

/** Everything that cadences, triggers, plays and ladders do. */
export function actionsOf({ cadences, triggers, plays, escalations }: Pick<WithConditions, ActingPart>): Action[] {
  return [
    ...cadences.flatMap(({ steps }) => steps),
    ...triggers,
    ...plays.flatMap(({ phases }) => phases.flatMap(({ steps }) => steps)),
    ...escalations.flatMap(({ rungs }) => rungs),
  ].flatMap(({ actions }): readonly Action[] => actions);
}

/**
 * The events that are answers to touches: those that touches expect or are held against, that shares of touches (in measures,
 * too) ask for, and that are assumed. What merely happens in a run, such as a renewal, is none.
 */
export function answerEvents(schedule: Schedule): Set<string> {
  const asked = actionsExpecting(schedule).map(({ expects }) => expects!.event);
  const held = schedule.touches.flatMap(({ targets = [] }) => targets.map(({ event }) => event));
  const shares = [...treesOf(schedule)].flatMap(({ tree }) =>
    [...nodesOf(tree)].flatMap(({ node }) => (node.node === "touch_share" ? [node.event] : [])),
  );
  const measured = (schedule.measures ?? []).flatMap(({ figure }) => (figure.kind === "touches" ? [figure.event] : []));
  return new Set([
    ...asked,
    ...held,
    ...shares,
    ...measured,
    ...(schedule.assumptions ?? []).map(({ event }) => event),
  ]);
}
