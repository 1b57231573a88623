/**
 * The program before with one declaration as it is after the change, and nothing else of it: what differs there is due to
 * that declaration, whatever else was changed with it.
 */
import { digestOf } from "../../schedule/digest.ts";
import type { Schedule } from "../../schedule/types.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import type { Named } from "./seeds.ts";

/** Undefined where it is no program by itself: it names what is new, or what names it is gone; and of fields, scores, journeys, experiments and new segments. */
export function aloneOf(before: Schedule, after: Schedule, declaration: Named): Schedule | undefined {
  const swapped = withOnly(before, after, declaration);
  const read = swapped && validateSchedule({ ...swapped, digest: digestOf(swapped) });
  return read && "schedule" in read ? read.schedule : undefined;
}

function withOnly(before: Schedule, after: Schedule, { kind, name }: Named): Schedule | undefined {
  const of = <Node extends { name: string }>(was: readonly Node[] = [], is: readonly Node[] = []): Node[] => {
    const now = is.find((node) => node.name === name);
    const others = was.map((node) => (node.name === name ? now : node)).filter((node) => node !== undefined);
    return now && !others.includes(now) ? [...others, now] : others;
  };
  /** Where order decides who is in which, a new one has its place among the others that are new. */
  const ofThoseKnown = <Node extends { name: string }>(was: readonly Node[] = [], is: readonly Node[] = []) =>
    was.some((node) => node.name === name) ? of(was, is) : undefined;
  switch (kind) {
    case "metric":
      return { ...before, metrics: of(before.metrics, after.metrics) };
    case "event":
      return { ...before, events: of(before.events, after.events) };
    case "calendar":
      return { ...before, calendars: of(before.calendars, after.calendars) };
    case "segment": {
      const segments = ofThoseKnown(before.segments, after.segments);
      return segments && { ...before, segments };
    }
    case "model": {
      const models = ofThoseKnown(before.models, after.models);
      return models && { ...before, models };
    }
    case "touch":
      return { ...before, touches: of(before.touches, after.touches) };
    case "task":
      return { ...before, tasks: of(before.tasks, after.tasks) };
    case "cadence":
      return { ...before, cadences: of(before.cadences, after.cadences) };
    case "trigger":
      return { ...before, triggers: of(before.triggers, after.triggers) };
    case "play":
      return { ...before, plays: of(before.plays, after.plays) };
    case "escalation":
      return { ...before, escalations: of(before.escalations, after.escalations) };
    case "policy":
      return { ...before, policy: after.policy };
    default:
      return undefined;
  }
}
