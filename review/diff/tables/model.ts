/** How the model of a program is compared and said: fields, metrics, scores, events, people, calendars. */
import type {
  Account,
  Band,
  Calendar,
  EventType,
  Field,
  Metric,
  Role,
  Score,
  ScoreComponent,
  ScoreLine,
  Stage,
  Vacancy,
} from "../../../schedule/types.ts";
import { parts } from "../parts.ts";
import { byKind, byTable, type NodeRule, type Table } from "../rule.ts";
import { clause, condition, doc, expression, identity, leaf, name, together, toldWith } from "../rules.ts";
import { lengthText, line, literalText, quantityText, type Words } from "../words.ts";

// ---- fields --------------------------------------------------------------------------------------------------------

function typeText({ type, members, range, optional }: Field, words: Words): string {
  return `${plainType({ type, members, range }, words)}${optional ? "?" : ""}`;
}

function plainType(
  { type, members, range }: { type: Field["type"] } & Unsure<Field, "members" | "range">,
  words: Words,
) {
  if (members) return `one of ${members.join(", ")}`;
  if (!range) return type;
  const kind = type === "points" || type === "money" || type === "ratio" ? type : "count";
  return kind === "count" ? numbers(range) : `${type} ${rangeText(kind, range, words)}`;
}

type Unsure<T, Key extends keyof T> = { [K in Key]: T[K] | undefined };

function numbers({ from, to }: { from: number; to: number }): string {
  return `${from}..${to}`;
}

/** `0..100`, `0%..100%`, `$0..$100`. */
function rangeText(kind: Metric["quantity"], { from, to }: { from: number; to: number }, words: Words): string {
  const text = (units: number) => quantityText(kind, units, words).replace(/ points$/, "");
  return `${text(from)}..${text(to)}`;
}

const fieldTable: Table<Field> = {
  name: identity(),
  type: together("type", ({ type, members, range, optional }) => ({ type, members, range, optional }), typeText),
  members: toldWith(),
  range: toldWith(),
  optional: toldWith(),
  default: clause("default", (value, words, { type }) => `= ${literalText(type, value, words)}`),
  doc: doc(),
};
export const field: NodeRule<Field> = {
  ...byTable(fieldTable, (node, words) => {
    const given = node.default === undefined ? "" : `= ${literalText(node.type, node.default, words)}`;
    return line(node.name, typeText(node, words), given);
  }),
  atoms: ({ type, members, range, optional, default: given }) => [
    `type ${JSON.stringify([type, members, range])}`,
    ...(optional ? ["optional"] : []),
    ...(given === undefined ? [] : [`= ${JSON.stringify(given)}`]),
  ],
};

export const account: NodeRule<Omit<Account, "fields">> = byTable<Omit<Account, "fields">>({
  begins: clause("begins", (value) => `begins ${value}`, name("field")),
  ends: clause("ends", (value) => `ends ${value}`, name("field")),
});

// ---- metrics and scores ----------------------------------------------------------------------------------------------

type Measured = Pick<Metric, "quantity" | "range">;

function metricType({ quantity, range }: Measured, words: Words): string {
  return range ? `${quantity} ${rangeText(quantity, range, words)}` : quantity;
}

function bandsText(bands: readonly Band[], quantity: Metric["quantity"], words: Words): string {
  const floors = bands.map(
    ({ name: band, floor }) => `${band} ${quantityText(quantity, floor, words).replace(/ points$/, "")}`,
  );
  return `bands ${floors.join(" ")}`;
}

export const metric: NodeRule<Metric> = byTable<Metric>({
  name: identity(),
  quantity: together("type", ({ quantity, range }) => ({ quantity, range }), metricType),
  range: toldWith(),
  kind: clause("kind", (kind) => (kind === "flow" ? "per day" : "snapshot")),
  missing: clause("missing", (missing) =>
    missing === "unknown" ? "" : `missing ${missing === "zero" ? "is zero" : missing}`,
  ),
  bands: clause("bands", (bands, words, { quantity }) => bandsText(bands, quantity, words)),
  computed: clause("computed", () => "computed"),
  doc: doc(),
});

/** A score with what its metric says more of it. */
export interface Health extends Score {
  bands?: Band[];
  /** Members of its metrics that do not follow from the score; the compiler makes none. */
  values: readonly unknown[];
}

const line_: NodeRule<ScoreLine> = byKind<ScoreLine>("line", {
  when: byTable<Extract<ScoreLine, { kind: "when" }>>(
    {
      path: identity(),
      kind: identity(),
      points: clause("points", (points, words) => quantityText("points", points, words)),
      when: condition("when"),
      doc: doc(),
    },
    ({ points, when }, words) => `${quantityText("points", points, words)} when ${when.text}`,
  ),
  by: byTable<Extract<ScoreLine, { kind: "by" }>>(
    {
      path: identity(),
      kind: identity(),
      points: clause("points", (points, words) => quantityText("points", points, words)),
      by: expression("by"),
      from: together("scale", ({ from, to }) => ({ from, to }), scaleText),
      to: toldWith(),
      doc: doc(),
    },
    (node, words) => `${quantityText("points", node.points, words)} by ${node.by.text} ${scaleText(node, words)}`,
  ),
});

