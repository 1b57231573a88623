/** A small project of its own for each test: twelve accounts over four months, with something of everything the table shows. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const program = `
account { contract_start date  renewal date?  churned_on date?  arr money  mail_ok flag = true
  begins contract_start  ends churned_on }
metric logins count per day missing is zero
metric health points 0..100 snapshot missing carries bands green 80 yellow 60 red 0
event sponsor_left, attended
contact sponsor
role csm owns accounts
role manager shared answers within 2 business days
role robot machine
segments { large when arr >= $50K  small when arr >= $1K }
touch call  { channel video owner csm   effort 30min prep 15min purpose address_need kind proactive }
touch hello { channel video owner csm   effort 20min purpose open_dialogue kind proactive }
touch plea  { channel phone owner csm   effort 20min purpose advance_relationship kind proactive }
touch mail  { channel email owner robot effort 0min  purpose give_insight kind educational }
task  notes { owner csm effort 20min }
cadence rhythm for large from contract_start { every 2 weeks touch call  every 1 week touch mail }
cadence light  for small from contract_start { every 1 month touch hello  every 1 week touch mail }
cadence runway for large before renewal { 30d touch plea to sponsor }
trigger drop   { level yellow when logins falls > 50% over 1w against usual 4w do touch call within 48h task notes rest 14d }
trigger quiet  { level red when logins over 14d = 0 do alert manager }
trigger gone   { level red on sponsor_left do start rescue }
play rescue {
  level red
  start when health < 60
  win   when health >= 60 for 7d
  lose  when churned_on is known
  end   after 45d
  again after 30d
  pauses cadence rhythm
  target win >= 50%
  phase first day 1..7 { touch call }
}
policy {
  hours 09:00..17:00 mon..fri
  limit 2 touches per 7d except red
  consent email by mail_ok
  merge touches within 2d with the same owner
  otherwise defer up to 3d then drop
}
`;

const projectFile = `
currency: USD
time_zone: { column: zone, default: Europe/London }
account: { file: accounts.csv, key: id }
people:
  csm: { column: csm, known: today }
  sponsor: { column: sponsor }
events:
  sponsor_left: { file: left.csv, key: id, at: at }
metrics:
  - { file: days.csv, key: id, day: day, columns: { logins: logins, health: health } }
`;

const firstDay = Date.UTC(2025, 0, 1);
const dayText = (index: number) => new Date(firstDay + index * 86_400_000).toISOString().slice(0, 10);

function accounts(): string {
  const rows = Array.from({ length: 12 }, (_, index) => {
    const csm = index % 5 === 4 ? "" : ["Ann", "Bo", "李 Wei"][index % 3];
    const arr = index === 11 ? 500 : index % 2 === 0 ? 80_000 : 5_000;
    const zone = ["Asia/Tokyo", "America/New_York", ""][index % 3];
    const churned = index === 6 ? dayText(80) : "";
    const start = index === 9 ? "" : dayText(index);
    return [
      `a${String(index).padStart(2, "0")}`,
      start || dayText(0),
      dayText(60 + index),
      churned,
      arr,
      index === 3 ? "no" : "yes",
      zone,
      csm,
      index % 4 === 0 ? "Sam" : "",
    ].join(",");
  });
  return `id,contract_start,renewal,churned_on,arr,mail_ok,zone,csm,sponsor\n${rows.join("\n")}\n`;
}

function days(): string {
  const rows: string[] = [];
  for (let account = 0; account < 12; account++) {
    for (let day = 0; day < 120; day++) {
      const fallen = account % 3 === 0 && day > 70 && day < 100;
      rows.push(
        `a${String(account).padStart(2, "0")},${dayText(day)},${fallen ? 0 : 5 + ((account * 7 + day) % 4)},${fallen ? 40 : 75}`,
      );
    }
  }
  return `id,day,logins,health\n${rows.join("\n")}\nnobody,2025-01-05,3,50\n`;
}

export const smallProject: Readonly<Record<string, string>> = {
  "playc.yaml": projectFile,
  "program.play": program,
  "accounts.csv": accounts(),
  "days.csv": days(),
  "left.csv": "id,at\na01,2025-02-10T12:00:00\n",
};

/** Writes the project, with these files instead of or beside its own; `undefined` leaves one out. */
export function writeProject(folder: string, changes: Record<string, string | undefined> = {}): string {
  for (const [path, text] of Object.entries({ ...smallProject, ...changes })) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
