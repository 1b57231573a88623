/** What a change makes people do: touches and hours, the peak week and who asks for more in it, weeks over the hours there are. */
import { amountsOf, peakMoved, signed, signedHours, withSign } from "../../../review/compare/sentence.ts";
import type { Figure, PersonComparison, ProgramComparison, SourceChange } from "../../../review/compare/types.ts";
import { counted, hours } from "../figures.ts";
import { left, right } from "../layout.ts";
import {
  type Block,
  type Item,
  type Limits,
  limitedTable,
  listed,
  named,
  type Part,
  quoted,
  type Words,
} from "./words.ts";

const others = [right("other"), right("change")];
const columns = (withOthers: boolean) => [
  left("person"),
  right("touches"),
  right("change"),
  ...(withOthers ? others : []),
  right("hours"),
  right("change"),
  right("peak week"),
];

/** Nothing where nobody has more or less to do. */
export function peoplePart(comparison: ProgramComparison, limits: Limits): Part[] {
  const { people } = comparison;
  if (people.length === 0) return [];
  const { words, countText, hoursText } = amountsOf(comparison);
  // Of tasks and alerts that nobody has more or fewer of, as it is told, the table is kept narrow.
  const withOthers = [comparison, ...people].some(({ others }) => /[1-9]/.test(countText(Math.abs(others.change))));
  const figures = ({ touches, others, minutes }: Pick<PersonComparison, "touches" | "others" | "minutes">): Words[] => [
    ...figureWords(touches, countText),
    ...(withOthers ? figureWords(others, countText) : []),
    ...figureWords(minutes, hoursText),
  ];
  const rows = people.map((each) => [
    named(each.person),
    ...figures(each),
    [`${hours(each.peak.before?.minutes ?? 0)} to ${hours(each.peak.after?.minutes ?? 0)}`],
  ]);
  const everybody: Words[] = [["everybody"], ...figures(comparison), []];
  return [
    {
      id: "people",
      title: [`${withOthers ? "Touches, tasks and hours" : "Touches and hours"} ${words}, by person`],
      gist: ofPeople(people.length),
      // Everybody together stands first, so that no limit takes them away.
      blocks: limitedTable(columns(withOthers), [everybody, ...rows], { ...limits, rows: limits.people + 1 }),
    },
  ];
}

function figureWords({ before, after, change }: Figure, text: (amount: number) => string): Words[] {
  return [[`${text(before)} to ${text(after)}`], [withSign(change, text)]];
}

/** Why the peak of which the sentence speaks moved: `That week had 31.0 h before: cadence rhythm +4.0 h, trigger drop +3.0 h`. */
export function peakReason({ people }: ProgramComparison, limits: Limits): Words | undefined {
  const moved = peakMoved(people);
  const behind = moved?.peak.behind ?? [];
  if (!moved || behind.length === 0) return undefined;
  const { before, after } = moved.peak;
  const change = behind.reduce((sum, { minutes }) => sum + minutes, 0);
  const now = after?.minutes ?? (before?.minutes ?? 0) + change;
  const week = before && after && before.week !== after.week ? `The week of ${after.week}` : "That week";
  return [`${week} had ${hours(now - change)} h before: `, ...behindWords(behind, limits)];
}

function behindWords(behind: readonly SourceChange[], { few }: Limits): Words {
  return listed(behind, few, ({ source, touches, minutes }) => [
    ...quoted(source),
    minutes === 0 ? ` ${signed(touches)} ${touchWord(touches)}` : ` ${signedHours(minutes)} h`,
  ]);
}

function touchWord(touches: number): string {
  return Math.abs(touches) === 1 ? "touch" : "touches";
}