function scaleText({ by, from, to }: Extract<ScoreLine, { kind: "by" }>, words: Words): string {
  return `from ${literalText(by.type, from, words)} to ${literalText(by.type, to, words)}`;
}

const lineLabel = (node: ScoreLine) => (node.kind === "when" ? node.when.text : node.by.text);
const lastName = (dotted: string) => dotted.slice(dotted.indexOf(".") + 1);

export const component: NodeRule<ScoreComponent> = byTable<ScoreComponent>(
  {
    name: identity(),
    total: clause("points", (total, words) => quantityText("points", total, words)),
    lines: parts({ clause: "line", rule: line_, label: lineLabel, isOrdered: true }),
    doc: doc(),
  },
  ({ name: called, total, lines }, words) => {
    const all = lines.map((each) => line_.text(each, words)).join(" ");
    return `${lastName(called)} ${quantityText("points", total, words).replace(/ points$/, "")} { ${all} }`;
  },
);

export const health: NodeRule<Health> = byTable<Health>({
  name: identity(),
  path: identity(),
  components: parts({
    clause: "component",
    rule: component,
    label: ({ name: called }) => lastName(called),
    nameOf: ({ name: called }, rename) => lastName(rename("metric", called)),
    isOrdered: true,
  }),
  bands: clause("bands", (bands, words) => bandsText(bands, "points", words)),
  lost: condition("lost when"),
  values: clause("values", (values) => (values.length === 0 ? "" : JSON.stringify(values))),
  doc: doc(),
});

// ---- events ----------------------------------------------------------------------------------------------------------

export const event: NodeRule<EventType> = byTable<EventType>({
  name: identity(),
  forAll: clause("for all", (forAll) => (forAll ? "for all" : "")),
  fields: parts({
    clause: "field",
    rule: field,
    label: ({ name: called }) => called,
    nameOf: ({ name: called }) => called,
    isOrdered: true,
  }),
  key: clause("key", (key) => `key ${key}`),
  closedBy: clause(
    "closed by",
    ({ event: closing }) => `closed by ${closing}`,
    (closing, rename) => ({ ...closing, event: rename("event", closing.event) }),
  ),
  doc: doc(),
});

// ---- people, dates ----------------------------------------------------------------------------------------------------

/** What is done while nobody is that contact; whose it is, is the contact's own name. */
type Vacant = { path: Vacancy["path"] } & ({ use: string } | { alert: string });

export interface Contact {
  name: string;
  vacant?: Vacant;
}

export function vacantBy(vacancy: Vacancy): Vacant {
  const { path } = vacancy;
  return "use" in vacancy ? { path, use: vacancy.use } : { path, alert: vacancy.alert };
}

export const contact: NodeRule<Contact> = byTable<Contact>({
  name: identity(),
  vacant: clause(
    "vacant",
    (vacant) => `vacant ${"use" in vacant ? `use ${vacant.use}` : `alert ${vacant.alert}`}`,
    (vacant, rename) =>
      "use" in vacant
        ? { ...vacant, use: rename("contact", vacant.use) }
        : { ...vacant, alert: rename("role", vacant.alert) },
  ),
});

export const role: NodeRule<Role> = byTable<Role>({
  name: identity(),
  kind: clause("kind", (kind) => (kind === "person" ? "" : kind)),
  ownsAccounts: clause("owns accounts", (owns) => (owns ? "owns accounts" : "")),
  answersWithin: clause("answers within", (within) => `answers within ${lengthText(within)}`),
  doc: doc(),
});

type DayRange = Calendar["ranges"][number];

function daysText({ yearly, from, to }: DayRange): string {
  const days = from === to && !yearly ? from : `${from}..${to}`;
  return yearly ? `every year ${days}` : days;
}

export const calendar: NodeRule<Calendar> = byTable<Calendar>({
  name: identity(),
  ranges: parts({
    clause: "date",
    rule: leaf("date", daysText),
    label: daysText,
    nameOf: daysText,
    isOrdered: true,
    mayBeRenamed: false,
  }),
  doc: doc(),
});

export const stage: NodeRule<Stage> = byTable<Stage>(
  {
    name: identity(),
    from: clause("from", (from) => `from ${from}`, name("field")),
    lasts: clause("to", (lasts) => `to ${lengthText(lasts)} after`),
    doc: doc(),
  },
  ({ from, lasts }) => `from ${from} to ${lengthText(lasts)} after`,
);
