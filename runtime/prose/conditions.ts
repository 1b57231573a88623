/**
 * Conditions and values in plain English (docs/language.md, section 5). A form of the language that has no words here
 * does not compile. Joins inside of joins stand in parentheses, so that a sentence has one reading.
 */

import type { Aggregate, Baseline, Condition, Expression } from "../../schedule/types.ts";
import { durationText } from "../explain/places.ts";
import { wordText } from "../templates/values.ts";
import { behind, listed, named, type Prose, type Said, say } from "./prose.ts";
import { comparison, literal, quantity, share, type Words } from "./values.ts";

const aggregates: Readonly<Record<Aggregate, string>> = {
  sum: "the total of",
  avg: "the average of",
  min: "the lowest of",
  max: "the highest of",
};

/** `the total of logins over the last 14 days`. */
export function expressionProse(words: Words, expression: Expression): Prose {
  const where = (condition: Condition | undefined) => filter(words, condition);
  switch (expression.node) {
    case "literal":
      return [literal(words, expression.type, expression.value)];
    case "field":
      return [{ kind: "field", name: expression.field }];
    case "event_field":
      return [`its ${wordText(expression.field)}`];
    case "metric":
      return [{ kind: "metric", name: expression.metric }];
    case "window": {
      const { aggregate, metric, over } = expression;
      return say`${aggregates[aggregate]} ${{ kind: "metric", name: metric }} over the last ${durationText(over)}`;
    }
    case "share":
      return say`${share(expression.ratio)} of ${expressionProse(words, expression.of)}`;
    case "event_count": {
      const { event, over } = expression;
      return say`the number of ${eventName(event)} events${where(expression.where)} in the last ${durationText(over)}`;
    }
    case "event_values": {
      const { aggregate, event, field, over } = expression;
      const values = say`${aggregates[aggregate]} the ${wordText(field)} of ${eventName(event)} events`;
      return say`${values}${where(expression.where)} in the last ${durationText(over)}`;
    }
    case "days_with": {
      const { condition, over } = expression;
      return say`the number of days, of the last ${durationText(over)}, on which (${conditionProse(words, condition)})`;
    }
    case "touch_share": {
      const { touch, channel, event, within, over } = expression;
      const of =
        touch !== undefined
          ? say`deliveries of ${{ kind: "touch", name: touch }}`
          : channel !== undefined
            ? say`touches by ${wordText(channel)}`
            : say`all touches`;
      return say`the share of ${of} in the last ${durationText(over)} that ${eventName(event)} followed within ${durationText(within)}`;
    }
    case "time_since":
      return say`the time since ${{ kind: "field", name: expression.field }}`;
    case "time_to":
      return say`the time to ${{ kind: "field", name: expression.field }}`;
    case "time_in":
      return say`the time in the stage ${{ kind: "stage", name: expression.stage }}`;
    case "time_since_event":
      return say`the time since the last ${eventName(expression.event)}${where(expression.where)}`;
    case "time_since_done":
      return say`the time since ${{ kind: "touch", name: expression.touch }} was last delivered`;
  }
}

function eventName(name: string) {
  return { kind: "event", name } as const;
}

function filter(words: Words, condition: Condition | undefined): Prose {
  return condition ? say` for which (${conditionProse(words, condition)})` : [];
}

/** What follows `when`: `logins fell by more than 30% from one week to the next`. */
export function conditionProse(words: Words, condition: Condition): Prose {
  switch (condition.node) {
    case "and":
    case "or": {
      const operands = condition.operands.map((operand) => apart(words, operand));
      return say`${condition.node === "or" ? "either " : ""}${behind(`, ${condition.node} `, operands)}`;
    }
    case "not":
      return denied(words, condition.operand) ?? say`it is not so that (${conditionProse(words, condition.operand)})`;
    default:
      return simple(words, condition, false);
  }
}

type Join = Extract<Condition, { node: "and" | "or" | "not" }>;
type Simple = Exclude<Condition, Join>;

/** A condition that is denied, or behind which more is said: joins in parentheses. */
export function inside(words: Words, condition: Condition): Prose {
  const prose = conditionProse(words, condition);
  return condition.node === "and" || condition.node === "or" ? say`(${prose})` : prose;
}

/** A condition beside others: whatever has a comma, in parentheses. */
function apart(words: Words, condition: Condition): Prose {
  const prose = inside(words, condition);
  return condition.node === "for" || condition.node === "outside" ? say`(${prose})` : prose;
}

