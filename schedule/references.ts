/** Whether every name that a schedule uses is one that it declares. */
import { movesOf, nodesOf, treesOf } from "./conditions.ts";
import { figuresIn, settledCases } from "./figures.ts";
import type { Action, Condition, Expression, MeasureFigure, Per, Schedule, Scope } from "./types.ts";

/** The names of a schedule by kind. */
interface Declared {
  field: ReadonlySet<string>;
  metric: ReadonlySet<string>;
  event: ReadonlySet<string>;
  contact: ReadonlySet<string>;
  role: ReadonlySet<string>;
  calendar: ReadonlySet<string>;
  stage: ReadonlySet<string>;
  segment: ReadonlySet<string>;
  model: ReadonlySet<string>;
  touch: ReadonlySet<string>;
  task: ReadonlySet<string>;
  cadence: ReadonlySet<string>;
  trigger: ReadonlySet<string>;
  play: ReadonlySet<string>;
  escalation: ReadonlySet<string>;
}

export type ReferenceKind = keyof Declared;
type Kind = ReferenceKind;

/** A use of a name. */
export interface Reference {
  /** Of the part that uses it. */
  path: string;
  kind: Kind;
  name: string | undefined;
}

/** Sentences, one for each name that is used and not declared. */
export function problemsOfReferences(schedule: Schedule): string[] {
  const declared = declaredIn(schedule);
  const unknown = [...referencesOf(schedule)].filter(
    ({ kind, name }) => name !== undefined && !declared[kind].has(name),
  );
  return [
    ...unknown.map(({ path, kind, name }) => `${path}: there is no ${kind} "${name}"`),
    ...problemsOfMembers(schedule),
  ];
}

function declaredIn(schedule: Schedule): Declared {
  const { journeys = [] } = schedule;
  const names = (nodes: readonly { name: string }[]) => new Set(nodes.map(({ name }) => name));
  return {
    field: names(schedule.account.fields),
    metric: names(schedule.metrics),
    event: names(schedule.events),
    contact: new Set(schedule.contacts),
    role: names(schedule.roles),
    calendar: names(schedule.calendars),
    stage: names([...schedule.stages, ...journeys.flatMap(({ stages }) => stages)]),
    segment: names(schedule.segments),
    model: names(schedule.models ?? []),
    touch: names(schedule.touches),
    task: names(schedule.tasks),
    cadence: names(schedule.cadences),
    trigger: names(schedule.triggers),
    play: names(schedule.plays),
    escalation: names(schedule.escalations),
  };
}

/** Every use of a name in a schedule. */
export function* referencesOf(schedule: Schedule): Generator<Reference> {
  const { account, policy } = schedule;
  yield* uses("account", "field", account.begins, account.ends);
  for (const { name, closedBy } of schedule.events) yield* uses(`event ${name}`, "event", closedBy?.event);
  for (const { name, from } of schedule.stages) yield* uses(`stage ${name}`, "field", from);
  for (const { name, coverage } of schedule.models ?? []) {
    if (coverage && coverage.kind !== "none") yield* uses(`model ${name}`, "role", coverage.role);
  }
  for (const { name, owner } of schedule.touches) yield* uses(`touch ${name}`, "role", owner);
  for (const { name, targets = [] } of schedule.touches) {
    for (const { event, segments = [], models = [] } of targets) {
      yield* uses(`touch ${name}`, "event", event);
      yield* uses(`touch ${name}`, "segment", ...segments);
      yield* uses(`touch ${name}`, "model", ...models);
    }
  }
  yield* referencesOfTemplates(schedule);
  for (const vacancy of schedule.vacancies ?? []) {
    yield* uses(vacancy.path, "contact", vacancy.contact, "use" in vacancy ? vacancy.use : undefined);
    yield* uses(vacancy.path, "role", "alert" in vacancy ? vacancy.alert : undefined);
  }
  for (const { name, owner } of schedule.tasks) yield* uses(`task ${name}`, "role", owner);
  yield* referencesOfJourneys(schedule);
  yield* referencesOfWork(schedule);
  yield* referencesOfExperiments(schedule);
  yield* referencesOfMeasures(schedule);
  for (const { path, of, event, segments = [], models = [] } of schedule.assumptions ?? []) {
    yield* uses(path, "touch", of.kind === "touch" ? of.touch : undefined);
    yield* uses(path, "event", event);
    yield* uses(path, "segment", ...segments);
    yield* uses(path, "model", ...models);
  }
  for (const { path, per } of policy.limits) yield* uses(path, "field", "field" in per ? per.field : undefined);
  for (const { path, after } of policy.quiets) yield* uses(path, "touch", after);
  for (const { path, field } of policy.consents) yield* uses(path, "field", field);
  for (const { role, handover } of schedule.team) {
    yield* uses("team", "role", role);
    yield* uses(`team ${role}/handover`, "task", handover?.task);
  }
  for (const { path, role, by } of schedule.covers) yield* uses(path, "role", role, by);
  for (const { tree, path } of treesOf(schedule)) {
    for (const { node } of nodesOf(tree)) yield* usesOfNode(path, node);
  }
}

