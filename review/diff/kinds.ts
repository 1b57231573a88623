/** The declarations of a schedule, kind by kind: where they are, what they are called, and how they are compared. */
import type { Journey, Metric, Schedule } from "../../schedule/types.ts";
import type { DeclarationKind } from "../types.ts";
import { byTable, type NameKind, type NodeRule, type Rename, type Two } from "./rule.ts";
import { clause } from "./rules.ts";
import { assume, measure, roi } from "./tables/goals.ts";
import { journey, journeyStage, model, type Search, search, segment } from "./tables/journeys.ts";
import {
  account,
  type Contact,
  calendar,
  component,
  contact,
  event,
  field,
  type Health,
  health,
  metric,
  role,
  stage,
  vacantBy,
} from "./tables/model.ts";
import { escalation, experiment, play } from "./tables/plays.ts";
import { cover, policy, team } from "./tables/policy.ts";
import { cadence, task, template, touch, trigger } from "./tables/work.ts";
import type { Words } from "./words.ts";

/** A declaration of a schedule: its name, and its node behind what can be done with it. */
export interface Declared {
  readonly kind: DeclarationKind;
  /** Null where there is one of its kind. */
  readonly name: string | null;
  /** By what it is found on the other side, as the program after calls what it is named after. */
  readonly key: (rename: Rename) => string;
  /** Where the schedule says that it is written. */
  readonly path: string;
  readonly text: (words: Words) => string;
  readonly atoms: (rename: Rename) => readonly string[];
  readonly node: unknown;
}

/** All there is to know of one kind of declaration. */
export interface Kind {
  readonly kind: DeclarationKind;
  /** Under which its name is named elsewhere; absent: it is named nowhere. */
  readonly names?: NameKind;
  /** Of so much that is the same it is known to be the same one under another name, though nothing names it. */
  readonly telling: number;
  declared(schedule: Schedule): readonly Declared[];
  /** The clauses that it can tell of, behind the parts they stand in. */
  readonly tells: readonly string[];
  /** Parts that other declarations name. */
  members?(declared: Declared): readonly Member[];
  compare(declared: Two<Declared>, ...rest: RestOfCompare): void;
}

export interface Member {
  readonly name: string;
  readonly atoms: (rename: Rename) => readonly string[];
}
type RestOfCompare = NodeRule<unknown>["compare"] extends (nodes: Two<unknown>, ...rest: infer Rest) => void
  ? Rest
  : never;

interface How<Node> {
  nodes(schedule: Schedule): readonly Node[];
  name(node: Node): string | null;
  path?(node: Node): string;
  names?: NameKind;
  telling?: number;
  /** Where it is named after others. */
  key?(node: Node, rename: Rename): string;
  members?(node: Node): readonly Member[];
}

function kindOf<Node>(kind: DeclarationKind, rule: NodeRule<Node>, how: How<Node>): Kind {
  const { nodes, name, path = (node: Node) => `${kind} ${name(node)}`, names, members, telling = 3 } = how;
  const { key = (node: Node) => name(node) ?? "" } = how;
  return {
    kind,
    tells: rule.tells,
    telling,
    ...(names && { names }),
    ...(members && { members: ({ node }) => members(node as Node) }),
    declared: (schedule) =>
      nodes(schedule).map((node) => ({
        kind,
        name: name(node),
        key: (rename) => key(node, rename),
        path: path(node),
        text: (words) => rule.text(node, words),
        atoms: (rename) => rule.atoms(node, rename),
        node,
      })),
    // What a kind compares it has declared itself.
    compare: ({ before, after }, ...rest) =>
      rule.compare({ before: before.node as Node, after: after.node as Node }, ...rest),
  };
}

const named = <Node extends { name: string }>(
  kind: DeclarationKind,
  rule: NodeRule<Node>,
  nodes: (schedule: Schedule) => readonly Node[],
  names?: NameKind,
): Kind => kindOf<Node>(kind, rule, { nodes, name: (node) => node.name, ...(names && { names }) });

const one = <Node>(
  kind: DeclarationKind,
  rule: NodeRule<Node>,
  node: (schedule: Schedule) => Node | undefined,
): Kind => {
  const nodes = (schedule: Schedule) => [node(schedule)].filter((each) => each !== undefined);
  return kindOf<Node>(kind, rule, { nodes, name: () => null, path: () => kind });
};

const currency = byTable<Schedule["currency"]>({
  code: clause("currency", (code) => `currency ${code}`),
  minorDigits: clause("minor digits", (digits) => `${digits} minor digits`),
});

