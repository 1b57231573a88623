/** The account: what is known of a customer. */
import type { AccountDeclaration, Clause, Name } from "../../grammar/tree.ts";
import type { Account } from "../../schedule/types.ts";
import { onlyClause } from "../clauses.ts";
import { compact } from "../compact.ts";
import { compareText } from "../diagnostics/sort.ts";
import type { Checker, Program } from "../program.ts";
import { wordsOfField } from "../values/type-words.ts";
import { checkField } from "./fields.ts";

/** Puts the account's fields into the program's model. */
export function checkAccount(checker: Checker, declaration: AccountDeclaration): void {
  const { fields } = checker.program;
  let zone: string | undefined;
  for (const syntax of declaration.fields) {
    const field = checkField(checker, syntax);
    if (!field || !syntax.name || fields.has(field.name)) continue;
    checker.record(`field ${field.name}`, syntax.span);
    fields.set(field.name, field);
    if (field.type !== "zone") continue;
    if (zone) checker.report("clause-twice", { what: "`account`", clause: "zone" }, syntax.name.span);
    zone = field.name;
  }
  checker.record("account", declaration.span);
}

/** The account as the schedule holds it. `begins` and `ends` are checked here, when all fields are known. */
export function accountOf(
  program: Program,
  checker: Checker | undefined,
  declaration: AccountDeclaration | undefined,
): Account {
  const fields = [...program.fields.values()].sort((a, b) => compareText(a.name, b.name));
  if (!checker || !declaration) return { fields };
  const begins = dateField(checker, onlyClause(checker, declaration.begins, "begins", "`account`"), "begins");
  const ends = dateField(checker, onlyClause(checker, declaration.ends, "ends", "`account`"), "ends");
  program.endsField = ends;
  return compact<Account>({ fields, begins, ends });
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
