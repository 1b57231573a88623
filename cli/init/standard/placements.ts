/** What the columns were taken for, in the names of the standard model. */
import { identifier } from "../../../runtime/histories/sql.ts";
import type { Placement, Plan } from "../plan.ts";

/** What was placed in names of its own stands under the standard ones, or has no place. */
export function placementsOf(own: Plan, standard: Plan): Placement[] {
  const names = newNames(own, standard);
  const others = standard.placements.filter((placement) => !own.placements.includes(placement));
  return [
    ...own.placements.map(({ file, column, as, why }): Placement => {
      const place = { file, ...(column !== undefined && { column }) };
      const [head = "", type] = as?.split(" (") ?? [];
      const now = names.get(head);
      if (now !== undefined) return { ...place, as: type === undefined ? now : `${now} (${type}`, why };
      const isFixed = as === undefined || /^(people|touches|account$|account\.(key|from)$|time_zone)/.test(head);
      if (isFixed) return { ...place, ...(as !== undefined && { as }), why };
      return { ...place, why: "the standard playbooks ask for nothing of the kind" };
    }),
    ...others,
  ];
}

/** `account.start` is now `account.contract_start`, `event activity` is `event attended` and `event reply`. */
function newNames(own: Plan, standard: Plan): Map<string, string> {
  const names = new Map<string, string>();
  const note = (before: string, now: readonly string[]) => {
    if (now.length > 0) names.set(before, now.join(" and "));
  };
  for (const { name, column } of own.account.fields) {
    const now = standard.account.fields.filter((field) => field.column === column);
    note(
      `account.${name}`,
      now.map((field) => `account.${field.name}`),
    );
  }
  for (const { file, metrics } of own.metrics) {
    const there = standard.metrics.filter((table) => table.file === file).flatMap((table) => table.metrics);
    for (const { name, column } of metrics) {
      note(
        name,
        there.filter((metric) => metric.column === column).map((metric) => metric.name),
      );
    }
  }
  for (const { name, file, at, fields } of own.events) {
    const there = standard.events.filter((event) => event.file === file && event.at === at);
    note(
      `event ${name}`,
      there.map((event) => `event ${event.name}`),
    );
    for (const part of ["key", "at"]) {
      note(
        `${name}.${part}`,
        there.map((event) => `${event.name}.${part}`),
      );
    }
    for (const field of fields) {
      const now = there.flatMap((event) =>
        event.fields.flatMap(({ name: called, column }) =>
          column === field.column ? [`${event.name}.${called}`] : [],
        ),
      );
      const isKind = there.some(({ where }) => where?.includes(identifier(field.column)));
      note(`${name}.${field.name}`, now.length > 0 || !isKind ? now : ["which event it is"]);
    }
  }
  return names;
}
