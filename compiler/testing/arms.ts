/** Which arms of experiments a test puts its accounts into. */
import type { AssignmentSyntax, Name, TestItem } from "../../grammar/tree.ts";
import type { Checker } from "../program.ts";
import { wordsOfValue } from "../values/type-words.ts";
import type { TestDraft } from "./draft.ts";
import { accountOf } from "./people-and-fields.ts";
import type { Tested } from "./tested.ts";
import { wordAmong } from "./words.ts";

/** `arms acme { rhythm monthly letters none }` */
export function checkArmsItem(
  checker: Checker,
  draft: TestDraft,
  item: Extract<TestItem, { kind: "arms" }>,
  { experiments }: Tested,
): void {
  const account = accountOf(checker, draft, item.account);
  for (const assignment of item.values) {
    const name = checker.resolve("experiment", assignment.name)?.name;
    const word = wordOf(checker, assignment);
    const experiment = experiments.find((each) => each.name === name);
    if (!account || !experiment || !word) continue;
    const key = `experiment ${experiment.name}`;
    if (account.given.has(key)) {
      const parameters = { what: `\`${experiment.name}\``, when: `for \`${account.name.text}\`` };
      checker.report("told-twice", parameters, assignment.name.span);
      continue;
    }
    account.given.add(key);
    const arms = experiment.arms.map((each) => each.name);
    const arm = wordAmong(checker, word, [...arms, "none"], `an arm of \`${experiment.name}\``);
    if (arm !== undefined) account.arms.push({ experiment: experiment.name, arm: arms.includes(arm) ? arm : null });
  }
}

function wordOf(checker: Checker, { name, value }: AssignmentSyntax): Name | undefined {
  if (!value || value.kind === "name") return value?.name;
  const what = `The arm of \`${name.text}\``;
  const actual = value.kind === "unknown" ? "`unknown`" : wordsOfValue(value);
  checker.report(
    "wrong-value",
    { what, expected: "the name of an arm, or `none`", actual, example: "monthly" },
    value.span,
  );
  return undefined;
}