/** Of each: the peak week, how full 95 of 100 weeks are, and who asks for more and less in the peak week. */
export function peaksPart({ people }: ProgramComparison, limits: Limits): Part[] {
  const items = people.flatMap(({ person, peak, p95 }): Item[] => {
    const { before, after, behind = [] } = peak;
    if (p95.change === 0 && behind.length === 0) return [];
    const within = `95% of weeks within ${hours(p95.before)} to ${hours(p95.after)} h`;
    const there = (after ?? before)?.week ?? "";
    return [
      {
        words: [...named(person), `: ${peakText(peak)}; ${within}`],
        under: behind.length === 0 ? [] : [[`in the week of ${there}: `, ...behindWords(behind, limits)]],
      },
    ];
  });
  if (items.length === 0) return [];
  return [
    {
      id: "peaks",
      title: ["Peak weeks, and who asks for more in them"],
      gist: ofPeople(items.length),
      blocks: limitedList(items, limits),
    },
  ];
}

/** `24.9 h (2025-10-20) to 25.8 h (2026-05-11)` */
function peakText({ before, after }: PersonComparison["peak"]): string {
  const text = (peak: typeof before) => (peak ? `${hours(peak.minutes)} h (${peak.week})` : "none");
  if (before?.week !== after?.week) return `${text(before)} to ${text(after)}`;
  return `${hours(before?.minutes ?? 0)} to ${text(after)}`;
}

const weekColumns = [
  left("person"),
  left("week of"),
  right("touches"),
  right("other"),
  right("hours"),
  right("change"),
];

/** Of all people, those whose hours change most first. */
export function weeksPart({ people }: ProgramComparison, limits: Limits): Part[] {
  const weeks = people
    .flatMap(({ person, weeks }) => weeks.map((each) => ({ person, ...each })))
    .toSorted((one, other) => Math.abs(other.minutes.change) - Math.abs(one.minutes.change));
  if (weeks.length === 0) return [];
  const rows = weeks.map(({ person, week, touches, others, minutes }): Words[] => [
    named(person),
    [week],
    [`${touches.before} to ${touches.after}`],
    [`${others.before} to ${others.after}`],
    [`${hours(minutes.before)} to ${hours(minutes.after)}`],
    [signedHours(minutes.change)],
  ]);
  const gist = `${counted(weeks.length, "week")} of ${ofPeople(people.filter((each) => each.weeks.length > 0).length)}`;
  return [{ id: "weeks", title: ["Weeks that change most"], gist, blocks: limitedTable(weekColumns, rows, limits) }];
}

export function overPart({ people }: ProgramComparison, limits: Limits): Part[] {
  const items = people.flatMap(({ person, newlyOver, noLongerOver }): Item[] => {
    if (newlyOver.length + noLongerOver.length === 0) return [];
    return [
      {
        words: [...named(person), `: ${weeksText(newlyOver.length, noLongerOver.length)}`],
        under: [
          ...(newlyOver.length > 0 ? [["newly: ", ...full(newlyOver, limits)]] : []),
          ...(noLongerOver.length > 0 ? [["no longer: ", ...full(noLongerOver, limits)]] : []),
        ],
      },
    ];
  });
  if (items.length === 0) return [];
  const weeks = (of: "newlyOver" | "noLongerOver") => people.reduce((sum, each) => sum + each[of].length, 0);
  const gist = weeksText(weeks("newlyOver"), weeks("noLongerOver"));
  return [{ id: "over", title: ["Weeks over the hours there are"], gist, blocks: limitedList(items, limits) }];
}

function weeksText(newly: number, noLonger: number): string {
  return `${counted(newly, "week")} newly, ${noLonger} no longer`;
}

function full(weeks: PersonComparison["newlyOver"], { weeks: most }: Limits): Words {
  return listed(weeks, most, ({ week, minutes, capacity }) => [`${week} (${hours(minutes)} of ${hours(capacity)} h)`]);
}

function ofPeople(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

/** Items beyond the limit are counted below. */
export function limitedList(items: readonly Item[], { rows }: Limits): Block[] {
  const more = items.length - rows;
  return [
    ...(items.length > 0 ? [{ kind: "list" as const, items: items.slice(0, rows) }] : []),
    ...(more > 0 ? [{ kind: "text" as const, words: [`and ${more} more`] }] : []),
  ];
}
