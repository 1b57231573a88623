/** How journeys, segments and touch models are compared and said. */
import type {
  Coverage,
  Journey,
  JourneyStage,
  Occasion,
  Reviews,
  Segment,
  TouchModel,
} from "../../../schedule/types.ts";
import { parts } from "../parts.ts";
import { byKind, byTable, type NodeRule, type Rule, sameNames, type Table, tell } from "../rule.ts";
import { clause, condition, doc, identity, name, names, nested, optional, together, toldWith } from "../rules.ts";
import { lengthText, line, numbersText } from "../words.ts";

type When = Extract<Occasion, { kind: "when" }>;
type On = Extract<Occasion, { kind: "on" }>;
type From = { kind: "from"; field: string };

const when: NodeRule<When> = byTable<When>({ kind: identity(), when: condition("when") });
const on: NodeRule<On> = byTable<On>(
  {
    kind: identity(),
    event: clause("on", (event) => `on ${event}`, name("event")),
    where: condition("where", "true", ({ event }) => [{ kind: "event", name: event }]),
  },
  ({ event, where }) => `on ${event}${where ? ` where (${where.text})` : ""}`,
);
const from: NodeRule<From> = byTable<From>({
  kind: identity(),
  field: clause("from", (field) => `from ${field}`, name("field")),
});

/** What a trigger fires on, and what moves a customer in a journey. */
export const occasion: NodeRule<Occasion> = byKind<Occasion>("cause", { when, on });
const entry: NodeRule<From | Occasion> = byKind<From | Occasion>("cause", { when, on, from });

type Enter = JourneyStage["enters"][number];
type Leave = JourneyStage["leaves"][number];
type Turn = JourneyStage["backs"][number];
type Expected = JourneyStage["expects"][number];

const enter: NodeRule<Enter> = byTable<Enter>(
  { path: identity(), cause: nested(entry) },
  ({ cause }, words) => `enter ${entry.text(cause, words)}`,
);
const leave: NodeRule<Leave> = byTable<Leave>(
  {
    path: identity(),
    cause: nested(occasion),
    confirmedBy: clause("confirmed by", (event) => `confirmed by ${event}`, name("event")),
    // biome-ignore lint/suspicious/noThenProperty: a table has a rule for every member, and is never awaited.
    then: clause("then", (stage) => `then ${stage}`, name("stage")),
  },
  ({ cause, confirmedBy, then }, words) =>
    line(
      "leave",
      occasion.text(cause, words),
      confirmedBy === undefined ? "" : `confirmed by ${confirmedBy}`,
      then === undefined ? "" : `then ${then}`,
    ),
);
const turn = (word: "back" | "skip"): NodeRule<Turn> =>
  byTable<Turn>(
    {
      path: identity(),
      cause: nested(occasion),
      to: clause("to", (stage) => `to ${stage}`, name("stage")),
    },
    ({ cause, to }, words) => `${word} to ${to} ${occasion.text(cause, words)}`,
  );
const [back, skip] = [turn("back"), turn("skip")];

const usual = ({ from: least, to }: Expected) => `${lengthText(least)}..${lengthText(to)}`;
const expected: NodeRule<Expected> = byTable<Expected>(
  {
    segment: identity(),
    from: together("usual time", ({ from: least, to }) => [least, to], usual),
    to: toldWith(),
  },
  (node) => line(node.segment ?? "", usual(node)),
);

const stageTable: Table<JourneyStage> = {
  name: identity(),
  path: identity(),
  after: clause(
    "enter after",
    (after) => (after.length === 0 ? "" : `enter after ${after.join(", ")}`),
    names("stage"),
  ),
  enters: parts({ clause: "enter", rule: enter, label: ({ cause }) => entry.text(cause, noWords), isOrdered: true }),
  leaves: parts({ clause: "leave", rule: leave, label: ({ cause }) => occasion.text(cause, noWords), isOrdered: true }),
  backs: parts({
    clause: "back",
    rule: back,
    label: ({ to, cause }) => `to ${to} ${occasion.text(cause, noWords)}`,
    isOrdered: true,
  }),
  skips: parts({
    clause: "skip",
    rule: skip,
    label: ({ to, cause }) => `to ${to} ${occasion.text(cause, noWords)}`,
    isOrdered: true,
  }),
  expects: parts({
    clause: "expect",
    rule: expected,
    label: ({ segment }) => segment ?? "all others",
    nameOf: ({ segment }, rename) => (segment === undefined ? "" : rename("segment", segment)),
    isOrdered: true,
    mayBeRenamed: false,
  }),
  doc: doc(),
};

