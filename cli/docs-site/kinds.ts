/** What the site has pages of, in the order in which the first page lists them, and what a reader calls each. */
import { nameText } from "../../runtime/prose/prose.ts";

export const pageKinds = [
  { kind: "segment", title: "Segments", one: "Segment" },
  { kind: "model", title: "Touch models", one: "Touch model" },
  { kind: "play", title: "Plays", one: "Play" },
  { kind: "cadence", title: "Cadences", one: "Cadence" },
  { kind: "trigger", title: "Triggers", one: "Trigger" },
  { kind: "escalation", title: "Ladders", one: "Ladder" },
  { kind: "role", title: "Roles", one: "Role" },
  { kind: "contact", title: "Contacts", one: "Contact" },
  { kind: "touch", title: "Touches", one: "Touch" },
  { kind: "task", title: "Tasks", one: "Task" },
  { kind: "stage", title: "Stages of the calendar", one: "Stage" },
  { kind: "journey", title: "Journeys", one: "Journey" },
  { kind: "health", title: "Health", one: "Health score" },
  { kind: "metric", title: "Metrics", one: "Metric" },
  { kind: "event", title: "Events", one: "Event" },
  { kind: "calendar", title: "Calendars", one: "Calendar" },
  { kind: "experiment", title: "Experiments", one: "Experiment" },
  { kind: "measure", title: "Measures", one: "Measure" },
] as const;
export type PageKind = (typeof pageKinds)[number]["kind"];

/** What there is one of. */
export const singlePages = [
  { single: "account", title: "What is known of a customer" },
  { single: "policy", title: "What holds for every touch" },
  { single: "roi", title: "Costs and benefits" },
  { single: "assume", title: "Assumed answers" },
] as const;
export type SinglePage = (typeof singlePages)[number]["single"];

/** A page: one of its kind, or the only one. */
export type Subject = { readonly kind: PageKind; readonly name: string } | { readonly single: SinglePage };

/** What a reader calls one of the kind. */
export function oneOf(kind: PageKind): string {
  return pageKinds.find((each) => each.kind === kind)!.one;
}

/** `Play at risk`. */
export function titleOf(subject: Subject): string {
  if ("single" in subject) return singlePages.find(({ single }) => single === subject.single)!.title;
  return `${oneOf(subject.kind)} ${nameText(subject.name)}`;
}
