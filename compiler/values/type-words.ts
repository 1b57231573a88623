/** How values and types are called in messages. */
import type { Literal, Value } from "../../grammar/tree.ts";
import type { Field, FieldType, Metric } from "../../schedule/types.ts";

const typeWords: Record<FieldType, string> = {
  money: "an amount of money",
  count: "a count",
  ratio: "a ratio",
  points: "a number of points",
  duration: "a length of time",
  date: "a date",
  instant: "an instant",
  text: "a text",
  flag: "a flag",
  zone: "a time zone",
  enum: "one of several words",
};

export function wordsOfType(type: FieldType): string {
  return typeWords[type];
}

/** `a count per day`, `one of trial, pro`. */
export function wordsOfField(field: Field): string {
  return field.members ? `one of ${field.members.slice(0, 12).join(", ")}` : typeWords[field.type];
}

export function wordsOfMetric(metric: Metric): string {
  return `${typeWords[metric.quantity]} ${metric.kind === "flow" ? "per day" : "snapshot"}`;
}

const literalWords: Record<Literal["kind"], string> = {
  number: "a number",
  money: "an amount of money",
  ratio: "a ratio",
  points: "a number of points",
  duration: "a length of time",
  date: "a date",
  time: "a time of day",
  text: "a text",
  flag: "a flag",
};

export function wordsOfValue(value: Value): string {
  return value.kind === "name" ? "a name" : literalWords[value.kind];
}
