/** What holds for every touch, and who there is, in plain English (docs/language.md, section 9). */
import type { Cover, Level, Limit, Policy, Quiet, TeamMember } from "../../schedule/types.ts";
import { counted, durationText } from "../explain/places.ts";
import { wordText } from "../templates/values.ts";
import { allTold, type Clauses, saidBy } from "./clauses.ts";
import { listed, type Prose, type Said, say } from "./prose.ts";
import { minutes, share } from "./values.ts";
import { one } from "./work.ts";

const dayWords = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

type Weekday = keyof typeof dayWords;

/** `from Monday to Friday`, `on Monday and Thursday`. */
function daysProse(days: readonly Weekday[]): Prose {
  const week: readonly string[] = Object.keys(dayWords);
  const isRow = days.every((day, index) => week.indexOf(day) === week.indexOf(days[0]!) + index);
  if (days.length < 3 || !isRow) return say`on ${listed(days.map((day) => dayWords[day]))}`;
  return [`from ${dayWords[days[0]!]} to ${dayWords[days.at(-1)!]}`];
}

export function policySaid(policy: Policy): Said[] {
  const clauses: Clauses<Policy> = {
    hours: ({ from, to, days }) =>
      one(
        say`our people work on a customer between ${clock(from)} and ${clock(to)} of the customer's time, ${daysProse(days)}`,
      ),
    holidays: (days) =>
      days.length === 0 ? [] : one([`not on ${counted(days.length, "holiday")}: ${days.join(", ")}`]),
    limits: (limits) => limits.flatMap((limit) => one(limitProse(limit))),
    quiets: (quiets) => quiets.flatMap((quiet) => one(quietProse(quiet))),
    consents: (consents) =>
      consents.flatMap(({ channel, field, kinds = [], purposes = [], path: _, ...rest }) => {
        allTold(rest);
        const only = [...kinds, ...purposes].map(wordText);
        const of = only.length === 0 ? "" : say` for what is ${listed(only, "or")}`;
        return one(say`${wordText(channel)} is used${of} only while ${{ kind: "field", name: field }} is true`);
      }),
    merge: ({ within }) =>
      one([`touches that the same person owes a customer within ${durationText(within)} become one`]),
    spread: ({ businessDays, except }) =>
      one(say`what had to wait is taken up over ${counted(businessDays, "business day")}${exceptProse(except)}`),
    otherwise: ({ deferUpTo }) =>
      one(
        deferUpTo === undefined
          ? ["what is held back is dropped"]
          : [`what is held back waits up to ${durationText(deferUpTo)}, and is dropped then`],
      ),
  };
  return saidBy(clauses, policy);
}

function limitProse({ most, channel, per, except, path: _, ...rest }: Limit): Prose {
  allTold(rest);
  const what = say`${counted(most, "touch").replace(/touchs$/, "touches")}${
    channel === undefined ? "" : ` by ${wordText(channel)}`
  }`;
  const span = "field" in per ? say`the customer's ${{ kind: "field", name: per.field }}` : durationText(per);
  return say`at most ${what} in ${span} for one customer${exceptProse(except)}`;
}

function quietProse({ over, after, except, path: _, ...rest }: Quiet): Prose {
  allTold(rest);
  return say`for ${durationText(over)} after ${{ kind: "touch", name: after }} nothing else goes out${exceptProse(except)}`;
}

function exceptProse(levels: readonly Level[]): Prose {
  return levels.length === 0 ? [] : say`; what is ${listed(levels, "or")} goes nevertheless`;
}

function clock(minutesOfDay: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minutesOfDay / 60))}:${two(minutesOfDay % 60)}`;
}

/** How many hold a role, with which hours, and what a new holder owes. */
export function teamSaid(member: TeamMember): Said[] {
  const clauses: Clauses<TeamMember> = {
    role: null,
    people: (people) => one([`there ${people === 1 ? "is 1 of them" : `are ${people} of them`}`]),
    hoursPerWeekMinutes: (week) => one([`each has ${minutes(week)} a week for customers`]),
    shareForPlays: (part) => one([`${share(part)} of that is kept for planned work`]),
    handover: ({ task }) => one(say`whoever takes a customer over owes ${{ kind: "task", name: task }}`),
  };
  return saidBy(clauses, member);
}

export function coverSaid({ awayOver, by, role: _, path: __, ...rest }: Cover): Said[] {
  allTold(rest);
  return one(
    say`while somebody is away for more than ${durationText(awayOver)}, ${{ kind: "role", name: by }} stands in`,
  );
}
