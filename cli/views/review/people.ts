/** Who has more to do after a change, and who less: by person, by week, and against the hours there are. */
import { signed, signedHours } from "../../../review/compare/sentence.ts";
import type { Figure, PersonComparison, ProgramComparison } from "../../../review/compare/types.ts";
import { counted, hours } from "../figures.ts";
import { left, right } from "../layout.ts";
import { type Block, type Item, type Limits, limitedTable, listed, named, type Part, type Words } from "./words.ts";

const columns = [
  left("person"),
  right("touches"),
  right("change"),
  right("hours"),
  right("change"),
  right("peak week, hours"),
  left("which week"),
  right("95% of weeks within"),
];

/** Nothing where nobody has more or less to do. */
export function peoplePart({ people, touches, minutes }: ProgramComparison, limits: Limits): Part[] {
  if (people.length === 0) return [];
  const rows = people.map(({ person, peak, p95, ...each }) => [
    named(person),
    ...figures(each.touches, each.minutes),
    [`${hours(peak.before?.minutes ?? 0)} to ${hours(peak.after?.minutes ?? 0)}`],
    [peakWeek(peak)],
    [`${hours(p95.before)} to ${hours(p95.after)}`],
  ]);
  const everybody: Words[] = [["everybody"], ...figures(touches, minutes), [], [], []];
  return [
    {
      id: "people",
      title: ["Touches and hours, by person"],
      gist: counted(people.length, "person").replace(/(?<!^1) persons/, " people"),
      // Everybody together stands first, so that no limit takes them away.
      blocks: limitedTable(columns, [everybody, ...rows], { ...limits, rows: limits.rows + 1 }),
    },
  ];
}

function figures(touches: Figure, minutes: Figure): Words[] {
  return [
    [`${touches.before} to ${touches.after}`],
    [signed(touches.change)],
    [`${hours(minutes.before)} to ${hours(minutes.after)}`],
    [signedHours(minutes.change)],
  ];
}

function peakWeek({ before, after }: PersonComparison["peak"]): string {
  const week = (after ?? before)?.week ?? "-";
  return before && after && before.week !== after.week ? `${week}, was ${before.week}` : week;
}

/** The weeks that change most, by person. */
export function weeksPart({ people }: ProgramComparison, limits: Limits): Part[] {
  const items = people.flatMap(({ person, weeks }): Item[] => {
    if (weeks.length === 0) return [];
    const most = weeks.toSorted((one, other) => Math.abs(other.minutes.change) - Math.abs(one.minutes.change));
    const text = listed(most, limits.weeks, ({ week, touches, minutes }) => [
      `${week} ${signed(touches.change)} touches ${signedHours(minutes.change)} h`,
    ]);
    return [{ words: [...named(person), ": ", ...text] }];
  });
  if (items.length === 0) return [];
  return [
    { id: "weeks", title: ["Weeks that change most"], gist: ofPeople(items), blocks: limitedList(items, limits) },
  ];
}

export function overPart({ people }: ProgramComparison, limits: Limits): Part[] {
  const items = people.flatMap(({ person, newlyOver, noLongerOver }): Item[] => [
    ...(newlyOver.length > 0 ? [{ words: [...named(person), ", newly: ", ...full(newlyOver, limits)] }] : []),
    ...(noLongerOver.length > 0 ? [{ words: [...named(person), ", no longer: ", ...full(noLongerOver, limits)] }] : []),
  ]);
  if (items.length === 0) return [];
  const weeks = (of: "newlyOver" | "noLongerOver") => people.reduce((sum, each) => sum + each[of].length, 0);
  const gist = `${counted(weeks("newlyOver"), "week")} newly, ${weeks("noLongerOver")} no longer`;
  return [{ id: "over", title: ["Weeks over the hours there are"], gist, blocks: limitedList(items, limits) }];
}

function full(weeks: PersonComparison["newlyOver"], { weeks: most }: Limits): Words {
  return listed(weeks, most, ({ week, minutes, capacity }) => [`${week} (${hours(minutes)} of ${hours(capacity)})`]);
}

function ofPeople(items: readonly Item[]): string {
  return items.length === 1 ? "1 person" : `${items.length} people`;
}

/** Items beyond the limit are counted below. */
export function limitedList(items: readonly Item[], { rows, rest }: Limits): Block[] {
  const more = items.length - rows;
  return [
    { kind: "list", items: items.slice(0, rows) },
    ...(more > 0 ? [{ kind: "text" as const, words: [`and ${more} more: ${rest}`] }] : []),
  ];
}
