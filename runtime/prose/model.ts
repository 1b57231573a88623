/** What is known of customers, and who we are, in plain English (docs/language.md, section 3). */
import type {
  Band,
  Calendar,
  EventType,
  Field,
  Metric,
  Role,
  Score,
  ScoreComponent,
  Segment,
  Stage,
  TouchModel,
  Vacancy,
} from "../../schedule/types.ts";
import { counted, durationText } from "../explain/places.ts";
import { wordText } from "../templates/values.ts";
import { allTold, type Clauses, saidBy } from "./clauses.ts";
import { conditionProse, expressionProse } from "./conditions.ts";
import { heading, listed, type Named, named, type Prose, type Said, say } from "./prose.ts";
import { literal, quantity, type Words } from "./values.ts";
import { asked, docSaid, one } from "./work.ts";

const fieldWords: Readonly<Record<Field["type"], string>> = {
  money: "an amount of money",
  count: "a number",
  ratio: "a share",
  points: "points",
  duration: "a length of time",
  date: "a date",
  instant: "a date with its time",
  text: "a text",
  flag: "yes or no",
  zone: "a time zone",
  enum: "one of a list",
};

/** `one of trial, pro or enterprise; it can be unknown`. */
export function fieldProse(words: Words, field: Field): Prose {
  const { type, members, range, optional, default: otherwise, name: _, doc: __, ...rest } = field;
  allTold(rest);
  const what = members ? say`one of ${listed(members.map(wordText), "or")}` : say`${fieldWords[type]}`;
  const isQuantity = type === "money" || type === "count" || type === "ratio" || type === "points";
  const bounds =
    range && isQuantity ? say` from ${quantity(words, type, range.from)} to ${quantity(words, type, range.to)}` : [];
  const unknown = optional ? "; it can be unknown" : "";
  return say`${what}${bounds}${otherwise === undefined ? unknown : `; ${literal(words, type, otherwise)} where nobody says it`}`;
}

function bandsSaid(words: Words, kind: Metric["quantity"], bands: readonly Band[]): Said[] {
  const lines = bands.map(
    ({ name, floor }): Said => ({ text: say`${wordText(name)}: from ${quantity(words, kind, floor)} on` }),
  );
  return [heading(["its bands, the highest first"], lines)];
}

const missingWords: Readonly<Record<Metric["missing"], string>> = {
  unknown: "on a day without a value it is unknown",
  zero: "on a day without a value it is zero",
  carries: "on a day without a value the last one stands",
};

export function metricSaid(words: Words, metric: Metric): Said[] {
  const clauses: Clauses<Metric> = {
    name: null,
    quantity: (kind) => one(kind === "points" ? ["it is told in points"] : say`it is ${fieldWords[kind]}`),
    range: ({ from, to }, { quantity: kind }) =>
      one(say`it lies between ${quantity(words, kind, from)} and ${quantity(words, kind, to)}`),
    kind: (kind) =>
      one([kind === "flow" ? "each day has its own, and days add up" : "each day has its own, and days do not add up"]),
    missing: (missing) => one([missingWords[missing]]),
    bands: (bands, { quantity: kind }) => bandsSaid(words, kind, bands),
    computed: () => one(["it is computed each day from other figures"]),
    doc: null,
  };
  return saidBy(clauses, metric);
}

export function scoreSaid(words: Words, score: Score, bands: readonly Band[]): Said[] {
  const clauses: Clauses<Score> = {
    name: null,
    path: null,
    components: (components) => components.flatMap((component) => componentSaid(words, component)),
    lost: (lost) => asked(words, "it should have warned of those of whom", lost),
    doc: null,
  };
  return [...saidBy(clauses, score), ...(bands.length > 0 ? bandsSaid(words, "points", bands) : [])];
}

function componentSaid(words: Words, component: ScoreComponent): Said[] {
  const clauses: Clauses<ScoreComponent> = {
    name: null,
    total: null,
    lines: (lines, { name, total }) => [
      heading(say`${{ kind: "metric", name }}, up to ${quantity(words, "points", total)}`, [
        ...docSaid(component),
        ...lines.flatMap((line): Said[] => [{ text: lineProse(words, line) }, ...docSaid(line)]),
      ]),
    ],
    doc: null,
  };
  return saidBy(clauses, component);
}

function lineProse(words: Words, line: ScoreComponent["lines"][number]): Prose {
  const points = quantity(words, "points", line.points);
  if (line.kind === "when") return say`${points} when ${conditionProse(words, line.when)}.`;
  const of = line.by.type;
  const at = (value: number) =>
    of === "money" || of === "count" || of === "ratio" || of === "points"
      ? quantity(words, of, value)
      : counted(value, "day");
  return say`Up to ${points} by ${expressionProse(words, line.by)}: none at ${at(line.from)}, all at ${at(line.to)}.`;
}

