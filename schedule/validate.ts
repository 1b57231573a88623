/**
 * Whether a value that was read from a file is a schedule: first its shape by the JSON Schema, then what a schema cannot
 * say. A schedule that passes can be handed to the runtime whoever wrote it.
 */
import type { ErrorObject } from "ajv";
import { contradictions } from "./assumptions.ts";
import { nodesOf, treesOf } from "./conditions.ts";
import { deepestCondition, isDeeperThan } from "./depth.ts";
import { digestOf } from "./digest.ts";
import { figuresIn, settledCases } from "./figures.ts";
import { problemsOfLiterals } from "./literals.ts";
import { problemsOfMeasures } from "./measures-valid.ts";
import { problemsOfReferences } from "./references.ts";
import { deliveriesDecide, ringOfScores, scoreTooLateForSegments } from "./scores.ts";
import { hasShape } from "./shape.ts";
import type { Condition, NumberRange, Schedule } from "./types.ts";

/** Deeper than any schedule whose conditions are not too deep; keeps hostile JSON from exhausting the stack. */
const deepestValue = deepestCondition + 16;

/** Of very broken files only the first problems are told. */
const mostProblems = 20;

/** The schedule, or sentences that say what is wrong with it. */
export function validateSchedule(value: unknown): { schedule: Schedule } | { problems: string[] } {
  if (isDeeperThan(value, deepestValue)) return { problems: ["conditions are nested too deep"] };
  if (!hasShape(value)) return { problems: (hasShape.errors ?? []).slice(0, mostProblems).map(sentence) };
  const problems = problemsOfContent(value).slice(0, mostProblems);
  return problems.length > 0 ? { problems } : { schedule: value };
}

function sentence({ instancePath, message }: ErrorObject): string {
  return `${instancePath || "/"}: ${message ?? "is not allowed"}`;
}

function problemsOfContent(schedule: Schedule): string[] {
  const deep = [...treesOf(schedule)].filter(({ tree }) => isDeeperThan(tree, deepestCondition));
  const digest = digestOf(schedule);
  return [
    ...deep.map(({ path }) => `${path}: a condition is nested more than ${deepestCondition} levels deep`),
    ...repeatedNames(schedule),
    ...problemsOfReferences(schedule),
    ...problemsOfScores(schedule),
    ...problemsOfExperiments(schedule),
    ...problemsOfMeasures(schedule),
    ...problemsOfAssumptions(schedule),
    ...problemsOfLiterals(schedule),
    ...problemsOfFigures(schedule),
    ...problemsOfModels(schedule),
    ...problemsOfJourneys(schedule),
    ...(digest === schedule.digest ? [] : [`digest: the content has the digest ${digest}`]),
  ];
}

/** Scores have metrics of their names, computed and nothing else, and none reads itself or comes too late. */
function problemsOfScores(schedule: Schedule): string[] {
  const computed = new Set(schedule.metrics.filter((metric) => metric.computed).map(({ name }) => name));
  const scores = (schedule.scores ?? []).flatMap(({ name, components }) => [
    name,
    ...components.map((each) => each.name),
  ]);
  const names = new Set(scores);
  const ring = ringOfScores(schedule);
  const late = ring ? undefined : scoreTooLateForSegments(schedule);
  return [
    ...scores.filter((name) => !computed.has(name)).map((name) => `scores: "${name}" is no computed metric`),
    ...[...computed].filter((name) => !names.has(name)).map((name) => `metrics: nothing computes "${name}"`),
    ...(names.size < scores.length ? ["scores: a name is there twice"] : []),
    ...(ring ? [`scores: ${ring.join(" reads ")}`] : []),
    ...(late === undefined ? [] : [`scores: segments read "${late}", which deliveries decide`]),
  ];
}

/** A figure lists a segment once, and the phases of a play all count the run's days, or all to one date. */
function problemsOfFigures({ cadences, triggers, plays, escalations }: Schedule): string[] {
  const repeats = [...cadences, ...triggers, ...plays, ...escalations].flatMap((node) =>
    [...figuresIn(node)].flatMap(({ bySegment }) => {
      const names = bySegment.map(({ segment }) => segment);
      return new Set(names).size < names.length ? [`${node.path}: a figure lists a segment twice`] : [];
    }),
  );
  const mixed = plays.filter(({ phases }) => {
    const spans = phases.flatMap(({ span }) => settledCases({ span }));
    return new Set(spans.map(({ span }) => (span.kind === "before" ? `before ${span.field}` : span.kind))).size > 1;
  });
  return [...repeats, ...mixed.map(({ path }) => `${path}: its phases count from different dates`)];
}

/** A model asks for no model, nor does a segment; names of segments and models are one scope; ranges are in order. */
function problemsOfModels({ models = [], segments }: Schedule): string[] {
  const names = new Set(segments.map(({ name }) => name));
  const asksForModel = (when: Condition | undefined) =>
    when !== undefined && [...nodesOf(when)].some(({ node }) => node.node === "model");
  const isReversed = ({ from, to }: NumberRange) => from > to;
  return [
    ...models.filter(({ name }) => names.has(name)).map(({ name }) => `models: "${name}" is a segment, too`),
    ...[...models, ...segments]
      .filter(({ when }) => asksForModel(when))
      .map(({ name }) => `"${name}": its condition asks for the touch model`),
    ...models
      .filter(
        ({ coverage }) =>
          coverage && Object.values(coverage).some((part) => typeof part === "object" && isReversed(part)),
      )
      .map(({ name }) => `model ${name}: a range of its coverage is reversed`),
  ];
}

