/**
 * Three enrolments small enough to work every answer out by hand, in the files of the learning data. Day 0 is Ada's
 * first, 2013-03-01; the last day of clicks, 2013-05-31, is her day 91, the last that is worked out.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export const firstDay = Date.UTC(2013, 2, 1) / 86_400_000;
const date = (day: number) => new Date((firstDay + day) * 86_400_000).toISOString().slice(0, 10);

/** Clicks and sites: a week of 10 and 6, a week of 5 and 2, a week of nothing, one day of 40 and 4. */
const ada = Array.from({ length: 14 }, (_, day) => `ada,${date(day)},${day < 7 ? "10,6" : "5,2"}`);

const files = {
  // Bob starts on day 31 and gives up on day 50; Cleo never registered; Zoe is there for the tables' ends.
  "accounts.csv": `account,module,presentation,region,studied_credits,previous_attempts,start_date,end_date,registered_on,withdrawn_on,outcome
ada,AAA,x,y,60,0,2013-03-11,2013-05-10,2013-03-01,,Pass
bob,BBB,x,y,60,0,2013-03-11,2013-05-10,2013-04-01,2013-04-20,Withdrawn
cleo,BBB,x,y,60,0,2013-03-11,2013-05-10,,,Withdrawn
zoe,BBB,x,y,60,0,2013-03-11,2013-05-10,2013-02-01,,Pass
`,
  "daily_activity.csv": `account,day,clicks,sites
${ada.join("\n")}
ada,${date(21)},40,4
zoe,2013-02-01,1,1
zoe,2013-05-31,1,1
`,
  // Ada is late three times: due on days 3, 5 and 15, handed in on days 4, 10 and 20 (not yet marked).
  "submissions.csv": `account,submitted_on,due_on,kind,weight,score
ada,${date(4)},${date(3)},TMA,10.0,50.0
ada,${date(10)},${date(5)},TMA,10.0,40.0
ada,${date(12)},${date(14)},CMA,10.0,30.0
ada,${date(20)},${date(15)},TMA,10.0,
zoe,2013-02-01,2013-02-03,CMA,10.0,90.0
zoe,${date(80)},${date(80)},CMA,10.0,90.0
`,
};

/** Writes the files into a folder of their own and returns it. */
export function writeTinyData(): string {
  const folder = mkdtempSync(join(tmpdir(), "playc-oracle-"));
  for (const [name, text] of Object.entries(files)) {
    if (name === "daily_activity.csv") writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
    else writeFileSync(join(folder, name), text);
  }
  return folder;
}

export interface ByHand {
  case: string;
  account: "ada" | "bob";
  /** Letters and how often: `?x13 1x8` is thirteen unknown days and then eight true ones. */
  truths: string;
  /** Days of the fires, counted as above, without rest and with `rest 30d`. */
  fires: number[];
  rested: number[];
}

export const byHand: ByHand[] = [
  { case: "clicks_fall_weekly", account: "ada", truths: "?x13 1x8 0x6 ?x1 1x7 ?x57", fires: [13, 28], rested: [13] },
  { case: "clicks_fall_by_count", account: "ada", truths: "?x19 1x2 0x10 1x2 0x59", fires: [19, 31], rested: [19] },
  { case: "clicks_zero", account: "ada", truths: "?x13 0x22 1x57", fires: [35], rested: [35] },
  { case: "clicks_zero", account: "bob", truths: "?x13 1x7", fires: [44], rested: [44] },
  { case: "weak_essays", account: "ada", truths: "?x59 1x5 ?x6 0x11 ?x11", fires: [59], rested: [59] },
  { case: "active_days", account: "ada", truths: "?x6 1x16 0x70", fires: [6], rested: [6] },
  { case: "breadth_falls", account: "ada", truths: "?x7 1x7 0x78", fires: [7], rested: [7] },
  { case: "silent_for", account: "ada", truths: "?x6 0x26 1x60", fires: [32], rested: [32] },
  { case: "becomes_narrow", account: "ada", truths: "0x7 1x1 0x84", fires: [7], rested: [7] },
  { case: "becomes_narrow", account: "bob", truths: "?x20", fires: [], rested: [] },
  { case: "started", account: "ada", truths: "0x40 1x52", fires: [40], rested: [40] },
  { case: "started", account: "bob", truths: "0x9 1x11", fires: [40], rested: [40] },
  { case: "nothing_handed_in", account: "ada", truths: "?x4 0x47 1x30 ?x11", fires: [51], rested: [51] },
  { case: "nothing_handed_in", account: "bob", truths: "?x20", fires: [], rested: [] },
  { case: "ends_soon", account: "ada", truths: "0x10 1x82", fires: [10], rested: [10] },
  { case: "gives_up_soon", account: "bob", truths: "1x20", fires: [31], rested: [31] },
  { case: "gives_up_soon", account: "ada", truths: "?x92", fires: [], rested: [] },
  { case: "essay_overdue", account: "ada", truths: "0x3 1x1 0x1 1x5 0x5 1x5 0x72", fires: [3, 5, 15], rested: [3] },
  // The unmarked essay of days 15 to 19 may be a weak one: unknown, which arms nothing.
  { case: "no_weak_essay_overdue", account: "ada", truths: "1x5 0x5 1x5 ?x5 1x72", fires: [0, 10], rested: [0, 30] },
  { case: "essay_overdue_for", account: "ada", truths: "?x4 0x5 1x1 0x9 1x1 0x72", fires: [9, 19], rested: [9] },
];

export function spellOut(truths: string): string {
  return truths
    .split(" ")
    .map((run) => run[0]!.repeat(Number(run.slice(2))))
    .join("");
}
