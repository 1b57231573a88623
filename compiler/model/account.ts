/** The account: what is known of a customer. */

import type { AccountDeclaration, Clause, Name } from "../../grammar/tree.ts";
import { compareText } from "../../schedule/order.ts";
import type { Account } from "../../schedule/types.ts";
import { onlyClause } from "../clauses.ts";
import { compact } from "../compact.ts";
import type { Checker, Program } from "../program.ts";
import { wordsOfField } from "../values/type-words.ts";
import { checkField } from "./fields.ts";
import type { Placed } from "./model.ts";

/** Puts the account's fields into the program's model. */
export function checkAccount(checker: Checker, declaration: AccountDeclaration): void {
  const { fields } = checker.program;
  let zone = [...fields.values()].find(({ type }) => type === "zone")?.name;
  for (const syntax of declaration.fields) {
    const field = checkField(checker, syntax);
    if (!field || !syntax.name || fields.has(field.name)) continue;
    checker.record(`field ${field.name}`, syntax.span);
    if (checker.program.clashingFields.has(field.name)) continue;
    fields.set(field.name, field);
    if (field.type !== "zone") continue;
    if (zone) checker.report("clause-twice", { what: "`account`", clause: "zone" }, syntax.name.span);
    zone = field.name;
  }
}

/**
 * The account as the schedule holds it. `begins` and `ends` are checked here, when all fields are known. A library may
 * add to what the project declares; the project's own comes first.
 */
export function accountOf(program: Program, placed: readonly Placed<"account">[]): Account {
  const fields = [...program.fields.values()].sort((a, b) => compareText(a.name, b.name));
  const [first] = placed;
  first?.checker.record("account", first.declaration.span);
  const begins = dateOf(placed, "begins");
  const ends = dateOf(placed, "ends");
  program.endsField = ends;
  return compact<Account>({ fields, begins, ends });
}

/** The field that the first declaration with such a clause names. */
function dateOf(placed: readonly Placed<"account">[], word: "begins" | "ends"): string | undefined {
  const found = placed.find(({ declaration }) => declaration[word].length > 0);
  if (!found) return undefined;
  const clauses: readonly Clause<string, Name | undefined>[] = found.declaration[word];
  return dateField(found.checker, onlyClause(found.checker, clauses, word, "`account`"), word);
}

function dateField(
  checker: Checker,
  clause: Clause<string, Name | undefined> | undefined,
  word: string,
): string | undefined {
  const symbol = checker.resolve("field", clause?.content);
  const field = symbol && checker.program.fields.get(symbol.name);
  if (!field || !clause?.content) return undefined;
  if (field.type === "date") return field.name;
  const parameters = { field: field.name, actual: wordsOfField(field), expected: "a date", what: `\`${word}\`` };
  checker.report("wrong-field-type", parameters, clause.content.span);
  return undefined;
}