/** Shares leave nobody in two arms, and nothing runs under two experiments. */
function problemsOfExperiments(schedule: Schedule): string[] {
  const { experiments = [] } = schedule;
  const owners = new Map<string, string>();
  return experiments.flatMap(({ path, scope, arms }) => {
    const members = arms.flatMap(({ cadences, triggers }) => [
      ...cadences.map((name) => `cadence "${name}"`),
      ...triggers.map((name) => `trigger "${name}"`),
    ]);
    const foreign = [...new Set(members)].filter((member) => (owners.get(member) ?? path) !== path);
    for (const member of members) owners.set(member, owners.get(member) ?? path);
    const total = arms.reduce((sum, { share }) => sum + share, 0);
    const readsLedger = deliveriesDecide(schedule, scope);
    return [
      ...(total > 1_000_000 ? [`${path}: the shares of its arms add up to more than all`] : []),
      ...(new Set(arms.map(({ name }) => name)).size < arms.length ? [`${path}: an arm is there twice`] : []),
      ...(readsLedger ? [`${path}: its scope reads deliveries`] : []),
      ...foreign.map((member) => `${path}: ${member} is in another experiment`),
    ];
  });
}

/** Of two lines one is the nearer, and what happens to everybody is nobody's answer. */
function problemsOfAssumptions({ assumptions = [], events }: Schedule): string[] {
  const forAll = new Set(events.filter((event) => event.forAll).map(({ name }) => name));
  return [
    ...contradictions(assumptions).map(({ line, first }) => `${line.path}: ${first.path} says it already`),
    ...assumptions
      .filter(({ event }) => forAll.has(event))
      .map(({ path, event }) => `${path}: "${event}" happens to all`),
  ];
}

/** Stages are one scope, moves stay in their journey, times ask for stages of journeys, events have the key. */
function problemsOfJourneys(schedule: Schedule): string[] {
  const { journeys = [], events, stages } = schedule;
  const seen = new Set(stages.map(({ name }) => name));
  const byName = new Map(events.map((event) => [event.name, event]));
  const problems: string[] = [];
  const ofJourneys = new Set<string>();
  for (const { path, key, stages: own } of journeys) {
    const names = new Set(own.map(({ name }) => name));
    for (const stage of own) {
      if (seen.has(stage.name)) problems.push(`${path}: the stage "${stage.name}" is there twice`);
      seen.add(stage.name);
      ofJourneys.add(stage.name);
      const leadTo = [...stage.after, ...stage.leaves.map(({ then }) => then), ...stage.backs.map(({ to }) => to)];
      for (const to of [...leadTo, ...stage.skips.map((skip) => skip.to)]) {
        if (to !== undefined && !names.has(to)) problems.push(`${stage.path}: "${to}" is no stage of this journey`);
      }
      const occasions = [...stage.enters, ...stage.leaves, ...stage.backs, ...stage.skips].map(({ cause }) => cause);
      const named = [
        ...occasions.flatMap((cause) => (cause.kind === "on" ? [cause.event] : [])),
        ...stage.leaves.flatMap(({ confirmedBy }) => confirmedBy ?? []),
      ];
      for (const event of named) {
        const field = byName.get(event)?.fields.find(({ name }) => name === key);
        const isKey = field?.type === "text" || field?.type === "enum";
        if (key !== undefined && !isKey)
          problems.push(`${stage.path}: the event "${event}" has no text or enum "${key}"`);
      }
    }
  }
  for (const { tree, path } of treesOf(schedule)) {
    for (const { node } of nodesOf(tree)) {
      if ((node.node === "overdue" || node.node === "time_in") && !ofJourneys.has(node.stage)) {
        problems.push(`${path}: "${node.stage}" is no stage of a journey`);
      }
    }
  }
  return problems;
}

/** Names are unique by kind, and so are the paths made from them. */
function repeatedNames(schedule: Schedule): string[] {
  const { account, metrics, events, roles, calendars, stages, segments, touches, tasks, cadences } = schedule;
  const lists = {
    fields: account.fields,
    metrics,
    events,
    roles,
    calendars,
    stages,
    segments,
    models: schedule.models ?? [],
    journeys: schedule.journeys ?? [],
    touches,
    tasks,
    cadences,
  };
  const { triggers, plays, escalations, experiments = [], measures = [] } = schedule;
  return Object.entries({ ...lists, triggers, plays, escalations, experiments, measures }).flatMap(([list, nodes]) => {
    const seen = new Set<string>();
    return nodes
      .map(({ name }) => name)
      .filter((name) => seen.has(name) || !seen.add(name))
      .map((name) => `${list}: "${name}" is there twice`);
  });
}
