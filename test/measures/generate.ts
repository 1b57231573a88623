/**
 * Made-up input files in the shape of playbooks/saas/data for test/measures/project: amounts that are missing, rows that
 * come late, customers that end, dates that move, scores with gaps, many events on few days. By a seed, so that what fails
 * fails again.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { formatDay, parseDay } from "../../runtime/calendar/days.ts";

const [first, last] = [parseDay("2025-01-01")!, parseDay("2026-06-30")!];
const zones = ["America/Los_Angeles", "Europe/London", "Asia/Tokyo", "UTC"];
const kinds = ["reply", "reply", "attended", "attended", "renewed", "renewed", "first_value"];

/** Numbers below `below`, by a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Writes the files of `count` accounts into `folder`. */
export function writeMadeUp(folder: string, seed: number, count: number): void {
  const draw = numbers(seed);
  const oneIn = (n: number) => draw(n) === 0;
  const lines = {
    accounts: ["account,valid_from,time_zone,arr,contract_start,renewal,churned_on,strategic"],
    activities: ["account,at,kind"],
    nps: ["account,answered_on,score"],
    scores: ["account,on,score,value"],
  };
  for (let index = 0; index < count; index++) {
    const id = `M${String(index).padStart(3, "0")}`;
    const starts = first - 300 + draw(700);
    const ends = oneIn(3) ? Math.max(starts, first) + draw(400) : undefined;
    const known = oneIn(4) ? starts + draw(30) : starts;
    const zone = zones[draw(zones.length)]!;
    let renewal = starts + 365;
    for (let from = known, row = 0; row < 1 + draw(4); from += 20 + draw(200), row++) {
      const arr = oneIn(8) ? "" : `${draw(200_000) / 100}`;
      const end = ends === undefined ? "" : formatDay(ends);
      const cells = [
        id,
        formatDay(from),
        zone,
        arr,
        formatDay(starts),
        oneIn(9) ? "" : formatDay(renewal),
        end,
        String(oneIn(3)),
      ];
      lines.accounts.push(cells.join(","));
      if (oneIn(2)) renewal += 30 + draw(365);
    }
    const busy = first + draw(last - first);
    for (let event = draw(60); event > 0; event--) {
      const day = oneIn(2) ? Math.min(busy + draw(40), last) : first + draw(last - first + 1);
      const time = `${String(draw(24)).padStart(2, "0")}:${String(draw(60)).padStart(2, "0")}:${String(draw(60)).padStart(2, "0")}`;
      lines.activities.push(`${id},${formatDay(day)}T${time}Z,${kinds[draw(kinds.length)]}`);
    }
    const answered = new Set(Array.from({ length: draw(6) }, () => first + draw(last - first + 1)));
    for (const day of answered) lines.nps.push(`${id},${formatDay(day)},${oneIn(7) ? "" : draw(11)}`);
    for (let day = first + draw(200); day <= last; day += 1 + draw(25)) {
      lines.scores.push(`${id},${formatDay(day)},Health Score,${draw(101)}`);
    }
  }
  for (const name of ["accounts", "activities", "nps"] as const) {
    writeFileSync(join(folder, `${name}.csv`), `${lines[name].join("\n")}\n`);
  }
  writeFileSync(join(folder, "scores.csv.gz"), gzipSync(`${lines.scores.join("\n")}\n`));
}
