/**
 * Histories in which a condition is so, or is known not to be, at the close of a day: made from its own figures, with
 * values where they turn. They are proposals; what is true of them the programs say when they are run.
 */
import { formatDay, subtractDuration } from "../../runtime/calendar/days.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { Condition, Expression, Literal, Metric } from "../../schedule/types.ts";
import { aim, knownWays, levels } from "./aims.ts";
import { amountOf, amountsFor, numberOf, stepOf, turned, within } from "./amounts.ts";
import { asItIs, type Edit, setField, setMetric, together, valueOn } from "./draft.ts";
import { cases, happening } from "./events.ts";
import { before, daysOf, eachWith, firstDayOf, type Ground, inTurns, mostWays } from "./ground.ts";
import { scoreChanges, scoreWays } from "./scores.ts";
import { awayFrom, intoStage } from "./stages.ts";

export function waysTo(condition: Condition, want: boolean, at: EpochDay, ground: Ground): Edit[] {
  switch (condition.node) {
    case "and":
    case "or": {
      const parts = closingLast(condition.operands, want).map((operand) => waysTo(operand, want, at, ground));
      if ((condition.node === "and") === want) return eachWith(parts);
      return inTurns(inTurns(...parts), oneAlone(condition.operands, parts, want, at, ground)).slice(0, mostWays);
    }
    case "not":
      return waysTo(condition.operand, !want, at, ground);
    case "outside":
      return waysTo(condition.condition, want, at, ground);
    case "for": {
      const first = firstDayOf(condition.over, at);
      return want ? lasting(condition.condition, first, at, ground) : waysTo(condition.condition, false, at, ground);
    }
    case "compare":
      return compared(condition, want, at, ground).slice(0, mostWays);
    case "flag":
      return [setField(condition.field, want)];
    case "member":
      return members(condition.of, condition.values, want, ground);
    case "segment":
      return [...ground.inSegment(condition.values, want)];
    case "model":
      return [...ground.inModel(condition.values, want)];
    case "band":
      return bands(condition, want, at, ground);
    case "becomes":
      return becoming(condition, want, at, ground);
    case "known":
      return knownWays(condition.of, want, at, ground, plainOf(condition.of, at));
    case "change":
      return changes(condition, want, at, ground);
    case "open_case":
      return cases(condition, want, at, ground);
    case "during_stage":
      return stageWays(condition.stage, want, at, ground);
    case "overdue": {
      const expected = stagesOf(ground).find(({ name }) => name === condition.stage)?.expects ?? [];
      const times = expected.flatMap(({ to }) => [daysOf(to, at) + 1, daysOf(to, at)]);
      return [...new Set(times)].flatMap((time) => intoStage(condition.stage, at - time, ground));
    }
    case "happened":
      return want ? happening(condition.event, undefined, at, ground) : [asItIs];
    // A calendar is met by the choice of the day, and a customer alone is in every share.
    default:
      return [asItIs];
  }
}

/** Each of several is so, and the others are not. */
function oneAlone(
  operands: readonly Condition[],
  parts: readonly (readonly Edit[])[],
  want: boolean,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  return inTurns(
    ...parts.map((own, place) => {
      const others = operands.filter((_, other) => other !== place);
      return eachWith([...others.map((other) => waysTo(other, !want, at, ground).slice(0, 3)), own.slice(0, 3)], 12);
    }),
  );
}

/** So from a day on; what fades, as an answer does, is so again on the last one. */
function lasting(condition: Condition, first: EpochDay, last: EpochDay, ground: Ground): Edit[] {
  const begun = waysTo(condition, true, first, ground);
  if (!isFading(condition, ground)) return begun;
  const again = waysTo(condition, true, last, ground);
  return inTurns(
    begun.map((edit, place) => together(edit, again[place] ?? asItIs)),
    begun,
  );
}

/** Whether it hangs on what happens, straight or through a score. */
function isFading(node: unknown, ground: Ground): boolean {
  if (typeof node !== "object" || node === null) return false;
  if ("event" in node) return true;
  if ("metric" in node && typeof node.metric === "string" && metricOf(node.metric, ground)?.computed) return true;
  return Object.values(node).some((each) => isFading(each, ground));
}

/** Cases are closed when all of them are there. */
function closingLast(operands: readonly Condition[], want: boolean): Condition[] {
  const closes = (condition: Condition) =>
    want ? condition.node === "not" && condition.operand.node === "open_case" : condition.node === "open_case";
  return [...operands.filter((each) => !closes(each)), ...operands.filter(closes)];
}

// ---- comparisons -----------------------------------------------------------------------------------------------------

/** The side that data decide is led to where the other stands, which may hang on the account. */
function compared(
  { operator, left, right }: Extract<Condition, { node: "compare" }>,
  want: boolean,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  const isTurned = left.node === "literal";
  const [what, against] = isTurned ? [right, left] : [left, right];
  const asked = isTurned ? turned[operator] : operator;
  const length = against.node === "literal" && typeof against.value === "object" ? against.value : undefined;
  if (against.node === "literal" && typeof against.value === "string" && numberOf(against.value) === undefined) {
    return members(what, [against.value], (asked === "=") === want, ground);
  }
  const step = stepOf(what.type, ground.schedule);
  const edits = (threshold: number) => {
    const [opposite = 0] = amountsFor(asked, threshold, step, !want);
    return amountsFor(asked, threshold, step, want).flatMap((amount) =>
      aim(what, { amount, opposite, length }, at, ground),
    );
  };
  const fixed = against.node === "literal" ? thresholdOf(against.value, length, at) : undefined;
  if (fixed !== undefined) return edits(fixed);
  const [settles = asItIs] = aim(against, { amount: 100 * step, opposite: 100 * step, length }, at, ground);
  const places = [...Array(4).keys()];
  return places.map(
    (place): Edit =>
      (draft) => {
        // A field has a value already, unless the account may lack it.
        const isSettled = hangsOnField(against) && amountOf(against, draft) !== undefined;
        const settled = isSettled ? draft : settles(draft);
        const threshold = amountOf(against, settled);
        return threshold === undefined ? settled : (edits(threshold)[place] ?? asItIs)(settled);
      },
  );
}

