/** Fields of events for which a filter `where (...)` is so, or is not. */

import { formatDay } from "../../runtime/calendar/days.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { Condition, EventType, Expression, Literal, Schedule } from "../../schedule/types.ts";
import { amountsFor, numberOf, plainValue, stepOf, turned, within } from "./amounts.ts";

export type EventFields = ReadonlyMap<string, Literal>;

/** What an event must have; its key is told apart by `which`. */
export function plainFields(event: EventType, schedule: Schedule, day: EpochDay, which: number): EventFields {
  const fields = new Map<string, Literal>();
  for (const field of event.fields) {
    if (field.name === event.key) fields.set(field.name, field.type === "text" ? `${which}` : which);
    else if (!field.optional && field.default === undefined) {
      fields.set(field.name, plainValue(field, schedule, formatDay(day)));
    }
  }
  return fields;
}

/** Fields besides the plain ones, for each way in which the filter can be so. */
export function filtersFor(
  where: Condition | undefined,
  event: EventType,
  schedule: Schedule,
  want = true,
): EventFields[] {
  if (!where) return want ? [new Map()] : [];
  return filtered(where, want);

  function filtered(condition: Condition, is: boolean): EventFields[] {
    switch (condition.node) {
      case "and":
      case "or": {
        const parts = condition.operands.map((operand) => filtered(operand, is));
        return (condition.node === "and") === is ? joined(parts) : parts.flat();
      }
      case "not":
        return filtered(condition.operand, !is);
      case "event_flag":
        return [new Map([[condition.field, is]])];
      case "member":
        return membersOf(condition.of, condition.values, is);
      case "known":
        return knownOf(condition.of, is);
      case "compare":
        return compared(condition, is);
      default:
        return [new Map()];
    }
  }

  function fieldOf(expression: Expression) {
    return expression.node === "event_field" ? event.fields.find(({ name }) => name === expression.field) : undefined;
  }

  function membersOf(of: Expression, values: readonly string[], is: boolean): EventFields[] {
    const field = fieldOf(of);
    const members =
      field?.members?.filter((member) => values.includes(member) === is) ?? (is ? values : ["none of them"]);
    return field ? members.map((member) => new Map([[field.name, member]])) : [new Map()];
  }

  function knownOf(of: Expression, is: boolean): EventFields[] {
    const field = fieldOf(of);
    return field && is ? [new Map([[field.name, plainValue(field, schedule, "2026-01-05")]])] : [new Map()];
  }

  function compared({ operator, left, right }: Extract<Condition, { node: "compare" }>, is: boolean): EventFields[] {
    const isTurned = left.node === "literal";
    const field = fieldOf(isTurned ? right : left);
    const against = isTurned ? left : right;
    if (!field || against.node !== "literal") return [new Map()];
    const { value } = against;
    if (typeof value === "string" && numberOf(value) === undefined) {
      return [new Map([[field.name, (operator === "=") === is ? value : `${value}s`]])];
    }
    const amounts = amountsFor(
      isTurned ? turned[operator] : operator,
      numberOf(value) ?? 0,
      stepOf(field.type, schedule),
      is,
    );
    return amounts.map((amount) => new Map([[field.name, literalOf(field, amount)]]));
  }
}

function literalOf(field: EventType["fields"][number], amount: number): Literal {
  if (field.type === "date") return formatDay(amount);
  return field.type === "duration" ? { unit: "days", amount } : within(field, amount);
}

function joined(parts: readonly EventFields[][]): EventFields[] {
  return parts.reduce<EventFields[]>(
    (all, part) => all.flatMap((one) => part.map((other) => new Map([...one, ...other]))).slice(0, 12),
    [new Map()],
  );
}