/** Occasions are written without amounts of their own. */
const noWords = { currency: { code: "USD", minorDigits: 2 } };

export const journeyStage: NodeRule<JourneyStage> = byTable(stageTable, (node, words) => {
  const expects = node.expects.map((each) => expected.text(each, words)).join(", ");
  return line(
    `stage ${node.name} {`,
    stageTable.after.text(node.after, words, node),
    ...node.enters.map((each) => enter.text(each, words)),
    ...node.leaves.map((each) => leave.text(each, words)),
    ...node.backs.map((each) => back.text(each, words)),
    ...node.skips.map((each) => skip.text(each, words)),
    expects === "" ? "" : `expect ${expects}`,
    "}",
  );
});

export const journey: NodeRule<Journey> = byTable<Journey>({
  name: identity(),
  path: identity(),
  key: clause("per", (key) => `per ${key}`),
  stages: parts({
    clause: "stage",
    rule: journeyStage,
    label: ({ name: called }) => called,
    nameOf: ({ name: called }, rename) => rename("stage", called),
    isOrdered: true,
  }),
  doc: doc(),
});

// ---- the searches ----------------------------------------------------------------------------------------------------

/** What is said of all segments, or of all touch models, together. */
export interface Search {
  kind: "segment" | "model";
  /** In the order of the search. */
  names: readonly string[];
  reviews?: Reviews;
}

/** Of what both programs have: the order. What only one has is told as its own declaration. */
function order(): Rule<readonly string[], Search> {
  return {
    tells: ["order"],
    text: (list) => list.join(", "),
    atoms: () => [],
    compare({ before, after }, nodes, spot, telling) {
      const { kind } = nodes.after;
      const isBefore = new Set(before.map((each) => telling.rename(kind, each)));
      const common = new Set(after.filter((each) => isBefore.has(each)));
      const earlier = before.filter((each) => common.has(telling.rename(kind, each)));
      const later = after.filter((each) => common.has(each));
      if (earlier.every((each, index) => telling.rename(kind, each) === sameNames(kind, later[index]!))) return;
      const text = { before: earlier.join(", "), after: later.join(", ") };
      tell(spot, telling, { clause: `order of ${kind}s`, text, what: "order" });
    },
  };
}

const reviews: NodeRule<Reviews> = byTable<Reviews>(
  {
    every: clause("reviewed every", (every) => `reviewed every ${lengthText(every)}`),
    from: clause("reviewed from", (date) => `reviewed from ${date}`),
  },
  ({ every, from: date }) => `reviewed every ${lengthText(every)} from ${date}`,
);

export const search: NodeRule<Search> = byTable<Search>({
  kind: identity(),
  reviews: optional("reviewed", reviews),
  names: order(),
});

export const segment: NodeRule<Segment> = byTable<Segment>(
  { name: identity(), when: condition("when", "true"), doc: doc() },
  ({ when: match }) => (match ? `when ${match.text}` : "otherwise"),
);

const people = ({ from: least, to }: { from: number; to: number }) => numbersText({ from: least, to });

function coverageText(coverage: Coverage): string {
  switch (coverage.kind) {
    case "dedicated":
      return `coverage dedicated ${people(coverage.accounts)} accounts per ${coverage.role}`;
    case "pooled":
      return `coverage pooled ${people(coverage.people)} ${coverage.role} for ${people(coverage.accounts)} accounts`;
    case "none":
      return "coverage none";
  }
}

export const model: NodeRule<TouchModel> = byTable<TouchModel>(
  {
    name: identity(),
    when: condition("when", "true"),
    coverage: clause("coverage", coverageText, (coverage, rename) =>
      coverage.kind === "none" ? coverage : { ...coverage, role: rename("role", coverage.role) },
    ),
    doc: doc(),
  },
  ({ when: match, coverage }) =>
    line(match ? `when ${match.text}` : "otherwise", coverage ? `{ ${coverageText(coverage)} }` : ""),
);
