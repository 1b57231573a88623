/** Mistakes 0xx: text that is not the language. */
import { type Case, condition, step } from "./case.ts";

export const syntaxCases: Case[] = [
  {
    code: "PLAY001",
    bad: "stage s from renewal ⟦9d⟧ after",
    good: "stage s from renewal to 9d after",
    hint: "missing",
  },
  { code: "PLAY002", bad: "role ⟦last⟧ machine", good: "role last_one machine" },
  { code: "PLAY003", bad: "policy { hours 09:00..17:00 mon..fri⟦⟧", good: "policy { hours 09:00..17:00 mon..fri }" },
  { code: "PLAY004", bad: "⟦roel⟧ a machine", good: "role a machine", hint: "`role`" },
  condition(
    "PLAY005",
    `${"(".repeat(255)}⟦(⟧${"(".repeat(44)}strategic${")".repeat(300)}`,
    `${"(".repeat(200)}strategic${")".repeat(200)}`,
  ),
  step("PLAY006", "day 3 touch qbr ⟦@⟧", "day 3 touch qbr # @\n"),
  condition("PLAY007", "arr > ⟦$1,000⟧", "arr > $1000"),
  condition("PLAY008", "renewal > ⟦2026-02-30⟧", "renewal > 2026-02-28"),
  { code: "PLAY009", bad: "policy { hours ⟦9:00⟧..17:00 mon..fri }", good: "policy { hours 09:00..17:00 mon..fri }" },
  { code: "PLAY010", bad: 'policy { holidays ⟦"holidays.yaml }⟧\n}', good: 'policy { holidays "holidays.yaml"\n}' },
  condition("PLAY011", 'goal = "a⟦\\n⟧b"', 'goal = "a\\\\b"'),
  condition("PLAY012", "⟦strategic and auto_renews or seats > 3⟧", "(strategic and auto_renews) or seats > 3"),
];