function thresholdOf(value: Literal, length: { unit: string } | undefined, at: EpochDay): number | undefined {
  return length && typeof value === "object" ? daysOf(value, at) : numberOf(value);
}

function hangsOnField(expression: Expression): boolean {
  return expression.node === "field" || (expression.node === "share" && expression.of.node === "field");
}

function members(of: Expression, values: readonly string[], want: boolean, { schedule }: Ground): Edit[] {
  if (of.node !== "field") return [asItIs];
  const field = schedule.account.fields.find(({ name }) => name === of.field);
  if (field?.type === "text") return [setField(of.field, want ? values[0] : `${values[0]}s`)];
  const fitting = field?.members?.filter((member) => values.includes(member) === want) ?? [];
  return fitting.map((member) => setField(of.field, member));
}

function plainOf({ type }: Expression, at: EpochDay): Literal {
  if (type === "date") return formatDay(at);
  if (type === "flag") return true;
  if (type === "duration") return { unit: "days", amount: 7 };
  return type === "text" ? "a" : 1;
}

// ---- metrics ---------------------------------------------------------------------------------------------------------

function metricOf(name: string, { schedule }: Ground): Metric | undefined {
  return schedule.metrics.find((metric) => metric.name === name);
}

/** Its floor, then as much as it can be. */
function bandValues({ bands = [] }: Metric, isMeant: (band: string) => boolean): number[] {
  return bands.flatMap(({ name, floor }, place) => {
    const above = bands[place - 1]?.floor;
    return isMeant(name)
      ? [floor, ...(above === undefined ? [] : [above - 1_000_000])].filter((each) => each >= floor)
      : [];
  });
}

function bands(
  { metric: name, values }: Extract<Condition, { node: "band" }>,
  want: boolean,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  const metric = metricOf(name, ground);
  if (!metric || metric.computed) return scoreWays(name, at, ground);
  const [meant, others] = [true, false].map((is) =>
    bandValues(metric, (band) => values.includes(band) === (is === want)),
  );
  return meant!.flatMap((value) => levels(metric, value, others![0] ?? value, at));
}

function becoming(
  { metric: name, band, from }: Extract<Condition, { node: "becomes" }>,
  want: boolean,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  const metric = metricOf(name, ground);
  if (!metric || metric.computed) return scoreWays(name, at, ground);
  const before = bandValues(metric, (each) => (from === undefined ? each !== band : each === from));
  const now = bandValues(metric, (each) => (each === band) === want);
  return now.flatMap((value) =>
    before.map((was) => together(setMetric(name, was), setMetric(name, value, { from: at }))),
  );
}

/** Of so much before that whole shares of it are whole numbers; since a run began, of what there was then. */
function changes(
  { metric: name, direction, threshold, against }: Extract<Condition, { node: "change" }>,
  want: boolean,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  const metric = metricOf(name, ground);
  if (!metric) return [];
  const step = stepOf(metric.quantity, ground.schedule);
  const sign = direction === "falls" ? -1 : 1;
  const over = against.kind === "since_start" ? undefined : against.over;
  const days = over && metric.kind === "flow" ? at - subtractDuration(at, over) : 1;
  /** By how much it moves, of so much. */
  const moves = (usual: number): number[] => {
    const amount = !threshold
      ? 0
      : threshold.relative
        ? Math.ceil((usual * threshold.amount) / 1_000_000)
        : Math.ceil(threshold.amount / days);
    const isMore = !threshold || threshold.operator === ">";
    const just = isMore ? amount + (threshold ? Math.min(step, 1_000_000) : step) : amount;
    return want ? [just, Math.max(just, Math.ceil((amount + usual) / 2))] : [0, Math.max(0, just - step), -just];
  };
  if (metric.computed) return scoreChanges(metric, moves, sign, at, ground);
  if (against.kind === "since_start") {
    return [0, 1, 2].map(
      (place): Edit =>
        (draft) => {
          const start = valueOn(draft, name, ground.at) ?? 80 * step;
          return setMetric(name, within(metric, start + sign * (moves(start)[place] ?? 0)), { from: at })(draft);
        },
    );
  }
  const usual = within(metric, 80 * step);
  const isGradual = metric.kind === "flow";
  return moves(usual).flatMap((by) => {
    const now = within(metric, usual + sign * by);
    const starts = isGradual ? [at - days + 1, at] : [at];
    return [...new Set(starts)].map((from) => together(setMetric(name, usual), setMetric(name, now, { from })));
  });
}

// ---- stages ----------------------------------------------------------------------------------------------------------

function stagesOf({ schedule }: Ground) {
  return (schedule.journeys ?? []).flatMap(({ stages }) => stages);
}

/** Of the calendar: its first day and its last, or the day after that; of a journey in it, or not in it or out of it. */
function stageWays(name: string, want: boolean, at: EpochDay, ground: Ground): Edit[] {
  const stage = ground.schedule.stages.find((each) => each.name === name);
  if (!stage) return want ? intoStage(name, at, ground) : [asItIs, ...awayFrom(name, at, ground)];
  const last = before(at, stage.lasts);
  const days = want ? [at, last] : [last - 1, at + 1];
  return days.map((day) => setField(stage.from, formatDay(day)));
}
