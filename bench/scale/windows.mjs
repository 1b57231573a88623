/** A project whose conditions have every kind of window, all of one length: what they cost must not hang on that. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const conditions = (over) => [
  `logins over ${over} < 5`,
  `avg active_users over ${over} < 3`,
  `min active_users over ${over} > 40`,
  `max features over ${over} < 1`,
  `logins falls > 60% over ${over}`,
  `logins falls > 90% over 1d against usual ${over}`,
  `active_users < 2 for ${over}`,
  `days with (core_usage = 0) over ${over} >= 365`,
  `count of review over ${over} >= 3`,
];

const triggers = (over) =>
  conditions(over).map((when, index) => `trigger t${index} { level green when ${when} do task look rest 30d }`);

const program = (over) => `
account { contract_start date  begins contract_start }
metric logins count per day missing is zero
metric core_usage count per day missing is zero
metric active_users count snapshot missing carries
metric features count snapshot missing carries
event review
role csm owns accounts
task look { owner csm effort 5min }
${triggers(over).join("\n")}
policy { hours 09:00..17:00 mon..fri }
`;

/** Writes the project into `folder`, with windows of `over`. */
export function writeWindows(folder, over) {
  mkdirSync(folder, { recursive: true });
  const project = readFileSync(join(import.meta.dirname, "project/playc.yaml"), "utf8");
  writeFileSync(join(folder, "playc.yaml"), project.replace(/^ {2}onboarding_lead.*\n|^libraries.*\n/gm, ""));
  writeFileSync(join(folder, "windows.play"), program(over));
}
