/** Which pages speak of a name: the way back from what is spoken of to who speaks of it. */
import { referencesOf } from "../../schedule/references.ts";
import type { Schedule } from "../../schedule/types.ts";
import { type PageKind, pageKinds, type Subject } from "./kinds.ts";

/** Pages that name something, each once, in the order in which the first page lists them. */
export type Uses = (kind: string, name: string) => readonly Subject[];

export function usesOf(schedule: Schedule): Uses {
  const found = new Map<string, Map<string, Subject>>();
  const journeys = new Map(
    (schedule.journeys ?? []).flatMap(({ name, stages }) => stages.map((stage) => [stage.name, name] as const)),
  );
  const scores = new Set((schedule.scores ?? []).map(({ name }) => name));
  const withTemplate = new Map<string, string[]>();
  for (const { name, template } of schedule.touches) {
    if (template !== undefined) withTemplate.set(template, [...(withTemplate.get(template) ?? []), name]);
  }
  for (const { path, kind, name } of referencesOf(schedule)) {
    if (name === undefined) continue;
    // A component is told on the page of its score, a stage of a journey on that of the journey.
    const [score = ""] = name.split(".");
    const journey = kind === "stage" ? journeys.get(name) : undefined;
    const target =
      kind === "metric" && scores.has(score)
        ? `health ${score}`
        : journey !== undefined
          ? `journey ${journey}`
          : `${kind} ${name}`;
    for (const subject of ownersOf(path, withTemplate)) {
      const key = JSON.stringify(subject);
      if ("kind" in subject && `${subject.kind} ${subject.name}` === target) continue;
      const users = found.get(target) ?? new Map<string, Subject>();
      found.set(target, users.set(key, subject));
    }
  }
  return (kind, name) => [...(found.get(`${kind} ${name}`)?.values() ?? [])].sort(byPlace);
}

/** The page that tells of a path: `trigger login_drop/do/1` is told on that of the trigger. */
function ownersOf(path: string, withTemplate: ReadonlyMap<string, readonly string[]>): Subject[] {
  const template = /^template (.*)$/s.exec(path)?.[1];
  if (template !== undefined) return (withTemplate.get(template) ?? []).map((name) => ({ kind: "touch", name }));
  const [, word = "", name] = /^([a-z]+)(?: ([A-Za-z_][A-Za-z0-9_]*))?/.exec(path) ?? [];
  if (word === "assume") return [{ single: "assume" }];
  if (word === "policy") return [{ single: "policy" }];
  if (word === "cost" || word === "benefit") return [{ single: "roi" }];
  if (word === "account") return [{ single: "account" }];
  const kind = pageKinds.find((each) => each.kind === word)?.kind;
  if (kind !== undefined && name !== undefined) return [{ kind, name }];
  // `team ROLE`, `cover ROLE by ROLE`: told on the role's page.
  return name === undefined ? [] : [{ kind: "role", name }];
}

const places = new Map<PageKind, number>(pageKinds.map(({ kind }, index) => [kind, index]));

function byPlace(one: Subject, other: Subject): number {
  const placeOf = (subject: Subject) => ("single" in subject ? places.size : places.get(subject.kind)!);
  const nameOf = (subject: Subject) => ("single" in subject ? subject.single : subject.name);
  return placeOf(one) - placeOf(other) || (nameOf(one) < nameOf(other) ? -1 : 1);
}
