/** Touches and tasks: work, and how much of it. */
import type { Name, WorkClause, WorkDeclaration } from "../../grammar/tree.ts";
import type { Task, Touch, TouchKind, TouchTarget } from "../../schedule/types.ts";
import { onlyClause, reportMissing, withoutRepeats } from "../clauses.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { minutesOf } from "../values/durations.ts";
import { shareOf } from "../values/quantities.ts";
import { isInsideProject } from "./project-path.ts";
import { kindsOfWhom } from "./scope.ts";
import { wordOf } from "./words.ts";

type Owned = Pick<Task, "owner" | "effortMinutes" | "prepMinutes">;

const requirements = {
  channel: { reason: "Consent and limits are asked by channel.", example: "channel video or phone" },
  owner: { reason: "Work without an owner is done by nobody.", example: "owner csm" },
  effort: { reason: "The hours a playbook costs are added up from it.", example: "effort 25min" },
  purpose: { reason: "A touch without a purpose is noise to the customer.", example: "purpose address_need" },
  kind: { reason: "Consent and limits treat kinds differently.", example: "kind proactive" },
} as const;

/** Clauses that only a touch has. */
const touchOnly = ["channel", "purpose", "kind", "template", "target", "never_dropped"] as const;

/** In bytes. */
const largestTemplate = 64 * 1024;

export function checkTouch(checker: Checker, declaration: WorkDeclaration): Touch | undefined {
  const { name, clauses } = declaration;
  if (!name) return undefined;
  const what = `The touch \`${name.text}\``;
  const owned = checkOwned(checker, declaration, name, what);
  const channelClause = onlyClause(checker, clauses, "channel", what);
  const purposeClause = onlyClause(checker, clauses, "purpose", what);
  const kindClause = onlyClause(checker, clauses, "kind", what);
  const templateClause = onlyClause(checker, clauses, "template", what);
  const neverDropped = onlyClause(checker, clauses, "never_dropped", what) !== undefined;
  const present = { channel: channelClause, purpose: purposeClause, kind: kindClause };
  for (const clause of ["channel", "purpose", "kind"] as const) {
    if (!present[clause]) missing(checker, declaration, name, what, clause);
  }
  const channels = wordList(checker, channelClause?.content ?? [], "channel");
  const purposes = wordList(checker, purposeClause?.content ?? [], "purpose");
  const kind = wordOf(checker, kindClause?.content, "kind") as TouchKind | undefined;
  const template = templateClause && checkTemplate(checker, templateClause.content);
  if (kind === "transactional" && (declaration.doc ?? "").trim() === "") {
    checker.report("transactional-without-reason", { touch: name.text }, name.span);
  }
  checker.record(`touch ${name.text}`, declaration.span);
  if (!owned || kind === undefined) return undefined;
  const { text } = name;
  return compact<Touch>({
    name: text,
    channels,
    ...owned,
    purposes,
    kind,
    template,
    targets: checkTargets(checker, clauses),
    neverDropped,
    doc: declaration.doc,
  });
}

export function checkTask(checker: Checker, declaration: WorkDeclaration): Task | undefined {
  const { name, clauses } = declaration;
  if (!name) return undefined;
  const what = `The task \`${name.text}\``;
  for (const clause of clauses) {
    if (!touchOnly.some((kind) => kind === clause.kind)) continue;
    const parameters = {
      clause: clause.kind.replaceAll("_", " "),
      where: "a task",
      reason: "A task is work that does not reach the customer, so nothing about reaching them applies.",
      hint: "Remove the clause, or declare a touch.",
    };
    checker.report("clause-not-here", parameters, clause.span);
  }
  const owned = checkOwned(checker, declaration, name, what);
  checker.record(`task ${name.text}`, declaration.span);
  return owned && compact<Task>({ name: name.text, ...owned, doc: declaration.doc });
}

function checkOwned(checker: Checker, declaration: WorkDeclaration, name: Name, what: string): Owned | undefined {
  const { clauses } = declaration;
  const owner = onlyClause(checker, clauses, "owner", what);
  const effort = onlyClause(checker, clauses, "effort", what);
  const prep = onlyClause(checker, clauses, "prep", what);
  if (!owner) missing(checker, declaration, name, what, "owner");
  if (!effort) missing(checker, declaration, name, what, "effort");
  const role = checker.resolve("role", owner?.content)?.name;
  const effortMinutes = minutesOf(checker, effort?.content, "The effort");
  const prepMinutes = prep ? minutesOf(checker, prep.content, "The preparation") : 0;
  if (role === undefined || effortMinutes === undefined || prepMinutes === undefined) return undefined;
  return { owner: role, effortMinutes, prepMinutes };
}

function missing(
  checker: Checker,
  declaration: WorkDeclaration,
  name: Name,
  what: string,
  clause: keyof typeof requirements,
): void {
  reportMissing(checker, { what, clause, ...requirements[clause] }, declaration.span, name.span);
}

function wordList(checker: Checker, names: readonly Name[], role: "channel" | "purpose"): string[] {
  return withoutRepeats(checker, names, role)
    .map((name) => wordOf(checker, name, role))
    .filter((word) => word !== undefined);
}

/** Of deliveries that ask for the event, the share it should answer; absent when there is none. */
function checkTargets(checker: Checker, clauses: readonly WorkClause[]): Touch["targets"] {
  const targets = clauses.flatMap((clause) => {
    if (clause.kind !== "target") return [];
    const { outcome, operator, ratio: value, segments: written } = clause.content;
    const event = checker.resolve("event", outcome)?.name;
    const ratio = shareOf(checker, value, "The target");
    const segments = written && withoutRepeats(checker, written, "segment");
    const named = segments?.map((name) => checker.resolve(kindsOfWhom(checker), name));
    if (event === undefined || ratio === undefined || !operator || named?.includes(undefined)) return [];
    const whom = (kind: "segment" | "model") => {
      const names = named?.flatMap((symbol) => (symbol?.kind === kind ? symbol.name : [])) ?? [];
      return names.length > 0 ? names : undefined;
    };
    return [compact<TouchTarget>({ event, operator, ratio, segments: whom("segment"), models: whom("model") })];
  });
  return targets.length > 0 ? targets : undefined;
}

/** Text for people: no binary file, and no book. */
function isTemplateText(text: string | undefined): boolean {
  if (text === undefined || text.length > largestTemplate) return false;
  return new TextEncoder().encode(text).length <= largestTemplate && !/(?![\t\n\r])\p{Cc}/u.test(text);
}

function checkTemplate(
  checker: Checker,
  literal: { kind: string; value: unknown; span: Name["span"] } | undefined,
): string | undefined {
  if (literal?.kind !== "text") return undefined;
  const path = String(literal.value);
  const { folder } = checker;
  if (!isInsideProject(path)) checker.report("path-leaves-project", { path }, literal.span);
  else if (!folder.exists(path)) checker.report("missing-file", { path, what: "template" }, literal.span);
  else if (!isTemplateText(folder.readText(path))) checker.report("no-template-text", { path }, literal.span);
  else return checker.pathOf(path);
  return undefined;
}
