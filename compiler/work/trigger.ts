/** Triggers: answers to a condition that becomes true, or to an event (docs/language.md, section 7). */
import type { Name, TriggerDeclaration } from "../../grammar/tree.ts";
import type { Trigger } from "../../schedule/types.ts";
import { onlyClause, reportMissing } from "../clauses.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import { checkFilter } from "../conditions/filter.ts";
import type { Checker } from "../program.ts";
import { lengthOf } from "../values/figures.ts";
import { checkActions } from "./action.ts";
import { checkScope } from "./scope.ts";
import { levelOf } from "./words.ts";

const requirements = {
  level: { reason: "The level decides what comes first when not everything can be done.", example: "level yellow" },
  when: { reason: "Nothing else says what the trigger answers.", example: "when logins over 30d = 0" },
  do: { reason: "A trigger without an action does nothing.", example: "do alert csm" },
} as const;

export function checkTrigger(checker: Checker, declaration: TriggerDeclaration): Trigger | undefined {
  const { name, clauses } = declaration;
  if (!name) return undefined;
  const path = `trigger ${name.text}`;
  const what = `The trigger \`${name.text}\``;
  checker.record(path, declaration.span);
  const missing = (clause: keyof typeof requirements) =>
    reportMissing(checker, { what, clause, ...requirements[clause] }, declaration.span, name.span);

  const scope = checkScope(checker, declaration.scope, "trigger");
  const levelClause = onlyClause(checker, clauses, "level", what);
  const actionClause = onlyClause(checker, clauses, "do", what);
  const rest = onlyClause(checker, clauses, "rest", what);
  const cause = checkCause(checker, declaration, what, () => missing("when"));
  if (!levelClause) missing("level");
  if (!actionClause || actionClause.content.length === 0) missing("do");
  const level = levelOf(checker, levelClause?.content);
  const place = { where: "a trigger", path, repeats: false } as const;
  const actions = checkActions(checker, actionClause?.content ?? [], place);
  const trigger = {
    actions,
    rest: lengthOf(checker, rest?.content, { what: "The rest", clocks: ["calendar"] }),
    until: checkUntil(checker, declaration, what),
    doc: declaration.doc,
  };
  return level && cause && compact<Trigger>({ name: name.text, path, scope, level, cause, ...trigger });
}

function checkCause(
  checker: Checker,
  declaration: TriggerDeclaration,
  what: string,
  missing: () => void,
): Trigger["cause"] | undefined {
  const whenClause = onlyClause(checker, declaration.clauses, "when", what);
  const onClause = onlyClause(checker, declaration.clauses, "on", what);
  if (whenClause && onClause) {
    const parameters = {
      clause: "on",
      where: "a trigger with `when`",
      reason: "A trigger answers a state or an event; the two fire in different ways.",
      hint: "Make two triggers.",
    };
    checker.report("clause-not-here", parameters, onClause.span);
  }
  if (!whenClause && !onClause) missing();
  const when = checkCondition(whenClause?.content, { checker });
  const event = onClause && eventOf(checker, onClause.content.event);
  const filter = event ? checkFilter(onClause?.content.where, event, { checker }) : "reported";
  if (when) return { kind: "when", when };
  return event && filter !== "reported" ? { kind: "on", event: event.name, ...filter } : undefined;
}

function eventOf(checker: Checker, name: Name | undefined) {
  const symbol = checker.resolve("event", name);
  return symbol && checker.program.events.get(symbol.name);
}

function checkUntil(checker: Checker, declaration: TriggerDeclaration, what: string): Trigger["until"] {
  const until = onlyClause(checker, declaration.clauses, "until", what);
  if (until && declaration.clauses.some((clause) => clause.kind === "on")) {
    const parameters = {
      clause: "until",
      where: "a trigger with `on`",
      reason: "It fires at every such event and need not be armed again.",
      hint: "Use `rest` to keep it silent for a while.",
    };
    checker.report("clause-not-here", parameters, until.span);
  }
  return checkCondition(until?.content, { checker });
}