/** Every kind, in the order of the language, with the members of a schedule that it tells. */
const byMember: { readonly [Member in Exclude<keyof Schedule, Untold>]-?: readonly Kind[] } = {
  currency: [one("currency", currency, (schedule) => schedule.currency)],
  account: [
    one("account", account, ({ account: { fields: _fields, ...others } }) => others),
    named("field", field, (schedule) => schedule.account.fields, "field"),
  ],
  metrics: [named("metric", metric, ({ metrics }) => metrics.filter(({ computed }) => !computed), "metric")],
  scores: [
    kindOf<Health>("health", health, {
      nodes: healthOf,
      name: (node) => node.name,
      names: "metric",
      members: ({ components }) => components.map((each) => memberOf(each, component)),
    }),
  ],
  events: [named("event", event, ({ events }) => events, "event")],
  contacts: [
    kindOf<Contact>("contact", contact, {
      nodes: ({ contacts, vacancies = [] }) =>
        contacts.map((called) => {
          const vacant = vacancies.find((each) => each.contact === called);
          return vacant ? { name: called, vacant: vacantBy(vacant) } : { name: called };
        }),
      name: (node) => node.name,
      names: "contact",
    }),
  ],
  vacancies: [],
  roles: [named("role", role, ({ roles }) => roles, "role")],
  calendars: [named("calendar", calendar, ({ calendars }) => calendars, "calendar")],
  stages: [named("stage", stage, ({ stages }) => stages, "stage")],
  journeys: [
    kindOf<Journey>("journey", journey, {
      nodes: ({ journeys = [] }) => journeys,
      name: (node) => node.name,
      members: ({ stages }) => stages.map((each) => memberOf(each, journeyStage)),
    }),
  ],
  reviews: [],
  segments: [
    one<Search>("segments", search, ({ segments, reviews }) => ({
      kind: "segment",
      names: segments.map(({ name }) => name),
      ...(reviews && { reviews }),
    })),
    named("segment", segment, ({ segments }) => segments, "segment"),
  ],
  models: [
    one<Search>("models", search, ({ models = [] }) => ({ kind: "model", names: models.map(({ name }) => name) })),
    named("model", model, ({ models = [] }) => models, "model"),
  ],
  touches: [named("touch", touch, ({ touches }) => touches, "touch")],
  templates: [
    kindOf("template", template, {
      nodes: ({ templates = [] }) => templates,
      name: ({ file }) => file,
      names: "template",
    }),
  ],
  tasks: [named("task", task, ({ tasks }) => tasks, "task")],
  cadences: [named("cadence", cadence, ({ cadences }) => cadences, "cadence")],
  triggers: [named("trigger", trigger, ({ triggers }) => triggers, "trigger")],
  plays: [named("play", play, ({ plays }) => plays, "play")],
  escalations: [named("escalation", escalation, ({ escalations }) => escalations, "escalation")],
  experiments: [named("experiment", experiment, ({ experiments = [] }) => experiments)],
  measures: [
    // Its figure is one clause, and says all of it.
    kindOf("measure", measure, { nodes: ({ measures = [] }) => measures, name: ({ name }) => name, telling: 2 }),
  ],
  roi: [one("roi", roi, (schedule) => schedule.roi)],
  assumptions: [one("assume", assume, ({ assumptions: lines = [] }) => ({ lines }))],
  policy: [one("policy", policy, (schedule) => schedule.policy)],
  team: [one("team", team, ({ team: members }) => ({ members }))],
  covers: [
    kindOf("cover", cover, {
      nodes: ({ covers }) => covers,
      name: ({ role: away, by }) => `${away} by ${by}`,
      key: ({ role: away, by }, rename) => `${rename("role", away)} by ${rename("role", by)}`,
      path: ({ path }) => path,
    }),
  ],
};

/** What follows from all the rest, or says only where it is written. */
type Untold = "format" | "version" | "digest" | "sources";

export const kinds: readonly Kind[] = Object.values(byMember).flat();

function memberOf<Node extends { name: string }>(node: Node, rule: NodeRule<Node>): Member {
  return { name: node.name, atoms: (rename) => rule.atoms(node, rename) };
}

/** Scores, each with what its metric says more of it. */
function healthOf({ scores = [], metrics }: Schedule): Health[] {
  const byName = new Map(metrics.map((each) => [each.name, each]));
  return scores.map((score) => {
    const own = byName.get(score.name);
    const total = score.components.reduce((sum, component) => sum + component.total, 0);
    const derived: [Metric | undefined, number, string | undefined][] = [
      [own && withoutBands(own), total, score.doc],
      ...score.components.map((component): [Metric | undefined, number, string | undefined] => [
        byName.get(component.name),
        component.total,
        component.doc,
      ]),
    ];
    const values = derived.flatMap(([given, points, doc]) => (given && !follows(given, points, doc) ? [given] : []));
    return { ...score, ...(own?.bands && { bands: own.bands }), values };
  });
}

function withoutBands({ bands: _bands, ...others }: Metric): Metric {
  return others;
}

/** Whether a metric says no more than the score or component that computes it. */
function follows({ name: _name, range, ...others }: Metric, total: number, doc: string | undefined): boolean {
  const usual = {
    quantity: "points",
    kind: "level",
    missing: "unknown",
    computed: true,
    ...(doc !== undefined && { doc }),
  };
  const isUsual = Object.entries(usual).every(([key, value]) =>
    Object.entries(others).some(([k, v]) => k === key && v === value),
  );
  return isUsual && Object.keys(others).length === Object.keys(usual).length && range?.from === 0 && range.to === total;
}
