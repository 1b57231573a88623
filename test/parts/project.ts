/** A project of several parts, with something of everything that is added up across them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { smallProject, writeProject } from "../cli/small-project.ts";

/** Five parts: the last is shorter than the others. */
export const accounts = 560;
export const parts = 5;
const days = 45;

const more = `
event reply
touch teaser { channel email owner robot effort 0min purpose give_insight kind educational }
cadence early from contract_start { day 3 touch teaser }
experiment mailed for large { arm mails 50% { cadence early }  arm none 50% { } }
measure using { share of accounts when logins over 14d > 0 by (arr >= $50K) }
measure time_to_reply { median time from contract_start to reply target < 30d }
roi { cost salaries $65 per hour of csm  benefit kept 3% of arr per won rescue  target 100%..900% }
trigger answered_well { level yellow when share of touch teaser with reply within 3d over 28d >= 50% do touch call rest 14d }
assume { touch teaser reply 40% within 3d }
`;

const firstDay = Date.UTC(2025, 0, 1);
const dayText = (index: number) => new Date(firstDay + index * 86_400_000).toISOString().slice(0, 10);
const idOf = (account: number) => `a${String(account).padStart(4, "0")}`;
const numbers = (length: number) => Array.from({ length }, (_, index) => index);

function accountRows(): string {
  const rows = numbers(accounts).map((account) => {
    const zone = ["Asia/Tokyo", "America/New_York", ""][account % 3];
    const csm = account % 5 === 4 ? "" : ["Ann", "Bo", "李 Wei"][account % 3];
    const arr = account % 2 === 0 ? 80_000 : 5_000;
    const churned = account % 9 === 0 ? dayText(30 + (account % 10)) : "";
    return [idOf(account), dayText(account % 20), dayText(60), churned, arr, "yes", zone, csm, "Sam"].join(",");
  });
  return `id,contract_start,renewal,churned_on,arr,mail_ok,zone,csm,sponsor\n${rows.join("\n")}\n`;
}

function dayRows(): string {
  const rows = numbers(accounts).flatMap((account) =>
    numbers(days).map((day) => {
      const fallen = account % 4 === 0 && day > 20;
      return `${idOf(account)},${dayText(day)},${fallen ? 0 : 5 + ((account * 7 + day) % 4)},${fallen ? 40 : 75}`;
    }),
  );
  return `id,day,logins,health\n${rows.join("\n")}\nnobody,2025-01-05,3,50\na0001,never,3,50\n`;
}

/** Writes it into a folder that is there, with these files instead of or beside its own. */
export function writeLargerProject(folder: string, changes: Record<string, string | undefined> = {}): string {
  const left = numbers(40).map((each) => `${idOf(each * 7)},${dayText(15 + (each % 20))}T12:00:00`);
  return writeProject(folder, {
    "program.play": `${smallProject["program.play"]}${more}`,
    "accounts.csv": accountRows(),
    "days.csv": dayRows(),
    "left.csv": `id,at\n${left.join("\n")}\n`,
    ...changes,
  });
}

/** Names and bytes of all files in a folder, hidden ones too. */
export function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(folder, name)).toString("base64")]));
}