function* referencesOfTemplates({ templates = [] }: Schedule): Generator<Reference> {
  for (const { file, subject = [], body } of templates) {
    for (const part of [...subject, ...body]) {
      if (part.kind === "text" || part.kind === "touch") continue;
      yield* uses(`template ${file}`, part.kind === "account" ? "field" : part.kind, part.name);
    }
  }
}

function* referencesOfWork(schedule: Schedule): Generator<Reference> {
  for (const node of [...schedule.cadences, ...schedule.triggers, ...schedule.plays, ...schedule.escalations]) {
    for (const { bySegment } of figuresIn(node)) {
      yield* uses(node.path, "segment", ...bySegment.map(({ segment }) => segment));
    }
  }
  for (const { path, scope, anchor, steps } of schedule.cadences) {
    yield* usesOfScope(path, scope);
    yield* uses(path, "field", anchor.field);
    for (const step of steps) {
      yield* uses(step.path, "touch", step.notWithin?.touch);
      yield* usesOfActions(step.actions);
    }
  }
  for (const { path, scope, cause, actions } of schedule.triggers) {
    yield* usesOfScope(path, scope);
    yield* uses(path, "event", cause.kind === "on" ? cause.event : undefined);
    yield* usesOfActions(actions);
  }
  for (const { path, scope, pauses, liftsTo, escalations, phases } of schedule.plays) {
    yield* usesOfScope(path, scope);
    yield* uses(path, "cadence", ...pauses.cadences);
    yield* uses(path, "play", ...pauses.plays);
    yield* uses(path, "model", liftsTo);
    yield* uses(path, "escalation", ...escalations);
    for (const phase of phases) {
      for (const { span } of settledCases({ span: phase.span })) {
        yield* uses(phase.path, "field", span.kind === "before" ? span.field : undefined);
      }
      for (const { actions } of phase.steps) yield* usesOfActions(actions);
    }
  }
  for (const { path, rungs, stopOn } of schedule.escalations) {
    yield* uses(path, "event", ...stopOn);
    for (const { actions } of rungs) yield* usesOfActions(actions);
  }
}

function* referencesOfExperiments({ experiments = [] }: Schedule): Generator<Reference> {
  for (const { path, scope, arms } of experiments) {
    yield* usesOfScope(path, scope);
    for (const { cadences, triggers } of arms) {
      yield* uses(path, "cadence", ...cadences);
      yield* uses(path, "trigger", ...triggers);
    }
  }
}

function* referencesOfMeasures({ measures = [], roi }: Schedule): Generator<Reference> {
  for (const { path, figure } of measures) yield* usesOfFigure(path, figure);
  for (const { path, amount, per } of roi?.lines ?? []) {
    yield* uses(path, "field", amount.kind === "share" ? amount.field : undefined);
    yield* usesOfPer(path, per);
  }
}

function* usesOfFigure(path: string, figure: MeasureFigure): Generator<Reference> {
  switch (figure.kind) {
    case "revenue":
      return yield* uses(path, "field", figure.field);
    case "runs":
      yield* uses(path, "play", figure.play);
      return yield* uses(path, "field", figure.by?.field);
    case "touches":
      yield* uses(path, "touch", figure.touch);
      return yield* uses(path, "event", figure.event);
    case "followed":
      return yield* uses(path, "event", figure.event, figure.answer);
    case "events":
      return yield* uses(path, "event", figure.event);
    case "time":
      yield* uses(path, "field", figure.from, "field" in figure.to ? figure.to.field : undefined);
      return yield* uses(path, "event", "event" in figure.to ? figure.to.event : undefined);
    case "change":
      yield* uses(path, "metric", figure.metric);
      yield* uses(path, "touch", "touch" in figure.since ? figure.since.touch : undefined);
      return yield* uses(path, "event", "event" in figure.since ? figure.since.event : undefined);
  }
}

function* usesOfPer(path: string, per: Per): Generator<Reference> {
  switch (per.kind) {
    case "hour":
      return yield* uses(path, "role", per.role);
    case "touch":
      return yield* uses(path, "touch", per.touch);
    case "won":
      return yield* uses(path, "play", per.play);
    case "event":
      return yield* uses(path, "event", per.event);
  }
}

function* referencesOfJourneys({ journeys = [] }: Schedule): Generator<Reference> {
  for (const { stages } of journeys) {
    for (const { path, after, enters, leaves, backs, skips, expects } of stages) {
      yield* uses(
        path,
        "stage",
        ...after,
        ...leaves.map(({ then }) => then),
        ...[...backs, ...skips].map(({ to }) => to),
      );
      yield* uses(path, "event", ...leaves.map(({ confirmedBy }) => confirmedBy));
      yield* uses(path, "segment", ...expects.map(({ segment }) => segment));
      for (const { path, cause } of [...enters, ...leaves, ...backs, ...skips]) {
        if (cause.kind === "from") yield* uses(path, "field", cause.field);
        if (cause.kind === "on") yield* uses(path, "event", cause.event);
      }
    }
  }
}

