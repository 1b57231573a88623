/** Figures in plain English, to their last digit: two figures that differ are never said alike. */
import { type Figure, isBySegment } from "../../schedule/figures.ts";
import type { Comparison, FieldType, Literal, Metric, Quantity, Schedule } from "../../schedule/types.ts";
import { counted, durationText } from "../explain/places.ts";
import { quantityText, wordText } from "../templates/values.ts";
import { listed, named, type Prose, say } from "./prose.ts";

/** What sentences need to know beside what they are of. */
export interface Words {
  readonly currency: Schedule["currency"];
  readonly metrics: ReadonlyMap<string, Pick<Metric, "quantity" | "kind">>;
}

export function wordsOf({ currency, metrics }: Pick<Schedule, "currency" | "metrics">): Words {
  return { currency, metrics: new Map(metrics.map((metric) => [metric.name, metric])) };
}

const million = 1_000_000;

/** Of a value in base units: `$25,000`, `2.5%`, `15 points`, `1,200`. */
export function quantity(words: Words, kind: Quantity, value: number): string {
  switch (kind) {
    case "ratio":
      return `${decimal(value, million / 100)}%`;
    case "points":
      return `${decimal(value, million)} point${value === million ? "" : "s"}`;
    default:
      return quantityText(kind, value, words.currency);
  }
}

/** All its digits; `unit` is a power of ten. */
function decimal(value: number, unit: number): string {
  const size = Math.abs(value);
  const rest = String(size % unit)
    .padStart(String(unit).length - 1, "0")
    .replace(/0+$/, "");
  const whole = String(Math.floor(size / unit)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 ? "-" : ""}${whole}${rest === "" ? "" : `.${rest}`}`;
}

/** A share of a million: `30%`. */
export function share(ratio: number): string {
  return `${decimal(ratio, million / 100)}%`;
}

/** `the word "enterprise plus"` of texts, `pro` of one of a list, `yes` of a flag. */
export function literal(words: Words, type: FieldType, value: Literal): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object") return durationText(value);
  if (typeof value === "string") return type === "enum" ? wordText(value) : type === "text" ? `"${value}"` : value;
  return isQuantity(type) ? quantity(words, type, value) : String(value);
}

function isQuantity(type: FieldType): type is Quantity {
  return type === "money" || type === "count" || type === "ratio" || type === "points";
}

const comparisons: Readonly<Record<Comparison, string>> = {
  "=": "is",
  "!=": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
};

export function comparison(operator: Comparison): string {
  return comparisons[operator];
}

/** As a goal: `at least 50%`. */
export function goalOf(operator: Comparison, value: string): string {
  return operator === "=" ? `exactly ${value}` : `${comparisons[operator].replace(/^is /, "")} ${value}`;
}

/** A figure by segment: `90 days for enterprise, otherwise 30 days`. */
export function figure<T>(value: Figure<T>, text: (one: T) => Prose | string): Prose {
  if (!isBySegment(value)) return say`${text(value)}`;
  const { bySegment, otherwise } = value;
  return listed([
    ...bySegment.map(({ segment, is }) => say`${text(is)} for ${{ kind: "segment", name: segment }}`),
    ...(otherwise === undefined ? [] : [say`${text(otherwise)} for everybody else`]),
  ]);
}

/** `enterprise, mid market or the touch model high touch`; undefined where all customers are meant. */
export function whom({ segments = [], models = [] }: { segments?: string[]; models?: string[] }): Prose | undefined {
  const names = [
    ...named("segment", segments),
    ...named("model", models).map((model) => say`the touch model ${model}`),
  ];
  return names.length === 0 ? undefined : listed(names, "or");
}

/** `2 hours 30 minutes`, `45 minutes`. */
export function minutes(amount: number): string {
  const [hours, rest] = [Math.floor(amount / 60), amount % 60];
  const parts = [...(hours > 0 ? [counted(hours, "hour")] : []), ...(rest > 0 ? [counted(rest, "minute")] : [])];
  return parts.join(" ") || "no time";
}
