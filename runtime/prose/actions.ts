/** What is to be done, by whom, to whom and by when, in plain English (docs/language.md, section 6). */
import type { Action, Schedule, Scope } from "../../schedule/types.ts";
import { allTold } from "./clauses.ts";
import { conditionProse } from "./conditions.ts";
import { behind, listed, type Named, named, type Prose, say } from "./prose.ts";
import { durationProse, withinProse } from "./times.ts";
import { type Words, whom } from "./values.ts";

export type Works = Pick<Schedule, "touches" | "tasks">;

/** The roles that owe what an action asks for; of a start, nobody. */
export function ownersOf({ touches, tasks }: Works, action: Action): string[] {
  const { kind, names, role } = action;
  if (kind === "start") return [];
  if (kind === "alert" || kind === "handoff") return names;
  if (role !== undefined) return [role];
  const all = kind === "touch" ? touches : tasks;
  return [...new Set(names.flatMap((name) => all.find((each) => each.name === name)?.owner ?? []))];
}

/** `csm holds check in with sponsor, within 48 hours`: a whole sentence but for its full stop. */
export function actionProse(works: Works, action: Action): Prose {
  const {
    kind,
    names,
    contact: ____,
    within,
    level,
    needs = [],
    expects,
    inTurn: _,
    role: __,
    path: ___,
    ...rest
  } = action;
  allTold(rest);
  const limit = within === undefined ? [] : say`, within ${withinProse(within)}`;
  const colour = level === undefined ? "" : `, as urgent as ${level}`;
  const answer = expects
    ? say`, and waits ${durationProse(expects.within)} for ${{ kind: "event", name: expects.event }}`
    : [];
  const more = say`${limit}${colour}${answer}`;
  switch (kind) {
    case "touch":
    case "task":
      return say`${workProse(works, action)}${more}`;
    case "alert":
      return say`${listed(named("role", names))} ${names.length === 1 ? "is" : "are"} told${more}`;
    case "start":
      return say`the play ${listed(named("play", names))} starts`;
    case "handoff": {
      const are = needs.length === 1 ? "is" : "are";
      return say`${listed(named("role", names))} takes over${more}, once ${listed(named("field", needs))} ${are} known`;
    }
  }
}

/** Who does what: `automation sends feature mail, onboarding lead holds training`. */
function workProse(works: Works, action: Action): Prose {
  const { kind, names, contact, inTurn } = action;
  const clauses = names.map((name) => {
    const [owner] = ownersOf(works, { ...action, names: [name] });
    const what: Named = { kind: kind === "task" ? "task" : "touch", name };
    const [verb, towards] =
      kind === "task" ? ["does", "for"] : isTalk(works, name) ? ["holds", "with"] : ["sends", "to"];
    const whom = contact === undefined ? [] : say` ${towards} ${{ kind: "contact", name: contact }}`;
    return say`${owner === undefined ? "somebody" : ({ kind: "role", name: owner } as const)} ${verb} ${what}${whom}`;
  });
  return say`${inTurn && clauses.length > 1 ? "in turn, " : ""}${behind(", ", clauses)}`;
}

/** Where both sides are there at the same time. */
export const talks: ReadonlySet<string> = new Set([
  "call",
  "phone",
  "video",
  "in_person",
  "webinar",
  "event",
  "office_hours",
]);

function isTalk({ touches }: Works, name: string): boolean {
  const channel = touches.find((each) => each.name === name)?.channels[0];
  return channel !== undefined && talks.has(channel);
}

/** Whom it is for: `customers in enterprise or smb who are in the stage onboarding, while plan is pro`. */
export function scopeProse(words: Words, { segments, models, stage, where, ...rest }: Scope): Prose {
  allTold(rest);
  const asked = whom({ ...(segments && { segments }), ...(models && { models }) });
  return say`${asked ? say`customers in ${asked}` : "all customers"}${
    stage === undefined ? "" : say` who are in the stage ${{ kind: "stage", name: stage }}`
  }${where ? say`, while ${conditionProse(words, where)}` : ""}`;
}