function* uses(path: string, kind: Kind, ...names: (string | undefined)[]): Generator<Reference> {
  for (const name of names) yield { path, kind, name };
}

function* usesOfScope(path: string, { segments, models, stage }: Scope): Generator<Reference> {
  yield* uses(path, "model", ...(models ?? []));
  yield* uses(path, "segment", ...(segments ?? []));
  yield* uses(path, "stage", stage);
}

function* usesOfActions(actions: readonly Action[]): Generator<Reference> {
  const kinds = { touch: "touch", task: "task", alert: "role", start: "play", handoff: "role" } as const;
  for (const { path, kind, names, contact, role, expects, needs = [] } of actions) {
    yield* uses(path, kinds[kind], ...names);
    yield* uses(path, "contact", contact);
    yield* uses(path, "role", role);
    yield* uses(path, "event", expects?.event);
    yield* uses(path, "field", ...needs);
  }
}

function* usesOfNode(path: string, node: Condition | Expression): Generator<Reference> {
  if ("metric" in node) yield* uses(path, "metric", node.metric);
  if ("event" in node) yield* uses(path, "event", node.event);
  if ("calendar" in node) yield* uses(path, "calendar", node.calendar);
  if ("stage" in node) yield* uses(path, "stage", node.stage);
  if ("touch" in node) yield* uses(path, "touch", node.touch);
  if (node.node === "model") yield* uses(path, "model", ...node.values);
  if (node.node === "segment") yield* uses(path, "segment", ...node.values);
  const namesAccountField = ["field", "flag", "time_since", "time_to", "ranked"].includes(node.node);
  if (namesAccountField && "field" in node) yield* uses(path, "field", node.field);
}

/** Fields of events, members of enums and bands: names that belong to another name. */
function problemsOfMembers(schedule: Schedule): string[] {
  const events = new Map(schedule.events.map((event) => [event.name, event]));
  const fields = new Map(schedule.account.fields.map((field) => [field.name, field]));
  const metrics = new Map(schedule.metrics.map((metric) => [metric.name, metric]));
  const problems: string[] = [];
  const fieldOf = (event: string | undefined, name: string) =>
    events.get(event ?? "")?.fields.find((field) => field.name === name);
  const check = (path: string, known: readonly string[], owner: string, values: readonly string[]) => {
    for (const value of values) if (!known.includes(value)) problems.push(`${path}: ${owner} has no "${value}"`);
  };
  const bandsOf = (metric: string) => metrics.get(metric)?.bands?.map((band) => band.name) ?? [];

  for (const { name, key, closedBy } of schedule.events) {
    if (key !== undefined && !fieldOf(name, key)) problems.push(`event ${name}: it has no field "${key}"`);
    if (closedBy && !fieldOf(closedBy.event, closedBy.field)) {
      problems.push(`event ${name}: ${closedBy.event} has no field "${closedBy.field}"`);
    }
    if (closedBy && closedBy.field !== key) problems.push(`event ${name}: "${closedBy.field}" is not its key`);
  }
  for (const { path, cause } of schedule.triggers) {
    if (cause.kind !== "on" || !cause.where) continue;
    for (const { node } of nodesOf(cause.where, cause.event)) checkNode(path, node, cause.event);
  }
  for (const { path, cause } of movesOf(schedule)) {
    if (cause.kind !== "on" || !cause.where) continue;
    for (const { node } of nodesOf(cause.where, cause.event)) checkNode(path, node, cause.event);
  }
  for (const { tree, path, event: ofEvent } of treesOf(schedule)) {
    const isFilter = schedule.triggers.some(({ cause }) => cause.kind === "on" && cause.where === tree);
    if (isFilter) continue;
    for (const { node, event } of nodesOf(tree, ofEvent)) checkNode(path, node, event);
  }
  return problems;

  function checkNode(path: string, node: Condition | Expression, event: string | undefined): void {
    if (node.node === "event_values" && !fieldOf(node.event, node.field)) check(path, [], node.event, [node.field]);
    if ((node.node === "event_field" || node.node === "event_flag") && !fieldOf(event, node.field)) {
      check(path, [], event ?? "no event", [node.field]);
    }
    if (node.node === "band") check(path, bandsOf(node.metric), node.metric, node.values);
    if (node.node === "becomes") {
      check(path, bandsOf(node.metric), node.metric, [node.band, ...(node.from === undefined ? [] : [node.from])]);
    }
    if (node.node !== "member") return;
    const { of } = node;
    const field =
      of.node === "field" ? fields.get(of.field) : of.node === "event_field" ? fieldOf(event, of.field) : undefined;
    check(path, field?.members ?? [], of.text, node.values);
  }
}
