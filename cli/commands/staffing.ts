/** `playc staffing`: how many people each role needs, so that no more than a share of its work is late. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ScenarioError } from "../../runtime/scenarios/people-changes.ts";
import { realTeam, type Staffing, searchTeam, staffedWith } from "../../runtime/scenarios/staffing.ts";
import type { Schedule } from "../../schedule/types.ts";
import { answeringOf } from "../answering.ts";
import { compileProject } from "../compile-project.ts";
import { exitCodes, Failure } from "../failure.ts";
import { onInterrupt } from "../interrupt.ts";
import { withHistories } from "../read-histories.ts";
import { checkReportedDays, readReportedDays } from "../reported-days.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { styleOf } from "../views/layout.ts";
import { printable } from "../views/printable.ts";
import { staffingText } from "../views/staffing.ts";
import { figuresOfPlan } from "../what-if/scenarios.ts";

export interface StaffingOptions {
  /** In millionths. */
  late: number;
  role?: string[];
  most: number;
  /** As typed. */
  from?: string;
  to?: string;
  data?: string[];
  format: "table" | "json";
}

/** Gives the exit code. Failure of kind `usage` for a role that is none of people, or whose hours nobody says. */
export async function staffing(directory: string, options: StaffingOptions): Promise<number> {
  const days = readReportedDays(options.from, options.to);
  const project = compileProject(directory);
  if (project.report.warnings > 0) tell(project.report.text);
  const schedule = loadSchedule(scheduleText(project.schedule));
  const roles = rolesOf(schedule, options.role);
  const folder = mkdtempSync(join(tmpdir(), "playc-staffing-ledger-"));
  const discard = () => rmSync(folder, { recursive: true, force: true });
  const stopListening = onInterrupt(discard);
  try {
    const found = await withHistories(
      "staffing",
      { project, schedule, data: options.data },
      async (histories, progress, opened) => {
        checkReportedDays(days, histories);
        const answering = { ...answeringOf(schedule, histories, {}), runs: 1 };
        const run = { ...days, answering, capacity: "enforce" as const };
        const range = { from: days.from ?? histories.grid.from, to: days.to ?? histories.grid.to };
        const begins = range.from > histories.grid.from ? { first: histories.grid.from, from: range.from } : undefined;
        progress.phase("the team as it is");
        const plan = { schedule, histories };
        const { roles: asItIs } = await figuresOfPlan(folder, run, plan, progress);
        const all: Staffing[] = [];
        for (const role of roles) {
          const ask = async (people: number) => {
            progress.phase(`${role}: ${people} people`);
            const ready = await staffedWith({ schedule, histories: opened }, role, people);
            const { roles: figures } = await figuresOfPlan(folder, run, ready, progress);
            return figures.find((each) => each.role === role)!;
          };
          const found = await searchTeam(role, { share: options.late, most: options.most }, ask);
          const figures = asItIs.find((each) => each.role === role)!;
          all.push({ ...found, asItIs: realTeam(plan, figures, range, options.late) });
        }
        return { all, begins };
      },
    );
    const document = {
      format: "playc-staffing",
      version: 1,
      schedule: schedule.digest,
      late: options.late,
      roles: found.all,
    };
    const asText = () => staffingText(found.all, options.late, found.begins, styleOf(process.stdout));
    await writeResult(options.format === "json" ? `${JSON.stringify(document, null, 2)}\n` : asText());
    return exitCodes.fine;
  } catch (error) {
    if (error instanceof ScenarioError) throw new Failure("usage", printable(error.message));
    throw error;
  } finally {
    stopListening();
    discard();
  }
}

function rolesOf({ roles, team }: Schedule, asked: readonly string[] | undefined): string[] {
  const persons = roles.flatMap(({ kind, name }) => (kind === "person" ? name : []));
  const wrong = asked?.find((name) => !persons.includes(name));
  if (wrong !== undefined) {
    throw new Failure("usage", `${printable(wrong)} is no role of people: there are ${persons.join(", ") || "none"}.`);
  }
  const timed = team.flatMap(({ role, hoursPerWeekMinutes }) => (hoursPerWeekMinutes === undefined ? [] : role));
  const found = asked ? [...new Set(asked)] : persons.filter((name) => timed.includes(name));
  if (found.length > 0) return found;
  throw new Failure("usage", "No role of people has hours. Say them in the playbooks: `team { csm 30h per week }`.");
}
