/** Roles on our side. */
import type { RoleDeclaration } from "../../grammar/tree.ts";
import type { Role } from "../../schedule/types.ts";
import { onlyClause, reportMissing } from "../clauses.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { durationOf } from "../values/durations.ts";

export function checkRole(checker: Checker, declaration: RoleDeclaration): Role | undefined {
  const { name, clauses, span } = declaration;
  if (!name) return undefined;
  const what = `The role \`${name.text}\``;
  const owns = onlyClause(checker, clauses, "owns_accounts", what);
  const shared = onlyClause(checker, clauses, "shared", what);
  const machine = onlyClause(checker, clauses, "machine", what);
  const answers = onlyClause(checker, clauses, "answers_within", what);
  const kinds = [owns, shared, machine].filter((clause) => clause !== undefined);
  const [first, second] = kinds.sort((a, b) => a.span.start - b.span.start);
  if (first && second) {
    const words = { owns_accounts: "owns accounts", shared: "shared", machine: "machine" };
    const parameters = { role: name.text, first: words[first.kind], second: words[second.kind] };
    checker.report("roles-clash", parameters, second.span);
  }
  if (answers && !shared) {
    const parameters = {
      clause: "answers within",
      where: "a role that is not `shared`",
      reason: "Only a shared role answers after a lead time; a person's work is due by the deadline of each action.",
      hint: "Add `shared`, or write `within` at the actions.",
    };
    checker.report("clause-not-here", parameters, answers.span);
  }
  if (shared && !answers) {
    const requirement = {
      what,
      clause: "answers within",
      reason: "A shared role does not queue: it answers when its lead time ends.",
      example: "shared answers within 2 business days",
    };
    reportMissing(checker, requirement, span, name.span);
  }
  checker.record(`role ${name.text}`, span);
  return compact<Role>({
    name: name.text,
    kind: machine ? "machine" : shared ? "shared" : "person",
    ownsAccounts: owns !== undefined,
    answersWithin: durationOf(checker, answers?.content, { what: "A lead time", clocks: ["business"] }),
    doc: declaration.doc,
  });
}
