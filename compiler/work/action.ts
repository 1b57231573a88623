/** Actions: what cadences, triggers, plays and rungs do (docs/language.md, section 6). */
import type { ActionSyntax, Name, Span, WithinSyntax } from "../../grammar/tree.ts";
import type { Figure } from "../../schedule/figures.ts";
import type { Action, Within } from "../../schedule/types.ts";
import { withoutRepeats } from "../clauses.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { lengthOf } from "../values/figures.ts";
import { levelOf } from "./words.ts";

export interface ActionPlace {
  /** What the actions stand in, for messages. */
  where: "a cadence" | "a trigger" | "a phase" | "a rung";
  /** Path of the node they stand in: `trigger login_drop`. */
  path: string;
  /** Whether they come more than once for one anchor or run. */
  repeats: boolean;
}

const kinds = { touch: "touch", task: "task", alert: "role", start: "play", handoff: "role" } as const;

/** Numbered from 1 in the order written: `trigger login_drop/do/1`. */
export function checkActions(checker: Checker, actions: readonly ActionSyntax[], place: ActionPlace): Action[] {
  return actions
    .map((action, index) => checkAction(checker, action, `${place.path}/do/${index + 1}`, place))
    .filter((action) => action !== undefined);
}

function checkAction(checker: Checker, syntax: ActionSyntax, path: string, place: ActionPlace): Action | undefined {
  checker.record(path, syntax.span);
  checkFit(checker, syntax, place);
  const written = syntax.inTurn ? syntax.names : withoutRepeats(checker, syntax.names, kinds[syntax.kind]);
  const names = written.map((name) => checker.resolve(kinds[syntax.kind], name)?.name);
  const isOwned = syntax.kind === "touch" || syntax.kind === "task";
  const target = checker.resolve(
    syntax.kind === "touch" ? ["contact", "role"] : "role",
    isOwned ? syntax.to : undefined,
  );
  const within = withinOf(checker, syntax.within);
  const level = levelOf(checker, syntax.level);
  const expects = checkExpects(checker, syntax);
  const needs = syntax.needs && checkNeeds(checker, syntax.needs);
  if (names.length === 0 || !names.every((name) => name !== undefined)) return undefined;
  return compact<Action>({
    path,
    kind: syntax.kind,
    names,
    inTurn: syntax.inTurn,
    contact: target?.kind === "contact" ? target.name : undefined,
    role: target?.kind === "role" ? target.name : undefined,
    within,
    level,
    expects,
    needs,
  });
}

/** Fields of the account that whoever takes over must be told. */
function checkNeeds(checker: Checker, names: readonly Name[]): string[] {
  const fields = withoutRepeats(checker, names, "field").map((name) => {
    const field = checker.resolve("field", name)?.name;
    if (field === undefined || field !== checker.program.endsField) return field;
    checker.report("reads-end", { field }, name.span);
    return undefined;
  });
  return fields.filter((field) => field !== undefined);
}

/** Reports parts of the action that make no sense where it stands. */
function checkFit(checker: Checker, syntax: ActionSyntax, place: ActionPlace): void {
  const refuse = (clause: string, where: string, reason: string, hint: string, span: Span) =>
    checker.report("clause-not-here", { clause, where, reason, hint }, span);
  const { span } = syntax;
  if (syntax.kind === "start" && place.where !== "a trigger") {
    refuse("start", place.where, "Only a trigger starts plays.", "Write a trigger that starts the play.", span);
  }
  if (syntax.kind === "handoff" && place.where === "a cadence") {
    const reason = "An account is handed over once something has happened, not by the calendar.";
    refuse("handoff", place.where, reason, "Move it into a trigger, or into a phase or rung of a play.", span);
  }
  if (syntax.inTurn && !place.repeats) {
    const reason =
      place.where === "a trigger"
        ? "Its fires are told apart by their day and not numbered, so that nothing says whose turn it is."
        : "It comes once, so that only the first of the list would ever be owed.";
    refuse("in turn", place.where, reason, "Remove `in turn`, or use an `every` step.", span);
  } else if (syntax.inTurn && syntax.names.length === 1) {
    const reason = "There is nothing to take turns with.";
    refuse("in turn", "an action with one name", reason, "Remove `in turn`, or name a second one.", span);
  }
  if (syntax.expects && (syntax.kind !== "touch" || !["a phase", "a rung"].includes(place.where))) {
    const where = syntax.kind === "touch" ? place.where : `an action that is no touch`;
    const reason = "An answer is waited for by a play, after one of its touches.";
    refuse("expects", where, reason, "Remove it, or move the touch into a phase of a play.", syntax.expects.span);
  }
  if (syntax.to && syntax.kind !== "touch" && syntax.kind !== "task") {
    const reason = {
      alert: "An alert goes to the role it names.",
      start: "A play is started for the account.",
      handoff: "The role that takes over is named already.",
    }[syntax.kind];
    refuse("to", `an action with \`${syntax.kind}\``, reason, "Remove it.", syntax.to.span);
  }
}

function checkExpects(checker: Checker, syntax: ActionSyntax): Action["expects"] {
  if (!syntax.expects) return undefined;
  const event = checker.resolve("event", syntax.expects.event)?.name;
  const use = { what: "The time to wait", clocks: ["elapsed", "calendar", "business"] as const };
  const within = lengthOf(checker, syntax.expects.within, use);
  return event !== undefined && within ? { event, within } : undefined;
}

function withinOf(checker: Checker, syntax: WithinSyntax | undefined): Figure<Within> | undefined {
  if (syntax?.kind === "the_day") return "the_day";
  return lengthOf(checker, syntax, { what: "A deadline", clocks: ["elapsed", "calendar", "business"] });
}
