/**
 * Judges a condition by nothing but its text and the values printed beside its leaves, as a reader would: `60 after 100`
 * makes `falls > 30%` true. It shares no code with the evaluator. Where only "yes" or "no" is printed, that is believed.
 */
import type { Condition, Expression, Schedule } from "../../schedule/types.ts";

/** Values are printed to two decimals. */
const rounding = 0.005;

export function truthOfPrinted(schedule: Schedule, condition: Condition, printed: string): boolean | undefined {
  const judge = (node: Condition): boolean | undefined => {
    switch (node.node) {
      case "and":
        return every(node.operands.map(judge));
      case "or":
        return negated(every(node.operands.map((operand) => negated(judge(operand)))));
      case "not":
        return negated(judge(node.operand));
      case "for":
      case "outside":
        return judge(node.condition);
      case "compare":
        return comparedPrinted(node, printed);
      case "change":
        return changed(node, printedValue(node.text, printed));
      case "becomes": {
        const [now, before] = pairOf(printedValue(node.text, printed));
        const bandOf = (value: number) => bandOfValue(schedule, node.metric, value);
        if (now === undefined || before === undefined) return undefined;
        return bandOf(now) === node.band && (node.from ? bandOf(before) === node.from : bandOf(before) !== node.band);
      }
      case "band": {
        const value = plainNumber(printedValue(node.metric, printed));
        return value === undefined ? undefined : node.values.includes(bandOfValue(schedule, node.metric, value));
      }
      case "segment":
        return node.values.includes(printedValue("segment", printed) ?? "");
      case "member": {
        const value = printedValue(node.of.text, printed);
        return value === undefined || value === "unknown" ? undefined : node.values.includes(value);
      }
      case "known":
        return printedValue(node.of.text, printed) !== "unknown";
      default: {
        const value = printedValue(node.text, printed);
        return value === "yes" ? true : value === "no" ? false : undefined;
      }
    }
  };
  return judge(condition);
}

function every(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function negated(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

/** What stands in braces behind a leaf. */
export function printedValue(leaf: string, printed: string): string | undefined {
  for (let at = printed.indexOf(`${leaf} {`); at >= 0; at = printed.indexOf(`${leaf} {`, at + 1)) {
    if (at > 0 && /[\w.]/.test(printed[at - 1]!)) continue;
    const from = at + leaf.length + 2;
    return printed.slice(from, printed.indexOf("}", from));
  }
  return undefined;
}

function plainNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text.replace(/%$/, "").replace(/ or more$/, ""));
  return Number.isNaN(number) ? undefined : number;
}

/** How far a printed number may be from the one it stands for: whole ones and those of one decimal are exact. */
function roundingOf(text: string | undefined): number {
  return text !== undefined && /\.\d\d/.test(text) ? rounding : 0;
}

/** A literal from its own words, anything else from what is printed; ratios in percent, money in whole units, times in days. */
function numberOf(expression: Expression, printed: string): number | undefined {
  if (expression.node !== "literal") return plainNumber(printedValue(expression.text, printed));
  const [, digits, unit = ""] = /^[$€£]?([\d.]+)\s*([KMB%]|[a-z ]+)?$/.exec(expression.text) ?? [];
  const scale =
    new Map([
      ["K", 1e3],
      ["M", 1e6],
      ["B", 1e9],
      ["w", 7],
      ["month", 30],
      ["months", 30],
      ["quarter", 91],
      ["quarters", 91],
      ["year", 365],
      ["years", 365],
    ]).get(unit) ?? 1;
  return digits === undefined ? undefined : Number(digits) * scale;
}

/** Months are not of one length: how many days two readings of them may differ. */
function calendarSlack({ text }: Expression): number {
  const [, amount, unit] = /^(\d+) (month|quarter|year)s?$/.exec(text) ?? [];
  return Number(amount ?? 0) * (unit === "month" ? 2 : 4);
}

function comparedPrinted(node: Extract<Condition, { node: "compare" }>, printed: string): boolean | undefined {
  const { left, operator, right } = node;
  const texts = [left, right].map((side) => (side.node === "literal" ? undefined : printedValue(side.text, printed)));
  const slack = Math.max(...texts.map(roundingOf)) + calendarSlack(right);
  const truth = compared(numberOf(left, printed), operator, numberOf(right, printed), slack);
  if (!texts[0]?.endsWith(" or more")) return truth;
  // At least that much: it only says that more is so, or that less is not.
  return operator.startsWith(">") ? truth || undefined : truth === false ? false : undefined;
}

/** Undefined where the two are nearer than what printing them may have taken away. */
function compared(
  left: number | undefined,
  operator: string,
  right: number | undefined,
  slack: number,
): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  const difference = left - right;
  const isEqual = Math.abs(difference) < 1e-9;
  if (slack > 0 && Math.abs(difference) <= slack) return undefined;
  switch (operator) {
    case "=":
      return isEqual;
    case "!=":
      return !isEqual;
    case "<":
      return difference < 0 && !isEqual;
    case "<=":
      return difference < 0 || isEqual;
    case ">":
      return difference > 0 && !isEqual;
    default:
      return difference > 0 || isEqual;
  }
}

function pairOf(printed: string | undefined): [number | undefined, number | undefined] {
  const [now, before] = (printed ?? "").split(" after ");
  return [plainNumber(now), plainNumber(before)];
}

function changed(node: Extract<Condition, { node: "change" }>, printed: string | undefined): boolean | undefined {
  const [now, before] = pairOf(printed);
  if (now === undefined || before === undefined) return undefined;
  const moved = node.direction === "falls" ? before - now : now - before;
  const [, operator = ">", amount = "0", percent] = /(?:falls|rises) (>=?) ([\d.]+)(%)?/.exec(node.text) ?? [];
  const slack = 2 * Math.max(...(printed ?? "").split(" after ").map(roundingOf));
  return compared(moved, operator, percent ? (Number(amount) / 100) * before : Number(amount), slack);
}

function bandOfValue({ metrics }: Schedule, metric: string, value: number): string {
  const { bands } = metrics.find(({ name }) => name === metric)!;
  return bands!.find(({ floor }) => value >= floor / 1_000_000)!.name;
}