export function eventSaid(words: Words, event: EventType): Said[] {
  const clauses: Clauses<EventType> = {
    name: null,
    forAll: (forAll) => one([forAll ? "it happens to all customers at once" : "it happens to one customer"]),
    fields: (fields) =>
      fields.length === 0
        ? []
        : [
            heading(
              ["it carries"],
              fields.map((field) => ({ text: say`${wordText(field.name)}: ${fieldProse(words, field)}` })),
            ),
          ],
    key: (key) => one([`its ${wordText(key)} says which case it belongs to`]),
    closedBy: ({ event: by }) => one(say`a case is open until ${{ kind: "event", name: by }} closes it`),
    doc: null,
  };
  return saidBy(clauses, event);
}

const roleWords: Readonly<Record<Role["kind"], string>> = {
  person: "for each customer it is one person",
  shared: "it is shared: whoever is there answers",
  machine: "it is a machine: it works at any hour",
};

export function roleSaid(role: Role): Said[] {
  const clauses: Clauses<Role> = {
    name: null,
    kind: (kind) => one([roleWords[kind]]),
    ownsAccounts: (owns) => (owns ? one(["it owns its customers"]) : []),
    answersWithin: (within) => one([`it answers within ${durationText(within)}`]),
    doc: null,
  };
  return saidBy(clauses, role);
}

/** What becomes of a touch for a contact that nobody is. */
export function vacancySaid(vacancy: Vacancy): Said[] {
  return "use" in vacancy
    ? one(say`where nobody is known, ${{ kind: "contact", name: vacancy.use }} is spoken to instead`)
    : one(say`where nobody is known, ${{ kind: "role", name: vacancy.alert }} is told instead`);
}

export function calendarSaid(calendar: Calendar): Said[] {
  const clauses: Clauses<Calendar> = {
    name: null,
    ranges: (ranges) => [
      heading(
        ["its days"],
        ranges.map(({ yearly, from, to }) => ({
          text: [`${yearly ? "every year, " : ""}${from === to ? from : `${from} to ${to}`}`],
        })),
      ),
    ],
    doc: null,
  };
  return saidBy(clauses, calendar);
}

export function stageSaid(stage: Stage): Said[] {
  const clauses: Clauses<Stage> = {
    name: null,
    from: (field) => one(say`it begins on the day of ${{ kind: "field", name: field }}`),
    lasts: (lasts) => one([`it lasts until ${durationText(lasts)} after that day`]),
    doc: null,
  };
  return saidBy(clauses, stage);
}

/**
 * Who is in a segment, or has a touch model: the first of a list whose condition holds (docs/language.md, section 3). `earlier`:
 * what stands before it in the list. One of them that cannot be told ends the search: nobody is guessed into what follows.
 */
export function belongsSaid(words: Words, { when }: Pick<Segment, "when">, earlier: readonly Named[]): Said[] {
  const notIn = earlier.length === 0 ? [] : say` who is known not to be in ${listed(earlier, "or")}`;
  return when ? asked(words, say`a customer${notIn} is here when`, when) : one(say`here is every customer${notIn}`);
}

export function coverageProse(coverage: NonNullable<TouchModel["coverage"]>): Prose {
  const between = ({ from, to }: { from: number; to: number }) => (from === to ? `${from}` : `${from} to ${to}`);
  switch (coverage.kind) {
    case "dedicated":
      return say`each person of ${{ kind: "role", name: coverage.role }} serves ${between(coverage.accounts)} of them`;
    case "pooled": {
      const { role, people, accounts } = coverage;
      return say`${between(people)} of ${{ kind: "role", name: role }} share ${between(accounts)} of them`;
    }
    case "none":
      return ["nobody serves them in person"];
  }
}

/** `earlier`: names of the segments before it. */
export function segmentSaid(words: Words, segment: Segment, earlier: readonly string[]): Said[] {
  const clauses: Clauses<Segment> = { name: null, when: null, doc: null };
  return [...belongsSaid(words, segment, named("segment", earlier)), ...saidBy(clauses, segment)];
}

/** `earlier`: names of the touch models before it. */
export function touchModelSaid(words: Words, model: TouchModel, earlier: readonly string[]): Said[] {
  const clauses: Clauses<TouchModel> = {
    name: null,
    when: null,
    coverage: (coverage) => one(coverageProse(coverage)),
    doc: null,
  };
  return [...belongsSaid(words, model, named("model", earlier)), ...saidBy(clauses, model)];
}
