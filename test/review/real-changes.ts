/**
 * Changes of one clause each of real programs, `playbooks/saas` and `playbooks/standard`, of every sort that a reviewer
 * meets. Of each some account does something else: `witness-real.test.ts` asks for a history of it, and `bench/witness.mjs`
 * how long one takes.
 */
import { readdirSync, readFileSync } from "node:fs";
import { compile } from "../../compiler/compile.ts";
import type { Schedule } from "../../schedule/types.ts";

export interface RealChange {
  readonly project: "saas" | "standard";
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const changesOf = (
  project: RealChange["project"],
  changes: readonly (readonly [what: string, file: string, from: string, to: string])[],
): RealChange[] => changes.map(([what, file, from, to]) => ({ project, what, file, from, to }));

export const realChanges: readonly RealChange[] = [
  ...changesOf("saas", [
    ["a figure with a name", "triggers.play", "let login_fall = 30%", "let login_fall = 20%"],
    ["two windows of silence", "triggers.play", "when logins over 14d = 0 outside", "when logins over 10d = 0 outside"],
    [
      "a fall against the usual",
      "triggers.play",
      "logins falls > 35% over 1w against",
      "logins falls > 45% over 1w against",
    ],
    ["days with a share of seats", "triggers.play", "over 30d >= 20", "over 30d >= 25"],
    [
      "a share of a limit",
      "triggers.play",
      "when storage >= 75% of storage_limit\n  do alert csm",
      "when storage >= 70% of storage_limit\n  do alert csm",
    ],
    [
      "when a trigger is armed again",
      "triggers.play",
      "until storage < 75% of storage_limit",
      "until storage < 60% of storage_limit",
    ],
    ["a band that is entered", "triggers.play", "health falls > 15 points over 6w", "health falls > 5 points over 6w"],
    ["how long in a band", "triggers.play", "health is yellow for 30d", "health is yellow for 40d"],
    ["a count of cases", "triggers.play", "count of ticket over 7d >= 3", "count of ticket over 7d >= 4"],
    ["how long a case is open", "triggers.play", "when ticket open for 7d", "when ticket open for 10d"],
    ["the filter of an event", "triggers.play", "on nps where (score <= 6)", "on nps where (score <= 7)"],
    [
      "the mean of what was said",
      "triggers.play",
      "avg ticket.sentiment over 90d >= 80%",
      "avg ticket.sentiment over 90d >= 60%",
    ],
    ["days to a renewal", "triggers.play", "when time to renewal <= 90d and", "when time to renewal <= 75d and"],
    ["months to a renewal", "triggers.play", "time to renewal <= 4 months", "time to renewal <= 5 months"],
    ["silence of answers", "triggers.play", "time since last reply > 45d", "time since last reply > 40d"],
    [
      "how long ago a touch was",
      "triggers.play",
      "time since last done check_in < 30d",
      "time since last done check_in < 20d",
    ],
    [
      "a touch more",
      "triggers.play",
      "do touch congratulate, education within 1w",
      "do touch congratulate, education, value_call within 1w",
    ],
    ["which of two are at zero", "triggers.play", "(logins over 7d = 0 for 3d)", "(logins over 7d = 0 for 5d)"],
    [
      "an event is not enough",
      "plays.play",
      "on opportunity where (budget and authority and need and timeline)",
      "on opportunity where (budget and authority and need)",
    ],
    ["a second relapse", "triggers.play", "last done discovery_call > 60d", "last done discovery_call > 50d"],
    ["a calendar's days", "model.play", "12-20..01-05", "12-15..01-05"],
    ["the week of a conference", "model.play", "2025-09-15..2025-09-19", "2025-09-15..2025-09-26"],
    ["how long a stage lasts", "model.play", "contract_start to 90d after", "contract_start to 60d after"],
    ["a segment's floor", "segments.play", "smb when arr >= $5K", "smb when arr >= $8K"],
    ["who is large", "segments.play", "enterprise when arr >= $100K or strategic", "enterprise when arr >= $100K"],
    ["a step's rhythm", "cadences.play", "every 1 quarter touch qbr within 3w", "every 1 month touch qbr within 3w"],
    [
      "a step's exception",
      "cadences.play",
      "every 2 weeks touch check_in not within 7d of qbr",
      "every 2 weeks touch check_in not within 14d of qbr",
    ],
    ["a step's condition", "cadences.play", "touch education when features < 3", "touch education when features < 5"],
    [
      "a turn of two",
      "cadences.play",
      "touch value_report, value_call in turn",
      "touch value_call, value_report in turn",
    ],
    [
      "a countdown",
      "cadences.play",
      "60d touch price_notice\n  30d touch value_report",
      "45d touch price_notice\n  30d touch value_report",
    ],
    ["whom a cadence is for", "cadences.play", "health is one of orange, red and (not", "health is red and (not"],
    ["a play's start", "plays.play", "start when health < 60 and", "start when health < 65 and"],
    ["a play's win", "plays.play", "win when health >= 75 for 14d", "win when health >= 75 for 21d"],
    ["what a play holds back", "plays.play", "cadence smb_rhythm, cadence monthly_value,", "cadence monthly_value,"],
    ["a play again", "plays.play", "again after 60d", "again after 30d"],
    ["a phase's days", "plays.play", "phase reach day 3..6", "phase reach day 4..6"],
    ["a phase before a renewal", "plays.play", "phase prepare 180d..121d before", "phase prepare 170d..121d before"],
    ["a rung's delay", "plays.play", "after 14d touch sponsor_call", "after 10d touch sponsor_call"],
    ["a rung's points", "plays.play", "health rises >= 10 points since start", "health rises >= 20 points since start"],
    ["what ends a ladder", "plays.play", "stop on attended", "stop on reply"],
    ["a limit", "policy.play", "limit 4 touches per 14d", "limit 2 touches per 14d"],
    ["a limit of a channel", "policy.play", "limit 1 email per 3d", "limit 1 email per 7d"],
    ["quiet days", "policy.play", "quiet 5d after qbr except", "quiet 12d after qbr except"],
    ["consent", "policy.play", "phone by phone_opt_in", ""],
    ["what is merged", "policy.play", "merge touches within 2d with the same owner", ""],
  ]),
  ...changesOf("standard", [
    ["a figure that many name", "risk.play", "let at_risk_below = 60", "let at_risk_below = 55"],
    ["what is healthy", "risk.play", "let healthy = 80", "let healthy = 70"],
    ["how long it settles in", "risk.play", "let settling_in = 90d", "let settling_in = 60d"],
    ["who is large", "segments.play", "let high_touch_from = $100K", "let high_touch_from = $80K"],
    ["a touch model", "segments.play", "or (during renewal and segment is mid_market)", ""],
    ["points of a score", "health.play", "10 points when features >= 3", "10 points when features >= 5"],
    ["days that make points", "health.play", "over 14d >= 10", "over 14d >= 12"],
    ["a way out of a stage", "journey.play", "let trained_share = 50%", "let trained_share = 40%"],
    ["a way back", "journey.play", "let setup_lost = 60%", "let setup_lost = 50%"],
    ["figures by segment", "journey.play", "mid_market 90d, smb 60d", "mid_market 120d, smb 60d"],
    ["how long a stage is expected", "journey.play", "expect 30d..90d", "expect 30d..60d"],
    ["a track's end", "journey.play", "leave on department_live", "leave on department_stalled"],
    [
      "a fall of a component",
      "risk.play",
      "any component of health falls > 9 points",
      "any component of health falls > 14 points",
    ],
    ["a share of an arm", "experiments.play", "let tried_on = 10%", "let tried_on = 30%"],
    [
      "mails of an arm",
      "experiments.play",
      "day 4 touch first_steps\n  day 5 touch first_steps",
      "day 4 touch first_steps",
    ],
    [
      "a week of a cadence",
      "onboarding.play",
      "week 8 touch value_report\n  week 12",
      "week 9 touch value_report\n  week 12",
    ],
    ["a phase of a play", "expansion.play", "phase qualify day 15..45", "phase qualify day 22..45"],
    [
      "what a handoff needs",
      "expansion.play",
      "needs budget, authority, need, decision_date",
      "needs budget, authority, need",
    ],
    [
      "an alert to somebody else",
      "signals.play",
      "on spam_complaint do task frequency_review within 2 business days",
      "on spam_complaint do alert csm_manager",
    ],
    ["what a play lifts to", "risk.play", "  lifts to high_touch\n", ""],
  ]),
];

function textsOf(project: string): Map<string, string> {
  const folder = new URL(`../../playbooks/${project}/`, import.meta.url);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const read = paths.filter((path) => /\.(play|md|yaml)$/.test(path) && !path.startsWith("."));
  return new Map(read.map((path) => [path, readFileSync(new URL(path, folder), "utf8")]));
}

const texts = new Map<string, Map<string, string>>();

/** A project without its data, with one text of one file exchanged; throws where the file does not have it. */
export function realSchedule(project: string, change?: Pick<RealChange, "file" | "from" | "to">): Schedule {
  const own = texts.get(project) ?? textsOf(project);
  texts.set(project, own);
  const files = new Map(own);
  if (change) {
    const text = own.get(change.file) ?? "";
    if (!text.includes(change.from)) throw new Error(`${change.file} has no ${JSON.stringify(change.from)}`);
    files.set(
      change.file,
      text.replace(change.from, () => change.to),
    );
  }
  const { schedule, diagnostics } = compile({
    files: [...files].flatMap(([path, text]) => (path.endsWith(".play") ? [{ path, text }] : [])),
    currency: "USD",
    readText: (path) => files.get(path),
    exists: (path) => files.has(path),
  });
  if (schedule) return schedule;
  throw new Error(diagnostics.map(({ severity, message }) => `${severity}: ${message}`).join("\n"));
}
