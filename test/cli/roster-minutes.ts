/** Minutes for plays that the roster of playbooks/saas has in a range, counted day by day without any of the program. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const dayInMilliseconds = 86_400_000;

function workingDays(text: string): number[] {
  const [first = "", last] = text.replaceAll('"', "").split("..");
  if (last === undefined) return first.split(", ").map((day) => weekdays.indexOf(day));
  const [from, to] = [weekdays.indexOf(first), weekdays.indexOf(last)];
  return weekdays.map((_, day) => day).filter((day) => day >= from && day <= to);
}

const linesOf = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n").slice(1);

/** By role; `share` in percent of the week that is for plays, `others` lines like those of the roster. `from` and `to` as YYYY-MM-DD, both included. */
export function rosterMinutes(
  playbook: string,
  { from, to }: { from: string; to: string },
  share: Record<string, number>,
  others: readonly string[],
): Map<string, number> {
  const holidays = readFileSync(join(playbook, "holidays.yaml"), "utf8");
  const away = linesOf(join(playbook, "data/leave.csv")).map((line) => line.split(","));
  const minutes = new Map<string, number>();
  for (const line of [...linesOf(join(playbook, "team.csv")), ...others]) {
    const [, person, role = "", hours, days = ""] = /^([^,]*),([^,]*),(\d+)h,("[^"]*"|[^,]*),/.exec(line) ?? [];
    const works = workingDays(days);
    const aDay = (Number(hours) * 60 * (share[role] ?? 100)) / 100 / works.length;
    for (let at = Date.parse(from); at <= Date.parse(to); at += dayInMilliseconds) {
      const day = new Date(at).toISOString().slice(0, 10);
      if (!works.includes(new Date(at).getUTCDay()) || holidays.includes(day)) continue;
      if (away.some(([name, first = "", last = ""]) => name === person && first <= day && day <= last)) continue;
      minutes.set(role, (minutes.get(role) ?? 0) + aDay);
    }
  }
  return minutes;
}
