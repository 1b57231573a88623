/** Fields of the account and of events: their types, ranges and defaults. */
import type { FieldSyntax, Name, Range, TypeSyntax, Value } from "../../grammar/tree.ts";
import type { Field, FieldType, Literal, Quantity } from "../../schedule/types.ts";
import { withoutRepeats } from "../clauses.ts";
import { compact } from "../compact.ts";
import { likely, nearest } from "../diagnostics/suggest.ts";
import type { Checker } from "../program.ts";
import { problemOfDate } from "../values/dates.ts";
import { durationOfLiteral } from "../values/durations.ts";
import { baseUnitsOf, literalOf } from "../values/quantities.ts";
import { wordsOfType, wordsOfValue } from "../values/type-words.ts";

const fieldTypes: readonly FieldType[] = [
  "money",
  "count",
  "ratio",
  "points",
  "duration",
  "date",
  "instant",
  "text",
  "flag",
  "zone",
];

export const quantities: readonly Quantity[] = ["money", "count", "ratio", "points"];

type CheckedType = Pick<Field, "type" | "members" | "range">;

/** A field of which a value is written; `what` begins a sentence: "The default of `plan`". */
type ValuedField = Pick<Field, "name" | "type" | "members" | "range"> & { what: string };

/** A field of an event without a type is text; one of the account must have one, which the parser sees to. */
export function checkField(checker: Checker, syntax: FieldSyntax): Field | undefined {
  if (!syntax.name) return undefined;
  const name = syntax.name.text;
  const type = syntax.type ? checkType(checker, syntax.type, fieldTypes) : { type: "text" as const };
  if (!type) return undefined;
  if (syntax.optional && syntax.default) {
    const parameters = {
      clause: "?",
      where: "a field with a default",
      reason: "A field that takes a value when it is absent is never unknown.",
      hint: "Remove the `?`, or the default.",
    };
    checker.report("clause-not-here", parameters, syntax.name.span);
  }
  return compact<Field>({
    name: syntax.name.text,
    ...type,
    optional: syntax.optional,
    default:
      syntax.default &&
      checkFieldValue(checker, syntax.default, { what: `The default of \`${syntax.name.text}\``, ...type, name }),
    doc: syntax.doc,
  });
}

/** The type a field or metric is given; `allowed` are the plain types that may stand. */
export function checkType(
  checker: Checker,
  syntax: TypeSyntax,
  allowed: readonly FieldType[],
): CheckedType | undefined {
  switch (syntax.kind) {
    case "named": {
      const type = allowed.find((each) => each === syntax.name.text);
      if (type) return { type };
      reportUnknownType(checker, syntax.name, allowed);
      return undefined;
    }
    case "range": {
      const range = checkRange(checker, syntax.range, syntax.quantity);
      return range && { type: syntax.quantity, range };
    }
    case "enum": {
      if (!allowed.includes("text")) {
        const allowedWords = allowed.join(", ");
        checker.report("unknown-type", { name: "one of", allowed: allowedWords }, syntax.span);
        return undefined;
      }
      const members = withoutRepeats(checker, syntax.members, "value");
      return members.length > 0 ? { type: "enum", members: members.map((member) => member.text) } : undefined;
    }
  }
}

function reportUnknownType(checker: Checker, name: Name, allowed: readonly FieldType[]): void {
  const suggestion = nearest(name.text, allowed);
  checker.report("unknown-type", { name: name.text, allowed: allowed.join(", "), suggestion }, name.span, {
    suggestion,
  });
}

function checkRange(checker: Checker, range: Range, quantity: Quantity): { from: number; to: number } | undefined {
  const fromLiteral = literalOf(checker, range.from);
  const toLiteral = literalOf(checker, range.to);
  if (!fromLiteral || !toLiteral) return undefined;
  const from = baseUnitsOf(checker, fromLiteral, quantity, "The start of a range");
  const to = baseUnitsOf(checker, toLiteral, quantity, "The end of a range");
  if (from === undefined || to === undefined) return undefined;
  if (from < to) return { from, to };
  checker.report("bad-range", { what: "this type", why: "No two values lie in it." }, range.span);
  return undefined;
}

/** The value that a field is given, in base units; undefined when it was reported. Instants have no literal. */
export function checkFieldValue(checker: Checker, value: Value, field: ValuedField): Literal | undefined {
  const { what, name, ...type } = field;
  if (type.members) {
    if (value.kind !== "name") {
      const parameters = {
        what,
        expected: "one of its values",
        actual: wordsOfValue(value),
        example: type.members[0]!,
      };
      checker.report("wrong-value", parameters, value.span);
      return undefined;
    }
    if (type.members.includes(value.name.text)) return value.name.text;
    const found = likely(value.name.text, type.members);
    const parameters = { name: value.name.text, of: name, members: type.members, suggestion: found.suggestion };
    checker.report("unknown-member", parameters, value.span, found);
    return undefined;
  }
  const literal = literalOf(checker, value);
  if (!literal) return undefined;
  if (isQuantity(type.type)) {
    const units = baseUnitsOf(checker, literal, type.type, what);
    if (units === undefined || !type.range) return units;
    if (units >= type.range.from && units <= type.range.to) return units;
    const scale = type.type === "points" ? 1_000_000 : 1;
    const [from, to] = [type.range.from / scale, type.range.to / scale].map(String);
    checker.report("out-of-range", { value: what, what: `The field \`${name}\``, from: from!, to: to! }, literal.span);
    return undefined;
  }
  if (type.type === "duration") {
    return durationOfLiteral(checker, literal, { what, clocks: ["elapsed", "calendar", "business"], zero: true });
  }
  if (type.type === "flag" && literal.kind === "flag") return literal.value;
  if ((type.type === "text" || type.type === "zone") && literal.kind === "text") return literal.value;
  if (type.type === "date" && literal.kind === "date") {
    const why = problemOfDate(literal.value);
    if (why === undefined) return literal.value;
    checker.report("bad-date", { written: literal.value, why }, literal.span);
    return undefined;
  }
  const example = { flag: "false", text: '"none"', zone: '"Europe/London"', date: "2026-01-31" }[type.type as string];
  if (example === undefined) {
    const parameters = {
      clause: "=",
      where: "a field that is an instant",
      reason: "An instant of one customer is not that of another.",
      hint: "Mark the field with `?` instead.",
    };
    checker.report("clause-not-here", parameters, literal.span);
    return undefined;
  }
  const expected = wordsOfType(type.type);
  checker.report("wrong-value", { what, expected, actual: wordsOfValue(literal), example }, literal.span);
  return undefined;
}

export function isQuantity(type: FieldType): type is Quantity {
  return (quantities as readonly FieldType[]).includes(type);
}
