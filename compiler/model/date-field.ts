/** A field that must be a date, and not the one that says when the customer ended. */
import type { Name } from "../../grammar/tree.ts";
import type { Field } from "../../schedule/types.ts";
import type { Checker } from "../program.ts";
import { wordsOfField } from "../values/type-words.ts";

/** The field's name; undefined when it is missing or was reported. `what` begins a sentence. */
export function dateFieldOf(checker: Checker, name: Name | undefined, what: string): string | undefined {
  return fieldOf(checker, name, what, "date", "a date")?.name;
}

/** A field of the account of one type. */
export function fieldOf(
  checker: Checker,
  name: Name | undefined,
  what: string,
  type: Field["type"],
  expected: string,
): Field | undefined {
  const symbol = checker.resolve("field", name);
  const field = symbol && checker.program.fields.get(symbol.name);
  if (!field || !name) return undefined;
  if (field.type !== type) {
    const parameters = { field: field.name, actual: wordsOfField(field), expected, what };
    checker.report("wrong-field-type", parameters, name.span);
    return undefined;
  }
  if (field.name !== checker.program.endsField) return field;
  checker.report("reads-end", { field: field.name }, name.span);
  return undefined;
}
