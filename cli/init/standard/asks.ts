/** Which of the standard playbooks have what they ask for in somebody's data, and what the others miss. */
import { conditionsOf, nodesOf } from "../../../schedule/conditions.ts";
import { settledCases } from "../../../schedule/figures.ts";
import type { Condition, Expression, Schedule, Score, ScoreLine } from "../../../schedule/types.ts";

/** Names of the standard model that the data fills. */
export interface Known {
  readonly fields: ReadonlySet<string>;
  readonly metrics: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
}

export interface Asked {
  readonly kind: "cadence" | "play" | "trigger";
  readonly name: string;
  /** Fields, metrics and events that are not in the data, and scores of which too much is not, each once; empty: it can be taken. */
  readonly missing: readonly string[];
}

export interface Asks {
  readonly declarations: readonly Asked[];
  /** What the data lacks for the scores. */
  readonly missingOfScores: readonly string[];
  /** Whether the data says when the first stage of the journey `customer` is left. */
  readonly saysWhenOnboardingEnds: boolean;
}

/** A score can be taken when this share of its points can be given. */
const enoughOfScore = 0.75;

const firstStage = "onboarding";

/** Of the schedule of the standard playbooks. A declaration can do without what only its steps, its end or its words ask for. */
export function asksOf(schedule: Schedule, known: Known): Asks {
  const always = new Set(schedule.account.fields.filter(({ default: value }) => value).map(({ name }) => name));
  const scores = new Map((schedule.scores ?? []).map((score) => [score.name, score]));
  // What stands in an arm runs in its experiment only.
  const tried = new Set(
    (schedule.experiments ?? []).flatMap(({ arms }) =>
      arms.flatMap(({ cadences, triggers }) => [
        ...cadences.map((name) => `cadence ${name}`),
        ...triggers.map((name) => `trigger ${name}`),
      ]),
    ),
  );
  const plays = new Map(schedule.plays.map((play) => [play.name, play]));

  const ofField = (name: string) => (known.fields.has(name) || always.has(name) ? [] : [name]);
  const ofEvent = (name: string) => (known.events.has(name) ? [] : [name]);
  const ofMetric = (name: string): string[] => {
    const score = scores.get(name.split(".")[0]!);
    if (score === undefined) return known.metrics.has(name) ? [] : [name];
    return givenShare(score, isGiven) >= enoughOfScore ? [] : [score.name];
  };
  const isGiven = (line: ScoreLine) => missingIn(treeOf(line)).length === 0;
  const ofStage = (name: string): string[] => {
    const stage = (schedule.journeys ?? []).flatMap(({ stages }) => stages).find((each) => each.name === name);
    if (stage === undefined || name === firstStage) return [];
    return stage.enters.flatMap(({ cause }) => {
      if (cause.kind === "from") return ofField(cause.field);
      return cause.kind === "on" ? ofEvent(cause.event) : missingIn(cause.when);
    });
  };
  function missingIn(tree: Condition | Expression | undefined, ofEventNamed?: string): string[] {
    if (tree === undefined) return [];
    return [...nodesOf(tree, ofEventNamed)].flatMap(({ node, event }) => {
      const isOfAccount = event === undefined && !("event" in node);
      return [
        ...("metric" in node ? ofMetric(node.metric) : []),
        ...("event" in node && node.event !== undefined ? ofEvent(node.event) : []),
        ...("stage" in node ? ofStage(node.stage) : []),
        ...("field" in node && isOfAccount ? ofField(node.field) : []),
      ];
    });
  }
  const ofPlay = (name: string): string[] => {
    const play = plays.get(name);
    if (play === undefined) return [];
    const dates = play.phases
      .flatMap(({ span }) => settledCases({ span }))
      .flatMap(({ span }) => (span.kind === "before" ? ofField(span.field) : []));
    return [...missingIn(play.scope.where), ...missingIn(play.start), ...dates];
  };
  const stageOf = ({ stage }: { stage?: string }) => (stage === undefined ? [] : ofStage(stage));
  const asked = (kind: Asked["kind"], name: string, missing: readonly string[]): Asked => ({
    kind,
    name,
    missing: sorted(missing),
  });

  const declarations = [
    ...schedule.cadences.map(({ name, scope, anchor }) =>
      asked("cadence", name, [...ofField(anchor.field), ...stageOf(scope), ...missingIn(scope.where)]),
    ),
    ...schedule.plays.map(({ name, scope }) => asked("play", name, [...stageOf(scope), ...ofPlay(name)])),
    ...schedule.triggers.map(({ name, scope, cause, until, actions }) =>
      asked("trigger", name, [
        ...stageOf(scope),
        ...missingIn(scope.where),
        ...missingIn(until),
        ...(cause.kind === "on"
          ? [...ofEvent(cause.event), ...missingIn(cause.where, cause.event)]
          : missingIn(cause.when)),
        ...actions.flatMap(({ kind, names }) => (kind === "start" ? names.flatMap(ofPlay) : [])),
      ]),
    ),
  ];
  const scoreLines = [...scores.values()].flatMap(({ components }) => components.flatMap(({ lines }) => lines));
  return {
    declarations: declarations.filter(({ kind, name }) => !tried.has(`${kind} ${name}`)),
    missingOfScores: sorted(scoreLines.flatMap((line) => missingIn(treeOf(line)))),
    saysWhenOnboardingEnds: endOfOnboarding(schedule).every((tree) => missingIn(tree).length === 0),
  };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function treeOf(line: ScoreLine): Condition | Expression {
  return line.kind === "when" ? line.when : line.by;
}

function givenShare({ components }: Score, isGiven: (line: ScoreLine) => boolean) {
  const points = (of: readonly ScoreLine[]) => of.reduce((sum, line) => sum + line.points, 0);
  const lines = components.flatMap((component) => component.lines);
  return points(lines.filter(isGiven)) / points(lines);
}

function endOfOnboarding(schedule: Schedule): Condition[] {
  const stage = (schedule.journeys ?? []).flatMap(({ stages }) => stages).find(({ name }) => name === firstStage);
  const paths = new Set(stage?.leaves.map(({ path }) => path));
  return [...conditionsOf(schedule)].filter(({ path }) => paths.has(path)).map(({ condition }) => condition);
}
