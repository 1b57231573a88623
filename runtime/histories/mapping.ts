/**
 * Which names of the schedule the project file maps. A mapped name that the schedule does not know is passed over (the
 * same project file serves two versions of the playbooks), unless it is plainly a slip for one that nothing maps.
 */

import { nearest } from "../../project/suggest.ts";
import type { Project } from "../../project/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { DataError, type InputSummary } from "./types.ts";

/** Refuses slips of the pen in the names that the project file maps. */
export function refuseSlips(project: Project, schedule: Schedule): void {
  const check = (where: string, mapped: Iterable<string>, declared: readonly string[]) => {
    const names = new Set(mapped);
    const free = declared.filter((name) => !names.has(name));
    for (const name of names) {
      if (declared.includes(name)) continue;
      const meant = nearest(name, free);
      if (meant === undefined) continue;
      throw new DataError(`${where}: the playbooks declare no \`${name}\`. Did you mean \`${meant}\`?`, {
        file: project.file,
      });
    }
  };
  check("account.fields", project.account.fields.keys(), namesOf(schedule.account.fields));
  check("people", project.people.keys(), [...schedule.contacts, ...namesOf(schedule.roles)]);
  check("events", project.events.keys(), namesOf(schedule.events));
  check("metrics", mappedMetrics(project), namesOf(recorded(schedule)));
  const deliverable = [...namesOf(schedule.touches), ...namesOf(schedule.tasks)];
  check("touches.names", new Set(project.touches.flatMap(({ names }) => [...names.keys()])), deliverable);
  for (const event of schedule.events) {
    const table = project.events.get(event.name);
    if (table) check(`events.${event.name}.fields`, table.fields.keys(), namesOf(event.fields));
  }
}

/** What of the schedule nothing maps: `held` are the metrics found in tables. */
export function unmapped(project: Project, schedule: Schedule, held: ReadonlySet<string>): InputSummary["unmapped"] {
  const people = schedule.roles.filter((role) => role.kind === "person").map((role) => role.name);
  return {
    people: [...people, ...schedule.contacts].filter((name) => !project.people.has(name)).sort(),
    metrics: namesOf(recorded(schedule))
      .filter((name) => !held.has(name))
      .sort(),
    events: namesOf(schedule.events)
      .filter((name) => !project.events.has(name))
      .sort(),
  };
}

function mappedMetrics(project: Project): string[] {
  return project.metrics.flatMap(({ layout }) => [...(layout.kind === "wide" ? layout.columns : layout.names).keys()]);
}

/** Scores are computed, whatever a table holds. */
function recorded({ metrics }: Schedule) {
  return metrics.filter(({ computed }) => !computed);
}

function namesOf(declarations: readonly { name: string }[]): string[] {
  return declarations.map((declaration) => declaration.name);
}
