/**
 * One line of text for conditions, expressions and values: the same for every layout of the same words. Reports show
 * it, and it is the `text` of a condition in the schedule. What is missing from a broken tree is printed as `?`.
 */

import type {
  BaselineSyntax,
  ConditionSyntax,
  DurationUnitWord,
  ExpressionSyntax,
  Literal,
  Name,
  Range,
  Value,
} from "./tree.ts";

const missing = "?";

/** `30d`, `2 weeks`, `1 business day`. */
export function printDuration(value: number, unit: DurationUnitWord): string {
  const amount = printNumber(value);
  if (unit === "min" || unit === "h" || unit === "d" || unit === "w") return `${amount}${unit}`;
  const word = unit === "business_day" ? "business day" : unit;
  return `${amount} ${word}${value === 1 ? "" : "s"}`;
}

/** A literal or a name as a person writes it; money with the sign of its currency, or its code. */
export function printValue(value: Value | undefined): string {
  if (value === undefined) return missing;
  return value.kind === "name" ? value.name.text : printLiteral(value);
}

function printLiteral(literal: Literal): string {
  switch (literal.kind) {
    case "number":
      return printNumber(literal.value);
    case "money":
      return printMoney(literal.value, literal.currency);
    case "ratio":
      return `${printNumber(shiftDecimal(literal.value, 2))}%`;
    case "points":
      return `${printNumber(literal.value)} points`;
    case "duration":
      return printDuration(literal.value, literal.unit);
    case "date":
    case "time":
      return literal.value;
    case "text":
      return `"${literal.value.replace(/["\\]/g, "\\$&")}"`;
    case "flag":
      return String(literal.value);
  }
}

const signs: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£" };
const suffixes = [
  { sign: "B", exponent: 9 },
  { sign: "M", exponent: 6 },
  { sign: "K", exponent: 3 },
];

/** Whole thousands, millions and billions with their letter, as money is mostly written. */
function printMoney(value: number, currency: string): string {
  const sign = signs[currency] ?? `${currency} `;
  const suffix = suffixes.find(({ exponent }) => value !== 0 && Number.isInteger(value / 10 ** exponent));
  if (suffix === undefined) return `${sign}${printNumber(value)}`;
  return `${sign}${printNumber(value / 10 ** suffix.exponent)}${suffix.sign}`;
}

/** Moves the decimal point in the text, where multiplying would leave the dust of binary fractions. */
function shiftDecimal(value: number, places: number): number {
  const [digits = "0", exponent = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}

/** Decimal digits without an exponent, which the language has no way to write. */
function printNumber(value: number): string {
  const text = String(value);
  const small = /^(\d)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (small === null) return text;
  const [, whole = "", fraction = "", exponent = "0"] = small;
  return `0.${"0".repeat(Number(exponent) - 1)}${whole}${fraction}`;
}

/** `A..B` */
export function printRange(range: Range | undefined): string {
  return range === undefined ? missing : `${printValue(range.from)}..${printValue(range.to)}`;
}

function printName(name: Name | undefined): string {
  return name === undefined ? missing : name.text;
}

/** Puts words that are there side by side. */
function line(...words: (string | undefined | false)[]): string {
  return words.filter((word) => word !== undefined && word !== false && word !== "").join(" ");
}

/** ` where (C)`, when there is one. */
function filter(where: ConditionSyntax | undefined): string | undefined {
  return where && `where (${printCondition(where)})`;
}

/** One side of a comparison. */
export function printExpression(expression: ExpressionSyntax | undefined): string {
  if (expression === undefined) return missing;
  switch (expression.kind) {
    case "window": {
      const of = expression.field ? `${printName(expression.of)}.${expression.field.text}` : printName(expression.of);
      return line(expression.aggregate, of, filter(expression.where), "over", printValue(expression.over));
    }
    case "share":
      return line(printValue(expression.ratio), "of", printExpression(expression.of));
    case "count_of":
      return line(
        "count of",
        printName(expression.event),
        filter(expression.where),
        "over",
        printValue(expression.over),
      );
    case "days_with":
      return `days with (${printCondition(expression.condition)}) over ${printValue(expression.over)}`;
    case "touch_share":
      return line(
        "share of",
        expression.touch ? `touch ${expression.touch.text}` : line(expression.channel?.text, "touches"),
        "with",
        printName(expression.event),
        "within",
        printValue(expression.within),
        "over",
        printValue(expression.over),
      );
    case "time_since":
      return line("time since", printName(expression.field));
    case "time_to":
      return line("time to", printName(expression.field));
    case "time_in":
      return line("time in", printName(expression.stage));
    case "time_since_last":
      return line("time since last", expression.done && "done", printName(expression.name), filter(expression.where));
    default:
      return printValue(expression);
  }
}

/** A condition; parentheses as they are in the tree. */
export function printCondition(condition: ConditionSyntax | undefined): string {
  if (condition === undefined) return missing;
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.operands.map(printCondition).join(` ${condition.kind} `);
    case "not":
      return line("not", printCondition(condition.operand));
    case "parentheses":
      return `(${printCondition(condition.inner)})`;
    case "compare":
      return line(printExpression(condition.left), condition.operator, printExpression(condition.right));
    case "name":
      return condition.name.text;
    case "is":
      return printIs(condition);
    case "known":
      return line(condition.subject.text, "is", condition.known ? "known" : "unknown");
    case "change":
      return printChange(condition);
    case "becomes":
      return line(condition.subject.text, "becomes", printName(condition.to), ...fromWords(condition.from));
    case "ranked":
      return line(condition.subject.text, "in", condition.side, printValue(condition.share));
    case "open_case":
      return printOpenCase(condition);
    case "during":
      return line("during", printName(condition.name));
    case "for":
      return line(printCondition(condition.condition), "for", printValue(condition.over));
    case "outside":
      return line(printCondition(condition.condition), "outside", printName(condition.calendar));
  }
}

function fromWords(from: Name | undefined): string[] {
  return from ? ["from", from.text] : [];
}

function printIs(condition: ConditionSyntax & { kind: "is" }): string {
  const values = condition.values.map((value) => value.text).join(", ");
  return line(
    condition.subject.text,
    "is",
    condition.negated && "not",
    condition.values.length > 1 && "one of",
    values,
  );
}

function printChange(condition: ConditionSyntax & { kind: "change" }): string {
  const { threshold, against, usual } = condition;
  return line(
    condition.anyComponent && "any component of",
    condition.subject.text,
    condition.direction,
    threshold && `${threshold.operator} ${printValue(threshold.amount)}`,
    against && printBaseline(against),
    usual && `against usual ${printValue(usual)}`,
  );
}

function printBaseline(against: BaselineSyntax): string {
  if (against.kind === "week_over_week") return "week over week";
  return against.kind === "since_start" ? "since start" : `over ${printValue(against.over)}`;
}

function printOpenCase(condition: ConditionSyntax & { kind: "open_case" }): string {
  return line(
    condition.no && "no",
    condition.event.text,
    filter(condition.where),
    condition.over ? `open for ${printValue(condition.over)}` : "is open",
  );
}