/** In words of its own, where a language has them; without, it is said to be not so. */
function denied(words: Words, condition: Condition): Prose | undefined {
  switch (condition.node) {
    case "flag":
    case "event_flag":
    case "member":
    case "segment":
    case "model":
    case "band":
    case "known":
    case "open_case":
    case "during_stage":
    case "during_calendar":
      return simple(words, condition, true);
    default:
      return undefined;
  }
}

/** `isNot` is heeded by the forms that `denied` names. */
function simple(words: Words, condition: Simple, isNot: boolean): Prose {
  const is = isNot ? "is not" : "is";
  switch (condition.node) {
    case "compare": {
      const { operator, left, right } = condition;
      return say`${expressionProse(words, left)} ${comparison(operator)} ${expressionProse(words, right)}`;
    }
    case "flag":
      return say`${{ kind: "field", name: condition.field }} ${is} true`;
    case "event_flag":
      return say`its ${wordText(condition.field)} ${is} true`;
    case "member":
      return say`${expressionProse(words, condition.of)} ${is} ${listed(condition.values.map(wordText), "or")}`;
    case "segment":
      return say`the customer ${is} ${listed(named("segment", condition.values), "or")}`;
    case "model":
      return say`the touch model in force ${is} ${listed(named("model", condition.values), "or")}`;
    case "band": {
      const { metric, values } = condition;
      return say`${{ kind: "metric", name: metric }} ${is} in the band ${listed(values.map(wordText), "or")}`;
    }
    case "known":
      return say`${expressionProse(words, condition.of)} ${is} known`;
    case "change":
      return changeProse(words, condition);
    case "ranked": {
      const which = condition.side === "top" ? "highest" : "lowest";
      return say`${{ kind: "field", name: condition.field }} is among the ${which} ${share(condition.share)} of all customers`;
    }
    case "becomes": {
      const { metric, band, from } = condition;
      const before = from === undefined ? "another band" : wordText(from);
      return say`${{ kind: "metric", name: metric }} has just turned ${wordText(band)} from ${before}`;
    }
    case "for":
      return say`${inside(words, condition.condition)}, on each of the last ${durationText(condition.over)}`;
    case "open_case": {
      const { event, over } = condition;
      const since = over === undefined ? "" : ` for the last ${durationText(over)}`;
      return say`${isNot ? "no" : "any"} ${eventName(event)}${filter(words, condition.where)} ${over === undefined ? "is" : "has been"} open${since}`;
    }
    case "during_stage":
      return say`the customer ${is} in the stage ${{ kind: "stage", name: condition.stage }}`;
    case "overdue":
      return say`the customer has been in the stage ${{ kind: "stage", name: condition.stage }} for longer than expected`;
    case "during_calendar":
      return say`the day ${is} in ${{ kind: "calendar", name: condition.calendar }}`;
    case "outside": {
      const { calendar, condition: inner } = condition;
      return say`${inside(words, inner)}, outside of ${{ kind: "calendar", name: calendar }}`;
    }
    case "happened":
      return say`${eventName(condition.event)} has happened in the run`;
  }
}

function changeProse(
  words: Words,
  { metric, direction, threshold, against }: Extract<Condition, { node: "change" }>,
): Prose {
  const verb = direction === "falls" ? "fell" : "rose";
  const kind = words.metrics.get(metric)?.quantity ?? "count";
  const amount = threshold && (threshold.relative ? share(threshold.amount) : quantity(words, kind, threshold.amount));
  const by = threshold === undefined ? "" : ` by ${threshold.operator === ">" ? "more than" : "at least"} ${amount}`;
  return say`${{ kind: "metric", name: metric }} ${verb}${by} ${baseline(against)}`;
}

function baseline(against: Baseline): string {
  switch (against.kind) {
    case "span": {
      const { unit, amount } = against.over;
      return unit === "days" && amount === 7 ? "from one week to the next" : `over ${durationText(against.over)}`;
    }
    case "since_start":
      return "since the run began";
    case "usual": {
      const span = against.over === undefined ? "" : `over ${durationText(against.over)} `;
      return `${span}against what was usual in the ${durationText(against.usual)} before`;
    }
  }
}

/** A condition as a list of what it is made of, where it is made of several. */
export function conditionSaid(words: Words, condition: Condition): Said {
  if (condition.node !== "and" && condition.node !== "or") return { text: conditionProse(words, condition) };
  const items = condition.operands.map((operand) => conditionSaid(words, operand));
  return { text: condition.node === "and" ? ["all of this"] : ["any of this"], items };
}
