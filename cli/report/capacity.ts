/** The minutes kept for plays week by week, as the summary knows them: of each person or pool, and of all who work in a role. */
import type { PersonLoad, Summary } from "../../runtime/summary/types.ts";
import { counted } from "../views/figures.ts";

/** Minutes that there is time for. */
export interface Kept {
  /** By the week's Monday; 0 for a week outside the reported days. */
  inWeek(week: string): number;
  /** Whose hours they are, as a reader is told. */
  readonly words: string;
}

export interface Capacity {
  /** Undefined while anybody works in the role whose hours nobody said. */
  ofRole(role: string): Kept | undefined;
  ofPerson(person: Pick<PersonLoad, "person" | "unassigned">): Kept | undefined;
}

export function capacityOf({ capacity, people }: Pick<Summary, "capacity" | "people">): Capacity {
  const known = new Map(
    capacity.map((each) => [each.person, { ...each, byWeek: new Map(each.weeks.map((week) => [week.week, week])) }]),
  );
  const ofAll = (names: readonly string[], words: string): Kept | undefined => {
    const found = names.flatMap((name) => known.get(name) ?? []);
    if (found.length < names.length || names.length === 0) return undefined;
    return {
      inWeek: (week) => found.reduce((sum, { byWeek }) => sum + (byWeek.get(week)?.capacity ?? 0), 0),
      words,
    };
  };
  return {
    ofRole(role) {
      const those = people.filter(({ roles, unassigned }) => !unassigned && roles.includes(role));
      const others = those.some(({ roles }) => roles.length > 1) ? ", for their other roles, too" : "";
      const whose = counted(those.length, "person or pool").replace(/(?<!1 )person or pools/, "people and pools");
      return ofAll(
        those.map(({ person }) => person),
        `hours that the ${whose} who work in it keep for plays${others}`,
      );
    },
    ofPerson: ({ person, unassigned }) => (unassigned ? undefined : ofAll([person], "hours kept for plays")),
  };
}
