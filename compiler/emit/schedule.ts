/** Puts the checked parts together into one schedule, in an order that no file or declaration decides. */

import { digestOf } from "../../schedule/digest.ts";
import { compareText } from "../../schedule/order.ts";
import type {
  Assumption,
  Experiment,
  Journey,
  Measure,
  Return,
  Reviews,
  Schedule,
  Score,
  Template,
  TouchModel,
  Vacancy,
} from "../../schedule/types.ts";
import type { Program } from "../program.ts";
import { sourcesOf } from "./sources.ts";

type Parts = Omit<
  Schedule,
  | "vacancies"
  | "format"
  | "version"
  | "digest"
  | "currency"
  | "metrics"
  | "scores"
  | "models"
  | "journeys"
  | "events"
  | "contacts"
  | "templates"
  | "experiments"
  | "measures"
  | "roi"
  | "assumptions"
  | "reviews"
  | "sources"
> & {
  scores: readonly Score[];
  models: TouchModel[];
  journeys: Journey[];
  templates: Template[];
  reviews: Reviews | undefined;
  vacancies: Vacancy[];
  experiments: readonly Experiment[];
  measures: readonly Measure[];
  roi: Return | undefined;
  assumptions: Assumption[];
};

export function scheduleOf(program: Program, parts: Parts): Schedule {
  const { code, minorDigits } = program.currency;
  const content = {
    format: "playc-schedule",
    version: 1,
    currency: { code, minorDigits },
    account: parts.account,
    metrics: byName(program.metrics.values()),
    ...(parts.scores.length > 0 && { scores: byName(parts.scores) }),
    events: byName(program.events.values()),
    contacts: program.symbols.names("contact").sort(compareText),
    ...(parts.vacancies.length > 0 && { vacancies: byPath(parts.vacancies) }),
    roles: byName(parts.roles),
    calendars: byName(parts.calendars),
    stages: byName(parts.stages),
    ...(parts.journeys.length > 0 && { journeys: byName(parts.journeys) }),
    ...(parts.reviews && { reviews: parts.reviews }),
    segments: parts.segments,
    ...(parts.models.length > 0 && { models: parts.models }),
    touches: byName(parts.touches),
    ...(parts.templates.length > 0 && { templates: parts.templates }),
    tasks: byName(parts.tasks),
    cadences: byName(parts.cadences),
    triggers: byName(parts.triggers),
    plays: byName(parts.plays),
    escalations: byName(parts.escalations),
    ...(parts.experiments.length > 0 && { experiments: byName(parts.experiments) }),
    ...(parts.measures.length > 0 && { measures: byName(parts.measures) }),
    ...(parts.roi && { roi: parts.roi }),
    ...(parts.assumptions.length > 0 && { assumptions: parts.assumptions }),
    policy: parts.policy,
    team: parts.team,
    covers: byPath(parts.covers),
  } satisfies Omit<Schedule, "digest" | "sources">;
  const { format, version, ...rest } = content;
  return { format, version, digest: digestOf(content), ...rest, sources: sourcesOf(program) };
}

function byName<Node extends { name: string }>(nodes: Iterable<Node>): Node[] {
  return [...nodes].sort((a, b) => compareText(a.name, b.name));
}

function byPath<Node extends { path: string }>(nodes: Iterable<Node>): Node[] {
  return [...nodes].sort((a, b) => compareText(a.path, b.path));
}
